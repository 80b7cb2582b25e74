import type { RecoveryNote } from "@linkwork/shared/identity/schema.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import type { World } from "../../kit/world.ts";
import { aLostFactor, yes } from "./scenes.ts";

const practice = ({ orgs }: World) => orgRoom(orgs.practice.orgId);
/** What the practice was told of Nora. */
const told = async (world: World): Promise<RecoveryNote> => {
  const { nora } = await aLostFactor(world);
  return (await world.app.rooms.ask<OrgState>(practice(world))).recoveries[nora.personId] as RecoveryNote;
};

describeHouseCommand({
  command: "noteRecovery",
  insider: async (world) => ({ as: world.people.maggie, roomId: practice(world), input: await told(world) }),
  caused: {
    "a yes that was said in the person's room is told where they work": async (world) => {
      const lost = await aLostFactor(world);
      return {
        act: () => yes(world, world.people.maggie, lost),
        added: { [lost.room]: ["recoveryConfirmed"], [practice(world)]: ["recoveryNoted"] },
      };
    },
  },
  refused: {
    "what is older than the note that is there": {
      given: async (world) => ({ as: world.people.maggie, roomId: practice(world), input: await told(world) }),
      refusal: "CONFLICT NotThere",
    },
  },
});
