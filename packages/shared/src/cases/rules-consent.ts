import type { Actor } from "../kernel/event.ts";
import type { OrgId } from "../kernel/ids.ts";
import { dayInLondon } from "../kernel/london.ts";
import type { Verdict } from "../kernel/refusal.ts";
import type { Sector } from "../kernel/shapes.ts";
import type { Authority, Capacity, ConsentTerms, Grantor, Said } from "./consent.ts";
import {
  alive,
  consentOf,
  guestOf,
  invitationLife,
  leads,
  mayAnswer,
  mayRead,
  mayRecordConsent,
  mayRevoke,
  participationOf,
  refuse,
  stands,
} from "./rules.ts";
import type { CaseCommand } from "./schema.ts";
import type { CaseState, HeldConsent, Participation } from "./state.ts";

/** By what an attorney, a guardian or a parent decides. */
export const authoritiesOf: Record<Exclude<Grantor["kind"], "self">, readonly Authority[]> = {
  attorney: ["welfarePower", "moneyPower"],
  guardian: ["guardianshipOrder", "interventionOrder", "deputyship"],
  parent: ["parentalResponsibility"],
};

/** Whether an organisation of this kind has anybody who could answer an invitation: a citizens' panel has none. */
export const canTakePart = ({ sector }: { readonly sector: Sector }): boolean => sector !== "citizen";

/** Whether an invitation can still be said yes to: the yes that it stands on holds, nothing rests, and it isn't too old. Only then it tells of the person. */
export function mayStillAnswer(state: CaseState, actor: Actor, now: string): boolean {
  const place = participationOf(state, actor.orgId);
  const yes = place && consentOf(state, place);
  return place !== undefined && yes !== undefined && mayAnswer(state, actor) && stands(state, yes, now) && waitsForAnswer(place, now);
}

/** Whether an organisation was invited and may still answer: one that let the time go by can be invited anew. */
export const waitsForAnswer = ({ status, invitedAt }: Pick<Participation, "status" | "invitedAt">, now: string): boolean =>
  status === "invited" && Date.parse(now) - Date.parse(invitedAt) <= invitationLife;

/** What the person said that concerns somebody: all of it for the organisation that leads, for another what names it. */
export const concerning = (state: CaseState, actor: Actor): HeldConsent[] =>
  Object.values(state.consents).filter((c) => leads(state, actor) || c.terms.controllers.includes(actor.orgId));

/** Whether another yes that is in force or paused names this organisation already. `but`: the new one, and the one whose place it takes. */
export const namedAlready = (state: CaseState, orgId: OrgId, but: readonly (string | undefined)[]): boolean =>
  Object.values(state.consents).some((c) => !but.includes(c.consentId) && alive(c) && c.terms.controllers.includes(orgId));

/**
 * Whom the end of a yes does not shut out, though it names them: their place stands on another one. Records from before each organisation could be
 * named only once have such.
 */
export const staysWithout = (state: CaseState, { consentId, terms }: HeldConsent): OrgId[] =>
  terms.controllers.filter((orgId) => {
    const place = participationOf(state, orgId);
    const other = place && (place.status === "joined" || place.status === "invited") ? consentOf(state, place) : undefined;
    return other !== undefined && other.consentId !== consentId && alive(other);
  });

/** Whether the days of a yes fit: said, begun and not over by now, and read from no day after it was said. */
export function daysFit({ said, terms: { period, historyFrom } }: { said: Said; terms: ConsentTerms }, now: string): Verdict {
  if (said.on > now) return refuse("InTheFuture", { field: "said.on" });
  if (period.start > now) return refuse("InTheFuture", { field: "terms.period.start" });
  if (period.end <= now) return refuse("YesOver", { field: "terms.period.end" });
  return historyFrom.kind !== "date" || historyFrom.at <= said.on || refuse("InTheFuture", { field: "terms.historyFrom" });
}

/** The last day on which something holds that ends at an instant, which is not included. */
const lastDayBefore = (end: string): string => dayInLondon(new Date(Date.parse(end) - 1).toISOString());

/** Whether these may say this yes: the person, if they can decide it; for one who can't, who has the authority, was not the recorder, and showed it. */
export function mayGrant(
  { grantor, capacity, terms }: { grantor: Grantor; capacity: Capacity; terms: ConsentTerms },
  { actor, now }: { actor: { readonly name: string }; now: string },
): Verdict {
  const today = dayInLondon(now);
  if (capacity.assessedOn > today) return refuse("InTheFuture", { field: "capacity.assessedOn" });
  if (grantor.kind === "self") return capacity.outcome === "has" || refuse("LacksCapacity", { field: "capacity.outcome" });
  if (same(grantor.name, actor.name)) return refuse("OwnGrantor", { field: "grantor.name" });
  if (capacity.outcome === "has") return refuse("DecidesThemselves", { field: "capacity.outcome" });
  if (!authoritiesOf[grantor.kind].includes(grantor.authority)) return refuse("AuthorityDoesntFit", { field: "grantor.authority" });
  if (grantor.seenOn > today) return refuse("InTheFuture", { field: "grantor.seenOn" });
  if (grantor.until === undefined) return true;
  if (grantor.until < today) return refuse("AuthorityOver", { field: "grantor.until" });
  return lastDayBefore(terms.period.end) <= grantor.until || refuse("BeyondAuthority", { field: "terms.period.end" });
}

const same = (a: string, b: string): boolean => a.trim().toLocaleLowerCase("en-GB") === b.trim().toLocaleLowerCase("en-GB");

/** May they say that a yes was not given freely? Who may stop it, and whoever takes part. */
export function mayDoubt(state: CaseState, actor: Actor, { consentId, now }: { consentId: string; now: string }): Verdict {
  const may = mayRevoke(state, actor, consentId);
  const known = alive(state.consents[consentId]);
  return may === true || (known && mayRead(state, actor, now) && !guestOf(state, actor)) || may;
}

type InputOf<Type extends CaseCommand["type"]> = Extract<CaseCommand, { type: Type }>["input"];

/** Who notes it, and decides what follows: the practice's link workers. The second person who agrees may be anybody of the practice who is in. */
export function mayDecideRest(state: CaseState, command: CaseCommand, actor: Actor): Verdict {
  const second = command.type === "endRest" && command.input.how.kind === "bestInterests";
  return second ? leads(state, actor) || refuse("LeadOnly") : mayRecordConsent(state, actor);
}

/** May it be noted that sharing rests? Once for each cause; after a death nothing else is noted. */
export function mayRest(state: CaseState, { because, on }: InputOf<"restSharing">, now: string): Verdict {
  if (on > dayInLondon(now)) return refuse("InTheFuture", { field: "on" });
  return (state.rest?.because !== "death" && state.rest?.because !== because) || refuse("WrongState");
}

/** May it be recorded what is best for somebody who can't decide it? While sharing rests for that, and for nobody who can. */
export function mayRecordBestInterests(state: CaseState, { capacity }: InputOf<"recordBestInterests">, now: string): Verdict {
  if (state.rest?.because !== "capacity") return refuse("WrongState");
  if (capacity.outcome === "has") return refuse("DecidesThemselves", { field: "capacity.outcome" });
  return assessedSince(state, capacity.assessedOn, { now, field: "capacity.assessedOn" });
}

/** May sharing go on? When the person can decide it again, when a second person agrees with what was recorded, or when it was noted by mistake. */
export function mayEndRest(state: CaseState, how: InputOf<"endRest">["how"], { actor, now }: { actor: Actor; now: string }): Verdict {
  const { rest } = state;
  if (!rest) return refuse("WrongState");
  if (how.kind === "mistake") return true;
  if (rest.because === "death") return refuse("HasDied");
  if (how.kind === "bestInterests") {
    if (!rest.bestInterests) return refuse("WrongState");
    return rest.bestInterests.by !== actor.personId || refuse("SecondPersonDecides");
  }
  if (how.capacity.outcome === "lacks") return refuse("LacksCapacity", { field: "how.capacity.outcome" });
  return assessedSince(state, how.capacity.assessedOn, { now, field: "how.capacity.assessedOn" });
}

/** What was judged before it was noted says nothing about now. */
export function assessedSince({ rest }: CaseState, assessedOn: string, { now, field }: { now: string; field: string }): Verdict {
  if (assessedOn > dayInLondon(now)) return refuse("InTheFuture", { field });
  return rest?.on === undefined || assessedOn >= rest.on || refuse("AssessedBefore", { field });
}
