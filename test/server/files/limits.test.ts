import { newId } from "@linkwork/shared/kernel/ids.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { day, eventually } from "../../kit/clock.ts";
import { aCaseWithFiles, aLongPdf, aPdf, bytesKept, fetchFile, posted, send } from "../../kit/files.ts";
import { createWorld, type World } from "../../kit/world.ts";

const limit = 20 * 1024 * 1024;
let world: World;
/** As the other, and gives up soon who sends nothing. */
let impatient: World;
beforeAll(async () => {
  [world, impatient] = await Promise.all([createWorld({ filesPerDay: 3 * limit }), createWorld({ uploadSilence: 5000 })]);
});
afterAll(() => Promise.all([world?.stop(), impatient?.stop()]));

const pdf = { name: "letter.pdf", declared: "application/pdf" };
const aRoom = async (at = world) => (await aCaseWithFiles(at)).roomId;
/** The bytes in parts, without saying how many there are. */
const streamOf = (bytes: Buffer, part = 1024 * 1024) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += part) controller.enqueue(bytes.subarray(at, at + part));
      controller.close();
    },
  });
const never = () => new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(aPdf()) });
const said = ({ status, body }: Awaited<ReturnType<typeof send>>) => `${status} ${body.error?.code ?? "taken"}`;

test("R10. 20 MB is taken; one byte more is refused, said beforehand or not, and nothing of it stays", async () => {
  const roomId = await aRoom();
  const rhona = await world.as(world.people.rhona);
  expect(said(await send(world, rhona, roomId, aLongPdf(limit), pdf))).toBe("200 taken");
  const before = await bytesKept(world);
  expect(said(await send(world, rhona, roomId, aLongPdf(limit + 1), pdf))).toBe("413 FileTooLarge");
  expect(said(await send(world, rhona, roomId, streamOf(aLongPdf(limit + 1)), pdf))).toBe("413 FileTooLarge");
  await eventually("nothing of it stays", async () => (await bytesKept(world)) === before);
});

test("a person's files of one day have a limit, in all rooms together; the next day they may send again", async () => {
  const tariq = await world.as(world.people.tariq);
  for (let i = 0; i < 2; i++) expect(said(await send(world, tariq, await aRoom(), aLongPdf(limit), pdf))).toBe("200 taken");
  expect(said(await send(world, tariq, await aRoom(), aLongPdf(limit - 1000), pdf))).toBe("200 taken");
  const roomId = await aRoom();
  expect(said(await send(world, tariq, roomId, aLongPdf(2000), pdf))).toBe("429 FilesToday");
  // somebody else's day is not theirs
  expect(said(await send(world, await world.as(world.people.rhona), roomId, aPdf(), pdf))).toBe("200 taken");
  await world.later(day + 1000);
  expect(said(await send(world, tariq, await aRoom(), aPdf(), pdf))).toBe("200 taken");
});

test("files that are begun at the same moment count for the day of each other, whatever they said of their length", async () => {
  const hana = world.people.hana;
  const roomId = await aRoom();
  const take = (source: AsyncIterable<Buffer>) =>
    world.app.files
      .take(
        {
          room: roomId,
          fileId: newId(world.clock.now()),
          personId: hana.personId,
          epoch: 1,
          grant: () => ({ since: 1, holders: [] }),
          expected: 0,
        },
        source,
      )
      .then(
        () => "taken",
        (error: { code: string }) => error.code,
      );
  const before = await bytesKept(world);
  const gates = Array.from({ length: 4 }, () => Promise.withResolvers<void>());
  let begun = 0;
  const asked = gates.map(({ promise }) =>
    take(
      (async function* () {
        begun += 1;
        await promise;
        yield aLongPdf(limit);
      })(),
    ),
  );
  await eventually("all four have begun", () => begun === 4);
  const answers: string[] = [];
  for (const [i, gate] of gates.entries()) {
    gate.resolve();
    answers.push((await asked[i]) as string);
  }
  expect(answers).toEqual(["taken", "taken", "taken", "FilesToday"]);
  expect(await bytesKept(world)).toBe(before + 3);
});

test("who begins and sends nothing more is given up, and nothing of it stays", async () => {
  const roomId = await aRoom(impatient);
  const rhona = await impatient.as(impatient.people.rhona);
  const before = await bytesKept(impatient);
  expect(said(await send(impatient, rhona, roomId, never(), pdf))).toBe("503 TooSlow");
  expect(await bytesKept(impatient)).toBe(before);
});

test("a person has at most four files under way at once", async () => {
  const roomId = await aRoom(impatient);
  const rhona = await impatient.as(impatient.people.rhona);
  const answers = await Promise.all(Array.from({ length: 6 }, () => send(impatient, rhona, roomId, never(), pdf)));
  expect(answers.map(said).sort()).toEqual([...Array(2).fill("429 TooManyCalls"), ...Array(4).fill("503 TooSlow")]);
});

test("a screen of ten photos is fetched at once, and each comes", async () => {
  const roomId = await aRoom();
  const rhona = await world.as(world.people.rhona);
  const ids = await Promise.all(Array.from({ length: 3 }, (_, i) => posted(world, rhona, roomId, aPdf(String(i)), pdf)));
  const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => fetchFile(world, rhona, roomId, ids[i % 3]?.id ?? "")));
  expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(200));
  await Promise.all(answers.map((answer) => answer.arrayBuffer()));
});

test("who breaks off leaves nothing behind", async () => {
  const roomId = await aRoom();
  const rhona = await world.as(world.people.rhona);
  const [before, chunks] = [await bytesKept(world), world.database.collection("sealedFiles.chunks")];
  const held = await chunks.countDocuments({});
  const stop = new AbortController();
  const body = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(aLongPdf(600_000)) });
  const sending = send(world, rhona, roomId, body, { ...pdf, signal: stop.signal }).catch(() => "broken off");
  await eventually("some of it is there", async () => (await chunks.countDocuments({})) > held);
  stop.abort();
  expect(await sending).toBe("broken off");
  await eventually("all of it is gone", async () => (await chunks.countDocuments({})) === held);
  expect(world.log.filter((line) => line.level === "error")).toEqual([]);
  expect(await bytesKept(world)).toBe(before);
});
