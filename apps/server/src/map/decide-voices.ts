import type { Actor } from "@linkwork/shared/kernel/event.ts";
import { type Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import { byOrg, looksAfter, most, mostAnHour, refuse, sideOf } from "@linkwork/shared/map/rules.ts";
import * as rules from "@linkwork/shared/map/rules-gap.ts";
import { wordsOf } from "@linkwork/shared/map/rules-words.ts";
import type { GapCommand, GapEvent } from "@linkwork/shared/map/schema-gap.ts";
import type { Who } from "@linkwork/shared/map/state-asset.ts";
import type { GapState } from "@linkwork/shared/map/state-gap.ts";
import type { Context } from "../kernel/slice.ts";
import { first, publicWords, wordsFit } from "./decide.ts";
import type { GapDraft } from "./decide-gap.ts";
import type { GapFacts } from "./slice-facts.ts";

const voices = [
  ...([
    "endorseGap",
    "settleBurst",
    "takeOutWords",
    "addEvidence",
    "proposeEnd",
    "keepGap",
    "linkGap",
    "unlinkGap",
    "followGap",
    "reopenGap",
    "sayHelped",
  ] as const),
] as const;
type Voice = Extract<GapCommand, { type: (typeof voices)[number] }>;
type Input<Type extends Voice["type"]> = Extract<Voice, { type: Type }>["input"];
export const isVoice = (command: GapCommand): command is Voice => voices.some((type) => type === command.type);
type Decision = GapDraft | Refusal;

/** What people say to a gap, and what is linked to it: who stands behind it, what else they know, that it should be opened again. */
export function decideVoice(state: GapState, command: Voice, context: Context<GapFacts>): Decision {
  const { actor } = context;
  const org = byOrg(actor);
  if (command.type === "followGap") return follow(state, command.input, context);
  if (command.type === "takeOutWords") return takeOut(state, command.input, context);
  if (command.type === "settleBurst") {
    const may = first(
      looksAfter(actor) || refuse("StewardsOnly"),
      () => state.burst !== null || refuse("NothingChanged"),
      () => publicWords({ words: command.input.words }),
    );
    return may === true ? { type: "burstSettled", body: { ...command.input, org } } : may;
  }
  const may = first(rules.leadsOn(state, command.type), () => rules.mayAct(state, command.type, actor));
  if (may !== true) return may;
  switch (command.type) {
    case "endorseGap":
      return endorse(state, command.input, context);
    case "addEvidence":
      return addEvidence(state, command.input, context);
    case "proposeEnd":
      return proposeEnd(state, command.input, context);
    case "keepGap": {
      if (!state.proposed) return refuse("NothingChanged");
      const fits = publicWords({ words: command.input.words });
      return fits === true ? { type: "gapKept", body: { ...command.input, ...settled(state), org } } : fits;
    }
    case "linkGap":
      return link(state, command.input, context);
    case "unlinkGap": {
      const there = state.links.some(({ linkId }) => linkId === command.input.linkId);
      if (!there) return refuse("UnknownLink", { field: "linkId" });
      const fits = publicWords({ words: command.input.words });
      return fits === true ? { type: "gapUnlinked", body: { ...command.input, org } } : fits;
    }
    case "reopenGap": {
      const { words, anyway } = command.input;
      const whole: rules.WholeGap = [state, ...context.facts.merged];
      const fits = first(
        rules.raisedOne(whole, actor) || sideOf(actor) === "residents" || refuse("NotYours"),
        () => !state.reopeners.includes(actor.personId) || rules.countsNow(state, actor) || refuse("SaidAlready"),
        () => wordsFit({ words }, anyway),
      );
      return fits === true
        ? { type: "reopeningAsked", body: { words, reopened: rules.reopens(whole, actor), ...fresh(actor), org } }
        : fits;
    }
    case "sayHelped":
      return sayHelped(state, command.input, context);
  }
}

/** Whose proposal is settled by what a steward decides, where one waits. */
export const settled = ({ proposed }: GapState): { of?: Who; others?: Who[] } =>
  proposed ? { of: proposed.by, ...(proposed.others.length > 0 ? { others: [...proposed.others] } : {}) } : {};

/** Who can't end it says how it could: closed, not taken up, or told of in another one. What is the same already isn't said twice for one organisation. */
function proposeEnd(state: GapState, { reason, into, words, anyway }: Input<"proposeEnd">, { actor, facts }: Context<GapFacts>): Decision {
  const { proposed } = state;
  const same = proposed?.org.orgId === actor.orgId && proposed.reason === reason && proposed.into === (into ?? null);
  const fits = first(
    (into !== undefined) === (reason === "toldElsewhere") || refuseKernel("BadInput", { field: "into" }),
    () => rules.mayPropose(state, reason),
    () => into === undefined || rules.mergesInto(state, facts.other, into),
    () => !same || refuse("SaidAlready"),
    () => wordsFit({ words }, anyway),
    () => facts.mayTell || refuse("TooManyPins", { most: mostAnHour.evidence }),
  );
  return fits === true ? { type: "endProposed", body: { reason, ...(into ? { into } : {}), words, org: byOrg(actor) } } : fits;
}

function follow(state: GapState, { on }: Input<"followGap">, { actor }: Context<GapFacts>): Decision {
  const follows = state.followers.some(({ personId }) => personId === actor.personId);
  if (on === follows) return refuse("NothingChanged");
  if (on && state.followers.length >= most.followers) return refuse("MapFull", { most: most.followers });
  return { type: "gapFollowed", body: { on } };
}

const fresh = ({ newcomer }: Actor): { newcomer?: true } => (newcomer ? { newcomer } : {});

/** One person, one voice, on the side on which they gave it; what they are later moves it nowhere. */
function endorse(state: GapState, { on }: Input<"endorseGap">, { actor }: Context<GapFacts>): Decision {
  const { endorsements } = state;
  const mine = endorsements[actor.personId];
  if (on === (mine !== undefined) && !(on && rules.countsNow(state, actor))) return refuse(on ? "SaidAlready" : "NothingChanged");
  const all = Object.values(endorsements).filter((each) => each !== undefined).length;
  if (on && all >= most.endorsements) return refuse("MapFull", { most: most.endorsements });
  return { type: "gapEndorsed", body: { on, side: mine?.side ?? sideOf(actor), ...fresh(actor), org: byOrg(actor) } };
}

/** Nothing is ever deleted, but words can go: those that one told oneself, and to who looks after the map anybody's. */
function takeOut(state: GapState, { seq, reason }: Input<"takeOutWords">, { actor, event }: Context<GapFacts>): Decision {
  const said = event(seq) as GapEvent | undefined;
  if (!said) return refuse("UnknownWords", { field: "seq" });
  const may = rules.mayTakeOut(said, actor);
  if (may !== true) return may;
  if (state.takenOut[seq] !== undefined) return refuse("SaidAlready");
  if (wordsOf(said) === "") return refuse("UnknownWords", { field: "seq" });
  const of = said.type === "gapSuggested" ? null : { personId: said.actor.personId, orgId: said.actor.orgId };
  return { type: "wordsTakenOut", body: { seq, reason, of, org: byOrg(actor) } };
}

function addEvidence(state: GapState, { evidenceId, text, anyway }: Input<"addEvidence">, { actor, facts }: Context<GapFacts>): Decision {
  const fits = first(
    !state.evidence.some((each) => each.evidenceId === evidenceId) || refuse("TakenOnMap", { field: "evidenceId" }),
    state.evidence.length < most.evidence || refuse("MapFull", { most: most.evidence }),
    () => wordsFit({ text }, anyway),
    () => facts.mayTell || refuse("TooManyPins", { most: mostAnHour.evidence }),
  );
  return fits === true
    ? { type: "evidenceAdded", body: { evidenceId, kind: rules.voiceOf(actor), text, ...fresh(actor), org: byOrg(actor) } }
    : fits;
}

function link(state: GapState, { linkId, to }: Input<"linkGap">, { actor, facts: { linked } }: Context<GapFacts>): Decision {
  if (state.links.some((each) => each.linkId === linkId)) return refuse("TakenOnMap", { field: "linkId" });
  if (state.links.some((each) => rules.linkedTo(each.to) === rules.linkedTo(to))) return refuse("SaidAlready", { field: "to" });
  if (state.links.length >= most.links) return refuse("MapFull", { most: most.links });
  return linked === undefined
    ? refuse("UnknownLink", { field: "to" })
    : { type: "gapLinked", body: { linkId, to, ...linked, org: byOrg(actor) } };
}

/** Whether it helped, once from each who was asked. A no with a word opens it again: whoever raised it by theirs, residents once three have said so, or asked for it. */
function sayHelped(state: GapState, { helped, words, anyway }: Input<"sayHelped">, { actor, facts }: Context<GapFacts>): Decision {
  const whole: rules.WholeGap = [state, ...facts.merged];
  const fits = first(
    rules.wasHeard(whole, actor) || refuse("NotYours"),
    () => state.asked || refuse("NotAsked"),
    () => state.helped[actor.personId] === undefined || refuse("SaidAlready"),
    () => helped || words.trim() !== "" || refuseKernel("BadInput", { field: "words" }),
    () => wordsFit({ words }, anyway),
  );
  if (fits !== true) return fits;
  const reopened = !helped && rules.reopens(whole, actor);
  return { type: "helpedSaid", body: { helped, words, reopened, org: byOrg(actor) } };
}
