import type { KeepingCommand, KeepingEvent } from "./keeping.ts";
import type { keepingCodes } from "./rules-keeping.ts";

export const keepingCodeWords: Record<keyof typeof keepingCodes, string> = {
  NotInfoLead: "This is for the information lead of the practice that leads this case.",
  OnHold: "This case is held for a legal reason, so it can't be erased now. Lift the hold first, if the reason is gone.",
  StillKept: "The time for which this case has to be kept is not over. It can be erased earlier only if the person asked for it.",
  CopyOwed:
    "The person asked for a copy of what is held about them, and hasn't been given it yet. Give it to them first, or note that they no longer want it.",
  SecondPerson: "You asked for this yourself. Somebody else has to agree: another information lead, or a manager.",
  Changed: "This was changed meanwhile. Look again, then decide.",
};

/** What was decided about how long a case is kept, as a line of "who has seen what". */
export const keepingDid: Record<KeepingEvent["type"], () => string> = {
  holdPlaced: () => "placed a legal hold",
  holdLifted: () => "lifted a legal hold",
  erasureAsked: () => "asked for the erasure of this case",
  erasureAgreed: () => "agreed to the erasure of this case",
  erasureStopped: () => "stopped the erasure of this case",
  erasureBegun: () => "began to erase this case",
  erasureDone: () => "erased this case",
};
/** What somebody tried who was refused. */
export const keepingTried: Record<KeepingCommand["type"] | "keeping" | "certificate" | "eraseCase", string> = {
  keeping: "look at how long the case is kept",
  certificate: "look at a certificate of erasure",
  placeHold: "place a legal hold",
  liftHold: "lift a legal hold",
  askErasure: "ask for the erasure of the case",
  agreeErasure: "agree to the erasure of the case",
  stopErasure: "stop the erasure of the case",
  beginErasure: "erase the case",
  certifyErasure: "certify an erasure",
  eraseCase: "erase the case",
};
