import { describeCommand, nobody } from "../../kit/given.ts";
import { type Asked, both, did, inTurn, on, stands } from "./scenes.ts";

const card = (listId: string, change: Record<string, unknown> = {}) => ({
  ...{ cardId: nobody<string & never>(), listId, title: "From elsewhere", description: "", items: [], due: null, labels: [], ...change },
});
const asked: Asked = ({ lists }) => ({ lists: [], labels: [], cards: [card(lists.todo), card(lists.todo)] });
const listId = nobody<string & never>();
const labelId = nobody<string & never>();
const one = {
  lists: [{ listId, name: "Elsewhere", wip: null }],
  labels: [{ labelId, name: "Red", tone: "stop" }],
  cards: [card(listId, { labels: [labelId] })],
};

describeCommand({
  command: "importCards",
  allowed: {
    "cards of a file lie at the end of their list": { given: on("tariq", asked), here: ["cardsImported"] },
    "with their lists and labels": { given: on("rhona", one), here: ["cardsImported"] },
    "of a file that was brought in before, what is new": {
      given: on("rhona", { ...one, cards: [...one.cards, card(listId)] }, { first: did("importCards", one) }),
      here: ["cardsImported"],
    },
  },
  refused: {
    "the same file once more": { given: on("rhona", one, { first: did("importCards", one) }), refusal: "CONFLICT NothingToChange" },
    "to a list that isn't there": {
      given: on("rhona", { lists: [], labels: [], cards: [card(nobody())] }),
      refusal: "NOT_FOUND UnknownList cards",
    },
    "with a label that isn't there": {
      given: on("rhona", ({ lists }) => ({ lists: [], labels: [], cards: [card(lists.todo, { labels: [nobody()] })] })),
      refusal: "BAD_REQUEST UnknownLabel cards",
    },
    "with somebody's number in it": {
      given: on("rhona", ({ lists }) => ({ lists: [], labels: [], cards: [card(lists.todo, { description: "943 476 5919" })] })),
      refusal: "BAD_REQUEST LooksLikeAPerson cards.0.description",
    },
    "26 at once": {
      given: on("rhona", ({ lists }) => ({ lists: [], labels: [], cards: Array.from({ length: 26 }, () => card(lists.todo)) })),
      refusal: "BAD_REQUEST BadInput input.cards",
    },
    "when the project has ended": { given: on("rhona", asked, { first: inTurn(stands("archived")) }), refusal: "CONFLICT BoardRests" },
    "of an organisation that was only asked": { given: on("olga", asked), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, anyway: true }),
  raced: { given: both(one, one), outcomes: ["NothingToChange", "written"], here: ["cardsImported"] },
});
