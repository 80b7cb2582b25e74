import { describeCommand, nobody } from "../../kit/given.ts";
import { type Asked, aDraft, aVisitAt, both, on, stands } from "./scenes.ts";

const asked: Asked = ({ cards }) => ({
  cardId: cards.room,
  linkId: nobody(),
  to: { kind: "web", url: "https://www.gov.uk/rules?a=1", title: "The rules" },
});

describeCommand({
  command: "link",
  allowed: {
    "to a page on the web, which nobody fetches": { given: on("tariq", asked), here: ["linked"] },
    "to a visit that everybody sees": {
      given: on("rhona", async (board) => ({
        cardId: board.cards.room,
        linkId: nobody(),
        to: { kind: "visit", opportunityId: await aVisitAt(board), title: "A morning at the food hub" },
      })),
      here: ["linked"],
    },
  },
  refused: {
    "an address with a sign in it that no address has": {
      given: on("rhona", ({ cards }) => ({
        cardId: cards.room,
        linkId: nobody(),
        to: { kind: "web", url: "https://www.gov.uk/\u0000", title: "A" },
      })),
      refusal: "BAD_REQUEST BadInput input.to.url",
    },
    "an address with half of a character in it": {
      given: on("rhona", ({ cards }) => ({
        cardId: cards.room,
        linkId: nobody(),
        to: { kind: "web", url: "https://www.gov.uk/\ud800", title: "A" },
      })),
      refusal: "BAD_REQUEST BadInput input.to.url",
    },
    "by a title with somebody's name and telephone in it": {
      given: on("rhona", ({ cards }) => ({
        cardId: cards.room,
        linkId: nobody(),
        to: { kind: "web", url: "https://www.gov.uk/", title: "Ring Mrs Jean Mackay, 0141 496 0123" },
      })),
      refusal: "BAD_REQUEST LooksLikeAPerson to.title",
    },
    "to a script": {
      given: on("rhona", ({ cards }) => ({
        cardId: cards.room,
        linkId: nobody(),
        to: { kind: "web", url: "javascript:alert(1)", title: "A" },
      })),
      refusal: "BAD_REQUEST BadInput input.to.url",
    },
    "to a machine in the house": {
      given: on("rhona", ({ cards }) => ({
        cardId: cards.room,
        linkId: nobody(),
        to: { kind: "web", url: "https://files.internal/a", title: "A" },
      })),
      refusal: "BAD_REQUEST BadInput input.to.url",
    },
    "by plain http": {
      given: on("rhona", ({ cards }) => ({
        cardId: cards.room,
        linkId: nobody(),
        to: { kind: "web", url: "http://www.gov.uk/", title: "A" },
      })),
      refusal: "BAD_REQUEST BadInput input.to.url",
    },
    "to a case, whether it is there or not": {
      given: on("rhona", ({ cards }) => ({ cardId: cards.room, linkId: nobody(), to: { kind: "case", caseId: nobody(), title: "A" } })),
      refusal: "BAD_REQUEST BadInput input.to.kind",
    },
    "to a visit that isn't there": {
      given: on("rhona", ({ cards }) => ({
        cardId: cards.room,
        linkId: nobody(),
        to: { kind: "visit", opportunityId: nobody(), title: "A" },
      })),
      refusal: "BAD_REQUEST UnknownTarget to",
    },
    "to a date that isn't there": {
      given: on("rhona", ({ cards }) => ({
        cardId: cards.room,
        linkId: nobody(),
        to: { kind: "session", sessionId: nobody(), title: "A" },
      })),
      refusal: "BAD_REQUEST UnknownTarget to",
    },
    "to a note that isn't there": {
      given: on("rhona", ({ cards }) => ({
        cardId: cards.room,
        linkId: nobody(),
        to: { kind: "note", reflectionId: nobody(), title: "A" },
      })),
      refusal: "BAD_REQUEST UnknownTarget to",
    },
    "to a gap that isn't there": {
      given: on("rhona", ({ cards }) => ({ cardId: cards.room, linkId: nobody(), to: { kind: "gap", gapId: nobody(), title: "A" } })),
      refusal: "BAD_REQUEST UnknownTarget to",
    },
    "to something that isn't on the map": {
      given: on("rhona", ({ cards }) => ({ cardId: cards.room, linkId: nobody(), to: { kind: "asset", assetId: nobody(), title: "A" } })),
      refusal: "BAD_REQUEST UnknownTarget to",
    },
    "to another one's visit that is only a draft": {
      given: on("rhona", async (board) => ({
        cardId: board.cards.room,
        linkId: nobody(),
        to: { kind: "visit", opportunityId: await aDraft(board), title: "A" },
      })),
      refusal: "BAD_REQUEST UnknownTarget to",
    },
    "when the project has ended": { given: on("rhona", asked, { first: stands("archived") }), refusal: "CONFLICT BoardRests" },
    "of an organisation that was only asked": { given: on("olga", asked), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, linkId: nobody() }),
  raced: {
    given: both(asked, asked),
    outcomes: ["written", "written"],
    here: ["linked", "linked"],
  },
});
