import { minute } from "../../kit/clock.ts";
import { describeCommand } from "../../kit/given.ts";
import { aboutMessage, inCase, speechRefused } from "../../kit/scenes.ts";

const to = (text: string) => (messageSeq: number) => ({ messageSeq, text });
const better = to("Could somebody ring on Wednesday?");

describeCommand({
  command: "editMessage",
  allowed: {
    "one's own words, within fifteen minutes": { given: aboutMessage("tariq", "tariq", better), here: ["messageEdited"] },
    "in the last moment": {
      given: aboutMessage("tariq", "tariq", better, { first: (world) => world.later(15 * minute) }),
      here: ["messageEdited"],
    },
  },
  refused: {
    ...speechRefused({ messageSeq: 1, text: "x" }),
    "somebody else's words": { given: aboutMessage("rhona", "tariq", better), refusal: "FORBIDDEN NotYours" },
    "a moment too late": {
      given: aboutMessage("tariq", "tariq", better, { first: (world) => world.later(15 * minute + 1) }),
      refusal: "CONFLICT EditTooLate",
    },
    "what is no message": { given: inCase("tariq", better(1)), refusal: "BAD_REQUEST UnknownReference messageSeq" },
    "what isn't there": { given: inCase("tariq", better(999)), refusal: "BAD_REQUEST UnknownReference messageSeq" },
    "a number that is none": { given: inCase("tariq", better(-1)), refusal: "BAD_REQUEST BadInput input.messageSeq" },
    "nothing but blanks": { given: aboutMessage("tariq", "tariq", to(" ")), refusal: "BAD_REQUEST BadInput input.text" },
  },
  other: (input) => ({ ...input, text: "Something else." }),
  raced: {
    given: async (world) => {
      const one = await aboutMessage("tariq", "tariq", better)(world);
      return [one, { ...one, input: { ...one.input, text: "Or Thursday?" } }];
    },
    outcomes: ["written", "written"],
    here: ["messageEdited", "messageEdited"],
  },
});
