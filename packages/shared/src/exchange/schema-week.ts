import { z } from "zod";
import type { CommandsOf, EventsOf } from "../kernel/event.ts";
import { OpportunityId, PartId, SessionId } from "../kernel/shapes.ts";
import { PlaceRules, WallDay } from "./schema.ts";

/** Somebody's time that a session takes. Its id is that of the command which takes it. */
const Claim = z.strictObject({
  claimId: PartId,
  sessionId: SessionId,
  /** UTC; without what one needs to get there and away */
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  /** minutes before and after */
  buffer: PlaceRules.shape.bufferMinutes,
  /** on the wall of the place */
  day: WallDay,
  perDay: PlaceRules.shape.perDay,
});
/** `instead`: the claim that is given back as soon as this one is held: it doesn't count among those of the day. */
const Claiming = Claim.extend({ instead: PartId.optional(), beside: z.array(SessionId).max(60).optional() });
const oneClaim = z.strictObject({ claimId: PartId });
/** One of the few live bookings that somebody may have: that which becomes one by this command. */
const Asking = z.strictObject({ claimId: PartId, sessionId: SessionId });
/** The dates on which somebody is to receive the visitors of one chance to shadow, all at once; UTC. Its id is that of the command by which they do. */
const Receiving = z.strictObject({
  claimId: PartId,
  opportunityId: OpportunityId,
  /** minutes before and after */
  buffer: PlaceRules.shape.bufferMinutes,
  dates: z
    .array(z.strictObject({ sessionId: SessionId, from: z.iso.datetime(), to: z.iso.datetime() }))
    .min(1)
    .max(60),
});
/** Commands of a `week:` room; all are the house's. */
export const weekCommands = {
  claimTime: Claiming,
  confirmTime: oneClaim,
  dropTime: oneClaim,
  /** in the room of all weeks. `live`: the sessions in which they are known to have one; `instead`: that whose booking they give for it */
  claimBooking: Asking.extend({ live: z.array(SessionId).max(100), instead: SessionId.optional() }),
  dropBooking: oneClaim,
  /** in the room of all weeks. `beside`: other such claims at these times, of which it is known that nothing came, or nothing is left */
  claimReceiving: Receiving.extend({ beside: z.array(PartId).max(100) }),
  dropReceiving: oneClaim,
} as const;
export type WeekCommand = CommandsOf<typeof weekCommands>;

export const weekEvents = {
  /** `until`: from then on whoever is in its way asks the session what became of it; UTC */
  timeClaimed: Claiming.extend({ until: z.iso.datetime() }),
  timeHeld: oneClaim,
  timeDropped: oneClaim,
  /** `until`: from then on it is given up where no booking has come of it; UTC */
  bookingClaimed: Asking.extend({ until: z.iso.datetime() }),
  bookingDropped: oneClaim,
  /** `until`: from then on whoever is in its way has it given up, where it came to nothing; UTC */
  receivingClaimed: Receiving.extend({ until: z.iso.datetime() }),
  receivingDropped: oneClaim,
} as const;
export type WeekEvent = EventsOf<typeof weekEvents>;
