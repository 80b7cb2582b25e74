import { z } from "zod";
import type { CommandsOf, EventsOf } from "../kernel/event.ts";
import { line, ReflectionId } from "../kernel/shapes.ts";
import { headings } from "./rules-training.ts";
import { Visited } from "./schema-reflection.ts";

export const Heading = z.enum(headings);
export type Heading = z.infer<typeof Heading>;

/** Commands of a `training:` room; all are whose record it is. */
export const trainingCommands = {
  /** which headings a visit touched: all of them, instead of what was noted before; none takes the visit out of the record */
  noteHeadings: z.strictObject({
    reflectionId: ReflectionId,
    headings: z
      .array(Heading)
      .max(headings.length)
      .refine((all) => new Set(all).size === all.length, "each one once"),
  }),
} as const;
export type TrainingCommand = CommandsOf<typeof trainingCommands>;

export const trainingEvents = {
  headingsNoted: trainingCommands.noteHeadings.extend({
    title: Visited.shape.title,
    hostName: line(120),
    side: Visited.shape.side,
    startsAt: Visited.shape.date.shape.startsAt,
    zone: Visited.shape.date.shape.zone,
    /** how long the visit took */
    minutes: z.int().min(0),
  }),
} as const;
export type TrainingEvent = EventsOf<typeof trainingEvents>;
