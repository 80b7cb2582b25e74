import type { BuiltCase } from "../../kit/build.ts";
import { describeCommand, nobody } from "../../kit/given.ts";
import { cafeIsIn, inCase, paused, revokeRefused, tariqIsTold, withdrawn } from "../../kit/scenes.ts";

const to =
  (...scopes: string[]) =>
  (built: BuiltCase) => ({ consentId: built.consentId, method: "phone", scopes });

describeCommand({
  command: "narrowConsent",
  allowed: {
    "less is shared from that event on": { given: inCase("rhona", to("message", "needs")), here: ["consentNarrowed"] },
    "the organisation itself, when the person tells them": { given: inCase("tariq", to("message", "message")), here: ["consentNarrowed"] },
    "the organisation itself while it is paused and can't read": {
      given: inCase("tariq", to("message"), { first: paused, readers: ["rhona"], elsewhere: tariqIsTold }),
      here: ["consentNarrowed"],
    },
    "an information lead who is not in the conversation": { given: inCase("hana", to("message", "needs")), here: ["consentNarrowed"] },
    "without the conversation, the organisation is shut out and told": {
      given: inCase("rhona", to("needs"), { shut: [["tariq", "withoutMessages"]], elsewhere: tariqIsTold }),
      here: ["consentNarrowed"],
    },
  },
  refused: {
    ...revokeRefused(to("message")),
    "another organisation that is in": { given: inCase("olga", to("message"), { first: cafeIsIn }), refusal: "FORBIDDEN NotYours" },
    "a consent that isn't there": {
      given: inCase("rhona", { consentId: nobody(), method: "phone", scopes: ["message"] }),
      refusal: "BAD_REQUEST UnknownReference consentId",
    },
    "one more thing": {
      given: inCase("rhona", to("identity", "needs", "message", "health")),
      refusal: "BAD_REQUEST NotNarrower scopes",
    },
    "another thing in its place": { given: inCase("rhona", to("message", "health")), refusal: "BAD_REQUEST NotNarrower scopes" },
    "the same as before": { given: inCase("rhona", to("message", "needs", "identity")), refusal: "BAD_REQUEST NotNarrower scopes" },
    nothing: { given: inCase("rhona", to()), refusal: "BAD_REQUEST BadInput input.scopes" },
    "withdrawn, which is for ever": { given: inCase("rhona", to("message"), { first: withdrawn }), refusal: "CONFLICT WrongState" },
  },
  other: (input) => ({ ...input, scopes: ["message"] }),
  raced: {
    given: async (world) => {
      const one = await inCase("rhona", to("message"))(world);
      return [one, { ...one, input: { ...one.input, method: "letter" } }];
    },
    outcomes: ["written", "NotNarrower"],
    here: ["consentNarrowed"],
  },
});
