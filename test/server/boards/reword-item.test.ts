import type { BuiltBoard } from "../../kit/boards.ts";
import { describeCommand } from "../../kit/given.ts";
import { type Asked, both, did, inTurn, on, stands } from "./scenes.ts";

const first = ({ cards }: Pick<BuiltBoard, "cards">) => ({ cardId: cards.room, itemId: cards.leaflet });
const asked: Asked = ({ cards }) => ({ cardId: cards.room, itemId: cards.leaflet, text: "Ask the library" });

describeCommand({
  command: "rewordItem",
  allowed: {
    "it is done once, and all read it": {
      given: on("tariq", asked, {
        first: did("addItem", ({ cards }) => ({ cardId: cards.room, itemId: cards.leaflet, text: "Ask the centre" })),
      }),
      here: ["itemReworded"],
    },
  },
  refused: {
    "one that isn't there": { given: on("rhona", asked), refusal: "BAD_REQUEST UnknownItem itemId" },
    "as it reads already": {
      given: on("rhona", ({ cards }) => ({ cardId: cards.room, itemId: cards.leaflet, text: "Ask the centre" }), {
        first: did("addItem", ({ cards }) => ({ cardId: cards.room, itemId: cards.leaflet, text: "Ask the centre" })),
      }),
      refusal: "CONFLICT NothingToChange text",
    },
    "over words that its author had not read: theirs are not lost": {
      given: on("rhona", ({ cards }) => ({ ...first({ cards }), text: "Ask the library", was: "Ask the centre" }), {
        first: inTurn(
          did("addItem", ({ cards }) => ({ ...first({ cards }), text: "Ask the centre" })),
          did("rewordItem", ({ cards }) => ({ ...first({ cards }), text: "Ask the centre on Monday", was: "Ask the centre" }), "tariq"),
        ),
      }),
      refusal: "CONFLICT ChangedMeanwhile text",
    },
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
  other: (input) => ({ ...input, text: "Another" }),
  raced: {
    given: both(asked, asked, {
      first: did("addItem", ({ cards }) => ({ cardId: cards.room, itemId: cards.leaflet, text: "Ask the centre" })),
    }),
    outcomes: ["NothingToChange", "written"],
    here: ["itemReworded"],
  },
});
