import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";

type Given = { status?: number; location?: string; body?: string | Buffer; gzip?: boolean; never?: boolean };
/** A host of maps on this machine: what it answers is set by a test, and what it was asked is written down. */
export async function mapHost() {
  const asked: { path: string; headers: IncomingHttpHeaders }[] = [];
  const host = { answer: (_path: string): Given => ({ status: 404 }) };
  const server = createServer((req, res) => {
    asked.push({ path: req.url ?? "", headers: req.headers });
    const { status = 200, location, body = "", gzip = false, never } = host.answer(req.url ?? "");
    if (never) return;
    res.writeHead(status, { ...(location ? { location } : {}), ...(gzip ? { "content-encoding": "gzip" } : {}) });
    res.end(gzip ? gzipSync(body) : body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const name = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(host, {
    asked,
    name,
    at: `http://${name}`,
    stop(): void {
      server.closeAllConnections();
      server.close();
    },
  });
}
export type MapHost = Awaited<ReturnType<typeof mapHost>>;

const varint = (value: number): number[] => (value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))]);

type Archive = { tiles: readonly Buffer[]; layers?: readonly string[]; tileType?: number; attribution?: string };
/** A file of tiles as PMTiles 3 has it: the tiles given are those from the first number on (0/0/0, then 1/0/0 ...), each packed. */
export function pmtilesFile({ tiles, layers = ["earth", "water", "roads"], tileType = 1, attribution }: Archive): Buffer {
  const packed = tiles.map((tile) => gzipSync(tile));
  const directory = gzipSync(
    Buffer.from([
      ...varint(packed.length),
      // each number is one more than the one before
      ...packed.flatMap((_, at) => varint(at === 0 ? 0 : 1)),
      ...packed.flatMap(() => varint(1)),
      ...packed.flatMap((tile) => varint(tile.length)),
      // 0: right behind the one before; else the place and one
      ...packed.flatMap((_, at) => varint(at === 0 ? 1 : 0)),
    ]),
  );
  const metadata = gzipSync(JSON.stringify({ vector_layers: layers.map((id) => ({ id })), ...(attribution ? { attribution } : {}) }));
  const header = Buffer.alloc(127);
  header.write("PMTiles", 0, "latin1");
  header.writeUInt8(3, 7);
  const data = packed.reduce((sum, tile) => sum + tile.length, 0);
  const parts = [
    [127, directory.length],
    [127 + directory.length, metadata.length],
    [127 + directory.length + metadata.length, 0],
    [127 + directory.length + metadata.length, data],
  ] as const;
  for (const [at, [offset, length]] of parts.entries()) {
    header.writeBigUInt64LE(BigInt(offset), 8 + at * 16);
    header.writeBigUInt64LE(BigInt(length), 16 + at * 16);
  }
  for (const at of [72, 80, 88]) header.writeBigUInt64LE(BigInt(packed.length), at);
  // clustered, both packed by gzip, what kind of tiles, and how near and far they go
  for (const [at, value] of [1, 2, 2, tileType, 0, packed.length > 1 ? 1 : 0].entries()) header.writeUInt8(value, 96 + at);
  for (const [at, degrees] of [-11, 49, 2.5, 61.5].entries()) header.writeInt32LE(degrees * 1e7, 102 + at * 4);
  return Buffer.concat([header, directory, metadata, ...packed]);
}
