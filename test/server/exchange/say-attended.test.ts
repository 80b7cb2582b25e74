import { describeCommand, nobody } from "../../kit/given.ts";
import { aResident, did, inSession, inTurn, of, tells, tidied, until, withClients } from "./scenes.ts";

const over = { booked: ["anna"] as "anna"[], first: inTurn(until(-3), tidied) };

describeCommand({
  command: "sayAttended",
  stranger: aResident,
  allowed: {
    "who was there says so": { given: inSession("anna", of("anna"), over), here: ["attendanceSaid"] },
    "also who was noted as there": {
      given: inSession("anna", of("anna"), { booked: ["anna"], first: inTurn(until(0.2), did("tariq", "checkIn", of("anna")), until(-1)) }),
      here: ["attendanceSaid"],
    },
    "where nobody was asked yet who came, they are asked with it": {
      given: inSession("anna", of("anna"), { booked: ["anna"], first: until(-3), elsewhere: tells("tariq", "tess") }),
      here: ["attendanceSaid", "attendanceAsked"],
    },
    "also where people who may be there were never asked: that is for the host to say": {
      given: inSession("anna", of("anna"), { ...over, change: withClients }),
      here: ["attendanceSaid"],
    },
    "also after the host wrote down that they came": {
      given: inSession("anna", of("anna"), {
        booked: ["anna"],
        first: inTurn(until(-3), did("tariq", "confirmAttendance", of("anna"))),
      }),
      here: ["attendanceSaid"],
    },
  },
  refused: {
    "before it begins": { given: inSession("anna", of("anna"), { booked: ["anna"] }), refusal: "CONFLICT NotYet" },
    twice: {
      given: inSession("anna", of("anna"), { booked: ["anna"], first: inTurn(until(-3), did("anna", "sayAttended", of("anna"))) }),
      refusal: "CONFLICT BookingMoved",
    },
    "who only waited": {
      given: inSession("ben", of("ben"), { booked: ["anna", "ben"], first: until(-3) }),
      refusal: "CONFLICT BookingMoved",
    },
    "somebody else": { given: inSession("cleo", of("anna"), over), refusal: "BAD_REQUEST UnknownBooking bookingId" },
  },
  other: () => ({ bookingId: nobody() }),
  raced: {
    given: async (world) => {
      const one = await inSession("anna", of("anna"), over)(world);
      return [one, one];
    },
    outcomes: ["BookingMoved", "written"],
    here: ["attendanceSaid"],
  },
});
