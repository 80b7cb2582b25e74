import type { WeekCommand, WeekEvent } from "./schema-week.ts";

type Claimed = Extract<WeekCommand, { type: "claimTime" }>["input"];
/** Some of a person's time; `until`: it is only claimed, and from then on whoever is in its way asks what became of it. */
export type TimeTaken = Claimed & { readonly until?: string };
/** One person's time in one week, by claim. */
export type WeekState = { readonly taken: Readonly<Record<string, TimeTaken>> };
export const noWeek: WeekState = { taken: {} };

export function foldWeek(state: WeekState, event: WeekEvent): WeekState {
  switch (event.type) {
    case "timeClaimed":
      return { taken: { ...state.taken, [event.body.claimId]: event.body } };
    case "timeHeld": {
      const claimed = state.taken[event.body.claimId];
      if (!claimed) return state;
      const { until: _until, ...held } = claimed;
      return { taken: { ...state.taken, [held.claimId]: held } };
    }
    case "timeDropped": {
      const { [event.body.claimId]: _dropped, ...taken } = state.taken;
      return { taken };
    }
  }
}
