import { caseRef } from "@linkwork/shared/cases/words.ts";
import { newId, type OrgId } from "@linkwork/shared/kernel/ids.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pageOfCases } from "../../../apps/server/src/cases/views.ts";
import { pageOfClients } from "../../../apps/server/src/clients/views.ts";
import { aCase, type Person } from "../../kit/build.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { leadsIn } from "../concerns/scenes.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

type Row = { caseId?: string; clientId?: string };
/** All pages of a list, as every client of ours asks for them. */
async function pages(who: Person, path: string): Promise<Row[][]> {
  const as = await world.as(who);
  const all: Row[][] = [];
  for (let from: { after: string } | undefined; ; ) {
    const { data } = (await as.call(path, from)) as unknown as { data: { rows: Row[]; next?: string } };
    all.push(data.rows);
    if (data.next === undefined) return all;
    from = { after: data.next };
  }
}
/** Rows of a query table that lead to rooms which aren't there: newer than anything real. */
const fill = (table: string, n: number, orgId: OrgId) =>
  world.database
    .collection<{ _id: string; orgs: string[]; seq: number }>(table)
    .insertMany(Array.from({ length: n }, () => ({ _id: newId<string & never>(Date.now() + 60_000) as string, orgs: [orgId], seq: 1 })));

test("no list ends silently: an old case is still found by the information lead and by the safeguarding lead behind as many as a page holds, and so is an old acquaintance by the link worker", async () => {
  const built = await aCase(world);
  const { hana, rhona } = world.people;
  const { ada } = await leadsIn(world);
  await fill("caseIndex", pageOfCases, hana.orgId);
  await fill("clientIndex", pageOfClients, rhona.orgId);
  for (const [who, path] of [
    [hana, "cases.ledgers"],
    [ada, "concerns.about"],
  ] as const) {
    const [first = [], ...more] = await pages(who, path);
    expect(
      first.some((row) => row.caseId === built.caseId),
      path,
    ).toBe(false);
    expect(
      more.flat().some((row) => row.caseId === built.caseId),
      path,
    ).toBe(true);
  }
  const known = await pages(rhona, "clients.list");
  expect(known.length).toBeGreaterThan(1);
  expect(known.flat().some((row) => row.clientId === built.clientId)).toBe(true);
});

test("two people with the same initials and the same need are two rows to whoever raises a worry, each named as its own conversation names itself", async () => {
  const cases = [await aCase(world), await aCase(world)];
  const { ada, sorcha } = await leadsIn(world);
  for (const lead of [ada, sorcha]) {
    const rows = (await pages(lead, "concerns.about")).flat() as (Row & { label: string; apart: string })[];
    const named = cases.map(({ caseId }) => rows.find((row) => row.caseId === caseId));
    const [one, other] = named.map((row) => `${row?.label} ${row?.apart.replace(/[0-9A-F]{6}$/, "")}`);
    expect(one).toBe(other);
    for (const row of named) expect(row?.apart).toMatch(new RegExp(`, case ${caseRef(row?.caseId ?? "")}$`));
    expect(new Set(named.map((row) => row?.apart)).size).toBe(2);
  }
});
