import { contains, type Snippet, snippetOf, type Term } from "@linkwork/shared/cases/search.ts";
import { mayHost } from "@linkwork/shared/exchange/rules.ts";
import { looksAfterNote, looksAfterWords, parts } from "@linkwork/shared/exchange/rules-learning.ts";
import * as rules from "@linkwork/shared/exchange/rules-reflection.ts";
import type { Dated, Host, Theme } from "@linkwork/shared/exchange/schema.ts";
import type { NoteAuthor, Part } from "@linkwork/shared/exchange/schema-learning.ts";
import type { DetailReason, Says, Side } from "@linkwork/shared/exchange/schema-reflection.ts";
import type { LearningState } from "@linkwork/shared/exchange/state-learning.ts";
import type { ReflectionState, ReflectionStatus } from "@linkwork/shared/exchange/state-reflection.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { OpportunityId, ReflectionId } from "@linkwork/shared/kernel/ids.ts";

/** What somebody is to a reflection: whoever writes it, the host's people who look at it, or the other side that reads it once it was checked. */
type Standing = "author" | "host" | "reader";
/** A reflection in a list: whose, of which visit, and how it stands; no word of it. */
export type ReflectionRow = {
  reflectionId: ReflectionId;
  opportunityId: OpportunityId;
  side: Side;
  title: string;
  status: Exclude<ReflectionStatus, "absent">;
  date: Dated;
  hostName: string;
  visitorName: string;
  standing: Standing;
  /** of the host's people: who reads it for their organisation hosts it */
  hosts: boolean;
  owed: "write" | "mend" | "check" | null;
};

const standingOf = (state: ReflectionState, actor: Actor): Standing | undefined => {
  if (rules.mayWrite(state, actor)) return "author";
  if (!rules.mayReadSays(state, actor)) return undefined;
  return mayHost(state.visited?.host ?? null, actor) ? "host" : "reader";
};

/** One row; undefined for who may not read it, and for what is over. */
export function reflectionRowOf(state: ReflectionState, actor: Actor, now: string): ReflectionRow | undefined {
  const { visited, status } = state;
  const standing = standingOf(state, actor);
  if (!visited || !standing || status === "absent" || status === "withdrawn") return undefined;
  // what was sent of it is still there, for its author to take back
  if (status === "closed" && !state.sent) return undefined;
  const { reflectionId, opportunityId, side, title, date, host, visitor } = visited;
  return {
    ...{ reflectionId, opportunityId, side, title, status, date, hostName: host.name, visitorName: visitor.name, standing },
    ...{ hosts: mayHost(host, actor), owed: rules.owes(state, actor, now) ?? null },
  };
}

type Step = "submitReflection" | "sendReflectionBack" | "checkReflection" | "withdrawReflection" | "lessenReflection";
/** A reflection as somebody reads it who may. */
export type ReflectionPage = Omit<ReflectionRow, "owed" | "hostName" | "visitorName"> & {
  theme: Theme;
  host: Host;
  visitor: { name: string; orgName: string };
  contact: string | null;
  /** who wrote it; null as long as nobody has, and for the other side where it isn't signed */
  author: string | null;
  /** null where nothing is there to be read */
  sent: { says: Says; share: "learning" | "between"; signed: boolean; at: string } | null;
  takenOut: readonly Part[];
  version: number;
  /** what its author is asked to take out */
  asked: { reason: DetailReason; words?: string | undefined } | null;
  can: Step[];
  /** the host's own, and somebody else looks at it */
  own: boolean;
  /** the people and places of the visit, which may stand in it */
  names: string[];
};

/** `others`: somebody else works for the host. */
export function reflectionPageOf(state: ReflectionState, actor: Actor, others: boolean): ReflectionPage | undefined {
  const { visited, status, author, version } = state;
  const standing = standingOf(state, actor);
  if (!visited || !standing || status === "absent") return undefined;
  const { reflectionId, opportunityId, side, title, theme, date, host, visitor, contact, deputy } = visited;
  const hosts = mayHost(host, actor);
  const named = standing !== "reader" || state.sent?.signed === true;
  const looks = hosts && rules.mayLookAt(state, actor, { version, others }) === true;
  const can: Step[] = [
    ...(standing === "author" ? (["submitReflection"] as const) : []),
    ...(standing === "author" && rules.mayWithdraw(state, actor) === true ? (["withdrawReflection"] as const) : []),
    ...(looks ? (["sendReflectionBack", "checkReflection"] as const) : []),
    // of what became a note, words are taken out there
    ...(status === "kept" && looksAfterWords(host, actor) ? (["lessenReflection"] as const) : []),
  ];
  return {
    ...{ reflectionId, opportunityId, side, title, theme, status, date, host, standing, hosts, version },
    visitor: { name: visitor.name, orgName: visitor.orgName },
    contact: contact?.name ?? null,
    author: named ? (author?.name ?? null) : null,
    sent: rules.mayReadSays(state, actor) ? state.sent : null,
    takenOut: state.takenOut,
    asked: standing === "author" ? state.asked : null,
    can: can.filter((step) => rules.mayStepReflection(state, step) === true),
    own: hosts && status === "submitted" && author?.personId === actor.personId && others,
    names: [visitor.name, visitor.orgName, host.name, title, ...[contact, deputy].flatMap((each) => each?.name ?? [])],
  };
}

/** A note as everybody reads it who works somewhere. */
export type NoteRow = {
  reflectionId: ReflectionId;
  opportunityId: OpportunityId;
  side: Side;
  title: string;
  theme: Theme;
  host: Host;
  startsAt: string;
  zone: string;
  /** when it was published; ISO */
  at: string;
  says: Partial<Record<Part, string | undefined>>;
  takenOut: Part[];
  author: NoteAuthor | null;
  /** its author took it back */
  unsigned: boolean;
  /** where what was looked for stands */
  hits: { part: Part; snippet: Snippet }[];
};

/** One note; undefined where it isn't there, or has not all of what is looked for. */
export function noteOf({ about, says, at, author, unsigned, takenOut }: LearningState, terms: readonly Term[] = []): NoteRow | undefined {
  if (!about) return undefined;
  const all = [about.title, about.host.name, author?.name, author?.orgName, ...parts.map((part) => says[part])];
  if (terms.length > 0 && !contains(all.filter((each) => each !== undefined).join("\n"), terms)) return undefined;
  const hits = terms.length === 0 ? [] : parts.map((part) => ({ part, snippet: snippetOf(says[part] ?? "", terms) }));
  return {
    ...{ ...about, at, says, author, unsigned },
    takenOut: parts.filter((part) => takenOut[part]),
    hits: hits.filter(({ snippet }) => snippet.ranges.length > 0),
  };
}

/** A note on its own page, with what its reader can do about it. */
export type NotePage = NoteRow & { head: number; mends: boolean /** the visit can still be looked at */; visit: boolean };
export function notePageOf(state: LearningState, actor: Actor, visit: boolean): NotePage | undefined {
  const row = noteOf(state);
  return row && { ...row, head: state.head, mends: looksAfterNote(state, actor), visit };
}
