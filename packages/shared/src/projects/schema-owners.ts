import { z } from "zod";
import { line, OrgId, PersonId, Sector } from "../kernel/shapes.ts";

/**
 * How an organisation stands in a project. invited: it has yet to answer; joined: an owner, equal to the others; declined: it said no; left, removed,
 * ceased: it was one once. Its name and what it did stay.
 */
export const OwnerStatus = z.enum(["invited", "joined", "declined", "left", "removed", "ceased"]);
export type OwnerStatus = z.infer<typeof OwnerStatus>;

/** An organisation of a project, as a board has to know it. */
export const Owner = z.strictObject({
  orgId: OrgId,
  name: line(120),
  sector: Sector,
  status: OwnerStatus,
  /** who speaks for it here: in votes, and with the other owners */
  stewards: z.array(PersonId).max(20),
});
export type Owner = z.infer<typeof Owner>;

/**
 * How a project stands (FHIR has no such thing; boards.md has). `needsPartner`: it was joint, and a sector has gone; `sustainReview`: its money ends soon
 * and no way on is chosen; `closing`: it is being brought to an end, and a way on can still be chosen.
 */
export const ProjectStatus = z.enum([
  "proposed",
  "active",
  "needsPartner",
  "sustainReview",
  "closing",
  "closed",
  "archived",
  "lapsed",
  "withdrawn",
  "deleted",
]);
export type ProjectStatus = z.infer<typeof ProjectStatus>;
