import { describeCommand, nobody } from "../../kit/given.ts";
import { type Asked, both, on, stands } from "./scenes.ts";

const asked: Asked = () => ({ listId: nobody(), name: "Waiting", wip: null });

describeCommand({
  command: "addList",
  allowed: {
    "it is done once, and all read it": { given: on("tariq", asked), here: ["listAdded"] },
    "behind another one": {
      given: on("rhona", ({ lists }) => ({ listId: nobody(), name: "Waiting", wip: 3, after: lists.todo })),
      here: ["listAdded"],
    },
  },
  refused: {
    "one that is there": {
      given: on("rhona", ({ lists }) => ({ listId: lists.todo, name: "Again", wip: null })),
      refusal: "BAD_REQUEST IdTaken listId",
    },
    "a 31st": {
      given: on("rhona", asked, {
        first: async (board, world) => {
          for (let i = 3; i < 30; i++) await board.act(world.people.rhona, "addList", { listId: nobody(), name: `List ${i}`, wip: null });
        },
      }),
      refusal: "CONFLICT TooManyLists",
    },
    "room for no card at all": {
      given: on("rhona", { listId: nobody(), name: "None", wip: 0 }),
      refusal: "BAD_REQUEST BadInput input.wip",
    },
    "when the project has ended": { given: on("rhona", asked, { first: stands("archived") }), refusal: "CONFLICT BoardRests" },
    "of an organisation that was only asked": { given: on("olga", asked), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, name: "Another" }),
  raced: {
    given: both(asked, asked),
    outcomes: ["written", "written"],
    here: ["listAdded", "listAdded"],
  },
});
