import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import type { PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom, personRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { firstAdministrator } from "../../../apps/server/src/identity/router.ts";
import { actAs, house, type Person } from "../../kit/build.ts";
import { describeHouseCommand } from "../../kit/given.ts";
import { anOpportunity } from "../../kit/visits.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { type At, aNewcomer, did, inSession, of, until } from "./scenes.ts";

const came = async (at: At) => {
  await until(0)(at);
  await did("tariq", "confirmAttendance", of("anna"))(at);
};
const inError = (first?: (at: At) => Promise<unknown>) => async (world: World) => {
  let input = {};
  const remember = async (at: At) => {
    await first?.(at);
    input = { ...of("anna")(at), why: "entered twice" };
  };
  const scene = await inSession("tariq", {}, { booked: ["anna"], first: remember })(world);
  return { ...scene, input };
};

describeHouseCommand({
  command: "voidBooking",
  insider: inError(),
  caused: {},
  refused: {
    "what is void already": {
      given: inError(async (at) => {
        await came(at);
        await house(at.world, at.roomId, "voidBooking", { ...of("anna")(at), why: "entered twice" });
      }),
      refusal: "CONFLICT BookingMoved",
    },
    "a booking that isn't there": {
      given: async (world) => ({ ...(await inError()(world)), input: { bookingId: newId(Date.now()), why: "entered twice" } }),
      refusal: "BAD_REQUEST UnknownBooking bookingId",
    },
  },
});

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

/** Whoever looks after the platform, and works somewhere too. */
async function aSteward(): Promise<Person> {
  const name = "Isla";
  const hash = "a".repeat(43);
  const until = new Date(world.clock.now() + 3600_000).toISOString();
  await house(world, personRoom(firstAdministrator as PersonId), "inviteAdministrator", { hash, until });
  await house(world, personRoom(firstAdministrator as PersonId), "becomeAdministrator", { hash, name });
  const { orgId, orgName, sector } = await aNewcomer(world, "Somebody");
  await house(world, orgRoom(orgId), "addMember", { personId: firstAdministrator, name, roles: ["worker"] });
  return { personId: firstAdministrator, name, email: `${newId(Date.now())}@linkwork.test`, orgId, orgName, sector, roles: ["worker"] };
}
let known: Promise<Person> | undefined;
const theSteward = (): Promise<Person> => (known ??= aSteward());
type Odd = { host: string; visitor: string; visits: { bookingId: string; sessionId: string; minutes: number }[] }[];

test("several visits of which the host alone says that they took place are shown to who looks after the platform, and to nobody else; one that is taken out counts nowhere, and what the visitor said too isn't among them", async () => {
  const anna = await aNewcomer(world, "Anna");
  const rooms: { roomId: RoomId; bookingId: string }[] = [];
  for (let i = 0; i < 5; i++) {
    const [roomId] = (await anOpportunity(world, { title: `A morning, no. ${i}` })).sessions;
    if (!roomId) throw new Error("no date");
    const { body } = await actAs(world, anna, { roomId, type: "book", input: {} });
    rooms.push({ roomId, bookingId: String(body.bookingId) });
    await world.later(11 * 24 * 3600_000);
    // of the first one the visitor says so too
    if (i === 0) await actAs(world, anna, { roomId, type: "sayAttended", input: { bookingId: body.bookingId } });
    await actAs(world, world.people.tariq, { roomId, type: "confirmAttendance", input: { bookingId: body.bookingId } });
    // of the second one too, when the host has written it down already
    if (i === 1) await actAs(world, anna, { roomId, type: "sayAttended", input: { bookingId: body.bookingId } });
  }
  await world.app.effects.settled();
  const steward = await world.as(await theSteward());
  const odd = async () => ((await steward.call("exchange.oddVisits")) as unknown as { data: Odd }).data;
  const [pair] = await odd();
  expect(pair).toMatchObject({ host: "Govan Food Hub", visitor: "Anna's place" });
  expect(pair?.visits.map(({ bookingId }) => bookingId).sort()).toEqual(
    rooms
      .slice(2)
      .map(({ bookingId }) => bookingId)
      .sort(),
  );
  expect(JSON.stringify(await odd())).not.toContain('Anna"');
  for (const who of [world.people.tariq, anna, world.people.tess])
    expect(await (await world.as(who)).call("exchange.oddVisits")).toMatchObject({ ok: false, error: { code: "NotFound" } });

  const one = rooms[2];
  if (!one) throw new Error("no visit");
  const input = { id: newId(Date.now()), sessionId: subjectOf(one.roomId), bookingId: one.bookingId, why: "never took place" };
  expect(await (await world.as(world.people.tariq)).call("exchange.voidBooking", input)).toMatchObject({
    ok: false,
    error: { code: "NotFound" },
  });
  expect(await steward.call("exchange.voidBooking", input)).toMatchObject({ ok: true });
  expect(await steward.call("exchange.voidBooking", input), "the same once more").toMatchObject({ ok: true });
  await world.app.effects.settled();
  const { bookings } = await world.app.rooms.ask<SessionState>(one.roomId);
  expect(bookings[one.bookingId]?.status).toBe("voided");
  const { data } = (await (await world.as(anna)).call("exchange.reciprocity")) as unknown as { data: { received: number }[] };
  expect(data.map(({ received }) => received)).toEqual([480]);
  expect(await odd(), "two are not several").toEqual([]);
  const { events } = await world.app.log.read(one.roomId, 0);
  expect(events.at(-1)).toMatchObject({
    type: "bookingVoided",
    actor: { personId: firstAdministrator },
    body: { why: "never took place" },
  });
});

test("one visit that its visitor denies is shown at once, and no more once both have settled it", async () => {
  const [dora, { tariq }] = [await aNewcomer(world, "Dora"), world.people];
  const steward = await world.as(await theSteward());
  const odd = async () =>
    ((await steward.call("exchange.oddVisits")) as unknown as { data: Odd }).data.filter(({ visitor }) => visitor === "Dora's place");
  const [roomId] = (await anOpportunity(world)).sessions;
  if (!roomId) throw new Error("no date");
  const { body } = await actAs(world, dora, { roomId, type: "book", input: {} });
  await world.later(11 * 24 * 3600_000);
  const says = (who: Person, type: string) => actAs(world, who, { roomId, type, input: { bookingId: body.bookingId } });
  await says(tariq, "confirmAttendance");
  expect(await odd(), "one is not several").toEqual([]);
  await says(dora, "disputeAttendance");
  await world.app.effects.settled();
  expect(await odd()).toMatchObject([{ visits: [{ bookingId: body.bookingId, denied: true }] }]);
  await says(tariq, "recordNoShow");
  await world.app.effects.settled();
  expect(await odd()).toEqual([]);
  const { data } = (await (await world.as(dora)).call("exchange.reciprocity")) as unknown as { data: unknown[] };
  expect(data).toEqual([]);
});
