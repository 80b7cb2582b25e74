import { useEffect, useRef, useState } from "react";
import { useDraftText } from "../kernel/drafts.ts";

export type Kept<T> = {
  draft: T;
  /** `change`: of it as it is then, where several come at once */
  set: (change: Partial<T> | ((was: T) => Partial<T>)) => void;
  /** sent or thrown away: nothing of it stays. `next`: what the form begins with from then on, where that bears names that were used up */
  done: (next?: T) => void;
};

/** A form's state that outlives the page: sealed on this device for who is signed in, and for who isn't in this tab alone, until they sign in. */
export function useKept<T extends object>(box: string, empty: T, inside: boolean): Kept<T> {
  const [sealed, keepSealed, sealedReady] = useDraftText(box);
  const [draft, setDraft] = useState<T>(() => (inside ? empty : { ...empty, ...parsed<T>(inTab(box)) }));
  const written = useRef(false);
  const asked = useRef(false);
  useEffect(() => {
    // what was typed before the device answered stands
    if (!inside || !sealedReady || written.current) return;
    if (sealed !== "") {
      asked.current = true;
      setDraft((was) => ({ ...was, ...parsed<T>(sealed) }));
      return;
    }
    // what was half-written in this tab before one signed in goes on inside
    const outside = asked.current ? "" : inTab(box);
    asked.current = true;
    if (outside === "") return;
    keepSealed(outside);
    keepInTab(box, "");
    setDraft((was) => ({ ...was, ...parsed<T>(outside) }));
  }, [inside, box, sealed, sealedReady, keepSealed]);
  useEffect(() => {
    if (!written.current) return;
    const text = JSON.stringify(draft);
    if (inside) keepSealed(text);
    else keepInTab(box, text);
  }, [draft, inside, box, keepSealed]);
  return {
    draft,
    set(change) {
      written.current = true;
      setDraft((was) => ({ ...was, ...(typeof change === "function" ? change(was) : change) }));
    },
    done(next = empty) {
      written.current = false;
      setDraft(next);
      if (inside) keepSealed("");
      else keepInTab(box, "");
    },
  };
}

function parsed<T extends object>(text: string): Partial<T> {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === "object" && found !== null ? (found as Partial<T>) : {};
  } catch {
    return {};
  }
}
function inTab(box: string): string {
  try {
    return sessionStorage.getItem(`linkwork.${box}`) ?? "";
  } catch {
    return "";
  }
}
function keepInTab(box: string, text: string): void {
  try {
    if (text === "") sessionStorage.removeItem(`linkwork.${box}`);
    else sessionStorage.setItem(`linkwork.${box}`, text);
  } catch {
    // a browser that keeps nothing: it holds as long as the page lives
  }
}
