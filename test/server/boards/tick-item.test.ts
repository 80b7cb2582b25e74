import { describeCommand } from "../../kit/given.ts";
import { type Asked, both, did, inTurn, on, stands } from "./scenes.ts";

const asked: Asked = ({ cards }) => ({ cardId: cards.room, itemId: cards.leaflet, done: true });

describeCommand({
  command: "tickItem",
  allowed: {
    "it is done once, and all read it": {
      given: on("tariq", asked, {
        first: did("addItem", ({ cards }) => ({ cardId: cards.room, itemId: cards.leaflet, text: "Ask the centre" })),
      }),
      here: ["itemTicked"],
    },
  },
  refused: {
    "one that isn't there": { given: on("rhona", asked), refusal: "BAD_REQUEST UnknownItem itemId" },
    "when the project has ended": {
      given: on("rhona", asked, {
        first: inTurn(
          did("addItem", ({ cards }) => ({ cardId: cards.room, itemId: cards.leaflet, text: "Ask the centre" })),
          stands("archived"),
        ),
      }),
      refusal: "CONFLICT BoardRests",
    },
    "of an organisation that was only asked": { given: on("olga", asked), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, done: false }),
  raced: {
    given: both(asked, asked, {
      first: did("addItem", ({ cards }) => ({ cardId: cards.room, itemId: cards.leaflet, text: "Ask the centre" })),
    }),
    outcomes: ["NothingToChange", "written"],
    here: ["itemTicked"],
  },
});
