import type { AreaId } from "@linkwork/shared/kernel/ids.ts";
import { areaRoom } from "@linkwork/shared/kernel/room.ts";
import { useEffect, useMemo } from "react";
import { hold, release } from "../kernel/rooms.ts";
import { type Look, spotOf } from "./address.ts";
import { type AreaRow, useAreas, useLookAgain } from "./client.ts";
import type { Spot } from "./drawing.ts";
import { kmApart } from "./nearest.ts";

/** So many areas are listened to at most, the nearest of those that are looked at. */
const most = 20;
/** What stirs within so many milliseconds is asked for once. */
const pause = 250;

function lookedAt(areas: readonly AreaRow[], area: AreaId | undefined, spot: Spot | undefined): AreaId[] {
  if (area && !spot) return [area];
  const sorted = spot ? [...areas].sort((a, b) => kmApart(a.middle, spot) - kmApart(b.middle, spot)) : areas;
  return sorted.slice(0, most).map(({ areaId }) => areaId);
}

/** As long as it is looked at: what stirs in the areas in sight has the map's lists asked for again, once for all that came together. */
export function useAreasLive(look: Pick<Look, "area" | "near">): void {
  const areas = useAreas().data;
  const lookAgain = useLookAgain();
  const { area, near } = look;
  const ids = useMemo(() => (areas ? lookedAt(areas, area, spotOf(near)).join() : ""), [areas, area, near]);
  useEffect(() => {
    if (ids === "") return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stops = ids.split(",").flatMap((areaId) => {
      const store = hold(areaRoom(areaId as AreaId));
      if (!store) return [];
      let head: number | null = null;
      const hear = () => {
        const { status, log } = store.view.get();
        if (status !== "open") return;
        // what was there when it was opened is on the screen already
        if (head !== null && log.head > head) timer ??= setTimeout(ask, pause);
        head = log.head;
      };
      const stop = store.view.subscribe(hear);
      hear();
      return () => {
        stop();
        release(store);
      };
    });
    const ask = () => {
      timer = undefined;
      void lookAgain();
    };
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [ids, lookAgain]);
}
