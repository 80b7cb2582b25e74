import { newId, type PersonId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { actAs, house } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { describeHouseCommand, type Scene } from "../../kit/given.ts";
import { hashIn, mailedToken } from "../../kit/mail.ts";
import type { World } from "../../kit/world.ts";

let count = 0;
/** An invitation as its owner holds it, and a person who is registered. */
const invited = async (world: World): Promise<Scene> => {
  const { people, orgs } = world;
  const roomId = orgRoom(orgs.practice.orgId);
  const email = `taken-up-${++count}@linkwork.test`;
  const { id } = await actAs(world, people.maggie, { roomId, type: "inviteColleague", input: { email, roles: ["worker"] } });
  const personId = newId<PersonId>(world.clock.now());
  await house(world, personRoom(personId), "registerPerson", { name: "Nora" });
  const input = { invitationId: id as string, hash: hashIn(await mailedToken(world, email)), personId, name: "Nora" };
  return { as: people.maggie, roomId, input };
};

describeHouseCommand({
  command: "takeUpInvitation",
  insider: invited,
  caused: {
    "the invitation is used up and its owner is a member, in one": async (world) => {
      const { roomId, input } = await invited(world);
      return {
        act: () => house(world, roomId, "takeUpInvitation", input),
        added: {
          [roomId]: ["colleagueInvitationTakenUp", "memberAdded"],
          [personRoom(input.personId as PersonId)]: ["membershipStarted"],
        },
      };
    },
  },
  refused: {
    "with another secret": {
      given: async (world) => {
        const made = await invited(world);
        return { ...made, input: { ...made.input, hash: "A".repeat(43) } };
      },
      refusal: "NOT_FOUND InvitationOver",
    },
    "used before, by whomever": {
      given: async (world) => {
        const made = await invited(world);
        await house(world, made.roomId, "takeUpInvitation", made.input);
        return { ...made, input: { ...made.input, personId: newId(world.clock.now()) } };
      },
      refusal: "NOT_FOUND InvitationOver",
    },
    "taken back": {
      given: async (world) => {
        const made = await invited(world);
        const { invitationId } = made.input;
        await actAs(world, made.as, { roomId: made.roomId, type: "cancelColleagueInvitation", input: { invitationId } });
        return made;
      },
      refusal: "NOT_FOUND InvitationOver",
    },
    "after seven days": {
      given: async (world) => {
        const made = await invited(world);
        await world.later(7 * day);
        return made;
      },
      refusal: "NOT_FOUND InvitationOver",
    },
    "by who works there already": {
      given: async (world) => {
        const made = await invited(world);
        return { ...made, input: { ...made.input, personId: world.people.rhona.personId } };
      },
      refusal: "CONFLICT AlreadyThere",
    },
  },
});
