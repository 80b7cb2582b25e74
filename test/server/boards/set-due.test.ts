import { describeCommand } from "../../kit/given.ts";
import { type Asked, both, did, on, stands } from "./scenes.ts";

const asked: Asked = ({ cards }) => ({ cardId: cards.room, due: "2027-03-01", rev: 0 });

describeCommand({
  command: "setDue",
  allowed: {
    "it is done once, and all read it": { given: on("tariq", asked), here: ["dueSet"] },
  },
  refused: {
    "over a day that somebody else set meanwhile": {
      given: on("rhona", ({ cards }) => ({ cardId: cards.room, due: "2027-04-01", rev: 0 }), { first: did("setDue", asked, "tariq") }),
      refusal: "CONFLICT ChangedMeanwhile due",
    },
    "the day that it is already": {
      given: on("rhona", ({ cards }) => ({ cardId: cards.room, due: null, rev: 0 })),
      refusal: "CONFLICT NothingToChange due",
    },
    "a day that isn't": {
      given: on("rhona", ({ cards }) => ({ cardId: cards.room, due: "2027-02-30", rev: 0 })),
      refusal: "BAD_REQUEST BadInput input.due",
    },
    "when the project has ended": { given: on("rhona", asked, { first: stands("archived") }), refusal: "CONFLICT BoardRests" },
    "of an organisation that was only asked": { given: on("olga", asked), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, due: "2027-05-01" }),
  raced: {
    given: both(asked, ({ cards }) => ({ cardId: cards.room, due: "2027-04-01", rev: 0 })),
    outcomes: ["ChangedMeanwhile", "written"],
    here: ["dueSet"],
  },
});
