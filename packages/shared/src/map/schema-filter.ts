import { z } from "zod";
import { Access } from "../exchange/schema.ts";
import { AreaId, line } from "../kernel/shapes.ts";
import { freshBands } from "./rules-fresh.ts";
import { Audience, each, Point, Theme } from "./schema.ts";
import { AssetKind } from "./schema-asset.ts";
import { GapStatus } from "./schema-gap.ts";

const lon = z.number().min(-180).max(180);
const lat = z.number().min(-90).max(90);
/** A piece of the map that is looked at: west, south, east, north, in degrees. */
export const Box = z.tuple([lon, lat, lon, lat]).refine(([west, south, east, north]) => west <= east && south <= north, "west to east");
/** Where it lies: in a piece of the map, so many kilometres around a point as the crow flies, or nowhere at all: what is online, comes round, or is told to nobody. */
export const Where = z.union([
  z.strictObject({ bbox: Box }),
  z.strictObject({ near: Point, km: z.number().min(0.1).max(50) }),
  z.strictObject({ nowhere: z.literal(true) }),
]);
export type Where = z.infer<typeof Where>;
/** Words that are all to stand in a name or a summary, whatever their case. */
const Sought = line(80);
const places = { where: Where.optional(), areaIds: each(AreaId, 20).optional(), themes: each(Theme, 21).optional() };

/** What of all that is there is asked for; of each list one suffices, of `access` everything is needed. The list, the map and each export take the same. */
export const AssetFilter = z.strictObject({
  ...places,
  /** things for one of these, and things for everybody */
  audiences: each(Audience, 9).optional(),
  kinds: each(AssetKind, 6).optional(),
  access: each(Access, 6).optional(),
  fresh: each(z.enum(freshBands), 4).optional(),
  /** has places as far as anybody knows now; only for who may see that */
  places: z.literal(true).optional(),
  cost: z.enum(["free", "some", "asks"]).optional(),
  text: Sought.optional(),
  /** that closes, or whose money ends within ninety days */
  soon: z.enum(["closing", "fundingEnds"]).optional(),
});
export type AssetFilter = z.infer<typeof AssetFilter>;
/** `distance`: from the point, or from the middle of the piece of the map; without either it is by freshness. What is stale comes last in both. */
export const AssetSort = z.enum(["distance", "fresh", "name"]);
export type AssetSort = z.infer<typeof AssetSort>;
/** Pages of a list count from 1. */
export const Page = z.int().min(1).max(2_000);

/** What of all that is missing is asked for. */
export const GapFilter = z.strictObject({
  ...places,
  statuses: each(GapStatus, 9).optional(),
  /** how it came to its end, instead of `statuses`: by what meets it; or `otherwise`, closed or not taken up for another reason */
  ended: z.enum(["met", "otherwise"]).optional(),
  audiences: each(Audience, 9).optional(),
  /** whom it was heard from: only what a resident told, or stands behind */
  voice: z.literal("residents").optional(),
  text: Sought.optional(),
});
export type GapFilter = z.infer<typeof GapFilter>;
