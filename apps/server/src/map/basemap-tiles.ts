import { hash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { EtagMismatch, PMTiles, type Source, TileType } from "pmtiles";
import { StyleFault } from "./basemap-style.ts";

const openStreetMap = '<a href="https://www.openstreetmap.org/copyright">© OpenStreetMap contributors</a>';

/** One file of tiles on the server's own disk (PMTiles 3), read in ranges: whatever is asked for, no other file is ever opened. */
export function tilesFrom(path: string) {
  const source: Source = {
    getKey: () => path,
    async getBytes(offset, length, _signal, etag) {
      const file = await open(path, "r");
      try {
        const mark = await markOf(file);
        // it was replaced: what is known of its inside holds no more
        if (etag !== undefined && etag !== mark) throw new EtagMismatch(etag);
        const bytes = new ArrayBuffer(length);
        const { bytesRead } = await file.read(new Uint8Array(bytes), 0, length, offset);
        return { data: bytesRead < length ? bytes.slice(0, bytesRead) : bytes, etag: mark };
      } finally {
        await file.close();
      }
    },
  };
  const tiles = new PMTiles(source);
  return {
    /** What a map needs to know to ask for them; `version` is another one for another file. */
    async about() {
      const header = await tiles.getHeader();
      if (header.tileType !== TileType.Mvt) throw new StyleFault("its tiles are no vector tiles");
      const { attribution, vector_layers: layers } = (await tiles.getMetadata()) as { attribution?: unknown; vector_layers?: unknown };
      const names = Array.isArray(layers) ? layers.map((layer: { id?: unknown }) => layer.id) : [];
      // names of layers as Protomaps has them: of others our plain style would draw nothing
      if (names.length > 0 && !["earth", "water", "roads"].some((name) => names.includes(name)))
        throw new StyleFault("its layers are not those of Protomaps (earth, water, roads ...)");
      return {
        version: hash("sha256", `${path} ${header.etag}`, "base64url").slice(0, 12),
        source: {
          type: "vector",
          minzoom: header.minZoom,
          maxzoom: header.maxZoom,
          bounds: [header.minLon, header.minLat, header.maxLon, header.maxLat],
          attribution: typeof attribution === "string" && attribution.trim() !== "" ? attribution.slice(0, 1_000) : openStreetMap,
        },
      };
    },
    /** A tile, unpacked; empty where there is none. */
    async tile({ z, x, y }: { z: number; x: number; y: number }): Promise<Buffer> {
      const { minZoom, maxZoom } = await tiles.getHeader();
      if (z < minZoom || z > maxZoom) return Buffer.alloc(0);
      const found = await tiles.getZxy(z, x, y);
      return found ? Buffer.from(found.data) : Buffer.alloc(0);
    },
  };
}
export type Tiles = ReturnType<typeof tilesFrom>;

async function markOf(file: FileHandle): Promise<string> {
  const { mtimeMs, size, ino } = await file.stat();
  return `${ino}-${size}-${mtimeMs}`;
}
