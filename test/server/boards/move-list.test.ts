import { describeCommand, nobody } from "../../kit/given.ts";
import { type Asked, both, on, stands } from "./scenes.ts";

const asked: Asked = ({ lists }) => ({ listId: lists.done, before: lists.todo });

describeCommand({
  command: "moveList",
  allowed: {
    "it is done once, and all read it": { given: on("tariq", asked), here: ["listMoved"] },
  },
  refused: {
    "one that isn't there": { given: on("rhona", { listId: nobody() }), refusal: "NOT_FOUND UnknownList listId" },
    "with a rank of one's own": {
      given: on("rhona", ({ lists }) => ({ listId: lists.done, rank: "a0" })),
      refusal: "BAD_REQUEST BadInput input",
    },
    "when the project has ended": { given: on("rhona", asked, { first: stands("archived") }), refusal: "CONFLICT BoardRests" },
    "of an organisation that was only asked": { given: on("olga", asked), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ listId: input.listId }),
  raced: {
    given: both(asked, ({ lists }) => ({ listId: lists.doing, before: lists.todo })),
    outcomes: ["written", "written"],
    here: ["listMoved", "listMoved"],
  },
});
