import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { expect, test } from "vitest";
import { createExports } from "../../../apps/server/src/cases/effects-exports.ts";
import { openExportViews } from "../../../apps/server/src/cases/views-exports.ts";
import { createLogger } from "../../../apps/server/src/kernel/logger.ts";
import { aCase, actAs } from "../../kit/build.ts";
import { erased } from "../../kit/ending.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";
import { received, waitingFor } from "../../kit/handing.ts";
import { withdrawn } from "../../kit/scenes.ts";
import { createWorld } from "../../kit/world.ts";

describeHouseCommand({
  command: "receiveExport",
  insider: (world) => ({ as: world.people.hana, roomId: orgRoom(world.orgs.hub.orgId), input: { exportId: nobody() } }),
  caused: {
    "an organisation that has written something is removed: its own words wait for it": async (world) => {
      const built = await aCase(world);
      const { tariq } = world.people;
      await actAs(world, tariq, { roomId: built.roomId, type: "postMessage", input: { text: "Tuesday" } });
      return {
        act: () => withdrawn(world, built),
        added: {
          [built.roomId]: ["consentWithdrawn"],
          [personRoom(tariq.personId)]: ["noticeDelivered"],
          [orgRoom(tariq.orgId)]: ["exportReceived"],
        },
      };
    },
  },
  refused: {
    twice: {
      given: async (world) => ({
        as: world.people.hana,
        roomId: orgRoom(world.orgs.hub.orgId),
        input: { exportId: await received(world) },
      }),
      refusal: "CONFLICT AlreadyThere",
    },
  },
});

test("a case that is erased while an organisation's words of it are gathered: nothing of them is left, neither sealed nor announced", async () => {
  const world = await createWorld();
  const built = await aCase(world);
  const { caseId, roomId, participationId } = built;
  const { orgId } = world.orgs.hub;
  await actAs(world, world.people.tariq, { roomId, type: "postMessage", input: { text: "canary" } });
  const exported = await openExportViews(world.database);
  const { rooms, log } = world.app;
  const slowly = {
    ...exported,
    async keep(what: Parameters<typeof exported.keep>[0]): Promise<void> {
      await erased(world, built);
      await exported.keep(what);
    },
  };
  const handing = createExports({ rooms, log, exported: slowly, clock: world.clock, logger: createLogger("silent") });
  const exportId = nobody();
  const until = new Date(world.clock.now()).toISOString();
  await handing.handOver({ caseId, orgId, participationId, why: "removed", until }, exportId);
  expect(await exported.all({ caseId })).toEqual([]);
  expect(await waitingFor(world, orgId)).toEqual([]);
  expect(await handing.read(exportId, orgId)).toBeUndefined();
  await world.stop();
});
