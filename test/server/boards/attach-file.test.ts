import { describeCommand, nobody } from "../../kit/given.ts";
import { type Asked, aFile, both, on, stands } from "./scenes.ts";

const asked: Asked = async (board) => ({ cardId: board.cards.room, fileId: await aFile(board, "tariq") });

describeCommand({
  command: "attachFile",
  allowed: {
    "what they sent lies on a card, and its readers fetch it": { given: on("tariq", asked), here: ["fileAttached"] },
  },
  refused: {
    "somebody else's, before it is anywhere": { given: on("rhona", asked), refusal: "BAD_REQUEST UnknownFile fileId" },
    "one that isn't there": {
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
      const [one, two] = await both(asked, asked)(world);
      return [{ ...one, input: two.input }, two];
    },
    outcomes: ["UnknownFile", "written"],
    here: ["fileAttached"],
  },
});
