import { describeCommand, nobody } from "../../kit/given.ts";
import { aResident, did, inSession, inTurn, of, tells, until } from "./scenes.ts";

const noted = inTurn(until(-3), did("tariq", "recordNoShow", of("anna")));
const absent = { booked: ["anna"] as "anna"[], first: noted, elsewhere: tells("tariq") };

describeCommand({
  command: "disputeNoShow",
  stranger: aResident,
  allowed: {
    "who was there says that it is wrong what was written down, and the contact is asked to look again": {
      given: inSession("anna", of("anna", { words: "I came by the side door." }), absent),
      here: ["noShowDisputed"],
    },
  },
  refused: {
    twice: {
      given: inSession("anna", of("anna"), { booked: ["anna"], first: inTurn(noted, did("anna", "disputeNoShow", of("anna"))) }),
      refusal: "CONFLICT BookingMoved",
    },
    "two weeks after it": {
      given: inSession("anna", of("anna"), { booked: ["anna"], first: inTurn(noted, until(-15 * 24)) }),
      refusal: "CONFLICT Begun",
    },
    "where nothing was written down": {
      given: inSession("anna", of("anna"), { booked: ["anna"], first: until(-3) }),
      refusal: "CONFLICT BookingMoved",
    },
    "somebody else": { given: inSession("cleo", of("anna"), absent), refusal: "BAD_REQUEST UnknownBooking bookingId" },
  },
  other: () => ({ bookingId: nobody() }),
  raced: {
    given: async (world) => {
      const one = await inSession("anna", of("anna"), absent)(world);
      return [one, one];
    },
    outcomes: ["BookingMoved", "written"],
    here: ["noShowDisputed"],
  },
});
