import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rebuildViews } from "../../../apps/server/src/kernel/rebuild.ts";
import { actAs, type Person } from "../../kit/build.ts";
import { anOpportunity, wallIn } from "../../kit/visits.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { aNewcomer, aResident, timeTo } from "./scenes.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

type Row = { name: string; gave: number; received: number };
async function rowsOf(who: Person): Promise<Row[]> {
  const { data } = (await (await world.as(who)).call("exchange.reciprocity")) as unknown as { data: Row[] };
  return data.map(({ name, gave, received }) => ({ name, gave, received }));
}
/** A visit at the food hub with one date, and the booking of whoever comes. */
async function booked(visitor: Person, minutes: number, day: number): Promise<{ roomId: RoomId; bookingId: string }> {
  const { sessions } = await anOpportunity(world, { when: { starts: wallIn(world.clock.now(), day), minutes } });
  const roomId = sessions[0] as RoomId;
  const { body } = await actAs(world, visitor, { roomId, type: "book", input: {} });
  return { roomId, bookingId: String(body.bookingId) };
}

test("each visit that took place is counted once, for the two organisations and nobody else; what didn't take place isn't", async () => {
  const { tariq, rhona } = world.people;
  const anna = await aNewcomer(world, "Anna");
  const [came, said, absent, gaveBack] = [
    await booked(rhona, 120, 10),
    await booked(anna, 45, 11),
    await booked(rhona, 300, 12),
    await booked(anna, 60, 13),
  ];
  await actAs(world, anna, { roomId: gaveBack.roomId, type: "cancelBooking", input: { bookingId: gaveBack.bookingId } });
  expect(await rowsOf(tariq)).toEqual([]);
  await world.later(await timeTo(world, absent.roomId, -6));
  const about = ({ roomId, bookingId }: typeof came, type: string) => ({ roomId, type, input: { bookingId } });
  await actAs(world, tariq, about(came, "confirmAttendance"));
  await actAs(world, tariq, about(absent, "recordNoShow"));
  await actAs(world, anna, about(said, "sayAttended"));
  const hub = world.orgs.hub.name;
  expect(await rowsOf(rhona)).toEqual([{ name: hub, gave: 0, received: 120 }]);
  expect(await rowsOf(anna), "what a visitor says counts once it stands").toEqual([]);
  await world.later(2 * 24 * 3600_000);
  await world.app.tidy();
  await world.app.tidy();
  expect(await rowsOf(anna)).toEqual([{ name: hub, gave: 0, received: 45 }]);
  expect(await rowsOf(tariq)).toEqual([
    { name: "Anna's place", gave: 45, received: 0 },
    { name: world.orgs.practice.name, gave: 120, received: 0 },
  ]);
  for (const other of [world.people.olga, world.people.otto, await aResident(world)]) expect(await rowsOf(other), other.name).toEqual([]);
  // of each entry what one gave the other received
  const entries = await world.database.collection<{ postings: { minutes: number }[] }>("exchangeLedger").find().toArray();
  expect(entries.map(({ postings }) => postings.reduce((sum, { minutes }) => sum + minutes, 0))).toEqual([0, 0]);
  const before = [await rowsOf(tariq), await rowsOf(rhona), await rowsOf(anna)];
  await rebuildViews({ log: world.app.log, rooms: world.app.rooms, tables: Object.values(world.app.views) });
  expect([await rowsOf(tariq), await rowsOf(rhona), await rowsOf(anna)]).toEqual(before);
});

test("whoever booked reads what became of it, also once the visit was put away; nobody else does", async () => {
  const { tariq, otto } = world.people;
  const ben = await aNewcomer(world, "Ben");
  const { opportunityId, roomId, sessions } = await anOpportunity(world, { when: { starts: wallIn(world.clock.now(), 10) } });
  const act = (who: Person, room: RoomId, type: string) => actAs(world, who, { roomId: room, type, input: {} });
  await act(ben, sessions[0] as RoomId, "book");
  await act(tariq, roomId, "closeOpportunity");
  await world.later(await timeTo(world, sessions[0] as RoomId, -6));
  await act(tariq, roomId, "archiveOpportunity");
  const mine = async (who: Person) =>
    ((await (await world.as(who)).call("exchange.mine")) as unknown as { data: { title: string; putAway: boolean }[] }).data;
  expect(await mine(ben)).toMatchObject([{ title: "A morning at our food hub", putAway: true }]);
  expect(await mine(otto)).toEqual([]);
  const page = await (await world.as(otto)).call("exchange.opportunity", { opportunityId });
  expect(page).toMatchObject({ ok: false, error: { code: "NotFound" } });
});
