import type { AreaId, GapId } from "@linkwork/shared/kernel/ids.ts";
import { refuse } from "@linkwork/shared/map/rules.ts";
import { tellsNumbers } from "@linkwork/shared/map/rules-numbers.ts";
import { kmBetween } from "@linkwork/shared/map/rules-place.ts";
import { type Point, Theme } from "@linkwork/shared/map/schema.ts";
import type { Area, Published } from "@linkwork/shared/map/schema-area.ts";
import type { Asking, MapReading } from "./router-reading.ts";
import type { GapSlim } from "./views-rows.ts";

/** One theme in one area. */
export type Cell = {
  theme: (typeof Theme.options)[number];
  /** things that are there, in the area or for it */
  assets: number;
  /** gaps that are open */
  gaps: number;
  /** what residents told of it, and how often they stand behind it */
  voices: number;
  /** how many people looked for it in vain, as it may be told; null where no numbers are told, or none were yet */
  published: Published | null;
};
export type OverlayArea = {
  areaId: AreaId;
  code: string;
  name: string;
  /** residents told something of it: where nobody did, "nobody asked yet" and not "no gaps" */
  asked: boolean;
  /** the week of the numbers; null where none are told */
  weekOf: string | null;
  cells: Cell[];
};
/** Where something is missing and nothing of the kind is near. */
export type NearShown = {
  theme: (typeof Theme.options)[number];
  km: number;
  /** open gaps of the theme */
  gaps: number;
  /** those without anything of the theme within so many kilometres as the crow flies */
  without: number;
  rows: { gapId: GapId; title: string /** to the nearest, to a tenth; null where there is none at all */; nearest: number | null }[];
};
/** An area with what is said of it. `outline`: rings of `[lon, lat]`, null where only its middle is known. */
export type AreaShown = Area & { numbers: { weekOf: string; rows: { theme: Cell["theme"]; published: Published }[] } | null };
export type AreaListed = Pick<Area, "areaId" | "code" | "name" | "middle" | "districts">;

const open: readonly GapSlim["status"][] = ["raised", "needsInfo", "validated", "beingAddressed"];
const voicesOf = (slim: GapSlim): number => (slim.mix.residentStory ?? 0) + slim.endorsed.residents;
const mostRows = 100;

/** How far it is to the nearest, in kilometres: found on the flat, for of all things and all gaps there are many pairs, and measured once. */
function nearestTo(at: Point, points: readonly Point[]): number {
  const wide = Math.cos((at.lat * Math.PI) / 180);
  let least = Number.POSITIVE_INFINITY;
  let nearest: Point | undefined;
  for (const point of points) {
    const [x, y] = [(point.lon - at.lon) * wide, point.lat - at.lat];
    const far = x * x + y * y;
    if (far >= least) continue;
    least = far;
    nearest = point;
  }
  return nearest ? kmBetween(at, nearest) : least;
}

/** What is there against what is missing, area by area. Everything in it is a sum of what this viewer could count; numbers of people are the published ones alone. */
export function mapOverlay(reading: MapReading) {
  const { index } = reading;
  const shown = (areaId: AreaId): AreaShown => {
    const known = index.areas().get(areaId);
    if (!known) throw refuse("UnknownArea", { field: "areaId" });
    const { area, numbers } = known;
    return { ...area, numbers: numbers && tellsNumbers(area) ? { weekOf: numbers.weekOf, rows: numbers.rows } : null };
  };
  return {
    async areas(): Promise<AreaListed[]> {
      await index.fresh();
      const all = [...index.areas().values()].map(({ area: { areaId, code, name, middle, districts } }) => ({
        areaId,
        code,
        name,
        middle,
        districts,
      }));
      return all.sort((a, b) => a.name.localeCompare(b.name, "en-GB"));
    },
    async area(areaId: AreaId): Promise<AreaShown> {
      await index.fresh();
      return shown(areaId);
    },
    async overlay(
      asking: Asking,
      { areaIds, themes = Theme.options }: { areaIds: AreaId[]; themes?: Cell["theme"][] | undefined },
    ): Promise<OverlayArea[]> {
      await index.fresh();
      const gaps = await reading.gapsFor(asking);
      return Promise.all(
        areaIds.map(async (areaId) => {
          const { code, name, numbers } = shown(areaId);
          const here = gaps.filter(({ slim }) => slim.areaId === areaId);
          const { table, slots, hidden } = await reading.found(asking, { areaIds: [areaId] });
          const counts = new Map<string, number>();
          for (const row of [...slots.map((slot) => ({ table, slot })), ...hidden])
            for (const theme of row.table.rowOf(row.slot).themes) counts.set(theme, (counts.get(theme) ?? 0) + 1);
          const cells = themes.map((theme): Cell => {
            const ofTheme = here.filter(({ slim }) => slim.theme === theme);
            return {
              theme,
              assets: counts.get(theme) ?? 0,
              gaps: ofTheme.filter(({ slim }) => open.includes(slim.status)).length,
              voices: ofTheme.reduce((sum, { slim }) => sum + voicesOf(slim), 0),
              published: numbers ? (numbers.rows.find((row) => row.theme === theme)?.published ?? "fewer") : null,
            };
          });
          return { areaId, code, name, asked: here.some(({ slim }) => voicesOf(slim) > 0), weekOf: numbers?.weekOf ?? null, cells };
        }),
      );
    },
    async near(
      asking: Asking,
      { theme, km, areaIds }: { theme: Cell["theme"]; km: number; areaIds?: AreaId[] | undefined },
    ): Promise<NearShown> {
      const gaps = (await reading.gapsFor(asking)).filter(
        ({ slim }) => slim.theme === theme && open.includes(slim.status) && (!areaIds || areaIds.includes(slim.areaId)),
      );
      const { table, slots } = await reading.found(asking, { themes: [theme] });
      const points = slots.flatMap((slot) => table.pointOf(slot) ?? []);
      const rows = gaps.flatMap(({ gapId, slim }) => {
        const at = reading.gapAt(slim);
        if (!at) return [];
        const nearest = nearestTo(at, points);
        return [{ gapId, title: slim.title, nearest: Number.isFinite(nearest) ? Math.round(nearest * 10) / 10 : null, far: nearest > km }];
      });
      const without = rows.filter(({ far }) => far);
      return {
        ...{ theme, km, gaps: rows.length, without: without.length },
        rows: without.slice(0, mostRows).map(({ gapId, title, nearest }) => ({ gapId, title, nearest })),
      };
    },
  };
}
