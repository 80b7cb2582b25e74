import { describeCommand, nobody } from "../../kit/given.ts";
import { asks, did, inSession, inTurn, of, until, withClients } from "./scenes.ts";

const came = { elsewhere: asks("anna") };
const over = { booked: ["anna"] as "anna"[], first: until(-3) };
const disputed = inTurn(until(-3), did("tariq", "recordNoShow", of("anna")), did("anna", "disputeNoShow", of("anna")));

describeCommand({
  command: "confirmAttendance",
  allowed: {
    "the host says that they came": { given: inSession("tariq", of("anna"), { ...over, ...came }), here: ["attendanceConfirmed"] },
    "also while it goes on": {
      given: inSession("tess", of("anna"), { booked: ["anna"], first: until(-1), ...came }),
      here: ["attendanceConfirmed"],
    },
    "after all, where it was a slip that they didn't come": {
      given: inSession("tess", of("anna"), {
        booked: ["anna"],
        first: inTurn(until(-3), did("tariq", "recordNoShow", of("anna"))),
        ...came,
      }),
      here: ["attendanceConfirmed"],
    },
    "after all, when somebody says that it was wrong what was written down": {
      given: inSession("tariq", of("anna"), { booked: ["anna"], first: disputed, ...came }),
      here: ["attendanceConfirmed"],
    },
  },
  refused: {
    "before it begins": { given: inSession("tariq", of("anna"), { booked: ["anna"] }), refusal: "CONFLICT NotYet" },
    "two weeks after it": {
      given: inSession("tariq", of("anna"), { booked: ["anna"], first: until(-15 * 24) }),
      refusal: "CONFLICT Begun",
    },
    "before it is noted whether people who may be there were asked": {
      given: inSession("tariq", of("anna"), { ...over, change: withClients }),
      refusal: "CONFLICT AskFirst",
    },
    "the visitor's own way is another one": { given: inSession("anna", of("anna"), over), refusal: "NOT_FOUND NotFound" },
  },
  other: () => ({ bookingId: nobody() }),
  raced: {
    given: async (world) => {
      const one = await inSession("tariq", of("anna"), over)(world);
      return [one, { ...one, as: world.people.tess }];
    },
    outcomes: ["BookingMoved", "written"],
    here: ["attendanceConfirmed"],
  },
});
