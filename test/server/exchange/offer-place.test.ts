import { describeCommand, nobody } from "../../kit/given.ts";
import { did, inSession, inTurn, of, tells, until } from "./scenes.ts";

const kept = { rules: { capacity: 2, reserve: 1 } };

describeCommand({
  command: "offerPlace",
  allowed: {
    "the host picks somebody who waits for a place that was kept, whoever is before them": {
      given: inSession("tariq", of("cleo"), { change: kept, booked: ["anna", "ben", "cleo"], elsewhere: tells("cleo") }),
      here: ["placeOffered"],
    },
    "once the list is closed a freed place is given by hand": {
      given: inSession("tariq", of("cleo"), {
        ...{ booked: ["anna", "ben", "cleo"], elsewhere: tells("cleo") },
        first: inTurn(until(12), did("anna", "cancelBooking", of("anna"))),
      }),
      here: ["placeOffered"],
    },
  },
  refused: {
    "no place was kept": { given: inSession("tariq", of("ben"), { booked: ["anna", "ben"] }), refusal: "CONFLICT NoPlaceToGive" },
    "the one that was kept is given": {
      given: inSession("tariq", of("cleo"), {
        change: kept,
        booked: ["anna", "ben", "cleo"],
        first: did("tariq", "offerPlace", of("ben")),
      }),
      refusal: "CONFLICT NoPlaceToGive",
    },
    "who has a place": { given: inSession("tariq", of("anna"), { change: kept, booked: ["anna"] }), refusal: "CONFLICT BookingMoved" },
    "somebody who is not of the host": {
      given: inSession("otto", of("ben"), { change: kept, booked: ["anna", "ben"] }),
      refusal: "NOT_FOUND NotFound",
    },
  },
  other: () => ({ bookingId: nobody() }),
  raced: {
    given: async (world) => {
      const one = await inSession("tariq", of("ben"), { change: kept, booked: ["anna", "ben"] })(world);
      return [one, { ...one, as: world.people.tess }];
    },
    outcomes: ["BookingMoved", "written"],
    here: ["placeOffered"],
  },
});
