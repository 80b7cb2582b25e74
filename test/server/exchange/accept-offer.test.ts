import { day } from "../../kit/clock.ts";
import { describeCommand, nobody } from "../../kit/given.ts";
import { type At, all, aResident, did, inSession, inTurn, of, takes, tells } from "./scenes.ts";

const freed = did("ben", "cancelBooking", of("ben"));
const offered = { booked: ["ben", "anna"] as ("ben" | "anna")[], first: freed };

describeCommand({
  command: "acceptOffer",
  stranger: aResident,
  allowed: {
    "who was offered a place takes it, and the contact hears of it": {
      given: inSession("anna", of("anna"), { ...offered, elsewhere: all(tells("tariq"), takes("anna")) }),
      here: ["offerAccepted"],
    },
  },
  refused: {
    "after its time": {
      given: inSession("anna", of("anna"), { ...offered, first: inTurn(freed, async ({ world }: At) => world.later(2 * day)) }),
      refusal: "CONFLICT OfferOver",
    },
    twice: {
      given: inSession("anna", of("anna"), { ...offered, first: inTurn(freed, did("anna", "acceptOffer", of("anna"))) }),
      refusal: "CONFLICT BookingMoved",
    },
    "before it is offered": { given: inSession("anna", of("anna"), { booked: ["ben", "anna"] }), refusal: "CONFLICT BookingMoved" },
    "somebody else's": { given: inSession("cleo", of("anna"), offered), refusal: "BAD_REQUEST UnknownBooking bookingId" },
    "one that isn't there": {
      given: inSession("anna", () => ({ bookingId: nobody() }), offered),
      refusal: "BAD_REQUEST UnknownBooking bookingId",
    },
  },
  other: () => ({ bookingId: nobody() }),
  raced: {
    given: async (world) => {
      const one = await inSession("anna", of("anna"), offered)(world);
      return [one, one];
    },
    outcomes: ["BookingMoved", "written"],
    here: ["offerAccepted"],
  },
});
