import { afterAll, beforeAll, expect, test } from "vitest";
import type { GapPage, GapPoints } from "../../../apps/server/src/map/router-reading.ts";
import type { Person } from "../../kit/build.ts";
import { pointIn } from "../../kit/map.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { outsider } from "./reading.ts";
import { addressed, aGap, type Cast, castIn, did, inTurn, validated } from "./scenes.ts";

let world: World;
let who: Cast;
beforeAll(async () => {
  world = await createWorld();
  who = await castIn(world);
});
afterAll(() => world?.stop());

type Asked = Record<string, unknown>;
const asked = async <T>(as: Person | null, path: string, input: Asked = {}): Promise<T> => {
  if (as === null) return outsider<T>(world, path, input);
  return ((await (await world.as(as)).call(`map.${path}`, input)) as unknown as { data: T }).data;
};
const list = (as: Person | null, input: Asked = {}) => asked<GapPage>(as, "gaps", input);
const points = (as: Person | null, input: Asked = {}) => asked<GapPoints>(as, "gapPoints", input);

test("the map shows what the list counts of what is missing, for each viewer: what nobody has looked at isn't there for outsiders", async () => {
  await aGap(world, { change: { title: "Looked at", point: pointIn(0.01) }, first: validated });
  await aGap(world, { change: { title: "Without a place", theme: "food" }, first: validated });
  await aGap(world, { change: { title: "Looked at by nobody", point: pointIn(0.02) } });
  for (const [as, total, placed] of [
    [who.rhona, 3, 2],
    [who.cora, 3, 2],
    [null, 2, 1],
  ] as const) {
    for (const question of [{}, { themes: ["company"] }, { text: "looked" }, { where: { near: pointIn(0.01), km: 1 } }]) {
      const [rows, drawn] = [await list(as, question), await points(as, question)];
      expect(drawn.total).toBe(rows.total);
      const placedRows = rows.rows.filter(({ at }) => at !== null);
      expect(drawn.points.map(({ gapId, at }) => [gapId, at]).sort()).toEqual(placedRows.map(({ gapId, at }) => [gapId, at]).sort());
    }
    const all = await points(as);
    expect([all.total, all.points.length]).toEqual([total, placed]);
  }
});

test("what became of it can be found: what is met and what has ended otherwise are asked for apart and counted apart", async () => {
  const before = (await list(null)).total;
  const close = (reason: string, from: string, decidedBy = "") => did("cora", "closeGap", { from, reason, words: "So it is.", decidedBy });
  await aGap(world, { change: { title: "It came" }, first: addressed });
  await aGap(world, { change: { title: "It can't be" }, first: inTurn(validated, close("notPossible", "validated", "The council")) });
  await aGap(world, {
    change: { title: "It was never needed" },
    first: inTurn(validated, close("needGone", "validated")),
  });
  for (const as of [who.rhona, who.jean, null]) {
    const titles = async (input: Asked) => (await list(as, input)).rows.map(({ title }) => title).sort();
    expect(await titles({ ended: "met" })).toEqual(["It came"]);
    expect(await titles({ ended: "otherwise" })).toEqual(["It can't be", "It was never needed"]);
    expect((await list(as)).ended).toEqual({ met: 1, otherwise: 2 });
  }
  const [first] = (await list(null, { ended: "met" })).rows;
  expect(first).toMatchObject({ status: "closed", closure: "addressed" });
  expect((await list(null)).total, "what has ended isn't among what is open").toBe(before);
  expect((await points(null, { ended: "met" })).total).toBe(1);
});

test("only what residents told, or stand behind, where that is asked for", async () => {
  await aGap(world, { by: "carol", change: { title: "What the council thinks" }, first: validated });
  const titles = async (input: Asked) => (await list(who.rhona, input)).rows.map(({ title }) => title);
  expect(await titles({})).toContain("What the council thinks");
  expect(await titles({ voice: "residents" })).not.toContain("What the council thinks");
  expect(await titles({ voice: "residents" })).toContain("Looked at");
});
