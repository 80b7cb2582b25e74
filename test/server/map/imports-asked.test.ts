import { newId } from "@linkwork/shared/kernel/ids.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { postcodesOf } from "../../../apps/server/src/map/places-postcodes.ts";
import { bringIn, choicesOf, previewOf, sendDirectory, tableOf } from "../../kit/imports.ts";
import { govan } from "../../kit/map.ts";
import { type Client, createWorld, type World } from "../../kit/world.ts";
import { type Cast, castIn } from "./scenes.ts";

let world: World;
let who: Cast;
let cora: Client;
beforeAll(async () => {
  world = await createWorld({ postcodes: postcodesOf({ "G51 3UU": { lon: -4.31, lat: 55.862 } }) });
  who = await castIn(world);
  cora = await world.as(who.cora);
});
afterAll(() => world?.stop());
const head = ["Reference", "Name", "Description", "Postcode", "Category"];
const line = (ref: string, name: string, description = "What it is"): string[] => [ref, name, description, "G51 3UU", "Befriending"];

describe("who may, and what is told before", () => {
  test("only coordinators bring directories in; others are refused before anything is read, and one of another organisation is not there", async () => {
    const carol = await world.as(who.carol);
    const bytes = tableOf([head, line("1", "A club")]);
    expect(await sendDirectory(world, carol, bytes)).toMatchObject({ status: 403, body: { error: { code: "CoordinatorsOnly" } } });
    for (const path of ["list", "hosts"])
      expect(await carol.call(`imports.${path}`)).toMatchObject({ ok: false, error: { code: "CoordinatorsOnly" } });
    const { id } = await sendDirectory(world, cora, bytes);
    await world.database.collection<{ _id: string }>("mapImports").updateOne({ _id: id }, { $set: { orgId: newId(Date.now()) } });
    for (const path of ["one", "preview"])
      expect(await cora.call(`imports.${path}`, { importId: id })).toMatchObject({ ok: false, error: { code: "NotFound" } });
  });
  test("10. more than 20 MB is a 413 with the number, whether it says so or not", async () => {
    const large = new Uint8Array(20 * 1024 * 1024 + 1);
    const refusal = { status: 413, body: { error: { code: "ImportTooLarge", details: { most: 20 * 1024 * 1024 } } } };
    expect(await sendDirectory(world, cora, large)).toMatchObject(refusal);
  });
  test("the same upload again is the same import; with another's id it is refused", async () => {
    const bytes = tableOf([head, line("1", "A club")]);
    const { id } = await sendDirectory(world, cora, bytes);
    expect(await sendDirectory(world, cora, bytes, { id })).toMatchObject({ status: 200, body: { importId: id } });
  });
  test("a preview says how many of its first rows are known from a source, and how many by another name; of a source that others bring in it says nothing", async () => {
    const of = "The council of these";
    await bringIn(world, cora, tableOf([head, line("1", "A chess club"), line("2", "A lunch club")]), { system: of, takeDuplicates: true });
    const { id } = await sendDirectory(
      world,
      cora,
      tableOf([head, line("1", "A chess club"), line("2", "Kite makers"), line("3", "Choir")]),
    );
    expect((await previewOf(cora, id, { system: of })).known).toEqual({ rows: 2, renamed: 1 });
    expect((await previewOf(cora, id)).known).toBeNull();
    expect((await previewOf(cora, id, { system: "Nothing came from it" })).known).toBeNull();
    await world.database
      .collection<{ choices: { system: string } }>("mapImports")
      .updateOne({ "choices.system": of }, { $set: { orgId: newId(Date.now()) } });
    expect((await previewOf(cora, id, { system: of })).known).toBeNull();
  });
  test("a preview says what each column is, by name and by content, and what is chosen instead counts", async () => {
    const rows = [
      ["A", "Title", "Ring", "B"],
      ["G51 3UU", "Lunch club", "0141 496 0000", "somebody@example.org"],
    ];
    const { id } = await sendDirectory(world, cora, tableOf(rows, ";"));
    const preview = await previewOf(cora, id, { themes: ["food"] });
    expect(preview).toMatchObject({ delimiter: ";", encoding: "utf-8", total: 1 });
    expect(preview.columns.map(({ field }) => field)).toEqual(["postcode", "name", "phone", "email"]);
    expect(preview.rows).toMatchObject([
      { details: { name: "Lunch club", areaId: govan, themes: ["food"] }, notes: expect.arrayContaining(["themeGiven"]) },
    ]);
    const otherwise = await previewOf(cora, id, { columns: [null, "summary", null, null] });
    expect(otherwise.rows).toMatchObject([{ reason: "noName" }]);
    expect(
      await cora.call("imports.start", { importId: id, choices: choicesOf({ columns: [null, "summary", null, null] }) }),
    ).toMatchObject({ ok: false, error: { code: "ImportNoName" } });
  });
  test("a number of the health service in a row is turned down; the result can be taken along as a table, formulas made harmless", async () => {
    const rows = [head, line("1", "=cmd", "CHI 0101010000"), line("2", "Ask for 943 476 5919")];
    const { row, rows: results } = await bringIn(world, cora, tableOf(rows), { system: "Invented council" });
    expect(results[1]).toMatchObject({ outcome: "rejected", reason: "healthNumber", field: "name" });
    const table = await cora.call("imports.table", { importId: row.importId });
    expect(table.ok && (table.data as string).startsWith('\ufeff"row"')).toBe(true);
    expect(JSON.stringify(table)).toContain('\\"\'=cmd\\"');
  });

  test("what came in is let go once it was read, and after two weeks in which nobody began it; what became of its rows stays", async () => {
    const pieces = (importId: string) => world.database.collection("mapImportPieces").countDocuments({ importId });
    const { row } = await bringIn(world, cora, tableOf([head, line("9", "A walking group")]), { system: "Invented council" });
    expect(await pieces(row.importId)).toBe(0);
    const { id } = await sendDirectory(world, cora, tableOf([head, line("1", "A club")]));
    expect(await pieces(id)).toBe(1);
    await world.later(15 * 24 * 3600_000);
    await world.app.importer.go();
    expect(await pieces(id)).toBe(0);
    expect(await cora.call("imports.one", { importId: id })).toMatchObject({ ok: false, error: { code: "NotFound" } });
    expect(await cora.call("imports.one", { importId: row.importId })).toMatchObject({ ok: true });
  });
});
