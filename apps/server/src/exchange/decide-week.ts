import { refuse } from "@linkwork/shared/exchange/rules.ts";
import { claimLife, mayAskFor, mayClaim, mayClaimReceiving } from "@linkwork/shared/exchange/rules-week.ts";
import type { WeekCommand, WeekEvent } from "@linkwork/shared/exchange/schema-week.ts";
import type { WeekState } from "@linkwork/shared/exchange/state-week.ts";
import type { Draft } from "@linkwork/shared/kernel/event.ts";
import { type Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import type { Context } from "../kernel/slice.ts";

/** Takes some of a person's time, holds it, or lets it go; the same for what they ask for. Only the house does. */
export function decideWeek(state: WeekState, command: WeekCommand, { actor, now }: Context): Draft<WeekEvent> | Refusal {
  if (!actor.system) return refuseKernel("NotFound");
  const claimed = state.taken[command.input.claimId];
  const until = new Date(Date.parse(now) + claimLife).toISOString();
  switch (command.type) {
    case "claimTime": {
      const may = mayClaim(state, command.input, now);
      return may !== true ? may : { type: "timeClaimed", body: { ...command.input, until } };
    }
    case "confirmTime":
      return claimed?.until ? { type: "timeHeld", body: command.input } : refuse("NothingDue");
    case "dropTime":
      return claimed ? { type: "timeDropped", body: command.input } : refuse("NothingDue");
    case "claimBooking": {
      const { claimId, sessionId } = command.input;
      const may = mayAskFor(state, command.input);
      return may !== true ? may : { type: "bookingClaimed", body: { claimId, sessionId, until } };
    }
    case "dropBooking":
      return state.asked[command.input.claimId] ? { type: "bookingDropped", body: command.input } : refuse("NothingDue");
    case "claimReceiving": {
      const may = mayClaimReceiving(state, command.input);
      const { beside: _known, ...claim } = command.input;
      return may !== true ? may : { type: "receivingClaimed", body: { ...claim, until } };
    }
    case "dropReceiving":
      return state.received[command.input.claimId] ? { type: "receivingDropped", body: command.input } : refuse("NothingDue");
  }
}
