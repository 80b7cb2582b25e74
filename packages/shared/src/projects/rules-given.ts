import type { OrgId } from "../kernel/shapes.ts";
import type { Kind } from "./schema.ts";
import type { ProjectState } from "./state.ts";

/** What one organisation brought: time, money, and how often of what kind. None is worth more than another. */
export type Brought = {
  readonly orgId: OrgId;
  readonly name: string;
  readonly hours: number;
  readonly pence: number;
  readonly kinds: Readonly<Record<Kind, number>>;
};

// zod stays out of the first load: the kinds once more, and the compiler asks for each
const kindsOf: readonly Kind[] = ["place", "time", "livedExperience", "skills", "equipment", "food", "money", "other"];

/** What each brought to one project, in the order in which they are its owners; nobody is ranked by it. Who has left keeps what they did. */
export function broughtBy({ owners, given }: Pick<ProjectState, "owners" | "given">): Brought[] {
  return Object.values(owners).flatMap((each): Brought[] => {
    const theirs = each ? given.filter(({ orgId }) => orgId === each.orgId) : [];
    if (!each || (each.status !== "joined" && theirs.length === 0)) return [];
    const sum = (of: (one: (typeof theirs)[number]) => number | null) => theirs.reduce((total, one) => total + (of(one) ?? 0), 0);
    const counted = kindsOf.map((kind): [Kind, number] => [kind, theirs.filter((one) => one.kind === kind).length]);
    return [
      {
        ...{ orgId: each.orgId, name: each.name, hours: sum(({ hours }) => hours), pence: sum(({ pence }) => pence) },
        kinds: Object.fromEntries(counted) as Record<Kind, number>,
      },
    ];
  });
}
