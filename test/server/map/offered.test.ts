import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { subjectOf } from "@linkwork/shared/kernel/room.ts";
import { Method } from "@linkwork/shared/map/schema-asset.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { GapShown } from "../../../apps/server/src/map/present-gap.ts";
import type { AssetPageShown, QueueShown } from "../../../apps/server/src/map/router-pages.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { addressed, aGap, anAsset, anotherAsset, claimed, did, hide, inTurn, type Who } from "./scenes.ts";

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

test("how one may say that it is still here is offered as it is accepted: who lives there what they saw, and only who runs it that they do", async () => {
  const at = await anAsset(world, { first: claimed });
  for (const as of ["jean", "rhona", "carol", "ina", "cora"] as const) {
    const { asset } = await asked<AssetPageShown>(at, as, "asset", { assetId: subjectOf(at.roomId) });
    for (const method of Method.options) {
      const answer = await did(as, "verifyAsset", { method, words: "" })(at).then(
        () => true,
        () => false,
      );
      expect(asset.methods.includes(method), `${as} ${method}`).toBe(answer);
    }
  }
});

test("what was not taken in by mistake, and what is closed or merged, can be let in and be hidden after all: what is offered is what is accepted", async () => {
  const held = await anAsset(world, { by: null, first: did("ina", "rejectAsset", { words: "Not here." }) });
  const may = async (at: typeof held) => (await asked<AssetPageShown>(at, "ina", "asset", { assetId: subjectOf(at.roomId) })).asset.may;
  expect(await may(held)).toContain("acceptAsset");
  await did("ina", "acceptAsset", { words: "" })(held);
  expect((await held.asset()).status).toBe("live");
  const into = await anotherAsset(held);
  const merged = await anAsset(world, { first: did("ina", "mergeAsset", { into, words: "The same." }) });
  expect(await may(merged)).toContain("hideAsset");
  await hide(merged);
  expect((await merged.asset()).hidden).toBe(true);
  expect(await may(merged)).toContain("showAsset");
  expect(await may(merged)).not.toContain("hideAsset");
});

test("a postcode that nobody knows is kept, and waits for a steward among what needs a place; what is told by its area alone doesn't", async () => {
  const lost = async (at: typeof one) => {
    const { rows } = (await asked<QueueShown>(at, "ina", "queue", {})).lost;
    return rows.some(({ assetId }) => assetId === subjectOf(at.roomId));
  };
  // as the form sends it
  const one = await anAsset(world, { change: { place: { precision: "district", address: "", postcode: "G51 9ZZ" } } });
  const other = await anAsset(world, { change: { place: { precision: "district", address: "" } } });
  expect([await lost(one), await lost(other)]).toEqual([true, false]);
});
