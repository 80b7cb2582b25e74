import type { WeekCommand, WeekEvent } from "./schema-week.ts";

type Claimed = Extract<WeekCommand, { type: "claimTime" }>["input"];
/** Some of a person's time; `until`: it is only claimed, and from then on whoever is in its way asks what became of it. */
export type TimeTaken = Claimed & { readonly until?: string };
/** A booking that was asked for in some session; what became of it is the session's to say. */
export type BookingAsked = Extract<WeekEvent, { type: "bookingClaimed" }>["body"];
/** One person's time in one week, by claim; and in the room of all weeks what they asked for, by claim. */
export type WeekState = { readonly taken: Readonly<Record<string, TimeTaken>>; readonly asked: Readonly<Record<string, BookingAsked>> };
export const noWeek: WeekState = { taken: {}, asked: {} };

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
  }
}
