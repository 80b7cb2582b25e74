import { describeCommand, nobody } from "../../kit/given.ts";
import { type Asked, both, did, on, stands } from "./scenes.ts";

const asked: Asked = ({ cards }) => ({ cardId: cards.room, title: "Find a warm room", rev: 1 });

describeCommand({
  command: "titleCard",
  allowed: {
    "new words, from what was read": { given: on("tariq", asked), here: ["cardTitled"] },
  },
  refused: {
    "what it is called already": {
      given: on("rhona", ({ cards }) => ({ cardId: cards.room, title: "Find a room", rev: 1 })),
      refusal: "CONFLICT NothingToChange title",
    },
    "one that isn't there": { given: on("rhona", { cardId: nobody(), title: "A", rev: 0 }), refusal: "NOT_FOUND UnknownCard cardId" },
    "one that was put away": {
      given: on("rhona", asked, { first: did("archiveCard", ({ cards }) => ({ cardId: cards.room })) }),
      refusal: "CONFLICT CardArchived cardId",
    },
    "with somebody's CHI number": {
      given: on("rhona", ({ cards }) => ({ cardId: cards.room, title: "0101010028", rev: 1 })),
      refusal: "BAD_REQUEST LooksLikeAPerson title",
    },
    "when the project has ended": { given: on("rhona", asked, { first: stands("archived") }), refusal: "CONFLICT BoardRests" },
    "of an organisation that was only asked": { given: on("olga", asked), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, title: "Another" }),
  raced: {
    given: both(asked, ({ cards }) => ({ cardId: cards.room, title: "A cold room", rev: 1 })),
    outcomes: ["written", "written"],
    here: ["cardTitled", "cardTitled"],
  },
});
