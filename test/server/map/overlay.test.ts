import type { GapId } from "@linkwork/shared/kernel/ids.ts";
import { areaRoom, orgRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { GapShown } from "../../../apps/server/src/map/present-gap.ts";
import type { NearShown, OverlayArea } from "../../../apps/server/src/map/router-overlay.ts";
import type { GapPage } from "../../../apps/server/src/map/router-reading.ts";
import { actAs, house, type Person } from "../../kit/build.ts";
import { addAsset, aMapCast, govan, ibrox, type MapCast, member, pointIn, raiseGap } from "../../kit/map.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { outsider } from "./reading.ts";

let world: World;
let who: World["people"] & MapCast;
beforeAll(async () => {
  world = await createWorld();
  who = { ...world.people, ...(await aMapCast(world)) };
});
afterAll(() => world?.stop());
const asked = async <T>(as: Person | null, path: string, input: unknown = {}): Promise<T> => {
  if (as === null) return outsider<T>(world, path, input);
  const answer = await (await world.as(as)).call(`map.${path}`, input);
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return (answer as unknown as { data: T }).data;
};
const place = (east: number) => ({ place: { precision: "exact" as const, point: pointIn(east), address: "" } });

test("9, 15: an area that nobody was asked in says so; what is there and missing is counted by theme; moving one thing changes exactly one cell; and near nothing is said of gaps that have nothing near", async () => {
  await addAsset(world, who.tariq, { themes: ["company"], ...place(0) });
  const moving = await addAsset(world, who.tariq, { themes: ["arts"], name: "Choir", ...place(0) });
  for (const east of [0.001, 0.05, 0.06]) await raiseGap(world, who.jean, { theme: "company", point: pointIn(east) });
  await raiseGap(world, who.tariq, { theme: "food", areaId: ibrox });
  const overlay = () => asked<OverlayArea[]>(who.rhona, "overlay", { areaIds: [govan, ibrox], themes: ["company", "arts", "food"] });
  const before = await overlay();
  const none = { published: null };
  expect(before).toMatchObject([
    {
      code: "G51",
      asked: true,
      cells: [
        { theme: "company", assets: 1, gaps: 3, voices: 3, ...none },
        { assets: 1, gaps: 0, voices: 0 },
        { assets: 0, gaps: 0 },
      ],
    },
    {
      code: "G52",
      asked: false,
      cells: [
        { assets: 0, gaps: 0 },
        { assets: 0, gaps: 0 },
        { theme: "food", assets: 0, gaps: 1, voices: 0 },
      ],
    },
  ]);
  await actAs(world, who.tariq, { roomId: moving, type: "reviseAsset", input: { base: 1, changes: { themes: ["food"] } } });
  const after = await overlay();
  expect(after[0]?.cells.map(({ assets }) => assets)).toEqual([1, 0, 1]);
  expect(await asked<NearShown>(who.rhona, "near", { theme: "company", km: 1.5 })).toMatchObject({ gaps: 3, without: 2 });
  expect(await asked<NearShown>(null, "near", { theme: "company", km: 1.5 }), "no steward has looked at them yet").toMatchObject({
    gaps: 0,
  });
});

test("6: of people only the week's published number is told, and none where an area is too small or no week was published", async () => {
  const rows = [{ theme: "company", published: 15 }];
  await house(world, areaRoom(govan), "publishNumbers", { weekOf: "2027-01-04", k: 8, orgsAtLeast: 3, rows });
  const [area] = await asked<OverlayArea[]>(null, "overlay", { areaIds: [govan], themes: ["company", "arts"] });
  expect([area?.weekOf, ...(area?.cells.map(({ published }) => published) ?? [])]).toEqual(["2027-01-04", 15, "fewer"]);
  const small = { areaId: ibrox, code: "G52", name: "Ibrox", middle: pointIn(0.02), outline: null, residents: 900, districts: ["G52"] };
  await actAs(world, who.cora, { roomId: areaRoom(ibrox), type: "setArea", input: small });
  await house(world, areaRoom(ibrox), "publishNumbers", { weekOf: "2027-01-04", k: 8, orgsAtLeast: 3, rows });
  expect(await asked<OverlayArea[]>(null, "overlay", { areaIds: [ibrox], themes: ["company"] })).toMatchObject([
    { weekOf: null, cells: [{ published: null }] },
  ]);
});

test("1, 8, I11: a gap's line says what, when, which side and for whom, with the words; a resident is a resident to everybody but themselves, and endorsements stand apart", async () => {
  const roomId = await raiseGap(world, who.jean, { title: "No lamp", theme: "safety" });
  const gapId = subjectOf(roomId) as GapId;
  const act = (as: Person, type: string, input: Record<string, unknown>) => actAs(world, as, { roomId, type, input });
  await act(who.rab, "endorseGap", { on: true });
  await act(who.tariq, "endorseGap", { on: true });
  await act(who.rhona, "addEvidence", { evidenceId: crypto.randomUUID(), text: "I hear it at the surgery." });
  expect((await asked<GapPage>(null, "gaps", { text: "lamp" })).total).toBe(0);
  await act(who.ina, "confirmNeed", { words: "Many of us say so." });
  await act(who.carol, "sayKnown", { words: "It is on the list of roads." });
  const page = await asked<GapShown>(who.jean, "gap", { gapId });
  expect(page).toMatchObject({
    status: "validated",
    mine: true,
    endorsed: { residents: 1, partners: 1 },
    mix: { residentStory: 1, linkWorkerSaw: 1 },
    awaits: ["takingOn"],
  });
  expect(page.raised).toMatchObject({ side: "residents", org: null });
  expect(page.timeline.map(({ what, side, org, words, mine }) => [what, side, org, words, mine])).toEqual([
    ["gapRaised", "residents", null, "", true],
    ["evidenceAdded", "partners", "Southside Practice", "I hear it at the surgery.", false],
    ["needConfirmed", "residents", "Govan Residents' Panel", "Many of us say so.", false],
    ["knownSaid", "partners", "Invented Council", "It is on the list of roads.", false],
  ]);
  const texts = await Promise.all(
    [who.rab, who.carol, who.cora, null].map(async (as) => JSON.stringify(await asked<GapShown>(as, "gap", { gapId }))),
  );
  for (const text of texts)
    for (const secret of [who.jean.personId, who.rab.personId, '"Jean"', '"Rab"']) expect(text).not.toContain(secret);
  expect(texts.at(-1), "an outsider reads no words that no steward has looked at").not.toContain("surgery");
  expect(await asked<GapPage>(null, "gaps", { text: "lamp", voice: "residents" })).toMatchObject({
    total: 1,
    rows: [{ residents: true, mine: false }],
  });
});

test("I11: whoever raised a gap leaves the panel: it stays, as a resident's, with its words, its figures and whoever stands behind it, and it goes on", async () => {
  const { orgId, orgName, sector } = who.jean;
  const senga = await member(world, "Senga", { orgId, orgName, sector }, "resident");
  const roomId = await raiseGap(world, senga, { title: "No seat at the stop", theme: "transport" });
  const gapId = subjectOf(roomId) as GapId;
  await actAs(world, who.rab, { roomId, type: "endorseGap", input: { on: true } });
  await actAs(world, who.ina, { roomId, type: "confirmNeed", input: { words: "Many of us say so." } });
  // hers as well, of somebody else's
  const other = await raiseGap(world, who.jean, { title: "No shelter at the stop", theme: "transport" });
  await actAs(world, senga, { roomId: other, type: "endorseGap", input: { on: true } });
  await actAs(world, senga, {
    roomId: other,
    type: "addEvidence",
    input: { evidenceId: crypto.randomUUID(), text: "We stand in the rain." },
  });
  const pages = () =>
    Promise.all(
      [who.rab, who.carol, null].flatMap((as) => [
        asked<GapShown>(as, "gap", { gapId }),
        ...(as ? [asked<GapShown>(as, "gap", { gapId: subjectOf(other) })] : []),
        asked<GapPage>(as, "gaps", { text: "stop" }),
      ]),
    );
  const before = await pages();
  await house(world, orgRoom(senga.orgId), "endMembership", { personId: senga.personId });
  await world.app.effects.settled();
  const after = await pages();
  expect(after).toEqual(before);
  expect(after[0]).toMatchObject({ status: "raised", raised: { side: "residents", org: null }, endorsed: { residents: 1, partners: 0 } });
  for (const secret of [senga.personId, "Senga"]) expect(JSON.stringify(after)).not.toContain(secret);
  await actAs(world, who.carol, { roomId, type: "sayKnown", input: { words: "It is on our list." } });
  expect(await asked<GapShown>(null, "gap", { gapId })).toMatchObject({ status: "validated", raised: { side: "residents", org: null } });
});
