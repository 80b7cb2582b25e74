import { describeCommand, nobody } from "../../kit/given.ts";
import { type Asked, both, on, stands } from "./scenes.ts";

const asked: Asked = ({ lists }) => ({ listId: lists.done });

describeCommand({
  command: "removeList",
  allowed: {
    "it is done once, and all read it": { given: on("tariq", asked), here: ["listRemoved"] },
    "one in which there are only cards that were put away": {
      given: on("rhona", ({ lists }) => ({ listId: lists.todo }), {
        first: async (board, world) => {
          for (const cardId of Object.values(board.cards)) await board.act(world.people.rhona, "archiveCard", { cardId });
        },
      }),
      here: ["listRemoved"],
    },
  },
  refused: {
    "one with cards in it": { given: on("rhona", ({ lists }) => ({ listId: lists.todo })), refusal: "CONFLICT ListNotEmpty listId" },
    "one that isn't there": { given: on("rhona", { listId: nobody() }), refusal: "NOT_FOUND UnknownList listId" },
    "when the project has ended": { given: on("rhona", asked, { first: stands("archived") }), refusal: "CONFLICT BoardRests" },
    "of an organisation that was only asked": { given: on("olga", asked), refusal: "NOT_FOUND NotFound" },
  },
  other: () => ({ listId: nobody() }),
  raced: {
    given: both(asked, asked),
    outcomes: ["UnknownList", "written"],
    here: ["listRemoved"],
  },
});
