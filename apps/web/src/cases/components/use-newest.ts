import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** How far from the end still counts as being there, in pixels. */
const near = 160;

/** What the bar of places covers at the bottom of a phone. */
function bar(): number {
  const rail = document.querySelector<HTMLElement>(".rail");
  return rail && getComputedStyle(rail).position === "fixed" ? rail.offsetHeight : 0;
}

export type Newest = {
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

/** Newest at the bottom: opens there (or at the line that the address wants), stays there while one is there, and never moves what somebody is reading. */
export function useNewest({ wanted, first, count }: { wanted: string; first: number | undefined; count: number }): Newest {
  const end = useRef<HTMLDivElement>(null);
  const [there, setThere] = useState(true);
  const [seen, setSeen] = useState(count);
  const at = useRef(true);
  const held = useRef<{ element: Element; top: number } | null>(null);
  const opened = useRef(false);

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
    };
    window.addEventListener("scroll", look, { passive: true });
    window.addEventListener("resize", look);
    return () => {
      window.removeEventListener("scroll", look);
      window.removeEventListener("resize", look);
    };
  }, []);

  useLayoutEffect(() => {
    if (opened.current) return;
    opened.current = true;
    if (/^m\d+$/.test(wanted) && showLine(wanted)) {
      at.current = false;
      return;
    }
    toEnd();
    // fonts and menus that come late change the height once more
    const timer = setTimeout(() => {
      if (at.current) toEnd();
    }, 300);
    return () => clearTimeout(timer);
  }, [wanted, toEnd]);

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

  const holdPlace = useCallback(() => {
    const lines = [...document.querySelectorAll(".thread > .said, .thread > .tied")];
    const element = lines.find((line) => line.getBoundingClientRect().bottom > 0) ?? lines[0];
    held.current = element ? { element, top: element.getBoundingClientRect().top } : null;
  }, []);

  return { end, there, below: there ? 0 : Math.max(0, count - seen), toEnd, holdPlace };
}
