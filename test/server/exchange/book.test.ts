import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import { actAs } from "../../kit/build.ts";
import { day, hour, minute } from "../../kit/clock.ts";
import { describeCommand } from "../../kit/given.ts";
import { anOpportunity, wallIn } from "../../kit/visits.ts";
import { type At, aHost, all, aNewcomer, aResident, asksFor, did, inSession, takes, tells, why } from "./scenes.ts";

/** Anna has a place elsewhere, so many days and minutes after this one begins. */
const elsewhere =
  (...after: [days: number, minutes: number][]) =>
  async ({ world, visitors, roomId: here }: At) => {
    const { date } = await world.app.rooms.ask<SessionState>(here);
    for (const [days, minutes] of after) {
      const starts = new Date(Date.parse(`${date?.starts}Z`) + days * day + minutes * minute).toISOString().slice(0, 16);
      const { sessions } = await anOpportunity(world, { when: { starts, minutes: 60 } }, true, await aHost(world));
      const [roomId] = sessions;
      if (roomId) await actAs(world, visitors.anna, { roomId, type: "book", input: {} });
    }
    await world.app.effects.settled();
  };
const soon = (hours: number) => (world: At["world"]) => new Date(world.clock.now() + hours * hour).toISOString().slice(0, 16);

describeCommand({
  command: "book",
  stranger: aResident,
  allowed: {
    "who books a free place has it at once, their time is theirs no more, and the contact hears of it": {
      given: inSession("anna", {}, { elsewhere: all(tells("tariq"), takes("anna"), asksFor("anna")) }),
      here: ["bookingConfirmed"],
    },
    "where no place is free one waits": {
      given: inSession("anna", {}, { booked: ["ben"], elsewhere: asksFor("anna") }),
      here: ["bookingWaitlisted"],
    },
    "a freed place that is offered to somebody is not free for who comes anew": {
      given: inSession(
        "anna",
        {},
        {
          booked: ["ben", "cleo"],
          first: did("ben", "cancelBooking", ({ booked }) => ({ bookingId: booked.ben })),
          elsewhere: asksFor("anna"),
        },
      ),
      here: ["bookingWaitlisted"],
    },
    "the last place is kept for an urgent need: one waits": {
      given: inSession("anna", {}, { change: { rules: { capacity: 2, reserve: 1 } }, booked: ["ben"], elsewhere: asksFor("anna") }),
      here: ["bookingWaitlisted"],
    },
    "where the host says yes first, one asks, and the contact hears of it": {
      given: inSession(
        "anna",
        { hopes: "how you keep the queue calm" },
        { change: { rules: { mode: "approval" } }, elsewhere: all(tells("tariq"), asksFor("anna")) },
      ),
      here: ["bookingRequested"],
    },
    "one waits for a place although there is another visit at that time": {
      given: inSession("anna", {}, { booked: ["ben"], first: elsewhere([0, 60]), elsewhere: asksFor("anna") }),
      here: ["bookingWaitlisted"],
    },
    "who gave a place back can ask again": {
      given: inSession(
        "anna",
        {},
        {
          booked: ["anna"],
          first: did("anna", "cancelBooking", ({ booked }) => ({ bookingId: booked.anna })),
          elsewhere: all(tells("tariq"), takes("anna"), asksFor("anna")),
        },
      ),
      here: ["bookingConfirmed"],
    },
  },
  refused: {
    "one's own organisation": { given: inSession("tess"), refusal: "BAD_REQUEST OwnOrganisation" },
    "twice in one session": { given: inSession("anna", {}, { booked: ["anna"] }), refusal: "CONFLICT BookedAlready" },
    "too close to the day": {
      given: async (world) => {
        const { roomId, ...scene } = await inSession("anna")(world);
        const starts = soon(23)(world);
        const { sessions } = await anOpportunity(world, { when: { starts, zone: "Atlantic/Reykjavik" } });
        return { ...scene, roomId: sessions[0] ?? roomId };
      },
      refusal: "CONFLICT TooLate",
    },
    "one that is paused": {
      given: async (world) => {
        const scene = await inSession("anna")(world);
        const { roomId, sessions } = await anOpportunity(world);
        await actAs(world, world.people.tariq, { roomId, type: "pauseOpportunity", input: {} });
        return { ...scene, roomId: sessions[0] ?? roomId };
      },
      refusal: "CONFLICT NotOpen",
    },
    "one that was called off": {
      given: inSession("anna", {}, { first: did("tariq", "cancelSession", () => why) }),
      refusal: "CONFLICT NotOpen",
    },
    "a place at a time at which one is somewhere else": {
      given: inSession("anna", {}, { first: elsewhere([0, 60]) }),
      refusal: "CONFLICT Elsewhere",
    },
    "a place with no time to get there": {
      given: inSession("anna", {}, { first: elsewhere([0, 130]) }),
      refusal: "CONFLICT Elsewhere",
    },
    "a third visit on one day": {
      given: async (world) => {
        const change = { when: { starts: wallIn(world.clock.now(), 250) } };
        return inSession("anna", {}, { change, first: elsewhere([0, 180], [0, 300]) })(world);
      },
      refusal: "CONFLICT EnoughThatDay",
    },
    "a fourth live booking": {
      given: inSession("anna", {}, { first: elsewhere([1, 0], [2, 0], [3, 0]) }),
      refusal: "CONFLICT ThreeAtMost",
    },
    "words that are too long": { given: inSession("anna", { hopes: "x".repeat(501) }), refusal: "BAD_REQUEST BadInput input.hopes" },
  },
  other: () => ({ hopes: "something else" }),
  raced: {
    given: async (world) => {
      const one = await inSession("anna")(world);
      return [one, { ...one, as: await aNewcomer(world, "Dee") }];
    },
    outcomes: ["written", "written"],
    here: ["bookingConfirmed", "bookingWaitlisted"],
  },
});
