import { describeCommand, nobody } from "../../kit/given.ts";
import { aResident, did, inSession, inTurn, of, until, withClients } from "./scenes.ts";

const there = { booked: ["anna"] as "anna"[], first: until(0.4) };

describeCommand({
  command: "checkIn",
  stranger: aResident,
  allowed: {
    "who is there says so": { given: inSession("anna", of("anna"), there), here: ["visitorArrived"] },
    "or the host says it": { given: inSession("tess", of("anna"), there), here: ["visitorArrived"] },
  },
  refused: {
    "before it is noted whether people who may be there were asked": {
      given: inSession("tariq", of("anna"), { booked: ["anna"], change: withClients, first: until(0.2) }),
      refusal: "CONFLICT AskFirst",
    },
    "more than half an hour before": {
      given: inSession("anna", of("anna"), { booked: ["anna"], first: until(0.6) }),
      refusal: "CONFLICT NotYet",
    },
    "when it is over": { given: inSession("anna", of("anna"), { booked: ["anna"], first: until(-2) }), refusal: "CONFLICT Begun" },
    "who only waits": {
      given: inSession("ben", of("ben"), { booked: ["anna", "ben"], first: until(0.4) }),
      refusal: "CONFLICT BookingMoved",
    },
    "somebody else": { given: inSession("cleo", of("anna"), there), refusal: "BAD_REQUEST UnknownBooking bookingId" },
    "who gave the place back": {
      given: inSession("anna", of("anna"), { booked: ["anna"], first: inTurn(did("anna", "cancelBooking", of("anna")), until(0.4)) }),
      refusal: "CONFLICT BookingMoved",
    },
  },
  other: () => ({ bookingId: nobody() }),
  raced: {
    given: async (world) => {
      const one = await inSession("anna", of("anna"), there)(world);
      return [one, { ...one, as: world.people.tariq }];
    },
    outcomes: ["BookingMoved", "written"],
    here: ["visitorArrived"],
  },
});
