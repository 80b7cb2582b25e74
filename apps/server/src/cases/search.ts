import { editWindow, readableFrom } from "@linkwork/shared/cases/rules.ts";
import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import type { Search, SearchCursor } from "@linkwork/shared/cases/schema-search.ts";
import {
  contains,
  createReading,
  type Findable,
  type Hit,
  hitOf,
  type Snippet,
  snippetOf,
  type Term,
  termsOf,
  titleOf,
} from "@linkwork/shared/cases/search.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { CaseId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { caseRoom } from "@linkwork/shared/kernel/room.ts";
import { type Clock, iso } from "../kernel/clock.ts";
import type { OpenRoom, Rooms } from "../kernel/room.ts";
import { presentState } from "./present.ts";
import type { CaseViews } from "./views.ts";

/** A case whose own line holds what is looked for. */
type FoundCase = { caseId: CaseId; title: Snippet };
export type Found = {
  /** only with the first page */
  cases: FoundCase[];
  /** newest first */
  hits: Hit[];
  /** there is more to look through */
  cursor: SearchCursor | undefined;
  /** the time was up: everything after this instant was looked at */
  backTo: string | undefined;
};

/** As many calls as a search counts for, beside the one that it is. */
export const searchWeight = 4;
const pageSize = 20;
const casesShown = 20;
/** Rooms that are read at a time, and how much of each. A step keeps the node busy for a few milliseconds. */
const roomsAtOnce = 4;
const commitsAtOnce = 128;
/** For how long it is looked before somebody is told how far it came (ms). */
const patience = 700;

/** The rooms of cases that there are: the conversation, and the places beside it that have been begun. Each is judged when it is opened. */
async function roomsOf(views: CaseViews, caseIds: readonly CaseId[]): Promise<RoomId[]> {
  const begun = await views.compartmentsIn(caseIds);
  return caseIds.flatMap((caseId) => [caseRoom(caseId), ...(begun.get(caseId) ?? []).map((part) => caseRoom(caseId, part))]);
}

/** A place in all rooms together, from the newest on: of two at the same instant the order of rooms decides. */
type Place = { at: string; roomId: string; seq: number };
const newerFirst = (a: Place, b: Place): number =>
  a.at !== b.at ? (a.at < b.at ? 1 : -1) : a.roomId !== b.roomId ? (a.roomId < b.roomId ? -1 : 1) : b.seq - a.seq;

/** A room that is being looked through: everything up to `place` was. */
type Reader = {
  room: OpenRoom<CaseState>;
  state: CaseState;
  reading: ReturnType<typeof createReading>;
  before: number | undefined;
  place: Place;
  /** where it could be gone on, with the instant up to which that leaves nothing out */
  marks: (SearchCursor["rooms"][number] & { at: string })[];
};
type Deps = { rooms: Rooms; views: CaseViews; clock: Clock };
/** A hit while it waits to be shown, with its own place. */
type Waiting = { place: Place; found: Findable; reader: Reader };

/** Looks for words in the cases that somebody may read, from the newest on. Each room is opened as for reading, and judged again before anything of it is answered. */
export async function search({ rooms, views, clock }: Deps, actor: Actor, { text, caseId, cursor }: Search): Promise<Found> {
  const began = clock.now();
  const terms = termsOf(text);
  const ids = await roomsOf(views, caseId ? [caseId] : await views.casesFor(actor));
  const open = await rooms.openAll<CaseState>(actor, ids);
  // a case that somebody names and may not read answers as at every door
  if (caseId && open.length === 0) open.push(await rooms.open<CaseState>(actor, caseRoom(caseId)));
  const readers = open.map((room) => readerOf(room, cursor));
  const cases = cursor || caseId ? [] : titled(readers, terms);
  const start = readers.map((r) => r.place).sort(newerFirst)[0];
  let hits: Waiting[] = [];

  const step = async (reader: Reader) => {
    if (reader.before === undefined) return;
    const { roomId } = reader.room;
    const { events, before } = await rooms.back({ room: reader.room, before: reader.before, commits: commitsAtOnce });
    for (const event of (events as unknown as CaseEvent[]).reverse()) {
      const found = reader.reading(event);
      const place = { at: event.at, roomId, seq: event.seq };
      if (cursor && newerFirst(place, cursor) <= 0) continue;
      reader.place = place;
      if (found && contains(found.text, terms)) hits.push({ place, found, reader });
    }
    reader.before = before;
    if (before !== undefined) reader.marks.push({ roomId, before, at: events.at(-1)?.at ?? "" });
  };
  // the sharing ended while it was looked through: the last look, below, leaves out what was found by then
  const gently = (reader: Reader) =>
    step(reader).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
      reader.before = undefined;
    });

  for (;;) {
    const going = readers.filter((r) => r.before !== undefined).sort((a, b) => newerFirst(a.place, b.place));
    const [front] = going;
    hits = hits.sort((a, b) => newerFirst(a.place, b.place));
    const ready = front ? hits.filter((hit) => newerFirst(hit.place, front.place) <= 0) : hits;
    const last = ready[pageSize - 1];
    if (last && ready.length > pageSize)
      return shown({ cases, hits: ready.slice(0, pageSize), cursor: cursorAt(last.place, readers), backTo: undefined });
    if (!front) return shown({ cases, hits: ready, cursor: undefined, backTo: undefined });
    if (start && newerFirst(start, front.place) < 0 && clock.now() - began > patience)
      return shown({ cases, hits: ready, cursor: cursorAt(front.place, readers), backTo: front.place.at });
    await Promise.all(going.slice(0, roomsAtOnce).map(gently));
  }

  /** What is shown is on record first, and is judged once more then. */
  async function shown(page: Omit<Found, "hits"> & { hits: Waiting[] }): Promise<Found> {
    const spans = new Map<RoomId, number[]>(page.cases.map((c) => [caseRoom(c.caseId), []]));
    for (const { place, reader } of page.hits) spans.set(reader.room.roomId, [...(spans.get(reader.room.roomId) ?? []), place.seq]);
    const records = open.flatMap((room) => {
      const seqs = spans.get(room.roomId);
      if (!seqs) return [];
      const [fromSeq, toSeq] = seqs.length > 0 ? [Math.min(...seqs), Math.max(...seqs)] : [0, 0];
      return rooms.record(room, actor, { what: "search", decision: "permit", fromSeq, toSeq });
    });
    await Promise.all(records);
    const still = new Map((await rooms.openAll<CaseState>(actor, [...spans.keys()])).map((room) => [room.roomId, room]));
    const mayShow = ({ place, reader }: Waiting) => {
      const room = still.get(reader.room.roomId);
      const from = room && readableFrom(room.state, actor);
      return from !== undefined && place.seq >= from.seq && place.at >= from.at;
    };
    return {
      ...page,
      cases: page.cases.filter((c) => still.has(caseRoom(c.caseId))),
      hits: page.hits
        .filter(mayShow)
        .map((hit) => hitOf({ found: hit.found, roomId: hit.reader.room.roomId, state: hit.reader.state, terms })),
    };
  }
}

function readerOf(room: OpenRoom<CaseState>, cursor: SearchCursor | undefined): Reader {
  const { roomId } = room;
  const state = presentState(room.state, room.actor);
  const newest = { at: state.lastAt, roomId, seq: room.head.seq + 1 };
  const mark = cursor?.rooms.find((r) => r.roomId === roomId);
  const before = mark?.before ?? newest.seq;
  return {
    room,
    state,
    reading: createReading(state),
    before: before > 1 ? before : undefined,
    place: cursor && newerFirst(newest, cursor) < 0 ? cursor : newest,
    // what was left out once can be left out as long as it goes back in time
    marks: mark ? [{ ...mark, at: "9" }] : [],
  };
}

/** Where to go on from a place. A message's edits come within the window after it: they must be read again. */
function cursorAt({ at, roomId, seq }: Place, readers: readonly Reader[]): SearchCursor {
  const edited = iso(Date.parse(at) + editWindow);
  const marks = readers.flatMap(({ room, before, place, marks }) => {
    const through = before === undefined && newerFirst(place, { at, roomId, seq }) <= 0;
    const mark = through ? { roomId: room.roomId, before: 1 } : marks.findLast((m) => m.at > edited);
    return mark ? [{ roomId: mark.roomId, before: mark.before }] : [];
  });
  return { at, roomId: roomId as RoomId, seq, rooms: marks.slice(0, 500) };
}

/** The cases whose own line holds it, by the newest word. */
function titled(readers: readonly Reader[], terms: readonly Term[]): FoundCase[] {
  const lines = new Map(readers.map(({ state }) => [state.caseId as CaseId, state]));
  return [...lines]
    .filter(([, state]) => contains(titleOf(state), terms))
    .sort(([, a], [, b]) => b.lastAt.localeCompare(a.lastAt))
    .slice(0, casesShown)
    .map(([caseId, state]) => ({ caseId, title: snippetOf(titleOf(state), terms) }));
}
