import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { AssetId, GapId, OrgId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { refuse } from "@linkwork/shared/kernel/refusal.ts";
import { assetRoom, gapRoom, orgRoom } from "@linkwork/shared/kernel/room.ts";
import { looksAfter, refuse as refuseHere, type Viewer } from "@linkwork/shared/map/rules.ts";
import { linksOf, maySeeGap } from "@linkwork/shared/map/rules-gap.ts";
import type { AssetEvent } from "@linkwork/shared/map/schema-asset.ts";
import type { GapEvent } from "@linkwork/shared/map/schema-gap.ts";
import type { AssetState, Who } from "@linkwork/shared/map/state-asset.ts";
import type { GapState } from "@linkwork/shared/map/state-gap.ts";
import { systemActor } from "../kernel/system.ts";
import type { Deps } from "../kernel/trpc.ts";
import { type Around, type AssetRow, type AssetShown, assetShown } from "./present.ts";
import { type GapShown, gapShown } from "./present-gap.ts";
import { type HistoryLine, historyOf, untold as untoldOfAsset } from "./present-history.ts";
import { untold as untoldOfGap } from "./present-line.ts";
import type { Alike, MapAlike, TwinsShown } from "./router-alike.ts";
import type { Asking, MapReading } from "./router-reading.ts";
import { isThere } from "./slice-facts.ts";
import { gapLedTo, mergedInto } from "./slice-told.ts";
import type { MapViews } from "./views.ts";
import type { Waits } from "./views-rows.ts";

/** How much of what became of one thing is shown: the newest. */
const mostLines = 500;
/** How far back that is looked for: what isn't told, as who follows it, is passed over. */
const mostLooked = 5_000;
/** So much of each pile is shown to who looks after the map. */
const mostStale = 50;

export type AssetPageShown = { asset: AssetShown /** what became of it, the newest first; empty for outsiders */; history: HistoryLine[] };
/** What waits for who looks after the map. */
export type QueueShown = {
  assets: { asset: AssetShown; waits: Waits[] /** of what is to be let in: what there is like it */; alike: Alike[] }[];
  gaps: { gap: GapShown; waits: Waits[]; alike: Alike[] }[];
  /** what is there, and may be something that was there before */
  twins: TwinsShown;
  /** how many wait: more than are shown here when there are many */
  waiting: { assets: number; gaps: number /** of the assets, those that were hidden for what they are about */; guarded: number };
  /** nobody made sure of it for a year, or ever: what was looked at longest ago comes first */
  stale: { total: number; rows: AssetRow[] };
  /** it has a postcode that nobody knows, or an address without a point: somebody has to say where it is */
  lost: { total: number; rows: AssetRow[] };
};

/** One thing at a time, as it stands in its room at this moment; and what waits. */
export function mapPages(views: MapViews, reading: MapReading, like: MapAlike) {
  /** What an asset is called that another one names; nothing for what this viewer doesn't see. */
  async function namesOf({ house, viewer }: Asking, assetIds: readonly AssetId[]): Promise<Map<AssetId, string>> {
    const states = await Promise.all(assetIds.map((assetId) => house.rooms.ask<AssetState>(assetRoom(assetId))));
    const there = await Promise.all(states.map((state) => isThere(state, viewer, house.rooms.ask)));
    const seen = states.flatMap((state, n): [AssetId, string][] =>
      state.assetId !== "" && state.details && there[n] ? [[state.assetId, state.details.name]] : [],
    );
    return new Map(seen);
  }
  /** Names of people who work for an organisation. Residents have none here. */
  async function workersOf({ rooms }: Deps, people: readonly Who[]): Promise<NonNullable<Around["nameOf"]>> {
    const orgIds = [...new Set(people.map(({ orgId }) => orgId))];
    const orgs = await Promise.all(
      orgIds.map(async (orgId): Promise<[OrgId, OrgState]> => [orgId, await rooms.ask<OrgState>(orgRoom(orgId))]),
    );
    const known = new Map(orgs);
    return ({ personId, orgId }) => {
      const org = known.get(orgId);
      const name = org?.members[personId]?.name;
      return name === undefined || !org?.card || org.card.sector === "citizen" ? undefined : { name, org: org.card.name };
    };
  }
  /** The newest of a room's events that are told, oldest first. A page holds only so many bytes: the next one goes on where it ended. */
  async function eventsOf<E extends { type: string }>({ rooms }: Deps, roomId: RoomId, untold: readonly E["type"][]): Promise<E[]> {
    const room = await rooms.open(systemActor, roomId);
    const last = Math.max(0, room.head.seq - mostLooked);
    let told: E[] = [];
    for (let until = room.head.seq; until > last && told.length < mostLines; ) {
      const from = Math.max(last, until - mostLines);
      const some: E[] = [];
      for (let after = from; after < until; ) {
        const page = await rooms.since({ room, afterSeq: after, limit: until - after, what: "read" });
        some.push(...(page.events as unknown[] as E[]));
        if (page.through <= after) break;
        after = page.through;
      }
      told = [...some.filter(({ type }) => !untold.includes(type)), ...told];
      until = from;
    }
    return told.slice(-mostLines);
  }
  const aroundOf = (asking: Asking): Around => reading.around(asking.now);

  async function shownAsset(asking: Asking, state: AssetState): Promise<AssetShown | undefined> {
    if (!(await isThere(state, asking.viewer, asking.house.rooms.ask))) return undefined;
    const { closing } = state;
    const names = await namesOf(asking, closing?.alternatives ?? []);
    const nameOf = await workersOf(asking.house, asking.viewer === "outsider" ? [] : (closing?.told ?? []));
    const accepted = asking.viewer !== "outsider" && (await views.acceptedBy(asking.viewer.personId));
    return assetShown(state, asking.viewer, { ...aroundOf(asking), other: (assetId) => names.get(assetId), nameOf, accepted });
  }

  /** `events`: what became of it, where that is asked for. */
  async function shownGap(asking: Asking, state: GapState, events?: readonly GapEvent[]): Promise<GapShown | undefined> {
    if (!maySeeGap(state, asking.viewer)) return undefined;
    // what is linked to them addresses it, who spoke up for them opens it again, and nobody takes it back any more
    const merged = await mergedInto(state, views, asking.house.rooms.ask);
    const names = await namesOf(
      asking,
      linksOf([state, ...merged]).flatMap(({ to }) => (to.kind === "asset" ? to.assetId : [])),
    );
    const into = state.proposed?.into;
    const other = into ? await asking.house.rooms.ask<GapState>(gapRoom(into)) : undefined;
    return gapShown(state, asking.viewer, {
      ...{ ...aroundOf(asking), other: (assetId: AssetId) => names.get(assetId), merged, ...(events ? { events } : {}) },
      otherGap: (gapId) => (other?.gapId === gapId && maySeeGap(other, asking.viewer) ? other.details?.title : undefined),
    });
  }

  /** What there is like something that waits to be let in. */
  async function alikeAsset(asking: Asking, { status, details }: AssetState): Promise<Alike[]> {
    if (status !== "held" || !details) return [];
    const { name, themes, areaId, place } = details;
    return like.alike(asking, { what: "assets", name, themes, areaId, point: place.point });
  }
  async function alikeGap(asking: Asking, { status, details }: GapState): Promise<Alike[]> {
    if (status !== "held" || !details) return [];
    const { title, theme, areaId, point } = details;
    return like.alike(asking, { what: "gaps", name: title, themes: [theme], areaId, point });
  }

  async function mustLookAfter(viewer: Viewer): Promise<void> {
    if (viewer === "outsider" || !looksAfter(viewer)) throw refuseHere("StewardsOnly");
  }

  return {
    async asset(asking: Asking, assetId: AssetId): Promise<AssetPageShown> {
      const { house, viewer } = asking;
      await reading.index.fresh();
      const state = await house.rooms.ask<AssetState>(assetRoom(assetId));
      const asset = await shownAsset(asking, state);
      if (!asset) throw refuse("NotFound");
      if (viewer === "outsider") return { asset, history: [] };
      const events = await eventsOf<AssetEvent>(house, assetRoom(assetId), untoldOfAsset);
      return { asset, history: historyOf(events, state, viewer) };
    },
    async gap(asking: Asking, gapId: GapId): Promise<GapShown> {
      const { house, viewer } = asking;
      await reading.index.fresh();
      const state = await house.rooms.ask<GapState>(gapRoom(gapId));
      // what isn't there for them is looked for no longer than what isn't there
      if (!maySeeGap(state, viewer)) throw refuse("NotFound");
      const gap = await shownGap(asking, state, await eventsOf<GapEvent>(house, gapRoom(gapId), untoldOfGap));
      if (!gap) throw refuse("NotFound");
      return gap;
    },
    /** What I added and what I raised, the newest first, however it stands. */
    async mine(asking: Asking): Promise<{ assets: AssetShown[]; gaps: GapShown[] }> {
      const { house, viewer } = asking;
      if (viewer === "outsider") throw refuse("NotFound");
      await reading.index.fresh();
      const { assetIds, gapIds } = await views.ofPerson(viewer.personId);
      const assets = await Promise.all(assetIds.map((id) => house.rooms.ask<AssetState>(assetRoom(id))));
      const gaps = await Promise.all(gapIds.map((id) => house.rooms.ask<GapState>(gapRoom(id))));
      const shown = await Promise.all(assets.map((state) => shownAsset(asking, state)));
      const shownGaps = await Promise.all(gaps.map((state) => shownGap(asking, state)));
      return { assets: shown.filter((one) => one !== undefined), gaps: shownGaps.filter((one) => one !== undefined) };
    },
    async queue(asking: Asking): Promise<QueueShown> {
      const { house, viewer } = asking;
      await mustLookAfter(viewer);
      await reading.index.fresh();
      const waiting = await views.waiting();
      const assets = await Promise.all(
        waiting.assets.map(async ({ id, waits }) => ({ state: await house.rooms.ask<AssetState>(assetRoom(id)), waits })),
      );
      const gaps = await Promise.all(
        waiting.gaps.map(async ({ id, waits }) => ({ state: await house.rooms.ask<GapState>(gapRoom(id)), waits })),
      );
      for (const id of waiting.lost) {
        const state = await gapLedTo(id, house.rooms.ask);
        if (gaps.every((one) => one.state.gapId !== state.gapId)) gaps.push({ state, waits: [] });
      }
      const shown = await Promise.all(
        assets.map(async ({ state, waits }) => ({ asset: await shownAsset(asking, state), waits, alike: await alikeAsset(asking, state) })),
      );
      const shownGaps = await Promise.all(
        gaps.map(async ({ state, waits }) => ({ gap: await shownGap(asking, state), waits, alike: await alikeGap(asking, state) })),
      );
      // whether a project still meets it is known with all that was merged into it
      const gapsThatWait = shownGaps.flatMap(({ gap, waits, alike }) => {
        const all: Waits[] = waits.filter((why) => why !== "lostProject");
        if (gap?.awaits.includes("lostProject")) all.push("lostProject");
        return gap && all.length > 0 ? [{ gap, waits: all, alike }] : [];
      });
      const { stale, lost } = await reading.worn(asking, mostStale);
      return {
        assets: shown.flatMap(({ asset, ...more }) => (asset ? [{ asset, ...more }] : [])),
        gaps: gapsThatWait,
        twins: await like.twins(asking),
        waiting: { assets: waiting.ofAssets, gaps: waiting.ofGaps - waiting.gaps.length + gapsThatWait.length, guarded: waiting.ofGuarded },
        stale,
        lost,
      };
    },
  };
}
