import type { OpportunityId } from "@linkwork/shared/kernel/ids.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { actAs, type Person } from "../../kit/build.ts";
import { anOpportunity, wallIn } from "../../kit/visits.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { aNewcomer, aResident } from "./scenes.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

type Row = { opportunityId: OpportunityId; title: string; starts: string; at: { lon: number; lat: number } | null; later: number };
const ask = async <T>(who: Person, call: string, input: Record<string, unknown> = {}): Promise<T> =>
  ((await (await world.as(who)).call(call, input)) as unknown as { data: T }).data;
const visits = (who: Person, input: Record<string, unknown> = {}) => ask<{ rows: Row[]; more: boolean }>(who, "exchange.visits", input);

test("on the map stands each visit once, by its next date, and they are those of the list with the same filters; its place is told to a hundred metres, and one without is told to have none", async () => {
  const { rhona } = world.people;
  const exact = { lon: -4.312149, lat: 55.862753 };
  const when = { starts: wallIn(world.clock.now(), 10), rule: "FREQ=WEEKLY;COUNT=3" };
  const hub = await anOpportunity(world, { title: "At the hub", spot: { at: exact, postcode: "G51 3UU" }, when });
  const choir = await anOpportunity(world, {
    title: "At the choir",
    theme: "company",
    when: { starts: wallIn(world.clock.now(), 12, "15:00") },
  });
  await anOpportunity(world, { title: "A draft", spot: { at: exact } }, false);
  const { rows, more } = await visits(rhona);
  expect(more).toBe(false);
  expect(rows.map(({ title, later, at, starts }) => ({ title, later, at, starts }))).toEqual([
    { title: "At the hub", later: 2, at: { lon: -4.312, lat: 55.863 }, starts: when.starts },
    { title: "At the choir", later: 0, at: null, starts: wallIn(world.clock.now(), 12, "15:00") },
  ]);
  for (const filter of [
    {},
    { theme: "company" },
    { words: "hub" },
    { access: ["stepFree"] },
    { sector: "citizen" },
    { from: "2099-01-01" },
  ]) {
    const listed = await ask<{ rows: Row[] }>(rhona, "exchange.sessions", filter);
    const onMap = (await visits(rhona, filter)).rows.map(({ opportunityId }) => opportunityId);
    expect(onMap.toSorted(), JSON.stringify(filter)).toEqual([...new Set(listed.rows.map(({ opportunityId }) => opportunityId))].sort());
  }
  expect(
    (await visits(rhona, { words: "g51 3uu" })).rows.map(({ title }) => title),
    "by its postcode",
  ).toEqual(["At the hub"]);
  // no finer place is kept than is told, not even for its host
  const [opened] = (await world.app.log.read(hub.roomId, 0)).events;
  expect(JSON.stringify(opened?.body)).not.toContain("4.3121");
  expect((await visits(await aResident(world))).rows, "who only lives here finds none").toEqual([]);

  const anna = await aNewcomer(world, "Anna");
  await actAs(world, world.people.tariq, { roomId: choir.roomId, type: "pauseOpportunity", input: {} });
  await world.app.effects.settled();
  expect(
    (await visits(anna)).rows.map(({ title }) => title),
    "what nobody can book is looked for in vain",
  ).toEqual(["At the hub"]);
});

test("a postcode that is none, and a place without its two numbers, are refused at the place", async () => {
  const spots = [{ at: { lon: -4.3 } }, { at: { lon: -4.3, lat: 95 } }, { at: { lon: -4.3, lat: 55.8 }, postcode: "somewhere" }];
  for (const spot of spots) await expect(anOpportunity(world, { spot: spot as never }), JSON.stringify(spot)).rejects.toThrow();
});

test("that some session has changed is told by one number, on each node and to whoever works somewhere; as long as it is the same, no list has changed", async () => {
  const { rhona, tariq } = world.people;
  const stirred = (who: Person) => ask<number>(who, "exchange.stirred");
  const before = await stirred(rhona);
  expect(await stirred(rhona)).toBe(before);
  const { sessions } = await anOpportunity(world, { title: "Told of", when: { starts: wallIn(world.clock.now(), 20) } });
  const posted = await stirred(rhona);
  expect(posted).toBeGreaterThan(before);
  for (const roomId of sessions) await actAs(world, await aNewcomer(world, "Ben"), { roomId, type: "book", input: {} });
  expect(await stirred(tariq)).toBeGreaterThan(posted);
  expect(await stirred(await aResident(world))).toBe(0);
});
