import { describeCommand } from "../../kit/given.ts";
import { part } from "../../kit/projects.ts";
import { asks, closing, inProject, inTurn, says, tells } from "./scenes.ts";

const proposalId = part();
const reply = { proposalId, words: "Two of us were ill. We are back." };
const ask = asks("rhona", proposalId, ({ who }) => ({ kind: "remove", orgId: who.tariq.orgId, words: "because" }));
const open = { partners: ["tariq" as const, "jean" as const], first: ask };
const hear = { elsewhere: tells("rhona", "jean") };

describeCommand({
  command: "replyToRemoval",
  allowed: {
    "whoever is to be removed says what there is to say, beside the question, and the others hear of it": {
      given: inProject("tariq", reply, { ...open, ...hear }),
      here: ["removalAnswered"],
    },
    "also once it is decided, until it is done": {
      given: inProject("tariq", reply, { ...open, ...hear, first: inTurn(ask, says("jean", proposalId, true)) }),
      here: ["removalAnswered"],
    },
  },
  refused: {
    "another organisation": { given: inProject("jean", reply, open), refusal: "FORBIDDEN NotAboutYou" },
    "to another question": {
      given: inProject("tariq", reply, { first: asks("rhona", proposalId, closing) }),
      refusal: "FORBIDDEN NotAboutYou",
    },
    "once it was rejected": {
      given: inProject("tariq", reply, { ...open, first: inTurn(ask, says("jean", proposalId, false)) }),
      refusal: "CONFLICT QuestionOver",
    },
    "a colleague who doesn't speak for the organisation": { given: inProject("tess", reply, open), refusal: "FORBIDDEN NotASpeaker" },
    "an organisation that isn't in it": { given: inProject("otto", reply, open), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, words: "Other words" }),
  raced: {
    given: async (world) => {
      const one = await inProject("tariq", reply, open)(world);
      return [one, one];
    },
    outcomes: ["written", "written"],
    here: ["removalAnswered", "removalAnswered"],
  },
});
