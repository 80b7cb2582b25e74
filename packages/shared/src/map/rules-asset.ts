import type { Actor } from "../kernel/event.ts";
import { dayInLondon } from "../kernel/london.ts";
import type { Verdict } from "../kernel/refusal.ts";
import { isCoordinator, isWorker, looksAfter, refuse, type Viewer } from "./rules.ts";
import type { Method } from "./schema-asset.ts";
import type { AssetState, AssetStatus } from "./state-asset.ts";

/** It is on the map, or was: its page answers for ever. */
export const isPublic: readonly AssetStatus[] = ["live", "closing", "closed", "merged"];

/** Whether it is there for somebody at all. What is held is for stewards and for whoever added it; what is hidden for people who work, without where it is. */
export function maySeeAsset({ status, hidden, by }: Pick<AssetState, "status" | "hidden" | "by">, viewer: Viewer): boolean {
  if (status === "absent") return false;
  const mine = viewer !== "outsider" && by?.personId === viewer.personId && by.orgId === viewer.orgId;
  if (viewer !== "outsider" && (viewer.system || looksAfter(viewer) || mine)) return true;
  if (!isPublic.includes(status)) return false;
  return !hidden || (viewer !== "outsider" && isWorker(viewer));
}

/** Whether a steward is to look whether it stays off the map: what is held is looked at before, and what is told of elsewhere there. */
export const waitsGuarded = ({ guarded, status }: Pick<AssetState, "guarded" | "status">): boolean =>
  guarded && isPublic.includes(status) && status !== "merged";
/** Whether it can be hidden: it isn't, or the house has hidden it, and who looks after the map says that it stays so. */
export const mayHide = ({ hidden, guarded }: Pick<AssetState, "hidden" | "guarded">): Verdict =>
  !hidden || guarded || refuse("NothingChanged");

/** Whether somebody is told where something hidden is: who runs it, who looks after the map, and who added it while that is what they said themselves. */
export function maySeePlace(state: Pick<AssetState, "by" | "claims" | "fields">, viewer: Viewer): boolean {
  if (viewer === "outsider") return false;
  // what others have put there since isn't theirs to know: it is the first event that adds something
  const said = state.by?.personId === viewer.personId && state.fields.place === 1;
  return viewer.system === true || looksAfter(viewer) || runsIt(state, viewer) || said;
}
/** Whether nobody is told where it is who isn't told more than everybody, not even in which area: what is told of elsewhere says it there, if anybody is to know. */
export const isUntold = ({ status, hidden, details }: Pick<AssetState, "status" | "hidden" | "details">): boolean =>
  hidden || status === "merged" || details?.place.precision === "hidden";
/** Whether somebody is told here what is said of it: of what is told of elsewhere outsiders and residents learn what it was called, and where it leads. */
export function readsDetails(state: Pick<AssetState, "status" | "by" | "claims">, viewer: Viewer): boolean {
  if (state.status !== "merged") return true;
  if (viewer === "outsider") return false;
  return isWorker(viewer) || looksAfter(viewer) || runsIt(state, viewer) || state.by?.personId === viewer.personId;
}
/** Whether somebody knows all of where it is, as one who is told more than everybody, or because everybody is told it. Of who doesn't, no answer may depend on it. */
export const knowsPlace = (state: AssetState, viewer: Viewer): boolean =>
  maySeePlace(state, viewer) || (!isUntold(state) && state.details?.place.precision === "exact");

/** Whether it is theirs: an organisation that was found to run it. */
export const runsIt = ({ claims }: Pick<AssetState, "claims">, { orgId }: Pick<Actor, "orgId">): boolean =>
  claims[orgId]?.status === "held";

/** Whether somebody sees what was said of places: people who send others there, and who run it. Residents ask. */
export const maySeeCapacity = (viewer: Viewer): boolean => viewer !== "outsider" && (isWorker(viewer) || isCoordinator(viewer));

/** What residents add waits for a steward until one thing of theirs was accepted. */
export const isHeld = (actor: Actor, acceptedBefore: boolean): boolean => !isWorker(actor) && !looksAfter(actor) && !acceptedBefore;

const open: readonly AssetStatus[] = ["live", "closing"];
const stands = ({ status }: Pick<AssetState, "status">, these: readonly AssetStatus[]): Verdict =>
  these.includes(status) ? true : refuse("AssetMoved", { status });

/** A bench, a garden, a corner where people talk: what somebody here has put on the map, and nobody keeps a list of. */
const isInformal = ({ details, source }: Pick<AssetState, "details" | "source">): boolean => details?.kind === "place" && source === null;
/** What somebody who sees it can change: people who work, and residents on what they added and, once something of theirs was accepted, on places that are informal; until then they say what is wrong. Where an organisation runs it, it is theirs, and of those who look after the map. */
export function mayRevise(state: AssetState, actor: Actor, acceptedBefore: boolean): Verdict {
  const standing = stands(state, [...open, "held"]);
  if (standing !== true) return standing;
  if (looksAfter(actor) || runsIt(state, actor)) return true;
  const claimed = Object.values(state.claims).some((claim) => claim?.status === "held");
  const mine = state.by?.personId === actor.personId;
  if (isWorker(actor)) return claimed ? refuse("NotYours") : true;
  return (mine || (isInformal(state) && !isHeld(actor, acceptedBefore))) && !claimed ? true : refuse("NotYours");
}

/** Whoever sees it says that something is wrong; once, until that was looked at. */
export function mayDoubt(state: Pick<AssetState, "status" | "doubts">, { personId }: Pick<Actor, "personId">): Verdict {
  const standing = stands(state, open);
  if (standing !== true) return standing;
  return state.doubts.every(({ by }) => by.personId !== personId) || refuse("SaidAlready");
}
/** Who reads what is said to be wrong: who looks after the map, who runs it, and whoever said it. */
export const seesDoubt = (state: Pick<AssetState, "claims">, { by }: Pick<AssetState["doubts"][number], "by">, viewer: Viewer): boolean =>
  viewer !== "outsider" && (looksAfter(viewer) || runsIt(state, viewer) || by.personId === viewer.personId);

export const mayVerify = (state: AssetState): Verdict => stands(state, open);
/** How somebody may say that they know it is still there: who lives there says what they saw, and only who runs it that they do. */
export function mayKnowBy(state: AssetState, actor: Actor, method: Method): Verdict {
  if (method === "runsIt" && !runsIt(state, actor)) return refuse("NotYours", { field: "method" });
  return method === "visited" || isWorker(actor) || looksAfter(actor) || refuse("WorkersOnly", { field: "method" });
}

/** Whether it has places is said by who runs it; while nobody does, by people who work, who have asked. */
export function maySayCapacity(state: AssetState, actor: Actor): Verdict {
  const standing = stands(state, open);
  if (standing !== true) return standing;
  if (runsIt(state, actor) || isCoordinator(actor)) return true;
  if (!isWorker(actor)) return refuse("WorkersOnly");
  return Object.values(state.claims).some((claim) => claim?.status === "held") ? refuse("NotYours") : true;
}

/** That it closes, or is closed: said by who runs it, and by those who look after the map. */
export function mayEnd(state: AssetState, actor: Actor, these: readonly AssetStatus[] = open): Verdict {
  const standing = stands(state, these);
  if (standing !== true) return standing;
  return runsIt(state, actor) || looksAfter(actor) ? true : refuse("NotYours");
}
/** For so long (ms) an end can be undone: whoever ends what another organisation runs says so beforehand, so that they hear it first and can say that it goes on; and what is opened again within it is as it was. */
export const endUndoneIn = 48 * 3600_000;
/** The first day that can be the last one, where they hear it first. `now`: ISO instant. */
export const lastDayFrom = (now: string): string => dayInLondon(new Date(Date.parse(now) + endUndoneIn).toISOString());
/** Whether it is for this one to say that it is over from one moment to the next. */
export const mayEndAtOnce = (state: Pick<AssetState, "claims">, actor: Pick<Actor, "orgId">): boolean =>
  runsIt(state, actor) || Object.values(state.claims).every((claim) => claim?.status !== "held");
/** That it is over now. */
export function mayClose(state: AssetState, actor: Actor): Verdict {
  const may = mayEnd(state, actor);
  return may === true && !mayEndAtOnce(state, actor) ? refuse("ToldFirst") : may;
}

/** Who looks after the map: lets in, turns down, hides, merges. */
export function mayLookAfter(state: AssetState, actor: Actor, these: readonly AssetStatus[]): Verdict {
  const standing = stands(state, these);
  return standing === true && !looksAfter(actor) ? refuse("StewardsOnly") : standing;
}

export function mayClaim(state: AssetState, actor: Actor): Verdict {
  const standing = stands(state, open);
  if (standing !== true) return standing;
  if (!isWorker(actor) && !actor.roles.includes("manager")) return refuse("WorkersOnly");
  return state.claims[actor.orgId] ? refuse("ClaimedAlready") : true;
}

/** Who answers a claim: those who look after the map, and nobody for an organisation of their own. */
export function mayAnswerClaim(state: AssetState, actor: Actor, orgId: Actor["orgId"]): Verdict {
  const claim = state.claims[orgId];
  if (claim?.status !== "asked") return refuse("NoClaim");
  return looksAfter(actor) && actor.orgId !== orgId && claim.by !== actor.personId ? true : refuse("StewardsOnly");
}
export function mayEndClaim(state: AssetState, actor: Actor, orgId: Actor["orgId"]): Verdict {
  if (!state.claims[orgId]) return refuse("NoClaim");
  return actor.orgId === orgId || looksAfter(actor) ? true : refuse("NotYours");
}
