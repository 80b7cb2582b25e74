import type { PersonState } from "@linkwork/shared/identity/state.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mapHolds } from "../../../apps/server/src/map/waiting.ts";
import { actorOf, type Person } from "../../kit/build.ts";
import { readAll, suggestAsset, suggestGap, toldTo } from "../../kit/map.ts";
import { createWorld, type World } from "../../kit/world.ts";
import {
  addressed,
  aGap,
  anAsset,
  announced,
  type Cast,
  castIn,
  caused,
  did,
  inTurn,
  later,
  month,
  type Step,
  validated,
} from "./scenes.ts";

let world: World;
let who: Cast;
beforeAll(async () => {
  world = await createWorld();
  who = await castIn(world);
});
afterAll(() => world?.stop());
const everybody = (): Person[] => Object.values(who);
/** Who is told of what while something is done. */
async function told(work: () => Promise<unknown>): Promise<Record<string, string[]>> {
  await world.app.effects.settled();
  const before = await Promise.all(everybody().map((one) => toldTo(world, one)));
  await work();
  await world.app.effects.settled();
  const after = await Promise.all(everybody().map((one) => toldTo(world, one)));
  return Object.fromEntries(
    everybody().flatMap(({ name }, i) =>
      after[i]?.length === before[i]?.length ? [] : [[name, after[i]?.slice(before[i]?.length) ?? []]],
    ),
  );
}
/** Without that something waits for a steward. */
const moved = (all: Record<string, string[]>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(all).flatMap(([name, kinds]) => (kinds[0] === "mapWaits" ? [] : [[name, kinds]])));
const heldBy = async (as: Person): Promise<string[]> => {
  const { notices } = await world.app.rooms.ask<PersonState>(personRoom(as.personId));
  const holds = mapHolds({ rooms: world.app.rooms, views: world.app.views.map });
  const all = await Promise.all(Object.values(notices).map(async (notice) => ((await holds(actorOf(as), notice)) ? notice.kind : [])));
  return all.flat();
};

test("each time that a gap moves, who raised it, who stands behind it, who told of it and who follows it is told once, but for whoever moved it; what doesn't move it tells nobody", async () => {
  const at = await aGap(world, {
    first: inTurn(
      did("ailsa", "endorseGap", { on: true }),
      did("rhona", "followGap", { on: true }),
      did("tess", "addEvidence", { evidenceId: newId(Date.now()), text: "I saw it too." }),
      did("ailsa", "followGap", { on: true }),
    ),
  });
  const steps: [Step, string[]][] = [
    [did("ina", "confirmNeed", { words: "Yes." }), []],
    [did("carol", "sayKnown", { words: "Yes." }), ["Jean", "Tess", "Ailsa", "Rhona"]],
    [did("senga", "endorseGap", { on: true }), []],
    [did("pat", "followGap", { on: true }), []],
    [did("pat", "takeOn", { from: "validated", words: "We do." }), ["Jean", "Tess", "Ailsa", "Senga", "Rhona"]],
    [did("pat", "standDown", { from: "beingAddressed", words: "We can't." }), ["Jean", "Tess", "Ailsa", "Senga", "Rhona"]],
    [did("rhona", "followGap", { on: false }), []],
    // who takes it on follows it
    [
      did("cora", "closeGap", { from: "validated", reason: "needGone", words: "Moved.", decidedBy: "" }),
      ["Jean", "Tess", "Ailsa", "Senga", "Pat"],
    ],
    [did("jean", "reopenGap", { words: "They haven't." }), ["Tess", "Ailsa", "Senga", "Pat"]],
  ];
  for (const [step, names] of steps)
    expect(moved(await told(() => step(at)))).toEqual(Object.fromEntries(names.map((name) => [name, ["gapMoved"]])));
});

test("what waits for a side's word is told to that side's stewards, once while they haven't read of it; when both have spoken nobody waits", async () => {
  await readAll(world, ...everybody());
  const waiting = (all: Record<string, string[]>) => Object.keys(all).filter((name) => all[name]?.includes("mapWaits"));
  const raised: Awaited<ReturnType<typeof aGap>>[] = [];
  expect(waiting(await told(async () => void raised.push(await aGap(world), await aGap(world))))).toEqual(["Ina"]);
  const [one, other] = raised as [(typeof raised)[0], (typeof raised)[0]];
  expect(waiting(await told(() => did("ina", "confirmNeed", { words: "Yes." })(one)))).toEqual(["Carol", "Pat"]);
  expect(waiting(await told(() => did("carol", "sayKnown", { words: "Yes." })(one)))).toEqual([]);
  await readAll(world, who.ina);
  expect(waiting(await told(() => did("carol", "sayKnown", { words: "Yes." })(other)))).toEqual(["Ina"]);
});

test("of twenty suggestions the residents' stewards and the coordinators hear once, and once more when they have read it", async () => {
  await readAll(world, who.ina, who.cora);
  const twenty = async () => {
    for (let i = 0; i < 10; i++) await Promise.all([suggestAsset(world), suggestGap(world)]);
  };
  expect(await told(twenty)).toEqual({ Ina: ["mapWaits"], Cora: ["mapWaits"] });
  expect(await told(twenty)).toEqual({});
  await readAll(world, who.ina);
  expect(await told(twenty)).toEqual({ Ina: ["mapWaits"] });
});

test("a notice says that there is something, and where; not a word that was written", async () => {
  const at = await aGap(world, { first: validated });
  await world.app.effects.settled();
  const { events } = await world.app.log.read(personRoom(who.jean.personId), 0);
  expect(events.at(-1)?.body).toEqual({ kind: "gapMoved", orgId: who.jean.orgId, gapId: at.roomId.slice("gap:".length) });
});

test("a mail tells of what is still so: an end that was read or taken back, a question that was answered, what one may not see any more, are told no more", async () => {
  await readAll(world, ...everybody());
  const asset = await anAsset(world, { by: "tess", first: announced() });
  await world.app.effects.settled();
  expect(await heldBy(who.tess)).toEqual(["assetCloses"]);
  await did("tess", "readClosing")(asset);
  expect(await heldBy(who.tess)).toEqual([]);
  const gap = await aGap(world, { by: "senga", first: inTurn(addressed, later(month), caused("askHelped")) });
  await world.app.effects.settled();
  expect((await heldBy(who.senga)).filter((kind) => kind === "helpAsked")).toEqual(["helpAsked"]);
  await did("senga", "sayHelped", { helped: true, words: "" })(gap);
  expect((await heldBy(who.senga)).filter((kind) => kind === "helpAsked")).toEqual([]);
});
