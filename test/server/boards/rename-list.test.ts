import { describeCommand, nobody } from "../../kit/given.ts";
import { type Asked, both, on, stands } from "./scenes.ts";

const asked: Asked = ({ lists }) => ({ listId: lists.todo, name: "Next" });

describeCommand({
  command: "renameList",
  allowed: {
    "it is done once, and all read it": { given: on("tariq", asked), here: ["listRenamed"] },
  },
  refused: {
    "what it is called already": {
      given: on("rhona", ({ lists }) => ({ listId: lists.todo, name: "To do" })),
      refusal: "CONFLICT NothingToChange name",
    },
    "one that isn't there": { given: on("rhona", { listId: nobody(), name: "Next" }), refusal: "NOT_FOUND UnknownList listId" },
    "when the project has ended": { given: on("rhona", asked, { first: stands("archived") }), refusal: "CONFLICT BoardRests" },
    "of an organisation that was only asked": { given: on("olga", asked), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, name: "Another" }),
  raced: {
    given: both(asked, ({ lists }) => ({ listId: lists.todo, name: "Soon" })),
    outcomes: ["written", "written"],
    here: ["listRenamed", "listRenamed"],
  },
});
