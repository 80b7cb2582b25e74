import type { Brought } from "@linkwork/shared/projects/rules-given.ts";
import type { Kind } from "@linkwork/shared/projects/schema.ts";
import { bringsWords } from "@linkwork/shared/projects/words.ts";
import { kindOrder } from "@linkwork/shared/projects/words-charter.ts";
import { measureWords as words } from "@linkwork/shared/projects/words-measures.ts";
import { sumOf } from "./charter-form.ts";

/** What one organisation brought, in words: how many hours, how much money, and what else, how often. */
export function givenWords({ hours, pence, kinds }: Pick<Brought, "hours" | "pence" | "kinds">): string[] {
  const said = (kind: Kind): boolean => (kind === "time" && hours > 0) || (kind === "money" && pence > 0);
  return [
    ...(hours > 0 ? [words.hoursOf(hours)] : []),
    ...kindOrder.flatMap((kind) => (kinds[kind] > 0 && !said(kind) ? [words.timesOf(kinds[kind], bringsWords[kind])] : [])),
    ...(pence > 0 ? [sumOf(pence)] : []),
  ];
}

/** Hours as typed, to a quarter: "1.5", "2". Null for nothing; undefined where that is no time. */
export function hoursIn(typed: string): number | null | undefined {
  const plain = typed.trim().replace(",", ".");
  if (plain === "") return null;
  if (!/^\d{1,5}(\.\d{1,2})?$/.test(plain)) return undefined;
  const hours = Math.round(Number(plain) * 4) / 4;
  return hours > 10_000 ? undefined : hours;
}
