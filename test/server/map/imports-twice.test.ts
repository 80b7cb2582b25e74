import type { AssetId } from "@linkwork/shared/kernel/ids.ts";
import { assetRoom } from "@linkwork/shared/kernel/room.ts";
import type { AssetState } from "@linkwork/shared/map/state-asset.ts";
import mongoose from "mongoose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createImporter } from "../../../apps/server/src/map/imports-run.ts";
import { postcodesOf } from "../../../apps/server/src/map/places-postcodes.ts";
import { openImports } from "../../../apps/server/src/map/views-imports.ts";
import { actAs } from "../../kit/build.ts";
import { bringIn, choicesOf, head, importOf, line, resultOf, sendDirectory, startOf, system, tableOf } from "../../kit/imports.ts";
import { govan } from "../../kit/map.ts";
import { type Client, createWorld, type World } from "../../kit/world.ts";
import { type Cast, castIn } from "./scenes.ts";

let world: World;
let who: Cast;
let cora: Client;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
beforeAll(async () => {
  world = await createWorld({ postcodes: postcodesOf({ "G51 3UU": { lon: -4.31, lat: 55.862 } }) });
  who = await castIn(world);
  cora = await world.as(who.cora);
});
afterAll(() => world?.stop());
const stateOf = (assetId: AssetId | null | undefined) => world.app.rooms.ask<AssetState>(assetRoom(assetId as AssetId));

describe("11. the same file twice at once, and a node that goes", () => {
  test("two at once: the second waits, and reports all unchanged", async () => {
    const of = system();
    const bytes = tableOf([head, ...Array.from({ length: 30 }, (_, n) => line(String(n), `Club number ${n}`))]);
    const [one, two] = [await sendDirectory(world, cora, bytes), await sendDirectory(world, cora, bytes)];
    await Promise.all([
      startOf(cora, one.id, { system: of, takeDuplicates: true }),
      startOf(cora, two.id, { system: of, takeDuplicates: true }),
    ]);
    await world.app.importer.go();
    const [first, second] = [await resultOf(cora, one.id), await resultOf(cora, two.id)];
    expect([first.row.counts.created, second.row.counts.created].sort()).toEqual([0, 30]);
    expect([first.row.counts.unchanged, second.row.counts.unchanged].sort()).toEqual([0, 30]);
  });

  test("a node that goes in the middle leaves nothing twice: another one goes on when its time is over", async () => {
    const of = system();
    const bytes = tableOf([head, ...Array.from({ length: 450 }, (_, n) => line(String(n), `Group number ${n}`))]);
    const { id } = await sendDirectory(world, cora, bytes);
    await world.database.collection<{ _id: string }>("mapImports").updateOne({ _id: id }, { $set: { status: "fetching" } });
    const imports = await openImports(world.database, world.masterKey);
    await imports.fetched(id, Buffer.from(bytes), []);
    const stopping = new AbortController();
    let steps = 0;
    // its second step is in the rooms, and not written down
    const done: typeof imports.done = async (...step) => {
      if (++steps === 1) return imports.done(...step);
      stopping.abort();
      throw new Error("the node goes");
    };
    const { rooms, views } = world.app;
    const node = createImporter({
      ...{ rooms, clock: world.clock, logger: silent, node: "one that goes", stopping: stopping.signal, fetching: { hosts: [] } },
      ...{
        imports: { ...imports, done },
        views: views.map,
        feed: views.mapFeed,
        orgs: views.orgs.all,
        pointOf: () => ({ lon: -4.31, lat: 55.862 }),
      },
    });
    await imports.begin(id, { choices: choicesOf({ system: of, takeDuplicates: true, areaId: govan }), total: 450, format: "csv" });
    await node.go();
    expect(steps).toBe(2);
    await world.app.importer.go();
    expect(await importOf(cora, id)).toMatchObject({ status: "running", counts: { created: 200 } });
    world.clock.advance(61_000);
    await world.app.importer.go();
    const { row, rows } = await resultOf(cora, id);
    expect(row).toMatchObject({ status: "done", counts: { created: 450 } });
    for (const { assetId } of rows.slice(195, 405)) expect((await stateOf(assetId)).head).toBe(1);
  });

  test("a fault of the database in the middle ends nothing: it waits, and goes on when it is asked again", async () => {
    const of = system();
    const { id } = await sendDirectory(
      world,
      cora,
      tableOf([head, ...Array.from({ length: 450 }, (_, n) => line(String(n), `Circle ${n}`))]),
    );
    const imports = await openImports(world.database, world.masterKey);
    await imports.begin(id, { choices: choicesOf({ system: of, takeDuplicates: true, areaId: govan }), total: 450, format: "csv" });
    let steps = 0;
    const done: typeof imports.done = async (...step) => {
      if (++steps === 2) throw new mongoose.mongo.MongoNetworkError("the primary has gone");
      return imports.done(...step);
    };
    const { rooms, views } = world.app;
    const node = createImporter({
      ...{
        rooms,
        clock: world.clock,
        logger: silent,
        node: "one that waits",
        stopping: new AbortController().signal,
        fetching: { hosts: [] },
      },
      ...{
        imports: { ...imports, done },
        orgs: views.orgs.all,
        views: views.map,
        feed: views.mapFeed,
        pointOf: () => ({ lon: -4.31, lat: 55.862 }),
      },
    });
    await node.go();
    expect(steps, "it isn't begun again at once").toBe(2);
    expect(await importOf(cora, id)).toMatchObject({ status: "running", fault: null, counts: { created: 200 } });
    world.clock.advance(1_000);
    await node.go();
    const { row, rows } = await resultOf(cora, id);
    expect(row).toMatchObject({ status: "done", counts: { created: 450 } });
    for (const { assetId } of rows.slice(195, 405)) expect((await stateOf(assetId)).head).toBe(1);
  });
});

describe("where a source and what stands here part, it is said", () => {
  test("what its source calls closed is turned down with a link to what is here of it; of what isn't here there is none", async () => {
    const of = system();
    const columns = [...head, "Status"];
    const rows = (status: string) =>
      tableOf([columns, [...line("1", "Skittles alley"), status], [...line("2", "Gone long ago"), "closed"]]);
    const [made] = (await bringIn(world, cora, rows("active"), { system: of })).rows;
    const { rows: closed } = await bringIn(world, cora, rows("closed"), { system: of });
    expect(closed).toMatchObject([
      { outcome: "rejected", reason: "closedThere", assetId: made?.assetId },
      { outcome: "rejected", reason: "closedThere", assetId: null },
    ]);
    const { rows: away } = await bringIn(world, cora, rows("temporarily closed"), { system: of });
    expect(away[0]).toMatchObject({ outcome: "unchanged", notes: expect.arrayContaining(["closedForNow"]) });
  });
  test("what was merged here is written into no more: the row is a duplicate of what it was merged into", async () => {
    const of = system();
    const rows = (about: string) => tableOf([head, line("1", "Mah-jong table", { Description: about }), line("2", "Table of mah-jong")]);
    const [from, into] = (await bringIn(world, cora, rows("Monday"), { system: of, takeDuplicates: true })).rows.map(
      ({ assetId }) => assetId as AssetId,
    );
    await actAs(world, who.ina, { roomId: assetRoom(from as AssetId), type: "mergeAsset", input: { into, words: "One table." } });
    const { head: seq } = await stateOf(from);
    const { rows: after } = await bringIn(world, cora, rows("Tuesday"), { system: of, takeDuplicates: true });
    expect(after[0]).toMatchObject({ outcome: "duplicate", other: { assetId: into, name: "Table of mah-jong" } });
    expect((await stateOf(from)).head).toBe(seq);
  });
});
