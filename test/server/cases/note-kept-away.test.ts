import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { type CaseId, newId } from "@linkwork/shared/kernel/ids.ts";
import { caseRoom, clientRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aCase, actAs, actorOf, type BuiltCase, consentInput, house, type Person } from "../../kit/build.ts";
import { describeHouseCommand, nobody } from "../../kit/given.ts";
import { did, withScopes } from "../../kit/scenes.ts";
import { createWorld, type World } from "../../kit/world.ts";

const named = ({ personId }: Person) => [{ kind: "person", personId }];
/** A second case of the same person, which nobody but the practice is in yet. */
async function another(world: World, { clientId }: BuiltCase): Promise<BuiltCase> {
  const caseId = newId<CaseId>(world.clock.now());
  const roomId = caseRoom(caseId);
  const input = { caseId, clientId, label: "M.K.", need: "company", purpose: "company", jurisdiction: "SCT" };
  const opened = await actAs(world, world.people.rhona, { roomId, type: "openCase", input });
  await world.app.effects.settled();
  const leadId = (opened.body.lead as { participationId: string }).participationId;
  return { caseId, roomId, clientId, leadId, consentId: "", participationId: "" };
}
/** The person says in a case that somebody is to be kept away. */
const keepsAway = (world: World, { roomId }: BuiltCase, who: Person) =>
  actAs(world, world.people.rhona, {
    roomId,
    type: "recordConsent",
    input: consentInput(world.clock, [world.orgs.cafe.orgId], { excluded: named(who) }),
  });

describeHouseCommand({
  command: "noteKeptAway",
  insider: async (world) => ({
    as: world.people.rhona,
    roomId: (await aCase(world)).roomId,
    input: { excluded: named(world.people.tess) },
  }),
  caused: {
    "whom the person wants kept away, said in one case, is kept away from their other cases": async (world) => {
      const built = await aCase(world);
      const other = await another(world, built);
      return {
        act: () => keepsAway(world, other, world.people.tess),
        added: {
          ...{ [other.roomId]: ["consentGiven"], [clientRoom(built.clientId)]: ["keptAwayNoted"] },
          [built.roomId]: ["keptAwayNoted"],
        },
      };
    },
  },
  refused: {
    "who is kept away there already": {
      given: async (world) => {
        const built = await aCase(world);
        await keepsAway(world, built, world.people.tess);
        await world.app.effects.settled();
        return { as: world.people.rhona, roomId: built.roomId, input: { excluded: named(world.people.tess) } };
      },
      refusal: "CONFLICT WrongState",
    },
  },
});

describe("kept away from every case of the person", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world?.stop());
  const stateOf = (roomId: BuiltCase["roomId"]) => world.app.rooms.ask<CaseState>(roomId);

  test("who reads one of them is out at once, in its places too, and is told nothing; the others see an agreement noted, as it stood", async () => {
    const { tariq, tess, rhona } = world.people;
    const built = await aCase(world, withScopes("health"));
    const health = caseRoom(built.caseId, "health");
    await did("rhona", "openCompartment", { compartment: "health" })(world, { ...built, roomId: health });
    await did("tariq", "addColleague", { participationId: built.participationId, personId: tess.personId })(world, built);
    const other = await another(world, built);
    const open = await (await world.as(tess)).again();
    for (const roomId of [built.roomId, health]) expect((await open.ask("subscribe", { roomId, afterSeq: null })).ok).toBe(true);
    const held = (await stateOf(built.roomId)).participations[built.participationId]?.agreement;
    const before = await world.app.log.headSeq(built.roomId);
    const hers = await world.app.log.headSeq(personRoom(tess.personId));

    await keepsAway(world, other, tess);
    await world.app.effects.settled();

    for (const roomId of [built.roomId, health]) {
      await open.frame("closed", (f) => f.name === "closed" && f.body.roomId === roomId);
      await expect(world.app.rooms.open(actorOf(tess), roomId)).rejects.toMatchObject({ code: "NotFound" });
    }
    expect(open.frames.filter((f) => f.name === "events")).toEqual([]);
    expect(await world.app.log.headSeq(personRoom(tess.personId))).toBe(hers);
    const partner = await (await world.as(tariq)).since(built.roomId, before);
    expect(partner.events.map(({ type, body }) => [type, body])).toEqual([["agreementNoted", { orgId: tariq.orgId, ...held }]]);
    expect(JSON.stringify(await (await world.as(tariq)).since(built.roomId, null))).not.toMatch(/keptAway"?:? ?\[?\{|excluded/);
    const lead = await (await world.as(rhona)).since(built.roomId, before);
    expect(lead.events.map(({ type, body }) => [type, body.excluded])).toEqual([["keptAwayNoted", named(tess)]]);
  });

  test("a case that begins later begins with it: nobody of them can be let in, and a partner sees nothing of it", async () => {
    const { tariq, olga } = world.people;
    const built = await aCase(world);
    await actAs(world, world.people.rhona, {
      roomId: built.roomId,
      type: "recordConsent",
      input: consentInput(world.clock, [tariq.orgId], { supersedes: built.consentId, excluded: [{ kind: "org", orgId: olga.orgId }] }),
    });
    await world.app.effects.settled();
    const next = await another(world, built);
    expect((await stateOf(next.roomId)).keptAway).toEqual([{ kind: "org", orgId: olga.orgId }]);
    const terms = consentInput(world.clock, [olga.orgId]);
    await expect(did("rhona", "recordConsent", terms)(world, next)).rejects.toMatchObject({ code: "NoSuchOrganisation" });
    const consent = consentInput(world.clock, [tariq.orgId]);
    await did("rhona", "recordConsent", consent)(world, next);
    const participationId = nobody();
    await did("rhona", "inviteOrganisation", { participationId, orgId: tariq.orgId, consentId: consent.consentId })(world, next);
    await did("tariq", "joinCase", { participationId })(world, next);
    expect(JSON.stringify(await (await world.as(tariq)).since(next.roomId, null))).not.toContain(olga.orgId);
  });

  test("a link worker who is kept away can't open a case for them: the person isn't there", async () => {
    const built = await aCase(world);
    const { isla } = world.people;
    await keepsAway(world, built, isla);
    await world.app.effects.settled();
    const caseId = newId<CaseId>(world.clock.now());
    const opening = (clientId: string) => ({
      roomId: caseRoom(caseId),
      type: "openCase",
      input: { caseId, clientId, label: "M.K.", need: "company", purpose: "company", jurisdiction: "SCT" },
    });
    const refusals = [built.clientId, nobody()].map((clientId) =>
      actAs(world, isla, opening(clientId)).catch(({ code, details }) => ({ code, details })),
    );
    const [there, gone] = await Promise.all(refusals);
    expect(there).toEqual({ code: "UnknownReference", details: { field: "clientId" } });
    expect(there).toEqual(gone);
  });

  test("said while another case of theirs is being opened, it is known there whichever came first", async () => {
    const { tess } = world.people;
    for (let i = 0; i < 5; i++) {
      const built = await aCase(world);
      const said = () => house(world, clientRoom(built.clientId), "noteKeptAway", { excluded: named(tess) });
      const opened = () => another(world, built);
      const [one, two] = await Promise.all(i % 2 === 0 ? [opened(), said()] : [said(), opened()]);
      await world.app.effects.settled();
      const next = "caseId" in one ? one : (two as BuiltCase);
      expect((await stateOf(next.roomId)).keptAway).toEqual(named(tess));
    }
  });
});
