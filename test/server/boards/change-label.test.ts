import { describeCommand, nobody } from "../../kit/given.ts";
import { type Asked, both, did, on, stands } from "./scenes.ts";

const asked: Asked = ({ labels }) => ({ labelId: labels.place, name: "Rooms", tone: "plain" });

describeCommand({
  command: "changeLabel",
  allowed: {
    "it is done once, and all read it": { given: on("tariq", asked), here: ["labelChanged"] },
  },
  refused: {
    "one that isn't there": {
      given: on("rhona", { labelId: nobody(), name: "Rooms", tone: "plain" }),
      refusal: "BAD_REQUEST UnknownLabel labelId",
    },
    "as it is already": {
      given: on("rhona", ({ labels }) => ({ labelId: labels.place, name: "Place", tone: "plain" })),
      refusal: "CONFLICT NothingToChange",
    },
    "over what somebody else made of it meanwhile": {
      given: on("rhona", ({ labels }) => ({ labelId: labels.place, name: "Halls", tone: "plain", was: { name: "Place", tone: "plain" } }), {
        first: did("changeLabel", asked, "tariq"),
      }),
      refusal: "CONFLICT ChangedMeanwhile name",
    },
    "with a CHI number in it": {
      given: on("rhona", ({ labels }) => ({ labelId: labels.place, name: "0101010028", tone: "plain" })),
      refusal: "BAD_REQUEST LooksLikeAPerson name",
    },
    "when the project has ended": { given: on("rhona", asked, { first: stands("archived") }), refusal: "CONFLICT BoardRests" },
    "of an organisation that was only asked": { given: on("olga", asked), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, tone: "stop" }),
  raced: {
    given: both(asked, asked),
    outcomes: ["NothingToChange", "written"],
    here: ["labelChanged"],
  },
});
