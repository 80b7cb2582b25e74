import { expect, test } from "vitest";
import { open } from "./deeds.ts";
import { forEverybody, soon, stageFor } from "./kit.ts";

const { page: kirstys } = stageFor("Kirsty Lamont");
type Pair = [number, number];
/** Five round islands with as many points as an outline may have together: more than a frame of the open connection holds. */
const islands = Array.from({ length: 5 }, (_, n) => {
  const ring = Array.from({ length: 1_999 }, (_, at): Pair => {
    const turn = (2 * Math.PI * at) / 1_999;
    return [-6 + n * 0.3 + 0.1 * Math.cos(turn), 56.5 + 0.1 * Math.sin(turn)];
  });
  return [[...ring, ring[0] as Pair]];
});
const crossed: Pair[] = [
  [-4.3, 55.8],
  [-4.2, 55.9],
  [-4.2, 55.8],
  [-4.3, 55.9],
  [-4.3, 55.8],
];
const areas = {
  type: "FeatureCollection",
  features: [
    {
      type: "Feature",
      properties: { CTYCD: "INV01", CTYNM: "Five Isles", POP: 4_200 },
      geometry: { type: "MultiPolygon", coordinates: islands },
    },
    { type: "Feature", properties: { CTYCD: "INV02", CTYNM: "Crossways" }, geometry: { type: "Polygon", coordinates: [crossed] } },
  ],
};
/** The same as TopoJSON has it: a triangle whose line is told once, in steps. */
const topology = {
  type: "Topology",
  transform: { scale: [0.01, 0.01], translate: [-5, 56] },
  objects: {
    areas: {
      type: "GeometryCollection",
      geometries: [{ type: "Polygon", arcs: [[0]], properties: { CTYCD: "INV03", CTYNM: "Three Corners" } }],
    },
  },
  arcs: [
    [
      [0, 0],
      [20, 0],
      [0, 20],
      [-20, -20],
    ],
  ],
};
const asFile = (what: unknown, name: string) => ({ name, mimeType: "application/json", buffer: Buffer.from(JSON.stringify(what)) });

test("a coordinator brings areas in a file: looks at them first, what can't be drawn is said with its place, and the second time nothing changes", async () => {
  const kirsty = kirstys();
  await open(kirsty, "/map/areas", "What an area has");
  const choose = kirsty.getByLabel("Choose a file");
  await choose.setInputFiles(asFile("no map", "words.json"));
  await soon(kirsty.getByText("This can't be read as GeoJSON or TopoJSON"));
  await choose.setInputFiles(asFile(areas, "areas.geojson"));
  await soon(kirsty.getByText("1 new area, and 0 that are drawn anew."));
  expect(await kirsty.getByLabel("Which property is the code?").inputValue()).toBe("CTYCD");
  await soon(kirsty.getByText("Feature 2, Crossways, has a ring that crosses itself (at 55.85000, -4.25000)."));
  await soon(kirsty.getByText(/Five Isles \(INV01\): 4,200 residents; as in the file/));
  await forEverybody(kirsty, "areas before they are drawn");
  await kirsty.getByRole("region", { name: "Outlines from a file" }).getByRole("button", { name: "Draw this area" }).click();
  await soon(kirsty.getByText("1 area is drawn; 0 stood like this already."));
  await kirsty.getByRole("option", { name: "Five Isles (INV01)" }).waitFor({ state: "attached" });
  await kirsty.getByRole("region", { name: "Outlines from a file" }).getByRole("button", { name: "Draw this area" }).click();
  await soon(kirsty.getByText("0 areas are drawn; 1 stood like this already."));

  await choose.setInputFiles(asFile(topology, "areas.topojson"));
  await soon(kirsty.getByText(/Three Corners \(INV03\): residents not known; as in the file/));
  await kirsty.getByRole("region", { name: "Outlines from a file" }).getByRole("button", { name: "Draw this area" }).click();
  await soon(kirsty.getByText("1 area is drawn; 0 stood like this already."));
});
