import { describeCommand, nobody } from "../../kit/given.ts";
import { did, inSession, of, tells, why } from "./scenes.ts";

const approval = { rules: { mode: "approval" as const } };

describeCommand({
  command: "declineBooking",
  allowed: {
    "the host says no with a reason and kind words, and the visitor hears that there is an answer": {
      given: inSession("tariq", of("anna", { ...why, words: "Try the week after." }), {
        change: approval,
        booked: ["anna"],
        elsewhere: tells("anna"),
      }),
      here: ["bookingDeclined"],
    },
  },
  refused: {
    "no reason": {
      given: inSession("tariq", of("anna"), { change: approval, booked: ["anna"] }),
      refusal: "BAD_REQUEST BadInput input.reason",
    },
    "a place that somebody has": { given: inSession("tariq", of("anna", why), { booked: ["anna"] }), refusal: "CONFLICT BookingMoved" },
    "what was answered": {
      given: inSession("tariq", of("anna", why), {
        change: approval,
        booked: ["anna"],
        first: did("tariq", "declineBooking", of("anna", why)),
      }),
      refusal: "CONFLICT BookingMoved",
    },
    "somebody who is not of the host": {
      given: inSession("otto", of("anna", why), { change: approval, booked: ["anna"] }),
      refusal: "NOT_FOUND NotFound",
    },
  },
  other: (input) => ({ ...input, bookingId: nobody() }),
  raced: {
    given: async (world) => {
      const one = await inSession("tariq", of("anna", why), { change: approval, booked: ["anna"] })(world);
      return [one, { ...one, as: world.people.tess }];
    },
    outcomes: ["BookingMoved", "written"],
    here: ["bookingDeclined"],
  },
});
