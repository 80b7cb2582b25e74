import { expect, test } from "vitest";
import { ConfigRefusal, readConfig } from "../../../apps/server/src/config.ts";
import { createWorld } from "../../kit/world.ts";

test("without either there is the built-in map, and no trouble; both at once are refused at the start, and so is http", async () => {
  const plain = await createWorld();
  expect(await (await fetch(`${plain.base}/basemap/map.json`)).json()).toEqual({ base: "builtIn", trouble: false });
  await plain.stop();
  const style = "https://maps.example.org/style.json";
  expect(readConfig({ MAP_STYLE_URL: style }).MAP_STYLE_URL).toBe(style);
  expect(() => readConfig({ MAP_STYLE_URL: style, MAP_PMTILES: "/srv/map.pmtiles" })).toThrow(ConfigRefusal);
  expect(() => readConfig({ MAP_STYLE_URL: "http://maps.example.org/style.json" })).toThrow(ConfigRefusal);
});
