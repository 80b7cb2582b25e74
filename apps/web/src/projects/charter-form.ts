import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import type { Charter, Kind } from "@linkwork/shared/projects/schema.ts";
import { charterWords as words } from "@linkwork/shared/projects/words-charter.ts";
import type { FormError } from "../ui/error-summary.tsx";

/** What stands in the form, as it is typed. */
export type CharterDraft = {
  title: string;
  purpose: string;
  need: string;
  startsOn: string;
  brings: readonly { bringsId: string; orgId: OrgId; kind: Kind | ""; words: string }[];
  money: readonly { fundingId: string; name: string; funder: string; pounds: string; from: string; until: string }[];
  measures: readonly { measureId: string; words: string; how: string; target: string; by: string }[];
};
export const emptyCharter: CharterDraft = { title: "", purpose: "", need: "", startsOn: "", brings: [], money: [], measures: [] };

/** An organisation as the form has to know it. */
export type Named = { readonly orgId: OrgId; readonly name: string };

/** Pounds as typed, in pence: "1,200", "£850.50". Null for nothing; undefined where that is no sum. */
export function penceOf(typed: string): number | null | undefined {
  const plain = typed.replaceAll(/[£,\s]/g, "");
  if (plain === "") return null;
  if (!/^\d{1,8}(\.\d{1,2})?$/.test(plain)) return undefined;
  const pence = Math.round(Number(plain) * 100);
  return pence > 10_000_000_00 ? undefined : pence;
}
/** Pence as somebody would type it. */
export const poundsOf = (pence: number | null): string =>
  pence === null ? "" : pence % 100 === 0 ? String(pence / 100) : (pence / 100).toFixed(2);
const sums = new Intl.NumberFormat("en-GB", { style: "currency", currency: "GBP", minimumFractionDigits: 0 });
/** "£8,500", for people to read. */
export const sumOf = (pence: number): string =>
  pence % 100 === 0 ? sums.format(pence / 100) : sums.format(pence / 100).replace(/\.(\d)$/, ".$10");

/** What was written before, for the form. */
export function draftOf({ startsOn, money, measures, ...rest }: Charter): CharterDraft {
  return {
    ...rest,
    startsOn: startsOn ?? "",
    money: money.map(({ pence, ...each }) => ({ ...each, pounds: poundsOf(pence) })),
    measures: measures.map((each) => ({ ...each, by: each.by ?? "" })),
  };
}

const written = (line: { readonly [field: string]: string }, fields: readonly string[]): boolean =>
  fields.some((field) => (line[field] ?? "").trim() !== "");
const bringsFields = ["kind", "words"];
const moneyFields = ["name", "funder", "pounds", "from", "until"];
const measureFields = ["words", "how", "target", "by"];

/** Without the lines in which nothing stands, and without what organisations bring that are not asked. */
function linesOf(draft: CharterDraft, orgs: readonly Named[]): Pick<CharterDraft, "brings" | "money" | "measures"> {
  const known = new Set(orgs.map(({ orgId }) => orgId));
  return {
    brings: draft.brings.filter((each) => known.has(each.orgId) && written(each, bringsFields)),
    money: draft.money.filter((each) => written(each, moneyFields)),
    measures: draft.measures.filter((each) => written(each, measureFields)),
  };
}

/** What is sent. Only for a draft in which nothing is missing. */
export function charterOf(draft: CharterDraft, orgs: readonly Named[]): Charter {
  const { brings, money, measures } = linesOf(draft, orgs);
  return {
    ...{ title: draft.title.trim(), purpose: draft.purpose.trim(), need: draft.need.trim(), startsOn: draft.startsOn || null },
    brings: brings.flatMap(({ kind, ...each }) => (kind === "" ? [] : { ...each, kind, words: each.words.trim() })),
    money: money.map(({ pounds, ...each }) => ({
      ...each,
      ...{ name: each.name.trim(), funder: each.funder.trim(), pence: penceOf(pounds) ?? null },
    })),
    measures: measures.map(({ by, ...each }) => ({
      ...each,
      ...{ words: each.words.trim(), how: each.how.trim(), target: each.target.trim(), by: by || null },
    })),
  };
}

/** Something that is missing, with the step on which it is written. */
export type Missing = FormError & { readonly field: string; readonly step: number };
const blank = (text: string): boolean => text.trim() === "";

/** All that is missing before partners can say yes to it, at once, in the order of the form. `today`: in London. `stood`: money whose end is agreed, which may be over by now. */
export function missingIn(draft: CharterDraft, orgs: readonly Named[], today: string, stood: Charter["money"] = []): Missing[] {
  const { missing } = words;
  const { brings, money, measures } = linesOf(draft, orgs);
  const agreed = (fundingId: string, until: string) => stood.some((each) => each.fundingId === fundingId && each.until === until);
  const ask = (step: number, field: string, is: boolean, message: string): Missing[] => (is ? [{ step, field, message }] : []);
  return [
    ...ask(0, "title", blank(draft.title), missing.title),
    ...ask(0, "purpose", blank(draft.purpose), missing.purpose),
    ...ask(0, "need", blank(draft.need), missing.need),
    ...ask(0, "startsOn", draft.startsOn === "", missing.startsOn),
    ...orgs.flatMap(({ orgId, name }) => ask(2, `brings-${orgId}`, !brings.some((each) => each.orgId === orgId), missing.brings(name))),
    ...brings.flatMap(({ bringsId, kind, words: said }) => [
      ...ask(2, `kind-${bringsId}`, kind === "", missing.kind),
      ...ask(2, `words-${bringsId}`, blank(said), missing.words),
    ]),
    ...money.flatMap(({ fundingId, name, funder, pounds, from, until }) => [
      ...ask(3, `name-${fundingId}`, blank(name), missing.moneyName),
      ...ask(3, `funder-${fundingId}`, blank(funder), missing.funder),
      ...ask(3, `pounds-${fundingId}`, penceOf(pounds) === undefined, missing.pounds),
      ...ask(3, `from-${fundingId}`, from === "", missing.from),
      ...ask(3, `until-${fundingId}`, until === "", missing.until),
      ...ask(3, `until-${fundingId}`, from !== "" && until !== "" && until < from, missing.order),
      ...ask(3, `until-${fundingId}`, until !== "" && until >= from && until < today && !agreed(fundingId, until), missing.ended),
    ]),
    ...ask(4, "measures", measures.length === 0, missing.measures),
    ...measures.flatMap(({ measureId, words: what, how, target }) => [
      ...ask(4, `what-${measureId}`, blank(what), missing.what),
      ...ask(4, `how-${measureId}`, blank(how), missing.how),
      ...ask(4, `target-${measureId}`, blank(target), missing.target),
    ]),
  ];
}

/** Whether both say the same, whatever empty lines stand in the form. */
export const sameCharter = (draft: CharterDraft, orgs: readonly Named[], charter: Charter): boolean =>
  JSON.stringify(ordered(charterOf(draft, orgs))) === JSON.stringify(ordered(charter));

/** With the fields of everything in one order. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, ordered(each)]),
  );
}
