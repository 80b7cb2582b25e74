import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import { type BuiltCase, consentInput } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { describeCommand, nobody } from "../../kit/given.ts";
import { did, inCase, inTurn, paused, withdrawn } from "../../kit/scenes.ts";
import type { World } from "../../kit/world.ts";

const part = (built: BuiltCase) => ({ participationId: built.participationId });
const invited = { joined: false };
const elsewhere = (world: World) => ({ [orgRoom(world.orgs.hub.orgId)]: ["invitationClosed"] });
/** Another organisation is invited on a consent of its own. */
const alsoInvited = (name: "cafe" | "stranger", participationId: string) => async (world: World, built: BuiltCase) => {
  const consent = consentInput(world.clock, [world.orgs[name].orgId]);
  await did("rhona", "recordConsent", consent)(world, built);
  await did("rhona", "inviteOrganisation", { participationId, orgId: world.orgs[name].orgId, consentId: consent.consentId })(world, built);
};
const [cafes, strangers] = [nobody(), nobody()];

describeCommand({
  command: "joinCase",
  allowed: {
    "a worker of the invited organisation comes in, and the invitation is closed": {
      given: inCase("tariq", part, { ...invited, elsewhere }),
      here: ["participationJoined"],
    },
  },
  refused: {
    "an organisation that was not invited": { given: inCase("olga", part, invited), refusal: "NOT_FOUND NotFound" },
    "an invited organisation, on another's consent": {
      given: inCase("olga", part, { ...invited, first: alsoInvited("cafe", cafes) }),
      refusal: "PRECONDITION_FAILED ConsentMissing participationId",
    },
    "a place that isn't there": {
      given: inCase("tariq", { participationId: nobody() }, invited),
      refusal: "PRECONDITION_FAILED ConsentMissing participationId",
    },
    "a member whose role doesn't answer for the organisation": { given: inCase("hana", part, invited), refusal: "NOT_FOUND NotFound" },
    "in already": { given: inCase("tariq", part), refusal: "CONFLICT WrongState participationId" },
    "after two weeks": {
      given: inCase("tariq", part, { ...invited, first: (world) => world.later(14 * day + 1) }),
      refusal: "PRECONDITION_FAILED InvitationLapsed",
    },
    "while the person paused it": {
      given: inCase("tariq", part, { ...invited, first: paused }),
      refusal: "PRECONDITION_FAILED ConsentMissing",
    },
    "after the person withdrew": { given: inCase("tariq", part, { ...invited, first: withdrawn }), refusal: "NOT_FOUND NotFound" },
    "after it left, by the old place: a return is a new invitation": {
      given: inCase("tariq", part, { first: inTurn(did("tariq", "leaveCase", part)) }),
      refusal: "NOT_FOUND NotFound",
    },
    "without a yes to the conversation": {
      given: inCase("tariq", part, { ...invited, consent: { terms: { scopes: ["needs"] } } }),
      refusal: "PRECONDITION_FAILED ScopeMissing",
    },
    "without an agreement between the two organisations": {
      given: inCase("otto", { participationId: strangers }, { ...invited, first: alsoInvited("stranger", strangers) }),
      refusal: "PRECONDITION_FAILED AgreementMissing",
    },
  },
  other: () => ({ participationId: nobody() }),
  raced: {
    given: async (world) => {
      const one = await inCase("tariq", part, invited)(world);
      return [one, { ...one, as: world.people.tess }];
    },
    outcomes: ["written", "NotFound"],
    here: ["participationJoined"],
  },
});
