import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { sessionRoom } from "@linkwork/shared/kernel/room.ts";
import { iso } from "../kernel/clock.ts";
import { derivedId } from "../kernel/decide.ts";
import type { Logger } from "../kernel/logger.ts";
import type { Rooms } from "../kernel/room.ts";
import { systemActor } from "../kernel/system.ts";
import type { ExchangeViews } from "./views.ts";

/**
 * What has become true by the clock is written down: an offer that nobody answered, and the next one who is offered the place. Nothing waits for
 * this to be refused or counted right; it is for those who are told. Whichever node does it, it is there once.
 */
export async function settleDue({
  rooms,
  views,
  logger,
  now,
}: {
  rooms: Rooms;
  views: ExchangeViews;
  logger: Logger;
  now: number;
}): Promise<void> {
  for (const sessionId of await views.due(now)) {
    const room = sessionRoom(sessionId);
    try {
      const { head } = await rooms.ask<SessionState>(room);
      await rooms
        .act(systemActor, room, { id: derivedId(sessionId, "settled", String(head)), type: "settleSession", input: {} })
        .catch(unlessNothing);
      await views.looked(sessionId, { state: await rooms.ask<SessionState>(room), now: iso(now) });
    } catch (error) {
      logger.error({ room, error: String(error) }, "what is due in a session waits for the next sweep");
    }
  }
}

function unlessNothing(error: unknown): void {
  if (!(error instanceof Refusal) || error.code !== "NothingDue") throw error;
}
