import { numbersIn } from "../clients/numbers.ts";
import { detailsIn } from "../exchange/rules-detail.ts";
import { refuse } from "./rules.ts";

/** How far from a name a telephone number still seems to be that person's, in characters. */
const beside = 60;
/** What in a text looks as if it told who somebody is: a number of the health service, or a telephone number beside a name. */
export type LooksLike = "number" | "telephone";

/** What a text looks like. `names`: those of the owners and of who works on it, which may stand there. It warns: what it finds may be something else, and it doesn't find all. */
export function looksLikeAPerson(text: string, names: readonly string[] = []): LooksLike | undefined {
  if (numbersIn(text).length > 0) return "number";
  const found = detailsIn(text, names);
  const people = found.filter(({ kind }) => kind === "name" || kind === "initials");
  const near = found.some(
    (phone) => phone.kind === "phone" && people.some((name) => name.from - phone.to < beside && phone.from - name.to < beside),
  );
  return near ? "telephone" : undefined;
}

/** The names that may stand beside a telephone number: those of organisations. */
export const ownerNames = (owners: readonly { readonly name: string }[]): string[] => owners.map(({ name }) => name);

/** The fields in which somebody writes words of their own, on a board and in a project. */
export const wordFields: readonly string[] = [
  ...["title", "name", "text", "description", "words", "purpose", "need", "how", "target", "funder", "value"],
];
type Said = readonly [field: string, text: string];
/** All that somebody wrote in what they ask, and where: "charter.purpose". Ids, days and choices are no words. */
export function wordsIn(asked: unknown, at: readonly string[] = []): Said[] {
  if (typeof asked === "string") return wordFields.includes(at.at(-1) ?? "") ? [[at.join("."), asked]] : [];
  if (typeof asked !== "object" || asked === null) return [];
  return Object.entries(asked).flatMap(([key, value]) => wordsIn(value, [...at, key]));
}
/** What of somebody's words looks like a person, and where; what stands there already was judged when it was written. `names`: those that may stand there. */
export function lookingLike(
  asked: unknown,
  { names, standing }: { names: readonly string[]; standing?: unknown },
): { field: string; text: string; what: LooksLike }[] {
  const there = new Set(wordsIn(standing).map(([, text]) => text));
  return wordsIn(asked).flatMap(([field, text]) => {
    const what = there.has(text) ? undefined : looksLikeAPerson(text, names);
    return what ? { field, text, what } : [];
  });
}
/** May all these words stand there, unless their author was asked and said that they are nobody's? */
export function mayWrite(asked: object, known: { names: readonly string[]; standing?: unknown }): true | ReturnType<typeof refuse> {
  const [found] = "anyway" in asked && asked.anyway === true ? [] : lookingLike(asked, known);
  return found === undefined || refuse("LooksLikeAPerson", { field: found.field, what: found.what });
}
