import { describeCommand, nobody } from "../../kit/given.ts";
import { type Asked, both, on, stands } from "./scenes.ts";

const asked: Asked = ({ cards }) => ({ cardId: cards.room, text: "The library has one on Tuesdays." });

describeCommand({
  command: "comment",
  allowed: {
    "it is done once, and all read it": { given: on("tariq", asked), here: ["commented"] },
  },
  refused: {
    "on a card that isn't there": { given: on("rhona", { cardId: nobody(), text: "A" }), refusal: "NOT_FOUND UnknownCard cardId" },
    "with a name and a telephone number": {
      given: on("rhona", ({ cards }) => ({ cardId: cards.room, text: "Ask Mr Campbell on 07700 900123" })),
      refusal: "BAD_REQUEST LooksLikeAPerson text",
    },
    "with nothing in it": {
      given: on("rhona", ({ cards }) => ({ cardId: cards.room, text: " " })),
      refusal: "BAD_REQUEST BadInput input.text",
    },
    "when the project has ended": { given: on("rhona", asked, { first: stands("archived") }), refusal: "CONFLICT BoardRests" },
    "of an organisation that was only asked": { given: on("olga", asked), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, text: "Another" }),
  raced: {
    given: both(asked, asked),
    outcomes: ["written", "written"],
    here: ["commented", "commented"],
  },
});
