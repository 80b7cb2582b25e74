import type { Filters } from "./client.ts";
import type { NoteFilters } from "./learning.ts";

const isDay = (value: unknown): value is string =>
  typeof value === "string" && /^20\d\d-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
const words = (value: unknown): boolean => typeof value === "string" && value !== "";

/** What the list of visits is narrowed by stands in the address; what fits nothing is left out, and the rest is for the server to judge. */
export function visitFilters(search: Record<string, unknown>): Filters & { by?: "visit" | "map" | "week" | "month"; at?: string } {
  const { theme, sector, words: looked, from, to, access, free, by, at } = search;
  const spans = by === "week" || by === "month";
  const one = (name: string, value: unknown) => (words(value) ? { [name]: value } : {});
  return {
    ...{ ...one("theme", theme), ...one("sector", sector), ...one("words", looked), ...one("from", from), ...one("to", to) },
    ...(Array.isArray(access) && access.length > 0 ? { access } : {}),
    ...(free === true ? { free } : {}),
    ...(by === "visit" || by === "map" || spans ? { by } : {}),
    ...(spans && isDay(at) ? { at } : {}),
  };
}

/** Of the notes the theme and the visit stand in the address; what is looked for doesn't. */
export function learningFilters(search: Record<string, unknown>): Pick<NoteFilters, "theme" | "opportunityId"> {
  const one = (name: string, value: unknown) => (words(value) ? { [name]: value } : {});
  return { ...one("theme", search.theme), ...one("opportunityId", search.opportunityId) };
}
