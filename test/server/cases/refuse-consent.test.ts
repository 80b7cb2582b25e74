import { terms } from "../../kit/build.ts";
import { describeCommand, nobody } from "../../kit/given.ts";
import { did, ianIsIn, inCase, inTurn, onTheirWord } from "../../kit/scenes.ts";

const consentId = nobody();
const no = { consentId, method: "phone" };
const asked = did("rhona", "proposeConsent", (_, world) => ({ consentId, terms: terms(world.clock, [world.orgs.cafe.orgId]) }));

describeCommand({
  command: "refuseConsent",
  allowed: { "the person says no to what was asked": { given: inCase("rhona", no, { first: asked }), here: ["consentRefused"] } },
  refused: {
    "another organisation's worker": { given: inCase("tariq", no, { first: asked }), refusal: "FORBIDDEN LeadOnly" },
    "a colleague who is no link worker": {
      given: inCase("ian", no, { first: inTurn(asked, ianIsIn) }),
      refusal: "FORBIDDEN NotYourRole",
    },
    "a consent that was given": { given: inCase("rhona", onTheirWord), refusal: "CONFLICT WrongState" },
    "a no that was said already, which is for ever": {
      given: inCase("rhona", no, { first: inTurn(asked, did("rhona", "refuseConsent", no)) }),
      refusal: "CONFLICT WrongState",
    },
    "a consent that isn't there": { given: inCase("rhona", no), refusal: "CONFLICT WrongState" },
    "a way of saying it that isn't one": {
      given: inCase("rhona", { ...no, method: "telepathy" }, { first: asked }),
      refusal: "BAD_REQUEST BadInput input.method",
    },
  },
  other: (input) => ({ ...input, method: "letter" }),
  raced: {
    given: async (world) => {
      const one = await inCase("rhona", no, { first: asked })(world);
      return [one, { ...one, input: { ...one.input, method: "letter" } }];
    },
    outcomes: ["written", "WrongState"],
    here: ["consentRefused"],
  },
});
