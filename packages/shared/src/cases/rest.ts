import { z } from "zod";
import { line, PersonId, text } from "../kernel/shapes.ts";
import { Capacity } from "./consent.ts";

/** Why sharing rests though the person has not said so: they can't decide it any more, or have died. */
const RestCause = z.enum(["capacity", "death"]);
export type RestCause = z.infer<typeof RestCause>;

export const restCommands = {
  restSharing: z.strictObject({
    because: RestCause,
    /** the day since when, as far as it is known */
    on: z.iso.date(),
    /** who told us */
    from: line(120),
  }),
  /** one of the two who decide that sharing is best for the person, or of benefit to them (MCA 2005 s.4, AWI(S) Act 2000 s.1) */
  recordBestInterests: z.strictObject({
    capacity: Capacity,
    /** who was asked: family, carers, those who know what the person would want */
    consulted: line(200),
    /** plain text, at most 2,000 characters */
    why: text(2_000),
  }),
  endRest: z.strictObject({
    how: z.discriminatedUnion("kind", [
      /** the person can decide it again, and wants it to go on */
      z.strictObject({ kind: z.literal("regained"), capacity: Capacity }),
      /** the second person agrees with what was recorded */
      z.strictObject({ kind: z.literal("bestInterests") }),
      z.strictObject({ kind: z.literal("mistake"), reason: line(200) }),
    ]),
  }),
} as const;

/** What partners may see of them is less: `present` leaves out what is optional here. */
export const restEvents = {
  sharingRested: restCommands.restSharing.partial({ on: true, from: true }),
  bestInterestsRecorded: restCommands.recordBestInterests.extend({ informed: z.array(PersonId).max(20) }).partial(),
  restEnded: z.strictObject({
    kind: z.enum(["regained", "bestInterests", "mistake"]),
    capacity: Capacity.optional(),
    reason: line(200).optional(),
  }),
} as const;
