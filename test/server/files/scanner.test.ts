import { afterAll, beforeAll, expect, test } from "vitest";
import { aCaseWithFiles, aPdf, aPhoto, fakeClamd, fetchFile, send } from "../../kit/files.ts";
import { createWorld, type World } from "../../kit/world.ts";

let clamd: Awaited<ReturnType<typeof fakeClamd>>;
let world: World;
beforeAll(async () => {
  clamd = await fakeClamd();
  world = await createWorld({ clamdUrl: clamd.url });
});
afterAll(async () => {
  await world?.stop();
  await clamd?.stop();
});

const pdf = { name: "letter.pdf", declared: "application/pdf" };
const scene = async () => {
  const { roomId } = await aCaseWithFiles(world);
  const rhona = await world.as(world.people.rhona);
  const put = async (bytes: Buffer, said = {}) => {
    const { id } = await send(world, rhona, roomId, bytes, { ...pdf, ...said });
    await rhona.act(roomId, "postMessage", { text: "The letter.", files: [id] });
    await world.app.effects.settled();
    return id;
  };
  const word = async (id: string) =>
    (await world.app.log.read(roomId, 0)).events.find((e) => e.type === "fileChecked" && e.body.fileId === id)?.body;
  return { roomId, rhona, put, word, status: async (id: string) => (await fetchFile(world, rhona, roomId, id)).status };
};

test("clamd sees every byte as it was sent, before anybody else, and what it calls clean is served", async () => {
  const { put, word, status } = await scene();
  clamd.state.says = "stream: OK";
  const photo = await aPhoto({ width: 1000, height: 800 });
  const id = await put(photo, { name: "a.jpg", declared: "image/jpeg" });
  expect(clamd.seen.at(-1)?.equals(photo)).toBe(true);
  expect(await word(id)).toMatchObject({ outcome: "clean" });
  expect(await status(id)).toBe(200);
});

test("what clamd finds is infected: never served, and thrown away", async () => {
  const { put, word, status } = await scene();
  clamd.state.says = "stream: Win.Test.Invented-1 FOUND";
  const id = await put(aPdf());
  expect(await word(id)).toEqual({ fileId: id, outcome: "infected", reason: "virus" });
  expect(await status(id)).toBe(404);
});

test("while clamd is down or says nothing sensible a file stays quarantined, nothing else waits for it, and it is tried again until it is done", async () => {
  const { roomId, rhona, put, word, status } = await scene();
  clamd.state.says = "INSTREAM size limit exceeded. ERROR";
  const odd = await put(aPdf("odd"));
  await clamd.stop();
  const down = await put(aPdf("down"));
  for (let i = 0; i < 3; i++) await world.app.effects.sweep();
  for (const id of [odd, down]) {
    expect(await word(id)).toBeUndefined();
    expect(await status(id)).toBe(404);
  }
  // a sweep that can't finish a file finishes what comes after it
  const after = await rhona.act(roomId, "postMessage", {
    text: "@Tariq",
    mentions: [{ kind: "person", personId: world.people.tariq.personId }],
  });
  await world.app.effects.settled();
  await world.database.collection("commits").updateOne({ room: roomId, seq: after.seq }, { $set: { due: true } });
  await world.app.effects.sweep();
  expect((await world.app.log.due()).flatMap((d) => d.events.map((e) => e.type))).toEqual(["fileAdded", "fileAdded"]);
  clamd = await fakeClamd(clamd.port);
  await world.app.effects.sweep();
  for (const id of [odd, down]) {
    expect(await word(id)).toMatchObject({ outcome: "clean" });
    expect(await status(id)).toBe(200);
  }
});

test("the page can say whether there is a scanner", async () => {
  const rhona = await world.as(world.people.rhona);
  expect(await rhona.call("identity.welcome")).toMatchObject({ data: { scanned: true } });
  const without = await createWorld();
  expect(await (await without.as(without.people.rhona)).call("identity.welcome")).toMatchObject({ data: { scanned: false } });
  await without.stop();
});
