import { describeCommand } from "../../kit/given.ts";
import { cafeIsIn, did, ianIsIn, inCase, inTurn, onTheirWord, paused, tariqIsTold, withdrawn } from "../../kit/scenes.ts";

const doubted = did("tariq", "pauseConsent", (built) => ({ ...onTheirWord(built), doubt: {} }));
const rested = did("rhona", "restSharing", { because: "capacity", on: "2026-01-05", from: "her daughter" });
const readers = ["rhona" as const];

describeCommand({
  command: "resumeConsent",
  allowed: {
    "the person says yes again to what they paused, and who was shut out is told that it goes on": {
      given: inCase("rhona", onTheirWord, { first: paused, readers, elsewhere: tariqIsTold }),
      here: ["consentResumed"],
    },
  },
  refused: {
    "another organisation that is in": {
      given: inCase("olga", onTheirWord, { first: inTurn(cafeIsIn, paused) }),
      refusal: "FORBIDDEN LeadOnly",
    },
    "a colleague who is no link worker": {
      given: inCase("ian", onTheirWord, { first: inTurn(paused, ianIsIn) }),
      refusal: "FORBIDDEN NotYourRole",
    },
    "the organisation that it is about: it can't let itself in again": {
      given: inCase("tariq", onTheirWord, { first: paused }),
      refusal: "NOT_FOUND NotFound",
    },
    "one that was said not to be given freely": {
      given: inCase("rhona", onTheirWord, { first: doubted }),
      refusal: "CONFLICT AskAnew",
    },
    "while sharing rests": {
      given: inCase("rhona", onTheirWord, { first: inTurn(paused, rested) }),
      refusal: "CONFLICT SharingRests",
    },
    "a consent that was never paused": { given: inCase("rhona", onTheirWord), refusal: "CONFLICT WrongState" },
    "withdrawn, which is for ever": { given: inCase("rhona", onTheirWord, { first: withdrawn }), refusal: "CONFLICT WrongState" },
  },
  other: (input) => ({ ...input, method: "letter" }),
  raced: {
    given: async (world) => {
      const one = await inCase("rhona", onTheirWord, { first: paused, readers, elsewhere: tariqIsTold })(world);
      return [one, { ...one, input: { ...one.input, method: "letter" } }];
    },
    outcomes: ["written", "WrongState"],
    here: ["consentResumed"],
  },
});
