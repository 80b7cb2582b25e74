import { type AreaId, type EventId, newId, uuidOf } from "@linkwork/shared/kernel/ids.ts";
import { areaRoom } from "@linkwork/shared/kernel/room.ts";
import { type AreaInFile, areasLimits, featuresIn } from "@linkwork/shared/map/rules-areas.ts";
import type { Area } from "@linkwork/shared/map/schema-area.ts";
import { refusedFrom } from "../kernel/refused.ts";
import { api } from "../kernel/trpc.ts";
import type { AreaRow } from "./client.ts";

export type FileRead = { features: readonly unknown[] } | { fault: "tooLarge" | "noFile" };

/** The features of a file, also of TopoJSON, in which areas share their lines. */
export async function readFeatures(file: File): Promise<FileRead> {
  if (file.size > areasLimits.bytes) return { fault: "tooLarge" };
  try {
    const read: unknown = JSON.parse((await file.text()).replace(/^\uFEFF/, ""));
    const isTopology = typeof read === "object" && read !== null && "type" in read && read.type === "Topology";
    const features = featuresIn(isTopology ? await untangled(read as unknown as Topology) : read);
    return features ? { features } : { fault: "noFile" };
  } catch {
    return { fault: "noFile" };
  }
}

type Topology = Parameters<typeof import("topojson-client")["feature"]>[0];
async function untangled(topology: Topology): Promise<unknown> {
  const { feature } = await import("topojson-client");
  const features = Object.values(topology.objects).flatMap((object) => {
    const made: { type: string; features?: unknown[] } = feature(topology, object);
    return made.features ?? [made];
  });
  return { type: "FeatureCollection", features };
}

/** A property that is called like one of these. */
export const guessed = (names: readonly string[], like: RegExp): string => names.find((name) => like.test(name)) ?? "";

/** An area's id follows from its code, here as on the server. */
async function areaIdOf(code: string): Promise<AreaId> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`area|${code}`));
  return uuidOf(new Uint8Array(digest), 8) as AreaId;
}

/** An area as somebody says it; `districts` is left out where nothing is said of them. */
export type AreaSaid = Pick<AreaInFile, "code" | "name" | "residents" | "middle"> & {
  outline: Area["outline"];
  districts?: Area["districts"];
};
/** Draws an area, or draws it anew: what isn't said of one that is there stays. Whether anything changed by it. */
export async function drawArea(said: AreaSaid, known: AreaRow | undefined): Promise<boolean> {
  const { code, name, residents, middle, outline, districts } = said;
  const areaId = known?.areaId ?? (await areaIdOf(code));
  const before = known ? await api.map.area.query({ areaId }) : undefined;
  const input = {
    areaId,
    code,
    name,
    middle,
    outline,
    residents: residents ?? before?.residents ?? null,
    districts: districts ?? before?.districts ?? [],
  };
  const id = newId<EventId>(Date.now());
  for (;;) {
    try {
      // past the open connection, which ends at what is longer than a frame
      await api.map.setArea.mutate({ roomId: areaRoom(areaId), id, input }, { context: { byCookie: true } });
      return true;
    } catch (error) {
      const { code: refusal, details } = refusedFrom(error);
      if (refusal === "NothingChanged") return false;
      if (refusal !== "TooManyCalls") throw error;
      await new Promise((done) => setTimeout(done, Math.min(60, Number(details.seconds ?? 5)) * 1_000));
    }
  }
}
