import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Item } from "../thread-model.ts";
import { type NewestFirst, useNewestFirst } from "./use-newest-first.ts";

/** How far from the end still counts as being there, in pixels. */
const near = 160;

/** What the bar of places covers at the bottom of a phone. */
function bar(): number {
  const rail = document.querySelector<HTMLElement>(".rail");
  return rail && getComputedStyle(rail).position === "fixed" ? rail.offsetHeight : 0;
}

/** An address may name a line. */
const line = /^m\d+$/;
/** Whether an address names a line. */
export const namesLine = (hash: string): boolean => line.test(hash);

export type Newest = NewestFirst & {
  /** Stands at the end of the column; the page is scrolled so that it can be seen. */
  end: RefObject<HTMLDivElement | null>;
  /** Whether the newest word is in sight. */
  there: boolean;
  /** How many have come below what is in sight. */
  below: number;
  toEnd: () => void;
  /** Call it before older words are put above: what one reads stays where it is. */
  holdPlace: () => void;
};

/** Brings one line of a thread into sight and gives it the focus; false if it is not there. */
export function showLine(id: string): boolean {
  const line = document.getElementById(id);
  if (!line) return false;
  line.tabIndex = -1;
  // of a long one, its beginning
  line.scrollIntoView({ block: line.offsetHeight > window.innerHeight / 2 ? "start" : "center" });
  line.focus({ preventScroll: true });
  return true;
}

export type NewestOptions = {
  wanted: string;
  items: readonly Item[];
  /** how many wait below them to be sent */
  waiting: number;
};

/** Newest at the bottom: opens there (or at the line that the address wants), stays there while one is there, and never moves what somebody is reading. */
export function useNewest({ wanted, items, waiting }: NewestOptions): Newest {
  const count = items.length + waiting;
  const end = useRef<HTMLDivElement>(null);
  const [atLine] = useState(() => line.test(wanted));
  const [there, setThere] = useState(!atLine);
  const [seen, setSeen] = useState(count);
  const at = useRef(!atLine);
  const held = useRef<{ element: Element; top: number } | null>(null);
  const opened = useRef(false);

  const holdPlace = useCallback(() => {
    const lines = [...document.querySelectorAll(".thread > .said, .thread > .tied")];
    const element = lines.find((each) => each.getBoundingClientRect().bottom > 0) ?? lines[0];
    held.current = element ? { element, top: element.getBoundingClientRect().top } : null;
  }, []);
  // who has gone up to the head of the page meanwhile is not pushed away from it
  const holdUnlessAbove = useCallback(() => {
    const top = document.querySelector(".thread")?.getBoundingClientRect().top ?? 0;
    if (at.current || top < 0) holdPlace();
  }, [holdPlace]);
  const newestFirst = useNewestFirst(items, { atOnce: atLine, holdPlace: holdUnlessAbove });
  const first = newestFirst.shown[0]?.seq;

  const toEnd = useCallback(() => {
    const box = end.current?.getBoundingClientRect();
    if (!box) return;
    const gap = box.bottom - window.innerHeight + bar() + 12;
    if (gap > 0) window.scrollBy(0, gap);
  }, []);

  useEffect(() => {
    const look = () => {
      const box = end.current?.getBoundingClientRect();
      const now = box !== undefined && box.bottom - window.innerHeight < near;
      at.current = now;
      setThere(now);
      // who goes on reading while older words are fetched is held where they are by then
      if (held.current) held.current.top = held.current.element.getBoundingClientRect().top;
    };
    window.addEventListener("scroll", look, { passive: true });
    window.addEventListener("resize", look);
    // who opens at a line may see the end from there, or not
    if (atLine) look();
    return () => {
      window.removeEventListener("scroll", look);
      window.removeEventListener("resize", look);
    };
  }, [atLine]);

  useLayoutEffect(() => {
    if (opened.current) return;
    opened.current = true;
    if (atLine) {
      // one that lies further up is shown once it is there
      showLine(wanted);
      return;
    }
    toEnd();
  }, [atLine, wanted, toEnd]);

  // fonts, menus and notes that come late, whenever that is, change the height: who was at the end stays there
  useEffect(() => {
    const column = end.current?.parentElement;
    if (!column) return;
    const watch = new ResizeObserver(() => {
      if (at.current) toEnd();
    });
    watch.observe(column);
    return () => watch.disconnect();
  }, [toEnd]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was put above moves the place
  useLayoutEffect(() => {
    const place = held.current;
    held.current = null;
    if (!place?.element.isConnected) return;
    window.scrollBy(0, place.element.getBoundingClientRect().top - place.top);
  }, [first]);

  useLayoutEffect(() => {
    if (!at.current || !opened.current) return;
    setSeen(count);
    toEnd();
  }, [count, toEnd]);
  useEffect(() => {
    if (there) setSeen(count);
  }, [there, count]);

  return { ...newestFirst, end, there, below: there ? 0 : Math.max(0, count - seen), toEnd, holdPlace };
}
