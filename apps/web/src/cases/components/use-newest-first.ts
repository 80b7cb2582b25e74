import { useCallback, useEffect, useMemo, useState } from "react";
import { flushSync } from "react-dom";
import { whenIdle } from "../../kernel/when-idle.ts";
import type { Item } from "../thread-model.ts";

/** The height of the smallest line, in pixels; a quarter of a window is reply box and head. */
const smallest = 60 / 0.75;
/** How many are put above at a time: few enough that a letter which is typed meanwhile does not wait. */
const next = 10;
/** How long what is above may wait for a quiet moment (ms). */
const patience = 400;

export type NewestFirst = {
  shown: readonly Item[];
  whole: boolean;
  /** All of them, now: for somebody who wants to see one that is further up. */
  showAll: () => void;
};

/** The newest lines at once, as many as fill the window, so that one can read and write; what is above them follows bit by bit. `holdPlace` is called before each bit. */
export function useNewestFirst(items: readonly Item[], { atOnce, holdPlace }: { atOnce: boolean; holdPlace: () => void }): NewestFirst {
  const [from, setFrom] = useState(() => (atOnce ? 0 : (items.at(-Math.ceil(window.innerHeight / smallest))?.seq ?? 0)));
  const first = useMemo(() => items.findIndex((item) => item.seq >= from), [items, from]);
  const shown = useMemo(() => (first > 0 ? items.slice(first) : items), [items, first]);
  const whole = first <= 0;
  const to = items[Math.max(0, first - next)]?.seq ?? 0;
  useEffect(() => {
    if (whole) return;
    return whenIdle(() => {
      holdPlace();
      // within the same breath, or what is read would have moved before it is put back
      flushSync(() => setFrom(to));
    }, patience);
  }, [whole, to, holdPlace]);
  const showAll = useCallback(() => flushSync(() => setFrom(0)), []);
  return { shown, whole, showAll };
}
