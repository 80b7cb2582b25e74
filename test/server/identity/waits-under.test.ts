import { caseRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aCase, actAs, type BuiltCase, type Person } from "../../kit/build.ts";
import { keptAway } from "../../kit/scenes.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { anotherHat } from "./scenes.ts";

let world: World;
let cafe: Person;
beforeAll(async () => {
  world = await createWorld();
  const { tariq, olga } = world.people;
  cafe = await anotherHat(world, tariq, olga, "worker");
});
afterAll(() => world?.stop());

const waits = async (who: Person) => ((await (await world.as(who)).call("identity.waits")) as unknown as { data: string[] }).data;
const said = ({ roomId }: BuiltCase) => actAs(world, world.people.rhona, { roomId, type: "postMessage", input: { text: "Any news?" } });
const read = async (who: Person, { roomId }: BuiltCase) =>
  (await world.as(who)).call("cases.markSeen", { roomId, seq: await world.app.log.headSeq(roomId) });

test("a mail says that there is something; for which of somebody's organisations is answered to them alone, whichever hat they wear", async () => {
  const { tariq, rhona } = world.people;
  const built = await aCase(world);
  await read(tariq, built);
  expect(await waits(tariq)).toEqual([]);
  await said(built);
  // the café's hat is on, and what waits is the food hub's
  expect(await waits(cafe)).toEqual([tariq.orgId]);
  expect(await waits(tariq)).toEqual([tariq.orgId]);
  expect(await waits(rhona)).not.toContain(tariq.orgId);
  await read(tariq, built);
  expect(await waits(cafe)).toEqual([]);
});

test("of a case that they are kept away from nothing waits under any hat", async () => {
  const { tariq } = world.people;
  const built = await aCase(world);
  await keptAway("tariq")(world, built);
  await actAs(world, world.people.rhona, { roomId: caseRoom(built.caseId), type: "postMessage", input: { text: "Not for him." } });
  expect(await waits(tariq)).toEqual([]);
});
