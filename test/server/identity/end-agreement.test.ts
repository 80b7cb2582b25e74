import type { OrgState } from "@linkwork/shared/identity/state.ts";
import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import { describe, expect, test } from "vitest";
import { aCase, actAs, agree } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { describeCommand, nobody, type Scene } from "../../kit/given.ts";
import { dies } from "../../kit/held.ts";
import { createWorld, type World } from "../../kit/world.ts";

const scene =
  (as: "ian" | "rhona" = "ian") =>
  async (world: World): Promise<Scene> => {
    const { orgs, people } = world;
    const agreementId = await agree(world, people.ian, people.olga);
    return {
      as: people[as],
      roomId: orgRoom(orgs.practice.orgId),
      input: { agreementId },
      readers: [people.ian, people.rhona],
      elsewhere: { [orgRoom(orgs.cafe.orgId)]: ["agreementEnded"] },
    };
  };

describeCommand({
  command: "endAgreement",
  allowed: {
    "either side's information lead ends it, and both know": { given: scene(), here: ["agreementEnded"] },
  },
  refused: {
    "a member who is no information lead": { given: scene("rhona"), refusal: "FORBIDDEN NotYourRole" },
    "one that isn't there": {
      given: async (world) => ({ ...(await scene()(world)), input: { agreementId: nobody() } }),
      refusal: "CONFLICT NotThere",
    },
    "one that has ended": {
      given: async (world) => {
        const made = await scene()(world);
        await actAs(world, made.as, { roomId: made.roomId, type: "endAgreement", input: made.input });
        return made;
      },
      refusal: "CONFLICT NotThere",
    },
  },
  other: () => ({ agreementId: nobody() }),
  raced: {
    given: async (world) => {
      const one = await scene()(world);
      return [one, one];
    },
    outcomes: ["written", "NotThere"],
    here: ["agreementEnded"],
  },
});

test("a proposal that is taken back before the other side was told of it lies there for nobody to sign", async () => {
  const world = await createWorld();
  const { ian, hana } = world.people;
  const [ours, theirs] = [orgRoom(ian.orgId), orgRoom(hana.orgId)];
  const agreementId = nobody();
  const period = { validFrom: "2026-01-01T00:00:00.000Z", validTo: "2028-01-01T00:00:00.000Z" };
  dies(world, "receiveAgreement");
  const input = { agreementId, withOrgId: hana.orgId, dpiaRef: "DPIA-6", ...period };
  await actAs(world, ian, { roomId: ours, type: "proposeAgreement", input });
  await world.app.effects.settled();
  await actAs(world, ian, { roomId: ours, type: "endAgreement", input: { agreementId } });
  await world.app.effects.settled();
  await world.app.effects.sweep();
  expect(await world.app.log.due()).toEqual([]);
  const { agreements } = await world.app.rooms.ask<OrgState>(theirs);
  expect(agreements[agreementId]).toBeUndefined();
  await world.stop();
});

describe("what follows in cases", () => {
  test("without an agreement the conversation closes; while another holds, nobody is shut out", async () => {
    const world = await createWorld();
    const { people, orgs } = world;
    const short = await agree(world, people.ian, people.hana, { to: world.clock.now() + 30 * day });
    const { roomId } = await aCase(world);
    const tariq = await world.as(people.tariq);
    await tariq.watch(roomId);
    const ours = orgRoom(orgs.practice.orgId);
    await actAs(world, people.ian, { roomId: ours, type: "endAgreement", input: { agreementId: short } });
    await world.app.effects.settled();
    await tariq.act(roomId, "postMessage", { text: "still here" });

    const { agreements } = (await (await world.as(people.ian)).since(ours, null)).state as {
      agreements: Record<string, { withOrgId: string; status: string }>;
    };
    for (const [agreementId, held] of Object.entries(agreements))
      if (held.withOrgId === orgs.hub.orgId && held.status === "signed")
        await actAs(world, people.ian, { roomId: ours, type: "endAgreement", input: { agreementId } });
    const closed = await tariq.wire.frame("closed", (f) => f.name === "closed");
    expect(closed.body).toEqual({ roomId, code: "agreementEnded" });
    const late = await tariq.attempt(roomId, "postMessage", { text: "too late" });
    expect(late).toMatchObject({ ok: false, error: { code: "NotFound" } });
    await world.stop();
  });
});
