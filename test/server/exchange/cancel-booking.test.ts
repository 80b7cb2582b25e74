import { describeCommand, nobody } from "../../kit/given.ts";
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
