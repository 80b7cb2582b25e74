import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import { type BuiltCase, terms } from "../../kit/build.ts";
import { describeCommand, nobody } from "../../kit/given.ts";
import { agreementOver, cafeIsIn, did, inCase, paused, revokeRefused, tariqIsTold, withdrawn } from "../../kit/scenes.ts";

const wrong = (built: BuiltCase) => ({ consentId: built.consentId, reason: "the wrong person's form" });
const asked = nobody();

describeCommand({
  command: "markConsentInError",
  allowed: {
    "a consent recorded by mistake is void, and who was in is shut out and told": {
      given: inCase("rhona", wrong, { shut: [["tariq", "removed"]], elsewhere: tariqIsTold }),
      here: ["consentMarkedInError"],
    },
    "the organisation itself while it is paused and can't read": {
      given: inCase("tariq", wrong, { first: paused, readers: ["rhona"], elsewhere: tariqIsTold }),
      here: ["consentMarkedInError"],
    },
    "the organisation itself after the agreement has run out": {
      given: inCase("tariq", wrong, { first: agreementOver, readers: ["rhona"], elsewhere: tariqIsTold }),
      here: ["consentMarkedInError"],
    },
    "an information lead who is not in the conversation": {
      given: inCase("ian", wrong, { shut: [["tariq", "removed"]], elsewhere: tariqIsTold }),
      here: ["consentMarkedInError"],
    },
    "an invitation that stood on it goes": {
      given: inCase("rhona", wrong, {
        joined: false,
        elsewhere: (world) => ({ [orgRoom(world.orgs.hub.orgId)]: ["invitationClosed"] }),
      }),
      here: ["consentMarkedInError"],
    },
    "also one that was only asked for": {
      given: inCase(
        "rhona",
        { consentId: asked, reason: "asked the wrong person" },
        { first: did("rhona", "proposeConsent", (_, w) => ({ consentId: asked, terms: terms(w.clock, [w.orgs.cafe.orgId]) })) },
      ),
      here: ["consentMarkedInError"],
    },
    "also one that was withdrawn": {
      given: inCase("rhona", wrong, { first: withdrawn, readers: ["rhona"] }),
      here: ["consentMarkedInError"],
    },
  },
  refused: {
    ...revokeRefused(wrong),
    "another organisation that is in": { given: inCase("olga", wrong, { first: cafeIsIn }), refusal: "FORBIDDEN NotYours" },
    "a consent that isn't there": {
      given: inCase("rhona", { consentId: nobody(), reason: "?" }),
      refusal: "BAD_REQUEST UnknownReference consentId",
    },
    "void already": { given: inCase("rhona", wrong, { first: did("rhona", "markConsentInError", wrong) }), refusal: "CONFLICT WrongState" },
    "no reason": {
      given: inCase("rhona", (b) => ({ consentId: b.consentId, reason: " " })),
      refusal: "BAD_REQUEST BadInput input.reason",
    },
  },
  other: (input) => ({ ...input, reason: "another reason" }),
  raced: {
    given: async (world) => {
      const one = await inCase("rhona", wrong)(world);
      return [one, { ...one, input: { ...one.input, reason: "another reason" } }];
    },
    outcomes: ["written", "WrongState"],
    here: ["consentMarkedInError"],
  },
});
