import { describeCommand, nobody } from "../../kit/given.ts";
import { type Asked, both, did, inTurn, on, stands } from "./scenes.ts";

const asked: Asked = ({ cards }) => ({ cardId: cards.room });

describeCommand({
  command: "restoreCard",
  allowed: {
    "it is done once, and all read it": {
      given: on("tariq", asked, { first: did("archiveCard", ({ cards }) => ({ cardId: cards.room })) }),
      here: ["cardRestored"],
    },
    "to the first list, where its own is gone": {
      given: on("rhona", asked, {
        first: inTurn(
          did("moveCard", ({ cards, lists }) => ({ cardId: cards.room, toList: lists.done })),
          did("archiveCard", asked),
          did("removeList", ({ lists }) => ({ listId: lists.done })),
        ),
      }),
      here: ["cardRestored"],
    },
  },
  refused: {
    "one that isn't there": { given: on("rhona", { cardId: nobody() }), refusal: "NOT_FOUND UnknownCard cardId" },
    "one that lies on the board": { given: on("rhona", asked), refusal: "CONFLICT NotArchived cardId" },
    "when the project has ended": {
      given: on("rhona", asked, {
        first: inTurn(
          did("archiveCard", ({ cards }) => ({ cardId: cards.room })),
          stands("archived"),
        ),
      }),
      refusal: "CONFLICT BoardRests",
    },
    "of an organisation that was only asked": { given: on("olga", asked), refusal: "NOT_FOUND NotFound" },
  },
  other: () => ({ cardId: nobody() }),
  raced: {
    given: both(asked, asked, { first: did("archiveCard", ({ cards }) => ({ cardId: cards.room })) }),
    outcomes: ["NotArchived", "written"],
    here: ["cardRestored"],
  },
});
