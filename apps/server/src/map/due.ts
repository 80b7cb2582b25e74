import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { kindOf } from "@linkwork/shared/kernel/room.ts";
import type { AssetState } from "@linkwork/shared/map/state-asset.ts";
import type { GapState } from "@linkwork/shared/map/state-gap.ts";
import { derivedId } from "../kernel/decide.ts";
import type { Logger } from "../kernel/logger.ts";
import type { Rooms } from "../kernel/room.ts";
import { systemActor } from "../kernel/system.ts";
import type { MapViews } from "./views.ts";

type Deps = { rooms: Rooms; views: Pick<MapViews, "due" | "looked">; logger: Logger; now: number };
/**
 * What has become true by the clock is written down: the last day of something is over, and four weeks after a gap was closed it is time to ask whether that
 * helped. Whichever node does it, and however late, each is there once.
 */
export async function settleMap({ rooms, views, logger, now }: Deps): Promise<void> {
  for (const room of await views.due(now)) {
    try {
      const { head } = await rooms.ask<AssetState | GapState>(room);
      const request = { id: derivedId(room, "due", String(head)), type: kindOf(room) === "asset" ? "closeDue" : "askHelped", input: {} };
      await rooms.act(systemActor, room, request).catch(unlessNothing);
      await views.looked(room, await rooms.ask<AssetState | GapState>(room));
    } catch (error) {
      logger.error({ room, error: String(error) }, "what is due on the map waits for the next sweep");
    }
  }
}

function unlessNothing(error: unknown): void {
  if (!(error instanceof Refusal) || error.code !== "NothingChanged") throw error;
}
