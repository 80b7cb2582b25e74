import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import type { Charter, Funding, Measure } from "@linkwork/shared/projects/schema.ts";
import { bringsWords } from "@linkwork/shared/projects/words.ts";
import { charterWords as words } from "@linkwork/shared/projects/words-charter.ts";
import { fullDate } from "../ui/time.ts";
import { sumOf } from "./charter-form.ts";

const day = (wall: string): string => fullDate(`${wall}T12:00:00Z`);

/** What an organisation brings, in one line: "a place: the back room on Thursdays". */
export const bringsLine = ({ kind, words: said }: Pick<Charter["brings"][number], "kind" | "words">): string =>
  `${bringsWords[kind]}: ${said}`;
/** Money without its name: who gives it, how much, from when until when. */
export const moneyLine = ({ funder, pence, from, until }: Funding): string =>
  words.moneyLine(funder, pence === null ? words.unsaid : sumOf(pence), day(from), day(until));
/** What is looked at, without what should be better: how one knows, what is hoped for, by when. */
export const measureLine = ({ how, target, by }: Measure): string => words.measureLine(how, target, by ? words.byDay(day(by)) : "");

/** One thing that a charter would say otherwise; null where nothing stands on that side. */
export type CharterChange = { readonly key: string; readonly what: string; readonly before: string | null; readonly after: string | null };

/** What of one charter reads otherwise in another: line by line, in the order in which a charter is read. */
export function charterChanges(before: Charter, after: Charter, nameOf: (orgId: OrgId) => string): CharterChange[] {
  const textOf = (text: string | null): string | null => (text === null || text.trim() === "" ? null : text);
  const plain = (what: string, one: string | null, other: string | null) => ({
    key: what,
    what,
    before: textOf(one),
    after: textOf(other),
  });
  const started = ({ startsOn }: Charter) => (startsOn === null ? null : day(startsOn));
  return [
    plain(words.name, before.title, after.title),
    plain(words.why, before.purpose, after.purpose),
    plain(words.said, before.need, after.need),
    plain(words.starts, started(before), started(after)),
    ...inLists(before.brings, after.brings, {
      // the same line from another organisation is another's
      idOf: ({ bringsId, orgId }) => `${bringsId} ${orgId}`,
      what: ({ orgId }) => words.bringsOf(nameOf(orgId)),
      line: (each) => bringsLine(each),
    }),
    ...inLists(before.money, after.money, {
      idOf: ({ fundingId }) => fundingId,
      what: ({ name }) => words.moneyOf(name),
      line: (money) => `${money.name}, ${moneyLine(money)}`,
    }),
    ...inLists(before.measures, after.measures, {
      idOf: ({ measureId }) => measureId,
      what: () => words.measuresTitle,
      line: (measure) => `${measure.words}. ${measureLine(measure)}`,
    }),
  ].filter((each) => each.before !== each.after);
}

type Reading<T> = { idOf(one: T): string; what(one: T): string; line(one: T): string };
/** The same of a list: what stands on both sides in its old order, then what is new. */
function inLists<T>(before: readonly T[], after: readonly T[], { idOf, what, line }: Reading<T>): CharterChange[] {
  const then = new Map(after.map((one) => [idOf(one), one]));
  const was = new Set(before.map(idOf));
  const stood = before.map((one) => {
    const other = then.get(idOf(one));
    return { key: idOf(one), what: what(one), before: line(one), after: other ? line(other) : null };
  });
  const fresh = after.filter((one) => !was.has(idOf(one)));
  return [...stood, ...fresh.map((one) => ({ key: idOf(one), what: what(one), before: null, after: line(one) }))];
}
