import { describeCommand, nobody } from "../../kit/given.ts";
import { type Asked, both, did, on, stands } from "./scenes.ts";

const asked: Asked = ({ cards }) => ({ cardId: cards.room });

describeCommand({
  command: "archiveCard",
  allowed: {
    "it is done once, and all read it": { given: on("tariq", asked), here: ["cardArchived"] },
  },
  refused: {
    "one that isn't there": { given: on("rhona", { cardId: nobody() }), refusal: "NOT_FOUND UnknownCard cardId" },
    twice: { given: on("rhona", asked, { first: did("archiveCard", asked) }), refusal: "CONFLICT CardArchived cardId" },
    "when the project has ended": { given: on("rhona", asked, { first: stands("archived") }), refusal: "CONFLICT BoardRests" },
    "of an organisation that was only asked": { given: on("olga", asked), refusal: "NOT_FOUND NotFound" },
  },
  other: () => ({ cardId: nobody() }),
  raced: {
    given: both(asked, asked),
    outcomes: ["CardArchived", "written"],
    here: ["cardArchived"],
  },
});
