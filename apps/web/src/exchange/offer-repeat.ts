import { nth } from "@linkwork/shared/exchange/words.ts";
import { offerWords as words } from "@linkwork/shared/exchange/words-hosting.ts";

const plain = ["DAILY", "WEEKLY", "MONTHLY"] as const;
/** How a visit comes again. `nth`: on the first Tuesday of the month; `last`: on the last one; `kept`: by a rule that the form doesn't know, as it was written. */
export type Repeat = "once" | (typeof plain)[number] | "nth" | "last" | "kept";

const weekdays = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone: "UTC" });
/** Which of its kind a day is in its month: the first to the fourth Tuesday, and whether it is the last. */
function placeOf(day: string) {
  const at = new Date(`${day}T12:00:00Z`);
  const date = at.getUTCDate();
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
  return { code: weekdays[at.getUTCDay()], name: weekday.format(at), nth: Math.ceil(date / 7), isLast: date + 7 > last };
}

/** What one can choose for a first day; what doesn't fit the day any more is none of it. */
export function repeatOptions(day: string, again: Repeat): { value: Repeat; label: string }[] {
  const { name, nth: place, isLast } = day === "" ? { name: "", nth: 5, isLast: false } : placeOf(day);
  return [
    { value: "once", label: words.once },
    ...plain.map((value) => ({ value, label: words[value] })),
    ...(place < 5 ? [{ value: "nth" as const, label: words.monthlyOn(nth(place), name) }] : []),
    ...(isLast ? [{ value: "last" as const, label: words.monthlyOn(words.lastOne, name) }] : []),
    ...(again === "kept" ? [{ value: "kept" as const, label: words.keptRule }] : []),
  ];
}

/** The same repeat with another first day, or the one that comes nearest to it. */
export const repeatOn = (day: string, again: Repeat): Repeat =>
  repeatOptions(day, again).some(({ value }) => value === again) ? again : again === "nth" && day !== "" ? "last" : "nth";

/** Whether it ends on a day that the form asks for. */
export const endsOn = (again: Repeat): boolean => again !== "once" && again !== "kept";

/** The rule that is meant; nothing as long as it doesn't say when it ends. */
export function ruleOf({ again, until, day }: { again: Repeat; until: string; day: string }): string | undefined {
  if (!endsOn(again) || until === "") return undefined;
  const { code, nth: place } = placeOf(day);
  const by = again === "nth" ? `MONTHLY;BYDAY=${place}${code}` : again === "last" ? `MONTHLY;BYDAY=-1${code}` : again;
  return `FREQ=${by};UNTIL=${until.replaceAll("-", "")}`;
}

/** The other way round: how it comes again by a rule, from a first day on. */
export function repeatIn(rule: string | undefined, day: string): { again: Repeat; until: string } {
  if (rule === undefined) return { again: "once", until: "" };
  const until = (/UNTIL=(\d{4})(\d\d)(\d\d)$/.exec(rule) ?? []).slice(1).join("-");
  const again = repeatOptions(day, "once").find(({ value }) => ruleOf({ again: value, until, day }) === rule)?.value;
  return again ? { again, until } : { again: "kept", until: "" };
}
