import { newId, uuidOf } from "@linkwork/shared/kernel/ids.ts";
import { kernelCodes, Refusal, refuse } from "@linkwork/shared/kernel/refusal.ts";
import * as rooms from "@linkwork/shared/kernel/room.ts";
import { EventId, line, RoomId, text } from "@linkwork/shared/kernel/shapes.ts";
import { Call, Hat, Signal, Subscribe } from "@linkwork/shared/kernel/wire.ts";
import fc from "fast-check";
import { expect, test } from "vitest";

test("an id made later sorts later, carries its moment and fits the wire", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 47 }), fc.integer({ min: 1, max: 2 ** 40 }), (at, later) => {
      const [a, b] = [newId(at), newId(at + later)];
      expect(a < b).toBe(true);
      expect(Number.parseInt(a.replace("-", "").slice(0, 12), 16)).toBe(at);
      expect(EventId.safeParse(a).success).toBe(true);
    }),
  );
  expect(new Set(Array.from({ length: 10_000 }, () => newId(0))).size).toBe(10_000);
});

test("bytes make a uuid of the version that was asked for", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 32 }), fc.constantFrom(7, 8), (bytes, version) => {
      expect(uuidOf(bytes, version)).toMatch(new RegExp(`^[0-9a-f]{8}-[0-9a-f]{4}-${version}[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`));
    }),
  );
});

test("a room's name tells its kind and its subject, and nothing else is a room's name", () => {
  const id = newId<string & never>(0);
  const table = [
    [rooms.caseRoom(id), "case"],
    [rooms.accessRoom(id), "access"],
    [rooms.clientRoom(id), "client"],
    [rooms.opportunityRoom(id), "opportunity"],
    [rooms.sessionRoom(id), "session"],
    [rooms.weekRoom(id, "2027-W13"), "week"],
    [rooms.weekRoom(id, "all"), "week"],
    [rooms.reflectionRoom(id), "reflection"],
    [rooms.learningRoom(id), "learning"],
    [rooms.trainingRoom(id), "training"],
    [rooms.orgRoom(id), "org"],
    [rooms.orgAccessRoom(id), "access"],
    [rooms.personRoom(id), "person"],
  ] as const;
  for (const [name, kind] of table) {
    expect(RoomId.parse(name)).toBe(name);
    expect(rooms.kindOf(name)).toBe(kind);
    expect(rooms.subjectOf(name)).toBe(id);
  }
  const wrong = [
    `case:${id}`,
    `case:${id}:mind`,
    `case:${id}:restricted`,
    `client:${id}:general`,
    `team:${id}`,
    `case:${id}:general/0000000001`,
    ` case:${id}:general`,
  ];
  for (const name of [...wrong, `case:${String(id).toUpperCase()}:general`, `case:${id}:general\n`, "", { $ne: null }, null, [`org:${id}`]])
    expect(RoomId.safeParse(name).success, String(name)).toBe(false);
});

test("text is kept as it came, or refused: never changed", () => {
  const table: [string, boolean, boolean][] = [
    ["hello", true, true],
    ["two\nlines", true, false],
    ["two\u2028lines", true, false],
    ["<script>alert(1)</script>", true, true],
    ["\u202egnirts", true, true],
    ["👩‍👩‍👧 and ẞ", true, true],
    ["", false, false],
    [" \u00a0\n\t", false, false],
    ["a\u0000b", false, false],
    ["\ud83d", false, false],
    ["\udc00\ud800", false, false],
    ["x".repeat(50), true, true],
    ["x".repeat(51), false, false],
  ];
  for (const [given, asText, asLine] of table) {
    expect(text(50).safeParse(given).success, JSON.stringify(given)).toBe(asText);
    expect(line(50).safeParse(given).success, JSON.stringify(given)).toBe(asLine);
  }
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (given) => {
      const parsed = text(50).safeParse(given);
      if (parsed.success) expect(parsed.data).toBe(given);
    }),
  );
});

test("the wire's own messages know their fields and no others", () => {
  const roomId = rooms.caseRoom(newId<never>(0));
  expect(Subscribe.safeParse({ roomId, afterSeq: null }).success).toBe(true);
  for (const afterSeq of [-1, 1.5, "1", undefined, Number.NaN, 1e12]) expect(Subscribe.safeParse({ roomId, afterSeq }).success).toBe(false);
  expect(Subscribe.safeParse({ roomId, afterSeq: 0, orgId: "x" }).success).toBe(false);
  expect(Signal.safeParse({ roomId, kind: "seen" }).success, "a reader's mark is not the reader's to shout").toBe(false);
  expect(Signal.safeParse({ roomId, kind: "typing", text: "hel" }).success, "no content in signals (I12)").toBe(false);
  expect(Call.safeParse({ path: "x".repeat(81), input: {} }).success).toBe(false);
  expect(Hat.safeParse({ orgId: newId(0), roles: ["infoLead"] }).success).toBe(false);
  expect(Hat.safeParse({ orgId: newId(0), personId: newId(0) }).success).toBe(true);
  expect(Hat.safeParse({ orgId: newId(0), personId: "nobody" }).success).toBe(false);
});

test("a refusal carries its code, its meaning and figures, and is told from a bug", () => {
  for (const [code, meaning] of Object.entries(kernelCodes)) {
    const refusal = refuse(code as keyof typeof kernelCodes, { field: "x" });
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({ code, meaning, details: { field: "x" }, message: code });
  }
});
