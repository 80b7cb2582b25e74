import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import { terms } from "../../kit/build.ts";
import { describeCommand, nobody } from "../../kit/given.ts";
import { agreementOver, cafeIsIn, did, inCase, onTheirWord, paused, revokeRefused, tariqIsTold, withdrawn } from "../../kit/scenes.ts";

const asked = nobody();
const shut = [["tariq", "withdrawn"]] as [["tariq", string]];

describeCommand({
  command: "withdrawConsent",
  allowed: {
    "on the person's word: who was in is shut out, and told the day and the reason": {
      given: inCase("rhona", onTheirWord, { shut, elsewhere: tariqIsTold }),
      here: ["consentWithdrawn"],
    },
    "the organisation itself, when the person tells them": {
      given: inCase("tariq", onTheirWord, { shut, elsewhere: tariqIsTold }),
      here: ["consentWithdrawn"],
    },
    "while it is paused": {
      given: inCase("rhona", onTheirWord, { first: paused, readers: ["rhona"], elsewhere: tariqIsTold }),
      here: ["consentWithdrawn"],
    },
    "the organisation itself while it is paused and can't read": {
      given: inCase("tariq", onTheirWord, { first: paused, readers: ["rhona"], elsewhere: tariqIsTold }),
      here: ["consentWithdrawn"],
    },
    "the organisation itself after the agreement has run out": {
      given: inCase("tariq", onTheirWord, { first: agreementOver, readers: ["rhona"], elsewhere: tariqIsTold }),
      here: ["consentWithdrawn"],
    },
    "the organisation's information lead, who is not in the conversation": {
      given: inCase("hana", onTheirWord, { shut, elsewhere: tariqIsTold }),
      here: ["consentWithdrawn"],
    },
    "the practice's information lead, who is not in the conversation": {
      given: inCase("ian", onTheirWord, { shut, elsewhere: tariqIsTold }),
      here: ["consentWithdrawn"],
    },
    "another link worker of the practice, who picks up the phone": {
      given: inCase("isla", onTheirWord, { shut, elsewhere: tariqIsTold }),
      here: ["consentWithdrawn"],
    },
    "while the organisation is only invited: the invitation goes": {
      given: inCase("rhona", onTheirWord, {
        joined: false,
        elsewhere: (world) => ({ [orgRoom(world.orgs.hub.orgId)]: ["invitationClosed"] }),
      }),
      here: ["consentWithdrawn"],
    },
  },
  refused: {
    ...revokeRefused(onTheirWord),
    "another organisation that is in": { given: inCase("olga", onTheirWord, { first: cafeIsIn }), refusal: "FORBIDDEN NotYours" },
    "a consent that isn't there": {
      given: inCase("rhona", { consentId: nobody(), method: "phone" }),
      refusal: "BAD_REQUEST UnknownReference consentId",
    },
    "withdrawn already: it is for ever": { given: inCase("rhona", onTheirWord, { first: withdrawn }), refusal: "CONFLICT WrongState" },
    "never given": {
      given: inCase(
        "rhona",
        { consentId: asked, method: "phone" },
        {
          first: did("rhona", "proposeConsent", (_, world) => ({ consentId: asked, terms: terms(world.clock, [world.orgs.cafe.orgId]) })),
        },
      ),
      refusal: "CONFLICT WrongState",
    },
    "an override from outside": {
      given: inCase("rhona", (built) => ({ ...onTheirWord(built), consentOverridden: true })),
      refusal: "BAD_REQUEST BadInput input",
    },
  },
  other: (input) => ({ ...input, method: "letter" }),
  raced: {
    given: async (world) => {
      const one = await inCase("rhona", onTheirWord)(world);
      return [one, { ...one, input: { ...one.input, method: "letter" } }];
    },
    outcomes: ["written", "WrongState"],
    here: ["consentWithdrawn"],
  },
});
