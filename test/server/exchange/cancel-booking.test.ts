import type { SessionEvent } from "@linkwork/shared/exchange/schema-session.ts";
import { sessionRoom } from "@linkwork/shared/kernel/room.ts";
import { describe, expect, test } from "vitest";
import { sessionEffects } from "../../../apps/server/src/exchange/effects.ts";
import { hour } from "../../kit/clock.ts";
import { describeCommand, nobody } from "../../kit/given.ts";
import { type Alone, aSessionAlone, aVisitor, host, must } from "../../kit/visits.ts";
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

  test("that a place which was offered and not taken is theirs to give, where somebody waits and the list is closed; and nothing as long as it goes on by itself", () => {
    const told = (alone: Alone, drafts: readonly SessionEvent[]) =>
      drafts
        .flatMap((event) => sessionEffects(event, alone.state, sessionRoom(alone.state.date?.sessionId ?? nobody())))
        .flatMap((each) => ("target" in each && each.type === "deliverNotice" ? [each.input.kind] : []));
    const waits = () => {
      const alone = aSessionAlone(Date.parse("2027-03-01T09:00:00.000Z"), { rules: { capacity: 1 } });
      const [anna, ben, cleo] = [aVisitor(1), aVisitor(2), aVisitor(3)];
      const first = alone.book(anna);
      alone.book(ben);
      return { alone, anna, ben, first, last: alone.book(cleo) };
    };
    // the offer is made an hour before the list closes, and ends with that
    const late = waits();
    late.alone.now = late.alone.begins - 25 * hour;
    must(late.alone.ask(late.anna, "cancelBooking", { bookingId: late.first }));
    late.alone.now = late.alone.begins - 24 * hour;
    expect(told(late.alone, must(late.alone.byHouse("settleSession")) as SessionEvent[])).toEqual([
      "offerLapsed",
      "placeToGive",
      "noPlaceCame",
    ]);

    const early = waits();
    must(early.alone.ask(early.anna, "cancelBooking", { bookingId: early.first }));
    const offered = Object.values(early.alone.state.bookings).find(({ status }) => status === "offered");
    const declined = must(early.alone.ask(early.ben, "declineOffer", { bookingId: offered?.bookingId })) as SessionEvent[];
    expect(told(early.alone, declined), "the next who waits has it").toEqual(["placeOffered"]);

    const byHand = waits();
    byHand.alone.now = byHand.alone.begins - 12 * hour;
    must(byHand.alone.byHouse("settleSession"));
    must(byHand.alone.ask(byHand.anna, "cancelBooking", { bookingId: byHand.first }));
    const given = Object.values(byHand.alone.state.bookings).find(({ personId }) => personId === byHand.ben.personId)?.bookingId;
    must(byHand.alone.ask(host, "offerPlace", { bookingId: given }));
    const no = must(byHand.alone.ask(byHand.ben, "declineOffer", { bookingId: given })) as SessionEvent[];
    expect(told(byHand.alone, no)).toEqual(["placeToGive"]);
  });
});
