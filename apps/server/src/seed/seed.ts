import type { KeyObject } from "node:crypto";
import { mayRead } from "@linkwork/shared/cases/rules.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { PersonState } from "@linkwork/shared/identity/state.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { kindOf, personRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { assemble } from "../kernel/assemble.ts";
import type { Auth } from "../kernel/auth.ts";
import { iso } from "../kernel/clock.ts";
import type { Database } from "../kernel/database.ts";
import { derivedId } from "../kernel/decide.ts";
import type { Logger } from "../kernel/logger.ts";
import type { Rooms } from "../kernel/room.ts";
import { openSlices, type Views } from "../slices.ts";
import { calendarOf } from "./calendar.ts";
import { stories } from "./cases.ts";
import { founding } from "./founding.ts";
import { accounts } from "./people.ts";
import type { Numbers, Step } from "./story.ts";

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

type Seeding = { database: Database; masterKey: KeyObject; auth: Auth; logger: Logger; now: number };

/**
 * Moves the invented community in, through the same rooms and rules as everybody, with a clock that is set back to each moment.
 * Ids follow from names and times from `now`, so that a seeding that was cut short goes on where it stopped.
 */
export async function seedCommunity({ database, masterKey, auth, logger, now }: Seeding): Promise<void> {
  if (!(await isEmpty(database)))
    throw new SeedRefusal("There are records in this store already, so nobody moves in and nothing was changed.");
  await begunIn(database).updateOne({ _id: "community" }, { $setOnInsert: { now, done: false } }, { upsert: true });
  const begun = await begunIn(database).findOne({ _id: "community" });
  const calendar = calendarOf(begun?.now ?? now);
  const clock = { at: calendar.now, now: () => clock.at };
  const { slices, views } = await openSlices(database);
  const { rooms, effects } = await assemble({ database, masterKey, node: "seed", clock, logger, slices });
  const steps = [...founding(calendar), ...stories.flatMap((story) => story(calendar))].sort((a, b) => a.at - b.at);
  const { numbersIn, note } = numbering();
  for (const step of steps) {
    clock.at = step.at;
    if (step.kind === "act") {
      const { id, type } = step;
      note(step, (await rooms.act(step.by, step.room, { id, type, input: step.input(numbersIn(step.room)) })).seq);
    }
    // what follows elsewhere follows at this moment too
    await effects.settled();
    if (kindOf(step.room) === "case" && mayRead(await rooms.ask<CaseState>(step.room), step.by, iso(step.at)))
      await haveRead(step, { rooms, cases: views.cases });
  }
  const users = database.collection<{ email: string }>("user");
  for (const { personId, name, email, password } of accounts)
    if (!(await users.findOne({ email }))) await auth.createAccount({ email, name, password, personId });
  await begunIn(database).updateOne({ _id: "community" }, { $set: { done: true } });
}

/** Keeps which number each named message, and its newest version, was given in its room. */
function numbering() {
  const found = new Map<string, number>();
  const get = (key: string): number => {
    const seq = found.get(key);
    if (seq === undefined) throw new Error(`a story names a message before it was written: ${key}`);
    return seq;
  };
  return {
    numbersIn: (room: RoomId): Numbers => ({
      message: (name) => get(`${room} message ${name}`),
      version: (name) => get(`${room} version ${name}`),
    }),
    note(step: Extract<Step, { kind: "act" }>, seq: number): void {
      if (step.wrote) found.set(`${step.room} message ${step.wrote}`, seq);
      const version = step.wrote ?? step.changed;
      if (version) found.set(`${step.room} version ${version}`, seq);
    },
  };
}

/** Who writes in a case has read it up to there, and knows by then that they were named in it. */
async function haveRead({ by, room, at }: Step, { rooms, cases }: { rooms: Rooms; cases: Views["cases"] }): Promise<void> {
  const { state, head } = await rooms.open<CaseState>(by, room);
  const { personId, orgId } = by;
  const named = (state.named[personId] ?? 0) + (state.named[orgId] ?? 0);
  await cases.mark({ room, personId, orgId, seq: head.seq, speech: state.speech, named, shown: true, at });
  const { notices } = await rooms.ask<PersonState>(personRoom(personId));
  for (const [noticeId, { kind, caseId }] of Object.entries(notices)) {
    if (kind !== "mentioned" || caseId !== subjectOf(room)) continue;
    await rooms.act(by, personRoom(personId), { id: derivedId("seed", noticeId), type: "readNotice", input: { noticeId } });
  }
}
