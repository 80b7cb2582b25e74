import { describeCommand } from "../../kit/given.ts";
import { did, inSession, tells, until, why, withClients } from "./scenes.ts";

const change = withClients;
const asked = { answer: "asked" };

describeCommand({
  command: "recordPermission",
  allowed: {
    "anybody of the host notes that people were asked": { given: inSession("tess", asked, { change }), here: ["permissionRecorded"] },
    "one of them says no, and nobody is named; also while it goes on": {
      given: inSession("tariq", { answer: "someRefused" }, { change, first: until(-1), elsewhere: tells("tess") }),
      here: ["permissionRecorded"],
    },
    "who comes, who receives them and who stands in hear of a no, but for whoever noted it": {
      given: inSession("tess", { answer: "someRefused" }, { change, booked: ["anna", "ben"], elsewhere: tells("anna", "tariq") }),
      here: ["permissionRecorded"],
    },
    "of a yes nobody is told": {
      given: inSession("tess", asked, { change, booked: ["anna"] }),
      here: ["permissionRecorded"],
    },
    "also once it is over, and that nobody was asked": {
      given: inSession("tariq", { answer: "notAsked" }, { change, first: until(-3) }),
      here: ["permissionRecorded"],
    },
  },
  refused: {
    "where people who are helped are not there": { given: inSession("tariq", asked), refusal: "CONFLICT NobodyToAsk" },
    "two weeks after it": { given: inSession("tariq", asked, { change, first: until(-15 * 24) }), refusal: "CONFLICT Begun" },
    "that nobody was asked, while they still can be": {
      given: inSession("tariq", { answer: "notAsked" }, { change, first: until(1) }),
      refusal: "CONFLICT NotYet",
    },
    "a yes after a no": {
      given: inSession("tariq", asked, { change, first: did("tess", "recordPermission", () => ({ answer: "someRefused" })) }),
      refusal: "CONFLICT RefusalStands",
    },
    "the same once more": {
      given: inSession("tariq", asked, { change, first: did("tess", "recordPermission", () => asked) }),
      refusal: "CONFLICT NothingDue",
    },
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
      const one = await inSession("tariq", { answer: "someRefused" }, { change })(world);
      return [one, { ...one, as: world.people.tess }];
    },
    outcomes: ["NothingDue", "written"],
    here: ["permissionRecorded"],
  },
});
