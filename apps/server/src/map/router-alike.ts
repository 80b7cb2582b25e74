import type { AreaId, AssetId, GapId } from "@linkwork/shared/kernel/ids.ts";
import { alikeWithinKm, mayBeOne, mostAlike, nearlySame, sharedIn } from "@linkwork/shared/map/rules-alike.ts";
import { sameWithinKm } from "@linkwork/shared/map/rules-import.ts";
import { kmBetween } from "@linkwork/shared/map/rules-place.ts";
import type { Point, Theme } from "@linkwork/shared/map/schema.ts";
import type { AreaNamed } from "./present.ts";
import type { Asking, MapReading } from "./router-reading.ts";
import { matching } from "./search.ts";
import type { GapSlim } from "./views-rows.ts";

/** What somebody is about to say, as far as they have said it. `point`: where it is, where they know that. */
export type Sought = { what: "assets" | "gaps"; name: string; themes: Theme[]; areaId: AreaId; point?: Point | undefined };
/** Something that it may be already. */
export type Alike = { id: AssetId | GapId; name: string; area: AreaNamed | null };
/** Two that may be one: the newer, and what was there before it. */
export type Twins<Id extends string> = { id: Id; name: string; area: AreaNamed | null; other: { id: Id; name: string } };
export type TwinsShown = { gaps: Twins<GapId>[]; assets: Twins<AssetId>[] };

const open: readonly GapSlim["status"][] = ["raised", "needsInfo", "validated", "beingAddressed"];
/** So many of the newest are looked at, and so long after something was last changed. */
const mostLooked = 100;
const newFor = 30 * 24 * 3600_000;

/** What is like something else: offered to whoever is about to say it again, and to who looks after the map. It asks for no more than a list would show this viewer. */
export function mapAlike(reading: MapReading) {
  const { index } = reading;
  type Placed = { areaId: AreaId | null; at?: Point | null | undefined };
  const near = (a: Placed, b: Placed): boolean =>
    (a.areaId !== null && a.areaId === b.areaId) || (a.at != null && b.at != null && kmBetween(a.at, b.at) <= alikeWithinKm);
  const likest = <T extends { name: string }>(all: T[], name: string): T[] =>
    all.sort((a, b) => sharedIn(b.name, name) - sharedIn(a.name, name)).slice(0, mostAlike);

  async function gapsLike(asking: Asking, { name, themes, areaId, point }: Sought): Promise<Alike[]> {
    const found = (await reading.gapsFor(asking)).filter(
      ({ slim }) =>
        open.includes(slim.status) &&
        near({ areaId, at: point }, { areaId: slim.areaId, at: slim.point }) &&
        mayBeOne({ name, themes }, { name: slim.title, themes: [slim.theme] }),
    );
    return likest(
      found.map(({ gapId, slim }) => ({ id: gapId, name: slim.title, area: reading.named(slim.areaId) })),
      name,
    );
  }

  async function assetsLike(asking: Asking, { name, themes, areaId, point }: Sought): Promise<Alike[]> {
    const inArea = await reading.found(asking, { areaIds: [areaId] });
    const around = point ? await reading.found(asking, { where: { near: point, km: alikeWithinKm } }) : undefined;
    const { table } = inArea;
    const rows = [...[...new Set([...inArea.slots, ...(around?.slots ?? [])])].map((slot) => ({ table, slot })), ...inArea.hidden].flatMap(
      (row) => {
        const other = { name: row.table.nameOf(row.slot), themes: row.table.rowOf(row.slot).themes };
        return mayBeOne({ name, themes }, other)
          ? [{ id: row.table.idOf(row.slot), name: other.name, area: reading.named(row.table.areaOf(row.slot)) }]
          : [];
      },
    );
    return likest(rows, name);
  }

  /** Of the gaps that wait for their first words, those that are like one that was there before. */
  async function gapTwins(asking: Asking): Promise<Twins<GapId>[]> {
    const all = (await reading.gapsFor(asking)).filter(({ slim }) => open.includes(slim.status));
    const said = ({ slim }: (typeof all)[number]) => ({ name: slim.title, themes: [slim.theme] });
    const newest = all
      .filter(({ slim }) => slim.status === "raised")
      .sort((a, b) => b.slim.raisedAt.localeCompare(a.slim.raisedAt))
      .slice(0, mostLooked);
    return newest.flatMap((one) => {
      const other = all.find(
        (each) =>
          each.gapId !== one.gapId &&
          each.slim.raisedAt <= one.slim.raisedAt &&
          (each.slim.raisedAt < one.slim.raisedAt || each.gapId < one.gapId) &&
          near({ areaId: one.slim.areaId, at: one.slim.point }, { areaId: each.slim.areaId, at: each.slim.point }) &&
          mayBeOne(said(one), said(each)),
      );
      const { gapId: id, slim } = one;
      return other ? [{ id, name: slim.title, area: reading.named(slim.areaId), other: { id: other.gapId, name: other.slim.title } }] : [];
    });
  }

  /** Of what was added or changed within a month, what has nearly the name of something close by. */
  async function assetTwins(asking: Asking): Promise<Twins<AssetId>[]> {
    const { table, slots } = await reading.found(asking, {});
    const { modified } = table.columns();
    const since = Date.parse(asking.now) - newFor;
    const newest = slots
      .filter((slot) => (modified[slot] as number) >= since)
      .sort((a, b) => (modified[b] as number) - (modified[a] as number))
      .slice(0, mostLooked);
    const told = new Set<string>();
    return newest.flatMap((slot) => {
      const [id, name, at] = [table.idOf(slot), table.nameOf(slot), table.pointOf(slot)];
      if (!at) return [];
      const other = matching(table, { where: { near: at, km: sameWithinKm } }, asking.now).find(
        (each) => each !== slot && nearlySame(name, table.nameOf(each)),
      );
      if (other === undefined || told.has(table.idOf(other))) return [];
      told.add(id);
      return [{ id, name, area: reading.named(table.areaOf(slot)), other: { id: table.idOf(other), name: table.nameOf(other) } }];
    });
  }

  return {
    async alike(asking: Asking, sought: Sought): Promise<Alike[]> {
      await index.fresh();
      return sought.what === "gaps" ? gapsLike(asking, sought) : assetsLike(asking, sought);
    },
    twins: async (asking: Asking): Promise<TwinsShown> => ({ gaps: await gapTwins(asking), assets: await assetTwins(asking) }),
  };
}
export type MapAlike = ReturnType<typeof mapAlike>;
