import type { AreaId } from "@linkwork/shared/kernel/ids.ts";
import { dayInLondon } from "@linkwork/shared/kernel/london.ts";
import { areaRoom } from "@linkwork/shared/kernel/room.ts";
import { Theme } from "@linkwork/shared/map/schema.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actAs } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { addAsset, aMapCast, areaOf, gapDetails, govan, ibrox, type MapCast, pointIn, raiseGap } from "../../kit/map.ts";
import { createNodes } from "../../kit/nodes.ts";
import { people, unmetOf, untilMonday } from "../../kit/unmet.ts";
import { createWorld, type World } from "../../kit/world.ts";

let world: World;
let cast: MapCast;
let unmet: Awaited<ReturnType<typeof unmetOf>>;
beforeAll(async () => {
  world = await createWorld();
  cast = await aMapCast(world);
  unmet = await unmetOf(world);
});
afterAll(async () => {
  await unmet?.stop();
  await world?.stop();
});

/** One more area, so that no test counts another's people. */
async function anArea(code: string, residents: number | null = 12_000): Promise<AreaId> {
  const areaId = areaOf(code);
  const input = { areaId, code, name: code, middle: pointIn(), outline: null, residents, districts: [] };
  await actAs(world, cast.cora, { roomId: areaRoom(areaId), type: "setArea", input });
  return areaId;
}
/** What somebody is told of an area by every way there is, but for its names. */
async function allOf(areaId: AreaId, code: string): Promise<string> {
  const jean = await world.as(cast.jean);
  const answers = await Promise.all([
    jean.call("map.area", { areaId }),
    jean.call("map.overlay", { areaIds: [areaId] }),
    jean.call("public.area", { areaId }),
    jean.call("public.overlay", { areaIds: [areaId] }),
    jean.call("room.since", { roomId: areaRoom(areaId), afterSeq: null }),
  ]);
  expect(answers.every(({ ok }) => ok)).toBe(true);
  const text = JSON.stringify(answers.map((answer) => (answer.ok ? answer.data : null)));
  // the events of the room have ids and instants of their own; what they say is the same
  return text
    .replaceAll(areaId, "area")
    .replaceAll(code, "code")
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "id")
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "at");
}

describe("3. unmet need", () => {
  test("nobody and seven people look the same, by every way that there is", async () => {
    const [none, seven] = [await anArea("Q1"), await anArea("Q2")];
    await unmet.found(people(1, 7), { areaId: seven, theme: "food" });
    await unmet.monday();
    expect(await unmet.published(seven, "food")).toBe("fewer");
    expect(await allOf(seven, "Q2")).toBe(await allOf(none, "Q1"));
    expect((await unmet.numbers(none))?.rows.map(({ theme }) => theme)).toEqual(Theme.options);
  });

  test("from seven, eight to eleven change nothing, and twelve are published as ten in the next week", async () => {
    const areaId = await anArea("Q3");
    const theme = "company" as const;
    await unmet.found(people(1, 7), { areaId, theme });
    await unmet.monday();
    for (const last of [8, 9, 11]) {
      await unmet.found(people(1, last), { areaId, theme });
      await unmet.monday();
      expect(await unmet.published(areaId, theme), `${last} people`).toBe("fewer");
    }
    await unmet.found(people(12, 12), { areaId, theme });
    await world.app.tidy();
    expect(await unmet.published(areaId, theme), "in the middle of a week").toBe("fewer");
    await unmet.monday();
    expect(await unmet.published(areaId, theme)).toBe(10);
  });

  test("one person counts once, however often it is said and whichever organisation says it", async () => {
    const areaId = await anArea("Q4");
    for (const orgId of unmet.three) await unmet.found(people(1, 7), { areaId, theme: "food", orgs: [orgId] });
    await unmet.found(people(1, 7), { areaId, theme: "food" });
    await unmet.monday();
    expect(await unmet.published(areaId, "food")).toBe("fewer");
  });

  test("two organisations alone are not enough, whatever they count", async () => {
    const areaId = await anArea("Q5");
    await unmet.found(people(1, 40), { areaId, theme: "food", orgs: unmet.three.slice(0, 2) });
    await unmet.monday();
    expect(await unmet.published(areaId, "food")).toBe("fewer");
  });

  test("9. areas with fewer than a thousand people have no numbers, and neither have those of which that isn't known", async () => {
    const areas = [await anArea("Q6", 999), await anArea("Q7", null), await anArea("Q8", 1_000)];
    for (const areaId of areas) await unmet.found(people(1, 20), { areaId, theme: "food" });
    await unmet.monday();
    expect(await Promise.all(areas.map((areaId) => unmet.published(areaId, "food")))).toEqual([undefined, undefined, 20]);
  });

  test("who is taken out while their week is being counted stands in nothing of it afterwards, and counts as one who was there", async () => {
    const area = await anArea("Q90");
    await unmet.found(people(900, 912), { areaId: area, theme: "food" });
    const { found: before } = await unmet.digests(area);
    const weekOf = dayInLondon(new Date(world.clock.now() + untilMonday(world.clock.now())).toISOString());
    await unmet.freezeWhile(area, weekOf, () => unmet.forget("person 905"));
    const { found, counted } = await unmet.digests(area);
    const gone = before.filter((one) => !found.includes(one));
    expect(gone).toHaveLength(1);
    expect(counted).toHaveLength(13);
    expect(before.filter((one) => !counted.includes(one))).toEqual(gone);
  });
  test("what is older than ninety days is counted no more, and gone", async () => {
    const areaId = await anArea("Q9");
    await unmet.found(people(1, 20), { areaId, theme: "loss" });
    await unmet.monday();
    expect(await unmet.published(areaId, "loss")).toBe(20);
    await world.later(91 * day);
    await unmet.monday();
    expect(await unmet.published(areaId, "loss")).toBe("fewer");
    expect(await world.database.collection("mapSightings").countDocuments({ areaId })).toBe(0);
  });

  test("who is forgotten is in no week that comes, and what was published stays as it was", async () => {
    const areaId = await anArea("Q10");
    await unmet.found(people(1, 12), { areaId, theme: "food" });
    await unmet.monday();
    const published = await unmet.numbers(areaId);
    for (const one of people(1, 5)) await unmet.forget(one);
    expect(await unmet.numbers(areaId)).toEqual(published);
    await unmet.monday();
    expect(await unmet.published(areaId, "food")).toBe("fewer");
    // not even their digest is left where it was counted before
    await unmet.forget("person 12");
    const rows = await world.database.collection("mapCounted").find({ areaId }).toArray();
    const known = new Set(rows.flatMap((row) => row.people as string[]));
    await unmet.found(["person 12"], { areaId, theme: "food" });
    const [again] = await world.database.collection("mapSightings").find({ areaId }).sort({ first: -1 }).limit(1).toArray();
    expect(known.has(again?.person as string)).toBe(false);
  });

  test("two cells have nothing in common by which one could see that the same person looked in both", async () => {
    const [here, there] = [await anArea("Q11"), await anArea("Q12")];
    for (const areaId of [here, there])
      for (const theme of ["food", "money"] as const) await unmet.found(["one person"], { areaId, theme, orgs: unmet.three.slice(0, 1) });
    const rows = await world.database
      .collection("mapSightings")
      .find({ areaId: { $in: [here, there] } })
      .toArray();
    expect(rows).toHaveLength(4);
    for (const field of ["_id", "person", "org"]) expect(new Set(rows.map((row) => row[field])).size, field).toBe(4);
    expect(JSON.stringify(rows)).not.toContain("one person");
    expect(JSON.stringify(rows)).not.toContain(unmet.three[0]);
  });

  test("8. somebody who asks before and after a person is counted gets the same bytes", async () => {
    const areaId = await anArea("Q13");
    await unmet.found(people(1, 30), { areaId, theme: "food" });
    await unmet.monday();
    const before = await allOf(areaId, "Q13");
    await unmet.found(people(31, 31), { areaId, theme: "food" });
    await world.app.tidy();
    expect(await allOf(areaId, "Q13")).toBe(before);
  });
});

describe("reopening by numbers", () => {
  /** A gap that was closed as addressed, by what is there. */
  async function closedGap(areaId: AreaId, theme: "transport" | "work" | "faith") {
    const roomId = await raiseGap(world, cast.jean, gapDetails({ areaId, theme }));
    const act = (who: (typeof cast)["ina"], type: string, input: Record<string, unknown>) => actAs(world, who, { roomId, type, input });
    await act(cast.ina, "confirmNeed", { words: "Many of us say so." });
    await act(cast.carol, "sayKnown", { words: "We know." });
    const asset = await addAsset(world, world.people.tariq, { name: "Minibus" });
    const assetId = asset.split(":")[1] as string;
    await act(cast.carol, "linkGap", { linkId: crypto.randomUUID(), to: { kind: "asset", assetId } });
    await act(cast.carol, "closeGap", { from: "validated", reason: "addressed", words: "There is a minibus.", decidedBy: "" });
    await world.app.effects.settled();
    return {
      status: async () => (await world.app.rooms.ask<{ status: string; cycle: number }>(roomId)).status,
      reopened: async () => (await world.app.log.read(roomId, 0)).events.filter(({ type }) => type === "gapReopened").length,
    };
  }

  test("a number that is published after it was closed opens it again, once", async () => {
    const gap = await closedGap(govan, "transport");
    await unmet.found(people(1, 9), { areaId: govan, theme: "transport" });
    expect(await gap.status()).toBe("closed");
    await unmet.monday();
    expect(await gap.status()).toBe("validated");
    await unmet.monday();
    await world.app.tidy();
    expect(await gap.reopened()).toBe(1);
  });

  test("fewer than eight open nothing, nor do those who had looked before it was closed", async () => {
    await unmet.found(people(1, 9), { areaId: ibrox, theme: "work" });
    await unmet.monday();
    expect(await unmet.published(ibrox, "work")).toBe(10);
    const before = await closedGap(ibrox, "work");
    const few = await closedGap(ibrox, "faith");
    await unmet.found(people(1, 7), { areaId: ibrox, theme: "faith" });
    await unmet.monday();
    await unmet.monday();
    expect([await before.status(), await few.status()]).toEqual(["closed", "closed"]);
  });
});

test("two nodes that publish at one moment, and one that died in between, leave one event with one set of numbers", async () => {
  const nodes = await createNodes(2);
  try {
    const { first } = nodes;
    const house = { ...first, ...nodes, app: first.app, later: async (ms: number) => nodes.clock.advance(ms) };
    const cora = (await aMapCast(house)).cora;
    const own = await unmetOf(house);
    try {
      expect(cora.name).toBe("Cora");
      await own.found(people(1, 14), { areaId: govan, theme: "food" });
      nodes.clock.advance(untilMonday(nodes.clock.now()));
      await Promise.all(nodes.nodes.flatMap(({ app }) => [app.tidy(), app.tidy()]));
      // as if the node had died before it could note that it was done
      await first.database.collection("mapAreas").updateMany({}, { $set: { done: "" } });
      await own.found(people(15, 40), { areaId: govan, theme: "food" });
      await Promise.all(nodes.nodes.map(({ app }) => app.tidy()));
      const { events } = await first.app.log.read(areaRoom(govan), 0);
      const published = events.filter(({ type }) => type === "numbersPublished");
      expect(published).toHaveLength(1);
      expect(await own.published(govan, "food")).toBe(15);
    } finally {
      await own.stop();
    }
  } finally {
    await nodes.stop();
  }
});
