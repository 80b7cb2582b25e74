import { describeCommand } from "../../kit/given.ts";
import { type Asked, both, did, inTurn, on, stands } from "./scenes.ts";

const asked: Asked = (board) => ({
  cardId: board.cards.room,
  orgId: board.world.orgs.hub.orgId,
  personId: board.world.people.tariq.personId,
});

describeCommand({
  command: "unassign",
  allowed: {
    "it is done once, and all read it": {
      given: on("tariq", asked, {
        first: did(
          "assign",
          (board) => ({ cardId: board.cards.room, orgId: board.world.orgs.hub.orgId, personId: board.world.people.tariq.personId }),
          "tariq",
        ),
      }),
      here: ["cardUnassigned"],
    },
  },
  refused: {
    "whose turn it isn't": { given: on("rhona", asked), refusal: "CONFLICT NothingToChange" },
    "when the project has ended": {
      given: on("rhona", asked, {
        first: inTurn(
          did(
            "assign",
            (board) => ({ cardId: board.cards.room, orgId: board.world.orgs.hub.orgId, personId: board.world.people.tariq.personId }),
            "tariq",
          ),
          stands("archived"),
        ),
      }),
      refusal: "CONFLICT BoardRests",
    },
    "of an organisation that was only asked": { given: on("olga", asked), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, personId: null }),
  raced: {
    given: both(asked, asked, {
      first: did(
        "assign",
        (board) => ({ cardId: board.cards.room, orgId: board.world.orgs.hub.orgId, personId: board.world.people.tariq.personId }),
        "tariq",
      ),
    }),
    outcomes: ["NothingToChange", "written"],
    here: ["cardUnassigned"],
  },
});
