import { createHash } from "node:crypto";
import { deflateSync, gzipSync } from "node:zlib";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aCaseWithFiles, aPdf, aPhoto, fetchFile, posted, send } from "../../kit/files.ts";
import { createWorld, type World } from "../../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

/** The standard test file, in two halves, so that this file is not taken for one. */
const eicar = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}", "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("");
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
const exe = Buffer.concat([Buffer.from("MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff", "latin1"), Buffer.alloc(500)]);

/** One file of a ZIP, stored as it is. */
function zip(name: string, body: Buffer): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt32LE(body.length, 18);
  head.writeUInt32LE(body.length, 22);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, Buffer.from(name), body]);
}

/** A PNG that says it is `side` by `side` dots, with next to nothing in it. */
function bombPng(side: number): Buffer {
  const crcTable = Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c >>> 0;
  });
  const crc = (data: Buffer) => {
    let c = 0xffffffff;
    for (const byte of data) c = (crcTable[(c ^ byte) & 255] ?? 0) ^ (c >>> 8);
    return (c ^ 0xffffffff) >>> 0;
  };
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc(body));
    return Buffer.concat([length, body, sum]);
  };
  const ihdr = Buffer.alloc(13);
  ihdr.writeUInt32BE(side, 0);
  ihdr.writeUInt32BE(side, 4);
  ihdr.set([1, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(Math.min(side * Math.ceil(side / 8), 20_000_000)), { level: 9 });
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", ihdr),
    chunk("IDAT", rows),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

const scene = async () => {
  const { roomId } = await aCaseWithFiles(world);
  const [rhona, tariq] = await Promise.all([world.as(world.people.rhona), world.as(world.people.tariq)]);
  return { roomId, rhona, tariq };
};
const rowOf = (id: string) => world.database.collection<{ _id: string; served?: unknown }>("files").findOne({ fileId: id } as never);

type Bad = { name: string; declared: string; bytes: () => Buffer | Promise<Buffer>; outcome?: string; reason: string };
const bad: Record<string, Bad> = {
  "EXE as PDF": { name: "letter.pdf", declared: "application/pdf", bytes: () => exe, reason: "mismatch" },
  "EXE under its own name": { name: "setup.exe", declared: "application/x-msdownload", bytes: () => exe, reason: "notAllowed" },
  "SVG with script": { name: "drawing.svg", declared: "image/svg+xml", bytes: () => Buffer.from(svg), reason: "notAllowed" },
  "SVG with script, said to be plain text": { name: "a.txt", declared: "text/plain", bytes: () => Buffer.from(svg), reason: "mismatch" },
  "SVG with script, said to be a photo": { name: "a.jpg", declared: "image/jpeg", bytes: () => Buffer.from(svg), reason: "mismatch" },
  "HTML, said to be plain text": {
    ...{ name: "a.txt", declared: "text/plain", reason: "mismatch" },
    bytes: () => Buffer.from("\n <!doctype html><body onload=alert(1)>"),
  },
  "zip bomb": {
    name: "papers.zip",
    declared: "application/zip",
    bytes: () => zip("a", gzipSync(Buffer.alloc(10_000_000))),
    reason: "archive",
  },
  "zip bomb as gzip": {
    name: "papers.gz",
    declared: "application/gzip",
    bytes: () => gzipSync(Buffer.alloc(10_000_000)),
    reason: "archive",
  },
  "a picture that unpacks to a billion dots": {
    name: "a.png",
    declared: "image/png",
    bytes: () => bombPng(40_000),
    reason: "tooManyPixels",
  },
  EICAR: { name: "a.txt", declared: "text/plain", bytes: () => Buffer.from(eicar), outcome: "infected", reason: "virus" },
  "EICAR inside a PDF": {
    ...{ name: "a.pdf", declared: "application/pdf", outcome: "infected", reason: "virus" },
    bytes: () => aPdf(eicar),
  },
  "wrong declared type": { name: "a.jpg", declared: "application/pdf", bytes: () => aPhoto(), reason: "mismatch" },
  "wrong ending": { name: "a.pdf", declared: "image/jpeg", bytes: () => aPhoto(), reason: "mismatch" },
  "a Word file": {
    ...{ name: "a.docx", declared: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", reason: "office" },
    bytes: () =>
      zip(
        "[Content_Types].xml",
        Buffer.from(
          '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        ),
      ),
  },
  "an AVIF photo, which is none of ours": {
    ...{ name: "a.avif", declared: "image/avif", reason: "photoFormat" },
    bytes: () =>
      sharp({ create: { width: 16, height: 16, channels: 3, background: "#fff" } })
        .avif()
        .toBuffer(),
  },
  "half of a photo": {
    ...{ name: "a.jpg", declared: "image/jpeg", reason: "broken" },
    bytes: async () => {
      const whole = await sharp(
        createHash("shake256", { outputLength: 300 * 300 * 3 })
          .update("noise")
          .digest(),
        {
          raw: { width: 300, height: 300, channels: 3 },
        },
      )
        .jpeg()
        .toBuffer();
      return whole.subarray(0, whole.length / 2);
    },
  },
  "half of a PDF": { name: "a.pdf", declared: "application/pdf", bytes: () => aPdf().subarray(0, 60), reason: "broken" },
  "a PDF behind something else": {
    name: "a.pdf",
    declared: "application/pdf",
    bytes: () => Buffer.concat([exe, aPdf()]),
    reason: "mismatch",
  },
  "bytes that are no text": {
    name: "a.txt",
    declared: "text/plain",
    bytes: () => Buffer.from([0x41, 0x00, 0xff, 0xfe]),
    reason: "mismatch",
  },
};

describe("17. it is quarantined, never served, thrown away, and the reason is told:", () => {
  for (const [title, { name, declared, bytes, outcome = "unreadable", reason }] of Object.entries(bad))
    test(title, async () => {
      const { roomId, rhona, tariq } = await scene();
      const { id, result } = await posted(world, rhona, roomId, await bytes(), { name, declared });
      expect(result).toEqual({ fileId: id, outcome, reason });
      for (const who of [rhona, tariq]) expect((await fetchFile(world, who, roomId, id)).status).toBe(404);
      const row = await rowOf(id);
      expect(row?.served).toBeUndefined();
      const bytesId = (row as unknown as { sent: { bytesId: string } }).sent.bytesId;
      for (const [collection, key] of [
        ["sealedFiles.files", "_id"],
        ["sealedFiles.chunks", "files_id"],
      ] as const)
        expect(await world.database.collection(collection).countDocuments({ [key]: bytesId as never })).toBe(0);
    });

  test("0 byte: refused at the door, in words", async () => {
    const { roomId, rhona } = await scene();
    const { status, body } = await send(world, rhona, roomId, Buffer.alloc(0));
    expect([status, body.error?.code]).toEqual([400, "FileEmpty"]);
  });
});

test("R10. of what is taken: each kind of picture is made anew, and a large one no larger than it need be; words and PDF come as they went", async () => {
  const { roomId, rhona, tariq } = await scene();
  const large = sharp({ create: { width: 4000, height: 1000, channels: 3, background: "#808080" } });
  const [jpeg, png, webp] = await Promise.all([
    large.clone().jpeg().toBuffer(),
    large.clone().png().toBuffer(),
    large.clone().webp().toBuffer(),
  ]);
  for (const [bytes, type, name] of [
    [jpeg, "image/jpeg", "a.JPG"],
    [png, "image/png", "a.png"],
    [webp, "image/webp", "a.webp"],
  ] as const) {
    const { id, result } = await posted(world, rhona, roomId, bytes, { name, declared: type });
    expect(result).toMatchObject({ outcome: "clean", type, width: 2560, height: 640 });
    const served = Buffer.from(await (await fetchFile(world, tariq, roomId, id)).arrayBuffer());
    expect((await sharp(served).metadata()).width).toBe(2560);
  }
  const words = Buffer.from("Tuesday, ten o'clock.\nمنگل\n");
  const { id } = await posted(world, rhona, roomId, words, { name: "note.txt", declared: "text/plain" });
  const response = await fetchFile(world, tariq, roomId, id);
  expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  expect(Buffer.from(await response.arrayBuffer())).toEqual(words);
});

describe("what is said of a file is checked at the door", () => {
  const cases: Record<string, { headers?: Record<string, string>; name?: string; id?: string; wanted: string }> = {
    "no name": { headers: { "x-linkwork-name": "" }, wanted: "400 BadInput name" },
    "a name that is no encoding": { headers: { "x-linkwork-name": "%zz" }, wanted: "400 BadInput name" },
    "a path as a name": { name: "../../etc/passwd.pdf", wanted: "400 BadInput name" },
    "a name that turns round before one's eyes": { name: "letter\u202efdp.exe", wanted: "400 BadInput name" },
    "a name with a line break": { name: "a\r\nset-cookie: x.pdf", wanted: "400 BadInput name" },
    "an id that is none": { id: "1", wanted: "400 BadInput id" },
    "a form": { headers: { "content-type": "multipart/form-data; boundary=x" }, wanted: "415 BadInput content-type" },
    "plain text, which a foreign page could send unasked": {
      headers: { "content-type": "text/plain" },
      wanted: "415 BadInput content-type",
    },
    "a foreign page": { headers: { origin: "https://evil.example" }, wanted: "403 WrongOrigin " },
    "another person's cookie": {
      headers: { "x-linkwork-person": "01900000-0000-7000-8000-000000000000" },
      wanted: "401 NotSignedIn personId",
    },
    "no hat": { headers: { "x-linkwork-org": "" }, wanted: "403 NotAMember orgId" },
    "no session": { headers: { cookie: "" }, wanted: "401 NotSignedIn " },
  };
  for (const [title, { wanted, ...sent }] of Object.entries(cases))
    test(`${title}: ${wanted}`, async () => {
      const { roomId, rhona } = await scene();
      const { status, body } = await send(world, rhona, roomId, aPdf(), { name: "a.pdf", declared: "application/pdf", ...sent });
      const { code, details } = body.error as { code: string; details: { field?: string } };
      expect(`${status} ${code} ${details.field ?? ""}`).toBe(wanted);
    });
});
