import { z } from "zod";
import { unfinished } from "../kernel/shapes.ts";

/** What a host can ask for before somebody comes; how it stands with somebody is in their own `readiness:` room. */
export const Requirement = z.enum(["agreement", "check", "induction"]);
export type Requirement = z.infer<typeof Requirement>;

/** What has to be in place before somebody comes to a visit. What is not there is not asked for. */
export const Asks = z.strictObject({
  /** they have agreed to the host's confidentiality agreement, in its newest words */
  agreement: z.literal(true).optional(),
  /** whether their own organisation has to have seen their PVG or DBS check, and why it is needed, or why not: the host decides, by what one does there */
  check: z.strictObject({ needed: z.boolean(), why: unfinished(300) }).optional(),
  /** the host shows them around before they begin: fire exits, whom to call. `months`: how long that holds */
  induction: z.strictObject({ months: z.int().min(1, "at least a month").max(36, "at most 36 months") }).optional(),
});
export type Asks = z.infer<typeof Asks>;

/** The kinds of check whose status is noted: never its number, never what is in it. */
export const CheckKind = z.enum(["pvg", "dbsBasic", "dbsEnhanced"]);
export type CheckKind = z.infer<typeof CheckKind>;
