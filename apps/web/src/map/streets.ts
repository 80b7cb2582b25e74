import type { ExpressionSpecification, LayerSpecification, StyleSpecification, VectorSourceSpecification } from "maplibre-gl";
import { builtIn, fonts, type Palette, placesCredit } from "./basemap.ts";
import type { Ground } from "./ground.ts";

const source = "base-streets";
/** Wider the nearer one looks. */
const wide = (from: number, to: number): ExpressionSpecification => ["interpolate", ["exponential", 1.6], ["zoom"], 7, from, 17, to];
const kind = (...names: string[]): ExpressionSpecification => ["in", ["get", "kind"], ["literal", names]];
const name: ExpressionSpecification = ["coalesce", ["get", "name:en"], ["get", "name"], ""];

/** A plain map of streets, water, green and names over tiles with the layers of Protomaps, in the colours of the page. */
function plainStreets(tiles: VectorSourceSpecification, colours: Palette): StyleSpecification {
  const { sea, land, shore, ink, paper, green, road, house } = colours;
  const fill = (id: string, layer: string, colour: string, filter?: ExpressionSpecification): LayerSpecification => ({
    ...{ id, type: "fill", source, "source-layer": layer, paint: { "fill-color": colour } },
    ...(filter ? { filter } : {}),
  });
  const line = (id: string, filter: ExpressionSpecification, width: ExpressionSpecification, minzoom: number): LayerSpecification[] => [
    {
      ...{ id: `${id}-edge`, type: "line", source, "source-layer": "roads", filter, minzoom: Math.max(minzoom, 11) },
      layout: { "line-join": "round" },
      paint: { "line-color": shore, "line-gap-width": width, "line-width": 0.8 },
    },
    {
      ...{ id, type: "line", source, "source-layer": "roads", filter, minzoom },
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": ["step", ["zoom"], shore, 11, road], "line-width": width },
    },
  ];
  const written = { "text-color": ink, "text-halo-color": paper, "text-halo-width": 1.5 };
  return {
    version: 8,
    sources: { [source]: tiles },
    layers: [
      { id: "base-sea", type: "background", paint: { "background-color": sea } },
      fill("base-earth", "earth", land),
      fill("base-cover", "landcover", green, kind("forest", "grassland", "scrub")),
      fill(
        "base-green",
        "landuse",
        green,
        kind(
          "park",
          "forest",
          "wood",
          "grass",
          "meadow",
          "cemetery",
          "recreation_ground",
          "nature_reserve",
          "allotments",
          "garden",
          "golf_course",
          "pitch",
          "playground",
        ),
      ),
      // lines of rivers are in the same layer
      fill("base-water", "water", sea, ["==", ["geometry-type"], "Polygon"]),
      {
        ...{ id: "base-rivers", type: "line", source, "source-layer": "water", filter: ["==", ["geometry-type"], "LineString"] },
        paint: { "line-color": sea, "line-width": wide(0.5, 4) },
      },
      { ...(fill("base-houses", "buildings", house) as LayerSpecification & { type: "fill" }), minzoom: 14 },
      {
        ...{ id: "base-rails", type: "line", source, "source-layer": "roads", filter: kind("rail"), minzoom: 10 },
        paint: { "line-color": shore, "line-width": wide(0.5, 2), "line-dasharray": [4, 2] },
      },
      {
        ...{ id: "base-paths", type: "line", source, "source-layer": "roads", filter: kind("path"), minzoom: 14 },
        paint: { "line-color": shore, "line-width": 1, "line-dasharray": [2, 2] },
      },
      ...line("base-minor", kind("minor_road", "other"), wide(0.2, 14), 12),
      ...line("base-major", kind("major_road"), wide(0.5, 20), 8),
      ...line("base-motorways", kind("highway"), wide(1, 24), 5),
      {
        ...{ id: "base-road-names", type: "symbol", source, "source-layer": "roads", filter: ["has", "name"], minzoom: 14 },
        layout: { "symbol-placement": "line", "text-field": name, "text-font": fonts, "text-size": 12 },
        paint: written,
      },
      {
        ...{ id: "base-places", type: "symbol", source, "source-layer": "places", filter: kind("locality", "neighbourhood", "macrohood") },
        layout: {
          ...{ "text-field": name, "text-font": fonts, "text-max-width": 8, "text-padding": 6 },
          "text-size": ["interpolate", ["linear"], ["zoom"], 6, 12, 14, 16],
          "symbol-sort-key": ["coalesce", ["get", "sort_key"], ["-", 0, ["coalesce", ["get", "population"], 0]]],
        },
        paint: written,
      },
    ],
  };
}

/** What the map lies on, in these colours; `written`: the letters for what we write on it, `credit`: what we say of ourselves beside those whose map it is. */
export function groundIn(
  ground: Ground,
  colours: Palette,
): { style: StyleSpecification; written: readonly string[]; credit: string | undefined } {
  if (ground.base === "style")
    return { style: ground.style, written: ground.fonts.length > 0 ? ground.fonts : fonts, credit: placesCredit };
  if (ground.base === "tiles") return { style: plainStreets(ground.source, colours), written: fonts, credit: placesCredit };
  return { style: builtIn(colours), written: fonts, credit: undefined };
}
