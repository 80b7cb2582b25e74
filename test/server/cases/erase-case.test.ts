import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import { caseRoom, orgRoom } from "@linkwork/shared/kernel/room.ts";
import { expect, test } from "vitest";
import { aCase, actAs, house } from "../../kit/build.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { createWorld } from "../../kit/world.ts";

describeHouseCommand({
  command: "eraseCase",
  async insider(world) {
    const { roomId } = await aCase(world);
    return { as: world.people.rhona, roomId, input: {} };
  },
  caused: {},
  refused: {
    "a case that is erased already": {
      async given(world) {
        const { roomId } = await aCase(world);
        await house(world, roomId, "eraseCase", {});
        return { as: world.people.rhona, roomId, input: {} };
      },
      refusal: "NOT_FOUND NotFound",
    },
  },
});

test("erased, every place of the case follows before it is done, nobody reads or knows of it, and an open invitation is closed", async () => {
  const world = await createWorld();
  const { rhona, tariq, ian } = world.people;
  const built = await aCase(world, { consent: { terms: { scopes: ["identity", "message", "health"] } }, joined: false });
  const health = caseRoom(built.caseId, "health");
  await actAs(world, rhona, { roomId: health, type: "openCompartment", input: { compartment: "health" } });
  await house(world, built.roomId, "eraseCase", {});
  expect((await world.app.log.read(health, 0)).events.at(-2)?.type).toBe("caseErased");
  for (const room of [built.roomId, health]) {
    const state = await world.app.rooms.ask<CaseState>(room);
    expect(state).toMatchObject({ status: "erased", label: "", need: "", pins: [], topics: {}, files: {} });
    for (const who of [rhona, tariq, ian])
      expect(await (await world.as(who)).call("room.since", { roomId: room, afterSeq: 0 })).toMatchObject({ error: { code: "NotFound" } });
    // it is held in no memory once it was told
    expect(world.app.rooms.known(room)).toBeUndefined();
  }
  await world.app.effects.settled();
  expect((await world.app.rooms.ask<OrgState>(orgRoom(tariq.orgId))).invitations).toEqual({});
  for (const type of ["joinCase", "withdrawConsent", "pauseConsent", "leaveCase"])
    for (const who of [rhona, tariq]) {
      const input = { participationId: built.participationId, consentId: built.consentId, method: "phone" };
      const { participationId, consentId, method } = input;
      const fits = type === "joinCase" || type === "leaveCase" ? { participationId } : { consentId, method };
      expect(await (await world.as(who)).attempt(built.roomId, type, fits)).toMatchObject({ error: { code: "NotFound" } });
    }
  await world.stop();
});
