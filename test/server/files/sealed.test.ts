import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { aCanary } from "../../kit/canary.ts";
import { aCaseWithFiles, aPdf, aPhoto, fetchFile, posted, send } from "../../kit/files.ts";
import { createWorld, type World } from "../../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

const [name, inPdf, inPhoto, inText, refused, called] = ["name", "pdf", "photo", "text", "refused", "called"].map(aCanary) as [
  string,
  ...string[],
];
const secrets = [name, inPdf, inPhoto, inText, refused, called] as string[];

test("25. who takes the store away finds no byte of a file and no name of one: in no collection, not in the engine's files, not in what was logged", async ({
  skip,
}) => {
  const { roomId } = await aCaseWithFiles(world);
  const [rhona, tariq, otto] = await Promise.all([world.people.rhona, world.people.tariq, world.people.otto].map((who) => world.as(who)));
  if (!rhona || !tariq || !otto) throw new Error("three people");
  const { id } = await posted(world, rhona, roomId, aPdf(inPdf), { name: `${name}.pdf`, declared: "application/pdf" });
  await posted(world, rhona, roomId, await aPhoto({ words: inPhoto }), { name: `${name}.jpg` });
  await posted(world, tariq, roomId, Buffer.from(`${inText} `.repeat(30_000)), { name: `${name}.txt`, declared: "text/plain" });
  await send(world, rhona, roomId, Buffer.from(`<svg>${refused}</svg>`), { name: `${called}.exe`, declared: "x" });
  await send(world, otto, roomId, aPdf(refused), { name: `${called}.pdf`, declared: "application/pdf" });
  await world.app.effects.settled();
  expect((await fetchFile(world, tariq, roomId, id)).status).toBe(200);

  const db = world.database.getClient().db(world.name);
  const whole: Record<string, number> = {};
  for (const { name: collection } of await db.listCollections().toArray()) {
    const docs = await db.collection(collection).find({}, { promoteBuffers: true }).toArray();
    whole[collection] = docs.length;
    for (const doc of docs) {
      const bytes = [JSON.stringify(doc), ...Object.values(doc).map((v) => (Buffer.isBuffer(v) ? v.toString("latin1") : ""))].join("\n");
      for (const secret of secrets) expect(bytes.includes(secret), `${secret} in ${collection}`).toBe(false);
    }
  }
  for (const collection of ["files", "sealedFiles.files", "sealedFiles.chunks"]) expect(whole[collection]).toBeGreaterThan(2);
  const log = JSON.stringify(world.log);
  for (const secret of secrets) expect(log.includes(secret), `${secret} in the log`).toBe(false);

  if (process.env.MONGODB_URI) skip("the engine of MONGODB_URI keeps its files elsewhere");
  const marker = aCanary("marker");
  await db.collection("marker").insertOne({ marker }, { writeConcern: { w: "majority", j: true } });
  let sawMarker = false;
  const entries = await readdir(inject("engineFolder"), { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((e) => e.isFile())) {
    const bytes = await readFile(join(entry.parentPath, entry.name)).catch(() => Buffer.alloc(0));
    sawMarker ||= bytes.includes(marker);
    for (const secret of secrets) expect(bytes.includes(secret), `${secret} in ${entry.name}`).toBe(false);
  }
  expect(sawMarker, "the search would have found what lies there in the clear").toBe(true);
});
