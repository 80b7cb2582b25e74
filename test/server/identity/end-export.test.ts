import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import { expect, test } from "vitest";
import { aCase, actAs } from "../../kit/build.ts";
import { erased } from "../../kit/ending.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";
import { received, waitingFor } from "../../kit/handing.ts";
import { withdrawn } from "../../kit/scenes.ts";
import { createWorld } from "../../kit/world.ts";

describeHouseCommand({
  command: "endExport",
  insider: async (world) => ({
    as: world.people.hana,
    roomId: orgRoom(world.orgs.hub.orgId),
    input: { exportId: await received(world), why: "over" },
  }),
  caused: {},
  refused: {
    "what isn't there": {
      given: (world) => ({ as: world.people.hana, roomId: orgRoom(world.orgs.hub.orgId), input: { exportId: nobody(), why: "over" } }),
      refusal: "CONFLICT NotThere",
    },
  },
});

test("what waits from a case that is erased goes with it", async () => {
  const world = await createWorld();
  const built = await aCase(world);
  const { tariq } = world.people;
  await actAs(world, tariq, { roomId: built.roomId, type: "postMessage", input: { text: "Tuesday" } });
  await withdrawn(world, built);
  await world.app.effects.settled();
  const [waits] = await waitingFor(world, tariq.orgId);
  await erased(world, built);
  expect(await waitingFor(world, tariq.orgId)).toEqual([]);
  for (const name of ["exports", "exportPieces"]) expect(await world.database.collection(name).countDocuments({}), name).toBe(0);
  await expect(world.app.log.keys.keyFor(`export:${waits?.exportId}`, 1, tariq.orgId)).rejects.toMatchObject({ code: "NotFound" });
  await world.stop();
});
