import { hash } from "node:crypto";
import { refuse } from "@linkwork/shared/kernel/refusal.ts";
import type { Clock } from "../kernel/clock.ts";
import { EgressRefusal, fetchFrom } from "../kernel/egress.ts";
import { createTurns } from "../kernel/limits.ts";
import type { Logger } from "../kernel/logger.ts";
import type { Piece } from "../kernel/piece-door.ts";
import { addressOf, type Rewritten, rewritten, tileIn } from "./basemap-style.ts";
import { type Tiles, tilesFrom } from "./basemap-tiles.ts";

export type BasemapSettings = {
  /** https address of a MapLibre style */
  styleUrl?: string | undefined;
  /** a file of tiles on this machine */
  pmtiles?: string | undefined;
  /** for tests: hosts on this machine that may be asked */
  near?: readonly string[];
};
type Options = { settings: BasemapSettings | undefined; clock: Clock; logger: Logger; stopping: AbortSignal };

/** What our pages are told of the map below the things, at `/basemap/map.json`. */
type BasemapAnswer =
  | { base: "builtIn"; trouble: boolean }
  | { base: "style"; style: unknown; fonts: readonly string[] }
  | { base: "tiles"; source: { tiles: string[] } & Awaited<ReturnType<Tiles["about"]>>["source"] };
type Loaded = { version: string; answer: BasemapAnswer } & ({ of: Rewritten } | { of: Tiles });

const minute = 60_000;
const day = 24 * 60 * minute;
/** One answer of a host: how long it may take (ms), and how large it may be (bytes). */
const patience = 10_000;
const megabyte = 1024 * 1024;
const largest = { style: 2 * megabyte, tile: 4 * megabyte, glyphs: megabyte, sprite: 4 * megabyte, data: 8 * megabyte } as const;
/** All pieces that are kept together (bytes). */
const mostKept = 64 * megabyte;
const accepts = {
  tile: "application/vnd.mapbox-vector-tile,application/x-protobuf,image/*",
  glyphs: "application/x-protobuf",
  sprite: "application/json,image/png",
};

/**
 * The map below the things: the operator's style or file of tiles, and none of both where they have set none. All of it goes through this server, so that nobody
 * who looks at the map is told to a third party (R12): the hosts that the style names get our address, and nothing of who asks.
 */
export function createBasemap({ settings: { styleUrl, pmtiles, near } = {}, clock, logger, stopping }: Options) {
  let now: Loaded | undefined;
  /** pages that are open were told of the one before */
  let before: Loaded | undefined;
  const wanted = styleUrl !== undefined || pmtiles !== undefined;
  // until it is there it isn't
  let [triedAt, loadedAt, trouble] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, wanted];
  const pieces = createKept(clock);
  const turns = createTurns(16);

  const get = (address: string, hosts: readonly string[], most: number, accept = "application/json"): Promise<Buffer> =>
    turns(() => fetchFrom(address, { hosts, most, accept, patience, near, stopping, secure: true }), 2_000);

  async function fromStyle(address: string): Promise<Loaded> {
    const text = await get(address, [new URL(address).host], largest.style);
    // another style, or the same at another address, has other addresses here as well
    const version = hash("sha256", `${address} ${text.toString("base64")}`, "base64url").slice(0, 12);
    const of = await rewritten(JSON.parse(text.toString("utf8")), {
      ...{ address, near, under: `/basemap/${version}` },
      tileJson: async (url) => JSON.parse((await get(url, [new URL(url).host], largest.style)).toString("utf8")),
    });
    return { version, of, answer: { base: "style", style: of.style, fonts: of.fonts } };
  }
  async function fromFile(path: string): Promise<Loaded> {
    const of = tilesFrom(path);
    const { version, source } = await of.about();
    return { version, of, answer: { base: "tiles", source: { ...source, tiles: [`/basemap/${version}/t/0/{z}/{x}/{y}`] } } };
  }

  async function load(): Promise<void> {
    triedAt = clock.now();
    try {
      const loaded = pmtiles !== undefined ? await fromFile(pmtiles) : styleUrl !== undefined ? await fromStyle(styleUrl) : undefined;
      if (loaded && loaded.version !== now?.version) [before, now] = [now, loaded];
      [loadedAt, trouble] = [clock.now(), false];
    } catch (error) {
      trouble = true;
      const why = error instanceof EgressRefusal ? `${error.fault} ${error.status ?? ""}`.trim() : String(error);
      logger.warn(
        { why },
        now ? "the map's style could not be read anew: the one before stays" : "the map's style can't be had: the built-in one is shown",
      );
    }
  }

  /** A piece of the operator's style: kept here, else fetched from where the style says that it is. */
  async function fetched(of: Rewritten, path: string, key: string): Promise<Piece | undefined> {
    const asked = addressOf(path, of.origins);
    if (!asked) return undefined;
    const { kind, address } = asked;
    const body = await pieces.get(key, async () => {
      try {
        return await get(address, of.hosts, largest[kind], kind === "data" ? undefined : accepts[kind]);
      } catch (error) {
        // most hosts say so of tiles that have nothing in them
        if (error instanceof EgressRefusal && kind === "tile" && [204, 404, 410].includes(error.status ?? 0)) return Buffer.alloc(0);
        if (error instanceof EgressRefusal) return null;
        throw error;
      }
    });
    if (!body) throw refuse("Unavailable");
    return { body, type: typeOf(body, path), lasting: true };
  }

  return {
    load,
    /** Reads it anew where that is due: each day, and five minutes after it couldn't be had. */
    async keepFresh(): Promise<void> {
      if (!wanted) return;
      if (clock.now() - triedAt >= 5 * minute && (trouble || clock.now() - loadedAt >= day)) await load();
    },
    /** What is at a path below `/basemap`. */
    async piece(path: string): Promise<Piece | undefined> {
      if (path === "/map.json") {
        const answer: BasemapAnswer = now?.answer ?? { base: "builtIn", trouble };
        return { type: "application/json; charset=utf-8", body: Buffer.from(JSON.stringify(answer)), lasting: false };
      }
      const [, version, rest] = /^\/([\w-]{12})\/(.{1,800})$/.exec(path) ?? [];
      const loaded = [now, before].find((one) => one !== undefined && one.version === version);
      if (!loaded || rest === undefined) return undefined;
      if ("hosts" in loaded.of) return fetched(loaded.of, rest, path);
      const tile = tileIn(rest);
      if (tile?.source !== 0) return undefined;
      return { type: "application/x-protobuf", body: await loaded.of.tile(tile), lasting: true };
    },
  };
}

/** Pieces for a day, as many as fit; what couldn't be had isn't asked for again at once, and what several want at a time is fetched once. */
function createKept(clock: Clock) {
  const found = new Map<string, { body: Buffer | null; until: number }>();
  const coming = new Map<string, Promise<Buffer | null>>();
  let size = 0;
  const drop = (key: string): void => {
    size -= found.get(key)?.body?.length ?? 0;
    found.delete(key);
  };
  async function fetchedAnew(key: string, make: () => Promise<Buffer | null>): Promise<Buffer | null> {
    const body = await make();
    drop(key);
    found.set(key, { body, until: clock.now() + (body ? day : 10_000) });
    size += body?.length ?? 0;
    for (const [oldest] of found) {
      if (size <= mostKept && found.size <= 20_000) break;
      drop(oldest);
    }
    return body;
  }
  return {
    async get(key: string, make: () => Promise<Buffer | null>): Promise<Buffer | null> {
      const one = found.get(key);
      if (one && one.until > clock.now()) {
        // who was asked for last goes last
        found.delete(key);
        found.set(key, one);
        return one.body;
      }
      const made = coming.get(key) ?? fetchedAnew(key, make).finally(() => coming.delete(key));
      coming.set(key, made);
      return made;
    },
  };
}

/** What it is by its own first bytes: no word of another host becomes a header of ours. */
function typeOf(body: Buffer, path: string): string {
  if (body.subarray(0, 4).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47]))) return "image/png";
  if (body.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return "image/jpeg";
  if (body.subarray(0, 4).toString("latin1") === "RIFF" && body.subarray(8, 12).toString("latin1") === "WEBP") return "image/webp";
  return path.startsWith("d/") || path.endsWith(".json") ? "application/json" : "application/x-protobuf";
}
