import { describeCommand } from "../../kit/given.ts";
import { all, did, frees, inSession, tells, until, why } from "./scenes.ts";

describeCommand({
  command: "cancelSession",
  allowed: {
    "the host calls it off: all who had a place or waited hear of it, and nobody is offered anything": {
      given: inSession("tariq", why, { booked: ["anna", "ben", "cleo"], elsewhere: all(tells("anna", "ben", "cleo"), frees("anna")) }),
      here: ["sessionCancelled"],
    },
    "who had given their place back is not told once more": {
      given: inSession(
        "tess",
        { ...why, words: "The boiler is broken." },
        { booked: ["anna"], first: did("anna", "cancelBooking", ({ booked }) => ({ bookingId: booked.anna })) },
      ),
      here: ["sessionCancelled"],
    },
  },
  refused: {
    "no reason": { given: inSession("tariq"), refusal: "BAD_REQUEST BadInput input.reason" },
    "one that was called off": {
      given: inSession("tariq", why, { first: did("tess", "cancelSession", () => why) }),
      refusal: "CONFLICT NotOpen",
    },
    "one that is over": {
      given: inSession("tariq", why, { first: until(-3) }),
      refusal: "CONFLICT Begun",
    },
    "somebody who is not of the host": { given: inSession("anna", why, { booked: ["anna"] }), refusal: "NOT_FOUND NotFound" },
  },
  other: () => ({ reason: "unsafe" }),
  raced: {
    given: async (world) => {
      const one = await inSession("tariq", why)(world);
      return [one, { ...one, as: world.people.tess }];
    },
    outcomes: ["NotOpen", "written"],
    here: ["sessionCancelled"],
  },
});
