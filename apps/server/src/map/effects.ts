import type { AreaId, GapId } from "@linkwork/shared/kernel/ids.ts";
import { areaRoom, assetRoom, gapRoom } from "@linkwork/shared/kernel/room.ts";
import { isPublic } from "@linkwork/shared/map/rules-asset.ts";
import { isKept } from "@linkwork/shared/map/rules-gap.ts";
import type { AssetEvent } from "@linkwork/shared/map/schema-asset.ts";
import type { GapEvent, Stirred } from "@linkwork/shared/map/schema-gap.ts";
import type { AssetState, SomeDetails } from "@linkwork/shared/map/state-asset.ts";
import type { GapState } from "@linkwork/shared/map/state-gap.ts";
import { circleWords, takenBackWords } from "@linkwork/shared/map/words-house.ts";
import type { Ask, Effect } from "../kernel/slice.ts";
import { assetNotices, type GapAround, gapNotices, type Orgs } from "./effects-notices.ts";
import { mergedInto } from "./slice-told.ts";

/** What changes nothing that anybody is shown but the one who did it. A row of an import stirs nothing by itself: the import tells each area once. */
const quietAsset: readonly AssetEvent["type"][] = ["assetFollowed", "closingRead", "assetImported"];
const quietGap: readonly GapEvent["type"][] = ["gapFollowed", "helpedAsked"];
export const assetHasEffects = ({ type }: AssetEvent): boolean => !quietAsset.includes(type);
export const gapHasEffects = (event: GapEvent): boolean => event.type !== "gapFollowed";

const stir = (areaId: AreaId, what: Stirred): Effect => ({ target: areaRoom(areaId), type: "stir", input: what });

/** What follows from something that is there: its area hears that something of it changed, and people are told. */
export async function assetEffects(event: AssetEvent, state: AssetState, orgs: Orgs, ask: Ask): Promise<Effect[]> {
  const notices = await assetNotices(event, state, orgs, ask);
  return [...assetStirs(event, state), ...tellsThere(event), ...(await unlessCircle(event, state, ask)), ...notices];
}
/** It leads now to something that closes: who relies on it is told so there, and hears what becomes of that. */
function tellsThere({ type, body }: AssetEvent): Effect[] {
  if (type !== "assetMerged" || !body.mustKnow) return [];
  return [{ target: assetRoom(body.into), type: "tellClosing", input: { told: body.mustKnow } }];
}

/**
 * The area in which it is, and the one in which it was, as far as everybody is told that; of what is told to nobody the areas for which it is. Of what members don't see
 * they learn no more than that there is something for the stewards.
 */
function assetStirs(event: AssetEvent, { assetId, details, status, hidden }: AssetState): Effect[] {
  if (assetId === "" || !details) return [];
  const before: SomeDetails = event.type === "assetRevised" || event.type === "changeUndone" ? event.body.before : {};
  // what stays hidden is nothing new to anybody who isn't told of it
  const hides = event.type === "assetHidden" && !event.body.still;
  const seen = isPublic.includes(status) && (!hidden || hides);
  const what: Stirred = seen ? { what: "asset", assetId } : { what: "queue" };
  const open = !hidden || hides;
  const isTold = open && details.place.precision !== "hidden";
  const wasTold = open && (before.place ?? details.place).precision !== "hidden";
  const { catchment } = details;
  const areas = [
    ...(isTold ? [details.areaId] : catchment.kind === "areas" ? catchment.areaIds : []),
    ...(wasTold ? [before.areaId ?? details.areaId] : []),
  ];
  return [...new Set(areas)].map((areaId) => stir(areaId, what));
}

/** So many are looked at to see whether they lead round in a circle. */
const mostInCircle = 10;
/** Of several that lead round in a circle the one whose id comes last; undefined where they lead on. */
async function lastInCircle<Id extends string>(id: Id, into: Id, intoOf: (id: Id) => Promise<Id | null>): Promise<Id | undefined> {
  let last = id;
  let at: Id | null = into;
  for (let n = 0; at !== null && n < mostInCircle; n++) {
    if (at === id) return last;
    if (at > last) last = at;
    at = await intoOf(at);
  }
  return undefined;
}

/** Some that were merged into each other at one moment: the one whose id comes last stands again. Whichever of them notes it last finds it. */
async function unlessCircle(event: AssetEvent, { assetId, status, into }: AssetState, ask: Ask): Promise<Effect[]> {
  if (event.type !== "assetMerged" || assetId === "" || status !== "merged" || into === null) return [];
  const last = await lastInCircle(assetId, into, async (id) => (await ask<AssetState>(assetRoom(id))).into);
  return last ? [{ target: assetRoom(last), type: "unmergeAsset", input: { words: circleWords } }] : [];
}

/** What follows from something that is missing. */
export async function gapEffects(event: GapEvent, state: GapState, around: GapAround): Promise<Effect[]> {
  const notices = await gapNotices(event, state, around);
  const apart = [...(await unlessGapCircle(event, state, around.ask)), ...(await unlessTakenBack(event, state, around))];
  return [...gapStirs(event, state), ...toldOn(event, state), ...apart, ...notices];
}
/** What was to address something that is told of elsewhere has ended, or goes on after all: that one hears it, and who is in it. */
function toldOn(event: GapEvent, { status, into }: GapState): Effect[] {
  if (status !== "merged" || into === null) return [];
  if (event.type === "projectEndNoted") return [{ target: gapRoom(into), type: "noteProjectEnd", input: event.body }];
  return event.type === "projectOnNoted" ? [{ target: gapRoom(into), type: "noteProjectOn", input: event.body }] : [];
}

function gapStirs({ type }: GapEvent, state: GapState): Effect[] {
  const { gapId, details } = state;
  if (gapId === "" || !details || quietGap.includes(type)) return [];
  // of what is hidden members learn no more than that there is something for the stewards
  const inside = isKept(state) || (state.hidden !== null && type !== "gapHidden");
  return [stir(details.areaId, inside ? { what: "queue" } : { what: "gap", gapId })];
}

async function unlessGapCircle(event: GapEvent, { gapId, status, into }: GapState, ask: Ask): Promise<Effect[]> {
  if (event.type !== "gapMerged" || gapId === "" || status !== "merged" || into === null) return [];
  const last = await lastInCircle(gapId, into, async (id) => (await ask<GapState>(gapRoom(id))).into);
  return last ? [{ target: gapRoom(last), type: "unmergeGap", input: { words: circleWords } }] : [];
}

/** One that is merged into what is taken back at that moment stands again: else it would lead to nothing that anybody sees. Whichever of the two is noted last finds it. */
async function unlessTakenBack(event: GapEvent, state: GapState, { ask, views }: GapAround): Promise<Effect[]> {
  const apart = (id: GapId): Effect => ({ target: gapRoom(id), type: "unmergeGap", input: { words: takenBackWords } });
  const { gapId, status, into } = state;
  if (gapId === "") return [];
  if (event.type === "gapWithdrawn")
    return (await mergedInto(state, views, ask)).flatMap((one) => (one.into === gapId && one.gapId !== "" ? apart(one.gapId) : []));
  if (event.type !== "gapMerged" || status !== "merged" || into === null) return [];
  return (await ask<GapState>(gapRoom(into))).status === "withdrawn" ? [apart(gapId)] : [];
}
