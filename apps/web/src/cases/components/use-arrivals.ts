import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import { notedAgain } from "@linkwork/shared/cases/shown.ts";
import { knotWords } from "@linkwork/shared/cases/words.ts";
import { useCallback, useEffect, useRef, useState } from "react";
import { announce } from "../../ui/announcer.tsx";
import type { Names } from "../thread-model.ts";

/** How much of a message is read out by itself; the rest is one key away. */
const readOut = 300;
/** More messages than this at once, out of a tunnel say, are only counted. */
const atOnce = 3;

/** Has what others write read out, politely, and says from which number on things have arrived while one looked. What was read out is gone when words are taken out, and when the room is left or closes. */
export function useArrivals({
  events,
  names,
  label,
  me,
}: {
  events: readonly CaseEvent[];
  names: Names;
  label: string;
  me: string;
}): number {
  const last = events.at(-1)?.seq ?? 0;
  const [opened] = useState(last);
  const told = useRef(last);
  const spoken = useRef<(() => void)[]>([]);
  const hush = useCallback(() => {
    for (const takeAway of spoken.current.splice(0)) takeAway();
  }, []);
  useEffect(() => hush, [hush]);
  useEffect(() => {
    const news = events.filter((event) => event.seq > told.current && event.actor.personId !== me);
    if (news.some((event) => event.type === "messageRedacted")) hush();
    const again = notedAgain(events);
    const messages = news.filter((event) => event.type === "messagePosted").length;
    for (const event of news) {
      const words = knotWords(event, label, names);
      if (event.type === "messagePosted") {
        if (messages > atOnce) continue;
        const { text } = event.body;
        spoken.current.push(
          announce(`${names.person(event.actor.personId)}: ${text.length > readOut ? `${text.slice(0, readOut)}…` : text}`),
        );
      } else if (words && !again.has(event.seq)) announce(`${words.bold} ${words.rest}`);
    }
    if (messages > atOnce) announce(`${messages} new messages`);
    told.current = Math.max(told.current, last);
  }, [events, last, names, label, me, hush]);
  return opened;
}
