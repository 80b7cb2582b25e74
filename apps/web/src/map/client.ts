import type { AreaId, AssetId, EventId, GapId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { areaRoom } from "@linkwork/shared/kernel/room.ts";
import { isWorker, looksAfter } from "@linkwork/shared/map/rules.ts";
import { themeWords } from "@linkwork/shared/map/words.ts";
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouterState } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { useNotices } from "../kernel/notices.ts";
import { hold, release } from "../kernel/rooms.ts";
import { useSession } from "../kernel/session.ts";
import { api } from "../kernel/trpc.ts";
import { bandsOf, type Look, spotOf, usualKm } from "./address.ts";
import type { Box, Drawable, Spot } from "./drawing.ts";
import { areaAround } from "./nearest.ts";

type Answer<Of extends (...args: never) => Promise<unknown>> = Awaited<ReturnType<Of>>;
export type AssetRow = Answer<typeof api.map.assets.query>["rows"][number];
export type GapRow = Answer<typeof api.map.gaps.query>["rows"][number];
export type MapRow = ({ what: "asset" } & AssetRow) | ({ what: "gap" } & GapRow);
export type AssetShown = Answer<typeof api.map.asset.query>["asset"];
export type HistoryLine = Answer<typeof api.map.asset.query>["history"][number];
export type GapShown = Answer<typeof api.map.gap.query>;
export type TimelineLine = GapShown["timeline"][number];
export type AreaRow = Answer<typeof api.map.areas.query>[number];
type AssetFilter = Omit<Parameters<typeof api.map.assets.query>[0], "sort" | "page">;
type GapFilter = Omit<Parameters<typeof api.map.gaps.query>[0], "sort" | "page">;

/** Whether one is inside, or reads the public page: that has the same parts, and asks for what everybody may see. */
export const useInside = (): boolean => !useRouterState({ select: (state) => state.location.pathname.startsWith("/explore") });
/** Where the pages of the map begin. */
export const useBase = (): "/map" | "/explore" => (useInside() ? "/map" : "/explore");
