import { randomBytes } from "node:crypto";
import sharp from "sharp";
import { newId } from "../../packages/shared/src/kernel/ids.ts";
import { hangUp, productPeers } from "./fan-out.ts";
import { makeCommunity } from "./fixture.ts";
import { steady } from "./latency.ts";
import { startProduct } from "./machine.ts";
import { note } from "./report.ts";
import type { Bench } from "./run.ts";
import { signIn } from "./wire.ts";

const perSecond = 50;
const size = 20 * 1024 * 1024;
const shape = { rooms: 10, sockets: 5 };

/** P12: files of 20 MB come in one after the other, and the others' messages are timed with and without them. */
export async function uploads(bench: Bench): Promise<void> {
  const databaseName = `p12-${Date.now()}`;
  const community = await makeCommunity({ uri: bench.uri, databaseName, each: 2, cases: shape.rooms + 5 });
  const server = await startProduct({ uri: bench.uri, databaseName });
  const peers = await productPeers({ server, community, shape, cookies: new Map() });
  const sender = community.people[0];
  if (!sender) throw new Error("nobody there");
  const cookie = await signIn(server.port, sender);
  const rooms = community.rooms.slice(shape.rooms);
  let turn = 0;
  async function send(bytes: Buffer, name: string): Promise<number> {
    const began = performance.now();
    const query = new URLSearchParams({ roomId: rooms[turn++ % rooms.length] ?? "", id: newId(Date.now()) });
    const response = await fetch(`http://127.0.0.1:${server.port}/files?${query}`, {
      method: "POST",
      headers: {
        cookie,
        "x-linkwork": "1",
        "x-linkwork-org": sender?.orgId ?? "",
        "x-linkwork-name": name,
        "content-type": "application/octet-stream",
      },
      body: new Uint8Array(bytes),
    });
    if (!response.ok) throw new Error(`upload: ${response.status} ${await response.text()}`);
    await response.arrayBuffer();
    return performance.now() - began;
  }
  const pdf = Buffer.concat([Buffer.from("%PDF-1.4\n%"), randomBytes(size - 17), Buffer.from("\n%%EOF\n")]);
  const photo = await aLargePhoto();
  for (const [what, bytes, name] of [
    ["PDF", pdf, "a.pdf"],
    ["photo", photo, "a.jpg"],
  ] as const) {
    const [quiet, busy, took]: [number[], number[], number[]] = [[], [], []];
    await steady(peers, { perSecond, seconds: 1 });
    for (let run = 0; run < bench.runs; run++) {
      quiet.push((await steady(peers, { perSecond, seconds: bench.seconds })).p95);
      let going = true;
      const sending = (async () => {
        while (going) took.push(await send(bytes, name));
      })();
      busy.push((await steady(peers, { perSecond, seconds: bench.seconds })).p95);
      going = false;
      await sending;
    }
    const megabytes = (bytes.length / 1024 / 1024).toFixed(0);
    note({
      goal: "P12",
      what: `one upload of a ${megabytes} MB ${what}, until it is durable`,
      unit: "ms",
      ours: took,
      peer: [],
      aim: "printed",
    });
    note({
      goal: "P12",
      what: `others' messages while such a ${what} always comes in, p95 against without`,
      unit: "ms",
      ours: busy,
      peer: quiet,
      aim: "p95 <= 300 ms",
      judge: (_ratio, ours) => ours <= 300,
    });
  }
  hangUp(peers);
  await server.stop();
}

/** As large as one may be: noise, which no JPEG makes small. */
async function aLargePhoto(): Promise<Buffer> {
  const [width, height] = [4600, 3400];
  const dots = randomBytes(width * height * 3);
  for (let quality = 95; quality > 20; quality -= 5) {
    const made = await sharp(dots, { raw: { width, height, channels: 3 } })
      .jpeg({ quality })
      .toBuffer();
    if (made.length <= size) return made;
  }
  throw new Error("no such photo");
}
