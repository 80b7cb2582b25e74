import { day } from "../../kit/clock.ts";
import { describeCommand, nobody } from "../../kit/given.ts";
import { type At, aResident, did, inSession, inTurn, of, tells } from "./scenes.ts";

const freed = did("ben", "cancelBooking", of("ben"));
const offered = { booked: ["ben", "anna"] as ("ben" | "anna")[], first: freed };

describeCommand({
  command: "declineOffer",
  stranger: aResident,
  allowed: {
    "who doesn't want it says so, and the next one is offered it in the same moment": {
      given: inSession("anna", of("anna"), { booked: ["ben", "anna", "cleo"], first: freed, elsewhere: tells("cleo") }),
      here: ["offerDeclined", "placeOffered"],
    },
    "where nobody else waits the place is free": { given: inSession("anna", of("anna"), offered), here: ["offerDeclined"] },
  },
  refused: {
    "after its time": {
      given: inSession("anna", of("anna"), { ...offered, first: inTurn(freed, async ({ world }: At) => world.later(2 * day)) }),
      refusal: "CONFLICT OfferOver",
    },
    "somebody else's": { given: inSession("cleo", of("anna"), offered), refusal: "BAD_REQUEST UnknownBooking bookingId" },
    "before it is offered": { given: inSession("anna", of("anna"), { booked: ["ben", "anna"] }), refusal: "CONFLICT BookingMoved" },
  },
  other: () => ({ bookingId: nobody() }),
  raced: {
    given: async (world) => {
      const one = await inSession("anna", of("anna"), offered)(world);
      return [one, one];
    },
    outcomes: ["BookingMoved", "written"],
    here: ["offerDeclined"],
  },
});
