import { z } from "zod";
import { line, PartId, PersonId, Role, SecretHash } from "../kernel/shapes.ts";

/** A citizens' panel's poster: whoever types the code that stands on it joins as a resident. */
const Poster = z.strictObject({
  /** the event's own id */
  posterId: PartId,
  /** who made it */
  by: line(80),
  /** the first instant at which it holds no more; UTC, at most a year ahead */
  until: z.iso.datetime(),
  /** of its code; always stored, shown to nobody */
  hash: SecretHash.optional(),
});
export type Poster = z.infer<typeof Poster>;

/** The code on a poster, as somebody types it: letters and digits, in whichever case, with or without the dash. */
export const PosterCode = z.string().regex(/^[A-Za-z0-9 -]{8,20}$/, "not a code of a poster");

/** How somebody came to be a member, beside an invitation. */
export const Came = z.strictObject({
  /** by which poster */
  posterId: PartId.optional(),
  /** a steward wrote them down: they have no account, and nobody signs in as them */
  without: z.literal(true).optional(),
});

/** Commands of an `org:` room around its stewards, and what they do where it is a citizens' panel. */
export const residentCommands = {
  makePoster: Poster.pick({ until: true }),
  endPoster: Poster.pick({ posterId: true }),
  /** the house's: somebody gave the code on the poster, and has proven an address */
  joinByPoster: z.strictObject({ posterId: PartId, hash: SecretHash, personId: PersonId, name: line(80) }),
  /** somebody without a phone, by the name that they want to be called */
  addResident: z.strictObject({ name: line(80) }),
  /** somebody of a panel knows who came by its poster: from now on they see what its people see */
  letIn: z.strictObject({ personId: PersonId }),
  /** whether one of its people is a steward from now on: in a panel; elsewhere it can only be ended so */
  chooseSteward: z.strictObject({ personId: PersonId, steward: z.boolean() }),
  /** the house's, for the platform's administrators: whether one of an organisation's people reviews, or keeps, the map */
  chooseKeeper: z.strictObject({ personId: PersonId, role: Role.extract(["steward", "coordinator"]), on: z.boolean() }),
} as const;

export const residentEvents = {
  posterMade: Poster,
  posterEnded: residentCommands.endPoster,
  residentLetIn: residentCommands.letIn,
} as const;
