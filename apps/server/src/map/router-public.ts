import type { AssetId, EventId, GapId } from "@linkwork/shared/kernel/ids.ts";
import { assetRoom, gapRoom } from "@linkwork/shared/kernel/room.ts";
import { EventId as EventIdShape } from "@linkwork/shared/kernel/shapes.ts";
import { anyway } from "@linkwork/shared/map/schema.ts";
import { AssetDetails } from "@linkwork/shared/map/schema-asset.ts";
import { GapDetails } from "@linkwork/shared/map/schema-gap.ts";
import { z } from "zod";
import { iso } from "../kernel/clock.ts";
import { derivedId } from "../kernel/decide.ts";
import { systemActor } from "../kernel/system.ts";
import { type Context, type Deps, publicProcedure, router } from "../kernel/trpc.ts";
import type { PlacesFound } from "./places.ts";
import type { AssetShown } from "./present.ts";
import type { GapShown } from "./present-gap.ts";
import type { Alike } from "./router-alike.ts";
import type { AreaListed, AreaShown, NearShown, OverlayArea } from "./router-overlay.ts";
import { asked, type MapRead } from "./router-read.ts";
import type { Asking, AssetPage, FeaturePage, GapPage, GapPoints } from "./router-reading.ts";

/** What was suggested waits for a steward; that it has come is all there is to say. */
export type Suggested = { waits: true };

/** The map without an account: what everybody may see of it, and two forms. */
export function publicMap({ reading, alike, pages, overlay, find }: MapRead) {
  const by = (house: Deps): Asking => ({ house, viewer: "outsider", now: iso(house.clock.now()) });
  /** The house names what comes in: whoever sends it could otherwise try whether something is there. */
  async function suggest(
    { house, ip }: Context,
    kind: "asset" | "gap",
    { id, ...said }: { id: EventId; details: object; anyway?: true | undefined },
  ): Promise<Suggested> {
    await house.limits.suggestion(ip);
    const subject: string = derivedId(id, "suggested", kind);
    const [roomId, command] =
      kind === "asset"
        ? [assetRoom(subject as AssetId), { type: "suggestAsset", input: { assetId: subject, ...said } }]
        : [gapRoom(subject as GapId), { type: "suggestGap", input: { gapId: subject, ...said } }];
    await house.rooms.act(systemActor, roomId, { id, ...command });
    return { waits: true };
  }
  return router({
    assets: publicProcedure
      .input(asked.assets)
      .query(({ ctx, input: { sort, page, ...filter } }): Promise<AssetPage> => reading.assets(by(ctx.house), { filter, sort, page })),
    features: publicProcedure.input(asked.features).query(({ ctx, input }): Promise<FeaturePage> => reading.features(by(ctx.house), input)),
    gaps: publicProcedure
      .input(asked.gaps)
      .query(({ ctx, input: { page, ...filter } }): Promise<GapPage> => reading.gaps(by(ctx.house), { filter, page })),
    gapPoints: publicProcedure
      .input(asked.gapPoints)
      .query(({ ctx, input }): Promise<GapPoints> => reading.gapPoints(by(ctx.house), input)),
    asset: publicProcedure
      .input(asked.asset)
      .query(async ({ ctx, input }): Promise<AssetShown> => (await pages.asset(by(ctx.house), input.assetId)).asset),
    gap: publicProcedure.input(asked.gap).query(({ ctx, input }): Promise<GapShown> => pages.gap(by(ctx.house), input.gapId)),
    alike: publicProcedure.input(asked.alike).query(({ ctx, input }): Promise<Alike[]> => alike.alike(by(ctx.house), input)),
    overlay: publicProcedure.input(asked.overlay).query(({ ctx, input }): Promise<OverlayArea[]> => overlay.overlay(by(ctx.house), input)),
    near: publicProcedure.input(asked.near).query(({ ctx, input }): Promise<NearShown> => overlay.near(by(ctx.house), input)),
    areas: publicProcedure.query((): Promise<AreaListed[]> => overlay.areas()),
    area: publicProcedure.input(asked.area).query(({ input }): Promise<AreaShown> => overlay.area(input.areaId)),
    find: publicProcedure.input(asked.find).query(({ input }): Promise<PlacesFound> => find(input.q)),
    /** Something that is there: it waits for a steward. Sent twice with the same id it is one. */
    suggestAsset: publicProcedure
      .input(z.strictObject({ id: EventIdShape, details: AssetDetails, ...anyway }))
      .mutation(({ ctx, input }): Promise<Suggested> => suggest(ctx, "asset", input)),
    /** Something that is missing: it waits for a steward. */
    suggestGap: publicProcedure
      .input(z.strictObject({ id: EventIdShape, details: GapDetails, ...anyway }))
      .mutation(({ ctx, input }): Promise<Suggested> => suggest(ctx, "gap", input)),
  });
}
