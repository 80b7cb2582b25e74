import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type AssetId, newId } from "@linkwork/shared/kernel/ids.ts";
import { areaRoom, type assetRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import type { AssetDetails } from "@linkwork/shared/map/schema-asset.ts";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { postcodesOf } from "../../../apps/server/src/map/places-postcodes.ts";
import { actAs } from "../../kit/build.ts";
import { addAsset, areaOf, govan, pointIn, suggestAsset } from "../../kit/map.ts";
import { ourOrigin } from "../../kit/wire.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { missing } from "../doors/corpora.ts";
import { outsider } from "./reading.ts";
import { type Cast, castIn } from "./scenes.ts";

let world: World;
let who: Cast;
const rooms: Record<string, ReturnType<typeof assetRoom>> = {};
const idOf = (name: string): AssetId => subjectOf(rooms[name] as never) as AssetId;
const hours: AssetDetails["hours"] = [
  { days: ["TU"], opens: "10:00", closes: "12:00", freq: "MONTHLY", every: 1, nth: 2, note: "Ring first" },
];
const secret = { note: "A word for workers only", point: { lon: -4.317777, lat: 55.867777 } };

beforeAll(async () => {
  world = await createWorld({ postcodes: postcodesOf({ "G51 3UU": pointIn() }) });
  who = await castIn(world);
  const { carol, cora, tariq } = who;
  rooms.full = await addAsset(world, carol, {
    ...{
      name: "Community counselling",
      kind: "service",
      themes: ["mind", "company"],
      audiences: ["carers"],
      hours,
      languages: ["en", "pl"],
    },
    ...{
      place: { precision: "exact", point: pointIn(), address: "1 Main Street", postcode: "G51 3UU", town: "Govan" },
      access: ["stepFree"],
    },
    contacts: [
      { kind: "phone", value: "0141 496 0000", label: "Desk" },
      { kind: "email", value: "desk@example.org", label: "" },
      { kind: "web", value: "https://example.org/", label: "" },
    ],
    ...{ catchment: { kind: "areas", areaIds: [govan] }, cost: "asks", costWords: "what you can give" },
  });
  await actAs(world, tariq, { roomId: rooms.full, type: "claimAsset", input: { words: "" } });
  await actAs(world, cora, { roomId: rooms.full, type: "acceptClaim", input: { orgId: tariq.orgId } });
  await actAs(world, tariq, {
    roomId: rooms.full,
    type: "sayCapacity",
    input: { status: "waitlist", wait: "weeks", urgent: true, note: secret.note },
  });
  rooms.bench = await addAsset(world, carol, {
    name: "=The bench",
    kind: "place",
    place: { precision: "postcode", point: secret.point, address: "Behind the blue door", postcode: "G51 3UU" },
  });
  rooms.online = await addAsset(world, carol, { name: "Line for men", kind: "online", place: { precision: "district", address: "" } });
  rooms.closing = await addAsset(world, carol, { name: "Warm room" });
  const input = { closesOn: "2031-01-31", reason: "The money is gone", alternatives: [], noneKnown: true };
  await actAs(world, cora, { roomId: rooms.closing, type: "announceClosing", input });
  rooms.closed = await addAsset(world, carol, { name: "Old choir" });
  await actAs(world, cora, { roomId: rooms.closed, type: "closeAsset", input: { words: "Nobody sings any more", noneKnown: true } });
  rooms.merged = await addAsset(world, carol, { name: "Counselling, again" });
  await actAs(world, cora, { roomId: rooms.merged, type: "mergeAsset", input: { into: idOf("full"), words: "The same" } });
  rooms.hidden = await addAsset(world, carol, { name: "The safe house", themes: ["safety"] });
  rooms.gone = await addAsset(world, carol, { name: "The green door", themes: ["mind"] });
  await actAs(world, cora, { roomId: rooms.gone, type: "hideAsset", input: { words: "Somebody was found there" } });
  rooms.held = await suggestAsset(world, { name: "Only suggested" });
});
afterAll(() => world?.stop());

const get = (path: string, init: RequestInit = {}) => fetch(`${world.base}/openreferral${path}`, { redirect: "manual", ...init });
const read = async <T = Record<string, unknown>>(path: string): Promise<T> => {
  const answer = await get(path);
  expect(answer.status, path).toBe(200);
  return (await answer.json()) as T;
};
type Page = {
  total_items: number;
  total_pages: number;
  page_number: number;
  size: number;
  first_page: boolean;
  last_page: boolean;
  empty: boolean;
  contents: Record<string, unknown>[];
};

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

describe("what can be asked for", () => {
  const names = async (query: string): Promise<unknown[]> => (await read<Page>(`/services?${query}`)).contents.map(({ name }) => name);
  test("by term, organisation, day and time, words, and by when something changed", async () => {
    const { contents: terms } = await read<Page>("/taxonomy_terms?per_page=100");
    const mind = terms.find(({ term }) => term === "mind") as { id: string; taxonomy_id: string };
    for (const query of [
      `taxonomy_term_id=${mind.id}`,
      `organization_id=${who.tariq.orgId}`,
      "day=tuesday",
      "day=TU&start_time=09:30&end_time=12:00",
      "search=counselling community",
    ])
      expect(await names(query), query).toEqual(["Community counselling"]);
    for (const query of ["taxonomy_term_id=nothing", `organization_id=${newId(Date.now())}`, "day=monday", "taxonomy_id=nothing"])
      expect(await names(query), query).toEqual([]);
    expect(await names(`modified_after=${new Date(world.clock.now() + 1000).toISOString()}`)).toEqual([]);
    expect((await names(`taxonomy_id=${mind.taxonomy_id}`)).length).toBe(
      (await names("")).filter((name) => name !== "Not told any more").length,
    );
  });
  test("those with a term of whom it is for, or with this one, are those alone: what is for everybody has none", async () => {
    const { contents: terms } = await read<Page>("/taxonomy_terms?per_page=100");
    const carers = terms.find(({ term }) => term === "carers") as { id: string; taxonomy_id: string };
    const others = terms.filter(({ taxonomy_id, term }) => taxonomy_id === carers.taxonomy_id && term !== "carers");
    for (const query of [`taxonomy_id=${carers.taxonomy_id}`, `taxonomy_term_id=${carers.id}`])
      expect(await names(query), query).toEqual(["Community counselling"]);
    expect(others.length).toBeGreaterThan(3);
    expect(await names(`taxonomy_term_id=${others.map(({ id }) => id).join(",")}`)).toEqual([]);
  });
  test("minimal is ids and dates on one page; ndjson is one a line", async () => {
    const { contents, total_pages } = await read<Page>("/services?minimal=true");
    expect(total_pages).toBe(1);
    expect(Object.keys(contents[0] ?? {})).toEqual(["id", "last_modified", "modified_date"]);
    const lines = (await (await get("/services?format=ndjson")).text()).trim().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(contents.map(({ id }) => id));
  });
  test("near a postcode, in metres, and for whom something is by where they live", async () => {
    const found = async (query: string) =>
      (await read<Page>(`/service_at_locations?${query}`)).contents.map(({ service }) => (service as { name: string }).name);
    expect(await found("postcode=G51 3UU&proximity=200")).toContain("Community counselling");
    expect(await found("postcode=G51 3UU&proximity=200")).not.toContain("=The bench");
    expect(await found("postcode=G51 3UU")).toContain("=The bench");
    for (const query of ["postcode=ZZ1 1ZZ", "proximity=100", "postcode=nothing"])
      expect((await get(`/service_at_locations?${query}`)).status, query).toBe(400);
  });
  test("whoever lives inside an outline lives in its area, also where that names no districts", async () => {
    const found = async () =>
      (await read<Page>("/service_at_locations?postcode=G51 3UU")).contents.map(({ service }) => (service as { name: string }).name);
    const around = (west: number, east: number) => [
      [pointIn(west, -0.01), pointIn(east, -0.01), pointIn(east, 0.01), pointIn(west, 0.01), pointIn(west, -0.01)].map(
        ({ lon, lat }) => [lon, lat] as const,
      ),
    ];
    for (const [code, name, outline] of [
      ["S1", "Home ward", around(-0.01, 0.01)],
      ["S2", "Next ward", around(0.01, 0.03)],
    ] as const) {
      const input = { areaId: areaOf(code), code, name, middle: pointIn(), outline, residents: null, districts: [] };
      await actAs(world, who.cora, { roomId: areaRoom(areaOf(code)), type: "setArea", input });
      await addAsset(world, who.carol, { name: `For the ${name}`, catchment: { kind: "areas", areaIds: [areaOf(code)] } });
    }
    expect(await found()).toContain("For the Home ward");
    expect(await found()).not.toContain("For the Next ward");
  });
  test("what is no value is refused; what is no parameter is passed over", async () => {
    for (const query of [
      "page=0",
      "page=x",
      "per_page=100000",
      "day=someday",
      "day=constructor",
      "modified_after=then",
      "bbox=1,2",
      "near=1,2",
      "format=xml",
      "themes=nothing",
      "kinds=$ne",
    ])
      expect((await get(`/services?${query}`)).status, query).toBe(400);
    expect((await get("/services?utm_source=a&cache=1")).status).toBe(200);
    for (const path of ["/nothing", "/services/not-an-id", "/services/1/2", "/..%2f..%2fetc", "/organizations/x"])
      expect((await get(path)).status, path).toBe(404);
  });
});
