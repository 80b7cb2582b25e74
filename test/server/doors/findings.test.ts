import { newId } from "@linkwork/shared/kernel/ids.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aCase, actAs, type BuiltCase } from "../../kit/build.ts";
import { eventually } from "../../kit/clock.ts";
import { connect, eventsIn, ourOrigin } from "../../kit/wire.ts";
import { type Client, createWorld, type World } from "../../kit/world.ts";

// The findings of reliability.md that are about the doors themselves; M3, M4, M10 and M11 are in the fuzz, M1 in bad input 7.

let world: World;
let rhona: Client;
let built: BuiltCase;
beforeAll(async () => {
  world = await createWorld();
  built = await aCase(world);
  rhona = await world.as(world.people.rhona);
});
afterAll(() => world?.stop());

const letter = (text: string) => ({ roomId: built.roomId, id: newId(Date.now()), input: { text } });
const headers = (change: Record<string, string> = {}) => ({
  cookie: rhona.cookie,
  origin: ourOrigin,
  "x-linkwork-org": rhona.who.orgId,
  ...change,
});
const head = () => world.app.log.headSeq(built.roomId);

test("R5, M5: a page of another site gets no socket, even with a good cookie; nor does anybody without an Origin", async () => {
  const auth = { orgId: rhona.who.orgId };
  for (const origin of ["https://evil.example", `${ourOrigin}.evil.example`, "null", ourOrigin.toUpperCase(), `${ourOrigin}/`, ""])
    await expect(connect({ base: world.base, cookie: rhona.cookie, origin, auth }), origin).rejects.toThrow("handshake refused");
});

test("R6, M6: a form, a file or plain text is no call, whoever sends it; what changes something needs our own page", async () => {
  const before = await head();
  const body = JSON.stringify(letter("by a form"));
  for (const type of ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/plain", "application/octet-stream", ""])
    for (const path of ["cases.postMessage", "cases.postMessage?batch=1"]) {
      const answer = await fetch(`${world.base}/trpc/${path}`, {
        method: "POST",
        headers: headers(type ? { "content-type": type } : {}),
        body,
      });
      expect([type, answer.status]).toEqual([type, 415]);
    }
  const json = { "content-type": "application/json" };
  const foreign = await fetch(`${world.base}/trpc/cases.postMessage`, {
    method: "POST",
    headers: headers({ ...json, origin: "https://evil.example" }),
    body,
  });
  expect(foreign.status).toBe(403);
  const { origin: _none, ...withoutOrigin } = headers(json);
  expect((await fetch(`${world.base}/trpc/cases.postMessage`, { method: "POST", headers: withoutOrigin, body })).status).toBe(403);
  const byGet = await fetch(`${world.base}/trpc/cases.postMessage?input=${encodeURIComponent(body)}`, { headers: headers() });
  expect(byGet.status).toBe(405);
  expect(await head()).toBe(before);
});

test("R17, M7: one request carries ten calls and no more, and each of them counts", async () => {
  const batch = async (w: World, client: Client, roomId: string, calls: number) => {
    const inputs = Object.fromEntries(Array.from({ length: calls }, (_, i) => [i, { ...letter(`call ${i}`), roomId }]));
    const url = `${w.base}/trpc/${Object.keys(inputs).map(() => "cases.postMessage")}?batch=1`;
    const own = { cookie: client.cookie, origin: ourOrigin, "x-linkwork-org": client.who.orgId, "content-type": "application/json" };
    const answer = await fetch(url, { method: "POST", headers: own, body: JSON.stringify(inputs) });
    return { status: answer.status, text: await answer.text() };
  };
  const before = await head();
  for (const calls of [11, 200]) expect((await batch(world, rhona, built.roomId, calls)).status).toBe(400);
  expect(await head()).toBe(before);
  expect((await batch(world, rhona, built.roomId, 10)).status).toBe(200);
  expect(await head()).toBe(before + 10);

  const strict = await createWorld({ callsPerMinute: 60, callBurst: 15 });
  try {
    const other = await aCase(strict);
    const client = await strict.as(strict.people.rhona);
    const start = await strict.app.log.headSeq(other.roomId);
    const answers = [
      await batch(strict, client, other.roomId, 10),
      await batch(strict, client, other.roomId, 10),
      await batch(strict, client, other.roomId, 10),
    ];
    const refused = answers.map((a) => a.text.split('"TooManyCalls"').length - 1).reduce((a, b) => a + b);
    // one more a second goes through, by the real clock
    expect(refused).toBeGreaterThanOrEqual(5);
    expect(await strict.app.log.headSeq(other.roomId)).toBe(start + 30 - refused);
  } finally {
    await strict.stop();
  }
});

test("M8: a reader that does not read is cut, the others hear everything, and it catches up by number", async () => {
  const [slow, quick] = [await rhona.again(), await rhona.again()];
  const page = await slow.ask("subscribe", { roomId: built.roomId, afterSeq: null });
  const from = page.ok ? (page.head as number) : 0;
  await quick.ask("subscribe", { roomId: built.roomId, afterSeq: null });
  slow.pause();
  const text = "x".repeat(9_000);
  let last = from;
  for (let i = 0; i < 1500 && world.app.live.sockets() > 2; i++)
    last = (await actAs(world, world.people.rhona, { roomId: built.roomId, type: "postMessage", input: { text } })).seq;
  expect(world.app.live.sockets()).toBe(2);
  await eventually("the quick one has it all", () => eventsIn(quick.frames, built.roomId).at(-1)?.seq === last);
  expect(eventsIn(quick.frames, built.roomId).map((e) => e.seq)).toEqual(Array.from({ length: last - from }, (_, i) => from + 1 + i));
  slow.resume();
  await slow.gone;
  const missed: number[] = [];
  for (let after = from; after < last; ) {
    const { events, through } = await rhona.since(built.roomId, after);
    missed.push(...events.map((e) => e.seq));
    after = through;
  }
  expect(missed).toEqual(Array.from({ length: last - from }, (_, i) => from + 1 + i));
});
