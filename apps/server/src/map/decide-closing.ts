import { dayInLondon } from "@linkwork/shared/kernel/london.ts";
import { Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import { byOrg, most, refuse } from "@linkwork/shared/map/rules.ts";
import * as rules from "@linkwork/shared/map/rules-asset.ts";
import { closesToday } from "@linkwork/shared/map/rules-fresh.ts";
import type { AssetCommand, Told } from "@linkwork/shared/map/schema-asset.ts";
import type { AssetState } from "@linkwork/shared/map/state-asset.ts";
import type { Context } from "../kernel/slice.ts";
import { first, publicWords } from "./decide.ts";
import type { AssetDraft } from "./decide-asset.ts";
import type { AssetFacts } from "./slice-facts.ts";

const closings = ["announceClosing", "cancelClosing", "readClosing", "closeAsset", "closeDue", "tellClosing", "reopenAsset"] as const;
type Closing = Extract<AssetCommand, { type: (typeof closings)[number] }>;
export const isClosing = (command: AssetCommand): command is Closing => closings.some((type) => type === command.type);

/** That something ends: announced with what there is instead, told to whoever has to know, and over when its day is. */
export function decideClosing(state: AssetState, command: Closing, context: Context<AssetFacts>): AssetDraft | AssetDraft[] | Refusal {
  const { actor, now } = context;
  const org = byOrg(actor);
  if (command.type === "closeDue") {
    if (!actor.system) return refuseKernel("NotFound");
    const due = state.closing && closesToday(state, dayInLondon(now));
    return due ? { type: "assetClosed", body: { words: state.closing.reason } } : refuse("NothingChanged");
  }
  if (command.type === "tellClosing") return actor.system ? tellMore(state, command.input.told) : refuseKernel("NotFound");
  if (actor.system) return refuseKernel("NotFound");
  const ends = (...these: AssetState["status"][]) =>
    first(rules.mayEnd(state, actor, these), () => publicWords("words" in command.input ? { words: command.input.words } : {}));
  // by then it closes no more: who has to hear that it goes on is said here
  const told = [...(state.closing?.told ?? [])];
  switch (command.type) {
    case "announceClosing":
      return announce(state, command.input, context);
    case "cancelClosing": {
      const may = ends("closing");
      return may === true ? { type: "closingCancelled", body: { ...command.input, told, org } } : may;
    }
    case "readClosing": {
      const { told = [], read = [] } = state.closing ?? {};
      if (!told.some(({ personId }) => personId === actor.personId)) return refuse("NotAsked");
      return read.includes(actor.personId) ? refuse("SaidAlready") : { type: "closingRead", body: {} };
    }
    case "closeAsset": {
      const { words, alternatives = [], noneKnown = false } = command.input;
      const may = first(rules.mayClose(state, actor), () => publicWords({ words }));
      if (may !== true) return may;
      const closed = { type: "assetClosed" as const, body: { words, org } };
      if (state.status === "closing") return closed;
      // nobody was told yet: it is announced for today, and over
      const announced = announce(state, { closesOn: dayInLondon(now), reason: words, alternatives, noneKnown }, context);
      return announced instanceof Refusal ? announced : [announced, { ...closed, body: { ...closed.body, unannounced: true } }];
    }
    case "reopenAsset": {
      const may = ends("closed");
      const undone = state.closedAt !== "" && Date.parse(now) - Date.parse(state.closedAt) <= rules.endUndoneIn;
      return may === true ? { type: "assetReopened", body: { ...command.input, told, org, ...(undone ? { undone: true } : {}) } } : may;
    }
  }
}

/** Of some who have to know it too, those who haven't been told yet. */
function tellMore({ status, closing }: AssetState, all: readonly Told[]): AssetDraft | Refusal {
  if (!closing || (status !== "closing" && status !== "closed")) return refuse("NothingChanged");
  const known = new Set(closing.told.map(({ personId }) => personId));
  const fresh = all.filter(({ personId }, at) => !known.has(personId) && all.findIndex((one) => one.personId === personId) === at);
  const told = fresh.slice(0, most.told - known.size);
  return told.length > 0 ? { type: "closingTold", body: { told } } : refuse("NothingChanged");
}

/** Who is told is worked out now, and never again. */
function announce(
  state: AssetState,
  input: Extract<Closing, { type: "announceClosing" }>["input"],
  { actor, now, facts }: Context<AssetFacts>,
): AssetDraft | Refusal {
  const { closesOn, reason, alternatives, noneKnown } = input;
  const there = alternatives.every((id) => id !== state.assetId && facts.others.get(id)?.status === "live");
  const may = first(
    rules.mayEnd(state, actor, ["live"]),
    () => closesOn >= dayInLondon(now) || refuse("DayOver", { field: "closesOn" }),
    () => rules.mayEndAtOnce(state, actor) || closesOn >= rules.lastDayFrom(now) || refuse("ToldFirst", { field: "closesOn" }),
    () => alternatives.length > 0 || noneKnown || refuse("AlternativeMissing", { field: "alternatives" }),
    () => alternatives.length === 0 || !noneKnown || refuseKernel("BadInput", { field: "noneKnown" }),
    () => there || refuse("UnknownOther", { field: "alternatives" }),
    () => publicWords({ reason }),
  );
  return may === true ? { type: "closingAnnounced", body: { ...input, told: [...facts.told], org: byOrg(actor) } } : may;
}
