import { describeCommand, nobody } from "../../kit/given.ts";
import { aResident, did, inSession, inTurn, of, tells, until } from "./scenes.ts";

const noted = inTurn(until(-3), did("tariq", "confirmAttendance", of("anna")));
const came = { booked: ["anna"] as "anna"[], first: noted, elsewhere: tells("tariq") };

describeCommand({
  command: "disputeAttendance",
  stranger: aResident,
  allowed: {
    "who was not there says so, and the contact is asked to look again": {
      given: inSession("anna", of("anna", { words: "I was ill that day." }), came),
      here: ["attendanceDisputed"],
    },
  },
  refused: {
    twice: {
      given: inSession("anna", of("anna"), { booked: ["anna"], first: inTurn(noted, did("anna", "disputeAttendance", of("anna"))) }),
      refusal: "CONFLICT BookingMoved",
    },
    "who said themselves that they were there": {
      given: inSession("anna", of("anna"), { booked: ["anna"], first: inTurn(noted, did("anna", "sayAttended", of("anna"))) }),
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
    "somebody else": { given: inSession("cleo", of("anna"), came), refusal: "BAD_REQUEST UnknownBooking bookingId" },
  },
  other: () => ({ bookingId: nobody() }),
  raced: {
    given: async (world) => {
      const one = await inSession("anna", of("anna"), came)(world);
      return [one, one];
    },
    outcomes: ["BookingMoved", "written"],
    here: ["attendanceDisputed"],
  },
});
