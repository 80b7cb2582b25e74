import { z } from "zod";
import type { CommandsOf, EventsOf } from "../kernel/event.ts";
import { OpportunityId, PartId, PersonId, ReflectionId, text } from "../kernel/shapes.ts";
import { Contact, Dated, Host, nothing, Terms } from "./schema.ts";
import { Visitor } from "./schema-session.ts";

/** Whose reflection it is: of who came, or of who received them. */
export const Side = z.enum(["visitor", "host"]);
export type Side = z.infer<typeof Side>;

/** The visit that it is about, as it was when it took place. */
export const Visited = z.strictObject({
  reflectionId: ReflectionId,
  bookingId: PartId,
  side: Side,
  opportunityId: OpportunityId,
  title: Terms.shape.title,
  theme: Terms.shape.theme,
  host: Host,
  /** who received them, and who stood in for those; the first writes for the host unless somebody else of theirs does */
  contact: Contact.nullable(),
  deputy: Contact.nullable(),
  visitor: Visitor,
  date: Dated,
});
export type Visited = z.infer<typeof Visited>;

const answer = text(1500);
/** What somebody writes about a visit, answer by answer. Nothing in it may tell who is helped. */
export const Says = z.strictObject({
  /** what they saw that they didn't know */
  saw: answer.optional(),
  /** what they will do differently with referrals */
  differently: answer,
  /** what would have helped, or what others should know */
  would: answer.optional(),
});
export type Says = z.infer<typeof Says>;

/** Why somebody is asked to take something out, and why words are taken out of a note. No free text in its place: that would repeat what was too much. */
export const DetailReason = z.enum(["namesSomebody", "recognisable", "aboutColleague", "mistake"]);
export type DetailReason = z.infer<typeof DetailReason>;

/** Which of the texts that were sent it is: the number of its event. */
const version = z.int().positive();

/** Commands of a `reflection:` room. */
export const reflectionCommands = {
  /** the house's: the visit took place */
  openReflection: Visited,
  /** the house's: it didn't take place after all */
  closeReflection: nothing,
  /** sent again before it was checked, it takes the place of what was sent before */
  submitReflection: z.strictObject({
    says: Says,
    /** learning: a note for everybody who works somewhere; between: for the two organisations alone */
    share: z.enum(["learning", "between"]),
    /** whether the note says who wrote it */
    signed: z.boolean(),
  }),
  /** the host asks to take something out */
  sendReflectionBack: z.strictObject({ version, reason: DetailReason, /** kind words to whoever wrote it */ words: text(500).optional() }),
  /** the host has read it: nobody who is helped could be recognised */
  checkReflection: z.strictObject({ version, nobodyRecognised: z.literal(true) }),
  /** the author, at any time: also without having written anything */
  withdrawReflection: nothing,
  /** words leave an answer: the house's where they were taken out of the note that came of it, and of who answers for it at the host where there is none */
  lessenReflection: z.strictObject({
    part: Says.keyof(),
    /** the answer as it stands then; nothing where all of it goes */
    left: text(1500).or(z.literal("")),
    reason: DetailReason,
    /** what they have read; the house names none */
    version: version.optional(),
  }),
} as const;
export type ReflectionCommand = CommandsOf<typeof reflectionCommands>;

export const reflectionEvents = {
  reflectionOpened: Visited,
  reflectionClosed: nothing,
  /** with the author's name as it was then. It takes the words before it, so its own come in another event: what takes words stays as it was */
  reflectionSubmitted: reflectionCommands.submitReflection.omit({ says: true }).extend({
    author: Contact,
    /** it was sent before, and nobody had looked at it yet */
    again: z.literal(true).optional(),
  }),
  /** an answer of which all was taken out is empty, or not there */
  reflectionWorded: z.strictObject({ says: Says.extend({ differently: answer.or(z.literal("")) }) }),
  reflectionSentBack: reflectionCommands.sendReflectionBack.extend({ /** who asks for it */ by: PersonId }),
  /** shared: a note comes of it; kept: it stays between the two organisations */
  reflectionChecked: z.strictObject({ version, outcome: z.enum(["shared", "kept"]) }),
  /** `signed`: a note with their name came of it before */
  reflectionWithdrawn: z.strictObject({ signed: z.boolean() }),
  /** it takes the words before it, as a submission does; what stays of them comes in another event */
  reflectionLessened: reflectionCommands.lessenReflection.omit({ left: true, version: true }),
} as const;
export type ReflectionEvent = EventsOf<typeof reflectionEvents>;
