import type { AccessEvent } from "@linkwork/shared/cases/schema.ts";
import { accessRoom } from "@linkwork/shared/kernel/room.ts";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aCaseWithFiles, aPdf, aPhoto, bytesKept, fetchFile, posted, send } from "../../kit/files.ts";
import { createWorld, type World } from "../../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

const scene = async () => {
  const built = await aCaseWithFiles(world);
  const [rhona, tariq] = await Promise.all([world.as(world.people.rhona), world.as(world.people.tariq)]);
  return { ...built, rhona, tariq };
};

test("17. a GPS photo: made anew the right way up, without place, camera or words, and the other worker has it", async () => {
  const { roomId, rhona, tariq } = await scene();
  await tariq.watch(roomId);
  const photo = await aPhoto();
  expect(photo.includes("hidden words")).toBe(true);
  const before = await sharp(photo).metadata();
  expect([before.width, before.height, before.orientation, before.exif === undefined]).toEqual([300, 200, 6, false]);

  const { id, result } = await posted(world, rhona, roomId, photo, { name: "Brief für Müller.jpg" });
  expect(result).toEqual({ fileId: id, outcome: "clean", type: "image/jpeg", width: 200, height: 300, size: expect.any(Number) });
  const response = await fetchFile(world, tariq, roomId, id);
  expect(response.status).toBe(200);
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(bytes.length).toBe(result?.size);
  const { width, height, orientation, exif, xmp, iptc, icc } = await sharp(bytes).metadata();
  expect({ width, height, orientation, exif, xmp, iptc, icc }).toEqual({ width: 200, height: 300 });
  for (const trace of ["hidden words", "Invented", "Camera", "Exif"]) expect(bytes.includes(trace), trace).toBe(false);
  // turned by a quarter: what was left is above
  const dot = async (top: number) => [...(await sharp(bytes).extract({ left: 100, top, width: 1, height: 1 }).raw().toBuffer())];
  const [above, below] = [await dot(20), await dot(280)];
  expect(above[0]).toBeGreaterThan(200);
  expect(below[2]).toBeGreaterThan(200);
});

test("R10. a file is served as an attachment, sniffed by nobody, in a sandbox, kept by nobody, and without a mark to ask again by", async () => {
  const { roomId, rhona, tariq } = await scene();
  const { id } = await posted(world, rhona, roomId, aPdf(), { name: "letter.pdf", declared: "application/pdf" });
  const response = await fetchFile(world, tariq, roomId, id);
  const { headers } = response;
  expect(Buffer.from(await response.arrayBuffer())).toEqual(aPdf());
  expect(headers.get("content-type")).toBe("application/pdf");
  expect(headers.get("content-disposition")).toBe("attachment; filename=letter.pdf");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("content-security-policy")).toContain("sandbox");
  expect(headers.get("cache-control")).toBe("no-store");
  expect([headers.get("etag"), headers.get("last-modified"), headers.get("accept-ranges")]).toEqual([null, null, null]);
});

test("a download is on record with the number of its message before the first byte, a denial too", async () => {
  const { roomId, caseId, rhona, tariq } = await scene();
  const { id, message } = await posted(world, rhona, roomId, aPdf(), { name: "letter.pdf", declared: "application/pdf" });
  await fetchFile(world, tariq, roomId, id);
  await fetchFile(world, tariq, roomId, "01900000-0000-7000-8000-000000000000");
  const records = (await world.app.log.read(accessRoom(caseId), 0)).events as unknown as AccessEvent[];
  const { personId, orgId } = world.people.tariq;
  expect(records.map((e) => e.body).filter((r) => r.what === "file")).toEqual([
    { what: "file", decision: "permit", personId, orgId, fromSeq: message.seq, toSeq: message.seq },
    { what: "file", decision: "deny", personId, orgId, fromSeq: 0, toSeq: 0 },
  ]);
});

test("an id that something else in the room has is refused, and no byte is kept under it", async () => {
  const { roomId, rhona } = await scene();
  const { id } = await rhona.act(roomId, "postMessage", { text: "hello" });
  const before = await bytesKept(world);
  expect((await send(world, rhona, roomId, aPdf(), { id })).body.error).toMatchObject({ code: "IdReused" });
  expect(await bytesKept(world)).toBe(before);
});

test("the same id and bytes again, also at once, are one file; other bytes under the id are refused", async () => {
  const { roomId, rhona } = await scene();
  const photo = await aPhoto();
  const first = await send(world, rhona, roomId, photo);
  const again = await Promise.all([1, 2, 3].map(() => send(world, rhona, roomId, photo, { id: first.id })));
  for (const one of again) expect(one).toEqual(first);
  expect((await send(world, rhona, roomId, aPdf(), { id: first.id })).body.error).toMatchObject({ code: "IdReused" });
  await world.app.effects.settled();
  const { events } = await world.app.log.read(roomId, 0);
  expect(events.filter((e) => e.type === "fileAdded")).toHaveLength(1);
  expect(events.filter((e) => e.type === "fileChecked")).toHaveLength(1);
  const files = await world.database.collection("sealedFiles.files").find({}).toArray();
  const rows = await world.database.collection<{ _id: string; served?: { bytesId: string } }>("files").find({ room: roomId }).toArray();
  expect(rows).toHaveLength(1);
  expect(files.filter((f) => String(f._id) === rows[0]?.served?.bytesId)).toHaveLength(1);
});
