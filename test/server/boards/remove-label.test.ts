import { describeCommand, nobody } from "../../kit/given.ts";
import { type Asked, both, did, inTurn, on, stands } from "./scenes.ts";

const asked: Asked = ({ labels }) => ({ labelId: labels.place });

describeCommand({
  command: "removeLabel",
  allowed: {
    "it goes, and from every card": {
      given: on("tariq", asked, {
        first: did("labelCard", ({ cards, labels }) => ({ cardId: cards.room, labelId: labels.place, on: true })),
      }),
      here: ["labelRemoved"],
    },
  },
  refused: {
    "one that isn't there": { given: on("rhona", { labelId: nobody() }), refusal: "BAD_REQUEST UnknownLabel labelId" },
    "when the project has ended": {
      given: on("rhona", asked, {
        first: inTurn(
          did("labelCard", ({ cards, labels }) => ({ cardId: cards.room, labelId: labels.place, on: true })),
          stands("archived"),
        ),
      }),
      refusal: "CONFLICT BoardRests",
    },
    "of an organisation that was only asked": { given: on("olga", asked), refusal: "NOT_FOUND NotFound" },
  },
  other: () => ({ labelId: nobody() }),
  raced: {
    given: both(asked, asked, {
      first: did("labelCard", ({ cards, labels }) => ({ cardId: cards.room, labelId: labels.place, on: true })),
    }),
    outcomes: ["UnknownLabel", "written"],
    here: ["labelRemoved"],
  },
});
