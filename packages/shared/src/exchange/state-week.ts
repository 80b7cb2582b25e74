import type { WeekCommand, WeekEvent } from "./schema-week.ts";

type Claimed = Extract<WeekCommand, { type: "claimTime" }>["input"];
/** Some of a person's time; `until`: it is only claimed, and from then on whoever is in its way asks what became of it. */
export type TimeTaken = Claimed & { readonly until?: string };
/** A booking that was asked for in some session; what became of it is the session's to say. */
export type BookingAsked = Extract<WeekEvent, { type: "bookingClaimed" }>["body"];
/** Dates on which somebody receives visitors, or is to; which of them still stand is for the chance to shadow that they belong to to say. */
export type ReceivingClaimed = Extract<WeekEvent, { type: "receivingClaimed" }>["body"];
/** One person's time in one week, by claim; and in the room of all weeks what they asked for, and when they receive visitors, by claim. */
export type WeekState = {
  readonly taken: Readonly<Record<string, TimeTaken>>;
  readonly asked: Readonly<Record<string, BookingAsked>>;
  readonly received: Readonly<Record<string, ReceivingClaimed>>;
};
export const noWeek: WeekState = { taken: {}, asked: {}, received: {} };

export function foldWeek(state: WeekState, event: WeekEvent): WeekState {
  switch (event.type) {
    case "timeClaimed":
      return { ...state, taken: { ...state.taken, [event.body.claimId]: event.body } };
    case "timeHeld": {
      const claimed = state.taken[event.body.claimId];
      if (!claimed) return state;
      const { until: _until, ...held } = claimed;
      return { ...state, taken: { ...state.taken, [held.claimId]: held } };
    }
    case "timeDropped": {
      const { [event.body.claimId]: _dropped, ...taken } = state.taken;
      return { ...state, taken };
    }
    case "bookingClaimed":
      return { ...state, asked: { ...state.asked, [event.body.claimId]: event.body } };
    case "bookingDropped": {
      const { [event.body.claimId]: _dropped, ...asked } = state.asked;
      return { ...state, asked };
    }
    case "receivingClaimed": {
      // what is over is in nobody's way any more
      const ahead = Object.values(state.received).filter(({ dates }) => dates.some(({ to }) => event.at < to));
      const received = Object.fromEntries([...ahead, event.body].map((each) => [each.claimId, each]));
      return { ...state, received };
    }
    case "receivingDropped": {
      const { [event.body.claimId]: _dropped, ...received } = state.received;
      return { ...state, received };
    }
  }
}
