import { afterEach, expect, test } from "vitest";
import { day, eventually } from "../../kit/clock.ts";
import { aCaseWithFiles, aPdf, aPhoto, bytesKept, fakeClamd, fetchFile, send } from "../../kit/files.ts";
import { nobody } from "../../kit/given.ts";
import { createNodes, type Nodes } from "../../kit/nodes.ts";

let nodes: Nodes;
let clamd: Awaited<ReturnType<typeof fakeClamd>> | undefined;
afterEach(async () => {
  await nodes?.stop();
  await clamd?.stop();
  clamd = undefined;
});
const aScene = () => aCaseWithFiles({ ...nodes.first, clock: nodes.clock, community: nodes.community });
const types = async (roomId: never) => (await nodes.first.app.log.read(roomId, 0)).events.map((e) => e.type);

test("a node that dies between an upload and the look at it: another node finishes, and there is one word about the file", async () => {
  clamd = await fakeClamd();
  clamd.state.says = "silent";
  nodes = await createNodes(3, { clamdUrl: clamd.url });
  const [first, dying, other] = nodes.nodes as [Nodes["first"], Nodes["first"], Nodes["first"]];
  const { roomId } = await aScene();
  const [rhona, far] = await Promise.all([nodes.at(1, nodes.people.rhona), nodes.at(2, nodes.people.rhona)]);
  const { id, status } = await send(dying, rhona, roomId, await aPhoto());
  expect(status).toBe(200);
  await eventually("the dying node has begun to look", () => clamd?.seen.length === 1);
  await (dying as Nodes["nodes"][number]).kill();
  clamd.state.says = "stream: OK";
  await Promise.all([first, other].map((node) => node.app.effects.sweep()));
  const { events } = await first.app.log.read(roomId, 0);
  const words = events.filter((e) => e.type === "fileChecked").map((e) => e.body);
  expect(words).toEqual([expect.objectContaining({ fileId: id, outcome: "clean" })]);
  await far.act(roomId, "postMessage", { text: "The letter.", files: [id] });
  expect((await fetchFile(other, far, roomId, id)).status).toBe(200);
  // of what several made anew one is kept
  expect(await bytesKept(first)).toBe(1);
});

test("a node that dies between the bytes and their event: the same sent again is one file; what nobody sends again is gone after a day", async () => {
  nodes = await createNodes(1);
  const { roomId } = await aScene();
  const rhona = await nodes.at(0, nodes.people.rhona);
  const { personId } = nodes.people.rhona;
  const { app } = nodes.first;
  const once = async function* () {
    yield aPdf();
  };
  const [again, never] = [nobody(), nobody()];
  for (const fileId of [again, never])
    await app.files.take({ room: roomId, fileId, personId, epoch: 1, grant: () => ({ since: 1, holders: [] }), expected: 0 }, once());
  const pdf = { name: "letter.pdf", declared: "application/pdf" };
  expect((await send(nodes.first, rhona, roomId, aPdf(), { ...pdf, id: again })).status).toBe(200);
  await app.effects.settled();
  expect((await types(roomId as never)).filter((t) => t.startsWith("file"))).toEqual(["fileAdded", "fileChecked"]);
  expect(await bytesKept(nodes.first)).toBe(2);
  expect(await app.files.tidy()).toBe(0);
  nodes.clock.advance(day + 60_000);
  await app.files.tidy();
  expect(await bytesKept(nodes.first)).toBe(1);
  const rows = await nodes.first.database.collection("files").find({}).toArray();
  expect(rows.map((row) => row.fileId)).toEqual([again]);
});

test("a node that dies before it threw away what a photo was made from: it is gone after a day, and the photo is still served", async () => {
  nodes = await createNodes(1);
  const { roomId } = await aScene();
  const rhona = await nodes.at(0, nodes.people.rhona);
  const { app, database } = nodes.first;
  const { id } = await send(nodes.first, rhona, roomId, await aPhoto());
  await rhona.act(roomId, "postMessage", { text: "The letter.", files: [id] });
  await app.effects.settled();
  const row = await database.collection("files").findOne({ fileId: id });
  const files = database.collection("sealedFiles.files");
  const kept = await files.findOne({});
  await files.insertOne({ ...kept, _id: row?.sent.bytesId });
  nodes.clock.advance(day + 60_000);
  expect(await app.files.tidy()).toBe(1);
  expect((await files.find({}).toArray()).map((doc) => doc._id)).toEqual([row?.served.bytesId]);
  const after = await nodes.desk.signInAgain(nodes.first, nodes.people.rhona);
  expect((await fetchFile(nodes.first, { ...rhona, cookie: after }, roomId, id)).status).toBe(200);
});

test("bytes that were changed in the store are never served, nor bytes of another file in their place", async () => {
  nodes = await createNodes(1);
  const { roomId } = await aScene();
  const rhona = await nodes.at(0, nodes.people.rhona);
  const pdf = { name: "letter.pdf", declared: "application/pdf" };
  const ids: string[] = [];
  for (const words of ["one", "two"]) {
    const { id } = await send(nodes.first, rhona, roomId, aPdf(words), pdf);
    await rhona.act(roomId, "postMessage", { text: words, files: [id] });
    ids.push(id);
  }
  await nodes.first.app.effects.settled();
  const chunks = nodes.first.database.collection("sealedFiles.chunks");
  const [a, b] = await chunks.find({}).toArray();
  await chunks.updateOne({ _id: a?._id as never }, { $set: { data: b?.data } });
  const answers = await Promise.all(
    ids.map((id) =>
      fetchFile(nodes.first, rhona, roomId, id).then(
        (r) => r.text(),
        () => "cut",
      ),
    ),
  );
  expect(answers.filter((text) => text.startsWith("%PDF"))).toHaveLength(1);
});

test("a node that dies while the letter of a message that was taken out is thrown away: done again, however late, nothing of it is left", async () => {
  nodes = await createNodes(1);
  const { roomId } = await aScene();
  const rhona = await nodes.at(0, nodes.people.rhona);
  const { app, database } = nodes.first;
  const chunks = database.collection("sealedFiles.chunks");
  const letter = async () => (await send(nodes.first, rhona, roomId, aPdf(), { name: "letter.pdf", declared: "application/pdf" })).id;
  // where it died: the row is gone and every byte is there; or the pieces are gone too, and what names them is not
  const [whole, half] = [await letter(), await letter()];
  await app.effects.settled();
  nodes.clock.advance(40 * day);
  const bytes = (await database.collection("sealedFiles.files").findOne({ filename: `${roomId}/${half}` }))?._id;
  await database.collection("files").deleteMany({ fileId: { $in: [whole, half] } });
  await chunks.deleteMany({ files_id: bytes });
  for (const id of [whole, half]) await app.files.erase(roomId, id);
  expect(await bytesKept(nodes.first)).toBe(0);
  expect(await chunks.countDocuments({})).toBe(0);
});
