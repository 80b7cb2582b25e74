import { describeCommand, nobody } from "../../kit/given.ts";
import { type Asked, both, did, on, stands } from "./scenes.ts";

const asked: Asked = ({ cards }) => ({ cardId: cards.room, itemId: nobody(), text: "Ask the centre" });

describeCommand({
  command: "addItem",
  allowed: {
    "it is done once, and all read it": { given: on("tariq", asked), here: ["itemAdded"] },
  },
  refused: {
    "one that is there": {
      given: on("rhona", ({ cards }) => ({ cardId: cards.room, itemId: cards.leaflet, text: "A" }), {
        first: did("addItem", ({ cards }) => ({ cardId: cards.room, itemId: cards.leaflet, text: "Ask the centre" })),
      }),
      refusal: "BAD_REQUEST IdTaken itemId",
    },
    "a 51st": {
      given: on("rhona", asked, {
        first: async (board, world) => {
          for (let i = 0; i < 50; i++)
            await board.act(world.people.rhona, "addItem", { cardId: board.cards.room, itemId: nobody(), text: `Thing ${i}` });
        },
      }),
      refusal: "CONFLICT TooMuchOnCard items",
    },
    "with somebody's number": {
      given: on("rhona", ({ cards }) => ({ cardId: cards.room, itemId: nobody(), text: "NHS 943 476 5919" })),
      refusal: "BAD_REQUEST LooksLikeAPerson text",
    },
    "when the project has ended": { given: on("rhona", asked, { first: stands("archived") }), refusal: "CONFLICT BoardRests" },
    "of an organisation that was only asked": { given: on("olga", asked), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, text: "Another" }),
  raced: {
    given: both(asked, asked),
    outcomes: ["written", "written"],
    here: ["itemAdded", "itemAdded"],
  },
});
