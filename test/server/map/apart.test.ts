import type { AreaId, AssetId, GapId } from "@linkwork/shared/kernel/ids.ts";
import { areaRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aCase, type BuiltCase } from "../../kit/build.ts";
import { addAsset, aMapCast, gapDetails, govan, type MapCast, raiseGap } from "../../kit/map.ts";
import { people, unmetOf } from "../../kit/unmet.ts";
import { createWorld, type World } from "../../kit/world.ts";

let world: World;
let cast: MapCast;
let built: BuiltCase;
let unmet: Awaited<ReturnType<typeof unmetOf>>;
let ids: { assetId: AssetId; gapId: GapId };
beforeAll(async () => {
  world = await createWorld();
  cast = await aMapCast(world);
  unmet = await unmetOf(world);
  built = await aCase(world);
  ids = {
    assetId: subjectOf(await addAsset(world, world.people.tariq)) as AssetId,
    gapId: subjectOf(await raiseGap(world, cast.jean, gapDetails({ theme: "food" }))) as GapId,
  };
  await unmet.found(people(1, 20), { areaId: govan, theme: "food" });
  await (await world.as(world.people.rhona)).call("cases.couldNotFind", {
    roomId: built.roomId,
    theme: "food",
    areaId: govan,
    under: ids.gapId,
  });
  await unmet.monday();
});
afterAll(async () => {
  await unmet?.stop();
  await world?.stop();
});

/** What each question that can be asked of the map is asked with here. */
const asked = (areaId: AreaId): Record<string, unknown> => ({
  assets: {},
  features: {},
  gaps: {},
  gapPoints: {},
  asset: { assetId: ids.assetId },
  gap: { gapId: ids.gapId },
  mine: undefined,
  queue: undefined,
  overlay: { areaIds: [areaId] },
  near: { theme: "food" },
  areas: undefined,
  area: { areaId },
  find: { q: "Govan" },
  alike: { what: "gaps", name: gapDetails().title, themes: ["food"], areaId },
});

test("I12. no answer to any question about the map holds the id of a case or of a client, or what stands for a person where they are counted", async () => {
  const procedures = world.app.router._def.procedures as unknown as Record<string, { _def: { type: string } }>;
  const questions = Object.keys(procedures).filter((path) => /^(map|public)\./.test(path) && procedures[path]?._def.type === "query");
  const inputs = asked(govan);
  const strange = questions.filter((path) => !Object.hasOwn(inputs, path.split(".")[1] ?? ""));
  expect(strange, "asked with nothing here").toEqual([]);
  expect(questions.length).toBeGreaterThan(15);
  const rows = await world.database.collection("mapSightings").find({}).toArray();
  const counted = await world.database.collection("mapCounted").find({}).toArray();
  const digests = [...rows.flatMap(({ _id, person, org }) => [_id, person, org]), ...counted.flatMap((row) => row.people)] as string[];
  expect(digests.length).toBeGreaterThan(40);
  const secrets = [built.caseId, built.clientId, built.consentId, "Khan", ...digests];
  for (const who of [cast.jean, cast.ina, cast.cora, cast.carol, world.people.rhona, world.people.otto]) {
    const client = await world.as(who);
    for (const path of questions) {
      const answer = await client.call(path, inputs[path.split(".")[1] ?? ""]);
      const text = JSON.stringify(answer);
      for (const secret of secrets) expect(text.includes(secret), `${path} for ${who.name}`).toBe(false);
    }
    const area = JSON.stringify(await client.since(areaRoom(govan), 0));
    for (const secret of secrets) expect(area.includes(secret)).toBe(false);
  }
});
