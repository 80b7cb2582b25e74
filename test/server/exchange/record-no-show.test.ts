import { describeCommand, nobody } from "../../kit/given.ts";
import { all, closes, did, inSession, inTurn, of, tells, until } from "./scenes.ts";

const over = { booked: ["anna"] as "anna"[], first: until(-3), elsewhere: tells("anna") };

describeCommand({
  command: "recordNoShow",
  allowed: {
    "the host notes that somebody didn't come, and they hear of it; nobody else does": {
      given: inSession("tariq", of("anna"), over),
      here: ["noShowRecorded"],
    },
    "whatever they say themselves, within two days": {
      given: inSession("tess", of("anna"), { ...over, first: inTurn(until(-3), did("anna", "sayAttended", of("anna"))) }),
      here: ["noShowRecorded"],
    },
    "whoever says themselves that they weren't there, though it was written down that they came: that is settled, and nobody is asked how it was any more":
      {
        given: inSession("tariq", of("anna"), {
          booked: ["anna"],
          first: inTurn(until(-3), did("tariq", "confirmAttendance", of("anna")), did("anna", "disputeAttendance", of("anna"))),
          elsewhere: all(tells("anna"), closes("anna")),
        }),
        here: ["noShowRecorded"],
      },
  },
  refused: {
    "before it is over": { given: inSession("tariq", of("anna"), { booked: ["anna"], first: until(-1) }), refusal: "CONFLICT NotYet" },
    "once it stands that they came": {
      given: inSession("tariq", of("anna"), {
        booked: ["anna"],
        first: inTurn(until(-3), did("anna", "sayAttended", of("anna")), until(-60)),
      }),
      refusal: "CONFLICT BookingMoved",
    },
    "of whom it is written down that they came, and who says nothing else": {
      given: inSession("tariq", of("anna"), { booked: ["anna"], first: inTurn(until(-3), did("tariq", "confirmAttendance", of("anna"))) }),
      refusal: "CONFLICT BookingMoved",
    },
    "two weeks after it": {
      given: inSession("tariq", of("anna"), { booked: ["anna"], first: until(-15 * 24) }),
      refusal: "CONFLICT Begun",
    },
    "another visitor": {
      given: inSession("ben", of("anna"), { booked: ["anna", "ben"], first: until(-3) }),
      refusal: "NOT_FOUND NotFound",
    },
  },
  other: () => ({ bookingId: nobody() }),
  raced: {
    given: async (world) => {
      const one = await inSession("tariq", of("anna"), over)(world);
      return [one, { ...one, as: world.people.tess }];
    },
    outcomes: ["BookingMoved", "written"],
    here: ["noShowRecorded"],
  },
});
