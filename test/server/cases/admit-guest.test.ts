import { personRoom } from "@linkwork/shared/kernel/room.ts";
import type { BuiltCase, Person } from "../../kit/build.ts";
import { consentInput } from "../../kit/build.ts";
import { day, minute } from "../../kit/clock.ts";
import { describeCommand, nobody } from "../../kit/given.ts";
import { guestInput, letIn, minuteIn } from "../../kit/guests.ts";
import { cafeIsIn, did, ianIsIn, inCase, keptAway } from "../../kit/scenes.ts";
import type { World } from "../../kit/world.ts";

type Who = (world: World) => Pick<Person, "personId" | "orgId">;
/** Olga, of the café, which has no part in the case; or what a test changes about it. */
const admission =
  (change: (world: World, built: BuiltCase) => Record<string, unknown> = () => ({}), who: Who = (world) => world.people.olga) =>
  (built: BuiltCase, world: World) =>
    guestInput(world.clock, who(world), change(world, built));
const olga = admission();
const elsewhere = (world: World) => ({ [personRoom(world.people.olga.personId)]: ["noticeDelivered"] });
const rest = (because: string) => did("rhona", "restSharing", { because, on: "2026-01-05", from: "her daughter" });

describeCommand({
  command: "admitGuest",
  allowed: {
    "somebody from outside is let in by name until a time, and is told": {
      given: inCase("rhona", olga, { elsewhere }),
      here: ["guestAdmitted"],
    },
    "thirty days ahead, to the minute": {
      given: inCase(
        "rhona",
        admission((w) => ({ until: minuteIn(w.clock, 30 * day) })),
        { elsewhere },
      ),
      here: ["guestAdmitted"],
    },
    "again once their time is over": {
      given: inCase("rhona", olga, {
        elsewhere,
        first: async (world, built) => {
          await letIn("olga", { until: minuteIn(world.clock, 2 * minute) })(world, built);
          await world.later(3 * minute);
        },
      }),
      here: ["guestAdmitted"],
    },
    "by a colleague of hers who is a link worker and in the case": {
      given: inCase("isla", olga, {
        elsewhere,
        first: did("rhona", "addColleague", (built, world) => ({
          participationId: built.leadId,
          personId: world.people.isla.personId,
        })),
      }),
      here: ["guestAdmitted"],
    },
  },
  refused: {
    "another organisation's worker": { given: inCase("tariq", olga), refusal: "FORBIDDEN LeadOnly" },
    "a colleague who is no link worker": { given: inCase("ian", olga, { first: ianIsIn }), refusal: "FORBIDDEN NotYourRole" },
    "a guest, who brings nobody": { given: inCase("olga", olga, { first: letIn("olga") }), refusal: "FORBIDDEN NotForGuests" },
    "an end that has passed": {
      given: inCase(
        "rhona",
        admission((w) => ({ until: minuteIn(w.clock, -minute) })),
      ),
      refusal: "BAD_REQUEST GuestTime until",
    },
    "an end more than thirty days ahead": {
      given: inCase(
        "rhona",
        admission((w) => ({ until: minuteIn(w.clock, 30 * day + minute) })),
      ),
      refusal: "BAD_REQUEST GuestTime until",
    },
    "a word that will be said in the future": {
      given: inCase(
        "rhona",
        admission((w) => ({ said: { on: minuteIn(w.clock, 2 * minute), method: "face", language: "en" } })),
      ),
      refusal: "BAD_REQUEST InTheFuture said.on",
    },
    "an organisation that isn't there": {
      given: inCase(
        "rhona",
        admission(() => ({ orgId: nobody() })),
      ),
      refusal: "BAD_REQUEST NoSuchOrganisation orgId",
    },
    "somebody who isn't there": {
      given: inCase(
        "rhona",
        admission(() => ({ personId: nobody() })),
      ),
      refusal: "BAD_REQUEST NoSuchGuest personId",
    },
    "somebody of another organisation than the one that was named": {
      given: inCase(
        "rhona",
        admission((w) => ({ personId: w.people.otto.personId })),
      ),
      refusal: "BAD_REQUEST NoSuchGuest personId",
    },
    "whom the person wants kept away reads like somebody who isn't there": {
      given: inCase(
        "rhona",
        admission(undefined, (w) => w.people.otto),
        { first: keptAway("otto") },
      ),
      refusal: "BAD_REQUEST NoSuchGuest personId",
    },
    "an organisation that the person wants kept away reads like one that isn't there": {
      given: inCase(
        "rhona",
        admission(undefined, (w) => w.people.otto),
        {
          first: did("rhona", "recordConsent", (_, w) =>
            consentInput(w.clock, [w.orgs.cafe.orgId], { excluded: [{ kind: "org", orgId: w.orgs.stranger.orgId }] }),
          ),
        },
      ),
      refusal: "BAD_REQUEST NoSuchOrganisation orgId",
    },
    "a colleague of the practice, who comes in as one": {
      given: inCase(
        "rhona",
        admission(undefined, (w) => w.people.isla),
      ),
      refusal: "BAD_REQUEST GuestFromOutside orgId",
    },
    "who takes part already": { given: inCase("rhona", olga, { first: cafeIsIn }), refusal: "CONFLICT AlreadyIn orgId" },
    "a colleague of theirs, whom they bring in themselves": {
      given: inCase(
        "rhona",
        admission(undefined, (w) => w.people.tess),
      ),
      refusal: "CONFLICT AlreadyIn orgId",
    },
    "and not while the person has paused the sharing with their organisation": {
      given: inCase(
        "rhona",
        admission(undefined, (w) => w.people.tess),
        {
          first: did("rhona", "pauseConsent", (built) => ({ consentId: built.consentId, method: "phone" })),
        },
      ),
      refusal: "CONFLICT AlreadyIn orgId",
    },
    "a guest who is here": { given: inCase("rhona", olga, { first: letIn("olga") }), refusal: "CONFLICT AlreadyIn personId" },
    "an id that another guest has": {
      given: async (world) => {
        const guestId = nobody();
        return inCase(
          "rhona",
          admission(
            () => ({ guestId }),
            (w) => w.people.otto,
          ),
          { first: letIn("olga", { guestId }) },
        )(world);
      },
      refusal: "CONFLICT WrongState guestId",
    },
    "while the person can't decide it": { given: inCase("rhona", olga, { first: rest("capacity") }), refusal: "CONFLICT SharingRests" },
    "after they have died": { given: inCase("rhona", olga, { first: rest("death") }), refusal: "CONFLICT HasDied" },
  },
  other: (input) => ({ ...input, may: "read" }),
  raced: {
    given: async (world) => {
      const one = await inCase("rhona", olga)(world);
      return [one, { ...one, input: { ...one.input, guestId: nobody() } }];
    },
    outcomes: ["written", "AlreadyIn"],
    here: ["guestAdmitted"],
  },
});
