import { atWallInLondon, wallInLondon } from "../kernel/london.ts";
import type { Role } from "../kernel/shapes.ts";
import type { NoticeWishes } from "./notices.ts";
import type { Notice } from "./schema.ts";
import type { PersonState } from "./state.ts";

/** Where a notice can reach somebody; in the product it always stands. */
export const ways = ["product", "atOnce", "daily"] as const;
export type Way = (typeof ways)[number];

/** What somebody can be told of, in the order in which it is asked. */
export const noticeKinds = [
  "named",
  "invited",
  "news",
  "sharing",
  "place",
  "ending",
  "lapsed",
  "visit",
  "project",
  "map",
  "worry",
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** What somebody can be told of cases, and of what they are in their organisation. */
export const caseNotices = [
  ...(["sharingEnded", "mentioned", "concern", "flagged", "redacted", "asked", "notSent", "bestInterests", "agreementLapsed"] as const),
  ...(["placeOpened", "endingSoon", "ranOut", "invitationLapsed", "guestAdmitted", "wordsWait", "rolesChanged"] as const),
  ...(["erasureStopped", "sharingAgain", "invitationDeclined", "newcomerWaits", "letIn"] as const),
] as const;

/** What somebody can be told of a visit: of their own, and of one whose visitors they receive. */
export const visitorNotices = [
  "placeOffered",
  "offerLapsed",
  "visitAgreed",
  "visitQueued",
  "visitDeclined",
  "visitOff",
  "visitMoved",
  "hostChanged",
  "visitSoon",
  "noShowNoted",
  ...(["visitWithout", "wereYouThere", "noPlaceCame"] as const),
  ...(["readinessEnds", "visitHeld", "visitResumed", "visitLapsed"] as const),
] as const;
export const hostNotices = [
  ...(["visitAsked", "visitorBooked", "visitorOff", "visitorsSoon", "handedToYou", "noShowDisputed"] as const),
  ...(["visitorEnds", "visitorHeld", "visitorResumed", "visitorLapsed", "hostingAsked"] as const),
  ...(["visitorsWithout", "whoCame", "keptAsked", "placeToGive", "attendanceDisputed"] as const),
] as const;
/** Of what is written after a visit: it waits to be written, to be looked at for the host, or to be mended; and it was looked at. */
export const learningNotices = ["reflectionDue", "reflectionWaits", "reflectionBack", "reflectionChecked"] as const;
export type LearningNotice = (typeof learningNotices)[number];
/** What somebody can be told of what has to be in place: of their own, and as who confirms it for a colleague. */
export const readyNotices = ["checkConfirmed", "checkRevoked", "agreementChanged"] as const;
export const confirmingNotices = ["checkAsked"] as const;
export const visitNotices = [...visitorNotices, ...hostNotices, ...learningNotices, ...readyNotices, ...confirmingNotices] as const;
export type VisitNotice = (typeof visitNotices)[number];
/** Of these, what stands on Today by itself as long as it waits for an answer; everything else is told there until it was read. */
const owedNotices = [
  "placeOffered",
  "visitAsked",
  "wereYouThere",
  "whoCame",
  "reflectionDue",
  "reflectionWaits",
  "reflectionBack",
] as const satisfies readonly VisitNotice[];
export type ToldNotice = Exclude<VisitNotice, (typeof owedNotices)[number]>;
export const isToldNotice = (kind: Notice["kind"]): kind is ToldNotice => isVisitNotice(kind) && !owedNotices.some((each) => each === kind);
export const isVisitNotice = (kind: Notice["kind"]): kind is VisitNotice => visitNotices.some((each) => each === kind);

/**
 * Of what two sectors do together: what stands on Today by itself as long as it waits (a place to answer for, a question to vote on, a removal to reply to,
 * a way on to choose), and what is told there until it was read.
 */
export const owedProjectNotices = ["projectInvited", "voteAsked", "replyAsked", "wayOnOwed"] as const;
export const toldProjectNotices = [
  ...(["voteDecided", "moneyEnds", "partnerGone", "projectClosed", "cardYours"] as const),
  ...(["placeAnswered", "projectBegan", "projectOff", "replyGiven", "saidCeased"] as const),
] as const;
export const projectNotices = [...owedProjectNotices, ...toldProjectNotices] as const;
export type ProjectNotice = (typeof projectNotices)[number];
export type ToldProjectNotice = (typeof toldProjectNotices)[number];
export const isProjectNotice = (kind: Notice["kind"]): kind is ProjectNotice => projectNotices.some((each) => each === kind);
export const isToldProjectNotice = (kind: Notice["kind"]): kind is ToldProjectNotice => toldProjectNotices.some((each) => each === kind);

/**
 * Of the map, told on Today until it was read: gapMoved: a gap that somebody raised, stands behind or follows stands otherwise, helpAsked: whether what was done about it helped; assetCloses: something
 * that they rely on ends, assetMoved: something that they follow stands otherwise; claimAsked: an organisation says that it runs something, claimAnswered: what was said to that; assetDoubted: somebody
 * says that something is wrong with what an organisation runs; mapWaits: something waits to be looked at.
 */
export const mapNotices = [
  "gapMoved",
  "helpAsked",
  "assetCloses",
  "assetMoved",
  "claimAsked",
  "claimAnswered",
  "assetDoubted",
  "mapWaits",
] as const;
export type MapNotice = (typeof mapNotices)[number];
export const isMapNotice = (kind: Notice["kind"]): kind is MapNotice => mapNotices.some((each) => each === kind);

/** What somebody chose, with the usual for whatever they were not asked about yet. */
export type Wishes = NoticeWishes & { readonly by: Record<NoticeKind, Way> };
/** What holds until somebody chooses: quiet, but what waits for an answer comes at once. */
export const usualWishes: Wishes = {
  by: {
    named: "atOnce",
    invited: "atOnce",
    news: "daily",
    sharing: "atOnce",
    place: "daily",
    ending: "daily",
    lapsed: "daily",
    visit: "atOnce",
    project: "atOnce",
    map: "daily",
    worry: "atOnce",
  },
  digestHour: 8,
  quiet: { hours: { from: 19, to: 7 }, daysOff: [] },
  urgent: false,
};
export function wishesOf({ wishes }: Pick<PersonState, "wishes">): Wishes {
  if (!wishes) return usualWishes;
  const { visit = usualWishes.by.visit, project = usualWishes.by.project, map = usualWishes.by.map } = wishes.by;
  return { ...wishes, by: { ...wishes.by, visit, project, map } };
}

const kindOfNotice: Record<Exclude<Notice["kind"], VisitNotice | ProjectNotice | MapNotice>, NoticeKind> = {
  mentioned: "named",
  sharingEnded: "sharing",
  concern: "worry",
  placeOpened: "place",
  guestAdmitted: "named",
  endingSoon: "ending",
  ranOut: "ending",
  invitationLapsed: "lapsed",
  invitationDeclined: "lapsed",
  sharingAgain: "sharing",
  asked: "named",
  flagged: "named",
  redacted: "named",
  notSent: "named",
  bestInterests: "sharing",
  agreementLapsed: "sharing",
  rolesChanged: "named",
  newcomerWaits: "map",
  letIn: "map",
  wordsWait: "sharing",
  erasureStopped: "sharing",
};
/** What somebody chose for a notice like this one. */
export function choiceFor({ kind }: Pick<Notice, "kind">): NoticeKind {
  if (isVisitNotice(kind)) return "visit";
  if (isMapNotice(kind)) return "map";
  return isProjectNotice(kind) ? "project" : kindOfNotice[kind];
}

const onlyFor: Partial<Record<NoticeKind, Role>> = { ending: "linkWorker", lapsed: "linkWorker", worry: "safeguardingLead" };
/** The kinds that somebody with these roles can meet; residents see no case, own projects with the others, and speak on the map. */
export const kindsFor = (roles: readonly Role[]): NoticeKind[] =>
  roles.every((role) => role === "resident" || role === "steward")
    ? ["project", "map"]
    : noticeKinds.filter((kind) => {
        const only = onlyFor[kind];
        return only === undefined || roles.includes(only);
      });

/** What comes in quiet hours too, where somebody chose so. Not worries alone: the hour of a mail would tell what it is about. */
const urgentKinds: readonly NoticeKind[] = ["worry", "sharing"];
export const comesThrough = (kind: NoticeKind, { urgent }: NoticeWishes): boolean => urgent && urgentKinds.includes(kind);

const hour = 3600_000;
const day = 24 * hour;
const dayOf = (wall: number): number => wall - (wall % day);
const weekdayOf = (wall: number): number => ((new Date(wall).getUTCDay() + 6) % 7) + 1;

/** Whether no mail is wanted at this instant. Hours and days are London's. */
export function isQuiet({ quiet: { hours, daysOff } }: NoticeWishes, at: number): boolean {
  const wall = wallInLondon(at);
  if (daysOff.includes(weekdayOf(wall))) return true;
  if (!hours) return false;
  const now = Math.floor((wall % day) / hour);
  return hours.from < hours.to ? hours.from <= now && now < hours.to : now >= hours.from || now < hours.to;
}

/** The first instant from `at` on at which mail may come. */
export function quietUntil(wishes: NoticeWishes, at: number): number {
  if (!isQuiet(wishes, at)) return at;
  const today = dayOf(wallInLondon(at));
  const ends = Array.from({ length: 9 }, (_, days) => [0, wishes.quiet.hours?.to ?? 0].map((h) => today + days * day + h * hour)).flat();
  return ends.map(atWallInLondon).find((end) => end > at && !isQuiet(wishes, end)) ?? at + day;
}

/** The hour of the daily mail that was last reached, and the next one. */
export function digestsAround({ digestHour }: NoticeWishes, at: number): { last: number; next: number } {
  const today = dayOf(wallInLondon(at));
  const slot = (days: number) => atWallInLondon(today + days * day + digestHour * hour);
  return slot(0) <= at ? { last: slot(0), next: slot(1) } : { last: slot(-1), next: slot(0) };
}

/** Something that waits for somebody, as it stands at this moment. */
export type Thing = {
  readonly kind: NoticeKind;
  /** the conversation, invitation or worry that it belongs to: it counts once in a mail */
  readonly about: string;
  /** since when; ISO */
  readonly at: string;
  /** it was told by mail; `more`: and there is more since, which they have not looked at either */
  readonly told: boolean;
  readonly more?: boolean;
  /** until when it can be answered; ISO. Nothing where that is of no weight */
  readonly until?: string;
} & (
  | { readonly noticeId: string; readonly roomId?: string; readonly speech?: number }
  | { readonly roomId: string; readonly speech: number }
  | { readonly participationId: string }
);

/** Whether a mail about it comes at this instant though no mail is wanted then: somebody chose so for its kind, or it could not be answered any more afterwards. */
export const cantWait = ({ kind, until }: Pick<Thing, "kind" | "until">, wishes: NoticeWishes, at: number): boolean =>
  comesThrough(kind, wishes) || (until !== undefined && Date.parse(until) <= quietUntil(wishes, at));
/** Whoever wants one mail a day about it has so long to answer after that; else it comes at once (ms). */
const toAnswer = 4 * hour;

/** So long a mail that comes at once waits for whoever is looking at it anyway, and for what else comes. Milliseconds. */
const grace = 10_000;
/** Mails that come at once come no closer than this. */
const pause = 5 * 60_000;

export type Round = {
  /** what goes into a mail now; empty: none is sent */
  readonly tell: readonly Thing[];
  /** when to look again; undefined: when something new comes */
  readonly next: number | undefined;
  /** the hour of a daily mail that is dealt with */
  readonly slot: number;
};

/** Whether a mail goes out now, about what, and when to look again. `slot`: the daily mail that was last dealt with, 0 for none. */
export function roundFor(person: PersonState, things: readonly Thing[], { now, slot }: { now: number; slot: number }): Round {
  const wishes = wishesOf(person);
  const quiet = isQuiet(wishes, now);
  const { last, next } = digestsAround(wishes, now);
  const waits = last > Math.max(slot, Date.parse(person.since) || 0);
  const daily = waits && !quiet;
  const open = things.filter((thing) => wishes.by[thing.kind] !== "product" && (!thing.told || thing.more));
  const earliest = (Date.parse(person.told.at) || 0) + pause;
  const mayAt = (thing: Thing): number => {
    const at = Math.max(Date.parse(thing.at) + grace, earliest, now);
    return cantWait(thing, wishes, at) ? at : quietUntil(wishes, at);
  };
  const nextDaily = quietUntil(wishes, waits && quiet ? now : next);
  const hurries = ({ until }: Thing): boolean => until !== undefined && Date.parse(until) < nextDaily + toAnswer;
  const atOnce = open.filter((thing) => (wishes.by[thing.kind] === "atOnce" || hurries(thing)) && !thing.told);
  const tell = daily ? open : atOnce.filter((thing) => mayAt(thing) === now);
  const later = atOnce.filter((thing) => !tell.includes(thing)).map(mayAt);
  const wanted = noticeKinds.some((kind) => wishes.by[kind] !== "product");
  return { tell, next: wanted ? Math.min(nextDaily, ...later) : undefined, slot: daily ? last : slot };
}
