import { request } from "node:http";
import type { Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, hour } from "../../kit/clock.ts";
import { aCaseWithFiles, aLongPdf, aPdf, bytesKept, fetchFile, send } from "../../kit/files.ts";
import { createNodes, type Nodes } from "../../kit/nodes.ts";
import { ourOrigin } from "../../kit/wire.ts";
import type { Client } from "../../kit/world.ts";

let nodes: Nodes;
beforeAll(async () => {
  // what is closed is closed by what happened, and not since it is looked at again by the clock
  nodes = await createNodes(2, { recheckEvery: 24 * hour });
});
afterAll(() => nodes?.stop());

const pdf = { name: "letter.pdf", declared: "application/pdf" };
const size = 12 * 1024 * 1024;

/** A case with a file in it, Rhona at the first node and Tariq at the second. */
async function scene(bytes: Buffer) {
  const at = { ...nodes.first, clock: nodes.clock, community: nodes.community };
  const built = await aCaseWithFiles(at);
  const { people } = nodes;
  const [rhona, tariq] = await Promise.all([nodes.at(0, people.rhona), nodes.at(1, people.tariq)]);
  const [here, there] = nodes.nodes as [Nodes["first"], Nodes["first"]];
  const { id } = await send(here, rhona, built.roomId, bytes, pdf);
  await rhona.act(built.roomId, "postMessage", { text: "The letter.", files: [id] });
  await here.app.effects.settled();
  const withdraw = () => rhona.act(built.roomId, "withdrawConsent", { consentId: built.consentId, method: "phone" });
  return { ...built, id, rhona, tariq, here, there, withdraw };
}

/** Begins to read a file and stops reading, as a device does that fell asleep. */
const halfRead = ({ base }: { base: string }, { who, cookie }: Client, roomId: string, id: string) =>
  new Promise<{ got(): number; gone: Promise<void>; port: number | undefined; read(): void }>((resolve, reject) => {
    const headers = { cookie, origin: ourOrigin, "x-linkwork-org": who.orgId };
    const asked = request(`${base}/files/${id}?${new URLSearchParams({ roomId })}`, { headers }, (response) => {
      let got = 0;
      const gone = new Promise<void>((ended) => response.once("close", ended));
      response.on("error", () => undefined);
      response.on("data", (chunk: Buffer) => {
        got += chunk.length;
        if (got === chunk.length) {
          response.pause();
          resolve({ got: () => got, gone, port: response.socket.localPort, read: () => response.resume() });
        }
      });
    });
    asked.on("error", reject);
    asked.end();
  });

test("8.3.2. the client withdraws: from that moment the file is absent at every node, whatever was kept to ask again with", async () => {
  const { roomId, id, tariq, here, there, withdraw } = await scene(aPdf());
  expect((await fetchFile(there, tariq, roomId, id)).status).toBe(200);
  await withdraw();
  const absent = await (await fetchFile(there, tariq, roomId, "01900000-0000-7000-8000-000000000000")).text();
  for (const node of [here, there])
    for (const headers of [{}, { range: "bytes=0-10" }, { "if-none-match": "*" }, { "if-modified-since": "Mon, 01 Jan 2035 00:00:00 GMT" }])
      for (const method of ["GET", "HEAD"]) {
        const response = await fetchFile(node, tariq, roomId, id, { method, headers });
        expect(response.status).toBe(404);
        expect(await response.text()).toBe(method === "GET" ? absent : "");
      }
});

test("8.3.2. a download under way at another node is cut by the withdrawal", async () => {
  const { roomId, id, tariq, there, withdraw } = await scene(aLongPdf(size));
  const sockets: Socket[] = [];
  there.app.http.on("connection", (socket) => void sockets.push(socket));
  const reading = await halfRead(there, tariq, roomId, id);
  const wire = sockets.find((socket) => socket.remotePort === reading.port);
  expect(wire?.destroyed).toBe(false);
  await withdraw();
  // though nothing is read any more, so that no further piece comes to be judged
  await eventually("cut", () => wire?.destroyed);
  reading.read();
  await reading.gone;
  expect(reading.got()).toBeLessThan(size);
});

test("8.3.2. an upload under way at another node ends like one to a room that isn't there, and no byte of it is kept", async () => {
  const { roomId, tariq, there, withdraw } = await scene(aPdf());
  const chunks = there.database.collection("sealedFiles.chunks");
  const [before, held] = [await bytesKept(there), await chunks.countDocuments({})];
  // begins, and never ends
  const body = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(aLongPdf(600_000)) });
  const sending = send(there, tariq, roomId, body, pdf);
  await eventually("the first bytes are there", async () => (await chunks.countDocuments({})) > held);
  await withdraw();
  const { status, body: told } = await sending;
  expect([status, told.error]).toEqual([404, { code: "NotFound", meaning: "NOT_FOUND", details: {} }]);
  await eventually("nothing is left of it", async () => (await chunks.countDocuments({})) === held);
  expect(await bytesKept(there)).toBe(before);
});

test("7.4.2. who signs out everywhere has nothing under way any more", async () => {
  const { roomId, id, tariq, there } = await scene(aLongPdf(size));
  const reading = await halfRead(there, tariq, roomId, id);
  const response = await fetch(`${there.base}/api/auth/revoke-sessions`, {
    method: "POST",
    headers: { cookie: tariq.cookie, origin: ourOrigin, "content-type": "application/json" },
    body: "{}",
  });
  expect(response.status).toBe(200);
  reading.read();
  await reading.gone;
  expect(reading.got()).toBeLessThan(size);
});
