import { hash as digestOf } from "node:crypto";
import type { Actor, AnyCommand } from "@linkwork/shared/kernel/event.ts";
import { type EventId, uuidOf } from "@linkwork/shared/kernel/ids.ts";
import { Refusal, refuse } from "@linkwork/shared/kernel/refusal.ts";
import { iso } from "./clock.ts";
import type { Loaded, Waiting } from "./loaded.ts";
import { commitLimit, type StoredEvent } from "./log.ts";

/** A uuid that follows from other ids: the same cause and target give the same id, so nothing happens twice. */
export function derivedId(...parts: string[]): EventId {
  return uuidOf(Buffer.from(digestOf("sha256", parts.join("|")), "hex"), 8) as EventId;
}

/** By which a replay is told from a reused id. */
export const printOf = (actor: Actor, command: AnyCommand): string =>
  digestOf("sha256", JSON.stringify([actor.personId, actor.orgId, command.type, command.input]), "base64url");

type Outcome = { waiting: Waiting; event: StoredEvent } | { waiting: Waiting; refusal: unknown };
/** What the commands that wait become: events in order, the state after them, and an outcome for each. */
export type Batch = {
  /** the number that it was decided after */ head: number;
  events: StoredEvent[];
  state: unknown;
  due: boolean;
  outcomes: Outcome[];
  taken: number;
};

/** Decides all commands that wait for a room, in order, each on the state that the one before it left. Pure but for the numbers it is given. */
export function decideBatch(room: Loaded, nowMs: number): Batch {
  const { slice, roomId } = room;
  const now = iso(nowMs) > room.lastAt ? iso(nowMs) : room.lastAt;
  const batch: Batch = { head: room.head.seq, events: [], state: room.state, due: false, outcomes: [], taken: 0 };
  const ids = new Map<EventId, StoredEvent>();
  for (const waiting of room.queue) {
    if (batch.events.length >= commitLimit) break;
    batch.taken++;
    const { actor, id, command, print } = waiting;
    const earlier = room.recent.get(id) ?? ids.get(id);
    if (earlier?.print === print) {
      batch.outcomes.push({ waiting, event: earlier });
      continue;
    }
    if (!slice.rules.mayKnow(batch.state, actor, now, roomId) && !(room.head.seq === 0 && batch.events.length === 0)) {
      batch.outcomes.push({ waiting, refusal: refuse("NotFound") });
      continue;
    }
    if (earlier) {
      batch.outcomes.push({ waiting, refusal: refuse("IdReused", { field: "id" }) });
      continue;
    }
    try {
      const event = (seq: number) => waiting.refs.get(seq);
      const decided = slice.decide(batch.state, command, { actor, now, id, roomId, event, facts: waiting.facts });
      if (decided instanceof Refusal) {
        batch.outcomes.push({ waiting, refusal: decided });
        continue;
      }
      const drafts = Array.isArray(decided) ? decided : [decided];
      if (batch.events.length + drafts.length > commitLimit && batch.events.length > 0) {
        // they belong together: next commit
        batch.taken--;
        break;
      }
      const events = drafts.map((draft, i): StoredEvent => {
        const schema = slice.events[draft.type];
        if (!schema) throw new Error(`${roomId.split(":")[0]} has no event ${draft.type}`);
        return {
          seq: room.head.seq + batch.events.length + i + 1,
          id: i === 0 ? id : derivedId(id, String(i)),
          type: draft.type,
          at: now,
          actor: { personId: actor.personId, orgId: actor.orgId },
          body: schema.parse(draft.body) as Record<string, unknown>,
          print,
        };
      });
      let state = batch.state;
      for (const e of events) {
        state = slice.fold(state, e);
        if (slice.views?.of(e) || slice.effects?.of(e)) batch.due = true;
      }
      batch.state = state;
      for (const e of events) {
        batch.events.push(e);
        ids.set(e.id, e);
      }
      batch.outcomes.push({ waiting, event: events[0] as StoredEvent });
    } catch (error) {
      batch.outcomes.push({ waiting, refusal: error });
    }
  }
  return batch;
}
