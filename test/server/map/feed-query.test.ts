import { newId } from "@linkwork/shared/kernel/ids.ts";
import { areaRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actAs } from "../../kit/build.ts";
import { addAsset, areaOf, pointIn } from "../../kit/map.ts";
import type { World } from "../../kit/world.ts";
import { aDirectory, type Page } from "./feed-scene.ts";
import type { Cast } from "./scenes.ts";

let at: Awaited<ReturnType<typeof aDirectory>>;
let world: World;
let who: Cast;
beforeAll(async () => {
  at = await aDirectory();
  ({ world, who } = at);
});
afterAll(() => at?.world.stop());
const get: (typeof at)["get"] = (path, init) => at.get(path, init);
const read: (typeof at)["read"] = (path) => at.read(path);

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
