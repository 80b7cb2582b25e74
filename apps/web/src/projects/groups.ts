import type { OwnerStatus, ProjectStatus } from "@linkwork/shared/projects/schema-owners.ts";
import type { projectPageWords } from "@linkwork/shared/projects/words-page.ts";

export type Group = keyof typeof projectPageWords.groups;
type Grouped = {
  readonly status: ProjectStatus;
  readonly mine: OwnerStatus;
  readonly asks: number;
  readonly owesWayOn: boolean;
  readonly title: string;
  readonly money: { readonly until: string } | null;
};

const order = ["invited", "asks", "owes", "going", "proposed", "over"] as const satisfies readonly Group[];
const over: ReadonlySet<ProjectStatus> = new Set(["closed", "archived", "lapsed", "withdrawn", "deleted"]);

/** Under which heading a project stands: what waits for an answer of mine comes first. */
function groupOf({ status, mine, asks, owesWayOn }: Grouped): Group {
  if (over.has(status)) return "over";
  if (mine === "invited") return "invited";
  if (asks > 0) return "asks";
  if (owesWayOn || status === "closing") return "owes";
  return status === "proposed" ? "proposed" : "going";
}

/** Projects by what waits; within each the one whose money ends first, then by name. */
export function groupsOf<Row extends Grouped>(rows: readonly Row[]): { group: Group; rows: Row[] }[] {
  const sorted = rows.toSorted(
    (a, b) => (a.money?.until ?? "9").localeCompare(b.money?.until ?? "9") || a.title.localeCompare(b.title, "en-GB"),
  );
  return order.flatMap((group) => {
    const here = sorted.filter((row) => groupOf(row) === group);
    return here.length > 0 ? [{ group, rows: here }] : [];
  });
}
