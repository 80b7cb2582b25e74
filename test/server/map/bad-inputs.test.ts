import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { maySeeAsset, maySeePlace } from "@linkwork/shared/map/rules-asset.ts";
import { shownPoint } from "@linkwork/shared/map/rules-place.ts";
import { burstOf, endorsed } from "@linkwork/shared/map/state-gap.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { QueueShown } from "../../../apps/server/src/map/router-pages.ts";
import { actAs, actorOf, type Person } from "../../kit/build.ts";
import { addAsset, assetDetails, member, pointIn, raiseGap, readAll, toldTo } from "../../kit/map.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { aGap, anAsset, anotherAsset, atRoom, bursting, type Cast, castIn, claimed, dayAhead, did, hide, inTurn, known } from "./scenes.ts";

let world: World;
let who: Cast;
beforeAll(async () => {
  world = await createWorld();
  who = await castIn(world);
});
afterAll(() => world?.stop());
/** What came of it: the refusal, or the event's number. */
const said = (work: Promise<unknown>): Promise<Refusal | undefined> =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof Refusal ? error : Promise.reject(error)),
  );
const placed = (lon: number, lat: number) => ({ place: { precision: "exact" as const, point: { lon, lat }, address: "" } });

test("the map's bad input 1: swapped, or 0, 0: refused, and it is said which of both it may be; to six decimals it is kept", async () => {
  const swapped = await said(addAsset(world, who.tariq, placed(55.862, -4.31)));
  expect([swapped?.code, swapped?.details]).toEqual(["OutOfBounds", { field: "details.place.point", swapped: true, zero: false }]);
  const zero = await said(addAsset(world, who.tariq, placed(0, 0)));
  expect(zero?.details).toMatchObject({ swapped: false, zero: true });
  const state = await atRoom(world, who, await addAsset(world, who.tariq, placed(-4.31000012345, 55.8620009876))).asset();
  expect(state.details?.place.point).toEqual({ lon: -4.31, lat: 55.862001 });
});

test("the map's bad input 4: a refuge that somebody pins is hidden, and its place is told to nobody outside, until a steward has looked", async () => {
  const at = await anAsset(world, { change: { themes: ["safety"], place: assetDetails().place } });
  const state = await at.asset();
  expect([state.hidden, state.details?.place.precision]).toEqual([true, "hidden"]);
  expect(state.details && shownPoint(state.details.place, pointIn())).toBeUndefined();
  expect([maySeeAsset(state, "outsider"), maySeeAsset(state, actorOf(who.jean)), maySeeAsset(state, actorOf(who.rhona))]).toEqual([
    false,
    false,
    true,
  ]);
  expect([maySeePlace(state, actorOf(who.rhona)), maySeePlace(state, actorOf(who.cora))]).toEqual([false, true]);
});

/** Whether somebody is asked to look whether it may be shown. */
const looked = async (roomId: RoomId) => {
  const { data } = (await (await world.as(who.ina)).call("map.queue")) as unknown as { data: QueueShown };
  const waits = data.assets.filter(({ asset }) => asset.roomId === roomId).flatMap((one) => one.waits);
  return { waits: waits.includes("guarded"), may: data.assets.find(({ asset }) => asset.roomId === roomId)?.asset.may ?? [] };
};
const themes = (base: number, ...these: string[]) => did("rhona", "reviseAsset", { base, changes: { themes: these } });
const words = { words: "I have asked them." };
test.each([
  ["as it is added", async () => anAsset(world, { change: { themes: ["safety"] } })],
  ["for what is said of it since", async () => anAsset(world, { first: themes(1, "safety") })],
  [
    "for what was said, and is taken back again,",
    async () => anAsset(world, { first: inTurn(themes(1, "safety"), did("ina", "undoChange", { seq: 2 })) }),
  ],
  [
    "as it is taken back to what it was",
    async () =>
      anAsset(world, {
        change: { themes: ["safety"] },
        first: inTurn(did("ina", "showAsset", words), themes(2, "food"), did("rhona", "undoChange", { seq: 3 })),
      }),
  ],
  [
    "as what it led to for a while is hidden",
    async () => {
      const into = await anotherAsset(await anAsset(world), { first: hide });
      return anAsset(world, { first: inTurn(did("cora", "mergeAsset", { into, ...words }), did("cora", "unmergeAsset", words)) });
    },
  ],
] as const)(
  "the map's bad input 4: what is hidden %s waits for a steward, who is told once, until one says that it is shown or that it stays so",
  async (_how, made) => {
    for (const [type, hidden] of [
      ["showAsset", false],
      ["hideAsset", true],
    ] as const) {
      await world.app.effects.settled();
      await readAll(world, who.ina, who.cora);
      const before = await toldTo(world, who.ina);
      const at = await made();
      await world.app.effects.settled();
      expect((await toldTo(world, who.ina)).slice(before.length)).toEqual(["mapWaits"]);
      const { waits, may } = await looked(at.roomId);
      expect([waits, may.includes("showAsset"), may.includes("hideAsset")]).toEqual([true, true, true]);
      await did("ina", type, words)(at);
      expect([(await looked(at.roomId)).waits, (await at.asset()).hidden]).toEqual([false, hidden]);
    }
  },
);

test("the map's bad input 5: a number of the health service or a telephone is stopped with its place in the text, and nothing is stored", async () => {
  const before = await world.book();
  const statement = "Nothing for Morag, 943 476 5919, in the evening.";
  const refusal = await said(raiseGap(world, who.rhona, { statement }));
  const { from, to, what } = refusal?.details ?? {};
  expect([refusal?.code, what, statement.slice(Number(from), Number(to))]).toEqual(["LooksLikeSomebody", "number", "943 476 5919"]);
  expect(await world.added(before)).toEqual({});
});

test("the map's bad input 6: so many who endorse at once are looked at before they count; what was shown before stays, and the stewards hear of it", async () => {
  const at = await aGap(world, { first: did("rhona", "endorseGap", { on: true }) });
  await world.later(2 * burstOf.within);
  await world.app.effects.settled();
  await readAll(world, who.ina, who.cora);
  const before = await toldTo(world, who.ina);
  await bursting(at);
  await world.app.effects.settled();
  expect(endorsed(await at.gap())).toEqual({ residents: burstOf.many - 1, partners: 1 });
  expect((await toldTo(world, who.ina)).slice(before.length)).toEqual(["mapWaits"]);
  const { orgId, orgName, sector } = who.jean;
  const shown = endorsed(await at.gap());
  const late = await member(world, "Late", { orgId, orgName, sector }, "resident");
  await actAs(world, late, { roomId: at.roomId, type: "endorseGap", input: { on: true } });
  expect(endorsed(await at.gap())).toEqual(shown);
  await did("ina", "settleBurst", { keep: false, words: "All of one address." })(at);
  expect(endorsed(await at.gap())).toEqual({ residents: 0, partners: 1 });
});

test("the map's bad input 7: who is in both panels has one voice, on the side on which they gave it, whatever they are later", async () => {
  const at = await aGap(world);
  const { orgId, orgName, sector } = who.jean;
  const one = await member(world, "Both", { orgId, orgName, sector }, "resident");
  const atWork: Person = { ...one, orgId: who.carol.orgId, orgName: who.carol.orgName, sector: who.carol.sector, roles: ["worker"] };
  await actAs(world, atWork, { roomId: at.roomId, type: "endorseGap", input: { on: true } });
  expect((await said(actAs(world, one, { roomId: at.roomId, type: "endorseGap", input: { on: true } })))?.code).toBe("SaidAlready");
  expect(endorsed(await at.gap())).toEqual({ residents: 0, partners: 1 });
});

test("the map's bad input 17: a rival closes nothing, and a steward nothing at once; who says that it closes is named, who runs it is told two days before, and takes it back", async () => {
  const at = await anAsset(world, { first: claimed });
  for (const [type, input] of [
    ["closeAsset", { words: "They are no good.", noneKnown: true }],
    ["announceClosing", { closesOn: "2099-01-01", reason: "No good.", alternatives: [], noneKnown: true }],
  ] as const)
    expect((await said(did("rhona", type, input)(at)))?.code).toBe("NotYours");
  const tomorrow = { closesOn: dayAhead(world.clock.now(), 1), reason: "No good.", alternatives: [], noneKnown: true };
  for (const [type, input] of [
    ["closeAsset", { words: "They are no good.", noneKnown: true }],
    ["announceClosing", tomorrow],
  ] as const)
    expect((await said(did("pat", type, input)(at)))?.code).toBe("ToldFirst");
  expect((await at.asset()).status).toBe("live");
  const before = await toldTo(world, who.carol);
  await did("pat", "announceClosing", { ...tomorrow, closesOn: dayAhead(world.clock.now(), 2) })(at);
  await world.app.effects.settled();
  expect((await at.asset()).closing?.org.name).toBe(who.pat.orgName);
  expect((await toldTo(world, who.carol)).slice(before.length)).toEqual(["assetCloses"]);
  await did("carol", "cancelClosing", { words: "We go on." })(at);
  expect(await at.asset()).toMatchObject({ status: "live", closing: null });
});

test("the map's bad input 19: two change one thing, one of them from a day ago: what doesn't meet is merged, what does is refused by its name, and both texts are in the history", async () => {
  const at = await anAsset(world);
  await did("tess", "reviseAsset", { base: 1, changes: { name: "Mending table", cost: "asks" } })(at);
  const late = { base: 1, changes: { name: "Fixing bench", when: "Not in July." } };
  const refusal = await said(did("rhona", "reviseAsset", late)(at));
  expect([refusal?.code, refusal?.details]).toEqual(["FieldsMoved", { fields: "name" }]);
  await did("rhona", "reviseAsset", { base: 1, changes: { when: "Not in July." } })(at);
  await did("rhona", "reviseAsset", { base: 2, changes: { name: "Fixing bench" } })(at);
  expect((await at.asset()).details).toMatchObject({ name: "Fixing bench", when: "Not in July.", cost: "asks" });
  const names = (await world.app.log.read(at.roomId, 0)).events.flatMap(
    ({ body }) => (body.before as { name?: string } | undefined)?.name ?? [],
  );
  expect(names).toEqual(["Repair table", "Mending table"]);
});

test("the map's bad input 20: nothing is deleted: what a steward turns down before a meeting is brought back with all that stood there", async () => {
  const at = await aGap(world, { first: inTurn(did("ailsa", "endorseGap", { on: true }), known) });
  const before = await at.gap();
  await did("carol", "declineGap", { from: "raised", words: "No money for it." })(at);
  await did("ina", "restoreGap", { words: "That is no reason." })(at);
  const { head: _head, modifiedAt: _at, ...after } = await at.gap();
  expect({ ...before, reviewed: true }).toMatchObject(after);
});

test("the map's bad input 21: who drags pins about moves so many in an hour and no more; a little is never far, and a steward is not held up", async () => {
  const rooms: RoomId[] = [];
  for (let i = 0; i < 22; i++) rooms.push(await addAsset(world, who.tariq));
  const move = (as: Person, roomId: RoomId, east: number) =>
    actAs(world, as, {
      roomId,
      type: "reviseAsset",
      input: { base: 1, changes: { place: { ...assetDetails().place, point: pointIn(east) } } },
    });
  const answers = await Promise.all(rooms.slice(0, 21).map((roomId) => said(move(who.rhona, roomId, 0.1))));
  expect(answers.filter((answer) => answer === undefined)).toHaveLength(20);
  expect(answers.find((answer) => answer !== undefined)).toMatchObject({ code: "TooManyPins", details: { most: 20 } });
  const last = rooms[21] as RoomId;
  expect(await said(move(who.rhona, last, 0.001))).toBeUndefined();
  const left = rooms[answers.findIndex((answer) => answer !== undefined)] as RoomId;
  expect(await said(move(who.ina, left, 0.1))).toBeUndefined();
});
