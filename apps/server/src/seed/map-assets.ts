import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { AssetDetails, Capacity, Method } from "@linkwork/shared/map/schema-asset.ts";
import { systemActor } from "../kernel/system.ts";
import type { Calendar, Weekday } from "./calendar.ts";
import { seedId } from "./ids.ts";
import { areaOf, assetAt, assetOf, beside, told } from "./map.ts";
import { seedPostcodes } from "./map-postcodes.ts";
import { firstThings, type Thing } from "./map-things.ts";
import { moreThings } from "./map-things-more.ts";
import { organisations } from "./organisations.ts";
import { wearing } from "./people.ts";
import type { Step } from "./story.ts";

const districtArea = (postcode: string): string => postcode.split(" ")[0] ?? "G51";

/** All that is said of one of them. */
function detailsOf(thing: Thing, n: number, calendar: Calendar): AssetDetails {
  const { name, kind, themes, summary, postcode, more = {} } = thing;
  const point = postcode === undefined ? undefined : seedPostcodes[postcode];
  return {
    ...{ name, kind, themes, summary, audiences: [], areaId: areaOf(districtArea(postcode ?? "G51 1AA")) },
    place: {
      ...{ precision: thing.precision ?? "exact", address: thing.address ?? "", town: "Glasgow" },
      ...(point ? { point: beside(point, n) } : {}),
      ...(postcode === undefined ? {} : { postcode }),
    },
    ...{ catchment: { kind: "everywhere" }, hours: [], when: "", contacts: [], eligibility: "", cost: "free", costWords: "" },
    ...{ languages: ["en"], access: [] },
    fundingEnds: thing.moneyDays === undefined ? null : calendar.midnight(calendar.now, thing.moneyDays).slice(0, 10),
    ...more,
  };
}

/** What is there in five areas, as its people told the map of it over a year. */
export function mapAssets(calendar: Calendar): Step[] {
  const { steps, act } = told();
  const who = {
    ...{ rhona: wearing("rhona", "southside"), callum: wearing("callum", "ropeworks"), tariq: wearing("tariq", "foodHub") },
    ...{ davie: wearing("davie", "foodHub"), grace: wearing("grace", "choir"), agnieszka: wearing("agnieszka", "debtDesk") },
    ...{
      jean: wearing("jean", "panel"),
      abdi: wearing("abdi", "panel"),
      kirsty: wearing("kirsty", "foodHub"),
      isla: wearing("isla", "southside"),
    },
  };
  const when = (week: number, weekday: Weekday, n: number): number => calendar.on(week, weekday, "10:30") + n * 60_000;
  const verify = (name: string, by: Actor, [week, weekday]: readonly [number, Weekday], method: Method, words = "") =>
    act(when(week, weekday, 5), by, assetAt(name), "verifyAsset", { method, words });
  const says = (name: string, by: Actor, [week, weekday]: readonly [number, Weekday], said: Capacity) =>
    act(when(week, weekday, 7), by, assetAt(name), "sayCapacity", said);

  [...firstThings, ...moreThings].forEach((thing, n) => {
    const assetId = assetOf(thing.key);
    const details = detailsOf(thing, n, calendar);
    const at = when(thing.week, "tue", n);
    if (thing.by === "outsider") act(at, systemActor, assetAt(thing.key), "suggestAsset", { assetId, details });
    else if (thing.by === "import")
      act(at, systemActor, assetAt(thing.key), "importAsset", {
        ...{ assetId, details },
        source: {
          ...{ system: "Invented Council directory", externalId: `ICD-${n}`, licence: "Open Government Licence v3.0" },
          ...{
            importId: seedId<string>("map import"),
            assuredOn: thing.assured ? calendar.midnight(calendar.now, -thing.assured).slice(0, 10) : null,
          },
          terms: [],
        },
      });
    else act(at, who[thing.by], assetAt(thing.key), "addAsset", { assetId, details, ...(thing.heardAt ? { heardAt: thing.heardAt } : {}) });
  });

  // a resident's first one waits for a steward; then theirs are there at once
  act(when(-39, "thu", 0), who.abdi, assetAt("bench"), "acceptAsset", { words: "I sit there myself." });
  act(when(-20, "thu", 0), who.kirsty, assetAt("car boot"), "rejectAsset", {
    words: "It is a sale once a year, not something that is there.",
  });

  // what is about somebody's safety is off the map until a steward has looked
  act(when(-35, "thu", 0), who.abdi, assetAt("safe house"), "hideAsset", {
    words: "Whoever lives there must not be found. The number is enough.",
  });

  // who runs what
  const runs = (name: string, by: Actor, answers: Actor, week: number) => {
    act(when(week, "wed", 0), by, assetAt(name), "claimAsset", { words: "We run this." });
    act(when(week, "thu", 1), answers, assetAt(name), "acceptClaim", { orgId: by.orgId });
  };
  runs("kitchen", who.tariq, who.abdi, -45);
  runs("shed", who.davie, who.callum, -44);
  runs("choir", who.grace, who.kirsty, -43);
  runs("debt", who.agnieszka, who.kirsty, -42);
  act(when(-1, "mon", 2), wearing("peter", "choir"), assetAt("ukulele"), "claimAsset", {
    words: "It is our second group, on the same evening.",
  });

  verify("kitchen", who.tariq, [-1, "tue"], "runsIt");
  verify("shed", who.davie, [-3, "wed"], "runsIt");
  verify("choir", who.grace, [-2, "mon"], "runsIt");
  verify("debt", who.agnieszka, [-6, "tue"], "runsIt");
  verify("bench", who.jean, [-4, "fri"], "visited", "Two people on it, and room for a third.");
  verify("repair", who.abdi, [-8, "fri"], "visited");
  verify("walk", who.rhona, [-5, "wed"], "phoned");
  verify("pantry", who.isla, [-2, "thu"], "visited");
  verify("garden", who.jean, [-30, "fri"], "visited");
  verify("english", who.callum, [-12, "tue"], "website");
  verify("warm room", who.callum, [-9, "mon"], "phoned");

  says("kitchen", who.tariq, [-1, "wed"], {
    status: "capacity",
    wait: "none",
    urgent: true,
    note: "Come on a Tuesday, there is always a chair.",
  });
  says("shed", who.davie, [-1, "thu"], { status: "capacity", wait: "none", urgent: null, note: "Four benches free on Fridays." });
  says("choir", who.grace, [-2, "tue"], {
    status: "waitlist",
    wait: "weeks",
    urgent: false,
    note: "The next term begins after the holidays.",
  });
  says("debt", who.agnieszka, [-1, "mon"], {
    status: "assessment",
    wait: "weeks",
    urgent: true,
    note: "We look at urgent letters on the same day.",
  });
  says("walk", who.rhona, [-1, "tue"], { status: "capacity", wait: "none", urgent: null, note: "" });
  says("counselling", who.isla, [-2, "wed"], {
    status: "noCapacity",
    wait: "longer",
    urgent: false,
    note: "They told us that the list is closed.",
  });
  says("english", who.callum, [-12, "wed"], { status: "waitlist", wait: "months", urgent: null, note: "" });

  act(when(-2, "fri", 0), who.grace, assetAt("daytime singing"), "claimAsset", { words: "Ours since it began." });
  act(when(-2, "fri", 9), who.kirsty, assetAt("daytime singing"), "acceptClaim", { orgId: organisations.choir.orgId });
  act(when(-1, "fri", 0), who.grace, assetAt("daytime singing"), "announceClosing", {
    ...{ closesOn: calendar.midnight(calendar.now, 40).slice(0, 10), reason: "The hall is sold, and no other one is free in the daytime." },
    ...{ alternatives: [assetOf("choir"), assetOf("ukulele")], noneKnown: false },
  });
  act(when(-16, "wed", 0), who.kirsty, assetAt("lunch club"), "closeAsset", {
    ...{ words: "The two who cooked have retired, and nobody took it on.", alternatives: [], noneKnown: true },
  });
  act(when(-15, "wed", 0), who.kirsty, assetAt("mens shed twice"), "mergeAsset", {
    into: assetOf("shed"),
    words: "It was in the council's list under another name.",
  });
  act(when(-10, "mon", 0), who.isla, assetAt("garden"), "reviseAsset", { base: 1, changes: { when: "In winter only when it is dry." } });
  act(when(-3, "mon", 0), who.isla, assetAt("kitchen"), "followAsset", { on: true });
  act(when(-3, "mon", 1), who.rhona, assetAt("daytime singing"), "followAsset", { on: true });
  return steps;
}
