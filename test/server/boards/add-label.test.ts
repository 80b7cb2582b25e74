import { describeCommand, nobody } from "../../kit/given.ts";
import { type Asked, both, on, stands } from "./scenes.ts";

const asked: Asked = () => ({ labelId: nobody(), name: "People", tone: "warm" });

describeCommand({
  command: "addLabel",
  allowed: {
    "it is done once, and all read it": { given: on("tariq", asked), here: ["labelAdded"] },
  },
  refused: {
    "one that is there": {
      given: on("rhona", ({ labels }) => ({ labelId: labels.place, name: "Place", tone: "warm" })),
      refusal: "BAD_REQUEST IdTaken labelId",
    },
    "a 51st, and so the 500 of a flood": {
      given: on("rhona", asked, {
        first: async (board, world) => {
          for (let i = 2; i < 50; i++)
            await board.act(world.people.rhona, "addLabel", { labelId: nobody(), name: `Label ${i}`, tone: "plain" });
        },
      }),
      refusal: "CONFLICT TooManyLabels",
    },
    "a colour of one's own": {
      given: on("rhona", { labelId: nobody(), name: "Red", tone: "#f00" }),
      refusal: "BAD_REQUEST BadInput input.tone",
    },
    "when the project has ended": { given: on("rhona", asked, { first: stands("archived") }), refusal: "CONFLICT BoardRests" },
    "of an organisation that was only asked": { given: on("olga", asked), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, name: "Another" }),
  raced: {
    given: both(asked, asked),
    outcomes: ["written", "written"],
    here: ["labelAdded", "labelAdded"],
  },
});
