import { readFileSync } from "node:fs";
import { join } from "node:path";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actAs } from "../../kit/build.ts";
import { govan } from "../../kit/map.ts";
import { ourOrigin } from "../../kit/wire.ts";
import type { World } from "../../kit/world.ts";
import { missing } from "../doors/corpora.ts";
import { aDirectory, type Page, secret } from "./feed-scene.ts";
import { outsider } from "./reading.ts";
import type { Cast } from "./scenes.ts";

let at: Awaited<ReturnType<typeof aDirectory>>;
let world: World;
let who: Cast;
let rooms: (typeof at)["rooms"];
beforeAll(async () => {
  at = await aDirectory();
  ({ world, who, rooms } = at);
});
afterAll(() => at?.world.stop());
const idOf: (typeof at)["idOf"] = (name) => at.idOf(name);
const get: (typeof at)["get"] = (path, init) => at.get(path, init);
const read: (typeof at)["read"] = (path) => at.read(path);

const schemas = join(import.meta.dirname, "../../../../shared/data/open-referral-uk/validator-schemas");
const compiled = new Map<string, ValidateFunction>();
/** What the validator of Open Referral UK has to say of an answer. */
function faults(schema: string, body: unknown): unknown {
  const known = compiled.get(schema);
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const check = known ?? ajv.compile(JSON.parse(readFileSync(join(schemas, `${schema}.json`), "utf8")) as object);
  compiled.set(schema, check);
  return check(body) ? [] : check.errors;
}
const why = missing();
describe.runIf(!why)("every answer passes the validator of Open Referral UK 3.0", () => {
  const lists: Record<string, [string, string]> = {
    "/services": ["service_list", "service"],
    "/organizations": ["organization_list", "organization"],
    "/service_at_locations": ["service_at_location_list", "service_at_location"],
    "/taxonomies": ["taxonomy_list", "taxonomy"],
    "/taxonomy_terms": ["taxonomy_term_list", "taxonomy_term"],
  };
  test("the door itself says which version it speaks, and where its document is", async () => {
    const about = await read<{ version: string; openapi_url: string }>("/");
    expect(faults("api_details", about)).toEqual([]);
    expect(about.version).toBe("HSDS-UK-3.0");
    expect(about.openapi_url).toBe(`${ourOrigin}/openreferral/openapi.json`);
    expect((await read<{ info: { version: string } }>("/openapi.json")).info.version).toBe("HSDS-UK-3.0");
  });
  for (const [path, [list, one]] of Object.entries(lists))
    test(`${path}, page by page, and each one of it`, async () => {
      const page = await read<Page>(`${path}?per_page=2`);
      expect(page.total_items).toBeGreaterThan(0);
      for (let n = 1; n <= page.total_pages; n++) {
        const some = await read<Page>(`${path}?per_page=2&page=${n}`);
        // the one schema of a list that describes one of its things
        const checked =
          list === "organization_list" ? some.contents.flatMap((each) => faults(list, each) as unknown[]) : faults(list, some);
        expect(checked, `${path} page ${n}`).toEqual([]);
        expect([some.page_number, some.size, some.first_page, some.last_page, some.empty]).toEqual([
          n,
          some.contents.length,
          n === 1,
          n === page.total_pages,
          false,
        ]);
        for (const { id } of some.contents) {
          const answer = await get(`${path}/${String(id)}`);
          // the one that is told of under another id
          if (answer.status === 308) continue;
          expect(answer.status).toBe(200);
          expect(faults(one, await answer.json()), `${path}/${String(id)}`).toEqual([]);
        }
      }
      for (const all of await read<Page>(`${path}?full=true`).then(({ contents }) => contents)) expect(faults(one, all)).toEqual([]);
    });
});

describe("what is in it, and what never is", () => {
  test("closing is an alert and temporarily closed, closed is defunct, and each says why", async () => {
    const { contents } = await read<Page>("/services");
    const by = new Map(contents.map((one) => [one.id, one]));
    expect(by.get(idOf("full"))).toMatchObject({ status: "active", organization: { name: who.tariq.orgName } });
    expect(by.get(idOf("closing"))).toMatchObject({
      status: "temporarily closed",
      alert: "Closes for good on 2031-01-31: The money is gone",
    });
    expect(by.get(idOf("closed"))).toMatchObject({ status: "defunct", alert: "Closed: Nobody sings any more" });
  });
  test("I8: one that was merged leads to the other for ever, and who keeps a copy hears of it", async () => {
    const answer = await get(`/services/${idOf("merged")}`, { headers: { accept: "text/html" } });
    expect([answer.status, answer.headers.get("location")]).toEqual([308, `${ourOrigin}/openreferral/services/${idOf("full")}`]);
    expect(await answer.text(), "no page of ours is made here").toBe("");
    const { contents } = await read<Page>("/services");
    expect(contents.find(({ id }) => id === idOf("merged"))).toMatchObject({ status: "defunct" });
    // what it costs is said where it leads
    expect(["merged", "full"].map((name) => "fees" in (contents.find(({ id }) => id === idOf(name)) ?? {}))).toEqual([false, true]);
  });
  test("what was told and is hidden since is its id and that it is over, so that who keeps a copy takes it out, and nothing else, whatever follows", async () => {
    const tombstone = async () => (await read<Page>("/services")).contents.find(({ id }) => id === idOf("gone"));
    const since = (await tombstone())?.last_modified;
    const whole = { id: idOf("gone"), name: "Not told any more", status: "defunct", last_modified: since };
    await world.later(60_000);
    await actAs(world, who.cora, { roomId: rooms.gone as never, type: "verifyAsset", input: { method: "phoned", words: "" } });
    for (const path of ["/services", "/services?full=true&per_page=1000", `/services?modified_after=${String(since)}`])
      expect(
        (await read<Page>(path)).contents.find(({ id }) => id === idOf("gone")),
        path,
      ).toEqual(whole);
    expect(await read(`/services/${idOf("gone")}`)).toEqual(whole);
    for (const query of [
      "themes=mind",
      "search=told",
      "search=green",
      `areaIds=${govan}`,
      "near=-4.31,55.862&km=50",
      "modified_after=2031-01-01",
    ])
      expect(await (await get(`/services?${query}`)).text(), query).not.toContain(idOf("gone"));
    for (const path of ["/service_at_locations", "/assets.geojson", "/assets.csv", "/organizations?full_service=true"])
      expect(await (await get(path)).text(), path).not.toContain(idOf("gone"));
    await actAs(world, who.cora, { roomId: rooms.gone as never, type: "showAsset", input: { words: "It is safe" } });
    expect(await tombstone()).toMatchObject({ name: "The green door", status: "active" });
    await actAs(world, who.cora, { roomId: rooms.gone as never, type: "hideAsset", input: { words: "After all not" } });
    expect(await tombstone()).toMatchObject({ name: "Not told any more", status: "defunct" });
  });
  test("what was never shown to everybody isn't there: its id is answered like one that was never given", async () => {
    const never = await (await get(`/services/${newId(Date.now())}`)).text();
    for (const name of ["hidden", "held"]) {
      const answer = await get(`/services/${idOf(name)}`);
      expect([answer.status, await answer.text()]).toEqual([404, never]);
    }
  });
  test("22. contacts in it are public ones; capacity, people, gaps, and where something really is, are in no answer of it", async () => {
    const paths = [
      "/services?full=true",
      "/organizations?full_service=true",
      "/service_at_locations?full=true",
      "/assets.geojson",
      "/assets.csv",
      "/services?full=true&format=ndjson",
    ];
    const people = Object.values(who).flatMap(({ name, personId }) => [personId, ...(name.includes(" ") ? [name] : [])]);
    for (const path of paths) {
      const text = await (await get(path)).text();
      expect(text).toContain("Community counselling");
      for (const word of [
        secret.note,
        "waitlist",
        "55.8677",
        "4.3177",
        "blue door",
        "safe house",
        "green door",
        "Only suggested",
        ...people,
      ])
        expect(text, path).not.toContain(word);
    }
  });
  test("a monthly day is said by its number, and the term that something is about by its list", async () => {
    const one = await read<{ schedules: unknown[]; attributes: { taxonomy_term: { term: string } }[]; contacts: unknown[] }>(
      `/services/${idOf("full")}`,
    );
    expect(one.schedules).toMatchObject([
      { freq: "MONTHLY", byday: "2TU", opens_at: "10:00", closes_at: "12:00", description: "Ring first" },
    ]);
    expect(one.attributes.map(({ taxonomy_term }) => taxonomy_term.term)).toEqual(["mind", "company", "carers"]);
    expect(one.contacts).toMatchObject([{ title: "Enquiries", phones: [{ number: "0141 496 0000", description: "Desk" }] }]);
  });
});

describe("I10: the list, the map and each export count the same for one filter", () => {
  const filters: [string, Record<string, unknown>][] = [
    ["", {}],
    ["themes=mind", { themes: ["mind"] }],
    ["text=bench", { text: "bench" }],
    ["bbox=-4.32,55.85,-4.30,55.87", { where: { bbox: [-4.32, 55.85, -4.3, 55.87] } }],
    ["near=-4.31,55.862&km=1", { where: { near: { lon: -4.31, lat: 55.862 }, km: 1 } }],
    ["kinds=online,place&cost=free", { kinds: ["online", "place"], cost: "free" }],
    [`areaIds=${govan}&soon=closing`, { areaIds: [govan], soon: "closing" }],
  ];
  for (const [query, filter] of filters)
    test(query || "without a filter", async () => {
      const { total } = await outsider<{ total: number }>(world, "assets", { ...filter, page: 1, sort: "name" });
      const features = await outsider<{ total: number }>(world, "features", filter);
      const { features: all } = await read<{ features: { geometry: { coordinates: number[] } | null }[] }>(`/assets.geojson?${query}`);
      const lines = parse(await (await get(`/assets.csv?${query}`)).text(), { bom: true }) as string[][];
      expect([features.total, all.length, lines.length - 1]).toEqual([total, total, total]);
      expect(total).toBeGreaterThan(0);
    });

  test("GeoJSON is longitude before latitude and nothing finer than is shown; what lies nowhere has no geometry", async () => {
    const { features } = await read<{ features: { id: string; geometry: unknown }[] }>("/assets.geojson");
    const of = (name: string) => features.find(({ id }) => id === idOf(name))?.geometry;
    expect(of("full")).toEqual({ type: "Point", coordinates: [-4.31, 55.862] });
    expect(of("bench")).toEqual({ type: "Point", coordinates: [-4.318, 55.868] });
  });
  test("R11: CSV has the mark of UTF-8, CRLF, all cells quoted, and formulas behind an apostrophe", async () => {
    const text = await (await get("/assets.csv")).text();
    const bytes = Buffer.from(await (await get("/assets.csv")).arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(text).toContain('"\'=The bench"');
    // a number is none, or no longitude of ours could be read as one
    expect(text).toContain('"-4.31"');
    for (const line of text.slice(0, -2).split("\r\n")) expect(line.replace(/^\ufeff/, "")).toMatch(/^".*"$/s);
  });
});
