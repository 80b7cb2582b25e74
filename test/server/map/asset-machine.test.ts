import type { Actor } from "@linkwork/shared/kernel/event.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { foldAll } from "@linkwork/shared/kernel/room.ts";
import type { Viewer } from "@linkwork/shared/map/rules.ts";
import type { AssetCommand, AssetEvent } from "@linkwork/shared/map/schema-asset.ts";
import { type AssetState, foldAsset, noAsset } from "@linkwork/shared/map/state-asset.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { systemActor } from "../../../apps/server/src/kernel/system.ts";
import { assetShown } from "../../../apps/server/src/map/present.ts";
import { full } from "../../kit/depth.ts";
import { assetDetails, assetSays } from "../../kit/map.ts";
import { aPerson } from "../../kit/projects.ts";

const start = Date.parse("2027-01-11T10:00:00Z");
const day = 24 * 3600_000;
const everybody: readonly Actor[] = [
  ...[aPerson("Jean", "citizen", undefined, ["resident"]), aPerson("Ina", "citizen", undefined, ["resident", "steward"])],
  ...[aPerson("Rhona", "statutory", undefined, ["linkWorker"]), aPerson("Carol", "statutory", undefined, ["worker", "steward"])],
  ...[aPerson("Cora", "third", undefined, ["worker", "coordinator"]), systemActor],
];
const pick = <T>(from: readonly T[], n: number): T => from[n % from.length] as T;
type Try = { what: number; who: number; value: number; back: number; wait: number };
const tries = fc.record({ what: fc.nat(60), who: fc.nat(60), value: fc.nat(3), back: fc.nat(6), wait: fc.constantFrom(0, 0, 1, 40) });
const words = "Because.";
const source = { system: "council", externalId: "1", licence: "", importId: newId<never>(start), assuredOn: null, terms: [] };

/** Some who rely on it, so few that the same are met again. */
const relying = Array.from({ length: 6 }, () => ({ personId: newId<never>(start), orgId: newId<never>(start), why: "card" as const }));
const rely = (n: number) => pick(relying, n);
function commandOf(state: AssetState, { what, value, back }: Try, at: number): AssetCommand {
  const base = Math.max(0, state.head - back);
  const assetId = state.assetId as Exclude<AssetState["assetId"], "">;
  const closesOn = new Date(at + 3 * day).toISOString().slice(0, 10);
  const all: AssetCommand[] = [
    { type: "reviseAsset", input: { base, changes: { name: `Name ${value}` } } },
    {
      type: "reviseAsset",
      input: { base, changes: { cost: pick(["free", "some", "asks"] as const, value), summary: `Summary ${value}` } },
    },
    { type: "reviseAsset", input: { base, changes: { themes: [pick(["food", "safety", "green"] as const, value)] } } },
    { type: "undoChange", input: { seq: base } },
    { type: "importAsset", input: { assetId, details: assetDetails({ name: `Source ${value}` }), source } },
    { type: "acceptAsset", input: { words: "" } },
    { type: "rejectAsset", input: { words } },
    { type: "verifyAsset", input: { method: "visited", words: "" } },
    { type: "sayCapacity", input: { status: "capacity", wait: "none", urgent: null, note: "" } },
    { type: "announceClosing", input: { closesOn, reason: words, alternatives: [], noneKnown: true } },
    { type: "announceClosing", input: { closesOn, reason: words, alternatives: [], noneKnown: false } },
    { type: "cancelClosing", input: { words } },
    { type: "closeDue", input: {} },
    { type: "tellClosing", input: { told: [rely(value), rely(back)] } },
    { type: "closeAsset", input: { words, alternatives: [], noneKnown: true } },
    { type: "closeAsset", input: { words, alternatives: [], noneKnown: false } },
    { type: "reopenAsset", input: { words } },
    { type: "doubtAsset", input: { doubtId: newId(at), what: "gone", words } },
    { type: "settleDoubt", input: { doubtId: state.doubts[0]?.doubtId ?? newId(at), words } },
    { type: "hideAsset", input: { words } },
    { type: "showAsset", input: { words } },
    { type: "mergeAsset", input: { into: newId(at), words } },
    { type: "unmergeAsset", input: { words } },
    { type: "followAsset", input: { on: value % 2 === 0 } },
    { type: "claimAsset", input: { words: "" } },
  ];
  return pick(all, what);
}

type Life = { state: AssetState; log: AssetEvent[]; at: number };
function begun(imported: boolean): Life {
  const assetId = newId<never>(start);
  const command: AssetCommand = imported
    ? { type: "importAsset", input: { assetId, details: assetDetails(), source } }
    : { type: "addAsset", input: { assetId, details: assetDetails() } };
  const log = assetSays(noAsset, command, { as: imported ? systemActor : pick(everybody, 2), at: start });
  if (log instanceof Refusal) throw log;
  return { state: foldAll(foldAsset, noAsset, log), log, at: start };
}
const there = (state: AssetState): AssetState => ({ ...noAsset, ...state, status: "live" });
function lived({ state, log, at }: Life, one: Try): Life {
  const now = at + one.wait * day;
  const command = commandOf(state, one, now);
  const others =
    command.type === "mergeAsset" ? new Map([[command.input.into, there({ ...state, assetId: command.input.into })]]) : new Map();
  const imported = log.findLast((event) => event.type === "assetImported")?.body.details;
  const events = assetSays(state, command, {
    as: pick(everybody, one.who),
    at: now,
    log,
    facts: { others, imported, told: [rely(one.value), rely(one.value + 1)] },
  });
  if (events instanceof Refusal) return { state, log, at: now };
  return { state: foldAll(foldAsset, state, events), log: [...log, ...events], at: now };
}

/** Where something may go from where it stands. */
const legal: Readonly<Record<AssetState["status"], readonly AssetState["status"][]>> = {
  absent: ["held", "live"],
  held: ["live", "rejected"],
  rejected: ["live"],
  live: ["closing", "closed", "merged"],
  closing: ["live", "closed", "merged"],
  closed: ["live", "merged"],
  merged: ["live", "closing", "closed"],
};
const assures: readonly AssetEvent["type"][] = ["assetVerified", "assetAccepted", "assetReopened", "assetAdded"];

test("I1: what was written of something that is there replays to how it stands, along its edges alone", () => {
  fc.assert(
    fc.property(fc.boolean(), fc.array(tries, { minLength: 20, maxLength: 100 }), (imported, all) => {
      const { state, log } = all.reduce(lived, begun(imported));
      expect(foldAll(foldAsset, noAsset, log)).toEqual(state);
      let before = noAsset;
      for (const event of log) {
        const after = foldAsset(before, event);
        if (after.status !== before.status) expect(legal[before.status], `${before.status} by ${event.type}`).toContain(after.status);
        before = after;
      }
    }),
    { numRuns: full ? 2_000 : 200 },
  );
});

test("I3: nothing but somebody who says so moves when it was last made sure of: no change, no undoing, no import without a day of its own", () => {
  fc.assert(
    fc.property(fc.boolean(), fc.array(tries, { minLength: 20, maxLength: 100 }), (imported, all) => {
      let before = noAsset;
      for (const event of all.reduce(lived, begun(imported)).log) {
        const after = foldAsset(before, event);
        if (!assures.includes(event.type)) expect(after.verified, event.type).toEqual(before.verified);
        before = after;
      }
    }),
    { numRuns: full ? 2_000 : 200 },
  );
});

test("what is about somebody's safety is on no map for outsiders until a steward has shown it, however it came to be so, and what is hidden without a steward waits for one", () => {
  fc.assert(
    fc.property(fc.boolean(), fc.array(tries, { minLength: 10, maxLength: 60 }), (imported, all) => {
      let [state, shown, looked] = [noAsset, false, false];
      for (const event of all.reduce(lived, begun(imported)).log) {
        state = foldAsset(state, event);
        const guarded = state.details?.themes.includes("safety") === true;
        shown = guarded && (shown || event.type === "assetShown");
        // a theme and what follows from it come in one breath
        if (guarded && event.type !== "assetRevised" && event.type !== "changeUndone") expect(state.hidden || shown, event.type).toBe(true);
        // and it waits for somebody to look until one has said that it stays hidden
        if (event.type === "assetHidden") looked = !event.body.guarded;
        if (event.type === "assetShown") looked = false;
        expect(state.guarded, event.type).toBe(state.hidden && !looked);
      }
    }),
    { numRuns: full ? 2_000 : 200 },
  );
});

test("I9: whatever closes names what there is instead, or says that none is known; who has to know is written down once, and nobody twice until it is taken back", () => {
  let announced = 0;
  fc.assert(
    fc.property(fc.boolean(), fc.array(tries, { minLength: 20, maxLength: 100 }), (imported, all) => {
      let [state, heard] = [noAsset, new Set<string>()];
      for (const event of all.reduce(lived, begun(imported)).log) {
        state = foldAsset(state, event);
        if (event.type === "closingAnnounced") {
          announced++;
          expect(event.body.alternatives.length > 0 || event.body.noneKnown).toBe(true);
          heard = new Set();
        }
        if (event.type === "closingAnnounced" || event.type === "closingTold")
          for (const { personId } of event.body.told) {
            expect(heard.has(personId), event.type).toBe(false);
            heard.add(personId);
          }
        // as it was written when it was announced, and nothing that happens since takes anybody out
        if (state.status === "closing") expect(state.closing?.told.map(({ personId }) => personId)).toEqual([...heard]);
      }
    }),
    { numRuns: full ? 2_000 : 300 },
  );
  expect(announced).toBeGreaterThan(20);
});

test("I8: what was closed or merged says so on its page for ever, with the words and what it leads to, to everybody who was shown it", () => {
  let over = 0;
  fc.assert(
    fc.property(fc.boolean(), fc.array(tries, { minLength: 10, maxLength: 80 }), (imported, all) => {
      const { state, at } = all.reduce(lived, begun(imported));
      if (state.status !== "closed" && state.status !== "merged") return;
      over++;
      const pageOf = (viewer: Viewer) => assetShown(state, viewer, { now: new Date(at).toISOString(), area: () => undefined });
      for (const viewer of ["outsider", ...everybody] as const) {
        const page = pageOf(viewer);
        if (page) expect(page).toMatchObject({ status: state.status, words: state.words, into: state.into });
        else expect(state.hidden).toBe(true);
      }
      expect(state.words).toBeTruthy();
      expect(state.status === "merged").toBe(state.into !== null);
    }),
    { numRuns: full ? 2_000 : 300 },
  );
  expect(over).toBeGreaterThan(20);
});
