import { describeCommand, nobody } from "../../kit/given.ts";
import { type Asked, both, did, on, stands } from "./scenes.ts";

const asked: Asked = ({ lists }) => ({ listId: lists.todo, name: "Next" });

describeCommand({
  command: "renameList",
  allowed: {
    "it is done once, and all read it": { given: on("tariq", asked), here: ["listRenamed"] },
    "what looks like a CHI number, once they said that it is none": {
      given: on("rhona", ({ lists }) => ({ listId: lists.todo, name: "0101010028", was: "To do", anyway: true })),
      here: ["listRenamed"],
    },
  },
  refused: {
    "what it is called already": {
      given: on("rhona", ({ lists }) => ({ listId: lists.todo, name: "To do" })),
      refusal: "CONFLICT NothingToChange name",
    },
    "one that isn't there": { given: on("rhona", { listId: nobody(), name: "Next" }), refusal: "NOT_FOUND UnknownList listId" },
    "over a name that somebody else gave it meanwhile": {
      given: on("rhona", ({ lists }) => ({ listId: lists.todo, name: "Soon", was: "To do" }), { first: did("renameList", asked, "tariq") }),
      refusal: "CONFLICT ChangedMeanwhile name",
    },
    "with a CHI number in it": {
      given: on("rhona", ({ lists }) => ({ listId: lists.todo, name: "0101010028" })),
      refusal: "BAD_REQUEST LooksLikeAPerson name",
    },
    "when the project has ended": { given: on("rhona", asked, { first: stands("archived") }), refusal: "CONFLICT BoardRests" },
    "of an organisation that was only asked": { given: on("olga", asked), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, name: "Another" }),
  raced: {
    given: both(
      ({ lists }) => ({ listId: lists.todo, name: "Next", was: "To do" }),
      ({ lists }) => ({ listId: lists.todo, name: "Soon", was: "To do" }),
    ),
    outcomes: ["ChangedMeanwhile", "written"],
    here: ["listRenamed"],
  },
});
