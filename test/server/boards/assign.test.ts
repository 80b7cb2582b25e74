import { describeCommand, nobody } from "../../kit/given.ts";
import { type Asked, both, on, stands } from "./scenes.ts";

const asked: Asked = (board) => ({ cardId: board.cards.room, orgId: board.world.orgs.hub.orgId, personId: null });

describeCommand({
  command: "assign",
  allowed: {
    "to whoever is there at an owner": { given: on("tariq", asked), here: ["cardAssigned"] },
    "to oneself, of which nobody is told": {
      given: on("rhona", (board) => ({
        cardId: board.cards.room,
        orgId: board.world.orgs.practice.orgId,
        personId: board.world.people.rhona.personId,
      })),
      here: ["cardAssigned"],
    },
  },
  refused: {
    "to somebody who works for nobody here": {
      given: on("rhona", (board) => ({
        cardId: board.cards.room,
        orgId: board.world.orgs.hub.orgId,
        personId: board.world.people.otto.personId,
      })),
      refusal: "BAD_REQUEST NotAnOwner personId",
    },
    "to an organisation that has only been asked": {
      given: on("rhona", (board) => ({
        cardId: board.cards.room,
        orgId: board.world.orgs.cafe.orgId,
        personId: board.world.people.olga.personId,
      })),
      refusal: "BAD_REQUEST NotAnOwner personId",
    },
    "to whoever is there at one that is not of the project": {
      given: on("rhona", (board) => ({ cardId: board.cards.room, orgId: board.world.orgs.stranger.orgId, personId: null })),
      refusal: "BAD_REQUEST NotAnOwner orgId",
    },
    "with a name of one's own": {
      given: on("rhona", (board) => ({ cardId: board.cards.room, orgId: board.world.orgs.hub.orgId, personId: null, name: "Boss" })),
      refusal: "BAD_REQUEST BadInput input",
    },
    "when the project has ended": { given: on("rhona", asked, { first: stands("archived") }), refusal: "CONFLICT BoardRests" },
    "of an organisation that was only asked": { given: on("olga", asked), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, orgId: nobody() }),
  raced: {
    given: both(asked, asked),
    outcomes: ["NothingToChange", "written"],
    here: ["cardAssigned"],
  },
});
