import { describeCommand } from "../../kit/given.ts";
import { did, inSession, tells, until, why } from "./scenes.ts";

const to = (capacity: number, reserve = 0) => ({ capacity, reserve });

describeCommand({
  command: "changeCapacity",
  allowed: {
    "room for two more with two who wait: two offers, in their order, in the same moment": {
      given: inSession("tariq", to(3), { booked: ["anna", "ben", "cleo"], elsewhere: tells("ben", "cleo") }),
      here: ["capacityChanged", "placeOffered", "placeOffered"],
    },
    "what was kept is let go, and the next one is offered it": {
      given: inSession("tariq", to(2), {
        change: { rules: { capacity: 2, reserve: 1 } },
        booked: ["anna", "ben"],
        elsewhere: tells("ben"),
      }),
      here: ["capacityChanged", "placeOffered"],
    },
    "room that nobody waits for": { given: inSession("tariq", { ...to(5, 2), was: to(1) }), here: ["capacityChanged"] },
  },
  refused: {
    "fewer than have a place: nobody is put out by a number": {
      given: inSession("tariq", to(1), { change: { rules: { capacity: 3 } }, booked: ["anna", "ben"] }),
      refusal: "CONFLICT BelowHeld capacity",
    },
    "places kept that are taken": {
      given: inSession("tariq", to(2, 1), { change: { rules: { capacity: 2 } }, booked: ["anna", "ben"] }),
      refusal: "CONFLICT BelowHeld capacity",
    },
    "other numbers than they have read: a colleague's are not undone": {
      given: inSession("tariq", { ...to(4), was: to(1) }, { first: did("tess", "changeCapacity", () => to(3, 1)) }),
      refusal: "CONFLICT BookingMoved",
    },
    "none at all": { given: inSession("tariq", to(0)), refusal: "BAD_REQUEST BadInput input.capacity" },
    "all of them kept": { given: inSession("tariq", to(2, 2)), refusal: "BAD_REQUEST BadInput input.reserve" },
    "one that was called off": {
      given: inSession("tariq", to(3), { first: did("tariq", "cancelSession", () => why) }),
      refusal: "CONFLICT NotOpen",
    },
    "one that is over": {
      given: inSession("tariq", to(3), { first: until(-3) }),
      refusal: "CONFLICT Begun",
    },
    "somebody who is not of the host": { given: inSession("anna", to(3), { booked: ["anna"] }), refusal: "NOT_FOUND NotFound" },
  },
  other: () => to(7),
  raced: {
    given: async (world) => {
      const one = await inSession("tariq", to(4))(world);
      return [one, { ...one, as: world.people.tess, input: to(5) }];
    },
    outcomes: ["written", "written"],
    here: ["capacityChanged", "capacityChanged"],
  },
});
