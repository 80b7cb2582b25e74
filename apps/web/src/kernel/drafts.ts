import { useCallback, useEffect, useState } from "react";
import { standing } from "./standing.ts";
import { drop, keep, kept } from "./vault.ts";

const writeAfter = 400;
type Text = { text: string; write(): void; timer: ReturnType<typeof setTimeout> };
const unwritten = new Map<string, Text>();

/** Half-written words in a room's reply box (by the room's name) or another box: kept sealed on this device until they are sent or signed out; a room that closes leaves them to their author. */
function draftText(box: string): { get(): Promise<string>; set(text: string): void } {
  const { me, hat } = standing.get();
  if (!me || !hat) return { get: async () => "", set: () => undefined };
  const place = { personId: me.personId, shelf: "text" as const, name: `${hat.orgId}/${box}` };
  const key = `${place.personId}/${place.name}`;
  return {
    get: async () => unwritten.get(key)?.text ?? (await kept<string>(place)) ?? "",
    set(text) {
      clearTimeout(unwritten.get(key)?.timer);
      const write = () => {
        clearTimeout(unwritten.get(key)?.timer);
        unwritten.delete(key);
        void (text === "" ? drop(place) : keep(place, text));
      };
      unwritten.set(key, { text, write, timer: setTimeout(write, writeAfter) });
    },
  };
}

/** The same for a component: the words, how to change them, and whether the device has answered; "" until then. */
export function useDraftText(box: string): [text: string, set: (text: string) => void, ready: boolean] {
  const [text, show] = useState("");
  const [ready, setReady] = useState(false);
  useEffect(() => {
    let here = true;
    void draftText(box)
      .get()
      .then((found) => {
        // what was typed before the device answered stands
        if (!here) return;
        show((typed) => typed || found);
        setReady(true);
      });
    return () => {
      here = false;
      show("");
      setReady(false);
    };
  }, [box]);
  const set = useCallback(
    (next: string) => {
      show(next);
      draftText(box).set(next);
    },
    [box],
  );
  return [text, set, ready];
}

/** Writes at once what was about to be written: the page may be gone in a moment. */
export function writeTexts(): void {
  for (const { write } of [...unwritten.values()]) write();
}

/** Nothing that was about to be written is written: the person signs out. */
export function cancelTexts(): void {
  for (const { timer } of unwritten.values()) clearTimeout(timer);
  unwritten.clear();
}
