import { blankedNumbers } from "../clients/numbers.ts";
import type { CaseId, RoomId } from "../kernel/ids.ts";
import { subjectOf } from "../kernel/room.ts";
import type { CaseEvent } from "./schema.ts";
import { admissionOf } from "./sharing.ts";
import type { CaseState } from "./state.ts";

/** What is looked for: one word, or several in a row that stood in quotes. Folded; `word` when it has to begin where a word begins. */
export type Term = { readonly text: string; readonly word: boolean };
/** Where a term stands in a text: first and one past the last, in UTF-16 units. */
export type Range = readonly [from: number, to: number];
/** A piece of a text around what was found, and where in the piece it stands. */
export type Snippet = { readonly text: string; readonly ranges: readonly Range[] };
/** A text of a room that can be found: what was said (in its newest version), a topic's title, an entry of the agreed summary. */
export type Findable = { readonly kind: "message" | "topic" | "summary"; readonly event: CaseEvent; readonly text: string };

/** Something that was found in a conversation, as it is shown. */
export type Hit = {
  roomId: RoomId;
  caseId: CaseId;
  /** the line by which the case is known */
  title: string;
  kind: Findable["kind"];
  /** where the room opens: the message, the topic's beginning, the message that was put into the summary */
  seq: number;
  at: string;
  author: { name: string; org: string; sector: string };
  snippet: Snippet;
};

/** Fewest and most characters of what is looked for. */
export const shortest = 2;
export const longest = 100;
const snippetLength = 160;

const other: Readonly<Record<string, string>> = {
  ...{ ł: "l", ø: "o", đ: "d", ħ: "h", ı: "i", æ: "ae", œ: "oe", ß: "ss", ς: "σ" },
  ...{ "’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-" },
};
/** Accents, vowel points and what can't be seen. Not the vowels of Indic scripts, which are letters to who reads them. */
const unread =
  /[\u0300-\u036f]|[\u0483-\u0489]|[\u0591-\u05c7]|[\u0610-\u061a\u064b-\u065f\u0670]|[\u06d6-\u06dc]|[\u06df-\u06e4]|[\u06ea-\u06ed]|[\u1ab0-\u1aff]|[\u1dc0-\u1dff]|[\u20d0-\u20ff]|[\ufe00-\ufe0f]|[\ufe20-\ufe2f]|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
const plain = /^[\u0020-\u007e\t\r\n]*$/;
const blank = /\s/;
const folded = new Map<string, string>();

/** One character as it is compared: small, without accents; nothing for what can't be seen. */
function foldOne(char: string): string {
  const known = folded.get(char);
  if (known !== undefined) return known;
  const small = [...char.normalize("NFKD").replace(unread, "").toLowerCase().replace(unread, "")];
  const to = small
    .map((c) => other[c] ?? c)
    .join("")
    .replace(/\s+/g, " ");
  if (folded.size > 5_000) folded.clear();
  folded.set(char, to);
  return to;
}

/** Calls for each character with what it folds to; blanks in a row are one. */
function eachFolded(text: string, take: (to: string, from: number, end: number) => void): void {
  let at = 0;
  let afterBlank = false;
  for (const char of text) {
    const to = foldOne(char);
    const isBlank = to === " ";
    if (to !== "" && !(isBlank && afterBlank)) take(to, at, at + char.length);
    if (to !== "") afterBlank = isBlank;
    at += char.length;
  }
}

/** A text as it is compared: "Zoë’s  CAFÉ" and "zoe's cafe" are the same. */
export function fold(text: string): string {
  if (plain.test(text)) return text.toLowerCase().replace(/\s+/g, " ");
  let all = "";
  eachFolded(text, (to) => {
    all += to;
  });
  return all;
}

/** The same, with the place in the text from which each of its characters comes. */
function foldWithPlaces(text: string): { all: string; from: number[]; end: number[] } {
  let all = "";
  const from: number[] = [];
  const end: number[] = [];
  eachFolded(text, (to, start, stop) => {
    all += to;
    for (let i = 0; i < to.length; i++) {
      from.push(start);
      end.push(stop);
    }
  });
  return { all, from, end };
}

const letter = /[\p{L}\p{N}]/u;
/** Scripts that are written without blanks between words: there a word may begin anywhere. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const edges = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;

function termOf(words: string): Term[] {
  const bare = words.replace(edges, "");
  const text = bare === "" ? words.trim() : bare;
  const first = String.fromCodePoint(text.codePointAt(0) ?? 32);
  return text === "" ? [] : [{ text, word: letter.test(first) && !unspaced.test(first) }];
}

/** What somebody looks for: words, each the beginning of one, and phrases in quotes. All of them must be there. Empty if nothing in it can be looked for. */
export function termsOf(text: string): Term[] {
  const terms = fold(text)
    .split('"')
    .flatMap((part, i) => (i % 2 === 1 ? termOf(part) : part.split(" ").flatMap(termOf)));
  return terms.filter((term, i) => terms.findIndex((t) => t.text === term.text) === i);
}

/** Whether the character that ends before this place belongs to a word. */
function inWord(all: string, at: number): boolean {
  const unit = all.charCodeAt(at - 1);
  return letter.test(unit >= 0xdc00 && unit <= 0xdfff ? all.slice(at - 2, at) : all.charAt(at - 1));
}

function placeOf(all: string, term: Term, after: number): number {
  for (let at = all.indexOf(term.text, after); at >= 0; at = all.indexOf(term.text, at + 1)) {
    if (at === 0 || !term.word || !inWord(all, at)) return at;
  }
  return -1;
}

/** Whether all of it stands in a text. */
export function contains(text: string, terms: readonly Term[]): boolean {
  const all = fold(text);
  return terms.every((term) => placeOf(all, term, 0) >= 0);
}

/** Every place where one of the terms stands, in order, none in another. */
function placesIn(text: string, terms: readonly Term[]): Range[] {
  const { all, from, end } = foldWithPlaces(text);
  const found: Range[] = [];
  for (const term of terms) {
    for (let at = placeOf(all, term, 0); at >= 0 && found.length < 500; at = placeOf(all, term, at + term.text.length)) {
      const last = at + term.text.length - 1;
      // an accent that follows as a character of its own is part of the letter
      found.push([from[at] ?? 0, Math.max(end[last] ?? 0, from[last + 1] ?? text.length)]);
    }
  }
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return found.filter(([start], i) => found.slice(0, i).every((before) => before[1] <= start));
}

/** A piece of the text with as much of what was found as fits, cut between words, with "…" where it was cut. */
export function snippetOf(text: string, terms: readonly Term[]): Snippet {
  const places = placesIn(text, terms);
  if (text.length <= snippetLength) return { text, ranges: places };
  const within = (start: number) => places.filter((p) => p[0] >= start && p[1] <= start + snippetLength - 20).length;
  let best = places[0]?.[0] ?? 0;
  for (const [start] of places) if (within(start) > within(best)) best = start;
  const from = cutAt(text, Math.max(0, best - 40), best);
  const to = from + snippetLength >= text.length ? text.length : cutAt(text, from + snippetLength - 15, from + snippetLength);
  const before = from > 0 ? "…" : "";
  const ranges = places
    .filter(([a, b]) => b > from && a < to)
    .map(([a, b]): Range => [Math.max(a, from) - from + before.length, Math.min(b, to) - from + before.length]);
  return { text: `${before}${text.slice(from, to)}${to < text.length ? "…" : ""}`, ranges };
}

/** The first beginning of a word between two places; else the first, not within a character. */
function cutAt(text: string, first: number, last: number): number {
  if (first === 0) return 0;
  for (let at = first; at <= last; at++) if (blank.test(text.charAt(at - 1))) return at;
  const unit = text.charCodeAt(first);
  return unit >= 0xdc00 && unit <= 0xdfff ? first - 1 : first;
}

/**
 * Goes through a room's events from the newest to the oldest and gives the texts that stand: of an edited message the newest words, of the summary what
 * is in it now. Nobody is found by a CHI or NHS number that somebody wrote: none of its digits is there to be found, nor shown with what is.
 */
export function createReading(state: CaseState): (event: CaseEvent) => Findable | undefined {
  const newest = new Map<number, string>();
  const findable = (kind: Findable["kind"], event: CaseEvent, text: string): Findable => ({ kind, event, text: blankedNumbers(text) });
  return (event) => {
    switch (event.type) {
      case "messageEdited":
        if (!newest.has(event.body.messageSeq)) newest.set(event.body.messageSeq, event.body.text);
        return undefined;
      case "messagePosted":
        return findable("message", event, newest.get(event.seq) ?? event.body.text);
      case "topicOpened":
        return findable("topic", event, event.body.title);
      case "messagePinned":
        return state.pins.some((pin) => pin.pinned.seq === event.seq) ? findable("summary", event, event.body.text) : undefined;
      default:
        return undefined;
    }
  };
}

/** The line by which a case is known in lists. */
export const titleOf = (state: Pick<CaseState, "label" | "need">): string => `${state.label} · ${state.need}`;

/** What was found, with whose it is, as the case itself knows them. */
export function hitOf({
  found: { kind, event, text },
  roomId,
  state,
  terms,
}: {
  found: Findable;
  roomId: RoomId;
  state: CaseState;
  terms: readonly Term[];
}): Hit {
  const { personId, orgId } = event.actor;
  const places = Object.values(state.participations).filter((p) => p.orgId === orgId);
  const place = places.at(-1);
  const guest = admissionOf(state, event.actor);
  const name = places.flatMap((p) => p.members).find((m) => m.personId === personId)?.name;
  return {
    roomId,
    caseId: subjectOf(roomId) as CaseId,
    title: titleOf(state),
    kind,
    seq: event.type === "messagePinned" ? event.body.messageSeq : event.seq,
    at: event.at,
    author: {
      name: name ?? guest?.name ?? place?.name ?? "",
      org: place?.name ?? guest?.orgName ?? "",
      sector: place?.sector ?? guest?.sector ?? "third",
    },
    snippet: snippetOf(text, terms),
  };
}
