import { newId } from "@linkwork/shared/kernel/ids.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { QueueShown } from "../../../apps/server/src/map/router-pages.ts";
import { actAs } from "../../kit/build.ts";
import { aMapCast, assetDetails, gapDetails, type MapCast, pointIn } from "../../kit/map.ts";
import { ourOrigin } from "../../kit/wire.ts";
import { createWorld, startNode, type World } from "../../kit/world.ts";
import { bytesFor, outsider } from "./reading.ts";

let world: World;
let who: MapCast;
beforeAll(async () => {
  world = await createWorld();
  who = await aMapCast(world);
});
afterAll(() => world?.stop());

type Answer = { result?: { data: unknown }; error?: { data: { linkwork: { code: string; details: Record<string, unknown> } } } };
const send = async (path: string, body: unknown, { base }: Pick<World, "base"> = world): Promise<Answer> => {
  const headers = { origin: ourOrigin, "content-type": "application/json" };
  const answer = await fetch(`${base}/trpc/public.${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  return (await answer.json()) as Answer;
};
const id = () => newId(Date.now());
const queueOf = async (): Promise<QueueShown> => {
  const answer = await (await world.as(who.ina)).call("map.queue");
  return (answer as unknown as { data: QueueShown }).data;
};

test("what somebody without an account suggests waits for a steward, is shown to nobody else, once however often it is sent, and stands for all when it was let in", async () => {
  const [one, other] = [id(), id()];
  for (let i = 0; i < 2; i++)
    expect((await send("suggestAsset", { id: one, details: assetDetails({ name: "The bus shelter" }) })).result?.data).toEqual({
      waits: true,
    });
  expect((await send("suggestGap", { id: other, details: gapDetails({ title: "No light at the stop" }) })).result?.data).toEqual({
    waits: true,
  });
  const waiting = await queueOf();
  expect(waiting.assets.map(({ asset, waits }) => [asset.details.name, waits])).toEqual([["The bus shelter", ["held"]]]);
  expect(waiting.gaps.map(({ gap, waits }) => [gap.details.title, waits])).toEqual([["No light at the stop", ["held"]]]);
  const [{ asset }, { gap }] = [waiting.assets[0], waiting.gaps[0]] as [QueueShown["assets"][0], QueueShown["gaps"][0]];
  for (const path of ["assets", "gaps"]) expect(await outsider(world, path)).toMatchObject({ total: 0 });
  expect((await bytesFor(world, "asset", { assetId: asset.assetId })).status).toBe(404);
  expect((await bytesFor(world, "gap", { gapId: gap.gapId })).status).toBe(404);
  await actAs(world, who.ina, { roomId: asset.roomId, type: "acceptAsset", input: { words: "It is there." } });
  await actAs(world, who.ina, { roomId: gap.roomId, type: "acceptGap", input: {} });
  expect(await outsider(world, "assets")).toMatchObject({ total: 1, rows: [{ name: "The bus shelter" }] });
  expect(await outsider(world, "gaps")).toMatchObject({ total: 1, rows: [{ title: "No light at the stop", side: null }] });
});

test("1, 5: what lies in the sea, or tells of somebody, is refused with the field and the span, and nothing is kept", async () => {
  const swapped = { precision: "exact" as const, point: { lon: 55.8, lat: -4.3 }, address: "" };
  const wet = (await send("suggestAsset", { id: id(), details: assetDetails({ place: swapped }) })).error?.data.linkwork;
  expect(wet).toMatchObject({ code: "OutOfBounds", details: { field: "details.place.point", swapped: true, zero: false } });
  const statement = "Ring her on 0141 496 0123 after four.";
  const somebody = (await send("suggestGap", { id: id(), details: gapDetails({ statement }) })).error?.data.linkwork;
  expect(somebody).toMatchObject({ code: "LooksLikeSomebody", details: { field: "details.statement", what: "telephone", from: 12 } });
  expect((await queueOf()).waiting).toEqual({ assets: 0, gaps: 0, guarded: 0 });
});

test("who says that it is nobody's suggests it all the same, for a steward alone to see; a number of the health service never", async () => {
  const before = (await queueOf()).waiting;
  const details = assetDetails({ name: "A helpline", summary: "Ring 0141 496 0123 after four." });
  expect((await send("suggestAsset", { id: id(), details, anyway: true })).result?.data).toEqual({ waits: true });
  expect((await queueOf()).waiting).toEqual({ ...before, assets: before.assets + 1 });
  expect(JSON.stringify(await outsider(world, "assets"))).not.toContain("helpline");
  const number = gapDetails({ statement: "She is 943 476 5919 there." });
  const refused = (await send("suggestGap", { id: id(), details: number, anyway: true })).error?.data.linkwork;
  expect(refused).toMatchObject({ code: "LooksLikeSomebody", details: { what: "number" } });
});

test("an address that has suggested five things in an hour is told when it may again", async () => {
  const strict = await startNode({ database: world.database, masterKey: world.masterKey, clock: world.clock, signIns: 10 });
  try {
    const codes: (string | undefined)[] = [];
    for (let i = 0; i < 6; i++)
      codes.push((await send("suggestGap", { id: id(), details: gapDetails({ point: pointIn() }) }, strict)).error?.data.linkwork.code);
    expect(codes).toEqual([undefined, undefined, undefined, undefined, undefined, "TooManyCalls"]);
  } finally {
    await strict.app.stop();
  }
});

test("3: a point where nobody can be is refused when somebody looks from there", async () => {
  const { status, text } = await bytesFor(world, "assets", { where: { near: { lon: 55.8, lat: -4.3 }, km: 1 } });
  expect([status, text.includes("OutOfBounds"), text.includes('"swapped":true')]).toEqual([400, true, true]);
});
