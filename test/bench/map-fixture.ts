import { createSecretKey } from "node:crypto";
import { assemble } from "../../apps/server/src/kernel/assemble.ts";
import { systemClock } from "../../apps/server/src/kernel/clock.ts";
import { connectDatabase, disconnectDatabase } from "../../apps/server/src/kernel/database.ts";
import { derivedId } from "../../apps/server/src/kernel/decide.ts";
import { createLogger } from "../../apps/server/src/kernel/logger.ts";
import { systemActor } from "../../apps/server/src/kernel/system.ts";
import { assetSlim } from "../../apps/server/src/map/views-rows.ts";
import { openSlices } from "../../apps/server/src/slices.ts";
import type { Actor } from "../../packages/shared/src/kernel/event.ts";
import { type AreaId, type AssetId, newId, type PersonId, uuidOf } from "../../packages/shared/src/kernel/ids.ts";
import { areaRoom } from "../../packages/shared/src/kernel/room.ts";
import { Theme } from "../../packages/shared/src/map/schema.ts";
import type { AssetDetails } from "../../packages/shared/src/map/schema-asset.ts";
import { type AssetState, noAsset } from "../../packages/shared/src/map/state-asset.ts";
import { benchKeys } from "./fixture.ts";

export const areaId = derivedId("area", "G51") as string as AreaId;
const day = 24 * 3600_000;

/** The same figure for the same number, between 0 and 1. */
export const spread = (n: number): number => ((n * 2_654_435_761) % 2 ** 32) / 2 ** 32;
const idOf = (n: number): AssetId => {
  const bytes = new Uint8Array(16);
  new DataView(bytes.buffer).setUint32(0, n);
  return uuidOf(bytes, 7) as AssetId;
};
/** Towns in which most things lie, as they do. */
export const towns = Array.from({ length: 60 }, (_, n) => ({ lon: -6 + spread(n * 7 + 1) * 7, lat: 50.3 + spread(n * 11 + 3) * 7 }));
export function thing(n: number): AssetState {
  const town = towns[n % towns.length] as { lon: number; lat: number };
  const point = { lon: town.lon + (spread(n + 5) - 0.5) * 0.4, lat: town.lat + (spread(n * 3 + 2) - 0.5) * 0.25 };
  const details: AssetDetails = {
    ...{
      name: `Thing ${n} beside the water`,
      kind: n % 3 ? "group" : "service",
      themes: [Theme.options[n % 21] ?? "company"],
      audiences: [],
    },
    ...{ summary: "People meet here once a week, with tea and a table to sit at. Nobody asks why you come.", areaId },
    place: { precision: "exact", point, address: "" },
    ...{ catchment: { kind: "everywhere" }, hours: [], when: "", contacts: [], eligibility: "", cost: "free", costWords: "" },
    ...{ languages: [], access: [], fundingEnds: null },
  };
  const at = new Date(Date.now() - spread(n * 13) * 700 * day).toISOString();
  return {
    ...noAsset,
    assetId: idOf(n),
    status: "live",
    details,
    verified: { at, method: "visited", org: null },
    addedAt: at,
    modifiedAt: at,
    head: 1,
  };
}

/** Rows as writing them would leave them, put there at once: a hundred thousand rooms take an hour. */
export async function fillMap({ uri, databaseName, many }: { uri: string; databaseName: string; many: number }): Promise<void> {
  const database = await connectDatabase(uri, databaseName);
  const masterKey = createSecretKey(Buffer.from(benchKeys.MASTER_KEY, "hex"));
  const { slices } = await openSlices(database, masterKey);
  const { rooms, effects } = await assemble({
    database,
    masterKey,
    node: "bench",
    clock: systemClock(),
    logger: createLogger("silent"),
    slices,
  });
  const { system: _house, ...nobody } = systemActor;
  const coordinator: Actor = { ...nobody, personId: newId<PersonId>(Date.now()), roles: ["coordinator"] };
  const area = {
    areaId,
    code: "G51",
    name: "Govan",
    middle: { lon: -4.31, lat: 55.86 },
    outline: null,
    residents: null,
    districts: ["G51"],
  };
  await rooms.act(coordinator, areaRoom(areaId), { id: newId(Date.now()), type: "setArea", input: area });
  await effects.settled();
  // as after a start: written over weeks, and nothing of it in the last minute
  const newest = Date.now() - 60_000;
  for (let n = 0; n < many; n += 2_000) {
    const rows = Array.from({ length: Math.min(2_000, many - n) }, (_, i) => {
      const { capacity: _c, fundingEnds: _f, ...row } = assetSlim(thing(n + i)) ?? ({} as never);
      return {
        _id: idOf(n + i),
        status: "live",
        hidden: false,
        by: null,
        waits: [],
        row,
        inner: null,
        seq: 1,
        touched: new Date(newest - (many - n - i) * 20_000),
      };
    });
    await database.collection<{ _id: string }>("mapAssets").insertMany(rows as never);
  }
  await disconnectDatabase(database);
}
