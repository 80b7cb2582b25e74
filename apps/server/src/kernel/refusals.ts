import { hash } from "node:crypto";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { EventId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { type Clock, iso } from "./clock.ts";
import type { Database } from "./database.ts";
import { derivedId } from "./decide.ts";
import { isDuplicate } from "./lanes.ts";
import type { Logger } from "./logger.ts";
import type { Effect } from "./slice.ts";

/** So many refusals of one person in one room get a record each within an hour; what comes then is counted, and the count becomes a record. */
export const recordedSingly = 20;
const hour = 3600_000;
/** How long after its hour a count is closed: another node's clock may be behind. */
const lateness = 2 * 60_000;

type Counted = { _id: string; target: RoomId; type: string; input: Record<string, unknown>; since: Date; n: number };

/** Refusals on record without end would let anybody fill a room by asking: they are bounded here, counted and never dropped. */
export function createRefusals({ database, clock, logger }: { database: Database; clock: Clock; logger: Logger }) {
  const table = database.collection<Counted>("refusals");
  const windowNow = (): number => Math.floor(clock.now() / hour) * hour;
  let window = 0;
  const singly = new Map<string, number>();

  async function add(effect: Effect, again = true): Promise<void> {
    const since = windowNow();
    const { target, type, input } = effect;
    const _id = `${iso(since)}|${target}|${hash("sha256", JSON.stringify([type, input])).slice(0, 32)}`;
    try {
      await table.updateOne({ _id }, { $inc: { n: 1 }, $setOnInsert: { target, type, input, since: new Date(since) } }, { upsert: true });
    } catch (error) {
      // two nodes began to count at the same moment: the other's count is there now
      if (!again || !isDuplicate(error)) throw error;
      await add(effect, false);
    }
  }

  return {
    /** Whether this refusal still gets a record of its own. */
    single(actor: Actor, target: RoomId): boolean {
      // a full memory forgets its counts: somebody then gets a few records more, never fewer
      if (window !== windowNow() || singly.size > 50_000) {
        window = windowNow();
        singly.clear();
      }
      const key = `${actor.personId}|${actor.orgId}|${target}`;
      const n = (singly.get(key) ?? 0) + 1;
      singly.set(key, n);
      return n <= recordedSingly;
    },
    /** Counts it instead. */
    count: (effect: Effect): Promise<void> => add(effect),
    /** Turns the counts of hours that are over into records, each once. */
    async sweep(write: (target: RoomId, request: { id: EventId; type: string; input: Record<string, unknown> }) => Promise<unknown>) {
      const over = new Date(clock.now() - hour - lateness);
      for (const { _id, target, type, input, since, n } of await table
        .find({ since: { $lte: over } })
        .limit(1000)
        .toArray()) {
        try {
          await write(target, { id: derivedId(_id), type, input: { ...input, times: n, since: iso(since.getTime()) } });
          await table.deleteOne({ _id });
        } catch (error) {
          logger.error({ room: target, error: String(error) }, "a count of refusals waits for the next sweep");
        }
      }
    },
  };
}

export type Refusals = ReturnType<typeof createRefusals>;
