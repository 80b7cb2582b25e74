import { describeCommand } from "../../kit/given.ts";
import { aboutMessage, inCase, speechRefused } from "../../kit/scenes.ts";

const thumb = (messageSeq: number) => ({ messageSeq, reaction: "👍", on: true });

describeCommand({
  command: "react",
  allowed: {
    "to another's words": { given: aboutMessage("tariq", "rhona", thumb), here: ["reactionSet"] },
    "and take it back": { given: aboutMessage("tariq", "rhona", (seq) => ({ ...thumb(seq), on: false })), here: ["reactionSet"] },
  },
  refused: {
    ...speechRefused(thumb(1)),
    "to what is no message": { given: inCase("tariq", thumb(1)), refusal: "BAD_REQUEST UnknownReference messageSeq" },
    "to what isn't there": { given: inCase("tariq", thumb(999)), refusal: "BAD_REQUEST UnknownReference messageSeq" },
    "to what was said before they came, when only the new is theirs": {
      given: aboutMessage("tariq", "rhona", (seq) => thumb(seq - 3), { consent: { terms: { historyFrom: { kind: "now" } } } }),
      refusal: "BAD_REQUEST UnknownReference messageSeq",
    },
    "with a sign that isn't one of the few": {
      given: aboutMessage("tariq", "rhona", (seq) => ({ ...thumb(seq), reaction: "💊" })),
      refusal: "BAD_REQUEST BadInput input.reaction",
    },
  },
  other: (input) => ({ ...input, reaction: "👀" }),
  raced: {
    given: async (world) => {
      const one = await aboutMessage("tariq", "rhona", thumb)(world);
      return [one, { ...one, as: world.people.rhona }];
    },
    outcomes: ["written", "written"],
    here: ["reactionSet", "reactionSet"],
  },
});
