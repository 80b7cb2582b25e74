import { numbersIn } from "../clients/numbers.ts";
import { detailsIn } from "../exchange/rules-detail.ts";
import { refuse } from "./rules.ts";
import type { BoardState } from "./state.ts";

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

/** The names that may stand on a board beside a telephone number: its owners. */
export const namesOn = ({ owners }: Pick<BoardState, "owners">): string[] => owners.map(({ name }) => name);

/** May these words stand on the board, unless somebody was asked and said that they are nobody's? */
export function mayWrite(
  state: Pick<BoardState, "owners">,
  words: Readonly<Record<string, string>>,
  anyway: true | undefined,
): true | ReturnType<typeof refuse> {
  if (anyway) return true;
  for (const [field, text] of Object.entries(words)) {
    const what = looksLikeAPerson(text, namesOn(state));
    if (what) return refuse("LooksLikeAPerson", { field, what });
  }
  return true;
}
