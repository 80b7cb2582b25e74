import { sessionRoom } from "@linkwork/shared/kernel/room.ts";
import { describe, expect, test } from "vitest";
import { sessionEffects } from "../../../apps/server/src/exchange/effects.ts";
import { hour } from "../../kit/clock.ts";
import { describeCommand, nobody } from "../../kit/given.ts";
import { type Alone, aSessionAlone, aVisitor, must } from "../../kit/visits.ts";
import { all, aResident, did, frees, inSession, inTurn, of, tells, tidied, until } from "./scenes.ts";

describeCommand({
  command: "cancelBooking",
  stranger: aResident,
  allowed: {
    "who gives a place back frees it for the next one, who is offered it in the same moment": {
      given: inSession("anna", of("anna"), { booked: ["anna", "ben", "cleo"], elsewhere: all(tells("tariq", "ben"), frees("anna")) }),
      here: ["bookingCancelled", "placeOffered"],
    },
    "who waits leaves the list, and nobody is told": {
      given: inSession("ben", of("ben"), { booked: ["anna", "ben"] }),
      here: ["bookingCancelled"],
    },
    "who asked and was not answered takes it back": {
      given: inSession("anna", of("anna"), { change: { rules: { mode: "approval" } }, booked: ["anna"] }),
      here: ["bookingCancelled"],
    },
    "once the list is closed nobody is offered the place by itself": {
      given: inSession("anna", of("anna"), {
        booked: ["anna", "ben"],
        first: inTurn(until(12), tidied),
        elsewhere: all(tells("tariq"), frees("anna")),
      }),
      here: ["bookingCancelled"],
    },
  },
  refused: {
    "an offer: that is declined": {
      given: inSession("anna", of("anna"), { booked: ["ben", "anna"], first: did("ben", "cancelBooking", of("ben")) }),
      refusal: "CONFLICT BookingMoved",
    },
    "what was given back": {
      given: inSession("anna", of("anna"), { booked: ["anna"], first: did("anna", "cancelBooking", of("anna")) }),
      refusal: "CONFLICT BookingMoved",
    },
    "somebody else's": { given: inSession("ben", of("anna"), { booked: ["anna"] }), refusal: "BAD_REQUEST UnknownBooking bookingId" },
    "after it has begun": { given: inSession("anna", of("anna"), { booked: ["anna"], first: until(-1) }), refusal: "CONFLICT Begun" },
  },
  other: () => ({ bookingId: nobody() }),
  raced: {
    given: async (world) => {
      const one = await inSession("anna", of("anna"), { booked: ["anna", "ben"] })(world);
      return [one, one];
    },
    outcomes: ["BookingMoved", "written"],
    here: ["bookingCancelled", "placeOffered"],
  },
});

describe("what who receives the visitors hears of it", () => {
  /** Anna has the one place, and gives it back. */
  const heard = (waits: boolean, meanwhile: (alone: Alone) => unknown = () => undefined) => {
    const alone = aSessionAlone(Date.parse("2027-03-01T09:00:00.000Z"), { rules: { capacity: 1 } });
    const anna = aVisitor(1);
    const bookingId = alone.book(anna);
    if (waits) alone.book(aVisitor(2));
    meanwhile(alone);
    const [event] = must(alone.ask(anna, "cancelBooking", { bookingId }));
    const told = event ? sessionEffects(event, alone.state, sessionRoom(alone.state.date?.sessionId ?? nobody())) : [];
    return told.flatMap((each) => ("target" in each && each.type === "deliverNotice" ? [each.input.kind] : []));
  };
  test("that somebody gave a place back, where nobody waits or the next who waits was offered it", () => {
    expect([heard(false), heard(true)]).toEqual([["visitorOff"], ["visitorOff"]]);
  });
  test("that somebody waits and was not offered it, once the list is closed and while it is paused", () => {
    const closed = (alone: Alone) => {
      alone.now = alone.begins - 12 * hour;
      must(alone.byHouse("settleSession"));
    };
    const paused = (alone: Alone) => must(alone.byHouse("followOpportunity", { standing: "paused", card: alone.state.card, heard: 2 }));
    expect([heard(true, closed), heard(true, paused)]).toEqual([["placeToGive"], ["placeToGive"]]);
    expect(heard(false, paused)).toEqual(["visitorOff"]);
  });
});
