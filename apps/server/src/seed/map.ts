import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { AreaId, AssetId, EventId, GapId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { areaRoom, assetRoom, gapRoom } from "@linkwork/shared/kernel/room.ts";
import type { Point } from "@linkwork/shared/map/schema.ts";
import type { Area, AreaCommand } from "@linkwork/shared/map/schema-area.ts";
import type { AssetCommand } from "@linkwork/shared/map/schema-asset.ts";
import type { GapCommand } from "@linkwork/shared/map/schema-gap.ts";
import { derivedId } from "../kernel/decide.ts";
import type { Calendar } from "./calendar.ts";
import { seedId } from "./ids.ts";
import { wearing } from "./people.ts";
import type { Step } from "./story.ts";

type Command = AssetCommand | GapCommand | AreaCommand;
type Named<Type extends Command["type"]> = Extract<Command, { type: Type }>["input"];

export const areaOf = (code: string): AreaId => derivedId("area", code) as string as AreaId;
export const assetOf = (name: string): AssetId => seedId<AssetId>(`map asset ${name}`);
export const gapOf = (name: string): GapId => seedId<GapId>(`map gap ${name}`);
export const assetAt = (name: string): RoomId => assetRoom(assetOf(name));
export const gapAt = (name: string): RoomId => gapRoom(gapOf(name));

/** What people did on the map, each step with an id that follows from its room and its place there. */
export function told() {
  const steps: Step[] = [];
  const counts = new Map<RoomId, number>();
  return {
    steps,
    act<Type extends Command["type"]>(at: number, by: Actor, room: RoomId, type: Type, input: Named<Type>): void {
      const n = counts.get(room) ?? 0;
      counts.set(room, n + 1);
      steps.push({ kind: "act", at, by, room, id: seedId<EventId>(`map ${room} step ${n}`), type, input: () => input });
    },
  };
}

type Drawn = Omit<Area, "areaId" | "outline"> & { corners: [number, number][] };
/** Drawn by hand, roughly along the streets and the river that people would name. */
const drawn: readonly Drawn[] = [
  {
    ...{ code: "G51", name: "Govan and Ibrox", middle: { lon: -4.3105, lat: 55.859 }, residents: 24_300, districts: ["G51"] },
    corners: [
      ...([
        [-4.352, 55.866],
        [-4.35, 55.855],
        [-4.325, 55.851],
        [-4.29, 55.85],
        [-4.281, 55.857],
      ] satisfies [number, number][]),
      ...([
        [-4.3, 55.861],
        [-4.318, 55.866],
      ] satisfies [number, number][]),
    ],
  },
  {
    ...{ code: "G52", name: "Cardonald and Hillington", middle: { lon: -4.357, lat: 55.848 }, residents: 27_100, districts: ["G52"] },
    corners: [
      [-4.395, 55.857],
      [-4.39, 55.838],
      [-4.345, 55.837],
      [-4.322, 55.842],
      [-4.326, 55.8505],
      [-4.351, 55.8545],
    ],
  },
  {
    ...{ code: "G41", name: "Pollokshields", middle: { lon: -4.282, lat: 55.841 }, residents: 26_800, districts: ["G41"] },
    corners: [
      [-4.32, 55.847],
      [-4.31, 55.832],
      [-4.272, 55.826],
      [-4.268, 55.846],
      [-4.279, 55.852],
      [-4.29, 55.8495],
    ],
  },
  {
    ...{ code: "G42", name: "Govanhill and Queen's Park", middle: { lon: -4.262, lat: 55.8345 }, residents: 29_500, districts: ["G42"] },
    corners: [
      [-4.271, 55.825],
      [-4.245, 55.823],
      [-4.244, 55.842],
      [-4.267, 55.8445],
    ],
  },
  {
    ...{ code: "G5", name: "Gorbals and Oatlands", middle: { lon: -4.252, lat: 55.849 }, residents: 9_400, districts: ["G5"] },
    corners: [
      [-4.266, 55.8455],
      [-4.243, 55.8435],
      [-4.234, 55.851],
      [-4.25, 55.8535],
      [-4.266, 55.8545],
    ],
  },
];

/** The areas of the map; whoever coordinates drew them before anything was told. */
export function mapAreas(calendar: Calendar): Step[] {
  const { steps, act } = told();
  const kirsty = wearing("kirsty", "foodHub");
  drawn.forEach(({ corners, ...area }, i) => {
    const [first] = corners;
    const areaId = areaOf(area.code);
    const outline = first ? [[...corners, first]] : null;
    act(calendar.on(-51, "mon", "10:00") + i * 60_000, kirsty, areaRoom(areaId), "setArea", { areaId, ...area, outline });
  });
  return steps;
}

/** A little beside a point, so that two things at one postcode don't lie on each other. `n`: which of them it is. */
export const beside = ({ lon, lat }: Point, n: number): Point => ({
  lon: Number((lon + ((n % 5) - 2) * 0.0006).toFixed(6)),
  lat: Number((lat + ((n % 3) - 1) * 0.0004).toFixed(6)),
});
