import { describeCommand, nobody } from "../../kit/given.ts";
import { type Asked, both, on, stands } from "./scenes.ts";

const asked: Asked = ({ cards, labels }) => ({ cardId: cards.room, labelId: labels.place, on: true });

describeCommand({
  command: "labelCard",
  allowed: {
    "it is done once, and all read it": { given: on("tariq", asked), here: ["cardLabelled"] },
  },
  refused: {
    "with a label that isn't there": {
      given: on("rhona", ({ cards }) => ({ cardId: cards.room, labelId: nobody(), on: true })),
      refusal: "BAD_REQUEST UnknownLabel labelId",
    },
    "as it is already": {
      given: on("rhona", ({ cards, labels }) => ({ cardId: cards.room, labelId: labels.place, on: false })),
      refusal: "CONFLICT NothingToChange labelId",
    },
    "when the project has ended": { given: on("rhona", asked, { first: stands("archived") }), refusal: "CONFLICT BoardRests" },
    "of an organisation that was only asked": { given: on("olga", asked), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, on: false }),
  raced: {
    given: both(asked, asked),
    outcomes: ["NothingToChange", "written"],
    here: ["cardLabelled"],
  },
});
