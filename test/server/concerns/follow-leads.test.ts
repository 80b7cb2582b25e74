import { readersOf, waitsFor } from "@linkwork/shared/concerns/rules.ts";
import type { ConcernState } from "@linkwork/shared/concerns/state.ts";
import { membersAs } from "@linkwork/shared/identity/rules.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import { newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actAs, actorOf, consentInput, house, type Person } from "../../kit/build.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { aConcern, type Leads } from "./scenes.ts";

/** One more safeguarding lead, like these. */
async function lead(world: World, like: Person, name: string): Promise<Person> {
  const who = { ...like, personId: newId<Person["personId"]>(Date.now()), name, roles: ["safeguardingLead" as const] };
  await house(world, personRoom(who.personId), "registerPerson", { name });
  await house(world, orgRoom(who.orgId), "addMember", { personId: who.personId, name, roles: who.roles });
  await world.app.effects.settled();
  return who;
}
const goes = (world: World, who: Person) => house(world, orgRoom(who.orgId), "endMembership", { personId: who.personId });

describeHouseCommand({
  command: "followLeads",
  insider: async (world) => {
    const { leads, roomId } = await aConcern(world);
    return { as: leads.ada, roomId, input: {} };
  },
  caused: {
    "a lead leaves their organisation: they are out of it, and whoever is left is told": async (world) => {
      const fay = await lead(world, world.people.tariq, "Fay");
      const { leads, roomId } = await aConcern(world, { by: fay });
      return {
        act: () => goes(world, fay),
        added: {
          ...{ [orgRoom(fay.orgId)]: ["membershipEnded"], [personRoom(fay.personId)]: ["membershipStopped"] },
          ...{ [roomId]: ["leadsFollowed"], [personRoom(leads.sorcha.personId)]: ["noticeDelivered"] },
        },
      };
    },
  },
  refused: {
    "while everybody who is named may read it": {
      given: async (world) => {
        const { leads, roomId } = await aConcern(world);
        return { as: leads.ada, roomId, input: {} };
      },
      refusal: "BAD_REQUEST WrongConcern",
    },
  },
});

describe("who is left", () => {
  let world: World;
  let leads: Leads;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world?.stop());
  const stateOf = (roomId: RoomId) => world.app.rooms.ask<ConcernState>(roomId);
  const reads = async (roomId: RoomId, ...who: Person[]) =>
    Promise.all(
      who.map((one) =>
        world.app.rooms.open({ ...actorOf(one), roles: ["safeguardingLead"] }, roomId).then(
          () => true,
          () => false,
        ),
      ),
    );
  const worries = async (who: Person, caseId: string) =>
    (await world.app.log.read(personRoom(who.personId), 0)).events.filter(
      ({ type, body }) => type === "noticeDelivered" && body.kind === "concern" && body.caseId === caseId,
    ).length;

  const everyLeadGoes = async () => {
    for (const { orgId } of [world.people.rhona, world.people.tariq])
      for (const { personId } of membersAs(await world.app.rooms.ask<OrgState>(orgRoom(orgId)), "safeguardingLead"))
        await house(world, orgRoom(orgId), "endMembership", { personId });
    await world.app.effects.settled();
  };

  test("whom the person wants kept away is out of a worry about them at once, and learns nothing; the others go on", async () => {
    const { built, roomId, ...made } = await aConcern(world);
    leads = made.leads;
    const { sorcha, ada } = leads;
    const open = await (await world.as(ada)).again();
    expect((await open.ask("subscribe", { roomId, afterSeq: null })).ok).toBe(true);
    const [hers, room] = [await world.app.log.headSeq(personRoom(ada.personId)), roomId];
    const excluded = [{ kind: "person", personId: ada.personId }];
    const input = consentInput(world.clock, [world.orgs.cafe.orgId], { excluded });
    await actAs(world, world.people.rhona, { roomId: built.roomId, type: "recordConsent", input });
    await world.app.effects.settled();
    await open.frame("closed", (f) => f.name === "closed" && f.body.roomId === room);
    expect(open.frames.filter((f) => f.name === "events")).toEqual([]);
    expect(await reads(roomId, ada, sorcha)).toEqual([false, true]);
    expect(await (await world.as(ada)).call("concerns.list")).toMatchObject({ ok: true, data: [] });
    expect(await world.app.log.headSeq(personRoom(ada.personId))).toBe(hers);
    // said once more, or of an organisation, changes nothing more; and they can't be named again
    const { events } = await (await world.as(sorcha)).since(roomId, 0);
    expect(events.map((e) => e.type)).toEqual(["concernRaised", "concernConfirmed", "leadsFollowed"]);
    expect(JSON.stringify(events)).not.toContain("excluded");
    const naming = { orgId: ada.orgId, personId: ada.personId, why: "she knows" };
    await expect(actAs(world, sorcha, { roomId, type: "nameLead", input: naming })).rejects.toMatchObject({ code: "NotALead" });
  });

  test("who is named at the same moment as the person asks for them to be kept away doesn't stay, whichever came first", async () => {
    for (let i = 0; i < 4; i++) {
      const { built, roomId } = await aConcern(world);
      const { sorcha, bo } = leads;
      const input = consentInput(world.clock, [world.orgs.cafe.orgId], { excluded: [{ kind: "person", personId: bo.personId }] });
      const says = () => actAs(world, world.people.rhona, { roomId: built.roomId, type: "recordConsent", input });
      const names = () =>
        actAs(world, sorcha, { roomId, type: "nameLead", input: { orgId: bo.orgId, personId: bo.personId, why: "x" } }).catch(
          () => undefined,
        );
      await Promise.all(i % 2 === 0 ? [says(), names()] : [names(), says()]);
      await world.app.effects.settled();
      expect(await reads(roomId, bo)).toEqual([false]);
    }
  });

  test("the second person leaves before they have looked at it: the raiser is told, and chooses another", async () => {
    const another = await lead(world, world.people.rhona, "Sheila");
    const { built, roomId } = await aConcern(world, { confirmed: false });
    const input = { second: { orgId: another.orgId, personId: another.personId } };
    await actAs(world, leads.ada, { roomId, type: "chooseSecond", input });
    const before = await worries(leads.ada, built.caseId);
    await goes(world, another);
    await world.app.effects.settled();
    expect(await worries(leads.ada, built.caseId)).toBe(before + 1);
    const { data } = (await (await world.as(leads.ada)).call("concerns.list")) as never as {
      data: { roomId: string; waitsForMe: boolean }[];
    };
    expect(data.find((row) => row.roomId === roomId)?.waitsForMe).toBe(true);
    const bo = { second: { orgId: leads.bo.orgId, personId: leads.bo.personId } };
    await actAs(world, leads.ada, { roomId, type: "chooseSecond", input: bo });
    await actAs(world, leads.bo, { roomId, type: "confirmConcern", input: {} });
    expect((await stateOf(roomId)).status).toBe("confirmed");
  });

  test("nobody is left who reads it: the other leads where they worked have it, hear of it and can confirm it, and nobody else", async () => {
    const [first, second] = [await lead(world, world.people.tariq, "Fay"), await lead(world, world.people.tariq, "Gus")];
    const { built, roomId } = await aConcern(world, { confirmed: false, by: first, second });
    await goes(world, first);
    await goes(world, second);
    await world.app.effects.settled();
    const { ada, bo, sorcha, odd } = leads;
    expect(await reads(roomId, ada, bo, sorcha, odd, first, second)).toEqual([true, true, false, false, false, false]);
    expect([await worries(ada, built.caseId), await worries(bo, built.caseId)]).toEqual([1, 1]);
    await actAs(world, bo, { roomId, type: "confirmConcern", input: {} });
    expect((await stateOf(roomId)).status).toBe("confirmed");
  });

  test("where there is no other lead it waits for the next one who comes", async () => {
    const { tariq } = world.people;
    const second = await lead(world, tariq, "Gus");
    const { roomId } = await aConcern(world, { confirmed: false, by: second, second: leads.sorcha });
    for (const who of [second, leads.sorcha, leads.ada, leads.bo]) await goes(world, who);
    await world.app.effects.settled();
    expect(readersOf(await stateOf(roomId))).toEqual([]);
    const next = await lead(world, tariq, "Ines");
    expect(await reads(roomId, next)).toEqual([true]);
  });

  test("whoever raised it and has it back, being the only one left, reads it and is asked for a second person, whom alone it takes to confirm it", async () => {
    const { tariq } = world.people;
    const [by, second] = [await lead(world, tariq, "Fay"), await lead(world, tariq, "Gus")];
    const { roomId } = await aConcern(world, { confirmed: false, by, second });
    for (const who of [second, by]) await goes(world, who);
    await everyLeadGoes();
    await world.app.effects.settled();
    expect(readersOf(await stateOf(roomId))).toEqual([]);
    await house(world, orgRoom(by.orgId), "addMember", { personId: by.personId, name: by.name, roles: by.roles });
    await world.app.effects.settled();
    expect(await reads(roomId, by)).toEqual([true]);
    const confirm = (who: Person) => actAs(world, who, { roomId, type: "confirmConcern", input: {} });
    await expect(confirm(by)).rejects.toMatchObject({ code: "SamePerson" });
    expect(waitsFor(await stateOf(roomId), by)).toBe(true);
    const next = await lead(world, tariq, "Jo");
    const input = { second: { orgId: next.orgId, personId: next.personId } };
    await actAs(world, by, { roomId, type: "chooseSecond", input });
    expect([waitsFor(await stateOf(roomId), by), waitsFor(await stateOf(roomId), next)]).toEqual([false, true]);
    await expect(confirm(by)).rejects.toMatchObject({ code: "SamePerson" });
    await confirm(next);
    expect((await stateOf(roomId)).status).toBe("confirmed");
  });

  test("nor do they confirm it under the hat of another organisation to which it was handed", async () => {
    await everyLeadGoes();
    const { rhona, tariq } = world.people;
    const [by, second, next] = [await lead(world, rhona, "Kit"), await lead(world, rhona, "Lou"), await lead(world, tariq, "Mo")];
    const there = { ...by, orgId: tariq.orgId };
    await house(world, orgRoom(there.orgId), "addMember", { personId: by.personId, name: by.name, roles: by.roles });
    const { roomId } = await aConcern(world, { confirmed: false, by, second });
    for (const who of [second, by]) await goes(world, who);
    await world.app.effects.settled();
    expect(await reads(roomId, by, there, next)).toEqual([false, true, true]);
    const confirm = (who: Person) => actAs(world, who, { roomId, type: "confirmConcern", input: {} });
    await expect(confirm(there)).rejects.toMatchObject({ code: "SamePerson" });
    await confirm(next);
    expect((await stateOf(roomId)).status).toBe("confirmed");
  });

  test("a closed one is handed on too, so that somebody can read it and be asked before it goes; nobody is sent word of it", async () => {
    await everyLeadGoes();
    const { tariq, rhona } = world.people;
    const [by, second] = [await lead(world, tariq, "Pat"), await lead(world, rhona, "Quin")];
    const { built, roomId } = await aConcern(world, { by, second });
    await actAs(world, by, { roomId, type: "closeConcern", input: { outcome: "She is safe." } });
    for (const who of [by, second]) await goes(world, who);
    await world.app.effects.settled();
    expect(readersOf(await stateOf(roomId))).toEqual([]);
    const next = await lead(world, tariq, "Ros");
    expect(await reads(roomId, next)).toEqual([true]);
    expect(await worries(next, built.caseId)).toBe(0);
  });
});
