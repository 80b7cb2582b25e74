import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import { caseRoom, orgRoom } from "@linkwork/shared/kernel/room.ts";
import { expect, test } from "vitest";
import { audienceOf, present, presentState } from "../../../apps/server/src/cases/present.ts";
import { aCase, actAs, actorOf, agree } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";
import { heldBack } from "../../kit/held.ts";
import { createNodes } from "../../kit/nodes.ts";
import type { Node, World } from "../../kit/world.ts";

const both = (world: World) => ({ ours: orgRoom(world.orgs.practice.orgId), theirs: orgRoom(world.orgs.hub.orgId) });
/** Every case that the practice leads and the food hub has to do with. */
const noted = async (world: World) => {
  const cases = await world.app.views.cases.casesBetween(world.orgs.practice.orgId, world.orgs.hub.orgId);
  return Object.fromEntries(cases.map((caseId) => [caseRoom(caseId), ["agreementNoted"]]));
};

describeHouseCommand({
  command: "noteAgreement",
  insider: async (world) => ({
    as: world.people.rhona,
    roomId: (await aCase(world)).roomId,
    input: {
      orgId: world.orgs.hub.orgId,
      agreementId: nobody(),
      validFrom: "2026-01-01T00:00:00.000Z",
      validTo: "2027-01-01T00:00:00.000Z",
    },
  }),
  caused: {
    "an agreement that both sides signed reaches the case that stands on it": async (world) => {
      await aCase(world);
      const { ours, theirs } = both(world);
      const { ian, hana } = world.people;
      const agreementId = nobody();
      const at = (ms: number) => new Date(world.clock.now() + ms).toISOString();
      const input = { agreementId, withOrgId: hana.orgId, dpiaRef: "DPIA-2", validFrom: at(-day), validTo: at(90 * day) };
      await actAs(world, ian, { roomId: ours, type: "proposeAgreement", input });
      return {
        act: () => actAs(world, hana, { roomId: theirs, type: "signAgreement", input: { agreementId } }),
        added: { [ours]: ["agreementSigned"], [theirs]: ["agreementSigned"], ...(await noted(world)) },
      };
    },
    "an agreement that ends reaches it too": async (world) => {
      const agreementId = await agree(world, world.people.ian, world.people.hana);
      await aCase(world);
      const { ours, theirs } = both(world);
      return {
        act: () => actAs(world, world.people.ian, { roomId: ours, type: "endAgreement", input: { agreementId } }),
        added: { [ours]: ["agreementEnded"], [theirs]: ["agreementEnded"], ...(await noted(world)) },
      };
    },
  },
});

test("an agreement that has ended isn't brought back by the older word of it, whichever node carries that out last; and by which word it goes, nobody is shown", async () => {
  const nodes = await createNodes(2);
  const { clock, first, people } = nodes;
  const at = { ...first, clock, community: nodes.community };
  const [, other] = nodes.nodes;
  if (!other) throw new Error("two nodes");
  const { ian, hana, rhona, tariq } = people;
  const ended = new Date(clock.now()).toISOString();
  const built = await aCase(at);
  const ours = orgRoom(ian.orgId);
  const ends = async ({ app }: Node) => {
    const { agreements } = await app.rooms.ask<OrgState>(ours);
    const held = Object.values(agreements).filter(({ withOrgId, status }) => withOrgId === hana.orgId && status === "signed");
    expect(held).toHaveLength(1);
    const input = { agreementId: held[0]?.agreementId };
    await actAs({ app, clock }, ian, { roomId: ours, type: "endAgreement", input });
    await app.effects.settled();
  };
  await ends(first);
  const older = heldBack(first, "noteAgreement");
  const signed = agree(at, ian, hana);
  await older.held;
  await ends(other);
  const standing = async () => {
    const { participations } = await other.app.rooms.ask<CaseState>(built.roomId);
    return participations[built.participationId]?.agreement?.validTo;
  };
  expect(await standing()).toBe(ended);
  older.letGo();
  await signed;
  await first.app.effects.settled();
  expect(await standing()).toBe(ended);
  const state = await other.app.rooms.ask<CaseState>(built.roomId);
  const { events } = await first.app.log.read(built.roomId, 0);
  const notes = (events as unknown as CaseEvent[]).filter(({ type }) => type === "agreementNoted");
  expect(notes.map(({ body }) => "asOf" in body)).toEqual([true, true]);
  for (const who of [rhona, tariq]) {
    const audience = audienceOf(state, actorOf(who));
    expect(notes.map((event) => "asOf" in present(event, audience, state).body)).toEqual([false, false]);
    expect(presentState(state, actorOf(who)).agreed).toEqual({});
  }
  await nodes.stop();
});
