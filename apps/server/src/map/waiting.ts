import type { Notice } from "@linkwork/shared/identity/schema.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import { assetRoom, gapRoom } from "@linkwork/shared/kernel/room.ts";
import { looksAfter } from "@linkwork/shared/map/rules.ts";
import { runsIt } from "@linkwork/shared/map/rules-asset.ts";
import { maySeeGap, wasHeard } from "@linkwork/shared/map/rules-gap.ts";
import type { AssetState } from "@linkwork/shared/map/state-asset.ts";
import type { GapState } from "@linkwork/shared/map/state-gap.ts";
import type { Rooms } from "../kernel/room.ts";
import { isThere } from "./slice-facts.ts";
import { type MapLeads, mergedInto } from "./slice-told.ts";

/** Whether what somebody was told of the map is still so at this moment, under the hat for which they were told. */
export const mapHolds =
  ({ rooms, views }: { rooms: Rooms; views: Pick<MapLeads, "gapsMergedInto"> }) =>
  async (actor: Actor, { kind, orgId, assetId, gapId }: Notice): Promise<boolean> => {
    if (orgId !== actor.orgId) return false;
    if (kind === "mapWaits") return looksAfter(actor);
    if (gapId !== undefined) {
      const gap = await rooms.ask<GapState>(gapRoom(gapId));
      if (!maySeeGap(gap, actor) || kind !== "helpAsked") return maySeeGap(gap, actor);
      const asked = gap.status === "closed" && gap.asked && gap.helped[actor.personId] === undefined;
      return asked && wasHeard([gap, ...(await mergedInto(gap, views, rooms.ask))], actor);
    }
    if (assetId === undefined) return false;
    const asset = await rooms.ask<AssetState>(assetRoom(assetId));
    if (!(await isThere(asset, actor, rooms.ask))) return false;
    switch (kind) {
      case "assetCloses":
        return (asset.status === "closing" || asset.status === "closed") && asset.closing?.read.includes(actor.personId) === false;
      case "assetDoubted":
        return runsIt(asset, actor) && asset.doubts.length > 0;
      case "claimAsked":
        return looksAfter(actor) && Object.values(asset.claims).some((claim) => claim?.status === "asked");
      default:
        return true;
    }
  };
