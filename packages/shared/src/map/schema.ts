import { z } from "zod";
import { AreaId, line, OrgId, Sector, text, unfinished } from "../kernel/shapes.ts";

/** What something on the map is about. The list is ours and short, so that numbers about it can be told; an import keeps its own terms beside it. */
export const Theme = z.enum([
  ...(["food", "money", "company", "mind", "moving", "caring", "homes", "health", "voice", "transport", "work", "learning"] as const),
  ...(["digital", "arts", "green", "faith", "families", "loss", "addiction", "safety", "arrival"] as const),
]);
export type Theme = z.infer<typeof Theme>;
/** For whom something is; none for everybody. */
export const Audience = z.enum([
  ...(["children", "youngPeople", "olderPeople", "carers", "disabledPeople", "newcomers", "women", "men", "lgbt"] as const),
]);
export type Audience = z.infer<typeof Audience>;
/** The side on which somebody speaks: those who live there, or those who work for an organisation. It follows from the sector of the hat that they wear. */
export const Side = z.enum(["residents", "partners"]);
export type Side = z.infer<typeof Side>;

/** Each one once. */
export const each = <T extends z.ZodType>(of: T, max: number) =>
  z
    .array(of)
    .max(max)
    .refine((all) => new Set(all.map((one) => JSON.stringify(one))).size === all.length, "each one once");

/** Where something lies, in WGS 84 to six decimals. That it lies within the bounds of the map is a rule, with words of its own. */
export const Point = z.strictObject({
  /** degrees east */
  lon: z.number().min(-180).max(180),
  /** degrees north */
  lat: z.number().min(-90).max(90),
});
export type Point = z.infer<typeof Point>;
/** How exactly outsiders, and everybody but those who look after it, are told where it is. `hidden`: not at all, and it lies on no map. */
export const Precision = z.enum(["exact", "postcode", "district", "hidden"]);
export type Precision = z.infer<typeof Precision>;
/** A postcode as it is written, also one that nobody knows yet: it is kept, and warned of. */
export const Postcode = z
  .string()
  .max(10)
  .regex(/^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/, "a postcode like G51 3UU");

/** Where it is. Nothing of it is needed for what is online, or moves about. */
export const Place = z.strictObject({
  precision: Precision,
  point: Point.optional(),
  /** as one would tell a visitor */
  address: unfinished(200),
  postcode: Postcode.optional(),
  /** the town or village */
  town: unfinished(80).optional(),
});
export type Place = z.infer<typeof Place>;
/** For whom it is, by where they live: its areas, so many kilometres around it, or everywhere. */
export const Catchment = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("everywhere") }),
  z.strictObject({ kind: z.literal("areas"), areaIds: each(AreaId, 30) }),
  z.strictObject({ kind: z.literal("radius"), km: z.number().min(0.1).max(100) }),
]);
export type Catchment = z.infer<typeof Catchment>;

/** The organisation for which something was said, as it was called then. */
export const ForOrg = z.strictObject({ orgId: OrgId, name: line(120), sector: Sector });
export type ForOrg = z.infer<typeof ForOrg>;
/** With what looks like somebody's number, telephone or address in it: they were asked, and it is nobody's. Never for a number of the health service. */
export const anyway = { anyway: z.literal(true).optional() };
/** The number of an event: that from which what is changed was read, or that which is meant. */
export const Base = z.int().min(0).max(9_999_999_999);
/** Public words: why something was declined, closed, taken in. */
export const Words = text(1_000);
/** Words that may be missing. */
export const MayBeWords = unfinished(1_000);
/** A command or an event that says nothing but its name. */
export const nothing = z.strictObject({});
