import { isDeepStrictEqual } from "node:util";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import { dayInLondon } from "@linkwork/shared/kernel/london.ts";
import { type Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import { assetRoom } from "@linkwork/shared/kernel/room.ts";
import { byOrg, most, mostAnHour, refuse } from "@linkwork/shared/map/rules.ts";
import * as rules from "@linkwork/shared/map/rules-asset.ts";
import { isGuarded } from "@linkwork/shared/map/rules-place.ts";
import { Precision } from "@linkwork/shared/map/schema.ts";
import type { AssetChanges, AssetCommand, AssetDetails, AssetEvent } from "@linkwork/shared/map/schema-asset.ts";
import { type AssetState, beforeOf, type Field, fieldsOf, type SomeDetails } from "@linkwork/shared/map/state-asset.ts";
import { guardedWords } from "@linkwork/shared/map/words-house.ts";
import type { Context } from "../kernel/slice.ts";
import { asAdded, asKept, detailsFit, first, publicWords } from "./decide.ts";
import type { AssetDraft } from "./decide-asset.ts";
import type { AssetFacts } from "./slice-facts.ts";

const changes = ["reviseAsset", "undoChange", "importAsset"] as const;
type Change = Extract<AssetCommand, { type: (typeof changes)[number] }>;
type Input<Type extends Change["type"]> = Extract<Change, { type: Type }>["input"];
export const isChange = (command: AssetCommand): command is Change => changes.some((type) => type === command.type);

/** What is said of something becomes otherwise, field by field. That it was changed says nothing of whether it is still there. */
export function decideChange(state: AssetState, command: Change, context: Context<AssetFacts>): AssetDraft | AssetDraft[] | Refusal {
  const { actor } = context;
  if (command.type === "importAsset") return actor.system ? bringIn(state, command.input, context) : refuseKernel("NotFound");
  if (actor.system || !rules.maySeeAsset(state, actor) || !context.facts.there || !state.details) return refuseKernel("NotFound");
  const may = rules.mayRevise(state, actor, context.facts.accepted);
  if (may !== true) return may;
  const known = { ...state, details: state.details };
  return command.type === "reviseAsset" ? revise(known, command.input, context) : undo(known, command.input, context);
}

type Known = AssetState & { details: AssetDetails };
/** Those of some fields that are otherwise by what is said. */
const differing = (details: AssetDetails, some: SomeDetails): Field[] =>
  fieldsOf(some).filter((field) => some[field] !== undefined && !isDeepStrictEqual(details[field], some[field]));
const only = (some: SomeDetails, fields: readonly Field[]): AssetChanges =>
  Object.fromEntries(fields.map((field) => [field, some[field]])) as AssetChanges;

/** What is about something where somebody could be found is kept from outsiders from then on, until a steward has looked. */
function guarding(state: Known, changed: SomeDetails, { actor }: Context<AssetFacts>): AssetDraft[] {
  const becomes = changed.themes !== undefined && isGuarded(changed.themes) && !isGuarded(state.details.themes);
  return becomes && !state.hidden ? [guardedBy(actor)] : [];
}
/** The house hides it with what somebody does, and a steward looks. */
export const guardedBy = (actor: Actor): AssetDraft => ({
  type: "assetHidden",
  body: { words: guardedWords, guarded: true, org: byOrg(actor) },
});

function revise(
  state: Known,
  { base, changes: asked, anyway }: Input<"reviseAsset">,
  context: Context<AssetFacts>,
): AssetDraft[] | Refusal {
  const { actor, facts } = context;
  if (base > state.head) return refuse("UnknownChange", { field: "base" });
  // where something is, is changed by who knows all of it: what is told of it less exactly would stand there for good
  const knows = rules.knowsPlace(state, actor);
  if (!knows && (asked.place || asked.areaId)) return refuse("NotYours", { field: asked.place ? "changes.place" : "changes.areaId" });
  const wanted = asKept(asked);
  const fields = differing(state.details, wanted);
  const moved = fields.filter((field) => (state.fields[field] ?? 0) > base);
  if (moved.length > 0) return refuse("FieldsMoved", { fields: moved.join(",") });
  if (fields.length === 0) return refuse("NothingChanged");
  const changed = only(wanted, fields);
  const fits = first(
    detailsFit(changed, { ...state.details, ...changed } as AssetDetails, { areas: facts.areas, anyway, prefix: "changes" }),
    facts.mayMove || refuse("TooManyPins", { most: most.farMoves }),
    () => facts.mayTell || refuse("TooManyPins", { most: mostAnHour.changes }),
  );
  if (fits !== true) return fits;
  const before = beforeOf(state.details, changed) as Partial<AssetDetails>;
  return [{ type: "assetRevised", body: { changes: changed, before, org: byOrg(actor) } }, ...guarding(state, changed, context)];
}

/** One change is taken back: those of its fields that stand as it left them. */
function undo(state: Known, { seq }: Input<"undoChange">, context: Context<AssetFacts>): AssetDraft[] | Refusal {
  const { actor, event } = context;
  const made = event(seq) as AssetEvent | undefined;
  if (made?.type !== "assetRevised" && made?.type !== "changeUndone") return refuse("UnknownChange", { field: "seq" });
  // where it is told less exactly by now, nobody tells it again who isn't told themselves
  const knows = rules.knowsPlace(state, actor);
  const stands = fieldsOf(made.body.before).filter(
    (field) => state.fields[field] === seq && (knows || (field !== "place" && field !== "areaId")),
  );
  const back = only(made.body.before, differing(state.details, only(made.body.before, stands)));
  if (Object.keys(back).length === 0) return refuse("NothingChanged");
  const before = beforeOf(state.details, back) as Partial<AssetDetails>;
  return [{ type: "changeUndone", body: { seq, changes: back, before, org: byOrg(actor) } }, ...guarding(state, back, context)];
}

/**
 * A row of an import: what the source says now. A field that it says as it said before is left to those who have changed it here since; a row that says nothing new
 * leaves no trace.
 */
function bringIn(
  state: AssetState,
  { assetId, details, source }: Input<"importAsset">,
  context: Context<AssetFacts>,
): AssetDraft | Refusal {
  const { roomId, facts, now } = context;
  const sameThing = !state.source || (state.source.system === source.system && state.source.externalId === source.externalId);
  if (roomId !== assetRoom(assetId) || !sameThing || (state.details && !state.source)) return refuse("WrongAsset", { field: "assetId" });
  const given = asKept(details);
  const fits = first(
    detailsFit(given, given, { areas: facts.areas, anyway: true, prefix: "details" }),
    publicWords({ "source.licence": source.licence }),
  );
  if (fits !== true) return fits;
  const said = asAdded(given);
  const kept = state.details ? keptOf(said, { ours: state.details, before: facts.imported, placedHere: facts.placedHere }) : [];
  // nobody was sure of it on a day that hasn't come
  const assuredOn = source.assuredOn !== null && source.assuredOn <= dayInLondon(now) ? source.assuredOn : null;
  const from = { ...source, assuredOn };
  if (state.source && kept.length === fieldsOf(said).length && isDeepStrictEqual({ ...state.source, importId: from.importId }, from))
    return refuse("NothingChanged");
  const themes = kept.includes("themes") && state.details ? state.details.themes : said.themes;
  return { type: "assetImported", body: { assetId, details: said, source: from, hidden: isGuarded(themes) && wasOpen(state), kept } };
}
/** What a steward has shown stays so; what comes, or becomes such, is hidden first. */
const wasOpen = ({ details }: AssetState): boolean => details === null || !isGuarded(details.themes);

type Standing = { ours: AssetDetails; before: AssetDetails | undefined; placedHere: boolean };
/** The fields that stay as they stand: what the source says stands there, or it says what it said before; and where it is, while that is told to nobody, or people here tell it less exactly. */
const keptOf = (said: AssetDetails, { ours, before, placedHere }: Standing): Field[] => {
  const rough = ({ place }: AssetDetails): number => Precision.options.indexOf(place.precision);
  const guarded = ours.place.precision === "hidden" || (placedHere && rough(ours) > rough(said));
  return fieldsOf(said).filter(
    (field) =>
      (guarded && field === "place") ||
      isDeepStrictEqual(said[field], ours[field]) ||
      (before && isDeepStrictEqual(said[field], before[field])),
  );
};
