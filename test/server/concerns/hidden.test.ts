import { type ConcernId, newId } from "@linkwork/shared/kernel/ids.ts";
import { concernAccessRoom, concernRoom, orgRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aCase, actAs, house, type Person } from "../../kit/build.ts";
import { full } from "../../kit/depth.ts";
import { nobody } from "../../kit/given.ts";
import { type Client, createWorld, type World } from "../../kit/world.ts";
import { aConcern, raising } from "./scenes.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

/** How often one of `a` took longer than one of `b`, from 0 to 1 (Mann and Whitney): 0.5 is no difference at all. */
function longer(a: readonly number[], b: readonly number[]): number {
  let count = 0;
  for (const x of a) for (const y of b) count += x > y ? 1 : x === y ? 0.5 : 0;
  return count / (a.length * b.length);
}

/** Asks for both, so many times, by turns, and compares bytes, sizes and times. */
async function sameEitherWay(client: Client, path: string, one: object, other: object, without: (text: string) => string): Promise<void> {
  const times: [number[], number[]] = [[], []];
  const texts = new Set<string>();
  const ask = async (which: 0 | 1) => {
    const started = performance.now();
    const { status, text } = await client.bytes(path, which === 0 ? one : other);
    times[which].push(performance.now() - started);
    texts.add(`${status} ${without(text)}`);
  };
  // few at once: what a busy machine adds must not reach over the floor under "not found"
  for (let i = 0; i < 250; i++) await Promise.all(([0, 1, 1, 0] as const).map(ask));
  expect(times.map((t) => t.length)).toEqual([500, 500]);
  expect([...texts], path).toHaveLength(1);
  const share = longer(...times);
  expect(share, `${path}: ${share}`).toBeGreaterThan(0.42);
  expect(share, `${path}: ${share}`).toBeLessThan(0.58);
}

test.runIf(full)(
  "an outsider's answers, their sizes and their times are the same with a worry and without one: 500 calls each",
  {
    timeout: 180_000,
  },
  async () => {
    const { built, leads, roomId } = await aConcern(world);
    const other = await aCase(world);
    await actAs(world, leads.ada, { roomId, type: "writeNote", input: { text: "She was seen on Sunday." } });
    const absent = concernRoom(nobody<ConcernId>());
    const ids = new RegExp([built, other].flatMap((b) => [b.caseId, b.clientId, b.leadId, b.consentId, b.participationId]).join("|"), "g");
    const plain = (text: string) =>
      text.replace(ids, "x").replace(/[0-9a-f]{8}-[0-9a-f-]{27}|"\w{4}"|\d{4}-\d\d-\d\dT[\d:.]+Z|[0-9a-f]{64}/g, "y");
    const [tariq, bo] = [await world.as(world.people.tariq), await world.as(leads.bo)];
    // whoever is in the case, and a safeguarding lead of the same organisation who is not named
    await sameEitherWay(tariq, "room.since", { roomId: built.roomId, afterSeq: null }, { roomId: other.roomId, afterSeq: null }, plain);
    await sameEitherWay(tariq, "cases.parts", { roomId: built.roomId }, { roomId: other.roomId }, plain);
    await sameEitherWay(bo, "room.since", { roomId, afterSeq: null }, { roomId: absent, afterSeq: null }, plain);
    const [there, gone] = [raising(built, leads.sorcha, roomId.split(":")[1] as ConcernId), raising(other, leads.sorcha)];
    const asking = (input: { concernId: ConcernId }) => ({ roomId: concernRoom(input.concernId), id: newId(Date.now()), input });
    await sameEitherWay(tariq, "concerns.raiseConcern", asking(there), asking(gone), plain);
  },
);

test("nobody but who is named finds it in a list, hears of it in a room of theirs, or may listen to it", async () => {
  const { leads, roomId, built } = await aConcern(world);
  await house(world, orgRoom(leads.ada.orgId), "endMembership", { personId: world.people.tess.personId });
  const rowOf = async (who: Person) =>
    (
      (await (await world.as(who)).call("concerns.list")) as never as { data: { roomId: string; status: string; label: string }[] }
    ).data.filter((row) => row.roomId === roomId);
  for (const named of [leads.ada, leads.sorcha]) expect(await rowOf(named)).toMatchObject([{ status: "confirmed", label: "M.K." }]);
  const { rhona, tariq, ian, hana, otto } = world.people;
  for (const who of [leads.bo, leads.odd, rhona, tariq, ian, hana, otto]) {
    expect(await rowOf(who), who.name).toEqual([]);
    const client = await world.as(who);
    expect(await client.subscribe(roomId), who.name).toEqual(await client.subscribe(concernRoom(nobody<ConcernId>())));
    const { events } = await client.since(`person:${who.personId}` as typeof roomId, 0);
    expect(events.filter((e) => e.type === "noticeDelivered" && e.body.kind === "concern" && e.body.caseId === built.caseId)).toEqual([]);
  }
  // both leads see that it was opened, and by whom
  const { events } = await (await world.as(leads.sorcha)).since(roomId, 0);
  expect(events.map((e) => [e.type, e.actor.personId])).toEqual([
    ["concernRaised", leads.ada.personId],
    ["concernConfirmed", leads.sorcha.personId],
  ]);
});

test("until the second person has looked at it, a third lead is not let in; a lead who is that no more is out at once", async () => {
  const { leads, roomId } = await aConcern(world, { confirmed: false });
  const bo = await world.as(leads.bo);
  expect(await bo.subscribe(roomId)).toMatchObject({ ok: false });
  await actAs(world, leads.sorcha, { roomId, type: "confirmConcern", input: {} });
  await actAs(world, leads.ada, {
    roomId,
    type: "nameLead",
    input: { orgId: leads.bo.orgId, personId: leads.bo.personId, why: "on call" },
  });
  expect(await bo.subscribe(roomId)).toMatchObject({ ok: true });
  const notLead = { ...leads.bo, roles: ["worker" as const] };
  await expect(world.app.rooms.open({ ...notLead, sector: "third" }, roomId)).rejects.toMatchObject({ code: "NotFound" });
});

test("who looked at it, and who was refused, is on record in a room of its own, and not in the case's", async () => {
  const { built, leads, roomId } = await aConcern(world);
  const before = (await world.app.log.heads()).get(`case:${built.caseId}:access` as typeof roomId) ?? 0;
  await (await world.as(leads.sorcha)).since(roomId, 0);
  await expect((await world.as(leads.bo)).since(roomId, 0)).rejects.toThrow();
  await world.app.rooms.settled();
  const { events } = await world.app.log.read(concernAccessRoom(roomId.split(":")[1] as ConcernId), 0);
  expect(events.map((e) => [e.body.decision, e.body.personId])).toEqual([
    ["permit", leads.sorcha.personId],
    ["deny", leads.bo.personId],
  ]);
  expect((await world.app.log.heads()).get(`case:${built.caseId}:access` as typeof roomId) ?? 0).toBe(before);
});

test("nobody is shown to be there or typing", async () => {
  const { leads, roomId } = await aConcern(world);
  const ada = await world.as(leads.ada);
  await ada.subscribe(roomId);
  for (const kind of ["typing", "here"]) expect(await ada.wire.ask("signal", { roomId, kind })).toMatchObject({ ok: false });
});
