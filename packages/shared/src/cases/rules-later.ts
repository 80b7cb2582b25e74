import type { Verdict } from "../kernel/refusal.ts";
import { refuse } from "./rules.ts";

const minute = 60_000;
/** How soon, and how far ahead, a message can be sent later, in milliseconds: a minute, 60 days. */
export const laterFrom = minute;
export const laterUntil = 60 * 24 * 60 * minute;
/** How many messages of one person may wait to be sent. */
export const laterMost = 50;

/** Can a message be kept until then? `due` and `now` are UTC instants. */
export function mayWaitUntil(due: string, now: string): Verdict {
  const ahead = Date.parse(due) - Date.parse(now);
  return (ahead >= laterFrom && ahead <= laterUntil) || refuse("NotThen", { field: "due" });
}
