import type { BuiltBoard } from "../../kit/boards.ts";
import { describeCommand, nobody } from "../../kit/given.ts";
import { type Asked, aFile, both, on, onCard, stands } from "./scenes.ts";

/** What Tariq put there, and then it came to this. */
const then =
  (after?: (board: BuiltBoard) => Promise<unknown>): Asked =>
  async (board) => {
    const input = { cardId: board.cards.room, fileId: await onCard(board) };
    await after?.(board);
    return input;
  };
const asked = then();

describeCommand({
  command: "detachFile",
  allowed: {
    "whoever put it there, or their colleague, takes it off the card, and its bytes go": {
      given: on("tariq", asked),
      here: ["fileDetached"],
    },
    "also when the project has ended, and from a card that was put away": {
      given: on(
        "tariq",
        then(async (board) => {
          await board.act(board.world.people.rhona, "archiveCard", { cardId: board.cards.room });
          await stands("archived")(board);
        }),
      ),
      here: ["fileDetached"],
    },
    "what came and was put to no card, its sender takes away again, also where the card is gone": {
      given: on("tariq", async (board) => ({ cardId: nobody(), fileId: await aFile(board, "tariq") })),
      here: ["fileDetached"],
    },
  },
  refused: {
    "what another owner put there": { given: on("rhona", asked), refusal: "FORBIDDEN NotYourFile fileId" },
    "what another owner sent, on no card yet": {
      given: on("rhona", async (board) => ({ cardId: board.cards.room, fileId: await aFile(board, "tariq") })),
      refusal: "FORBIDDEN NotYourFile fileId",
    },
    "one that is on another card": {
      given: on("tariq", async (board) => ({ cardId: board.cards.leaflet, fileId: await onCard(board) })),
      refusal: "BAD_REQUEST UnknownFile fileId",
    },
    "one that isn't on it": {
      given: on("rhona", ({ cards }) => ({ cardId: cards.room, fileId: nobody() })),
      refusal: "BAD_REQUEST UnknownFile fileId",
    },
    "what another owner put there, also when the project has ended": {
      given: on("rhona", then(stands("archived"))),
      refusal: "FORBIDDEN NotYourFile fileId",
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
