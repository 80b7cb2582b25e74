import { livesHere } from "../identity/rules.ts";
import type { Actor } from "../kernel/event.ts";
import { type Meaning, refusing, type Verdict } from "../kernel/refusal.ts";
import type { OrgId, Sector } from "../kernel/shapes.ts";
import type { OpportunityCommand, Terms } from "./schema.ts";
import type { OpportunityState } from "./state.ts";

export const exchangeCodes = {
  /** residents alone neither post nor visit yet */
  WorkersOnly: "FORBIDDEN",
  /** `missing`: the items, all of them, with commas between */
  NotReady: "PRECONDITION_FAILED",
  /** the id doesn't fit the room, or is taken */
  WrongOpportunity: "BAD_REQUEST",
  /** it stands otherwise by now: `status` */
  OpportunityMoved: "CONFLICT",
  /** once it is published, days and places are changed session by session */
  TimesStand: "CONFLICT",
  /** there are dates to come */
  DatesAhead: "CONFLICT",
  /** they don't work for the host, or not any more */
  NotAColleague: "BAD_REQUEST",
  /** whoever is to receive the visitors is on a visit themselves then; `starts`: on which date, on the wall */
  ContactElsewhere: "CONFLICT",
  /** whoever is to receive the visitors has others then; `starts`: on which date, `other`: when those come; both on the wall */
  ContactReceives: "CONFLICT",
  UnknownZone: "BAD_REQUEST",
  /** the clock never shows this time on that day; `before` and `after`: the nearest that it shows */
  NoSuchTime: "BAD_REQUEST",
  RuleUnclear: "BAD_REQUEST",
  /** more than 60 dates, or more than 12 months */
  TooManyDates: "BAD_REQUEST",
  NoDates: "BAD_REQUEST",
  InThePast: "BAD_REQUEST",
  /** more than 12 months ahead */
  TooFarAhead: "BAD_REQUEST",
  OwnOrganisation: "BAD_REQUEST",
  HostsItself: "BAD_REQUEST",
  /** nobody can book here now: paused, closed, called off, or over */
  NotOpen: "CONFLICT",
  /** the list is closed, or it is too short before */
  TooLate: "CONFLICT",
  BookedAlready: "CONFLICT",
  /** three live bookings are the most that one person has */
  ThreeAtMost: "CONFLICT",
  /** they have as many that day as the host allows one person */
  EnoughThatDay: "CONFLICT",
  /** they are somewhere else at that time, or would have no time to get there */
  Elsewhere: "CONFLICT",
  /** for the host: whoever asks is somewhere else at that time */
  VisitorElsewhere: "CONFLICT",
  /** what is in the way was claimed too long ago: it is asked what became of it */
  ClaimLapsed: "CONFLICT",
  /** it took too long, and was given up */
  ClaimAbandoned: "CONFLICT",
  UnknownBooking: "BAD_REQUEST",
  /** no date to come of this visit */
  UnknownDate: "BAD_REQUEST",
  /** it is held at that time already */
  DateTaken: "CONFLICT",
  /** it stands otherwise by now: `status` */
  BookingMoved: "CONFLICT",
  /** the time to answer is over */
  OfferOver: "CONFLICT",
  /** fewer places than there are people with one; `held`: how many */
  BelowHeld: "CONFLICT",
  /** no place that could be given by hand */
  NoPlaceToGive: "CONFLICT",
  /** its time is still to come */
  NotYet: "CONFLICT",
  /** it has begun, or is over */
  Begun: "CONFLICT",
  /** something that the host asks for is not in place; `missing`: what it is, with commas between */
  NotInPlace: "PRECONDITION_FAILED",
  /** the same, of whoever is to have a place: what it is, is not the host's to read */
  VisitorNotReady: "PRECONDITION_FAILED",
  /** words with what looks like the number of a certificate */
  CertificateNumber: "BAD_REQUEST",
  /** the agreement has newer words, or none */
  AgreementMoved: "CONFLICT",
  AgreedAlready: "CONFLICT",
  CheckAskedAlready: "CONFLICT",
  /** nobody else there manages people or answers for information */
  NobodyConfirms: "PRECONDITION_FAILED",
  /** nobody says of themselves that their check was seen */
  NotYourOwn: "FORBIDDEN",
  /** seen in the future, or to be looked at again in the past or too late */
  DaysDontFit: "BAD_REQUEST",
  /** neither asked for nor confirmed */
  NoCheck: "CONFLICT",
  /** within the last 30 days */
  AskedThem: "CONFLICT",
  /** this needs a manager or an information lead */
  NotYoursToWrite: "FORBIDDEN",
  /** the very words that are in force */
  SameWords: "CONFLICT",
  /** people who are helped are not there at this visit */
  NobodyToAsk: "CONFLICT",
  /** it was not written down yet whether people who are helped there were asked */
  AskFirst: "CONFLICT",
  /** one of them said no to this date */
  RefusalStands: "CONFLICT",
  /** nothing is due */
  NothingDue: "CONFLICT",
  /** what was written about a visit stands otherwise by now: `status` */
  ReflectionMoved: "CONFLICT",
  /** a number of the health service in an answer */
  NumberInReflection: "BAD_REQUEST",
  /** that the host writes nothing is for whoever received them to say */
  ContactDeclines: "FORBIDDEN",
  /** nobody looks at their own, as long as somebody else works there */
  SomebodyElseChecks: "FORBIDDEN",
  /** what a note says is for its host's manager and information lead to mend */
  HostLooksAfter: "FORBIDDEN",
  /** a note was changed meanwhile */
  NoteMoved: "CONFLICT",
  /** words are taken out, none are added */
  OnlyLess: "BAD_REQUEST",
} as const satisfies Record<string, Meaning>;
export const refuse = refusing(exchangeCodes);

/** Who posts and visits: whoever has more to do with an organisation than to live beside it. */
export const worksHere = (actor: Pick<Actor, "roles" | "system">): boolean => actor.system === true || !livesHere(actor.roles);

/** What an organisation posts is its people's to write and to run. */
export const mayHost = (host: { orgId: OrgId } | null, actor: Actor): boolean =>
  actor.system === true || (host !== null && host.orgId === actor.orgId && worksHere(actor));

/** Whether it stands where others see it. */
export const isListed = ({ status }: Pick<OpportunityState, "status">): boolean => status === "published" || status === "paused";

/** May they read what it says? Its host always; others what was published, as long as it isn't put away. */
export const maySee = (state: OpportunityState, actor: Actor): boolean =>
  mayHost(state.host, actor) || (worksHere(actor) && (isListed(state) || state.status === "closed"));

/** Which way somebody goes: both are one thing, told apart by the sectors alone. */
export const directionOf = (visitor: Sector, host: Sector) => ({ from: visitor, to: host, across: visitor !== host });

/** What publishing asks for, in the order of the form. */
export const readiness = [
  "seen",
  "meet",
  "place",
  "when",
  "contact",
  "deputy",
  "risk",
  "permission",
  "checkDecision",
  "agreementText",
] as const;
export type ReadinessItem = (typeof readiness)[number];

const blank = (written: string): boolean => written.trim() === "";
/** Everything that is missing before it can be published, at once. `written`: whether its host has an agreement to agree to. */
export function missingIn(terms: Terms, { written }: { written: boolean }): ReadinessItem[] {
  const { agreement, check } = terms.asks ?? {};
  const missing: Record<ReadinessItem, boolean> = {
    seen: blank(terms.seen),
    meet: blank(terms.meet),
    place: blank(terms.place),
    when: terms.when === null,
    contact: terms.contact === null,
    deputy: terms.deputy === null || terms.deputy.personId === terms.contact?.personId,
    risk: blank(terms.risk),
    permission: terms.clients && blank(terms.permission),
    checkDecision: (terms.clients && !check) || (check !== undefined && (check.needed || terms.clients) && blank(check.why)),
    agreementText: agreement === true && !written,
  };
  return readiness.filter((item) => missing[item]);
}

type Step = Exclude<OpportunityCommand["type"], "draftOpportunity" | "abandonClaim">;
/** From where each step of an opportunity leads on. */
export const steps: Record<Step, readonly OpportunityState["status"][]> = {
  reviseOpportunity: ["draft", "published", "paused", "closed"],
  publishOpportunity: ["draft"],
  pauseOpportunity: ["published"],
  resumeOpportunity: ["paused", "closed"],
  closeOpportunity: ["published", "paused"],
  archiveOpportunity: ["draft", "closed"],
  moveDates: ["published", "paused", "closed"],
  handOver: ["draft", "published", "paused", "closed"],
};

/** Whether a date is still to come, or going on: one that was called off is none. */
export const anyAhead = (dates: readonly { endsAt: string; off?: boolean }[], now: string): boolean =>
  dates.some(({ endsAt, off }) => off !== true && now < endsAt);

/** May this step be made as it stands now? `dates`: without those that were called off. */
export function mayStep(state: OpportunityState, step: Step, now: string): Verdict {
  if (!steps[step].includes(state.status)) return refuse("OpportunityMoved", { status: state.status });
  const ahead = step === "archiveOpportunity" && anyAhead(state.dates, now);
  return ahead ? refuse("DatesAhead") : true;
}

/** Once published, words may change; days and places only session by session, and nothing that was asked for may go missing. */
export function mayRevise(state: OpportunityState, terms: Terms, agreement: { written: boolean }): Verdict {
  if (state.status === "draft" || !state.terms) return true;
  const same = (part: (terms: Terms) => unknown, before: Terms) => JSON.stringify(part(terms)) === JSON.stringify(part(before));
  if (!same(({ when }) => when, state.terms)) return refuse("TimesStand", { field: "terms.when" });
  if (!same(({ rules }) => rules, state.terms)) return refuse("TimesStand", { field: "terms.rules" });
  // what was not asked for when it was published doesn't keep anybody from mending a word
  const before = missingIn(state.terms, agreement);
  const missing = missingIn(terms, agreement).filter((item) => item === "agreementText" || !before.includes(item));
  return missing.length === 0 || refuse("NotReady", { missing: missing.join(",") });
}
