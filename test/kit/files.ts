import { randomBytes } from "node:crypto";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import sharp from "sharp";
import { aCase } from "./build.ts";
import { ourOrigin } from "./wire.ts";
import type { Client, World } from "./world.ts";

/** A picture whose left half is red and whose right half is blue, as a camera makes it: lying on its side, with place, camera and words in it. */
export async function aPhoto({ width = 300, height = 200, words = "hidden words" } = {}): Promise<Buffer> {
  const half = await sharp({ create: { width: width / 2, height, channels: 3, background: "#0000ff" } })
    .png()
    .toBuffer();
  return await sharp({ create: { width, height, channels: 3, background: "#ff0000" } })
    .composite([{ input: half, left: width / 2, top: 0 }])
    .jpeg({ quality: 90 })
    .withExif({
      IFD0: { Make: "Invented", Model: "Camera", ImageDescription: words, Copyright: words },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "55/1 51/1 3000/100", GPSLongitudeRef: "W", GPSLongitude: "4/1 15/1 900/100" },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer();
}

/** A letter as a program saves it: one empty page. */
export const aPdf = (words = "a letter"): Buffer =>
  Buffer.from(
    `%PDF-1.4\n% ${words}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
  );

/** Where both organisations may have files. */
export const aCaseWithFiles = (world: Parameters<typeof aCase>[0], more: string[] = []) =>
  aCase(world, { consent: { terms: { scopes: ["identity", "needs", "message", "attach", ...more] } } });

type Sent = { name?: string; declared?: string; id?: string; headers?: Record<string, string>; base?: string; signal?: AbortSignal };
type Told = { status: number; body: { event?: { seq: number; body: Record<string, unknown> }; error?: { code: string; details: object } } };

const headersOf = ({ who, cookie }: Client) => ({ cookie, origin: ourOrigin, "x-linkwork-org": who.orgId });

/** Sends a file, as somebody does who read docs/wire.md. */
export async function send(
  { base }: Pick<World, "base">,
  client: Client,
  roomId: RoomId,
  bytes: Buffer | ReadableStream,
  { name = "letter.jpg", declared = "image/jpeg", id = newId(Date.now()), headers = {}, signal }: Sent = {},
): Promise<Told & { id: string }> {
  const response = await fetch(`${base}/files?${new URLSearchParams({ roomId, id })}`, {
    method: "POST",
    headers: {
      ...headersOf(client),
      "content-type": "application/octet-stream",
      "x-linkwork-name": encodeURIComponent(name),
      "x-linkwork-type": declared,
      ...headers,
    },
    body: bytes as never,
    ...({ duplex: "half" } as object),
    ...(signal ? { signal } : {}),
  });
  return { id, status: response.status, body: (await response.json()) as Told["body"] };
}

/** Asks for a file. */
export const fetchFile = (
  { base }: Pick<World, "base">,
  client: Client,
  roomId: RoomId,
  id: string,
  init: RequestInit = {},
): Promise<Response> =>
  fetch(`${base}/files/${id}?${new URLSearchParams({ roomId })}`, { ...init, headers: { ...headersOf(client), ...init.headers } });

/** Sends a file and a message that carries it, and waits until it was looked at. */
export async function posted(world: World, client: Client, roomId: RoomId, bytes: Buffer, sent: Sent = {}) {
  const told = await send(world, client, roomId, bytes, sent);
  if (told.status !== 200) throw new Error(`not taken: ${JSON.stringify(told)}`);
  const message = await client.act(roomId, "postMessage", { text: "The letter.", files: [told.id] });
  await world.app.effects.settled();
  const { events } = await world.app.log.read(roomId, 0);
  const checked = events.find((e) => e.type === "fileChecked" && e.body.fileId === told.id);
  return { id: told.id, message, result: checked?.body };
}

/** A PDF of so many bytes, different each time. */
export function aLongPdf(size: number): Buffer {
  const [head, tail] = [Buffer.from("%PDF-1.4\n%"), Buffer.from("\n%%EOF\n")];
  return Buffer.concat([head, randomBytes(size - head.length - tail.length), tail]);
}

/** How many files' bytes the store holds. */
export const bytesKept = ({ database }: Pick<World, "database">): Promise<number> =>
  database.collection("sealedFiles.files").countDocuments({});

/** A clamd of our own: speaks INSTREAM, and says what the test wants. "silent" takes everything and never answers. */
export async function fakeClamd(port = 0) {
  const seen: Buffer[] = [];
  const state = { says: "stream: OK" as string | "silent" };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    let held = Buffer.alloc(0);
    const body: Buffer[] = [];
    let greeted = false;
    socket.on("data", (chunk) => {
      held = Buffer.concat([held, chunk]);
      const hello = "zINSTREAM\0";
      if (!greeted && held.length >= hello.length) {
        if (held.subarray(0, hello.length).toString() !== hello) return void socket.end("UNKNOWN COMMAND\0");
        greeted = true;
        held = held.subarray(hello.length);
      }
      while (greeted && held.length >= 4) {
        const length = held.readUInt32BE(0);
        if (held.length < 4 + length) return;
        body.push(held.subarray(4, 4 + length));
        held = held.subarray(4 + length);
        if (length > 0) continue;
        seen.push(Buffer.concat(body));
        if (state.says !== "silent") socket.end(`${state.says}\0`);
        return;
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const at = server.address() as AddressInfo;
  return {
    url: `tcp://127.0.0.1:${at.port}`,
    port: at.port,
    seen,
    state,
    async stop(): Promise<void> {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
