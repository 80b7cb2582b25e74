import type { Notice } from "../identity/schema.ts";
import type { Actor } from "../kernel/event.ts";
import { invitationLife, mayRecordConsent, open, stands } from "./rules.ts";
import { rests } from "./sharing.ts";
import type { CaseState, HeldConsent, Participation } from "./state.ts";

const day = 24 * 3600_000;
/** How long before its end it is asked whether a yes still fits, in milliseconds: 30 days. */
const renewalAhead = 30 * day;
/** How long before its end it is told that a yes ends, in days. */
const ahead = [30, 7];

/** An instant at which something in a case becomes true by the clock alone, without anybody doing anything. Milliseconds since 1970. */
export type Moment = {
  readonly at: number;
  /** the same for the same thing, for ever: what is told of it is told once */
  readonly key: string;
  /** of moments about one thing only the latest is told */
  readonly about: string;
  readonly kind: Extract<Notice["kind"], "endingSoon" | "ranOut" | "sharingEnded" | "invitationLapsed">;
  /** the participation whose people are told */
  readonly tells: string;
  readonly consentId?: string;
  readonly participationId?: string;
};

const leadOf = (state: CaseState): Participation | undefined => Object.values(state.participations).find((p) => p.consentId === null);

function ofConsent(consent: HeldConsent, lead: Participation, places: readonly Participation[]): Moment[] {
  const { consentId, terms, givenAt } = consent;
  const end = Date.parse(terms.period.end);
  const about = `${consentId}|ends`;
  const soon = ahead.map((days) => ({ at: end - days * day, key: `${about}|${days}`, about, kind: "endingSoon" as const }));
  const forLead = [...soon, { at: end, key: `${about}|0`, about, kind: "ranOut" as const }];
  const joined = places.filter((p) => p.status === "joined");
  const forThem = joined.flatMap((p) =>
    [end, p.agreement ? Date.parse(p.agreement.validTo) : end].map((at) => ({
      at,
      key: `${p.participationId}|ended|${at}`,
      about: `${p.participationId}|ended`,
      kind: "sharingEnded" as const,
      tells: p.participationId,
    })),
  );
  return [...forLead.map((moment) => ({ ...moment, tells: lead.participationId, consentId })), ...forThem].filter(
    ({ at }) => at > Date.parse(givenAt),
  );
}

/** All such moments of a case as it stands. */
export function momentsOf(state: CaseState): Moment[] {
  const lead = leadOf(state);
  if (!lead || state.compartment !== "general") return [];
  const places = Object.values(state.participations);
  const ends = Object.values(state.consents).flatMap((consent) => {
    const standing = places.filter((p) => p.consentId === consent.consentId && (p.status === "joined" || p.status === "invited"));
    return consent.status === "active" && standing.length > 0 ? ofConsent(consent, lead, standing) : [];
  });
  const lapses = places.flatMap(({ participationId, status, invitedAt, consentId }): Moment[] => {
    if (status !== "invited" || consentId === null) return [];
    const about = `${participationId}|lapsed`;
    // an invitation can still be answered at its last instant
    const at = Date.parse(invitedAt) + invitationLife + 1;
    return [{ at, key: about, about, kind: "invitationLapsed", tells: lead.participationId, participationId }];
  });
  return [...ends, ...lapses];
}

/** Whether what a moment says is so, now. */
function isTrue(state: CaseState, { kind, at, consentId = "", tells }: Moment, now: string): boolean {
  const consent = state.consents[consentId];
  if (kind === "endingSoon") return consent !== undefined && stands(state, consent, now);
  // nobody is asked again while it rests
  if (kind === "ranOut") return consent !== undefined && !rests(state, consent);
  const place = state.participations[tells];
  // what was shut already, for another reason, was told then
  const before = new Date(at - 1).toISOString();
  return kind !== "sharingEnded" || (place !== undefined && !open(state, place, now) && open(state, place, before));
}

/** What has become true after one instant and up to another, and still is; of several about one thing the latest. */
export function dueBetween(state: CaseState, after: number, now: number): Moment[] {
  const at = new Date(now).toISOString();
  const latest = new Map<string, Moment>();
  for (const moment of momentsOf(state).sort((a, b) => a.at - b.at))
    if (moment.at > after && moment.at <= now && isTrue(state, moment, at)) latest.set(moment.about, moment);
  return [...latest.values()];
}

/** The consents that somebody stands on and that end within a month: who may record them asks the person again. */
export const endingSoon = (state: CaseState, actor: Actor, now: string): HeldConsent[] =>
  Object.values(state.consents).filter(
    (c) =>
      mayRecordConsent(state, actor) === true &&
      stands(state, c, now) &&
      Date.parse(c.terms.period.end) - Date.parse(now) <= renewalAhead &&
      Object.values(state.participations).some((p) => p.consentId === c.consentId && (p.status === "joined" || p.status === "invited")),
  );
