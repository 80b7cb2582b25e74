import type { ConcernState } from "@linkwork/shared/concerns/state.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { concernRoom } from "@linkwork/shared/kernel/room.ts";
import { derivedId } from "../kernel/decide.ts";
import type { Logger } from "../kernel/logger.ts";
import type { Rooms } from "../kernel/room.ts";
import { systemActor } from "../kernel/system.ts";
import type { ConcernViews } from "./views.ts";

type Deps = { rooms: Rooms; views: ConcernViews; logger: Logger; now: number };
/** Worries whose time is over: their end is planned, called off or carried out, each once, whichever node does it and however late. */
export async function settleConcerns({ rooms, views, logger, now }: Deps): Promise<void> {
  for (const concernId of await views.due(now)) {
    const room = concernRoom(concernId);
    try {
      const { keptFrom, destroyOn } = await rooms.ask<ConcernState>(room);
      const id = derivedId(concernId, "settled", keptFrom, destroyOn);
      await rooms.act(systemActor, room, { id, type: "settleConcern", input: {} }).catch(unlessNothing);
    } catch (error) {
      logger.error({ room, error: String(error) }, "a worry whose time may be over waits for the next sweep");
    }
  }
}

function unlessNothing(error: unknown): void {
  if (!(error instanceof Refusal) || error.code !== "NothingPlanned") throw error;
}
