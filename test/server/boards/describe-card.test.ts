import { describeCommand } from "../../kit/given.ts";
import { type Asked, both, on, stands } from "./scenes.ts";

const asked: Asked = ({ cards }) => ({ cardId: cards.room, description: "No steps, and a bus stop.", rev: 0 });

describeCommand({
  command: "describeCard",
  allowed: {
    "what it says, from what was read": { given: on("tariq", asked), here: ["cardDescribed"] },
  },
  refused: {
    "what it says already": {
      given: on("rhona", ({ cards }) => ({ cardId: cards.room, description: "", rev: 0 })),
      refusal: "CONFLICT NothingToChange description",
    },
    "a text that belongs into a file": {
      given: on("rhona", ({ cards }) => ({ cardId: cards.room, description: "a".repeat(20_000), rev: 0 })),
      refusal: "BAD_REQUEST BadInput input.description",
    },
    "with somebody's NHS number": {
      given: on("rhona", ({ cards }) => ({ cardId: cards.room, description: "for 943 476 5919", rev: 0 })),
      refusal: "BAD_REQUEST LooksLikeAPerson description",
    },
    "when the project has ended": { given: on("rhona", asked, { first: stands("archived") }), refusal: "CONFLICT BoardRests" },
    "of an organisation that was only asked": { given: on("olga", asked), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, description: "Another" }),
  raced: {
    given: both(asked, ({ cards }) => ({ cardId: cards.room, description: "Warm.", rev: 0 })),
    outcomes: ["written", "written"],
    here: ["cardDescribed", "cardDescribed"],
  },
});
