import type { Calendar } from "./calendar.ts";
import { lettersForAd } from "./case-ad.ts";
import { companyForMk } from "./case-mk.ts";
import type { Step } from "./story.ts";

/** The cases of the invented community, each told by itself; the seed lives them all in the order of time. */
export const stories: readonly ((calendar: Calendar) => Step[])[] = [companyForMk, lettersForAd];
