import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import { actAs } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { describeCommand, nobody } from "../../kit/given.ts";
import { anOpportunity } from "../../kit/visits.ts";
import { type At, aHost, all, did, inSession, of, takes, tells } from "./scenes.ts";

const approval = { rules: { mode: "approval" as const } };
/** Anna has a place elsewhere at that time. */
const isElsewhere = async ({ world, visitors, roomId }: At) => {
  const { date } = await world.app.rooms.ask<SessionState>(roomId);
  const { sessions } = await anOpportunity(world, { when: { starts: date?.starts ?? "" } }, true, await aHost(world));
  if (sessions[0]) await actAs(world, visitors.anna, { roomId: sessions[0], type: "book", input: {} });
};

describeCommand({
  command: "approveBooking",
  allowed: {
    "the host says yes, and the visitor has the place and hears of it": {
      given: inSession("tariq", of("anna"), { change: approval, booked: ["anna"], elsewhere: all(tells("anna"), takes("anna")) }),
      here: ["bookingApproved"],
    },
    "any colleague of the host may": {
      given: inSession("tess", of("anna"), { change: approval, booked: ["anna"], elsewhere: all(tells("anna"), takes("anna")) }),
      here: ["bookingApproved"],
    },
    "where no place is free any more the visitor waits, with the place in the queue of their first asking": {
      given: inSession("tariq", of("anna"), {
        ...{ change: approval, booked: ["anna", "ben"], elsewhere: tells("anna") },
        first: did("tariq", "approveBooking", of("ben")),
      }),
      here: ["bookingQueued"],
    },
  },
  refused: {
    "what was answered": {
      given: inSession("tariq", of("anna"), { change: approval, booked: ["anna"], first: did("tariq", "approveBooking", of("anna")) }),
      refusal: "CONFLICT BookingMoved",
    },
    "after three days": {
      given: inSession("tariq", of("anna"), {
        change: approval,
        booked: ["anna"],
        first: async ({ world }) => world.later(3 * day),
      }),
      refusal: "CONFLICT BookingMoved",
    },
    "who is somewhere else at that time": {
      given: inSession("tariq", of("anna"), { change: approval, booked: ["anna"], first: isElsewhere }),
      refusal: "CONFLICT VisitorElsewhere",
    },
    "somebody who is not of the host": {
      given: inSession("otto", of("anna"), { change: approval, booked: ["anna"] }),
      refusal: "NOT_FOUND NotFound",
    },
    "a booking that isn't there": {
      given: inSession("tariq", () => ({ bookingId: nobody() })),
      refusal: "BAD_REQUEST UnknownBooking bookingId",
    },
  },
  other: () => ({ bookingId: nobody() }),
  raced: {
    given: async (world) => {
      const one = await inSession("tariq", of("anna"), { change: approval, booked: ["anna"] })(world);
      return [one, { ...one, as: world.people.tess }];
    },
    outcomes: ["BookingMoved", "written"],
    here: ["bookingApproved"],
  },
});
