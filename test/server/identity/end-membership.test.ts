import { newId, type PersonId } from "@linkwork/shared/kernel/ids.ts";
import { caseRoom, orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import type { Role } from "@linkwork/shared/kernel/shapes.ts";
import { aCase, actAs, house } from "../../kit/build.ts";
import { describeCommand, nobody, type Scene } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";
import { aPanel } from "./scenes.ts";

/** Somebody new at the practice, whom Maggie will let go. */
async function aColleague(world: World, ...roles: Role[]): Promise<PersonId> {
  const personId = newId<PersonId>(world.clock.now());
  await house(world, personRoom(personId), "registerPerson", { name: "Nora" });
  await house(world, orgRoom(world.orgs.practice.orgId), "addMember", { personId, name: "Nora", roles });
  await world.app.effects.settled();
  return personId;
}
const scene =
  (as: "maggie" | "rhona" | "ian" = "maggie") =>
  async (world: World): Promise<Scene> => {
    const { people, orgs } = world;
    const personId = await aColleague(world, "worker");
    return {
      as: people[as],
      roomId: orgRoom(orgs.practice.orgId),
      input: { personId },
      readers: [people.maggie, people.rhona],
      elsewhere: { [personRoom(personId)]: ["membershipStopped"] },
    };
  };

describeCommand({
  command: "endMembership",
  allowed: {
    "a manager ends a colleague's access, and their hat is gone": { given: scene(), here: ["membershipEnded"] },
    "each case that they worked on stays with the organisation, and says so": {
      given: async (world) => {
        const made = await scene()(world);
        const { personId } = made.input as { personId: PersonId };
        const built = await aCase(world);
        const input = { participationId: built.leadId, personId };
        await actAs(world, world.people.rhona, { roomId: built.roomId, type: "addColleague", input });
        await world.app.effects.settled();
        return { ...made, elsewhere: { ...made.elsewhere, [caseRoom(built.caseId)]: ["colleagueGone"] } };
      },
      here: ["membershipEnded"],
    },
    "a panel's steward shows a resident out": {
      given: async (world) => {
        const { sadia, morag, jean, roomId } = await aPanel(world);
        const elsewhere = { [personRoom(jean.personId)]: ["membershipStopped"] };
        return { as: sadia, roomId, input: { personId: jean.personId }, readers: [sadia, morag], elsewhere };
      },
      here: ["membershipEnded"],
    },
  },
  refused: {
    "a panel's steward, whom they find in the way: its manager": {
      given: async (world) => {
        const { sadia, morag, roomId } = await aPanel(world);
        return { as: sadia, roomId, input: { personId: morag.personId } };
      },
      refusal: "FORBIDDEN NotManager",
    },
    "a resident": {
      given: async (world) => {
        const { sadia, jean, roomId } = await aPanel(world);
        return { as: jean, roomId, input: { personId: sadia.personId } };
      },
      refusal: "FORBIDDEN NotManager",
    },
    "a link worker": { given: scene("rhona"), refusal: "FORBIDDEN NotManager" },
    "an information lead": { given: scene("ian"), refusal: "FORBIDDEN NotManager" },
    "the last manager's own": {
      given: async (world) => ({ ...(await scene()(world)), input: { personId: world.people.maggie.personId } }),
      refusal: "CONFLICT LastManager",
    },
    "somebody who is no member": {
      given: async (world) => ({ ...(await scene()(world)), input: { personId: nobody() } }),
      refusal: "CONFLICT NotThere personId",
    },
    "somebody whose access has ended": {
      given: async (world) => {
        const made = await scene()(world);
        await actAs(world, made.as, { roomId: made.roomId, type: "endMembership", input: made.input });
        return made;
      },
      refusal: "CONFLICT NotThere personId",
    },
  },
  other: () => ({ personId: nobody() }),
  raced: {
    given: async (world) => {
      const one = await scene()(world);
      return [one, one];
    },
    outcomes: ["NotThere", "written"],
    here: ["membershipEnded"],
  },
});
