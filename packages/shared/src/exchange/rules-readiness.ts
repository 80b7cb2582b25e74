import type { Actor } from "../kernel/event.ts";
import { atWallInLondon } from "../kernel/london.ts";
import type { OrgId } from "../kernel/shapes.ts";
import { isReady, type Times } from "./rules-ready.ts";
import type { Asks, Requirement } from "./schema-asks.ts";
import type { Ready } from "./schema-session.ts";
import type { HostingState } from "./state-hosting.ts";
import type { Check, ReadinessState } from "./state-readiness.ts";

const day = 24 * 3600_000;
/** Who agreed to older words has so long to read the new ones: ms. */
const wordsLife = 14 * day;
/** A check is looked at again within so long: ms. */
export const reviewWithin = 3 * 366 * day;
/** How soon a check ends of which it is said beforehand: ms. */
export const endingSoon = 60 * day;

/** What is in place for somebody is theirs to read; an employer's part of it is shown at the door. */
export const isOwnReadiness = (actor: Actor, personId: string): boolean => actor.system === true || actor.personId === personId;
/** Who says for an organisation that a check was seen: whoever manages its people, or answers for its information. */
export const looksAfterPeople = ({ roles }: Pick<Actor, "roles">): boolean => roles.includes("manager") || roles.includes("infoLead");
/** May they say so of this person? Of themselves nobody does. Whether it is a colleague is looked up. */
export const mayConfirm = (actor: Actor, personId: string): boolean => looksAfterPeople(actor) && actor.personId !== personId;
/** What a colleague asks of somebody's room; all else is for whose it is. */
export const forColleagues: readonly string[] = ["confirmCheck", "revokeCheck"];

/** declared -> verified -> expired or revoked; by the clock, whether or not anybody wrote it down. */
export type CheckStanding = "none" | "declared" | "verified" | "expired" | "revoked";
export function checkStanding(check: Check | undefined, now: string): CheckStanding {
  if (check?.confirmed) return now < check.confirmed.until ? "verified" : "expired";
  if (check?.askedAt) return "declared";
  return check?.revokedAt ? "revoked" : "none";
}

/** The day on which a check has to be looked at again, as the instant at which it begins in London. */
export const reviewBegins = (review: string): string => new Date(atWallInLondon(Date.parse(`${review}T00:00:00.000Z`))).toISOString();

/** How it stands with one thing that a host asks for: missing, or in place; `until`: the first instant at which it no longer is, UTC. */
export type Item = { readonly what: Requirement; readonly there: boolean; readonly until?: string };
type Looked = {
  asks: Asks | undefined;
  /** of whoever is to come, and the organisation for which they do */
  readiness: ReadinessState;
  orgId: OrgId;
  hosting: HostingState;
  hostOrgId: OrgId;
};

function agreement({ readiness, hosting, hostOrgId }: Looked): Item {
  const version = readiness.agreed[hostOrgId]?.version;
  const next = hosting.versions.find((each) => version !== undefined && each.version > version);
  const until = next && new Date(Date.parse(next.at) + wordsLife).toISOString();
  return { what: "agreement", there: version !== undefined, ...(until ? { until } : {}) };
}
function check({ readiness, orgId }: Looked): Item {
  const until = readiness.checks[orgId]?.confirmed?.until;
  return { what: "check", there: until !== undefined, ...(until ? { until } : {}) };
}
function induction({ readiness, hostOrgId }: Looked): Item {
  const until = readiness.inductions[hostOrgId]?.until;
  return { what: "induction", there: until !== undefined, ...(until ? { until } : {}) };
}

/** Everything that a host asks for, as it stands with somebody. Depends on no clock: what has an end says when. */
export const itemsOf = (looked: Looked): Item[] => [
  ...(looked.asks?.agreement ? [agreement(looked)] : []),
  ...(looked.asks?.check?.needed ? [check(looked)] : []),
  ...(looked.asks?.induction ? [induction(looked)] : []),
];
/** What keeps somebody from coming. That they were shown around does not: the host does that when they are there. */
export const gates = (items: readonly Item[]): Item[] => items.filter(({ what }) => what !== "induction");
/** What a session holds of all that: whether it is all there, and until when. `heard`: the number of the event after which it was so. */
export function readyOf(items: readonly Item[], heard: number): Ready {
  const [until] = gates(items)
    .flatMap((item) => item.until ?? [])
    .sort();
  return { ok: gates(items).every(({ there }) => there), ...(until ? { until } : {}), heard };
}
/** What keeps somebody from having a place at a session now. */
export const missingAt = (items: readonly Item[], times: Times, now: string): Requirement[] =>
  gates(items).flatMap(({ what, there, until }) =>
    isReady({ ready: { ok: there, heard: 0, ...(until ? { until } : {}) } }, times, now) ? [] : [what],
  );
/** Whether anything has to be in place before somebody can book. */
export const asksAnything = (asks: Asks | undefined): boolean => asks?.agreement === true || asks?.check?.needed === true;

const twelve = /(?<![+\d-])\d(?: ?\d){11,}/;
const named = /(?:certificate|disclosure|scheme|pvg|dbs|membership)[^\n]{0,20}?(?:no\b|no\.|number|nr|ref|#)[^\n]{0,12}?\d{3}/i;
/** Whether words hold what looks like the number of a certificate (12 digits), of a PVG scheme record (16), or say that they do. */
export const namesCertificate = (words: string): boolean => twelve.test(words) || named.test(words);
/** The first field, of all that somebody sends, in which such words stand: `terms.asks.check.why`. */
export function certificateIn(sent: unknown): string | undefined {
  if (typeof sent === "string") return namesCertificate(sent) ? "" : undefined;
  for (const [name, value] of Object.entries(sent ?? {})) {
    const within = certificateIn(value);
    if (within !== undefined) return within === "" ? name : `${name}.${within}`;
  }
  return undefined;
}
