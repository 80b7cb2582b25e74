import { describeCommand, nobody } from "../../kit/given.ts";
import { type Asked, both, on, stands } from "./scenes.ts";

const asked: Asked = ({ lists }) => ({ cardId: nobody(), listId: lists.todo, title: "Ask about fares" });

describeCommand({
  command: "addCard",
  allowed: {
    "it is done once, and all read it": { given: on("tariq", asked), here: ["cardAdded"] },
    "before the first of its list": {
      given: on("rhona", ({ cards, lists }) => ({ cardId: nobody(), listId: lists.todo, title: "Now", before: cards.leaflet })),
      here: ["cardAdded"],
    },
    "with what looks like somebody's number, once they said that it is none": {
      given: on("rhona", ({ lists }) => ({ cardId: nobody(), listId: lists.todo, title: "Order 943 476 5919", anyway: true })),
      here: ["cardAdded"],
    },
    "with bidi, quotes, zero-width signs and a formula in its title: as it was typed": {
      given: on("rhona", ({ lists }) => ({ cardId: nobody(), listId: lists.todo, title: '=1+1;"a" \u202eb\u200b' })),
      here: ["cardAdded"],
    },
  },
  refused: {
    "to a list that is gone": {
      given: on("rhona", { cardId: nobody(), listId: nobody(), title: "A" }),
      refusal: "NOT_FOUND UnknownList listId",
    },
    "one that is there": {
      given: on("rhona", ({ cards, lists }) => ({ cardId: cards.room, listId: lists.todo, title: "A" })),
      refusal: "BAD_REQUEST IdTaken cardId",
    },
    "without a word": {
      given: on("rhona", ({ lists }) => ({ cardId: nobody(), listId: lists.todo, title: "  " })),
      refusal: "BAD_REQUEST BadInput input.title",
    },
    "with somebody's NHS number": {
      given: on("rhona", ({ lists }) => ({ cardId: nobody(), listId: lists.todo, title: "Call about 943 476 5919" })),
      refusal: "BAD_REQUEST LooksLikeAPerson title",
    },
    "with a name and a telephone number beside it": {
      given: on("rhona", ({ lists }) => ({ cardId: nobody(), listId: lists.todo, title: "Ring Mrs McAllister, 0141 496 0123" })),
      refusal: "BAD_REQUEST LooksLikeAPerson title",
    },
    "with another author": {
      given: on("rhona", ({ lists }) => ({ cardId: nobody(), listId: lists.todo, title: "A", actor: { orgId: nobody() } })),
      refusal: "BAD_REQUEST BadInput input",
    },
    "when the project has ended": { given: on("rhona", asked, { first: stands("archived") }), refusal: "CONFLICT BoardRests" },
    "of an organisation that was only asked": { given: on("olga", asked), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, title: "Another" }),
  raced: {
    given: both(asked, asked),
    outcomes: ["written", "written"],
    here: ["cardAdded", "cardAdded"],
  },
});
