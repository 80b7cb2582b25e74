import type { AreaId, OrgId } from "@linkwork/shared/kernel/ids.ts";
import { atWallInLondon, wallInLondon } from "@linkwork/shared/kernel/london.ts";
import { areaRoom } from "@linkwork/shared/kernel/room.ts";
import type { Theme } from "@linkwork/shared/map/schema.ts";
import type { Numbers } from "@linkwork/shared/map/schema-area.ts";
import type { AreaState } from "@linkwork/shared/map/state-area.ts";
import { inject } from "vitest";
import { connectDatabase, disconnectDatabase } from "../../apps/server/src/kernel/database.ts";
import { openUnmetViews } from "../../apps/server/src/map/views-unmet.ts";
import { hour } from "./clock.ts";
import type { World } from "./world.ts";

/** How long it is until the next Monday at three in the morning in London, and a minute (ms). */
export function untilMonday(now: number): number {
  const wall = wallInLondon(now);
  const monday = new Date(wall);
  monday.setUTCHours(3, 1, 0, 0);
  monday.setUTCDate(monday.getUTCDate() + ((8 - monday.getUTCDay()) % 7));
  // the clocks may change on the way
  if (monday.getTime() - wall <= hour) monday.setUTCDate(monday.getUTCDate() + 7);
  return atWallInLondon(monday.getTime()) - now;
}

/** The same database; before anything is written into what was counted, this happens. */
function heldUp<D extends { collection(name: string): object }>(database: D, before: () => Promise<void>): D {
  const bound = <T extends object>(target: T, key: string | symbol): unknown => {
    const value: unknown = Reflect.get(target, key);
    return typeof value === "function" ? value.bind(target) : value;
  };
  return new Proxy(database, {
    get: (target, key) => {
      if (key !== "collection") return bound(target, key);
      return (name: string) =>
        new Proxy(target.collection(name), {
          get: (of, method) => {
            const asItIs = bound(of, method);
            if (name !== "mapCounted" || method !== "updateOne") return asItIs;
            return async (...given: unknown[]) => before().then(() => (asItIs as (...all: unknown[]) => unknown)(...given));
          },
        });
    },
  });
}

type Seen = { areaId: AreaId; theme: Theme; orgs?: readonly OrgId[] };
/** The map's own store, by a connection of its own: people are seen there without a case for each. */
export async function unmetOf(world: Pick<World, "name" | "masterKey" | "clock" | "app" | "later" | "orgs">) {
  const database = await connectDatabase(inject("engineUri"), world.name);
  const unmet = await openUnmetViews(database, world.masterKey);
  const { practice, hub, cafe } = world.orgs;
  const three = [practice.orgId, hub.orgId, cafe.orgId];
  const numbers = async (areaId: AreaId): Promise<Numbers | null> => (await world.app.rooms.ask<AreaState>(areaRoom(areaId))).numbers;
  return {
    ...unmet,
    three,
    numbers,
    /** These people found nothing; the organisations take turns. */
    async found(people: readonly string[], { areaId, theme, orgs = three }: Seen): Promise<void> {
      const at = new Date(world.clock.now()).toISOString();
      for (const [i, personKey] of people.entries())
        await unmet.sighted({ personKey, theme, areaId, orgId: orgs[i % orgs.length] as OrgId, at });
    },
    /** The next Monday comes, and what is due is done. */
    async monday(): Promise<void> {
      await world.later(untilMonday(world.clock.now()));
      await world.app.tidy();
      await world.app.effects.settled();
    },
    /** What is published of a theme. */
    async published(areaId: AreaId, theme: Theme): Promise<unknown> {
      return (await numbers(areaId))?.rows.find((row) => row.theme === theme)?.published;
    },
    /** What is counted of a week, where something happens between reading who there is and writing it down. */
    async freezeWhile(areaId: AreaId, weekOf: string, meanwhile: () => Promise<void>): Promise<void> {
      let happened = false;
      const once = async () => {
        if (happened) return;
        happened = true;
        await meanwhile();
      };
      await (await openUnmetViews(heldUp(database, once), world.masterKey)).freeze(areaId, weekOf);
    },
    /** What stands for people in an area: among who found nothing, and in what was counted. */
    async digests(areaId: AreaId): Promise<{ found: string[]; counted: string[] }> {
      const [found, counted] = await Promise.all([
        database.collection("mapSightings").distinct("person", { areaId }),
        database.collection("mapCounted").distinct("people", { areaId }),
      ]);
      return { found: found as string[], counted: counted as string[] };
    },
    rows: () => database.collection("mapSightings").countDocuments(),
    stop: () => disconnectDatabase(database),
  };
}
export const people = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, i) => `person ${from + i}`);
