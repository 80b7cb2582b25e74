import { describeCommand, nobody } from "../../kit/given.ts";
import { all, did, frees, inSession, of, tells, until, why } from "./scenes.ts";

describeCommand({
  command: "cancelPlace",
  allowed: {
    "the host takes a place back with a reason; the visitor hears of it, and the next one is offered it in the same moment": {
      given: inSession("tariq", of("anna", why), { booked: ["anna", "ben"], elsewhere: all(tells("anna", "ben"), frees("anna")) }),
      here: ["placeCancelled", "placeOffered"],
    },
    "an offer too": {
      given: inSession("tariq", of("anna", why), {
        booked: ["ben", "anna"],
        first: did("ben", "cancelBooking", of("ben")),
        elsewhere: tells("anna"),
      }),
      here: ["placeCancelled"],
    },
  },
  refused: {
    "no reason": { given: inSession("tariq", of("anna"), { booked: ["anna"] }), refusal: "BAD_REQUEST BadInput input.reason" },
    "who waits has none": { given: inSession("tariq", of("anna", why), { booked: ["ben", "anna"] }), refusal: "CONFLICT BookingMoved" },
    "after the session": {
      given: inSession("tariq", of("anna", why), { booked: ["anna"], first: until(-3) }),
      refusal: "CONFLICT Begun",
    },
    "the visitor's own way is another one": {
      given: inSession("anna", of("anna", why), { booked: ["anna"] }),
      refusal: "NOT_FOUND NotFound",
    },
  },
  other: (input) => ({ ...input, bookingId: nobody() }),
  raced: {
    given: async (world) => {
      const one = await inSession("tariq", of("anna", why), { booked: ["anna"] })(world);
      return [one, { ...one, as: world.people.tess }];
    },
    outcomes: ["BookingMoved", "written"],
    here: ["placeCancelled"],
  },
});
