import { describeCommand } from "../../kit/given.ts";
import { type Asked, both, did, on, stands } from "./scenes.ts";

const asked: Asked = () => ({ title: "Walks in Govan", rev: 1 });

describeCommand({
  command: "nameBoard",
  allowed: {
    "all owners alike give it a name": { given: on("tariq", asked), here: ["boardNamed"] },
    "what looks like a CHI number, once they said that it is none": {
      given: on("rhona", { title: "Walk for 0101010028", rev: 1, anyway: true }),
      here: ["boardNamed"],
    },
  },
  refused: {
    "what it is called already": { given: on("rhona", { title: "Befriending pilot", rev: 1 }), refusal: "CONFLICT NothingToChange title" },
    "over a name that somebody else gave it meanwhile": {
      given: on("rhona", { title: "Teas", rev: 1 }, { first: did("nameBoard", { title: "Walks", rev: 1 }, "tariq") }),
      refusal: "CONFLICT ChangedMeanwhile title",
    },
    "two lines": { given: on("rhona", { title: "a\nb", rev: 1 }), refusal: "BAD_REQUEST BadInput input.title" },
    "with a CHI number in it": {
      given: on("rhona", { title: "Walk for 0101010028", rev: 1 }),
      refusal: "BAD_REQUEST LooksLikeAPerson title",
    },
    "when the project has ended": { given: on("rhona", asked, { first: stands("archived") }), refusal: "CONFLICT BoardRests" },
    "of an organisation that was only asked": { given: on("olga", asked), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, title: "Another" }),
  raced: {
    given: both(asked, { title: "Teas", rev: 1 }),
    outcomes: ["ChangedMeanwhile", "written"],
    here: ["boardNamed"],
  },
});
