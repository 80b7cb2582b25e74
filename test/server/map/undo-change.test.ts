import { describeCommand } from "../../kit/given.ts";
import { did, hide, inAsset, inTurn, some, twice } from "./scenes.ts";

const named = did("rhona", "reviseAsset", { base: 1, changes: { name: "Buy watches here", cost: "asks" } });
const seq = { seq: 2 };
describeCommand({
  command: "undoChange",
  readBy: "house",
  hidden: inAsset("ina", seq, { first: inTurn(named, hide) }),
  stranger: some("jean"),
  allowed: {
    "a steward takes a change back": { given: inAsset("ina", seq, { first: named }), here: ["changeUndone"] },
    "of its fields those that nobody has changed since": {
      given: inAsset("tess", seq, { first: inTurn(named, did("tess", "reviseAsset", { base: 2, changes: { name: "Mending table" } })) }),
      here: ["changeUndone"],
    },
    "what was taken back comes back the same way": {
      given: inAsset("tess", { seq: 3 }, { first: inTurn(named, did("ina", "undoChange", seq)) }),
      here: ["changeUndone"],
    },
  },
  refused: {
    "what was no change": { given: inAsset("ina", { seq: 1 }, { first: named }), refusal: "BAD_REQUEST UnknownChange seq" },
    "a number that is none": { given: inAsset("ina", { seq: 9 }, { first: named }), refusal: "BAD_REQUEST UnknownChange seq" },
    "a change of which nothing stands": {
      given: inAsset("ina", seq, {
        first: inTurn(named, did("tess", "reviseAsset", { base: 2, changes: { name: "Mending table", cost: "free" } })),
      }),
      refusal: "CONFLICT NothingChanged",
    },
    "somebody who lives there": { given: inAsset("jean", seq, { first: named }), refusal: "FORBIDDEN NotYours" },
  },
  other: () => ({ seq: 1 }),
  raced: {
    given: twice(inAsset("ina", seq, { first: named }), { as: "tess" }),
    outcomes: ["NothingChanged", "written"],
    here: ["changeUndone"],
  },
});
