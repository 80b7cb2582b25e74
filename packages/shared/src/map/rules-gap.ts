import type { Actor } from "../kernel/event.ts";
import type { Verdict } from "../kernel/refusal.ts";
import type { PersonId } from "../kernel/shapes.ts";
import { isCoordinator, isSteward, isWorker, looksAfter, most, refuse, sideOf, type Viewer } from "./rules.ts";
import type { ClosureReason, EvidenceKind, GapEvent, GapLink, GapStatus, ProposedEnd } from "./schema-gap.ts";
import type { Who } from "./state-asset.ts";
import { endorsed, type GapState, type Linked } from "./state-gap.ts";

/** Whether it waits for a steward, or was turned down without ever having been let in: it is there for nobody else. */
export const isKept = ({ status, before }: Pick<GapState, "status" | "before">): boolean =>
  status === "held" || (status === "declined" && before === "held");
/** Whether everybody with an account may see it. What only some see, nothing elsewhere tells of. */
export const isThereForAll = (state: Pick<GapState, "status" | "hidden" | "before">): boolean =>
  state.status !== "absent" && state.status !== "withdrawn" && !isKept(state) && !state.hidden;
/** Whether it is there for somebody: what was hidden for those who look after the map and whoever raised it; outsiders see the rest once a steward has looked at it; what was suggested without an account waits for one. */
export function maySeeGap(state: Pick<GapState, "status" | "reviewed" | "hidden" | "by" | "before">, viewer: Viewer): boolean {
  const { status, reviewed, by } = state;
  if (status === "absent") return false;
  if (viewer !== "outsider" && (viewer.system || looksAfter(viewer) || by?.personId === viewer.personId)) return true;
  return isThereForAll(state) && (viewer !== "outsider" || reviewed);
}
/** Whether somebody is shown who it was that spoke as a resident: nobody is but they themselves. */
export const isTheirs = ({ by }: Pick<GapState, "by">, viewer: Viewer): boolean =>
  viewer !== "outsider" && by?.personId === viewer.personId;

/** The edges of a gap's life: from where each act leads on. Everything else is refused. */
export const edges = {
  acceptGap: ["held"],
  askMore: ["raised"],
  answerMore: ["needsInfo"],
  confirmNeed: ["raised", "needsInfo", "validated"],
  sayKnown: ["raised", "needsInfo", "validated"],
  takeOn: ["validated"],
  standDown: ["beingAddressed"],
  closeGap: ["validated", "beingAddressed"],
  proposeEnd: ["raised", "needsInfo", "validated", "beingAddressed"],
  keepGap: ["raised", "needsInfo", "validated", "beingAddressed"],
  reopenGap: ["closed"],
  declineGap: ["held", "raised", "needsInfo"],
  withdrawGap: ["held", "raised", "needsInfo"],
  mergeGap: ["raised", "validated"],
  unmergeGap: ["merged"],
  restoreGap: ["declined"],
  endorseGap: ["raised", "needsInfo", "validated", "beingAddressed"],
  addEvidence: ["raised", "needsInfo", "validated", "beingAddressed", "closed"],
  linkGap: ["validated", "beingAddressed"],
  unlinkGap: ["validated", "beingAddressed"],
  sayHelped: ["closed"],
  hideGap: ["raised", "needsInfo", "validated", "beingAddressed", "closed", "declined", "merged"],
  showGap: ["raised", "needsInfo", "validated", "beingAddressed", "closed", "declined", "merged"],
} as const satisfies Record<string, readonly GapStatus[]>;
export type Act = keyof typeof edges;

/** Whether the act leads on from where it stands, and from where whoever asks saw it stand. */
export function leadsOn({ status }: Pick<GapState, "status">, act: Act, from?: GapStatus): Verdict {
  const these: readonly string[] = edges[act];
  return these.includes(status) && (from === undefined || from === status) ? true : refuse("GapMoved", { status });
}

/** Which act of a steward's does what is proposed. */
export function proposedAct(reason: ProposedEnd): "closeGap" | "declineGap" | "mergeGap" {
  if (reason === "notTakenUp") return "declineGap";
  return reason === "toldElsewhere" ? "mergeGap" : "closeGap";
}
/** Whether it can be proposed to end so, as it stands: as a steward could decide it; to be closed also before both sides have spoken, for when they have. */
export function mayPropose(state: Pick<GapState, "status">, reason: ProposedEnd): Verdict {
  const act = proposedAct(reason);
  return leadsOn(state, act === "closeGap" ? "proposeEnd" : act);
}

const residentSteward = (actor: Actor): Verdict =>
  isSteward(actor) && sideOf(actor) === "residents" ? true : refuse("ResidentStewardsOnly");
const partnerSteward = (actor: Actor): Verdict => (isSteward(actor) && sideOf(actor) === "partners" ? true : refuse("PartnerStewardsOnly"));
/** Whoever is a steward of both sides, under two hats, speaks for one of them. */
const isAnother = (spoken: GapState["known"], { personId }: Actor): Verdict => spoken?.by !== personId || refuse("OneVoiceEach");
const both = (one: Verdict, other: Verdict): Verdict => (one === true ? other : one);
const anySteward = (actor: Actor): Verdict => (looksAfter(actor) ? true : refuse("StewardsOnly"));

/** Who may do it, where it leads on. Residents confirm a need, partners say what they know and take it on; neither does the other's part, and who coordinates does neither alone. */
export function mayAct(state: GapState, act: Act, actor: Actor): Verdict {
  switch (act) {
    case "confirmNeed":
      return both(residentSteward(actor), isAnother(state.known, actor));
    case "sayKnown":
      return both(partnerSteward(actor), isAnother(state.confirmed, actor));
    case "takeOn":
      return both(partnerSteward(actor), isAnother(state.confirmed, actor));
    case "standDown": {
      if (isCoordinator(actor)) return true;
      const steward = partnerSteward(actor);
      return steward === true && state.takenOn?.org.orgId !== actor.orgId ? refuse("OthersTookItOn") : steward;
    }
    case "acceptGap":
    case "askMore":
    case "closeGap":
    case "keepGap":
    case "declineGap":
    case "mergeGap":
    case "unmergeGap":
    case "restoreGap":
    case "hideGap":
    case "showGap":
      return anySteward(actor);
    case "answerMore":
      // nobody may be there any more who could answer: a steward does, or says that it goes on without
      return looksAfter(actor) || state.by?.personId === actor.personId ? true : refuse(state.by ? "NotYours" : "StewardsOnly");
    case "withdrawGap":
      return state.by?.personId === actor.personId ? true : refuse("NotYours");
    case "endorseGap":
      return state.by?.personId === actor.personId ? refuse("OwnGap") : true;
    case "linkGap":
    case "unlinkGap":
      return isWorker(actor) || looksAfter(actor) ? true : refuse("WorkersOnly");
    case "sayHelped":
    case "proposeEnd":
    case "reopenGap":
    case "addEvidence":
      return true;
  }
}

/** A gap, and then those that are told of in it since. */
export type WholeGap = readonly [GapState, ...GapState[]];
/** What somebody raised, stands behind, or told of. */
type Voices = Pick<GapState, "by" | "endorsements" | "evidence">;
/** Who spoke up for it: whoever raised it, stands behind it, or told that they saw it too. */
export const spokeUp = ({ by, endorsements, evidence }: Voices): Who[] => [
  ...(by ? [by] : []),
  ...Object.values(endorsements).flatMap((one) => one ?? []),
  ...evidence.map((one) => one.by),
];
/** Whether they did, for it or for one that is told of there since (`these`: it and what was merged into it). */
export const wasHeard = (these: readonly Voices[], { personId }: Pick<Actor, "personId">): boolean =>
  these.some((each) => spokeUp(each).some((one) => one.personId === personId));
/** Whether they raised it, or one that is told of there since. */
export const raisedOne = (these: readonly Pick<GapState, "by">[], { personId }: Pick<Actor, "personId">): boolean =>
  these.some(({ by }) => by?.personId === personId);
/** A project that was to meet it has ended. */
export const hasEnded = (links: GapState["links"]): boolean => links.some(({ to, ended }) => to.kind === "project" && ended);
/** What was meant to meet it has ended, and nothing of the kind goes on: somebody says what becomes of it now. */
export const lostProject = ({ status, links }: Pick<GapState, "status" | "links">): boolean =>
  status === "beingAddressed" && hasEnded(links) && !links.some(({ to, ended }) => to.kind === "project" && !ended);
/** Somebody proposes that it ends, and it could, in the way that they propose: what both sides have spoken for since is turned down by nobody. */
export const waitsToEnd = (state: Pick<GapState, "status" | "proposed">): boolean =>
  state.proposed !== null && leadsOn(state, "keepGap") === true && mayPropose(state, state.proposed.reason) === true;

/** To what something is linked, by its id. */
export const linkedTo = (to: GapLink): string => (to.kind === "project" ? to.projectId : to.assetId);
/** All that addresses it: what is linked to it, and what is linked to what was merged into it, each once. What is hidden shows nothing of its own. */
export function linksOf([state, ...merged]: WholeGap): Linked[] {
  const all = [...state.links, ...merged.flatMap((one) => (one.hidden ? [] : one.links))];
  return all.filter((one, at) => all.findIndex((other) => linkedTo(other.to) === linkedTo(one.to)) === at);
}
/** Whether it can be closed so: solved only by something that is linked to it, or to what was merged into it. */
export const mayCloseAs = (whole: WholeGap, reason: ClosureReason): Verdict =>
  reason !== "addressed" || linksOf(whole).length > 0 ? true : refuse("NothingAddressesIt");

/** Residents who say since it was closed that it is still missing, each once: who asked that it be opened again, and who said no when they were asked whether it helped. */
export function stillMissing(whole: WholeGap): PersonId[] {
  const [{ reopeners, helped }] = whole;
  const residents = whole.flatMap(({ endorsements, evidence, newcomers }) =>
    [
      ...Object.values(endorsements).flatMap((one) => (one?.side === "residents" ? [one.personId] : [])),
      ...evidence.flatMap(({ kind, by }) => (kind === "residentStory" ? [by.personId] : [])),
    ].filter((personId) => !newcomers.includes(personId)),
  );
  const again = reopeners.filter((personId) => !whole[0].newcomers.includes(personId));
  return [...new Set([...again, ...residents.filter((personId) => helped[personId] === false)])];
}
/** Whether it opens again once this person says so too: whoever raised it by one word, residents once three have said so, in whichever way; who is new is read, and not counted. */
export function reopens(whole: WholeGap, actor: Actor): boolean {
  if (raisedOne(whole, actor)) return true;
  return !actor.newcomer && sideOf(actor) === "residents" && new Set([...stillMissing(whole), actor.personId]).size >= most.reopeners;
}

/** Whose words may be taken out by whom: those who look after the map take out anybody's, and who told something their own. What was raised is more than one's own by then. */
export function mayTakeOut(event: Pick<GapEvent, "type" | "actor">, actor: Actor): Verdict {
  const mine = event.actor.personId === actor.personId && event.type !== "gapRaised";
  return looksAfter(actor) || mine ? true : refuse("NotYours");
}

/** As whom somebody tells of it: who lives there, a link worker, or somebody else of an organisation. `found`: they found nothing for somebody whom they help. */
export function voiceOf({ sector, roles }: Pick<Actor, "sector" | "roles">, found = false): EvidenceKind {
  if (sector === "citizen") return "residentStory";
  return found || roles.includes("linkWorker") ? "linkWorkerSaw" : "partnerData";
}

/** Taken back only while it is nobody else's: nobody stands behind it, has added to it, or is told of in it (`these`: it and what was merged into it). */
export function mayWithdraw(these: readonly Pick<GapState, "endorsements" | "evidence">[]): Verdict {
  const alone = these.every(({ endorsements, evidence }) => evidence.length === 0 && Object.values(endorsements).every((one) => !one));
  return these.length === 1 && alone ? true : refuse("OthersEndorsed");
}
/** What everybody sees is told of only in what everybody sees: else nobody without an account would see it any more. */
const mayLeadTo = ({ reviewed }: Pick<GapState, "reviewed">, other: Pick<GapState, "reviewed">): Verdict =>
  other.reviewed || !reviewed || refuse("NotLookedAt", { field: "into" });
const livesOn: readonly GapState["status"][] = ["raised", "needsInfo", "validated", "beingAddressed"];
/** Whether it can be told of in another one from now on: one that goes on itself, and that leads nowhere back. */
export function mergesInto(state: GapState, other: GapState | undefined, into: string): Verdict {
  const field = "into";
  if (into === state.gapId || (other?.status === "merged" && other.into === state.gapId)) return refuse("MergedInCircles", { field });
  // what leads to something hidden would be hidden with it
  if (!other || other.hidden || !livesOn.some((each) => each === other.status)) return refuse("UnknownOther", { field });
  return mayLeadTo(state, other);
}

/** How its evidence is mixed: what a resident told, a link worker saw, numbers say, partners know. Each kind once for each piece. */
export function evidenceMix({ by, evidence, unmetNeeds, endorsements, newcomers, burst }: GapState): Record<string, number> {
  const kinds = [...(by ? [by.kind] : []), ...evidence.map(({ kind }) => kind)];
  const mix: Record<string, number> = unmetNeeds > 0 ? { unmetNeed: unmetNeeds } : {};
  for (const kind of kinds) mix[kind] = (mix[kind] ?? 0) + 1;
  return { ...mix, ...endorsed({ endorsements, newcomers, burst }) };
}

/** Four weeks after it was closed as addressed (ms). */
export const askAfter = 28 * 24 * 3600_000;
/** When it is time to ask whether it helped (ms); undefined where nothing will be asked. */
export const dueToAsk = ({
  status,
  closure,
  asked,
  hidden,
}: Pick<GapState, "status" | "closure" | "asked" | "hidden">): number | undefined =>
  status === "closed" && closure?.reason === "addressed" && !asked && !hidden ? Date.parse(closure.at) + askAfter : undefined;
/** Whether it is time to ask. `now` in ms. */
export function isTimeToAsk(state: Pick<GapState, "status" | "closure" | "asked" | "hidden">, now: number): boolean {
  const due = dueToAsk(state);
  return due !== undefined && now >= due;
}

/** Whether somebody who spoke as a newcomer has been let in since: said again, it counts. */
export const countsNow = ({ newcomers }: GapState, { personId, newcomer }: Pick<Actor, "personId" | "newcomer">): boolean =>
  !newcomer && newcomers.includes(personId);
