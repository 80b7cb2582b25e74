import type { Calendar } from "./calendar.ts";
import { lettersForAd } from "./case-ad.ts";
import { kitchenForEw } from "./case-ew.ts";
import { fridaysForGs } from "./case-gs.ts";
import { shedForJt } from "./case-jt.ts";
import { cookerForLm } from "./case-lm.ts";
import { companyForMk } from "./case-mk.ts";
import { findingFeetForNo } from "./case-no.ts";
import { singingForRc } from "./case-rc.ts";
import type { Step } from "./story.ts";

/** The cases of the invented community, each told by itself; the seed lives them all in the order of time. */
export const stories: readonly ((calendar: Calendar) => Step[])[] = [
  companyForMk,
  lettersForAd,
  shedForJt,
  kitchenForEw,
  singingForRc,
  cookerForLm,
  findingFeetForNo,
  fridaysForGs,
];
