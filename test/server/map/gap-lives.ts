import type { Actor } from "@linkwork/shared/kernel/event.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { foldAll } from "@linkwork/shared/kernel/room.ts";
import type { GapCommand, GapEvent, GapStatus } from "@linkwork/shared/map/schema-gap.ts";
import { foldGap, type GapState, noGap } from "@linkwork/shared/map/state-gap.ts";
import fc from "fast-check";
import { systemActor } from "../../../apps/server/src/kernel/system.ts";
import { gapDetails, gapSays } from "../../kit/map.ts";
import { aPerson, part } from "../../kit/projects.ts";

const start = Date.parse("2027-01-11T10:00:00Z");
export const hour = 3600_000;
const orgOf = (name: string, sector: Actor["sector"]) => ({ ...aPerson(name, sector), orgName: name });
export const panel = orgOf("The panel", "citizen");
const council = orgOf("The council", "statutory");
const charity = orgOf("The charity", "third");
export const as = (org: Actor, name: string, ...roles: Actor["roles"]): Actor => ({
  ...aPerson(name, org.sector, org.orgId, roles),
  orgName: org.orgName,
});
const ina = as(panel, "Ina", "resident", "steward");
export const residents = ["Jean", "Rab", "Ailsa", "Senga"].map((name) => as(panel, name, "resident"));
/** Ina works for the council as well, and is its steward under that hat. */
const inaAtWork: Actor = { ...as(council, "Ina", "worker", "steward"), personId: ina.personId };
export const everybody: readonly Actor[] = [
  ...residents,
  ...[
    ina,
    inaAtWork,
    as(council, "Carol", "worker", "steward"),
    as(charity, "Pat", "worker", "steward"),
    as(charity, "Cora", "coordinator"),
  ],
  ...[as(council, "Rhona", "linkWorker"), systemActor],
];
const pick = <T>(from: readonly T[], n: number): T => from[n % from.length] as T;

type Try = { what: number; who: number; from: number; yes: boolean; wait: number };
export const tries = fc.record({
  ...{ what: fc.nat(60), who: fc.nat(60), from: fc.nat(3), yes: fc.boolean(), wait: fc.constantFrom(0, 0, 1, 2, 30 * 24) },
});
export const words = "Because.";
export const statuses: readonly GapStatus[] = [
  "held",
  "raised",
  "needsInfo",
  "validated",
  "beingAddressed",
  "closed",
  "declined",
  "withdrawn",
  "merged",
];
/** All that can be asked of a gap. What is asked `from` mostly fits. */
function commandOf(state: GapState, { what, from: near, yes }: Try): GapCommand {
  const from = near === 0 ? pick(statuses, what) : state.status === "absent" ? "raised" : state.status;
  const linkId = state.links[0]?.linkId ?? part();
  const all: GapCommand[] = [
    { type: "acceptGap", input: {} },
    { type: "askMore", input: { from, words } },
    { type: "answerMore", input: { words } },
    { type: "confirmNeed", input: { words } },
    { type: "confirmNeed", input: { words } },
    { type: "sayKnown", input: { words } },
    { type: "sayKnown", input: { words } },
    { type: "takeOn", input: { from, words } },
    { type: "standDown", input: { from, words } },
    { type: "closeGap", input: { from, reason: yes ? "addressed" : "notPossible", words, decidedBy: "The committee" } },
    { type: "reopenGap", input: { words } },
    { type: "declineGap", input: { from, words } },
    { type: "withdrawGap", input: { words } },
    { type: "mergeGap", input: { from, into: newId(start), words } },
    { type: "unmergeGap", input: { words } },
    { type: "restoreGap", input: { words } },
    { type: "endorseGap", input: { on: yes } },
    { type: "addEvidence", input: { evidenceId: part(), text: words } },
    { type: "proposeEnd", input: { reason: "needGone", words } },
    { type: "keepGap", input: { words } },
    { type: "linkGap", input: { linkId: part(), to: { kind: "asset", assetId: newId(start) } } },
    { type: "unlinkGap", input: { linkId, words } },
    { type: "hideGap", input: { words } },
    { type: "showGap", input: { words } },
    { type: "takeOutWords", input: { seq: 1, reason: "mistake" } },
    { type: "followGap", input: { on: yes } },
    { type: "sayHelped", input: { helped: yes, words } },
    { type: "askHelped", input: {} },
    { type: "reopenByNumbers", input: { weekOf: "2028-01-03" } },
    { type: "settleBurst", input: { keep: yes, words } },
  ];
  return pick(all, what);
}
const other: GapState = { ...noGap, status: "raised", gapId: newId(start), details: gapDetails() };
/** A gap with all that was ever written of it. */
export type Life = { state: GapState; log: GapEvent[]; at: number };
export function begun(suggested: boolean): Life {
  const gapId = newId<never>(start);
  const command: GapCommand = suggested
    ? { type: "suggestGap", input: { gapId, details: gapDetails() } }
    : { type: "raiseGap", input: { gapId, details: gapDetails() } };
  const log = gapSays(noGap, command, { as: suggested ? systemActor : (residents[0] as Actor), at: start });
  if (log instanceof Refusal) throw log;
  return { state: foldAll(foldGap, noGap, log), log, at: start };
}
export function lived({ state, log, at }: Life, one: Try): Life {
  const now = at + one.wait * hour;
  const facts = { other, linked: { title: "Evening room" } };
  const events = gapSays(state, commandOf(state, one), { as: pick(everybody, one.who), at: now, facts });
  if (events instanceof Refusal) return { state, log, at: now };
  return { state: foldAll(foldGap, state, events), log: [...log, ...events], at: now };
}
