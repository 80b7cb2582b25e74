import { describeCommand, nobody } from "../../kit/given.ts";
import { type Asked, both, did, inTurn, on, stands } from "./scenes.ts";

const asked: Asked = ({ cards }) => ({ cardId: cards.room, linkId: cards.leaflet });

describeCommand({
  command: "unlink",
  allowed: {
    "it is done once, and all read it": {
      given: on("tariq", asked, {
        first: did("link", ({ cards }) => ({
          cardId: cards.room,
          linkId: cards.leaflet,
          to: { kind: "web", url: "https://www.gov.uk/", title: "The rules" },
        })),
      }),
      here: ["unlinked"],
    },
  },
  refused: {
    "one that isn't there": { given: on("rhona", asked), refusal: "BAD_REQUEST UnknownLink linkId" },
    "when the project has ended": {
      given: on("rhona", asked, {
        first: inTurn(
          did("link", ({ cards }) => ({
            cardId: cards.room,
            linkId: cards.leaflet,
            to: { kind: "web", url: "https://www.gov.uk/", title: "The rules" },
          })),
          stands("archived"),
        ),
      }),
      refusal: "CONFLICT BoardRests",
    },
    "of an organisation that was only asked": { given: on("olga", asked), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, linkId: nobody() }),
  raced: {
    given: both(asked, asked, {
      first: did("link", ({ cards }) => ({
        cardId: cards.room,
        linkId: cards.leaflet,
        to: { kind: "web", url: "https://www.gov.uk/", title: "The rules" },
      })),
    }),
    outcomes: ["UnknownLink", "written"],
    here: ["unlinked"],
  },
});
