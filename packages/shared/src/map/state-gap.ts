import type { GapId, PersonId } from "../kernel/shapes.ts";
import { spokenAnew, without } from "./rules-words.ts";
import type { ForOrg, Side } from "./schema.ts";
import type { ClosureReason, EvidenceKind, GapDetails, GapEvent, GapLink, GapStatus, ProposedEnd, TakenOutReason } from "./schema-gap.ts";
import type { Who } from "./state-asset.ts";

export type Endorsement = Who & { readonly side: Side; readonly at: string };
export type Evidence = { readonly evidenceId: string; readonly kind: EvidenceKind; readonly by: Who; readonly seq: number };
/** That it ends, and how; a steward settles it. `others`: whose proposals it took the place of, and who hear it as well. */
export type Proposal = Said & {
  readonly reason: ProposedEnd;
  readonly into: GapId | null;
  readonly by: Who;
  readonly others: readonly Who[];
};
export type Linked = {
  readonly linkId: string;
  readonly to: GapLink;
  readonly title: string;
  readonly ended: boolean /** only its money has, as far as is known here */;
  readonly money: boolean;
};

/** What somebody said for their organisation; `seq`: the number of the event, by which its words can be taken out. */
type Said = { readonly org: ForOrg; readonly words: string; readonly at: string; readonly seq: number };
/** A side's word on it. `by` is asked for when the other side speaks: nobody speaks for both. */
export type Spoken = Said & { readonly by: PersonId };

/** Something that is missing: who needs it, who knows of it, who does something about it, and what became of it. */
export type GapState = {
  readonly status: GapStatus | "absent";
  readonly gapId: GapId | "";
  readonly details: GapDetails | null;
  readonly by: (Who & { readonly side: Side; readonly kind: EvidenceKind }) | null;
  readonly org: ForOrg | null;
  readonly heardAt: string | null;
  /** a steward has let it in, or spoken for it: outsiders see it from then on. Asking for more, or turning it down, shows nobody more of it */
  readonly reviewed: boolean;
  /** kept from everybody but those who look after the map and whoever raised it */
  readonly hidden: Said | null;
  /** of which events the words were taken out, by their numbers */
  readonly takenOut: Readonly<Partial<Record<number, TakenOutReason>>>;
  /** how often it was opened again */
  readonly cycle: number;
  readonly confirmed: Spoken | null;
  readonly known: Spoken | null;
  readonly takenOn: Said | null;
  readonly endorsements: Readonly<Partial<Record<PersonId, Endorsement>>>;
  /** who spoke here while nobody of their panel had let them in, and has not since: their voice counts towards nothing */
  readonly newcomers: readonly PersonId[];
  /** too many endorsements came at once: the figure that was shown before, until a steward has looked */
  readonly burst: { readonly since: string; readonly residents: number; readonly partners: number; readonly after: number } | null;
  readonly evidence: readonly Evidence[];
  /** how often published numbers of unmet need have opened it again */
  readonly unmetNeeds: number;
  readonly links: readonly Linked[];
  readonly proposed: Proposal | null;
  readonly closure: (Said & { readonly reason: ClosureReason; readonly decidedBy: string }) | null;
  readonly words: string;
  /** the number of the event that said `words` */
  readonly wordsOf: number;
  readonly into: GapId | null;
  readonly before: GapStatus | null;
  /** residents who asked, since it was closed, that it be opened again */
  readonly reopeners: readonly PersonId[];
  readonly asked: boolean;
  readonly helped: Readonly<Partial<Record<PersonId, boolean>>>;
  readonly followers: readonly Who[];
  readonly raisedAt: string;
  readonly modifiedAt: string;
  readonly head: number;
};
export const noGap: GapState = {
  ...{
    status: "absent",
    gapId: "",
    details: null,
    by: null,
    org: null,
    heardAt: null,
    reviewed: false,
    hidden: null,
    takenOut: {},
    cycle: 1,
    confirmed: null,
    known: null,
  },
  ...{
    takenOn: null,
    endorsements: {},
    newcomers: [],
    burst: null,
    evidence: [],
    unmetNeeds: 0,
    links: [],
    proposed: null,
    closure: null,
    words: "",
    wordsOf: 0,
    into: null,
    before: null,
  },
  ...{ reopeners: [], asked: false, helped: {}, followers: [], raisedAt: "", modifiedAt: "", head: 0 },
};

/** So many endorsements within an hour are looked at before they count. */
export const burstOf = { many: 10, within: 3600_000 } as const;

/** How many endorse it on each side; never added up, and without who is new. While a burst is looked at, what was shown before it. */
export function endorsed({ endorsements, newcomers, burst }: Pick<GapState, "endorsements" | "newcomers" | "burst">): Record<Side, number> {
  if (burst) return { residents: burst.residents, partners: burst.partners };
  const all = Object.values(endorsements).flatMap((one) => (one && !newcomers.includes(one.personId) ? [one.side] : []));
  return { residents: all.filter((side) => side === "residents").length, partners: all.filter((side) => side === "partners").length };
}

/** What is true of a gap after an event. */
export function foldGap(state: GapState, event: GapEvent): GapState {
  const next = spokenAnew(foldOne(state, event), event);
  const quiet = event.type === "gapFollowed" || event.type === "helpedSaid";
  return { ...next, head: event.seq, modifiedAt: quiet ? state.modifiedAt : event.at };
}

const mostOthers = 20;
/** What is proposed now. Those whose proposals it takes the place of still hear what became of it. */
function proposal(
  { proposed }: GapState,
  said: Said,
  { reason, into, by }: { reason: ProposedEnd; into?: GapId | undefined; by: Who },
): Proposal {
  const before = proposed ? [...proposed.others, proposed.by] : [];
  return { ...said, reason, into: into ?? null, by, others: before.filter(({ personId }) => personId !== by.personId).slice(-mostOthers) };
}
const sideOf = (org: ForOrg): Side => (org.sector === "citizen" ? "residents" : "partners");
const whoOf = ({ actor }: GapEvent): Who => ({ personId: actor.personId, orgId: actor.orgId });
const mostFollowers = 500;
const following = (all: readonly Who[], who: Who, on: boolean): Who[] => {
  const others = all.filter((one) => one.personId !== who.personId);
  return on ? [...others, who].slice(-mostFollowers) : others;
};
/** Both have spoken: the residents that it is needed, the partners what they know. */
const validatedBy = (state: GapState): GapState =>
  state.confirmed && state.known && state.status === "raised" ? { ...state, status: "validated" } : state;
/** Open again: what was said before stays in the line; who asks next is asked afresh. */
const opened = (state: GapState): GapState => ({
  ...state,
  ...{ status: "validated", cycle: state.cycle + 1, closure: null, proposed: null, takenOn: null, reopeners: [], asked: false, helped: {} },
});

function foldOne(state: GapState, event: GapEvent): GapState {
  const { at, seq } = event;
  const who = whoOf(event);
  const said = ({ org, words }: { org: ForOrg; words: string }): Said => ({ org, words, at, seq });
  const spoken = (body: { org: ForOrg; words: string }): Spoken => ({ ...said(body), by: who.personId });
  switch (event.type) {
    case "gapRaised": {
      const { gapId, details, heardAt = null, found, org } = event.body;
      const side = sideOf(org);
      const bySector = side === "residents" ? "residentStory" : found || org.sector === "statutory" ? "linkWorkerSaw" : "partnerData";
      const kind: EvidenceKind = event.body.kind ?? bySector;
      const raised = {
        status: "raised" as const,
        gapId,
        details,
        by: { ...who, side, kind },
        org,
        heardAt,
        followers: [who],
        raisedAt: at,
      };
      return { ...state, ...raised };
    }
    case "gapSuggested":
      return { ...state, status: "held", gapId: event.body.gapId, details: event.body.details, raisedAt: at };
    case "gapAccepted":
      return { ...state, status: "raised", reviewed: true };
    case "moreAsked":
      return { ...state, status: "needsInfo", words: event.body.words, wordsOf: seq };
    case "moreAnswered":
      return validatedBy({ ...state, status: "raised", words: "", wordsOf: 0 });
    case "needConfirmed":
      return validatedBy({ ...state, reviewed: true, confirmed: spoken(event.body) });
    case "knownSaid":
      return validatedBy({ ...state, reviewed: true, known: spoken(event.body) });
    case "takenOn":
      return { ...state, status: "beingAddressed", takenOn: said(event.body), followers: following(state.followers, who, true) };
    case "stoodDown":
      return { ...state, status: "validated", takenOn: null };
    case "gapClosed": {
      const { reason, decidedBy } = event.body;
      return {
        ...state,
        status: "closed",
        proposed: null,
        closure: { ...said(event.body), reason, decidedBy },
        reopeners: [],
        asked: false,
        helped: {},
      };
    }
    case "reopeningAsked":
      return event.body.reopened ? opened(state) : { ...state, reopeners: [...state.reopeners, who.personId] };
    case "gapReopened":
      return opened({ ...state, unmetNeeds: state.unmetNeeds + 1 });
    case "gapHidden":
      return { ...state, hidden: said(event.body) };
    case "gapShown":
      return { ...state, hidden: null };
    case "endProposed":
      return { ...state, proposed: proposal(state, said(event.body), { ...event.body, by: who }) };
    case "gapKept":
      return { ...state, proposed: null };
    case "wordsTakenOut":
      return without(state, event.body);
    default:
      return foldRest(state, event, { who, at });
  }
}

type First =
  | ("gapRaised" | "gapSuggested" | "gapAccepted" | "moreAsked" | "moreAnswered" | "needConfirmed" | "knownSaid" | "takenOn")
  | ("stoodDown" | "gapClosed" | "reopeningAsked" | "gapReopened" | "gapHidden" | "gapShown" | "endProposed")
  | ("gapKept" | "wordsTakenOut");
function foldRest(state: GapState, event: Exclude<GapEvent, { type: First }>, { who, at }: { who: Who; at: string }): GapState {
  switch (event.type) {
    case "gapDeclined":
      return {
        ...state,
        status: "declined",
        proposed: null,
        words: event.body.words,
        wordsOf: event.seq,
        before: state.status === "absent" ? null : state.status,
      };
    case "gapWithdrawn":
      return { ...state, status: "withdrawn", words: event.body.words, wordsOf: event.seq };
    case "gapMerged":
      return {
        ...state,
        status: "merged",
        proposed: null,
        into: event.body.into,
        words: event.body.words,
        wordsOf: event.seq,
        before: state.status === "absent" ? null : state.status,
      };
    case "gapUnmerged":
    case "gapRestored":
      return { ...state, status: state.before ?? "raised", into: null, words: "", wordsOf: 0, before: null };
    case "gapEndorsed":
      return endorsing(state, event, who);
    case "burstSettled":
      return settled(state, event.body.keep);
    case "evidenceAdded": {
      const { evidenceId, kind } = event.body;
      return { ...state, evidence: [...state.evidence, { evidenceId, kind, by: who, seq: event.seq }] };
    }
    case "gapLinked": {
      const { linkId, to, title, ended } = event.body;
      return { ...state, links: [...state.links, { linkId, to, title, ended: ended !== undefined, money: ended === "money" }] };
    }
    case "gapUnlinked":
      return { ...state, links: state.links.filter(({ linkId }) => linkId !== event.body.linkId) };
    case "gapFollowed":
      return { ...state, followers: following(state.followers, who, event.body.on) };
    case "helpedAsked":
      return { ...state, asked: true };
    case "helpedSaid": {
      const said = { ...state, helped: { ...state.helped, [who.personId]: event.body.helped } };
      return event.body.reopened ? opened(said) : said;
    }
    case "projectEndNoted":
    case "projectOnNoted": {
      const stands = { ended: event.type === "projectEndNoted", money: event.type === "projectEndNoted" && event.body.why === "money" };
      const ofIt = ({ to }: Linked): boolean => to.kind === "project" && to.projectId === event.body.projectId;
      return { ...state, links: state.links.map((one) => (ofIt(one) ? { ...one, ...stands } : one)), modifiedAt: at };
    }
  }
}

function endorsing(state: GapState, event: Extract<GapEvent, { type: "gapEndorsed" }>, who: Who): GapState {
  const { on, side } = event.body;
  if (!on) return { ...state, endorsements: { ...state.endorsements, [who.personId]: undefined } };
  const endorsements: GapState["endorsements"] = { ...state.endorsements, [who.personId]: { ...who, side, at: event.at } };
  const since = new Date(Date.parse(event.at) - burstOf.within).toISOString();
  const lately = Object.values(endorsements).filter((one) => one !== undefined && one.at >= since).length;
  const next = { ...state, endorsements };
  if (state.burst || lately < burstOf.many) return next;
  return { ...next, burst: { since, ...endorsed(state), after: event.seq } };
}

/** The burst was looked at: all count again, or those that came in it don't. */
function settled(state: GapState, keep: boolean): GapState {
  const { burst } = state;
  if (!burst || keep) return { ...state, burst: null };
  const left = Object.values(state.endorsements).flatMap((one) => (one && one.at < burst.since ? [[one.personId, one]] : []));
  return { ...state, burst: null, endorsements: Object.fromEntries(left) };
}
