import type { Draft } from "@linkwork/shared/kernel/event.ts";
import { dayInLondon } from "@linkwork/shared/kernel/london.ts";
import { type Refusal, refuse as refuseKernel, type Verdict } from "@linkwork/shared/kernel/refusal.ts";
import { gapRoom } from "@linkwork/shared/kernel/room.ts";
import { byOrg, isWorker, looksAfter, most, mostAnHour, refuse } from "@linkwork/shared/map/rules.ts";
import * as rules from "@linkwork/shared/map/rules-gap.ts";
import { kept, liesOnMap } from "@linkwork/shared/map/rules-place.ts";
import type { GapCommand, GapDetails, GapEvent } from "@linkwork/shared/map/schema-gap.ts";
import type { GapState, Linked } from "@linkwork/shared/map/state-gap.ts";
import { derivedId } from "../kernel/decide.ts";
import type { Context } from "../kernel/slice.ts";
import { first, publicWords, wordsFit } from "./decide.ts";
import { decideVoice, isVoice, settled } from "./decide-voices.ts";
import type { GapFacts } from "./slice-facts.ts";

export type GapDraft = Draft<GapEvent>;
type Input<Type extends GapCommand["type"]> = Extract<GapCommand, { type: Type }>["input"];
type Decision = GapDraft | Refusal;

/** Turns a request about something that is missing into an event: along the edges of its life, and along no others. */
export function decideGap(state: GapState, command: GapCommand, context: Context<GapFacts>): Decision {
  const { actor } = context;
  switch (command.type) {
    case "raiseGap":
      return actor.system ? refuseKernel("NotFound") : raise(state, command.input, context);
    case "suggestGap":
      return actor.system ? suggest(state, command.input, context) : refuseKernel("NotFound");
  }
  if (!rules.maySeeGap(state, actor)) return refuseKernel("NotFound");
  if (isOwn(command)) return actor.system ? decideOwn(state, command, context) : refuseKernel("NotFound");
  if (isVoice(command)) return actor.system ? refuseKernel("NotFound") : decideVoice(state, command, context);
  if (actor.system && command.type !== "unmergeGap") return refuseKernel("NotFound");
  return lead(state, command, context);
}

const detailsFit = ({ areaId, point, title, statement }: GapDetails, { areas }: GapFacts, anyway: true | undefined): Verdict =>
  first(
    areas.has(areaId) || refuse("UnknownArea", { field: "details.areaId" }),
    () => point === undefined || liesOnMap(point, "details.point"),
    () => wordsFit({ "details.title": title, "details.statement": statement }, anyway),
  );
const asKept = (details: GapDetails): GapDetails => (details.point ? { ...details, point: kept(details.point) } : details);
const isNew = ({ status }: GapState, gapId: Input<"raiseGap">["gapId"], { roomId }: Pick<Context, "roomId">): Verdict =>
  (status === "absent" && roomId === gapRoom(gapId)) || refuse("WrongGap", { field: "gapId" });

/** Somebody says what is missing: for themselves, or what was said at a meeting, or that they found nothing for somebody. */
function raise(state: GapState, { gapId, details, heardAt, found, anyway }: Input<"raiseGap">, context: Context<GapFacts>): Decision {
  const { actor, facts } = context;
  if (state.status !== "absent" && !rules.maySeeGap(state, actor)) return refuseKernel("NotFound");
  const fits = first(
    isNew(state, gapId, context),
    () => heardAt === undefined || looksAfter(actor) || refuse("StewardsOnly", { field: "heardAt" }),
    () => found === undefined || isWorker(actor) || refuse("WorkersOnly", { field: "found" }),
    () => wordsFit({ heardAt }, anyway),
    () => detailsFit(details, facts, anyway),
    () => facts.mayTell || refuse("TooManyPins", { most: mostAnHour.gaps }),
  );
  if (fits !== true) return fits;
  const more = {
    ...(heardAt === undefined ? {} : { heardAt }),
    ...(found === undefined ? {} : { found }),
    kind: rules.voiceOf(actor, found !== undefined),
  };
  return { type: "gapRaised", body: { gapId, details: asKept(details), ...more, org: byOrg(actor) } };
}

/** Somebody without an account says it: it waits for a steward. */
function suggest(state: GapState, { gapId, details, anyway }: Input<"suggestGap">, context: Context<GapFacts>): Decision {
  const fits = first(isNew(state, gapId, context), () => detailsFit(details, context.facts, anyway));
  return fits === true ? { type: "gapSuggested", body: { gapId, details: asKept(details) } } : fits;
}

/** Whether it leads to a project that stood `so`; of what was merged into it, that one has told it on. */
function leadsTo([state, ...merged]: rules.WholeGap, { projectId }: Input<"noteProjectEnd">, so: (link: Linked) => boolean): boolean {
  const links = (one: GapState) => one.links.filter((each) => rules.linkedTo(each.to) === projectId);
  const own = links(state);
  return own.length > 0 ? own.some(so) : merged.some((one) => links(one).length > 0);
}

const own = ["askHelped", "noteProject", "noteProjectEnd", "noteProjectOn", "reopenByNumbers"] as const;
type Own = Extract<GapCommand, { type: (typeof own)[number] }>;
const isOwn = (command: GapCommand): command is Own => own.some((type) => type === command.type);
/** What becomes true by the clock, by numbers, and by what happens elsewhere. */
function decideOwn(state: GapState, command: Own, { now, facts }: Context<GapFacts>): Decision {
  switch (command.type) {
    case "askHelped":
      return rules.isTimeToAsk(state, Date.parse(now)) ? { type: "helpedAsked", body: {} } : refuse("NothingChanged");
    case "noteProject": {
      const { projectId, org } = command.input;
      // by the time that it is noted it may be over
      const { linked } = facts;
      const to = { kind: "project" as const, projectId };
      const known = state.links.some((each) => each.to.kind === "project" && each.to.projectId === projectId);
      const free = rules.leadsOn(state, "linkGap") === true && !known && state.links.length < most.links;
      return free && linked
        ? { type: "gapLinked", body: { linkId: derivedId(projectId, "gap"), to, ...linked, org } }
        : refuse("NothingChanged");
    }
    case "noteProjectEnd": {
      const { projectId, why } = command.input;
      if (!leadsTo([state, ...facts.merged], command.input, ({ ended, money }) => !ended || (money && why === undefined)))
        return refuse("NothingChanged");
      const heard = state.links.some(({ to, ended }) => rules.linkedTo(to) === projectId && ended);
      return { type: "projectEndNoted", body: { ...command.input, ...(heard ? { again: true as const } : {}) } };
    }
    case "noteProjectOn":
      return leadsTo([state, ...facts.merged], command.input, ({ money }) => money)
        ? { type: "projectOnNoted", body: command.input }
        : refuse("NothingChanged");
    case "reopenByNumbers": {
      const { weekOf } = command.input;
      const since = state.closure && weekOf > dayInLondon(state.closure.at);
      return state.status === "closed" && since ? { type: "gapReopened", body: { weekOf } } : refuse("NothingChanged");
    }
  }
}

type Led = Exclude<GapCommand, Own | Parameters<typeof decideVoice>[1] | { type: "raiseGap" | "suggestGap" }>;
/** From one state to the next. */
function lead(state: GapState, command: Led, { actor, facts }: Context<GapFacts>): Decision {
  const { type, input } = command;
  const org = byOrg(actor);
  const from = "from" in input ? input.from : undefined;
  // both sides' words are what is missing, not a state that somebody has missed
  if (type === "takeOn" && state.status === "raised" && from === "raised")
    return refuse("OneSideMissing", { missing: state.confirmed ? "partners" : "residents" });
  const may = first(
    rules.leadsOn(state, type, from),
    () => actor.system === true || rules.mayAct(state, type, actor),
    () => wordsFit("words" in input ? { words: input.words } : {}, type === "answerMore" ? command.input.anyway : true),
  );
  if (may !== true) return may;
  switch (command.type) {
    case "acceptGap":
      return { type: "gapAccepted", body: { org } };
    case "askMore":
      return { type: "moreAsked", body: { words: command.input.words, org } };
    case "answerMore":
      return { type: "moreAnswered", body: { words: command.input.words, org } };
    case "confirmNeed":
      return state.confirmed ? refuse("SaidAlready") : { type: "needConfirmed", body: { ...command.input, org } };
    case "sayKnown":
      return state.known ? refuse("SaidAlready") : { type: "knownSaid", body: { ...command.input, org } };
    case "takeOn":
      return { type: "takenOn", body: { words: command.input.words, org } };
    case "standDown":
      return { type: "stoodDown", body: { words: command.input.words, ...(state.takenOn ? { of: state.takenOn.org } : {}), org } };
    case "closeGap":
      return close([state, ...facts.merged], command.input, { actor });
    case "declineGap":
      return { type: "gapDeclined", body: { words: command.input.words, ...settled(state), org } };
    case "withdrawGap": {
      const alone = rules.mayWithdraw([state, ...facts.merged]);
      return alone === true ? { type: "gapWithdrawn", body: { ...command.input, org } } : alone;
    }
    case "mergeGap": {
      const { into, words } = command.input;
      const fits = rules.mergesInto(state, facts.other, into);
      return fits === true ? { type: "gapMerged", body: { into, words, ...settled(state), org } } : fits;
    }
    case "unmergeGap":
      return { type: "gapUnmerged", body: { ...command.input, org } };
    case "restoreGap":
      return { type: "gapRestored", body: { ...command.input, org } };
    case "hideGap":
    case "showGap": {
      const hide = command.type === "hideGap";
      if (hide === (state.hidden !== null)) return refuse("NothingChanged");
      return { type: hide ? "gapHidden" : "gapShown", body: { ...command.input, org } };
    }
  }
}

/** Closed is not solved: solved is what something addresses, and what can't be done says who decided that. */
function close(whole: rules.WholeGap, { reason, words, decidedBy }: Input<"closeGap">, { actor }: Pick<Context, "actor">): Decision {
  const may = first(
    rules.mayCloseAs(whole, reason),
    () => reason !== "notPossible" || decidedBy.trim() !== "" || refuseKernel("BadInput", { field: "decidedBy" }),
    () => publicWords({ decidedBy }),
  );
  return may === true ? { type: "gapClosed", body: { reason, words, decidedBy, ...settled(whole[0]), org: byOrg(actor) } } : may;
}
