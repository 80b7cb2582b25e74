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
    rows: () => database.collection("mapSightings").countDocuments(),
    stop: () => disconnectDatabase(database),
  };
}
export const people = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, i) => `person ${from + i}`);
