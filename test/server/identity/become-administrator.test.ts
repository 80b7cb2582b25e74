import { newId, type PersonId } from "@linkwork/shared/kernel/ids.ts";
import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { house } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { describeHouseCommand, type Scene } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";

const hash = "A".repeat(43);
const invited = async (world: World): Promise<Scene> => {
  const roomId = personRoom(newId<PersonId>(world.clock.now()));
  await house(world, roomId, "inviteAdministrator", { hash, until: new Date(world.clock.now() + 7 * day).toISOString() });
  return { as: world.people.rhona, roomId, input: { hash, name: "Ada" } };
};

describeHouseCommand({
  command: "becomeAdministrator",
  insider: ({ people }) => ({ as: people.rhona, roomId: personRoom(people.rhona.personId), input: { hash, name: "Rhona" } }),
  caused: {
    "who opens the link is registered and looks after the platform, in one": async (world) => {
      const { roomId, input } = await invited(world);
      return {
        act: () => house(world, roomId, "becomeAdministrator", input),
        added: { [roomId]: ["personRegistered", "administratorMade"] },
      };
    },
  },
  refused: {
    "with another secret": {
      given: async (world) => ({ ...(await invited(world)), input: { hash: "B".repeat(43), name: "Ada" } }),
      refusal: "NOT_FOUND InvitationOver",
    },
    "a second time": {
      given: async (world) => {
        const made = await invited(world);
        await house(world, made.roomId, "becomeAdministrator", made.input);
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
    "somebody who is registered and was never invited": {
      given: ({ people }) => ({ as: people.rhona, roomId: personRoom(people.rhona.personId), input: { hash, name: "Rhona" } }),
      refusal: "NOT_FOUND InvitationOver",
    },
  },
});
