import { createSecretKey, randomBytes } from "node:crypto";
import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { connectDatabase, type Database, disconnectDatabase } from "../../../apps/server/src/kernel/database.ts";
import { openMail } from "../../../apps/server/src/kernel/mail.ts";
import { aCase, actAs } from "../../kit/build.ts";
import { eventually, minute, type TestClock, testClock } from "../../kit/clock.ts";
import { freshDatabaseName } from "../../kit/engine.ts";
import { smtpServer } from "../../kit/smtp.ts";
import { createWorld } from "../../kit/world.ts";

let database: Database;
let clock: TestClock;
let server: Awaited<ReturnType<typeof smtpServer>>;
const masterKey = createSecretKey(randomBytes(32));
const log: string[] = [];
const note = (fields: Record<string, unknown>, message: string) => void log.push(`${message} ${JSON.stringify(fields)}`);
const logger = { info: note, warn: note, error: note };
const opened: { settled(): Promise<void> }[] = [];
const open = async (settings: { url?: string; catches?: boolean } = { url: server.url }) => {
  const mail = await openMail({
    database,
    masterKey,
    clock,
    logger,
    settings: { from: "Linkwork <no-reply@linkwork.test>", catches: false, ...settings },
  });
  opened.push(mail);
  return mail;
};
const letter = { to: "nora@linkwork.test", subject: "You are invited", text: "Come in: https://linkwork.test/join#secretsecret\n" };

beforeAll(async () => {
  database = await connectDatabase(inject("engineUri"), freshDatabaseName());
});
afterAll(() => disconnectDatabase(database));
beforeEach(async () => {
  clock = testClock();
  server = await smtpServer();
});
afterEach(async () => {
  for (const mail of opened.splice(0)) await mail.settled();
  await server.stop();
  await database.collection("mails").deleteMany({});
});
const rows = () => database.collection<{ _id: string; status: string }>("mails").find({}).toArray();
const statuses = async () => (await rows()).map((row) => row.status);

test("a letter goes out once, plain text, whoever posts it how often, on however many nodes", async () => {
  const nodes = [await open(), await open(), await open()];
  await Promise.all([...nodes, ...nodes].map((mail) => mail.post("one", letter)));
  await Promise.all(nodes.map((mail) => mail.deliver()));
  await eventually("sent", async () => (await statuses()).includes("sent"));
  expect(server.received).toHaveLength(1);
  expect(server.received[0]?.to).toEqual(["RCPT TO:<nora@linkwork.test>"]);
  expect(server.received[0]?.data).toMatch(/Content-Type: text\/plain/);
  expect(server.received[0]?.data).toContain("Message-ID: <one@linkwork.test>");
  await nodes[0]?.post("one", letter);
  await nodes[0]?.deliver();
  expect(server.received).toHaveLength(1);
});

test("while the mail server doesn't take it, it waits and is tried again, less and less often, also by another node after a crash", async () => {
  server.answer("END", "451 later");
  const first = await open();
  await first.post("two", letter);
  await first.deliver();
  expect(await statuses()).toEqual(["waiting"]);
  server.answer("END", undefined);
  const second = await open();
  await second.deliver();
  expect(server.received).toHaveLength(0);
  clock.advance(minute);
  await second.deliver();
  expect(server.received).toHaveLength(1);
  expect(await statuses()).toEqual(["sent"]);
});

test("a node that dies while it hands a letter over is followed by another one", async () => {
  const first = await open({});
  await first.post("three", letter);
  await database.collection<{ _id: string }>("mails").updateOne({ _id: "three" }, { $set: { next: new Date(clock.now() + 90_000) } });
  const second = await open();
  await second.deliver();
  expect(server.received).toHaveLength(0);
  clock.advance(90_000);
  await second.deliver();
  expect(server.received).toHaveLength(1);
});

test("an address that the mail server refuses for good is given up; the log has codes and neither address nor words", async () => {
  server.answer("RCPT", "550 no such nora@linkwork.test here");
  const mail = await open();
  log.length = 0;
  await mail.post("four", letter);
  await mail.deliver();
  expect(await statuses()).toEqual(["failed"]);
  expect(log.join("\n")).toContain("550");
  for (const word of ["nora", "secretsecret", "invited"]) expect(log.join("\n")).not.toContain(word);
});

test("line breaks in address or subject, lists and quoted addresses are refused before anything is written (R11; GHSA-vvjj, header injection)", async () => {
  const mail = await open();
  const spoilt = [
    { to: "a@linkwork.test\r\nBcc: b@linkwork.test" },
    { to: "a@linkwork.test,b@linkwork.test" },
    { to: '"a@linkwork.test x"@evil.example' },
    { to: "Nora <a@linkwork.test>" },
    { subject: "Hello\r\nBcc: b@linkwork.test" },
    { subject: "Hello\nX: y" },
    { subject: "Hello\u2028X: y" },
    { subject: "Hello\u0000" },
  ];
  for (const change of spoilt)
    await expect(mail.post("five", { ...letter, ...change }), JSON.stringify(change)).rejects.toMatchObject({ code: "BadInput" });
  expect(await rows()).toEqual([]);
});

test("what waits and what the catcher keeps is sealed, what was sent is gone, and the catcher keeps a hundred", async () => {
  const catcher = await open({ catches: true });
  for (let i = 0; i < 103; i++) {
    clock.advance(1);
    await catcher.post(`kept-${i}`, { ...letter, subject: `Letter ${i}` });
  }
  const kept = await catcher.caught();
  expect([kept.length, kept[0]?.subject, kept.at(-1)?.subject]).toEqual([100, "Letter 102", "Letter 3"]);
  const sender = await open();
  await sender.post("gone", letter);
  await sender.deliver();
  await eventually("sent", async () => (await statuses()).includes("sent"));
  const raw = JSON.stringify(await rows(), (_key, value) =>
    value && typeof value === "object" && "buffer" in value ? Buffer.from(value.buffer as Uint8Array).toString("latin1") : value,
  );
  for (const word of ["nora", "secretsecret", "Letter 5"]) expect(raw).not.toContain(word);
  expect((await rows()).find((row) => row._id === "gone")).not.toHaveProperty("letter");
});

test("an invitation is mailed once, also when the node died before it could note that; no word of a case is in any mail (I12)", async () => {
  const world = await createWorld({ mail: { url: server.url, from: "no-reply@linkwork.test", catches: false } });
  const built = await aCase(world);
  await actAs(world, world.people.rhona, { roomId: built.roomId, type: "postMessage", input: { text: "canaryword" } });
  const roomId = orgRoom(world.orgs.practice.orgId);
  const input = { email: "nora@linkwork.test", roles: ["worker"] };
  await actAs(world, world.people.maggie, { roomId, type: "inviteColleague", input });
  await world.app.effects.settled();
  await eventually("received", () => server.received.length > 0);
  await world.database.collection("commits").updateMany({ room: roomId }, { $set: { due: true } });
  await world.app.effects.sweep();
  await world.app.mail.deliver();
  expect(server.received).toHaveLength(1);
  const { data } = server.received[0] ?? { data: "" };
  expect(data).toMatch(/^Subject: Maggie invites you to Southside Practice on Linkwork\r$/m);
  for (const word of ["canaryword", "Mohammed", "M.K.", "food", built.caseId]) expect(data).not.toContain(word);
  await world.stop();
});
