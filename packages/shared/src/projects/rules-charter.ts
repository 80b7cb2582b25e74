import { dayInLondon } from "../kernel/london.ts";
import type { Verdict } from "../kernel/refusal.ts";
import type { OrgId } from "../kernel/shapes.ts";
import { refuse } from "./rules.ts";
import type { Charter, Funding } from "./schema.ts";
import type { Owner } from "./schema-owners.ts";
import type { ProjectState } from "./state.ts";

/** What saying yes asks for, in the order of the form. */
export type CharterPart = "purpose" | "need" | "startsOn" | "brings" | "money" | "measures";

/** All that is missing before somebody can say yes. `owners`: those who each have to bring something; money that has ended by now is none. */
export function missingIn(charter: Charter, owners: readonly Pick<Owner, "orgId">[], now: string): CharterPart[] {
  const brings = (orgId: OrgId) => charter.brings.some((each) => each.orgId === orgId);
  const today = dayInLondon(now);
  const parts: [CharterPart, boolean][] = [
    ["purpose", charter.purpose.trim() !== ""],
    ["need", charter.need.trim() !== ""],
    ["startsOn", charter.startsOn !== null],
    ["brings", owners.every(({ orgId }) => brings(orgId))],
    ["money", charter.money.every(({ until }) => until >= today)],
    ["measures", charter.measures.length > 0],
  ];
  return parts.flatMap(([part, there]) => (there ? [] : part));
}

/** Those who each have to bring something: before it begins all who are asked or have said yes, afterwards those who have. */
export const whoBrings = ({ status, owners }: Pick<ProjectState, "status" | "owners">): Owner[] =>
  Object.values(owners).flatMap((each) => (each?.status === "joined" || (status === "proposed" && each?.status === "invited") ? each : []));

const twice = (ids: readonly string[]): boolean => new Set(ids).size !== ids.length;
const ends = ({ from, until }: Pick<Funding, "from" | "until">): boolean => from <= until;
/** Whether a charter fits: each id once, money ends after it begins, and who brings something is in it. What is only missing may be. */
export function charterFits({ brings, money, measures }: Charter, inIt: readonly OrgId[]): Verdict {
  if (twice(brings.map(({ bringsId }) => bringsId))) return refuse("SameTwice", { field: "charter.brings" });
  if (twice(money.map(({ fundingId }) => fundingId))) return refuse("SameTwice", { field: "charter.money" });
  if (twice(measures.map(({ measureId }) => measureId))) return refuse("SameTwice", { field: "charter.measures" });
  if (!money.every(ends)) return refuse("MoneyDays", { field: "charter.money" });
  return brings.every(({ orgId }) => inIt.includes(orgId)) || refuse("NotInProject", { field: "charter.brings" });
}

/** Whether a way on fits the money that it follows. `today`: in London. */
export function wayOnFits(
  { charter, owners }: Pick<ProjectState, "charter" | "owners">,
  { fundingId, wayOn }: Extract<ProjectState["proposals"][string]["question"], { kind: "wayOn" }>,
  today: string,
): Verdict {
  const money = charter?.money.find((each) => each.fundingId === fundingId);
  if (!money) return refuse("UnknownMoney", { field: "question.fundingId" });
  if (owners[wayOn.orgId]?.status !== "joined") return refuse("NotInProject", { field: "question.wayOn.orgId" });
  if (wayOn.way === "plannedConclusion") return wayOn.endsOn >= today || refuse("WayOnDays", { field: "question.wayOn.endsOn" });
  if (wayOn.way !== "successorFunding") return true;
  const { funding } = wayOn;
  const others = charter?.money.filter((each) => each.fundingId !== fundingId) ?? [];
  if (others.some((each) => each.fundingId === funding.fundingId)) return refuse("SameTwice", { field: "question.wayOn.funding" });
  if (!ends(funding)) return refuse("MoneyDays", { field: "question.wayOn.funding" });
  return (funding.until > money.until && funding.until >= today) || refuse("WayOnDays", { field: "question.wayOn.funding.until" });
}
