import { livesHere } from "@linkwork/shared/identity/rules.ts";
import type { AreaId, AssetId, EventId, GapId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import type { Theme } from "@linkwork/shared/map/schema.ts";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouterState } from "@tanstack/react-router";
import { useCallback } from "react";
import { useNotices } from "../kernel/notices.ts";
import { useSession } from "../kernel/session.ts";
import type { Membership } from "../kernel/standing.ts";
import { api } from "../kernel/trpc.ts";
import { insideOf } from "../shell/came-for.ts";
import { useAskedWhenTold } from "../shell/use-asked-when-told.ts";

type Hat = Pick<Membership, "roles" | "sector">;
/** Works for an organisation, beyond living beside it; and was chosen to look after the map. The server asks again. */
export const worksHere = ({ roles, sector }: Hat): boolean => sector !== "citizen" && !livesHere(roles);
const looksAfterIt = ({ roles }: Hat): boolean => roles.includes("steward") || roles.includes("coordinator");

type Answer<Of extends (...args: never[]) => Promise<unknown>> = Awaited<ReturnType<Of>>;
export type AssetRow = Answer<typeof api.map.assets.query>["rows"][number];
export type GapRow = Answer<typeof api.map.gaps.query>["rows"][number];
export type MapRow = ({ what: "asset" } & AssetRow) | ({ what: "gap" } & GapRow);
export type AssetShown = Answer<typeof api.map.asset.query>["asset"];
export type HistoryLine = Answer<typeof api.map.asset.query>["history"][number];
export type GapShown = Answer<typeof api.map.gap.query>;
export type TimelineLine = GapShown["timeline"][number];
export type Queue = Answer<typeof api.map.queue.query>;
export type AreaRow = Answer<typeof api.map.areas.query>[number];
export type FoundPlace = Answer<typeof api.map.find.query>["places"][number];

/** Whether one is inside, or reads the public page: that has the same parts, and asks for what everybody may see. */
export const useInside = (): boolean => !useRouterState({ select: (state) => state.location.pathname.startsWith("/explore") });
/** Where the pages of the map begin. */
export const useBase = (): "/map" | "/explore" => (useInside() ? "/map" : "/explore");

/** Where the page that one looks at is for who is signed in. */
export function useInsideHref(): { to: string; search: Record<string, unknown> } {
  const { pathname, search } = useRouterState({ select: ({ location }) => location });
  return { to: insideOf(pathname), search };
}

/** Whether somebody is shown what was said of places: who works, and who looks after the map. */
export function useSeesPlaces(): boolean {
  const { hat } = useSession();
  const inside = useInside();
  return inside && hat !== null && (worksHere(hat) || looksAfterIt(hat));
}
export function useLooksAfter(): boolean {
  const { hat } = useSession();
  const inside = useInside();
  return inside && hat !== null && looksAfterIt(hat);
}

/** What is asked for again when something reaches me, and every so often while somebody looks; what is on the screen stays until the answer is there. */
export function useAsked() {
  const { hat } = useSession();
  const inside = useInside();
  const told = useNotices().map(({ noticeId }) => noticeId);
  useAskedWhenTold("map", told.join());
  return {
    inside,
    key: ["map", inside ? hat?.orgId : "public"] as const,
    enabled: !inside || hat !== null,
    refetchInterval: 30_000,
    placeholderData: keepPreviousData,
  };
}

/** One thing that is there, with what became of it. */
export function useAsset(assetId: string) {
  const { key, inside, enabled, refetchInterval } = useAsked();
  return useQuery({
    queryKey: [...key, "asset", assetId],
    queryFn: () => askAsset(assetId as AssetId, inside),
    ...{ enabled, refetchInterval },
  });
}
export async function askAsset(assetId: AssetId, inside = true): Promise<Answer<typeof api.map.asset.query>> {
  return inside ? api.map.asset.query({ assetId }) : { asset: await api.public.asset.query({ assetId }), history: [] };
}

export function useGap(gapId: string) {
  const { key, inside, enabled, refetchInterval } = useAsked();
  const asked = { gapId: gapId as GapId };
  return useQuery({
    queryKey: [...key, "gap", gapId],
    queryFn: () => (inside ? api.map.gap.query(asked) : api.public.gap.query(asked)),
    ...{ enabled, refetchInterval },
  });
}

/** The areas that are drawn; they change seldom. */
export function useAreas() {
  const { key, inside, enabled } = useAsked();
  return useQuery({
    queryKey: [...key, "areas"],
    queryFn: () => (inside ? api.map.areas.query() : api.public.areas.query()),
    ...{ enabled, staleTime: 60_000, placeholderData: keepPreviousData },
  });
}
/** One area with its outline. */
export function useArea(areaId: AreaId | undefined) {
  const { key, inside, enabled } = useAsked();
  return useQuery({
    queryKey: [...key, "area", areaId],
    queryFn: () => (areaId === undefined ? null : inside ? api.map.area.query({ areaId }) : api.public.area.query({ areaId })),
    ...{ enabled: enabled && areaId !== undefined, staleTime: 60_000 },
  });
}
/** Looks a place up by what people call it. */
export function useFinder() {
  const inside = useInside();
  return (q: string) => (inside ? api.map.find.query({ q }) : api.public.find.query({ q }));
}

type Sought = {
  what: "assets" | "gaps";
  name: string;
  themes: readonly Theme[];
  areaId: AreaId | "";
  point: { lon: number; lat: number } | null;
};
/** What is there already that is like what somebody is about to say, or looks after. */
export function useAlike({ what, name, themes, areaId, point }: Sought) {
  const { key, inside, enabled } = useAsked();
  return useQuery({
    queryKey: [...key, "alike", what, name, themes, areaId, point],
    queryFn: () => {
      const asked = { what, name: name.trim(), themes: [...themes], areaId: areaId as AreaId, ...(point ? { point } : {}) };
      return inside ? api.map.alike.query(asked) : api.public.alike.query(asked);
    },
    enabled: enabled && name.trim() !== "" && themes.length > 0 && areaId !== "",
    staleTime: 60_000,
  });
}

export type Named = { id: string; name: string; hint: string };
/** Looks things up by their names. */
export function useNames() {
  return async (what: "assets" | "gaps", text: string): Promise<Named[]> => {
    const most = 12;
    if (what === "assets") {
      const { rows } = await api.map.assets.query({ text, sort: "name", page: 1 });
      return rows.slice(0, most).map(({ assetId, name, area }) => ({ id: assetId, name, hint: area?.name ?? "" }));
    }
    const { rows } = await api.map.gaps.query({ text, page: 1 });
    return rows.slice(0, most).map(({ gapId, title, area }) => ({ id: gapId, name: title, hint: area?.name ?? "" }));
  };
}

/** What waits for who looks after the map. */
export function useQueue() {
  const { key, ...how } = useAsked();
  const looks = useLooksAfter();
  return useQuery({
    queryKey: [...key, "queue"],
    queryFn: () => api.map.queue.query(),
    ...{ enabled: looks, refetchInterval: how.refetchInterval, placeholderData: keepPreviousData },
  });
}
export function useQueueCount(): number {
  const { data } = useQueue();
  return data ? data.waiting.assets + data.waiting.gaps : 0;
}

/** Has everything about the map asked for again: something was just done. */
export function useLookAgain(): () => Promise<void> {
  const cache = useQueryClient();
  return useCallback(() => cache.invalidateQueries({ queryKey: ["map"] }), [cache]);
}

type Doors = typeof api.map;
/** The names of what can be asked of a room of the map. */
export type Act = {
  [Name in keyof Doors]: Doors[Name] extends { mutate: (input: infer Input) => unknown }
    ? Input extends { roomId: RoomId }
      ? Name
      : never
    : never;
}[keyof Doors];

/** Asks a room of the map for something. `id`: the same for a second try. */
export function act(roomId: RoomId, type: Act, input: object, id: EventId): Promise<unknown> {
  const door = api.map[type] as unknown as { mutate: (all: { roomId: RoomId; id: EventId; input: object }) => Promise<unknown> };
  return door.mutate({ roomId, id, input });
}
