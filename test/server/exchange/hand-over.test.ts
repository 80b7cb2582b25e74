import type { OpportunityState } from "@linkwork/shared/exchange/state.ts";
import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import type { PersonState } from "@linkwork/shared/identity/state.ts";
import { newId, type PersonId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom, personRoom, weekRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { actAs, house, type Person } from "../../kit/build.ts";
import { describeCommand } from "../../kit/given.ts";
import { heldBack } from "../../kit/held.ts";
import { anOpportunity, wallIn } from "../../kit/visits.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { aNewcomer, aPanel, inOpportunity } from "./scenes.ts";

const toTess = ({ people }: World) => ({ contact: people.tess.personId, deputy: null });
const toBoth = ({ people }: World) => ({ contact: people.tess.personId, deputy: people.tariq.personId });
const told = (given: ReturnType<typeof inOpportunity>) => async (world: World) => {
  const scene = await taking(given)(world);
  return { ...scene, elsewhere: { ...scene.elsewhere, [personRoom(world.people.tess.personId)]: ["noticeDelivered"] } };
};
/** The time of whoever receives from now on is taken. */
const taking = (given: ReturnType<typeof inOpportunity>) => async (world: World) => {
  const scene = await given(world);
  return { ...scene, elsewhere: { ...scene.elsewhere, [weekRoom(world.people.tess.personId, "all")]: ["receivingClaimed"] } };
};
const begun = { published: true, elsewhere: ["opportunityFollowed"] };

describeCommand({
  command: "handOver",
  allowed: {
    "the deputy receives the visitors from now on, on every date, and hears of it": {
      given: told(inOpportunity("tariq", toTess, begun)),
      here: ["contactHandedOver"],
    },
    "whoever was the contact can stand in": { given: told(inOpportunity("tariq", toBoth, begun)), here: ["contactHandedOver"] },
    "a colleague takes it over themselves": { given: taking(inOpportunity("tess", toTess, begun)), here: ["contactHandedOver"] },
  },
  refused: {
    "to somebody who doesn't work here": {
      given: inOpportunity("tariq", ({ people }) => ({ contact: people.rhona.personId, deputy: null }), { published: true }),
      refusal: "BAD_REQUEST NotAColleague contact",
    },
    "a stand-in who doesn't": {
      given: inOpportunity("tariq", ({ people }) => ({ contact: people.tess.personId, deputy: people.rhona.personId }), {
        published: true,
      }),
      refusal: "BAD_REQUEST NotAColleague deputy",
    },
    "to somebody who only lives beside the host": {
      given: async (world) => {
        const { manager, worker, resident } = await aPanel(world);
        const { roomId } = await anOpportunity(world, {}, true, { contact: manager, deputy: worker });
        return { as: manager, roomId, input: { contact: resident.personId } };
      },
      refusal: "BAD_REQUEST NotAColleague contact",
    },
    "to a colleague who is on a visit elsewhere at that time": {
      given: async (world) => {
        const { rhona, isla } = world.people;
        const change = { when: { starts: wallIn(world.clock.now(), 40) } };
        const { sessions } = await anOpportunity(world, change, true, { contact: rhona, deputy: isla });
        await actAs(world, world.people.tess, { roomId: sessions[0] as RoomId, type: "book", input: {} });
        return inOpportunity("tariq", toTess, { ...begun, change })(world);
      },
      refusal: "CONFLICT ContactElsewhere contact",
    },
    "somebody of another organisation": { given: inOpportunity("otto", toTess, begun), refusal: "NOT_FOUND NotFound" },
  },
  other: (input) => ({ ...input, contact: input.deputy ?? input.contact, deputy: input.deputy === null ? input.contact : null }),
  raced: {
    given: async (world) => {
      const one = await inOpportunity("tariq", toTess, begun)(world);
      return [one, { ...one, as: world.people.tess }];
    },
    outcomes: ["NothingDue", "written"],
    here: ["contactHandedOver"],
  },
});

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

test("the places stay, whoever has one or waits hears once that somebody else receives them, and the dates keep their history", async () => {
  const { tariq, tess } = world.people;
  const { roomId, sessions } = await anOpportunity(world, { rules: { capacity: 1 } });
  const [session] = sessions;
  if (!session) throw new Error("no date");
  const [anna, ben] = await Promise.all(["Anna", "Ben"].map((name) => aNewcomer(world, name)));
  for (const visitor of [anna, ben]) if (visitor) await actAs(world, visitor, { roomId: session, type: "book", input: {} });
  const input = { contact: tess.personId, deputy: tariq.personId };
  await actAs(world, tariq, { roomId, type: "handOver", input });
  await world.app.effects.settled();
  const state = await world.app.rooms.ask<SessionState>(session);
  expect(Object.values(state.bookings).map(({ status }) => status)).toEqual(["confirmed", "waitlisted"]);
  expect(state.card?.contact).toEqual({ personId: tess.personId, name: tess.name });
  expect((await world.app.rooms.ask<OpportunityState>(roomId)).terms?.deputy?.name).toBe(tariq.name);
  for (const visitor of [anna, ben]) {
    const { notices } = await world.app.rooms.ask<PersonState>(personRoom(visitor?.personId as never));
    expect(Object.values(notices).map(({ kind }) => kind)).toEqual(["hostChanged"]);
  }
  const { events } = await world.app.log.read(session, 0);
  expect(events.map(({ type }) => type)).toEqual(["sessionScheduled", "bookingConfirmed", "bookingWaitlisted", "opportunityFollowed"]);
});

test("whoever has a place hears it once, also where what is changed next reaches the date before the hand-over does", async () => {
  const { tariq, tess } = world.people;
  const { roomId, sessions } = await anOpportunity(world);
  const anna = await aNewcomer(world, "Anna");
  await actAs(world, anna, { roomId: sessions[0] as RoomId, type: "book", input: {} });
  const following = heldBack(world, "followOpportunity");
  const handing = actAs(world, tariq, { roomId, type: "handOver", input: { contact: tess.personId } });
  await following.held;
  await actAs(world, tariq, { roomId, type: "pauseOpportunity", input: {} });
  following.letGo();
  await handing;
  await world.app.effects.settled();
  const { notices } = await world.app.rooms.ask<PersonState>(personRoom(anna.personId));
  expect(Object.values(notices).map(({ kind }) => kind)).toEqual(["hostChanged"]);
});

test("when whoever receives the visitors has left, their deputy finds the visit on Today, and takes it over with whoever stood in before", async () => {
  const { tariq, hana } = world.people;
  const { orgId, orgName, sector } = tariq;
  const [ada, bea] = ["Ada", "Bea"].map((name): Person => {
    const personId = newId<PersonId>(Date.now());
    return { personId, name, email: `${newId(Date.now())}@linkwork.test`, orgId, orgName, sector, roles: ["worker"] };
  });
  if (!ada || !bea) throw new Error("nobody");
  for (const { personId, name } of [ada, bea]) {
    await house(world, personRoom(personId), "registerPerson", { name });
    await house(world, orgRoom(orgId), "addMember", { personId, name, roles: ["worker"] });
  }
  const by = { contact: ada, deputy: bea };
  const { opportunityId, roomId, sessions } = await anOpportunity(world, { rules: { mode: "approval" } }, true, by);
  await actAs(world, await aNewcomer(world, "Anna"), { roomId: sessions[0] as RoomId, type: "book", input: {} });
  const owed = async (who: Person) => {
    const { data } = (await (await world.as(who)).call("exchange.owed")) as unknown as { data: { asks: { opportunityId: string }[] } };
    return data.asks.filter((row) => row.opportunityId === opportunityId).length;
  };
  const left = async (who: Person) => {
    const { data } = (await (await world.as(who)).call("exchange.owed")) as unknown as {
      data: { left: { opportunityId: string; left: string }[] };
    };
    return data.left.filter((row) => row.opportunityId === opportunityId).map((row) => row.left);
  };
  expect(await left(bea)).toEqual([]);
  expect(await owed(bea), "she who receives them answers").toBe(0);
  await house(world, orgRoom(orgId), "endMembership", { personId: ada.personId });
  expect([await left(bea), await left(tariq), await left(hana)]).toEqual([["Ada"], [], []]);
  expect([await owed(bea), await owed(tariq)], "who asks to come waits for whoever stands in").toEqual([1, 0]);
  await actAs(world, bea, { roomId, type: "handOver", input: { contact: bea.personId } });
  await world.app.effects.settled();
  expect(await left(bea)).toEqual([]);
  const { terms } = await world.app.rooms.ask<OpportunityState>(roomId);
  expect([terms?.contact?.name, terms?.deputy]).toEqual(["Bea", null]);

  // she leaves too, and nobody stands in: whoever answers for people there hears of it, and answers
  await house(world, orgRoom(orgId), "endMembership", { personId: bea.personId });
  expect([await left(hana), await left(tariq)]).toEqual([["Bea"], []]);
  expect(await owed(hana)).toBe(1);
  await house(world, orgRoom(orgId), "addMember", { personId: bea.personId, name: bea.name, roles: ["worker"] });
  await actAs(world, bea, { roomId, type: "handOver", input: { contact: bea.personId, deputy: tariq.personId } });
  await actAs(world, bea, { roomId, type: "handOver", input: { contact: world.people.tess.personId } });
  expect((await world.app.rooms.ask<OpportunityState>(roomId)).terms?.deputy?.name).toBe("Tariq");
});
