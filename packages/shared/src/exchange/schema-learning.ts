import { z } from "zod";
import type { CommandsOf, EventsOf } from "../kernel/event.ts";
import { line, text } from "../kernel/shapes.ts";
import { nothing } from "./schema.ts";
import { DetailReason, Says, Visited } from "./schema-reflection.ts";

/** Who wrote a note, if they wished it to be said. */
const Author = z.strictObject({ name: line(80), orgName: line(120) });
export type NoteAuthor = z.infer<typeof Author>;
/** What a note says of the visit: nothing by which its visitor could be found. */
const About = Visited.pick({ reflectionId: true, side: true, opportunityId: true, title: true, theme: true, host: true }).extend({
  /** when the visit was; UTC, and the zone of the place */
  startsAt: Visited.shape.date.shape.startsAt,
  zone: Visited.shape.date.shape.zone,
  says: Says,
});

/** Which of the answers. */
export const Part = Says.keyof();
export type Part = z.infer<typeof Part>;

/** Commands of a `learning:` room. */
export const learningCommands = {
  /** the house's: a reflection was checked, and its author wants it to be shared */
  publishNote: About.extend({ author: Author.optional() }),
  /** the house's: its author took the reflection back */
  unsignNote: nothing,
  /** somebody who answers for it at the host leaves words out of an answer; nothing is left of those */
  takeOutWords: z.strictObject({
    part: Part,
    /** the answer as it stands then; "…" for what was there, or nothing where all of it goes */
    left: text(1500).or(z.literal("")),
    /** the number of the room's event that they have read up to */
    heard: z.int().positive(),
    reason: DetailReason,
  }),
} as const;
export type LearningCommand = CommandsOf<typeof learningCommands>;

export const learningEvents = {
  notePublished: About,
  /** beside it, so that it can go by itself */
  noteSigned: Author,
  /** may come before the note does: then that is published without a name */
  noteUnsigned: nothing,
  /** all of that answer; what stays of it comes in another event, which may lose its words in turn */
  wordsTakenOut: learningCommands.takeOutWords.pick({ part: true, reason: true }),
  answerLeft: learningCommands.takeOutWords.pick({ part: true, left: true }),
} as const;
export type LearningEvent = EventsOf<typeof learningEvents>;
