import { describeCommand, nobody } from "../../kit/given.ts";
import { both, did, inTurn, on, stands } from "./scenes.ts";

describeCommand({
  command: "moveCard",
  allowed: {
    "a card goes to the end of another list": {
      given: on("tariq", ({ cards, lists }) => ({ cardId: cards.leaflet, toList: lists.doing })),
      here: ["cardMoved"],
    },
    "behind a card of its own list": {
      given: on("rhona", ({ cards, lists }) => ({ cardId: cards.leaflet, toList: lists.todo, after: cards.room })),
      here: ["cardMoved"],
    },
    "before the first": {
      given: on("rhona", ({ cards, lists }) => ({ cardId: cards.drivers, toList: lists.todo, before: cards.leaflet })),
      here: ["cardMoved"],
    },
    "behind a card that has left the list meanwhile: before the other one that was named": {
      given: on("rhona", ({ cards, lists }) => ({ cardId: cards.drivers, toList: lists.todo, after: cards.room, before: cards.leaflet }), {
        first: did("moveCard", ({ cards, lists }) => ({ cardId: cards.room, toList: lists.done })),
      }),
      here: ["cardMoved"],
    },
    "where it lies already, beside somebody who has left: what was asked stands in the order of all, and it stays where it is": {
      given: on("rhona", ({ cards, lists }) => ({ cardId: cards.drivers, toList: lists.todo, after: cards.room }), {
        first: did("moveCard", ({ cards, lists }) => ({ cardId: cards.room, toList: lists.done })),
      }),
      here: ["cardMoved"],
    },
  },
  refused: {
    "to a list that is gone: the card stays": {
      given: on("rhona", ({ cards, lists }) => ({ cardId: cards.leaflet, toList: lists.done }), {
        first: did("removeList", ({ lists }) => ({ listId: lists.done })),
      }),
      refusal: "NOT_FOUND UnknownList toList",
    },
    "a card that isn't there": {
      given: on("rhona", ({ lists }) => ({ cardId: nobody(), toList: lists.done })),
      refusal: "NOT_FOUND UnknownCard cardId",
    },
    "one that was put away": {
      given: on("rhona", ({ cards, lists }) => ({ cardId: cards.leaflet, toList: lists.done }), {
        first: did("archiveCard", ({ cards }) => ({ cardId: cards.leaflet })),
      }),
      refusal: "CONFLICT CardArchived cardId",
    },
    "to where it lies": {
      given: on("rhona", ({ cards, lists }) => ({ cardId: cards.leaflet, toList: lists.todo, before: cards.room })),
      refusal: "CONFLICT NothingToChange",
    },
    "with a rank of one's own": {
      given: on("rhona", ({ cards, lists }) => ({ cardId: cards.leaflet, toList: lists.done, rank: "a0" })),
      refusal: "BAD_REQUEST BadInput input",
    },
    "when the project has ended": {
      given: on("rhona", ({ cards, lists }) => ({ cardId: cards.leaflet, toList: lists.done }), { first: stands("closed") }),
      refusal: "CONFLICT BoardRests",
    },
    "of an organisation that was only asked": {
      given: on("olga", ({ cards, lists }) => ({ cardId: cards.leaflet, toList: lists.done })),
      refusal: "NOT_FOUND NotFound",
    },
    "of one that has left": {
      given: on("tariq", ({ cards, lists }) => ({ cardId: cards.leaflet, toList: lists.done }), {
        first: inTurn((board, { orgs }) =>
          board.follow({
            owners: board.owners.map((each) => (each.orgId === orgs.hub.orgId ? { ...each, status: "left" as const } : each)),
          }),
        ),
      }),
      refusal: "NOT_FOUND NotFound",
    },
  },
  other: (input) => ({ ...input, after: nobody() }),
  raced: {
    given: both(
      ({ cards, lists }) => ({ cardId: cards.leaflet, toList: lists.doing }),
      ({ cards, lists }) => ({ cardId: cards.leaflet, toList: lists.done }),
    ),
    outcomes: ["written", "written"],
    here: ["cardMoved", "cardMoved"],
  },
});
