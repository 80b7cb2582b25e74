import type { OrgState } from "@linkwork/shared/identity/state.ts";
import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import { expect, test } from "vitest";
import { aCase, actAs } from "../../kit/build.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";
import { dies } from "../../kit/held.ts";
import { createWorld, type World } from "../../kit/world.ts";

const hub = ({ orgs }: World) => orgRoom(orgs.hub.orgId);

describeHouseCommand({
  command: "closeInvitation",
  insider: (world) => ({ as: world.people.tariq, roomId: hub(world), input: { caseId: nobody(), participationId: nobody() } }),
  caused: {
    "an invitation that was accepted is open no more": async (world) => {
      const { roomId, participationId } = await aCase(world, { joined: false });
      return {
        act: () => actAs(world, world.people.tariq, { roomId, type: "joinCase", input: { participationId } }),
        added: { [roomId]: ["participationJoined"], [hub(world)]: ["invitationClosed"] },
      };
    },
    "an invitation whose consent went is open no more": async (world) => {
      const { roomId, consentId } = await aCase(world, { joined: false });
      return {
        act: () => actAs(world, world.people.rhona, { roomId, type: "withdrawConsent", input: { consentId, method: "phone" } }),
        added: { [roomId]: ["consentWithdrawn"], [hub(world)]: ["invitationClosed"] },
      };
    },
  },
  refused: {
    "one that isn't there": {
      given: (world) => ({ as: world.people.tariq, roomId: hub(world), input: { caseId: nobody(), participationId: nobody() } }),
      refusal: "CONFLICT NotThere",
    },
  },
});

test("an invitation that was answered before its organisation was told of it doesn't lie there open afterwards", async () => {
  const world = await createWorld();
  dies(world, "receiveInvitation");
  await aCase(world);
  await world.app.effects.sweep();
  expect(await world.app.log.due()).toEqual([]);
  const { invitations } = await world.app.rooms.ask<OrgState>(hub(world));
  expect(invitations).toEqual({});
  await world.stop();
});
