import "maplibre-gl/dist/maplibre-gl.css";
import { listWords as words } from "@linkwork/shared/map/words-list.ts";
import {
  Layer,
  type MapLayerMouseEvent,
  Map as Maplibre,
  type MapRef,
  NavigationControl,
  ScaleControl,
  Source,
} from "@vis.gl/react-maplibre";
import * as library from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { Waiting } from "../../shell/states.tsx";
import { currentLook, onLook } from "../../ui/theme.ts";
import { type Palette, palette, type Shapes } from "../basemap.ts";
import type { Box, Drawable, Spot } from "../drawing.ts";
import type { Ground } from "../ground.ts";
import { addMarks, hasMarks } from "../marks.ts";
import { groundIn } from "../streets.ts";

// a file of our own: nothing is run that did not come from here
library.setWorkerUrl(workerUrl);

export type MapCanvasProps = {
  label: string;
  /** the same rows as in the list, or clusters of them */
  things: readonly Drawable[];
  /** what it lies on */
  ground: Ground;
  /** outlines of areas, each with its name */
  areas?: Shapes | undefined;
  /** what the map shows at first, and again when it is another one */
  box: Box;
  /** the row that is pointed at or chosen in the list */
  chosen?: string | undefined;
  onChoose?: ((id: string) => void) | undefined;
  onPoint?: ((id: string | undefined) => void) | undefined;
  onMoved?: ((box: Box, zoom: number) => void) | undefined;
  /** somebody says where something is: one press, one spot */
  onPick?: ((spot: Spot) => void) | undefined;
  picked?: Spot | undefined;
  /** it could not be drawn after all */
  onBroken: () => void;
};

const layers = ["things", "clusters"];
const speaks = { "AttributionControl.ToggleAttribution": "Whose map this is" };

/** What is chosen and what the device wishes: the page follows both, and so does what is drawn. */
const shownLook = (): string =>
  [
    JSON.stringify(currentLook()),
    ...["(prefers-color-scheme: dark)", "(prefers-contrast: more)"].map((one) => matchMedia(one).matches),
  ].join();

/** The map itself. Nothing of it is needed to use the product: the list beside it has the same rows. */
export function MapCanvas({
  label,
  things,
  ground,
  areas,
  box,
  chosen,
  onChoose,
  onPoint,
  onMoved,
  onPick,
  picked,
  onBroken,
}: MapCanvasProps) {
  const look = useSyncExternalStore(onLook, shownLook);
  const map = useRef<MapRef>(null);
  const [ready, setReady] = useState(false);
  const marked = useRef<Palette>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another look has other colours
  const colours = useMemo(palette, [look]);
  const { style, written, credit } = useMemo(() => groundIn(ground, colours), [ground, colours]);
  const shown = useMemo(() => collection(things), [things]);
  const quiet = useMemo(() => matchMedia("(prefers-reduced-motion: reduce)").matches, []);
  const bounds = useMemo((): [number, number, number, number] => [box.west, box.south, box.east, box.north], [box]);
  useEffect(() => {
    if (ready) map.current?.fitBounds(bounds, { padding: 32, maxZoom: 15, duration: quiet ? 0 : 400 });
  }, [ready, bounds, quiet]);
  const hit = (event: MapLayerMouseEvent): string | undefined => {
    const id: unknown = event.features?.[0]?.properties.id;
    return typeof id === "string" && id !== "" ? id : undefined;
  };
  const press = (event: MapLayerMouseEvent): void => {
    const [feature] = event.features ?? [];
    const id = hit(event);
    if (onPick) onPick({ lon: event.lngLat.lng, lat: event.lngLat.lat });
    else if (id !== undefined) onChoose?.(id);
    else if (feature) map.current?.easeTo({ center: event.lngLat, zoom: (map.current.getZoom() ?? 8) + 2, duration: quiet ? 0 : 300 });
  };
  const moved = (): void => {
    const seen = map.current?.getBounds();
    if (seen && map.current)
      onMoved?.({ west: seen.getWest(), south: seen.getSouth(), east: seen.getEast(), north: seen.getNorth() }, map.current.getZoom());
  };
  return (
    <>
      <Maplibre
        ref={map}
        mapLib={library}
        mapStyle={style}
        initialViewState={{ bounds, fitBoundsOptions: { padding: 32, maxZoom: 15 } }}
        minZoom={4}
        maxZoom={17}
        maxBounds={[-16, 46, 8, 64]}
        dragRotate={false}
        touchPitch={false}
        cooperativeGestures
        attributionControl={{ compact: false, ...(credit ? { customAttribution: credit } : {}) }}
        locale={{ "Map.Title": label, ...speaks }}
        interactiveLayerIds={layers}
        cursor={onPick ? "crosshair" : "auto"}
        fadeDuration={quiet ? 0 : 200}
        onLoad={() => setReady(true)}
        onStyleData={() => {
          const drawn = map.current?.getMap();
          // to add a mark is a change of the style as well
          if (!drawn || (marked.current === colours && hasMarks(drawn))) return;
          marked.current = colours;
          addMarks(drawn, colours);
        }}
        onError={({ error }) => {
          if (!map.current || error.name === "GPUInitializationError") onBroken();
        }}
        // what the bench waits for
        onIdle={() => things.length > 0 && performance.mark("map-idle")}
        onClick={press}
        onMouseMove={(event) => onPoint?.(hit(event))}
        onMouseOut={() => onPoint?.(undefined)}
        onMoveEnd={moved}
      >
        <NavigationControl showCompass={false} position="top-right" />
        <ScaleControl maxWidth={90} position="bottom-right" />
        {areas ? (
          <Source id="areas" type="geojson" data={areas}>
            <Layer id="area-lines" type="line" paint={{ "line-color": colours.area, "line-width": 1.5, "line-dasharray": [3, 2] }} />
          </Source>
        ) : null}
        <Source id="picked" type="geojson" data={spotted(picked)}>
          <Layer
            id="picked"
            type="circle"
            paint={{ "circle-radius": 11, "circle-color": colours.halo, "circle-stroke-color": colours.wait, "circle-stroke-width": 4 }}
          />
        </Source>
        <Source id="things" type="geojson" data={shown}>
          <Layer
            id="chosen"
            type="circle"
            filter={["==", ["get", "id"], chosen ?? ""]}
            paint={{ "circle-radius": 20, "circle-color": colours.halo, "circle-stroke-color": colours.focus, "circle-stroke-width": 2 }}
          />
          <Layer
            id="clusters"
            type="circle"
            filter={["has", "count"]}
            paint={{
              "circle-radius": ["step", ["get", "count"], 16, 20, 20, 100, 25, 1000, 31],
              "circle-color": colours.surface,
              "circle-stroke-color": colours.brand,
              "circle-stroke-width": 3,
            }}
          />
          <Layer
            id="counts"
            type="symbol"
            filter={["has", "count"]}
            layout={{
              "text-field": ["to-string", ["get", "count"]],
              "text-font": [...written],
              "text-size": 14,
              "text-allow-overlap": true,
            }}
            paint={{ "text-color": colours.ink }}
          />
          <Layer
            id="things"
            type="symbol"
            filter={["!", ["has", "count"]]}
            layout={{
              ...{ "icon-image": ["concat", "mark-", ["get", "mark"]], "icon-allow-overlap": true },
              "symbol-sort-key": ["case", ["==", ["get", "mark"], "gap"], 1, 0],
            }}
          />
        </Source>
      </Maplibre>
      {ready ? null : (
        <div className="map-comes">
          <Waiting what={words.mapComes} />
        </div>
      )}
    </>
  );
}

const collection = (things: readonly Drawable[]): Shapes => ({
  type: "FeatureCollection",
  features: things.map(({ lon, lat, ...properties }) => ({
    type: "Feature",
    properties,
    geometry: { type: "Point", coordinates: [lon, lat] },
  })),
});
const spotted = (spot: Spot | undefined): Shapes => collection(spot ? [{ ...spot, id: "", mark: "gap" }] : []);
