import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { GapDetails } from "@linkwork/shared/map/schema-gap.ts";
import { systemActor } from "../kernel/system.ts";
import type { Calendar, Weekday } from "./calendar.ts";
import { seedId } from "./ids.ts";
import { areaOf, assetOf, gapAt, gapOf, told } from "./map.ts";
import { seedPostcodes } from "./map-postcodes.ts";
import { wearing } from "./people.ts";
import { pilotId } from "./projects.ts";
import type { Step } from "./story.ts";

type Missing = {
  key: string;
  title: string;
  theme: GapDetails["theme"];
  statement: string;
  postcode: string;
  week: number;
  by: Actor | "outsider";
  more?: Partial<GapDetails>;
};

/** What is missing in five areas, and what became of it: one in each state that there is. */
export function mapGaps(calendar: Calendar): Step[] {
  const { steps, act } = told();
  const [rhona, callum, tariq, isla] = [
    wearing("rhona", "southside"),
    wearing("callum", "ropeworks"),
    wearing("tariq", "foodHub"),
    wearing("isla", "southside"),
  ];
  const [jean, abdi, kirsty] = [wearing("jean", "panel"), wearing("abdi", "panel"), wearing("kirsty", "foodHub")];
  const when = (week: number, weekday: Weekday, n = 0): number => calendar.on(week, weekday, "15:10") + n * 60_000;

  const all: readonly Missing[] = [
    {
      key: "evenings",
      title: "Nobody to talk to in the evening",
      theme: "company",
      postcode: "G51 3DT",
      week: -14,
      by: jean,
      statement: "From five o'clock on I hear nobody until the next day. There are many like me in our street.",
    },
    {
      key: "sunday food",
      title: "Nothing to eat out on a Sunday",
      theme: "food",
      postcode: "G51 2YU",
      week: -20,
      by: jean,
      statement: "All kitchens are closed on Sundays, and Sunday is the day when it is worst.",
    },
    {
      key: "bus to hospital",
      title: "No bus to the hospital after six",
      theme: "transport",
      postcode: "G52 3NG",
      week: -9,
      by: abdi,
      statement: "Visiting hours go on until eight, but the last bus home leaves at six.",
    },
    {
      key: "young men",
      title: "Nothing for young men who don't play football",
      theme: "company",
      postcode: "G42 9TJ",
      week: -7,
      by: isla,
      more: { audiences: ["youngPeople", "men"] },
      statement: "Three young men asked me in one month. I found a football team and nothing else.",
    },
    {
      key: "forms in arabic",
      title: "Help with forms in Arabic",
      theme: "arrival",
      postcode: "G42 8NS",
      week: -6,
      by: callum,
      more: { audiences: ["newcomers"] },
      statement: "I couldn't find anybody who helps with the forms in Arabic; a neighbour does it at her kitchen table.",
    },
    {
      key: "bereavement west",
      title: "A table for people who have lost somebody, further west",
      theme: "loss",
      postcode: "G52 4AY",
      week: -30,
      by: rhona,
      statement: "The nearest one is two buses away.",
    },
    {
      key: "dark path",
      title: "The dark path behind the flats",
      theme: "safety",
      postcode: "G5 9TB",
      week: -5,
      by: jean,
      statement: "Nobody walks it after four in winter, so nobody comes to anything.",
    },
    {
      key: "dog park",
      title: "A fenced place for dogs",
      theme: "green",
      postcode: "G41 3AB",
      week: -12,
      by: abdi,
      statement: "Several of us would meet there every day.",
    },
    {
      key: "evening talk",
      title: "Somewhere to talk at night",
      theme: "company",
      postcode: "G51 3HX",
      week: -8,
      by: tariq,
      statement: "People ask us at the door what is open after the kitchen closes.",
    },
    {
      key: "crèche",
      title: "A crèche beside the English group",
      theme: "families",
      postcode: "G42 8NS",
      week: -3,
      by: callum,
      statement: "Half of the women leave again, because the corner for children is too small.",
    },
    {
      key: "quiet gym",
      title: "A gym hour without music",
      theme: "moving",
      postcode: "G41 2PE",
      week: -2,
      by: jean,
      statement: "For people to whom it is too loud. An hour a week would do.",
    },
    {
      key: "benches",
      title: "More benches on the way to the shops",
      theme: "moving",
      postcode: "G51 4AB",
      week: -1,
      by: "outsider",
      more: { audiences: ["olderPeople"] },
      statement: "My mother can walk it if she can sit down twice.",
    },
  ];
  all.forEach(({ key, title, theme, statement, postcode, week, by, more = {} }, n) => {
    const gapId = gapOf(key);
    const point = seedPostcodes[postcode];
    const areaId = areaOf(postcode.split(" ")[0] ?? "");
    const details: GapDetails = { title, theme, statement, areaId, audiences: [], ...(point ? { point } : {}), ...more };
    if (by === "outsider") act(when(week, "mon", n), systemActor, gapAt(key), "suggestGap", { gapId, details });
    else
      act(when(week, "mon", n), by, gapAt(key), "raiseGap", {
        gapId,
        details,
        ...(by === callum && key === "forms in arabic" ? { found: "nothingSuitable" as const } : {}),
      });
  });

  const endorse = (key: string, by: Actor, week: number, n: number) =>
    act(when(week, "tue", n), by, gapAt(key), "endorseGap", { on: true });
  const validated = (key: string, week: number, needed: string, known: string) => {
    act(when(week, "wed", 1), abdi, gapAt(key), "confirmNeed", { words: needed });
    act(when(week, "wed", 2), callum, gapAt(key), "sayKnown", { words: known });
  };
  const link = (
    key: string,
    week: number,
    to: { kind: "project"; projectId: typeof pilotId } | { kind: "asset"; assetId: ReturnType<typeof assetOf> },
  ) => act(when(week, "fri", 0), rhona, gapAt(key), "linkGap", { linkId: seedId<string>(`map link ${key}`), to });

  // a gap that became the befriending pilot
  for (const [n, by] of [abdi, rhona, tariq].entries()) endorse("evenings", by, -14, n);
  act(when(-14, "thu"), rhona, gapAt("evenings"), "addEvidence", {
    evidenceId: seedId<string>("map evidence evenings"),
    text: "At the surgery we hear it in much the same words, mostly after the clocks have changed.",
  });
  validated(
    "evenings",
    -13,
    "At the open afternoon one table after the other said so.",
    "Two groups end at four. No group in Govan meets later than six.",
  );
  act(when(-11, "thu"), callum, gapAt("evenings"), "takeOn", {
    from: "validated",
    words: "We try befriending with the Food Hub and the panel, and say in spring how it goes.",
  });
  link("evenings", -10, { kind: "project", projectId: pilotId });
  // one that was solved, and will be asked after
  endorse("bereavement west", jean, -29, 0);
  validated(
    "bereavement west",
    -28,
    "Four of us would go, if it were nearer.",
    "There is a café at the corner that stands empty on Sundays.",
  );
  act(when(-27, "thu"), callum, gapAt("bereavement west"), "takeOn", {
    from: "validated",
    words: "We ask the café, and find two people who begin it.",
  });
  link("bereavement west", -12, { kind: "asset", assetId: assetOf("bereavement") });
  act(when(-11, "mon", 30), callum, gapAt("bereavement west"), "closeGap", {
    from: "beingAddressed",
    reason: "addressed",
    words: "The Sunday table has begun; twelve came to the first one.",
    decidedBy: "",
  });
  // closed is not solved
  validated(
    "dark path",
    -4,
    "Every second person says so.",
    "The path belongs to the council; lighting it was turned down for want of money.",
  );
  act(when(-2, "thu"), callum, gapAt("dark path"), "closeGap", {
    from: "validated",
    reason: "notPossible",
    words: "There is no money for lamps in this year or the next.",
    decidedBy: "The council's roads department",
  });
  endorse("sunday food", abdi, -19, 0);
  endorse("sunday food", isla, -19, 1);
  validated("sunday food", -18, "We have asked in two closes: it is so.", "The mosque cooks on Fridays; nobody cooks on Sundays.");
  endorse("bus to hospital", jean, -8, 0);
  endorse("bus to hospital", rhona, -8, 1);
  act(when(-7, "wed"), callum, gapAt("bus to hospital"), "sayKnown", {
    words: "The minibus stops at five; its drivers would do an evening if somebody paid for it.",
  });
  act(when(-5, "wed"), abdi, gapAt("forms in arabic"), "confirmNeed", {
    words: "Two families on the panel's list have asked us the same.",
  });
  act(when(-6, "thu"), kirsty, gapAt("young men"), "askMore", {
    from: "raised",
    words: "About how old are they, and what would they come to?",
  });
  act(when(-10, "wed"), kirsty, gapAt("dog park"), "declineGap", {
    from: "raised",
    words: "It is a matter for the parks department; we have sent it on.",
  });
  act(when(-6, "fri"), kirsty, gapAt("evening talk"), "mergeGap", { from: "raised", into: gapOf("evenings"), words: "It says the same." });
  return steps;
}
