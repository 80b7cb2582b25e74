import { z } from "zod";
import type { CommandsOf, EventsOf } from "../kernel/event.ts";
import { ClientId, PartId, PersonId, RoomId } from "../kernel/shapes.ts";
import { Method } from "./consent.ts";

/** Who asks that a case be kept beyond its time. */
export const HoldAuthority = z.enum(["court", "police", "inquiry", "regulator", "ourselves"]);
export type HoldAuthority = z.infer<typeof HoldAuthority>;
/** Why it has to be kept. Chosen, not written: these records outlive the case, and hold no words about anybody. */
export const HoldReason = z.enum(["claim", "complaint", "investigation", "inquiry", "accessRequest"]);
export type HoldReason = z.infer<typeof HoldReason>;
/** Why it need not be kept any longer. */
export const LiftReason = z.enum(["settled", "decided", "byMistake"]);
export type LiftReason = z.infer<typeof LiftReason>;
/** A number under which their own files have more about it: letters, digits and a few signs, so that it is no sentence. */
const Reference = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9/.:-]{0,29}$/, "letters and digits without blanks, at most 30");

/** Why a case is erased: the time for which it has to be kept is over, or the person asked for it. */
export const ErasureBasis = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("retentionOver") }),
  z.strictObject({
    kind: z.literal("personAsked"),
    /** when the person asked; not in the future */
    on: z.iso.datetime(),
    method: Method,
  }),
]);
export type ErasureBasis = z.infer<typeof ErasureBasis>;

const hold = z.strictObject({ holdId: PartId });
const erasure = z.strictObject({ erasureId: PartId });

/** What is asked of the records of a case about how long it is kept; nobody reads those records but through calls of their own. */
export const keepingCommands = {
  placeHold: hold.extend({ authority: HoldAuthority, reason: HoldReason, reference: Reference.optional() }),
  liftHold: hold.extend({ reason: LiftReason }),
  askErasure: erasure.extend({ basis: ErasureBasis }),
  agreeErasure: erasure,
  stopErasure: erasure,
  /** the house's: the seven days are over */
  beginErasure: erasure,
  /** the house's: every key is destroyed */
  certifyErasure: erasure.extend({
    /** each room that is gone, with how many wraps of each epoch's key were destroyed, and a digest of their ids */
    rooms: z
      .array(
        z.strictObject({
          roomId: RoomId,
          epochs: z.array(z.strictObject({ n: z.int().positive(), wraps: z.int().min(0), digest: z.string().length(64) })).max(5_000),
        }),
      )
      .max(20),
    /** where the conversation ended: its last number, and the hash that the whole chain leads to */
    talk: z.strictObject({ seq: z.int().min(0), hash: z.string().max(64) }),
  }),
} as const;
export type KeepingCommand = CommandsOf<typeof keepingCommands>;

export const keepingEvents = {
  holdPlaced: keepingCommands.placeHold,
  holdLifted: keepingCommands.liftHold,
  erasureAsked: keepingCommands.askErasure,
  /** `due`: the first instant at which it is carried out; `clientId`: whose case it is */
  erasureAgreed: erasure.extend({ due: z.iso.datetime(), clientId: ClientId }),
  /** `why` only where nobody stopped it: something was written since, so its time isn't over; `tell`: who hears of that */
  erasureStopped: erasure.extend({ why: z.literal("writtenSince").optional(), tell: z.array(PersonId).max(50).optional() }),
  erasureBegun: erasure.extend({ clientId: ClientId }),
  erasureDone: keepingCommands.certifyErasure,
} as const;
export type KeepingEvent = EventsOf<typeof keepingEvents>;
