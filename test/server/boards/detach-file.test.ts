import { describeCommand, nobody } from "../../kit/given.ts";
import { type Asked, both, on, onCard, stands } from "./scenes.ts";

const asked: Asked = async (board) => ({ cardId: board.cards.room, fileId: await onCard(board) });

describeCommand({
  command: "detachFile",
  allowed: {
    "whoever put it there, or their colleague, takes it off the card, and its bytes go": {
      given: on("tariq", asked),
      here: ["fileDetached"],
    },
  },
  refused: {
    "what another owner put there": { given: on("rhona", asked), refusal: "FORBIDDEN NotYourFile fileId" },
    "one that isn't on it": {
      given: on("rhona", ({ cards }) => ({ cardId: cards.room, fileId: nobody() })),
      refusal: "BAD_REQUEST UnknownFile fileId",
    },
    "when the project has ended": {
      given: on("rhona", ({ cards }) => ({ cardId: cards.room, fileId: nobody() }), { first: stands("archived") }),
      refusal: "CONFLICT BoardRests",
    },
    "of an organisation that was only asked": { given: on("olga", asked), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, fileId: nobody() }),
  raced: {
    given: async (world) => {
      const [one, two] = await both(asked, asked, { as: "tariq" })(world);
      return [{ ...one, input: two.input }, two];
    },
    outcomes: ["UnknownFile", "written"],
    here: ["fileDetached"],
  },
});
