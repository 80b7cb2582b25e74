import { describeCommand } from "../../kit/given.ts";
import { did, inSession, until, why } from "./scenes.ts";

const change = {
  clients: true,
  permission: "May somebody watch? You can say no.",
  asks: { check: { needed: false, why: "Only at the door." } },
};
const asked = { answer: "asked" };

describeCommand({
  command: "recordPermission",
  allowed: {
    "anybody of the host notes that people were asked": { given: inSession("tess", asked, { change }), here: ["permissionRecorded"] },
    "one of them says no, and nobody is named; also while it goes on": {
      given: inSession("tariq", { answer: "someRefused" }, { change, first: until(-1) }),
      here: ["permissionRecorded"],
    },
  },
  refused: {
    "where people who are helped are not there": { given: inSession("tariq", asked), refusal: "CONFLICT NobodyToAsk" },
    "once it is over": { given: inSession("tariq", asked, { change, first: until(-2) }), refusal: "CONFLICT Begun" },
    "where it was called off": {
      given: inSession("tariq", asked, { change, first: did("tariq", "cancelSession", () => why) }),
      refusal: "CONFLICT NotOpen",
    },
    "who it was that said no": {
      given: inSession("tariq", { answer: "someRefused", who: "Mrs Kerr" }, { change }),
      refusal: "BAD_REQUEST BadInput input",
    },
    "by a visitor": { given: inSession("anna", asked, { change, booked: ["anna"] }), refusal: "NOT_FOUND NotFound" },
  },
  other: () => ({ answer: "someRefused" }),
  raced: {
    given: async (world) => {
      const one = await inSession("tariq", asked, { change })(world);
      return [one, { ...one, as: world.people.tess, input: { answer: "someRefused" } }];
    },
    outcomes: ["written", "written"],
    here: ["permissionRecorded", "permissionRecorded"],
  },
});
