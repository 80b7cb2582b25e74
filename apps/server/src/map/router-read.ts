import type { Actor } from "@linkwork/shared/kernel/event.ts";
import { AreaId, AssetId, GapId, line } from "@linkwork/shared/kernel/shapes.ts";
import { each, Point, Theme } from "@linkwork/shared/map/schema.ts";
import { AssetFilter, AssetSort, GapFilter, Page } from "@linkwork/shared/map/schema-filter.ts";
import { z } from "zod";
import { iso } from "../kernel/clock.ts";
import { type Deps, signedIn } from "../kernel/trpc.ts";
import type { Places, PlacesFound } from "./places.ts";
import type { GapShown } from "./present-gap.ts";
import { type Alike, mapAlike } from "./router-alike.ts";
import { type AreaListed, type AreaShown, mapOverlay, type NearShown, type OverlayArea } from "./router-overlay.ts";
import { type AssetPageShown, mapPages, type QueueShown } from "./router-pages.ts";
import { type Asking, type AssetPage, type FeaturePage, type GapPage, type GapPoints, mapReading } from "./router-reading.ts";
import type { MapViews } from "./views.ts";

/** What is asked of the map; without an account it is asked in the same way. */
export const asked = {
  assets: AssetFilter.extend({ sort: AssetSort.default("distance"), page: Page.default(1) }),
  features: AssetFilter,
  gaps: GapFilter.extend({ page: Page.default(1) }),
  gapPoints: GapFilter,
  asset: z.strictObject({ assetId: AssetId }),
  gap: z.strictObject({ gapId: GapId }),
  area: z.strictObject({ areaId: AreaId }),
  overlay: z.strictObject({ areaIds: each(AreaId, 20).min(1), themes: each(Theme, 21).min(1).optional() }),
  near: z.strictObject({ theme: Theme, km: z.number().min(0.1).max(50).default(1.5), areaIds: each(AreaId, 20).min(1).optional() }),
  /** what somebody is about to say, as far as they have said it: what is like it, and near */
  alike: z.strictObject({
    what: z.enum(["assets", "gaps"]),
    name: line(160),
    themes: each(Theme, 6).min(1),
    areaId: AreaId,
    point: Point.optional(),
  }),
  /** what somebody types to say where: a postcode, a town, an area */
  find: z.strictObject({ q: line(60) }),
};

/** Everything that is read of the map, for whoever asks. */
export function readingOf({ views, places }: { views: MapViews; places: Places }) {
  const reading = mapReading(views);
  const alike = mapAlike(reading);
  return {
    ...{ reading, alike, pages: mapPages(views, reading, alike), overlay: mapOverlay(reading) },
    async find(q: string): Promise<PlacesFound> {
      await views.index.fresh();
      return places.find(
        q,
        [...views.index.areas().values()].map(({ area }) => area),
      );
    },
  };
}
export type MapRead = ReturnType<typeof readingOf>;

/** The map, as somebody who is signed in reads it. */
export function mapReads({ reading, alike, pages, overlay, find }: MapRead) {
  const by = ({ house, actor }: { house: Deps; actor: Actor }): Asking => ({ house, viewer: actor, now: iso(house.clock.now()) });
  return {
    /** What is there: a page of a list, the nearest or the surest first, with how many fit in all. */
    assets: signedIn
      .input(asked.assets)
      .query(({ ctx, input: { sort, page, ...filter } }): Promise<AssetPage> => reading.assets(by(ctx), { filter, sort, page })),
    /** The same on the map: as many, each by itself or in clusters. */
    features: signedIn.input(asked.features).query(({ ctx, input }): Promise<FeaturePage> => reading.features(by(ctx), input)),
    /** Where it lies that something is missing: as many as the list counts. */
    gapPoints: signedIn.input(asked.gapPoints).query(({ ctx, input }): Promise<GapPoints> => reading.gapPoints(by(ctx), input)),
    /** What is missing: a page of a list, the nearest or the newest first. */
    gaps: signedIn
      .input(asked.gaps)
      .query(({ ctx, input: { page, ...filter } }): Promise<GapPage> => reading.gaps(by(ctx), { filter, page })),
    /** Something that is there, with what became of it. */
    asset: signedIn.input(asked.asset).query(({ ctx, input }): Promise<AssetPageShown> => pages.asset(by(ctx), input.assetId)),
    /** Something that is missing, with what became of it. */
    gap: signedIn.input(asked.gap).query(({ ctx, input }): Promise<GapShown> => pages.gap(by(ctx), input.gapId)),
    /** What there is already that is like what somebody is about to say. */
    alike: signedIn.input(asked.alike).query(({ ctx, input }): Promise<Alike[]> => alike.alike(by(ctx), input)),
    /** What I added and raised, however it stands. */
    mine: signedIn.query(({ ctx }) => pages.mine(by(ctx))),
    /** What waits for who looks after the map. */
    queue: signedIn.query(({ ctx }): Promise<QueueShown> => pages.queue(by(ctx))),
    /** What is there against what is missing, by theme and area. */
    overlay: signedIn.input(asked.overlay).query(({ ctx, input }): Promise<OverlayArea[]> => overlay.overlay(by(ctx), input)),
    /** Gaps of a theme that have nothing of it near. */
    near: signedIn.input(asked.near).query(({ ctx, input }): Promise<NearShown> => overlay.near(by(ctx), input)),
    areas: signedIn.query((): Promise<AreaListed[]> => overlay.areas()),
    area: signedIn.input(asked.area).query(({ input }): Promise<AreaShown> => overlay.area(input.areaId)),
    /** Where something is that somebody types: an area, a town, a postcode. */
    find: signedIn.input(asked.find).query(({ input }): Promise<PlacesFound> => find(input.q)),
  };
}
