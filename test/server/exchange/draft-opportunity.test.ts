import { opportunityCommands } from "@linkwork/shared/exchange/schema.ts";
import { newId, type OpportunityId } from "@linkwork/shared/kernel/ids.ts";
import { opportunityRoom } from "@linkwork/shared/kernel/room.ts";
import { expect, test } from "vitest";
import { describeCommand, nobody, type Scene } from "../../kit/given.ts";
import { termsOf, wallIn } from "../../kit/visits.ts";
import type { World } from "../../kit/world.ts";
import { aPanel, aResident } from "./scenes.ts";

type Change = Parameters<typeof termsOf>[2] | ((world: World) => Parameters<typeof termsOf>[2]);
const scene =
  (change: Change = {}, as: (world: World) => Scene["as"] | Promise<Scene["as"]> = ({ people }) => people.tariq) =>
  async (world: World): Promise<Scene> => {
    const opportunityId = newId<OpportunityId>(Date.now());
    const { tariq, tess } = world.people;
    const made = typeof change === "function" ? change(world) : change;
    const terms = termsOf(world.clock.now(), { contact: tariq, deputy: tess }, made);
    return { as: await as(world), roomId: opportunityRoom(opportunityId), input: { opportunityId, terms } };
  };
const starting = (days: number) => (world: World) => ({ when: { starts: wallIn(world.clock.now(), days) } });
/** The next last Sunday of March, on which half past one doesn't exist. */
const skipped = ({ clock }: World): string => {
  const march = (year: number) => new Date(Date.UTC(year, 2, 31 - new Date(Date.UTC(year, 2, 31)).getUTCDay()));
  const year = new Date(clock.now()).getUTCFullYear();
  const next = march(year).getTime() > clock.now() ? march(year) : march(year + 1);
  return `${next.toISOString().slice(0, 10)}T01:30`;
};

test("what is typed into one line is one line: no sign of it begins another, and the rest stays as it was typed", () => {
  const typed = (title: string) => opportunityCommands.draftOpportunity.shape.terms.shape.title.parse(title);
  expect(typed('  A "morning";\r\nATTENDEE:x\u2028y\tz\u007f ')).toBe('A "morning"; ATTENDEE:x y z');
  expect(typed("صبح \u200fhub\u200d")).toBe("صبح \u200fhub\u200d");
});

describeCommand({
  command: "draftOpportunity",
  makesRoom: true,
  allowed: {
    "somebody of an organisation begins one": { given: scene(), here: ["opportunityDrafted"] },
    "with hardly anything written yet": {
      given: scene({ seen: "", meet: "", risk: "", place: "", contact: null, deputy: null, when: null, access: [] }),
      here: ["opportunityDrafted"],
    },
    "quotes, signs that turn the reading direction and line ends in a title are no new line": {
      given: scene({ title: 'A "morning";\r\nATTENDEE:x \u202eabc' }),
      here: ["opportunityDrafted"],
    },
    "a link worker, the other way round": {
      given: scene(
        { contact: null, deputy: null, clients: true, permission: "May somebody listen in? You can say no." },
        ({ people }) => people.rhona,
      ),
      here: ["opportunityDrafted"],
    },
  },
  refused: {
    "a resident": { given: scene({ contact: null, deputy: null }, aResident), refusal: "FORBIDDEN WorkersOnly" },
    "a contact of another organisation": {
      given: scene(({ people }) => ({ contact: { personId: people.rhona.personId, name: "Rhona" } })),
      refusal: "BAD_REQUEST NotAColleague terms.contact",
    },
    "a contact who only lives beside the host, and could be told nothing of who comes": {
      given: async (world) => {
        const { manager, resident } = await aPanel(world);
        return scene({ contact: { personId: resident.personId, name: resident.name }, deputy: null }, () => manager)(world);
      },
      refusal: "BAD_REQUEST NotAColleague terms.contact",
    },
    "the number of a certificate, where it is said why one is needed": {
      given: scene({ asks: { check: { needed: true, why: "Like mine, PVG number 2212 3456." } } }),
      refusal: "BAD_REQUEST CertificateNumber terms.asks.check.why",
    },
    "a day in the past": { given: scene(starting(-1)), refusal: "BAD_REQUEST InThePast terms.when.starts" },
    "more than a year ahead": { given: scene(starting(380)), refusal: "BAD_REQUEST TooFarAhead terms.when.starts" },
    "the year 9999": { given: scene({ when: { starts: "9999-01-01T10:00" } }), refusal: "BAD_REQUEST BadInput input.terms.when.starts" },
    "no length": { given: scene({ when: { minutes: 0 } }), refusal: "BAD_REQUEST BadInput input.terms.when.minutes" },
    "more than twelve hours": { given: scene({ when: { minutes: 721 } }), refusal: "BAD_REQUEST BadInput input.terms.when.minutes" },
    "a zone by its shorthand": { given: scene({ when: { zone: "BST" } }), refusal: "BAD_REQUEST BadInput input.terms.when.zone" },
    "a zone that there isn't": { given: scene({ when: { zone: "Europe/Lundon" } }), refusal: "BAD_REQUEST UnknownZone terms.when.zone" },
    "a time that doesn't exist": {
      given: scene((world) => ({ when: { starts: skipped(world) } })),
      refusal: "BAD_REQUEST NoSuchTime terms.when.starts",
    },
    "a million dates": {
      given: scene({ when: { rule: "FREQ=DAILY;COUNT=1000000" } }),
      refusal: "BAD_REQUEST TooManyDates terms.when.rule",
    },
    "a date each second": { given: scene({ when: { rule: "FREQ=SECONDLY;COUNT=9" } }), refusal: "BAD_REQUEST RuleUnclear terms.when.rule" },
    "a rule of ten thousand signs": {
      given: scene({ when: { rule: "x".repeat(10_000) } }),
      refusal: "BAD_REQUEST BadInput input.terms.when.rule",
    },
    "all places kept": { given: scene({ rules: { capacity: 2, reserve: 2 } }), refusal: "BAD_REQUEST BadInput input.terms.rules.reserve" },
    "a place on the map with its two numbers the wrong way round": {
      given: scene({ spot: { at: { lon: 55.86, lat: -4.31 } } }),
      refusal: "BAD_REQUEST OutOfBounds terms.spot",
    },
    "no title": { given: scene({ title: " \r\n " }), refusal: "BAD_REQUEST BadInput input.terms.title" },
    "another room than its own": {
      given: async (world) => ({ ...(await scene()(world)), roomId: opportunityRoom(nobody<OpportunityId>()) }),
      refusal: "BAD_REQUEST WrongOpportunity opportunityId",
    },
  },
  other: (input) => ({ ...input, terms: { ...(input.terms as object), title: "another" } }),
  raced: {
    given: async (world) => {
      const one = await scene()(world);
      return [one, { ...one, as: world.people.tess }];
    },
    outcomes: ["WrongOpportunity", "written"],
    here: ["opportunityDrafted"],
  },
});
