import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kmBetween } from "@linkwork/shared/map/rules-place.ts";
import type { Area } from "@linkwork/shared/map/schema-area.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPlaces } from "../../../apps/server/src/map/places.ts";
import { postcodesOf, readPostcodes } from "../../../apps/server/src/map/places-postcodes.ts";
import { seedPostcodes } from "../../../apps/server/src/seed/map-postcodes.ts";
import { govan } from "../../kit/map.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "linkwork-postcodes-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
const written = async (name: string, text: string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
};

describe("a file of postcodes", () => {
  test("ONSPD is read by the names of its columns; what has no point, or none on the map, isn't known", async () => {
    const text =
      '\ufeffpcd,pcds,oseast1m,lat,long\n"G51 3UU","G51 3UU","255400",55.8627,-4.3121\n"ZZ991AA","ZZ99 1AA","",99.999999,0.0\n"AB1 0AA","AB1 0AA","385386",57.101474,-2.242851\n';
    const found = await readPostcodes(await written("onspd.csv", text));
    expect(found.size()).toBe(2);
    expect(found.find("G51 3UU")).toEqual({ lon: -4.3121, lat: 55.8627 });
    expect(found.find("g513uu")).toEqual({ lon: -4.3121, lat: 55.8627 });
    expect(found.find("AB1 0AA")).toEqual({ lon: -2.242851, lat: 57.101474 });
    expect(found.find("ZZ99 1AA")).toBeUndefined();
  });

  test("Code-Point Open has no line of names, and metres of the National Grid, which are converted", async () => {
    const text = '"G5 8QH",10,259200,665400,"S92000003","","S08000031","","S12000049","S13002976"\n"G51 1AA",90,0,0,"","","","","",""\n';
    const found = await readPostcodes(await written("g.csv", text));
    const at = found.find("G5 8QH");
    expect(at && kmBetween(at, { lon: -4.2512, lat: 55.8612 })).toBeLessThan(0.01);
    expect(found.find("G51 1AA")).toBeUndefined();
  });

  test("a file without postcodes is refused with what it should be", async () => {
    await expect(readPostcodes(await written("no.csv", "a,b\n1,2\n"))).rejects.toThrow("ONSPD or Code-Point Open");
    await expect(readPostcodes(join(folder, "gone.csv"))).rejects.toThrow();
  });
});

describe("where something is that somebody types", () => {
  const places = createPlaces(postcodesOf(seedPostcodes));
  const area: Area = {
    ...{ areaId: govan, code: "G51", name: "Govan and Ibrox", middle: { lon: -4.31, lat: 55.86 }, outline: null, residents: null },
    districts: ["G51"],
  };

  test("a postcode, however it is spaced, with the area that its district is", () => {
    for (const typed of ["G51 3UU", "g513uu", " g51  3uu "])
      expect(places.find(typed, [area])).toEqual({
        places: [{ kind: "postcode", name: "G51 3UU", detail: "Govan and Ibrox", at: seedPostcodes["G51 3UU"], areaId: govan }],
        unknownPostcode: null,
      });
  });

  test("3: a postcode that nobody knows says so, and the area of its district is offered instead", () => {
    expect(places.find("G51 9zz", [area])).toMatchObject({ places: [{ kind: "area", areaId: govan }], unknownPostcode: "G51 9ZZ" });
    expect(places.find("ZZ9 9ZZ", [area])).toEqual({ places: [], unknownPostcode: "ZZ9 9ZZ" });
  });

  test("areas come first, then towns by size with their nation; accents and capitals don't matter", () => {
    const [first, second] = places.find("gov", [area]).places;
    expect(first).toMatchObject({ kind: "area", name: "Govan and Ibrox" });
    expect(second).toMatchObject({ kind: "town" });
    expect(places.find("GLASGOW", []).places[0]).toMatchObject({ kind: "town", name: "Glasgow", detail: "Scotland" });
    expect(places.find("Nowhere-upon-Nothing", [area])).toEqual({ places: [], unknownPostcode: null });
  });
});
