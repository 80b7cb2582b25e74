import { describeCommand, nobody } from "../../kit/given.ts";
import { type Asked, both, did, on, stands } from "./scenes.ts";

const asked: Asked = ({ lists }) => ({ listId: lists.doing, wip: 3 });

describeCommand({
  command: "setWip",
  allowed: {
    "it is done once, and all read it": { given: on("tariq", asked), here: ["wipSet"] },
    "as many as one likes": { given: on("rhona", ({ lists }) => ({ listId: lists.doing, wip: null })), here: ["wipSet"] },
  },
  refused: {
    "what it is already": { given: on("rhona", ({ lists }) => ({ listId: lists.doing, wip: 5 })), refusal: "CONFLICT NothingToChange wip" },
    "over what somebody else set meanwhile": {
      given: on("rhona", ({ lists }) => ({ listId: lists.doing, wip: 7, was: 5 }), { first: did("setWip", asked, "tariq") }),
      refusal: "CONFLICT ChangedMeanwhile wip",
    },
    "of a list that isn't there": { given: on("rhona", { listId: nobody(), wip: 3 }), refusal: "NOT_FOUND UnknownList listId" },
    "half a card": { given: on("rhona", ({ lists }) => ({ listId: lists.doing, wip: 1.5 })), refusal: "BAD_REQUEST BadInput input.wip" },
    "when the project has ended": { given: on("rhona", asked, { first: stands("archived") }), refusal: "CONFLICT BoardRests" },
    "of an organisation that was only asked": { given: on("olga", asked), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, wip: 9 }),
  raced: {
    given: both(asked, asked),
    outcomes: ["NothingToChange", "written"],
    here: ["wipSet"],
  },
});
