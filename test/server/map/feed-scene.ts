import type { AssetId } from "@linkwork/shared/kernel/ids.ts";
import { type assetRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import type { AssetDetails } from "@linkwork/shared/map/schema-asset.ts";
import { expect } from "vitest";
import { postcodesOf } from "../../../apps/server/src/map/places-postcodes.ts";
import { actAs } from "../../kit/build.ts";
import { addAsset, govan, pointIn, suggestAsset } from "../../kit/map.ts";
import { createWorld } from "../../kit/world.ts";
import { castIn } from "./scenes.ts";

export type Page = {
  total_items: number;
  total_pages: number;
  page_number: number;
  size: number;
  first_page: boolean;
  last_page: boolean;
  empty: boolean;
  contents: Record<string, unknown>[];
};

const hours: AssetDetails["hours"] = [
  { days: ["TU"], opens: "10:00", closes: "12:00", freq: "MONTHLY", every: 1, nth: 2, note: "Ring first" },
];
export const secret = { note: "A word for workers only", point: { lon: -4.317777, lat: 55.867777 } };

/** A directory with a thing of each kind in it, by a name for each, and its door. */
export async function aDirectory() {
  const world = await createWorld({ postcodes: postcodesOf({ "G51 3UU": pointIn() }) });
  const who = await castIn(world);
  const rooms: Record<string, ReturnType<typeof assetRoom>> = {};
  const idOf = (name: string): AssetId => subjectOf(rooms[name] as never) as AssetId;
  const { carol, cora, tariq } = who;
  rooms.full = await addAsset(world, carol, {
    ...{
      name: "Community counselling",
      kind: "service",
      themes: ["mind", "company"],
      audiences: ["carers"],
      hours,
      languages: ["en", "pl"],
    },
    ...{
      place: { precision: "exact", point: pointIn(), address: "1 Main Street", postcode: "G51 3UU", town: "Govan" },
      access: ["stepFree"],
    },
    contacts: [
      { kind: "phone", value: "0141 496 0000", label: "Desk" },
      { kind: "email", value: "desk@example.org", label: "" },
      { kind: "web", value: "https://example.org/", label: "" },
    ],
    ...{ catchment: { kind: "areas", areaIds: [govan] }, cost: "asks", costWords: "what you can give" },
  });
  await actAs(world, tariq, { roomId: rooms.full, type: "claimAsset", input: { words: "" } });
  await actAs(world, cora, { roomId: rooms.full, type: "acceptClaim", input: { orgId: tariq.orgId } });
  await actAs(world, tariq, {
    roomId: rooms.full,
    type: "sayCapacity",
    input: { status: "waitlist", wait: "weeks", urgent: true, note: secret.note },
  });
  rooms.bench = await addAsset(world, carol, {
    name: "=The bench",
    kind: "place",
    place: { precision: "postcode", point: secret.point, address: "Behind the blue door", postcode: "G51 3UU" },
  });
  rooms.online = await addAsset(world, carol, { name: "Line for men", kind: "online", place: { precision: "district", address: "" } });
  rooms.closing = await addAsset(world, carol, { name: "Warm room" });
  const input = { closesOn: "2031-01-31", reason: "The money is gone", alternatives: [], noneKnown: true };
  await actAs(world, cora, { roomId: rooms.closing, type: "announceClosing", input });
  rooms.closed = await addAsset(world, carol, { name: "Old choir" });
  await actAs(world, cora, { roomId: rooms.closed, type: "closeAsset", input: { words: "Nobody sings any more", noneKnown: true } });
  rooms.merged = await addAsset(world, carol, { name: "Counselling, again" });
  await actAs(world, cora, { roomId: rooms.merged, type: "mergeAsset", input: { into: idOf("full"), words: "The same" } });
  rooms.hidden = await addAsset(world, carol, { name: "The safe house", themes: ["safety"] });
  rooms.gone = await addAsset(world, carol, { name: "The green door", themes: ["mind"] });
  await actAs(world, cora, { roomId: rooms.gone, type: "hideAsset", input: { words: "Somebody was found there" } });
  rooms.held = await suggestAsset(world, { name: "Only suggested" });
  const get = (path: string, init: RequestInit = {}) => fetch(`${world.base}/openreferral${path}`, { redirect: "manual", ...init });
  const read = async <T = Record<string, unknown>>(path: string): Promise<T> => {
    const answer = await get(path);
    expect(answer.status, path).toBe(200);
    return (await answer.json()) as T;
  };
  return { world, who, rooms, idOf, get, read };
}
