import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { useValue } from "../kernel/use-value.ts";
import { createValue } from "../kernel/value.ts";

const stored = "linkwork.searchKey";
/** Where the words are written, on the search page. */
export const searchField = "search-words";

function wasOn(): boolean {
  try {
    return localStorage.getItem(stored) !== "off";
  } catch {
    return true;
  }
}
const on = createValue(wasOn());

/** Whether the key is on, on this device. */
export const useSearchKeyOn = (): boolean => useValue(on);

/** Turns the key on or off, on this device. */
export function chooseSearchKey(next: boolean): void {
  on.set(next);
  try {
    localStorage.setItem(stored, next ? "on" : "off");
  } catch {
    // a browser that keeps nothing: it holds as long as the page lives
  }
}

/** Whether keys are being written into something, or belong to what lies over the page. */
const busy = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest("input, textarea, select, [contenteditable]:not([contenteditable='false']), [role='dialog'], [role='menu']") !== null;

/** "/" leads to the search from every page, and to its field. */
export function useSearchKey(): void {
  const go = useNavigate();
  const wanted = useSearchKeyOn();
  useEffect(() => {
    if (!wanted) return;
    const hear = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (busy(event.target)) return;
      event.preventDefault();
      const field = document.getElementById(searchField);
      if (field instanceof HTMLInputElement) field.select();
      else void go({ to: "/search" }).then(() => document.getElementById(searchField)?.focus());
    };
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, [go, wanted]);
}
