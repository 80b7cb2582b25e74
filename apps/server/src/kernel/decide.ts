import { hash as digestOf } from "node:crypto";
import type { Actor, AnyCommand } from "@linkwork/shared/kernel/event.ts";
import { type EventId, uuidOf } from "@linkwork/shared/kernel/ids.ts";
import { Refusal, refuse } from "@linkwork/shared/kernel/refusal.ts";
import { iso } from "./clock.ts";
import type { Loaded, Waiting } from "./loaded.ts";
import { commitLength, commitLimit, type StoredEvent, type Written } from "./log.ts";
import { movesKeys } from "./slice.ts";

/** A uuid that follows from other ids: the same cause and target give the same id, so nothing happens twice. */
export function derivedId(...parts: string[]): EventId {
  return uuidOf(Buffer.from(digestOf("sha256", parts.join("|")), "hex"), 8) as EventId;
}

/** Whether an id is one that the house derives; no device makes one. */
export const isDerived = (id: string): boolean => id.charAt(14) === "8";

/** By which a replay is told from a reused id. */
export const printOf = (actor: Actor, command: AnyCommand): string =>
  digestOf("sha256", JSON.stringify([actor.personId, actor.orgId, command.type, command.input]), "base64url");

type Outcome = { waiting: Waiting; event: StoredEvent } | { waiting: Waiting; refusal: unknown };
/** What the commands that wait become: events in order, the state after them, and an outcome for each. */
export type Batch = {
  /** the number and the state that it was decided after */
  readonly head: number;
  readonly base: unknown;
  state: unknown;
  events: StoredEvent[];
  /** the events as they will be sealed, and how long they are */
  written: Written[];
  length: number;
  readonly ids: Map<EventId, StoredEvent>;
  lastAt: string;
  due: boolean;
  outcomes: Outcome[];
  /** how many of those that wait it has dealt with */
  taken: number;
  /** it holds as much as a commit may */
  full: boolean;
};

/** A batch to be decided after all that is durable in the room, or on its way to be. */
export function newBatch({ writing, head, state, lastAt }: Loaded): Batch {
  const after = writing
    ? { head: writing.head + writing.events.length, base: writing.state, lastAt: writing.lastAt }
    : { head: head.seq, base: state, lastAt };
  return {
    ...after,
    state: after.base,
    events: [],
    written: [],
    length: 0,
    ids: new Map(),
    due: false,
    outcomes: [],
    taken: 0,
    full: false,
  };
}

/** Decides the commands that wait for a room and that the batch has not dealt with, in order, each on the state that the one before it left. Pure but for the time and the salt that it is given. */
export function decideMore(room: Loaded, batch: Batch, { nowMs, write }: { nowMs: number; write(event: StoredEvent): Written }): void {
  const epochOf = room.slice.epochOf ?? (() => 1);
  const at = iso(nowMs);
  const now = at > batch.lastAt ? at : batch.lastAt;
  while (!batch.full && batch.taken < room.queue.length) {
    const waiting = room.queue[batch.taken] as Waiting;
    const outcome = decideOne(room, batch, waiting, now);
    if (outcome === "later") batch.full = true;
    else {
      batch.outcomes.push(outcome);
      batch.taken++;
      for (let i = batch.written.length; i < batch.events.length; i++) {
        const written = write(batch.events[i] as StoredEvent);
        batch.written.push(written);
        batch.length += written.text.length;
      }
      // what shuts somebody out is the last in its commit: a commit lies under one key, and what comes after it needs the next one
      const turns = epochOf(batch.state) !== epochOf(batch.base);
      batch.full = turns || batch.events.length >= commitLimit || batch.length >= commitLength;
    }
  }
}

function decideOne(room: Loaded, batch: Batch, waiting: Waiting, now: string): Outcome | "later" {
  const { slice, roomId } = room;
  const { actor, id, command, print } = waiting;
  const earlier = room.recent.get(id) ?? room.writing?.ids.get(id) ?? batch.ids.get(id);
  if (earlier?.print === print) return { waiting, event: earlier };
  const absent = batch.head === 0 && batch.events.length === 0;
  if (!absent && !slice.rules.mayKnow(batch.state, actor, now, roomId, command.type)) return { waiting, refusal: refuse("NotFound") };
  if (earlier) return { waiting, refusal: refuse("IdReused", { field: "id" }) };
  try {
    const event = (seq: number) => waiting.refs.get(seq);
    const decided = slice.decide(batch.state, command, { actor, now, id, roomId, event, facts: waiting.facts });
    if (decided instanceof Refusal) return { waiting, refusal: decided };
    const drafts = Array.isArray(decided) ? decided : [decided];
    // they belong together: next commit
    if (batch.events.length + drafts.length > commitLimit && batch.events.length > 0) return "later";
    const events = drafts.map((draft, i): StoredEvent => {
      const schema = slice.events[draft.type];
      if (!schema) throw new Error(`${roomId.split(":")[0]} has no event ${draft.type}`);
      return {
        seq: batch.head + batch.events.length + i + 1,
        id: i === 0 ? id : derivedId(id, String(i)),
        type: draft.type,
        at: now,
        actor: { personId: actor.personId, orgId: actor.orgId },
        body: schema.parse(draft.body) as Record<string, unknown>,
        print,
      };
    });
    let { state, due } = batch;
    for (const e of events) {
      state = slice.fold(state, e);
      due ||= Boolean(slice.views?.of(e) || slice.effects?.of(e) || movesKeys(slice, e));
    }
    Object.assign(batch, { state, due, lastAt: now });
    for (const e of events) {
      batch.events.push(e);
      batch.ids.set(e.id, e);
    }
    return { waiting, event: events[0] as StoredEvent };
  } catch (error) {
    return { waiting, refusal: error };
  }
}
