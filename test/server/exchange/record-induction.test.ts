import { readinessRoom } from "@linkwork/shared/kernel/room.ts";
import { describeCommand, nobody } from "../../kit/given.ts";
import { type At, did, inSession, of } from "./scenes.ts";

const change = { asks: { induction: { months: 12 } } };
const noted = ({ visitors }: At) => ({ [readinessRoom(visitors.anna.personId)]: ["inductionNoted"] });

describeCommand({
  command: "recordInduction",
  allowed: {
    "anybody of the host notes that a visitor was shown around": {
      given: inSession("tess", of("anna"), { change, booked: ["anna"], elsewhere: noted }),
      here: ["inductionRecorded"],
    },
  },
  refused: {
    "where the host doesn't ask for it": { given: inSession("tariq", of("anna"), { booked: ["anna"] }), refusal: "CONFLICT NothingDue" },
    twice: {
      given: inSession("tariq", of("anna"), { change, booked: ["anna"], first: did("tess", "recordInduction", of("anna")) }),
      refusal: "CONFLICT NothingDue",
    },
    "of who only waits": { given: inSession("tariq", of("anna"), { change, booked: ["ben", "anna"] }), refusal: "CONFLICT BookingMoved" },
    "by the visitor": { given: inSession("anna", of("anna"), { change, booked: ["anna"] }), refusal: "NOT_FOUND NotFound" },
  },
  other: () => ({ bookingId: nobody() }),
  raced: {
    given: async (world) => {
      const one = await inSession("tariq", of("anna"), { change, booked: ["anna"] })(world);
      return [one, { ...one, as: world.people.tess }];
    },
    outcomes: ["NothingDue", "written"],
    here: ["inductionRecorded"],
  },
});
