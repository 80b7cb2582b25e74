import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import { expect, test } from "vitest";
import { effectsOf } from "../../../apps/server/src/cases/effects.ts";
import { aCase, actAs, agree, type BuiltCase, consentInput } from "../../kit/build.ts";
import { day, hour } from "../../kit/clock.ts";
import { describeCommand, nobody } from "../../kit/given.ts";
import { cafeIsIn, did, ianIsIn, inCase, inTurn, paused, withdrawn } from "../../kit/scenes.ts";
import { createWorld, type World } from "../../kit/world.ts";

const hub = (built: BuiltCase, world: World) => ({
  participationId: nobody(),
  orgId: world.orgs.hub.orgId,
  consentId: built.consentId,
});
const asking = (change: (built: BuiltCase, world: World) => Record<string, unknown>) => (built: BuiltCase, world: World) => ({
  ...hub(built, world),
  ...change(built, world),
});
const notYet = { invited: false, joined: false };
const elsewhere = (world: World) => ({ [orgRoom(world.orgs.hub.orgId)]: ["invitationReceived"] });
const part = (built: BuiltCase) => ({ participationId: built.participationId });

describeCommand({
  command: "inviteOrganisation",
  allowed: {
    "an organisation that the person named is invited, and hears of it in its own room": {
      given: inCase("rhona", hub, { ...notYet, elsewhere }),
      here: ["organisationInvited"],
    },
    "again after it said no": {
      given: inCase("rhona", hub, {
        joined: false,
        elsewhere,
        first: did("tariq", "declineInvitation", (built) => ({ ...part(built), reason: "noPlaces" })),
      }),
      here: ["organisationInvited"],
    },
    "again after it left": {
      given: inCase("rhona", hub, { readers: ["rhona"], elsewhere, first: did("tariq", "leaveCase", part) }),
      here: ["organisationInvited"],
    },
    "again when nobody answered for two weeks": {
      given: inCase("rhona", hub, { joined: false, elsewhere, first: (world) => world.later(15 * day) }),
      here: ["organisationInvited"],
    },
  },
  refused: {
    "another organisation's worker": { given: inCase("tariq", hub), refusal: "FORBIDDEN LeadOnly" },
    "a colleague who is no link worker": { given: inCase("ian", hub, { ...notYet, first: ianIsIn }), refusal: "FORBIDDEN NotYourRole" },
    "an organisation that isn't there": {
      given: inCase(
        "rhona",
        asking(() => ({ orgId: nobody() })),
      ),
      refusal: "BAD_REQUEST NoSuchOrganisation orgId",
    },
    "an organisation that the person wants kept away reads like one that isn't there": {
      given: inCase("rhona", hub, {
        ...notYet,
        first: did("rhona", "recordConsent", (_, w) =>
          consentInput(w.clock, [w.orgs.cafe.orgId], { excluded: [{ kind: "org", orgId: w.orgs.hub.orgId }] }),
        ),
      }),
      refusal: "BAD_REQUEST NoSuchOrganisation orgId",
    },
    "the lead itself": {
      given: inCase(
        "rhona",
        asking((_, w) => ({ orgId: w.orgs.practice.orgId })),
      ),
      refusal: "CONFLICT AlreadyIn orgId",
    },
    "one that is in": { given: inCase("rhona", hub), refusal: "CONFLICT AlreadyIn orgId" },
    "one that is invited": { given: inCase("rhona", hub, { joined: false }), refusal: "CONFLICT AlreadyIn orgId" },
    "a place that is taken": { given: inCase("rhona", asking(part)), refusal: "CONFLICT AlreadyIn orgId" },
    "on a consent that isn't there": {
      given: inCase(
        "rhona",
        asking(() => ({ consentId: nobody() })),
        notYet,
      ),
      refusal: "PRECONDITION_FAILED ConsentMissing consentId",
    },
    "on a consent that was withdrawn": {
      given: inCase("rhona", hub, { ...notYet, first: withdrawn }),
      refusal: "PRECONDITION_FAILED ConsentMissing consentId",
    },
    "on a consent that is paused": {
      given: inCase("rhona", hub, { ...notYet, first: paused }),
      refusal: "PRECONDITION_FAILED ConsentMissing consentId",
    },
    "on a consent that ran out": {
      given: (world) => {
        const [start, end] = [-hour, hour].map((from) => new Date(world.clock.now() + from).toISOString());
        return inCase("rhona", hub, { ...notYet, consent: { terms: { period: { start, end } } }, first: () => world.later(2 * hour) })(
          world,
        );
      },
      refusal: "PRECONDITION_FAILED ConsentMissing consentId",
    },
    "one whom the person was not told about by name": {
      given: inCase(
        "rhona",
        asking((_, w) => ({ orgId: w.orgs.cafe.orgId })),
      ),
      refusal: "BAD_REQUEST NotNamed orgId",
    },
    "after another came in on a consent of its own": {
      given: inCase(
        "rhona",
        asking((_, w) => ({ orgId: w.orgs.cafe.orgId })),
        { first: inTurn(cafeIsIn) },
      ),
      refusal: "BAD_REQUEST NotNamed orgId",
    },
  },
  other: (input) => ({ ...input, participationId: nobody() }),
  raced: {
    given: async (world) => {
      const one = await inCase("rhona", hub, notYet)(world);
      return [one, { ...one, input: { ...one.input, participationId: nobody() } }];
    },
    outcomes: ["written", "AlreadyIn"],
    here: ["organisationInvited"],
  },
});

test("an agreement that ends in the very moment of an invitation is noted in the case all the same, though nobody who ends it knows of the case yet", async () => {
  const world = await createWorld();
  const { ian, hana, rhona } = world.people;
  const until = world.clock.now() + 900 * day;
  const agreementId = await agree(world, ian, hana, { to: until });
  const built = await aCase(world, { joined: false });
  const { events } = await world.app.log.read(built.roomId, 0);
  const invited = (events as unknown as CaseEvent[]).find(({ type }) => type === "organisationInvited") as CaseEvent;
  const state = await world.app.rooms.ask<CaseState>(built.roomId);
  const noted = async () =>
    (await effectsOf(invited, state, built.roomId, world.app.rooms.ask)).filter((each) => "type" in each && each.type === "noteAgreement");
  expect(await noted()).toEqual([]);
  await actAs(world, ian, { roomId: orgRoom(rhona.orgId), type: "endAgreement", input: { agreementId } });
  expect(await noted()).toMatchObject([{ target: built.roomId, input: { orgId: hana.orgId } }]);
  await world.stop();
});
