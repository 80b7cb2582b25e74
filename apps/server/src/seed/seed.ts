import type { KeyObject } from "node:crypto";
import { isMapNotice, isProjectNotice, isToldProjectNotice, isVisitNotice } from "@linkwork/shared/identity/rules-notices.ts";
import type { PersonState } from "@linkwork/shared/identity/state.ts";
import type { Actor, AnyEvent } from "@linkwork/shared/kernel/event.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { caseRoom, kindOf, personRoom } from "@linkwork/shared/kernel/room.ts";
import { assemble } from "../kernel/assemble.ts";
import type { Auth } from "../kernel/auth.ts";
import { iso } from "../kernel/clock.ts";
import type { Database } from "../kernel/database.ts";
import { derivedId } from "../kernel/decide.ts";
import type { Logger } from "../kernel/logger.ts";
import type { Rooms } from "../kernel/room.ts";
import { projectHolds } from "../projects/waiting.ts";
import { openRound, openSlices, type Views } from "../slices.ts";
import { boards } from "./boards.ts";
import { calendarOf } from "./calendar.ts";
import { stories } from "./cases.ts";
import { founding } from "./founding.ts";
import { pastVisits } from "./learning.ts";
import { mapAreas } from "./map.ts";
import { mapAssets } from "./map-assets.ts";
import { mapGaps } from "./map-gaps.ts";
import { accounts, wearing } from "./people.ts";
import { projects } from "./projects.ts";
import { ready } from "./ready.ts";
import type { Numbers, Step } from "./story.ts";
import { visits } from "./visits.ts";

type Begun = { _id: "community"; now: number; done: boolean };
const begunIn = (database: Database) => database.collection<Begun>("seedings");

/** Whether nothing was ever written, or only the first part of the community, because the machine stopped meanwhile. Only then is it seeded. */
export async function isEmpty(database: Database): Promise<boolean> {
  const begun = await begunIn(database).findOne({ _id: "community" });
  if (begun) return !begun.done;
  return (await database.collection("commits").findOne({}, { projection: { _id: 1 } })) === null;
}

/** Seeding is refused where somebody has written; nothing was changed. The message is for people. */
export class SeedRefusal extends Error {
  override name = "SeedRefusal";
}

type Seeding = { database: Database; keyStore?: Database | undefined; masterKey: KeyObject; auth: Auth; logger: Logger; now: number };

/**
 * Moves the invented community in, through the same rooms and rules as everybody, with a clock that is set back to each moment.
 * Ids follow from names and times from `now`, so that a seeding that was cut short goes on where it stopped.
 */
export async function seedCommunity({ database, keyStore, masterKey, auth, logger, now }: Seeding): Promise<void> {
  if (!(await isEmpty(database)))
    throw new SeedRefusal("There are records in this store already, so nobody moves in and nothing was changed.");
  await begunIn(database).updateOne({ _id: "community" }, { $setOnInsert: { now, done: false } }, { upsert: true });
  const begun = await begunIn(database).findOne({ _id: "community" });
  const calendar = calendarOf(begun?.now ?? now);
  const clock = { at: calendar.now, now: () => clock.at };
  const { slices, views } = await openSlices(database, masterKey);
  const { log, rooms, effects } = await assemble({ database, keyStore, masterKey, node: "seed", clock, logger, slices });
  const lived = [
    ...founding(calendar),
    ...stories.flatMap((story) => story(calendar)),
    ...ready(calendar),
    ...visits(calendar),
    ...pastVisits(calendar),
    ...projects(calendar),
    ...boards(calendar),
    ...mapAreas(calendar),
    ...mapAssets(calendar),
    ...mapGaps(calendar),
  ];
  const steps = lived.sort((a, b) => a.at - b.at);
  const books = new Map<RoomId, Book>();
  for (const step of steps) {
    clock.at = step.at;
    const book = books.get(step.room) ?? newBook();
    books.set(step.room, book);
    if (step.kind === "act") {
      const input = step.input(numbersIn(book));
      const done = await rooms.act(step.by, step.room, { id: step.id, type: step.type, input }).catch(unlessSettled);
      if (done) note(book, step, input, done);
    }
    // what follows elsewhere follows at this moment too
    await effects.settled();
    if (kindOf(step.room) === "case" && !(step.kind === "act" && step.type === "declineInvitation"))
      await haveRead(step, book, { rooms, cases: views.cases });
  }
  for (const { key, hats } of accounts) {
    if (!hats[0]) continue;
    const by = wearing(key, hats[0][0]);
    await knowOfVisits(by, rooms);
    await knowOfTheMap(by, { rooms, now: calendar.now });
  }
  const holds = projectHolds({ rooms, clock });
  for (const { key, hats } of accounts)
    await knowOfProjects(
      hats.map(([org]) => wearing(key, org)),
      { rooms, holds },
    );
  // what waits for them they have heard of by then: no mail comes of it when they move in
  const round = openRound({ rooms, log, views, clock, logger, accountOf: auth.accounts.accountOf, publicUrl: "" });
  for (const { personId } of accounts) await round.allTold(personId);
  await effects.settled();
  const users = database.collection<{ email: string }>("user");
  for (const { personId, name, email, password } of accounts)
    if (!(await users.findOne({ email }))) await auth.createAccount({ email, name, password, personId, demo: true });
  await begunIn(database).updateOne({ _id: "community" }, { $set: { done: true } });
}

/** What the clock makes true in a project, a node that runs already may have written down before. */
function unlessSettled(error: unknown): undefined {
  if (!(error instanceof Refusal) || error.code !== "NothingFollows") throw error;
}

/** What was written in a room up to a step. Kept here, not asked of the room: when a seeding goes on, the room is ahead of its story. */
type Book = {
  seq: number;
  speech: number;
  readonly named: Map<string, number>;
  readonly messages: Map<string, { seq: number; version: number }>;
};
const newBook = (): Book => ({ seq: 0, speech: 0, named: new Map(), messages: new Map() });

function numbersIn({ messages }: Book): Numbers {
  const get = (name: string) => {
    const found = messages.get(name);
    if (!found) throw new Error(`a story names the message "${name}" before it was written`);
    return found;
  };
  return { message: (name) => get(name).seq, version: (name) => get(name).version };
}

function note(book: Book, step: Extract<Step, { kind: "act" }>, input: Record<string, unknown>, { seq }: AnyEvent): void {
  book.seq = seq;
  if (step.type === "postMessage") {
    book.speech++;
    for (const { personId } of (input as { mentions?: { personId: string }[] }).mentions ?? [])
      book.named.set(personId, (book.named.get(personId) ?? 0) + 1);
  }
  if (step.wrote) book.messages.set(step.wrote, { seq, version: seq });
  const changed = step.changed ? book.messages.get(step.changed) : undefined;
  if (changed) changed.version = seq;
}

/** What came of their visits they have read by then, but for what waits for an answer. */
async function knowOfVisits(by: Actor, rooms: Rooms): Promise<void> {
  const { notices } = await rooms.ask<PersonState>(personRoom(by.personId));
  for (const [noticeId, { kind }] of Object.entries(notices)) {
    if (!isVisitNotice(kind) || kind === "placeOffered" || kind === "visitAsked") continue;
    await rooms.act(by, personRoom(by.personId), { id: derivedId("seed", noticeId), type: "readNotice", input: { noticeId } });
  }
}

/** The same of their projects: what is still to be answered, under any of their hats, waits. */
async function knowOfProjects(hats: readonly Actor[], { rooms, holds }: { rooms: Rooms; holds: ReturnType<typeof projectHolds> }) {
  const [by] = hats;
  if (!by) return;
  const room = personRoom(by.personId);
  const { notices } = await rooms.ask<PersonState>(room);
  for (const [noticeId, notice] of Object.entries(notices)) {
    if (!isProjectNotice(notice.kind)) continue;
    const waits = await Promise.all(hats.map((hat) => holds(hat, notice)));
    if (!isToldProjectNotice(notice.kind) && waits.includes(true)) continue;
    await rooms.act(by, room, { id: derivedId("seed", noticeId), type: "readNotice", input: { noticeId } });
  }
}

/** What moved on the map they have read a fortnight later; what came since is news. */
async function knowOfTheMap(by: Actor, { rooms, now }: { rooms: Rooms; now: number }): Promise<void> {
  const room = personRoom(by.personId);
  const { notices } = await rooms.ask<PersonState>(room);
  for (const [noticeId, { kind, at }] of Object.entries(notices))
    if (isMapNotice(kind) && kind !== "mapWaits" && Date.parse(at) < now - 14 * 24 * 3600_000)
      await rooms.act(by, room, { id: derivedId("seed", noticeId), type: "readNotice", input: { noticeId } });
}

/** Who does something in a case has read it up to there, and knows by then that they were named in it. */
async function haveRead({ by, room, at }: Step, book: Book, { rooms, cases }: { rooms: Rooms; cases: Views["cases"] }): Promise<void> {
  const { personId, orgId } = by;
  const { seq, speech } = book;
  await cases.mark({ room, personId, orgId, seq, speech, named: book.named.get(personId) ?? 0, shown: true, at });
  const { notices } = await rooms.ask<PersonState>(personRoom(personId));
  for (const [noticeId, notice] of Object.entries(notices)) {
    const isHere = notice.caseId !== undefined && caseRoom(notice.caseId, notice.compartment) === room;
    if (!isHere || (notice.kind !== "mentioned" && notice.kind !== "placeOpened") || notice.at > iso(at)) continue;
    await rooms.act(by, personRoom(personId), { id: derivedId("seed", noticeId), type: "readNotice", input: { noticeId } });
  }
}
