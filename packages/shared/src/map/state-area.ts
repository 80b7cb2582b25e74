import type { Area, AreaEvent, Numbers } from "./schema-area.ts";

/** A part of the map with a name, and the numbers of its newest week. What stirred in it is in its events alone. */
export type AreaState = { readonly area: Area | null; readonly numbers: Numbers | null; readonly before: Numbers | null };
export const noArea: AreaState = { area: null, numbers: null, before: null };

/** What is true of an area after an event. */
export function foldArea(state: AreaState, event: AreaEvent): AreaState {
  switch (event.type) {
    case "areaSet":
      return { ...state, area: event.body };
    case "stirred":
      return state;
    case "numbersPublished":
      return { ...state, numbers: event.body, before: state.numbers };
  }
}
