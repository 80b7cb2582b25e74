import type { BuiltBoard } from "../../kit/boards.ts";
import { describeCommand } from "../../kit/given.ts";
import { type Asked, both, did, inTurn, on, stands } from "./scenes.ts";

const lastSeq = async ({ world, roomId }: BuiltBoard): Promise<number> =>
  (await world.app.log.read(roomId, 0)).events.findLast(({ type }) => type === "commented")?.seq ?? 1;
const asked: Asked = async (board) => ({ cardId: board.cards.room, commentSeq: await lastSeq(board) });

describeCommand({
  command: "removeComment",
  allowed: {
    "its author takes it back": {
      given: on("tariq", asked, { first: did("comment", ({ cards }) => ({ cardId: cards.room, text: "I asked." }), "tariq") }),
      here: ["commentRemoved"],
    },
    "also when the project has ended, and from a card that was put away": {
      given: on("rhona", asked, {
        first: inTurn(
          did("comment", ({ cards }) => ({ cardId: cards.room, text: "I asked." })),
          did("archiveCard", ({ cards }) => ({ cardId: cards.room })),
          stands("archived"),
        ),
      }),
      here: ["commentRemoved"],
    },
  },
  refused: {
    "somebody else's": {
      given: on("rhona", asked, { first: did("comment", ({ cards }) => ({ cardId: cards.room, text: "Mine." }), "tariq") }),
      refusal: "FORBIDDEN NotYourComment",
    },
    "one of another card": {
      given: on("rhona", async (board) => ({ cardId: board.cards.leaflet, commentSeq: await lastSeq(board) }), {
        first: did("comment", ({ cards }) => ({ cardId: cards.room, text: "Mine." })),
      }),
      refusal: "BAD_REQUEST UnknownComment commentSeq",
    },
    "what is no comment": {
      given: on("rhona", ({ cards }) => ({ cardId: cards.room, commentSeq: 1 })),
      refusal: "BAD_REQUEST UnknownComment commentSeq",
    },
    "of an organisation that was only asked": { given: on("olga", asked), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, commentSeq: 1 }),
  raced: {
    given: both(asked, asked, { first: did("comment", ({ cards }) => ({ cardId: cards.room, text: "I asked." })), as: "rhona" }),
    outcomes: ["UnknownComment", "written"],
    here: ["commentRemoved"],
  },
});
