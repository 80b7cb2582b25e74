import type { Actor, AnyCommand, AnyEvent } from "@linkwork/shared/kernel/event.ts";
import type { EventId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { derivedId } from "./decide.ts";
import type { Logger } from "./logger.ts";
import type { Refusals } from "./refusals.ts";
import type { Access, Effect, Slice } from "./slice.ts";
import { systemActor } from "./system.ts";

/** A refusal that says "not you" or "not yet", and is on record; the others say what to mend. */
const denials: readonly string[] = ["NOT_FOUND", "FORBIDDEN", "PRECONDITION_FAILED"];
export const isDenial = (error: unknown): boolean => error instanceof Refusal && denials.includes(error.meaning);

/** A room that somebody looked into; its state where the slice asks for it. */
type Recorded = { readonly roomId: RoomId; readonly slice: Slice; readonly state?: unknown };
type Deps = {
  refusals: Refusals;
  logger: Logger;
  act(actor: Actor, roomId: RoomId, request: AnyCommand & { id: EventId }): Promise<AnyEvent>;
  /** keeps in sight what is under way, so that a node that stops can wait for it */
  tracked<T>(work: Promise<T>): Promise<T>;
};
export type Recording = (room: Recorded, actor: Actor, access: Access & { once?: string }) => Promise<unknown>;

/** Notes a reading, or a refusal, in the rooms that keep such records. Ids, never content. */
export function createRecords({ refusals, logger, act, tracked }: Deps): Recording {
  /** what this node has noted that is noted once */
  const noteds = new Set<EventId>();

  function write(effect: Effect, actor: Actor, decision: Access["decision"], once: string | undefined): Promise<unknown> {
    const { target, type, input } = effect;
    const id = once === undefined ? (crypto.randomUUID() as EventId) : derivedId(target, JSON.stringify(input), once);
    if (once !== undefined) {
      if (noteds.has(id)) return Promise.resolve();
      if (noteds.size > 100_000) noteds.clear();
      noteds.add(id);
    }
    const single = decision === "permit" || refusals.single(actor, target);
    const noted = single ? act(systemActor, target, { id, type, input }) : tracked(refusals.count(effect));
    noted.catch((error: unknown) => {
      noteds.delete(id);
      logger.error({ room: target, error: String(error) }, "access record not written");
    });
    return noted;
  }

  return (room, actor, { once, ...access }) => {
    if (actor.system) return Promise.resolve();
    const { roomId, slice, state } = room;
    const effects = slice.recordAccess?.({ ...access, actor, roomId, state }) ?? [];
    const written = Promise.all(effects.map((effect) => write(effect, actor, access.decision, once)));
    // whoever doesn't wait for it finds a failure in the log
    written.catch(() => undefined);
    return written;
  };
}
