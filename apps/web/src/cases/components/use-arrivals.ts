import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import { knotWords } from "@linkwork/shared/cases/words.ts";
import { useEffect, useRef, useState } from "react";
import { announce } from "../../ui/announcer.tsx";
import type { Names } from "../thread-model.ts";

/** How much of a message is read out by itself; the rest is one key away. */
const readOut = 300;

/** Has what others write read out, politely, and says from which number on things have arrived while one looked. */
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
  useEffect(() => {
    for (const event of events) {
      if (event.seq <= told.current || event.actor.personId === me) continue;
      const words = knotWords(event, label, names);
      if (event.type === "messagePosted") {
        const { text } = event.body;
        announce(`${names.person(event.actor.personId)}: ${text.length > readOut ? `${text.slice(0, readOut)}…` : text}`);
      } else if (words) announce(`${words.bold} ${words.rest}`);
    }
    told.current = Math.max(told.current, last);
  }, [events, last, names, label, me]);
  return opened;
}
