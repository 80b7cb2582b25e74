import { useCallback, useEffect, useState } from "react";
import { standing } from "./standing.ts";
import { drop, keep, kept } from "./vault.ts";

const writeAfter = 400;
type Text = { text: string; write(): Promise<void>; timer: ReturnType<typeof setTimeout> };
const unwritten = new Map<string, Text>();
/** The last writing of each box: the next one waits for it, so that older words never come after newer ones. */
const writing = new Map<string, Promise<unknown>>();

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
      const write = async () => {
        clearTimeout(entry.timer);
        const before = writing.get(key);
        const work = Promise.resolve(before).then<unknown>(() => (text === "" ? drop(place) : keep(place, text)));
        writing.set(key, work);
        await work;
        if (writing.get(key) === work) writing.delete(key);
        if (unwritten.get(key) === entry) unwritten.delete(key);
      };
      // what was sent must not lie here any more when the page goes
      const entry: Text = { text, write, timer: setTimeout(() => void write(), text === "" ? 0 : writeAfter) };
      unwritten.set(key, entry);
    },
  };
}

/** The same for a component: the words, how to change them, and whether the device has answered; "" until then. */
export function useDraftText(box: string): [text: string, set: (text: string) => void, ready: boolean] {
  const [held, hold] = useState({ box, text: "", ready: false });
  // of another box, as long as this one's words are not there: they are not this one's words
  const { text, ready } = held.box === box ? held : { text: "", ready: false };
  useEffect(() => {
    let here = true;
    void draftText(box)
      .get()
      .then((found) => {
        // what was typed before the device answered stands
        if (here) hold((typed) => ({ box, text: (typed.box === box && typed.text) || found, ready: true }));
      });
    return () => {
      here = false;
      hold({ box: "", text: "", ready: false });
    };
  }, [box]);
  const set = useCallback(
    (next: string) => {
      hold((before) => ({ box, text: next, ready: before.box === box && before.ready }));
      draftText(box).set(next);
    },
    [box],
  );
  return [text, set, ready];
}

/** Writes at once what was about to be written: the page may be gone in a moment. */
export function writeTexts(): void {
  for (const { write } of [...unwritten.values()]) void write();
}

/** Nothing that was about to be written is written: the person signs out. */
export function cancelTexts(): void {
  for (const { timer } of unwritten.values()) clearTimeout(timer);
  unwritten.clear();
}
