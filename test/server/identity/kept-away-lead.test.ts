import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aCase, actAs, type BuiltCase } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { said } from "../../kit/factors.ts";
import { waitingFor } from "../../kit/handing.ts";
import { keptAway, withdrawn } from "../../kit/scenes.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { aMember } from "./scenes.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

/** The food hub has written something, and the sharing with it ends. */
async function aTalk(away: boolean): Promise<BuiltCase> {
  const built = await aCase(world);
  await actAs(world, world.people.tariq, { roomId: built.roomId, type: "postMessage", input: { text: "Tuesday at two" } });
  if (away) await keptAway("hana")(world, built);
  await withdrawn(world, built);
  await world.app.effects.settled();
  return built;
}
const idsIn = (text: string, ids: readonly string[]) => ids.filter((id) => text.includes(id));

test("20. I6. an information lead whom the person wants kept away learns nothing of what waits from their case, at no door and by no notice; another lead opens it, and no byte says that somebody is kept away", async () => {
  const { hana, tariq, tess } = world.people;
  const room = orgRoom(hana.orgId);
  const hers = await world.as(hana);
  const ear = await hers.again();
  expect((await ear.ask("subscribe", { roomId: room, afterSeq: null })).ok).toBe(true);
  await aTalk(true);
  const [waits] = await waitingFor(world, hana.orgId);
  const exportId = waits?.exportId ?? "";
  expect(waits?.notFor).toEqual([hana.personId]);
  // there is nobody yet who could open it: its time has not begun
  expect(waits?.until).toBeNull();
  const head = await world.app.log.headSeq(room);
  await ear.ask("unsubscribe", { roomId: room });
  const pages = async (client: typeof hers) => JSON.stringify([await client.since(room, null), await client.since(room, 0, "http")]);
  expect(idsIn(`${await pages(hers)} ${ear.raw.join(" ")}`, [exportId, "notFor"])).toEqual([]);
  expect(said(await hers.attempt(room, "openExport", { exportId }))).toBe("CONFLICT NotThere");
  expect(said(await hers.call("cases.readExport", { exportId }))).toBe("NOT_FOUND NotFound");

  // the numbers of the room are whole for her all the same
  expect((await hers.since(room, head - 1)).events.map((e) => [e.seq, e.type, e.body])).toEqual([[head, "exportReceived", {}]]);
  const ida = await aMember(world, hana, "Ida", "infoLead");
  expect((await waitingFor(world, hana.orgId))[0]?.until).not.toBeNull();
  await world.later(24 * day);
  await world.app.tidy();
  await world.app.effects.settled();
  for (const who of [hana, tariq, tess]) {
    const events = (await world.app.log.read(`person:${who.personId}` as never, 0)).events;
    expect(JSON.stringify(events), who.name).not.toContain(exportId);
  }
  const theirs = await world.as(ida);
  expect(idsIn(await pages(theirs), [exportId, "notFor"])).toEqual([exportId]);
  expect(said(await theirs.attempt(room, "openExport", { exportId }))).toBe("ok");
  expect(said(await theirs.call("cases.readExport", { exportId }))).toBe("ok");
  expect(said(await theirs.attempt(room, "confirmExport", { exportId }))).toBe("ok");
  await world.app.effects.settled();
  expect(idsIn(`${await pages(hers)} ${await pages(await world.as(tariq))}`, [exportId, "notFor"])).toEqual([]);
  expect(idsIn(await pages(theirs), ["notFor"])).toEqual([]);
});

test("20. whoever is named only after it was sealed reads no word of it", async () => {
  const { hana } = world.people;
  const built = await aTalk(false);
  const [waits] = await waitingFor(world, hana.orgId);
  const client = await world.as(hana);
  expect(said(await client.attempt(orgRoom(hana.orgId), "openExport", { exportId: waits?.exportId }))).toBe("ok");
  await keptAway("hana")(world, built);
  expect(said(await client.call("cases.readExport", { exportId: waits?.exportId }))).toBe("NOT_FOUND NotFound");
});
