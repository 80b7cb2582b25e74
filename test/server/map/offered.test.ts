import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { subjectOf } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { GapShown } from "../../../apps/server/src/map/present-gap.ts";
import type { AssetPageShown } from "../../../apps/server/src/map/router-pages.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { addressed, aGap, anAsset, did, inTurn, type Who } from "./scenes.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

async function asked<T>(at: Awaited<ReturnType<typeof aGap>>, as: Who, path: string, input: Record<string, unknown>): Promise<T> {
  const answer = await (await world.as(at.who[as])).call(`map.${path}`, input);
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return (answer as unknown as { data: T }).data;
}
const gapId = (roomId: RoomId) => ({ gapId: subjectOf(roomId) });

test("a closed gap is offered to be opened again to whoever raised it and to who lives there, and to nobody who would be refused", async () => {
  const at = await aGap(world, { first: addressed });
  const offered = async (as: Who) => (await asked<GapShown>(at, as, "gap", gapId(at.roomId))).may.includes("reopenGap");
  expect({
    jean: await offered("jean"),
    ailsa: await offered("ailsa"),
    rhona: await offered("rhona"),
    cora: await offered("cora"),
  }).toEqual({
    ...{ jean: true, ailsa: true, rhona: false, cora: false },
  });
});

test("what a panel's steward decides about something is told by the panel's name, and what a resident says of it by nobody's", async () => {
  const at = await anAsset(world, {
    by: null,
    first: inTurn(did("ina", "acceptAsset", { words: "" }), did("ailsa", "verifyAsset", { method: "visited", words: "" })),
  });
  const { history } = await asked<AssetPageShown>(at, "rhona", "asset", { assetId: subjectOf(at.roomId) });
  const by = Object.fromEntries(history.map(({ what, org }) => [what, org]));
  expect(by).toMatchObject({ assetAccepted: at.who.ina.orgName, assetVerified: null });
});
