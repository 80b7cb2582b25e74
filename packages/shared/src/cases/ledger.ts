import type { EventId, OrgId, PersonId } from "../kernel/ids.ts";
import type { Compartment } from "../kernel/room.ts";
import type { KeepingEvent } from "./keeping.ts";
import type { BrowsingMark } from "./rules-browsing.ts";
import type { AccessEvent, CaseEvent } from "./schema.ts";
import { compartmentWords } from "./words.ts";
import { relationWords } from "./words-browsing.ts";
import { keepingDid, keepingTried } from "./words-keeping.ts";
import { triedWords } from "./words-tried.ts";

/** What the records of a case tell apart: looks, what was done in the conversation, and what was decided about how long it is kept. */
export type LedgerWhat = AccessEvent["body"]["what"] | CaseEvent["type"] | KeepingEvent["type"];

/** One line of "who has seen what". Names as they stand in the records of that time; who is not in the case is never named. */
export type LedgerEntry = {
  id: EventId;
  /** UTC */
  at: string;
  /** a name only for whom the reader may know; without an organisation it is somebody without any access */
  who: { personId?: PersonId; name?: string; orgId?: OrgId; orgName?: string };
  what: LedgerWhat;
  refused: boolean;
  /** somebody whom the person wants kept away; said only to the organisation that leads, so that no paper names them */
  away?: true;
  /** the call that was refused */
  asked?: string;
  /** why somebody who isn't in the case looks */
  why?: AccessEvent["body"]["why"];
  /** what is worth asking about; said only to the information lead of the organisation that leads */
  marks?: readonly BrowsingMark[];
  /** how many messages were shown */
  messages?: number;
  /** the organisations that a yes or an invitation is about */
  about?: readonly string[];
  /** more than one refusal in one line: how many, and the hour that they fell in (UTC, its start) */
  times?: number;
  since?: string;
  /** left out for the general one */
  compartment?: Compartment;
};

export const ledgerKinds = ["read", "written", "sharing", "kept", "refused", "checked", "marked"] as const;
export type LedgerKind = (typeof ledgerKinds)[number];

export const kindWords: Record<LedgerKind, string> = {
  read: "what was read",
  written: "what was written",
  sharing: "who was let in or out",
  kept: "how long it is kept",
  refused: "who was refused",
  checked: "who looked at this page",
  marked: "what is worth asking about",
};

const sharing = /^(consent|sharingRested|bestInterests|rest|participation|organisation|invitation|colleague|agreement|case|guest)/;
const checks: readonly LedgerWhat[] = ["ledger", "verified", "reason"];
const looks: readonly LedgerWhat[] = [
  ...(["read", "file", "search", "opened", "closed", "client", "sharing", "listed"] as const),
  ...(["lookup", "request", "pack", "export"] as const),
];
/** What is decided about a case's time, and who looked at that. Not for the paper that the person takes home: a hold may be the police's. */
export const ofKeeping = (what: LedgerWhat): boolean =>
  what === "keeping" || what === "certificate" || what === "caseErased" || Object.hasOwn(keepingDid, what);

/** Whether a line tells of that, be it that somebody tried and was refused. */
export const tellsOfKeeping = ({ what, asked }: Pick<LedgerEntry, "what" | "asked">): boolean =>
  ofKeeping(what) || (asked !== undefined && Object.hasOwn(keepingTried, asked));

/** Under which heading a line falls; that it is worth asking about is said beside that. */
export function ledgerKindOf({ refused, what }: Pick<LedgerEntry, "refused" | "what">): Exclude<LedgerKind, "marked"> {
  if (refused) return "refused";
  if (checks.includes(what)) return "checked";
  if (looks.includes(what)) return "read";
  if (ofKeeping(what)) return "kept";
  return sharing.test(what) ? "sharing" : "written";
}

const count = (n: number, one: string, many: string): string => (n === 1 ? `one ${one}` : `${n} ${many}`);
export const messagesWords = (n: number): string => count(n, "message", "messages");
const list = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

/** Who it was: by name, as somebody of an organisation, or as somebody. */
export function whoWords({ name, orgName }: LedgerEntry["who"]): string {
  if (name) return orgName ? `${name}, ${orgName}` : name;
  return orgName ? `somebody of ${orgName}` : "somebody without access";
}

/** What was done about the person's request for a copy, by the command's name. */
const requestDid: Readonly<Record<string, string>> = {
  startRequest: "noted that the person asked for a copy of what is held",
  markPart: "went through what is held, for the copy that the person asked for",
  moveRequest: "noted how it stands with the copy that the person asked for",
};

type Did = (entry: LedgerEntry) => string;
const withWhom = ({ about }: LedgerEntry): string => (about && about.length > 0 ? ` with ${list(about)}` : "");

/** What was done, after the name of who did it. A new record or event has no sentence until it is written here. */
const did: Record<LedgerWhat, Did> = {
  read: ({ messages = 0 }) => (messages > 0 ? `read ${messagesWords(messages)}` : "looked whether there was anything new"),
  opened: ({ messages = 0 }) => `opened the conversation${messages > 0 ? ` and read ${messagesWords(messages)}` : ""}`,
  closed: ({ messages = 0 }) =>
    `closed the conversation${messages > 0 ? `; ${messagesWords(messages)} came while it was open` : "; nothing came while it was open"}`,
  client: () => "looked up who the person is",
  sharing: () => "looked up what can be stopped",
  listed: () => "saw the case in their list",
  ledger: () => "looked at who has seen what",
  verified: () => "checked that nothing was changed in these records",
  keeping: () => "looked at how long the case is kept",
  certificate: () => "looked at the certificate of its erasure",
  export: () => "opened what their own organisation had written",
  ...keepingDid,
  caseErased: () => "erased the conversation",
  lookup: () => "looked up by their number whether the person is known",
  reason: ({ why }) =>
    why
      ? `said why they look: because ${relationWords[why.relation].ledger}${why.words ? ` (“${why.words}”)` : ""}${why.knows ? "; they know the person outside work" : ""}`
      : "said why they look",
  request: ({ asked = "" }) => requestDid[asked] ?? "looked at the person's request for a copy",
  pack: ({ why }) =>
    why
      ? `made a copy of what their organisation wrote and read, because ${relationWords[why.relation].ledger}`
      : "read all of it, to make the copy that the person asked for",
  command: () => "tried something",
  file: () => "fetched a file",
  search: () => "searched, and read what was found",
  fileAdded: () => "sent a file",
  fileChecked: () => "looked at a file that was sent",
  compartmentOpened: () => "began this place",
  sharingFollowed: () => "took over who is in the case",
  messagePosted: () => "wrote a message",
  messageEdited: () => "changed a message of their own",
  messageRedacted: () => "took the words out of a message",
  acknowledged: () => "said that they have read and understood a message",
  reactionSet: () => "put a mark on a message",
  messagePinned: () => "put a message into the agreed summary",
  messageUnpinned: () => "took a message out of the agreed summary",
  topicOpened: () => "began a topic",
  topicResolved: () => "noted that a topic is settled",
  topicReopened: () => "opened a topic again",
  caseOpened: () => "opened the case",
  consentProposed: (entry) => `noted that the person was asked about sharing${withWhom(entry)}`,
  consentGiven: (entry) => `noted the person's yes to sharing${withWhom(entry)}`,
  consentRefused: (entry) => `noted the person's no to sharing${withWhom(entry)}`,
  consentPaused: (entry) => `noted a pause of sharing${withWhom(entry)}`,
  consentResumed: (entry) => `noted the person's yes, again, to sharing${withWhom(entry)}`,
  consentNarrowed: (entry) => `noted that the person shares less${withWhom(entry)}`,
  consentWithdrawn: (entry) => `noted that the person stopped sharing${withWhom(entry)}`,
  consentMarkedInError: (entry) => `noted that a yes was recorded by mistake: sharing${withWhom(entry)}`,
  receiptTranslated: () => "kept the person's paper in another language",
  organisationInvited: ({ about = [] }) => `invited ${list(about) || "an organisation"}`,
  participationJoined: () => "came into the conversation",
  invitationDeclined: () => "answered that they can't take part",
  participationLeft: () => "left the conversation",
  colleagueAdded: () => "brought a colleague in",
  colleagueGone: () => "noted that a colleague doesn't take part any more",
  guestAdmitted: ({ about = [] }) => `let ${list(about) || "somebody"} in as a guest`,
  guestEnded: ({ about = [] }) => `ended the time of ${list(about) || "a guest"}`,
  agreementNoted: () => "noted an information-sharing agreement",
  // never shown as itself
  doubtNoted: () => "noted an information-sharing agreement",
  keptAwayNoted: () => "noted what the person said about who takes part",
  sharingRested: () => "put sharing on hold",
  bestInterestsRecorded: () => "recorded what is best for the person",
  restEnded: () => "noted that sharing goes on",
};

const tried = ({ what, asked }: LedgerEntry): string => {
  if (what === "read" || what === "opened") return "read the conversation";
  if (what === "client") return "look up who the person is";
  if (what === "ledger") return "look at who has seen what";
  if (what === "reason") return "look without saying why";
  if (what === "lookup") return "look up by their number whether the person is known";
  return (asked && (triedWords as Record<string, string>)[asked]) || "do something here";
};

/** The sentence of a line, after its name: "read 14 messages", "was refused: tried to write a message". */
export function didWords(entry: LedgerEntry): string {
  const often = entry.times ? ` ${entry.times} more times within an hour` : "";
  const where = entry.compartment ? ` (${compartmentWords[entry.compartment].toLocaleLowerCase("en-GB")})` : "";
  return `${entry.refused ? `was refused${often}: tried to ${tried(entry)}` : did[entry.what](entry)}${where}`;
}

/** Something that doesn't fit: an entry that was changed (or taken out, or moved), a tail that was cut off, a stretch that isn't the one that was there. */
export type LedgerFind = {
  /** the conversation, the records of who looked, the person's requests for a copy; or a worry about somebody's safety, on its own page */
  where: "talk" | "looks" | "requests" | "worry";
  /** which of the places beside the conversation it is; said only to who may know of it */
  compartment?: Compartment;
  kind: "changed" | "cut" | "replaced";
  /** first and last entry; only for who may know how many there are */
  seq?: number;
  to?: number;
  /** the last entry before it that fits; UTC */
  after?: string;
  /** the day on which it was kept how it should be, "2026-11-12" */
  day?: string;
};
/** What came of a check. */
export type LedgerCheck = {
  scope: "all" | "own";
  /** UTC */
  checkedAt: string;
  /** how many entries were checked, of those that the reader may see, and when the last was made (UTC) */
  entries: number;
  until?: string;
  finds: readonly LedgerFind[];
  /** the newest day whose kept end was compared; none while none was kept */
  sealedOn?: string;
  /** whether the records still go through the seal that was brought along */
  kept?: boolean;
};

const date = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "Europe/London" });
const moment = new Intl.DateTimeFormat("en-GB", {
  ...({ weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" } as const),
  timeZone: "Europe/London",
});
const dayWords = (day: string): string => date.format(new Date(`${day}T12:00:00Z`));
const momentWords = (at: string): string => moment.format(new Date(at));
const whereWords = {
  talk: "the conversation",
  looks: "the records of who looked",
  worry: "this record",
  requests: "what was noted of the person's requests for a copy",
} as const;

function findWords({ where, compartment, kind, seq, to, after, day }: LedgerFind): string {
  const place = compartment ? `the notes on ${compartmentWords[compartment].toLocaleLowerCase("en-GB")}` : whereWords[where];
  const from = day ? ` on ${dayWords(day)}` : "";
  const stretch = seq === undefined ? undefined : to === undefined || to === seq ? `Entry ${seq}` : `Entries ${seq} to ${to}`;
  const many = stretch?.startsWith("Entries") ? "are" : "is";
  if (kind === "changed") {
    const when = after ? ` It comes after ${momentWords(after)}.` : "";
    return `${stretch ?? "An entry"} of ${place} was changed, taken out or moved.${when} What comes after it can't be trusted.`;
  }
  if (kind === "cut") return `${stretch ?? "The end"} of ${place} ${many} missing. It was there${from}.`;
  return `${stretch ?? "A part"} of ${place} ${many} not what was there${from}.`;
}

/** The answer to "Check that nothing was changed", sentence by sentence. */
export function checkWords({ finds, entries, until, sealedOn, kept, scope }: LedgerCheck): string[] {
  const whole = finds.length === 0 && kept !== false;
  const whose = scope === "own" ? " of your organisation" : "";
  return [
    whole ? "Nothing was changed." : "Something was changed from outside. Tell whoever runs Linkwork for you, and keep this page.",
    ...finds.map(findWords),
    ...(kept === false ? ["These records don't go through the seal that you kept. Something before that day was changed or cut off."] : []),
    ...(kept === true ? ["They go through the seal that you kept."] : []),
    `${count(entries, `entry${whose} was`, `entries${whose} were`)} checked${until ? `, up to ${momentWords(until)}` : ""}, each with the one before it.`,
    sealedOn
      ? `They were also compared with where they ended on ${dayWords(sealedOn)}, which is kept apart from them.`
      : "No seal has been kept yet. The first one is kept within a day.",
  ].map((sentence) => sentence.charAt(0).toUpperCase() + sentence.slice(1));
}

/** The file that an information lead keeps outside, line by line. */
export const sealWords = (seal: {
  day: string;
  orgName: string;
  root: string;
  leaves: readonly { caseId: string; leaf: string }[];
}): string =>
  [
    `Linkwork: the seal of ${dayWords(seal.day)} for ${seal.orgName}`,
    "",
    "Keep this file somewhere safe outside Linkwork. It says nothing about anybody. With it you can show later that the records of",
    'who has seen what were not changed or cut short: open "Who has seen what" of a case, choose "Check against a seal that you kept",',
    "and give it this file.",
    "",
    `Seal of the day: ${seal.root}`,
    `Cases: ${seal.leaves.length}`,
    "",
    ...seal.leaves.map(({ caseId, leaf }) => `${caseId} ${leaf}`),
    "",
  ].join("\n");

/** What such a file says of a case. */
export const keptOf = (file: string, caseId: string): string | undefined =>
  new RegExp(`^${caseId} ([0-9a-f]{64})\\s*$`, "m").exec(file)?.[1];
