import { z } from "zod";
import type { CommandsOf, EventsOf } from "../kernel/event.ts";
import { AreaId, line } from "../kernel/shapes.ts";
import { areaCode, mostInRing, mostRings } from "./rules-outline.ts";
import { each, Point, Theme } from "./schema.ts";
import { Stirred } from "./schema-gap.ts";

/** What an area is called by: a postcode district (`G51`), or a short name of its own. */
export const AreaCode = z.string().max(20).regex(areaCode, "a code like G51");
/** One ring of an outline: closed, at least four points; `[lon, lat]`. */
export const Ring = z
  .array(z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]))
  .min(4)
  .max(mostInRing);
/** An area with its name. Without an outline it is known by its middle alone. */
export const Area = z.strictObject({
  areaId: AreaId,
  code: AreaCode,
  name: line(80),
  middle: Point,
  outline: z.array(Ring).max(mostRings).nullable(),
  /** people who live there, where that is known: below 1,000 no numbers are told */
  residents: z.int().min(0).max(10_000_000).nullable(),
  /** postcode districts that lie in it */
  districts: each(z.string().regex(/^[A-Z]{1,2}\d[A-Z\d]?$/, "a district like G51"), 60),
});
export type Area = z.infer<typeof Area>;
/** A published number: fewer than eight, or the nearest five from ten up. */
export const Published = z.union([z.literal("fewer"), z.int().min(10).multipleOf(5).max(1_000_000)]);
export type Published = z.infer<typeof Published>;
/** The numbers of a week: frozen when they are published. */
export const Numbers = z.strictObject({
  /** the Monday, `2026-11-30` */
  weekOf: z.iso.date(),
  k: z.int().min(8).max(100),
  orgsAtLeast: z.int().min(3).max(20),
  rows: z.array(z.strictObject({ theme: Theme, published: Published })).max(30),
});
export type Numbers = z.infer<typeof Numbers>;

/** Commands of an `area:` room. */
export const areaCommands = {
  /** a coordinator draws it, or draws it anew */
  setArea: Area,
  /** the house's: something of it changed */
  stir: Stirred,
  /** the house's: the numbers of a week */
  publishNumbers: Numbers,
} as const;
export type AreaCommand = CommandsOf<typeof areaCommands>;
export const areaEvents = {
  areaSet: Area,
  stirred: Stirred,
  numbersPublished: Numbers,
} as const;
export type AreaEvent = EventsOf<typeof areaEvents>;
