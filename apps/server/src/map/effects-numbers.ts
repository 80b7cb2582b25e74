import type { AreaId } from "@linkwork/shared/kernel/ids.ts";
import { wallInLondon } from "@linkwork/shared/kernel/london.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { areaRoom, gapRoom } from "@linkwork/shared/kernel/room.ts";
import { callsBack, least, orgsAtLeast, weekToPublish } from "@linkwork/shared/map/rules-numbers.ts";
import type { AreaState } from "@linkwork/shared/map/state-area.ts";
import { derivedId } from "../kernel/decide.ts";
import type { Logger } from "../kernel/logger.ts";
import type { Rooms } from "../kernel/room.ts";
import { systemActor } from "../kernel/system.ts";
import type { MapViews } from "./views.ts";
import type { UnmetViews } from "./views-unmet.ts";

type Deps = { rooms: Rooms; views: { unmet: UnmetViews; map: MapViews }; logger: Logger; now: number };
/**
 * On Mondays at three in the morning the numbers of unmet need are frozen and published, area by area, and what was closed is opened again where they say so.
 * Whichever node does it, and however late, each week is there once and is the same.
 */
export async function publishNumbers({ rooms, views, logger, now }: Deps): Promise<void> {
  const weekOf = weekToPublish(wallInLondon(now));
  for (const areaId of await views.map.toPublish(weekOf))
    await publish({ rooms, views, areaId, weekOf }).catch((error: unknown) =>
      logger.error({ room: areaRoom(areaId), error: String(error) }, "the numbers of a week wait for the next sweep"),
    );
}

type One = Pick<Deps, "rooms" | "views"> & { areaId: AreaId; weekOf: string };
async function publish({ rooms, views: { unmet, map }, areaId, weekOf }: One): Promise<void> {
  const rows = await unmet.freeze(areaId, weekOf);
  if (rows) {
    const input = { weekOf, k: least, orgsAtLeast, rows };
    const id = derivedId(areaId, "numbers", weekOf);
    await rooms.act(systemActor, areaRoom(areaId), { id, type: "publishNumbers", input }).catch(unlessThere);
    await reopen({ rooms, map, areaId, weekOf });
  }
  await map.published(areaId, weekOf);
  await unmet.lapse(weekOf);
}

/** What was closed as addressed, and is missing again by this week's numbers. */
async function reopen({ rooms, map, areaId, weekOf }: Omit<One, "views"> & { map: MapViews }): Promise<void> {
  const { numbers, before } = await rooms.ask<AreaState>(areaRoom(areaId));
  if (numbers?.weekOf !== weekOf) return;
  for (const { theme, published } of numbers.rows) {
    if (published === "fewer") continue;
    const last = before?.rows.find((row) => row.theme === theme)?.published;
    for (const { gapId, closedOn } of await map.closedIn(areaId, theme)) {
      if (!callsBack({ closedOn, weekOf, now: published, before: last })) continue;
      const id = derivedId(gapId, "numbers", weekOf);
      await rooms.act(systemActor, gapRoom(gapId), { id, type: "reopenByNumbers", input: { weekOf } }).catch(unlessThere);
    }
  }
}

/** It was done before, or there is nothing to do there any more. */
function unlessThere(error: unknown): void {
  if (!(error instanceof Refusal) || error.meaning === "SERVICE_UNAVAILABLE") throw error;
}
