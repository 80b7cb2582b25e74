import type { OrgState } from "@linkwork/shared/identity/state.ts";
import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { house } from "../../kit/build.ts";
import { describeHouseCommand, type Scene } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";
import { aMember, aPanel } from "./scenes.ts";

const ofPractice =
  (on: boolean, role: "steward" | "coordinator" = "coordinator") =>
  async (world: World): Promise<Scene> => {
    const nora = await aMember(world, world.people.rhona, "Nora", "linkWorker");
    return { as: world.people.maggie, roomId: orgRoom(world.people.maggie.orgId), input: { personId: nora.personId, role, on } };
  };

describeHouseCommand({
  command: "chooseKeeper",
  insider: ofPractice(true),
  caused: {
    "one of an organisation's people keeps the directory from then on, beside what they do there": async (world) => {
      const { roomId, input } = await ofPractice(true)(world);
      const personId = String(input.personId) as never;
      return {
        act: async () => {
          const event = await house(world, roomId, "chooseKeeper", input);
          await world.app.effects.settled();
          const { members } = await world.app.rooms.ask<OrgState>(roomId);
          if (members[personId]?.roles.join() !== "linkWorker,coordinator") throw new Error("the roles are others");
          return event;
        },
        added: { [roomId]: ["memberAdded"], [personRoom(personId)]: ["membershipStarted"] },
      };
    },
  },
  refused: {
    "who isn't one": { given: ofPractice(false), refusal: "CONFLICT AlreadyThere role" },
    "of a citizens' panel, which chooses for itself": {
      given: async (world) => {
        const { jean, roomId } = await aPanel(world);
        return { as: jean, roomId, input: { personId: jean.personId, role: "steward", on: true } };
      },
      refusal: "BAD_REQUEST RolesDontFit role",
    },
  },
});
