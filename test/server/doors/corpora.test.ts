import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import { newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { clientRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aCase, type BuiltCase } from "../../kit/build.ts";
import { ourOrigin } from "../../kit/wire.ts";
import { type Client, createWorld, type World } from "../../kit/world.ts";
import { injections, jsonBodies, missing, naughtyStrings } from "./corpora.ts";
import { createSender, type Sender } from "./sender.ts";

let world: World;
let rhona: Client;
let target: BuiltCase;
let sender: Sender;
let bad = 0;

beforeAll(async () => {
  world = await createWorld();
  target = await aCase(world);
  rhona = await world.as(world.people.rhona);
  sender = createSender(world, rhona);
});
afterAll(async () => {
  console.log(`corpora: ${bad} bad inputs sent`);
  await world?.stop();
  sender?.stop();
});

const why = missing();
describe(why ? `the corpora (skipped: ${why})` : "the corpora", { skip: why !== undefined }, () => {
  test("JSON that must parse is never a bug, JSON that must not is always refused, at the calls and at sign-in", async () => {
    const bodies = jsonBodies();
    expect(bodies.length).toBeGreaterThan(300);
    const before = await sender.counts();
    const wrong: string[] = [];
    for (const { name, body } of bodies) {
      const call = await sender.post("cases.postMessage", body);
      const headers = { origin: ourOrigin, "content-type": "application/json" };
      const signIn = await fetch(`${world.base}/api/auth/sign-in/email`, { method: "POST", headers, body: new Uint8Array(body) });
      bad += 2;
      if (call.status !== 400) wrong.push(`${name}: ${call.status} ${call.text.slice(0, 200)}`);
      if (signIn.status >= 500 || signIn.status < 400)
        wrong.push(`${name} at sign-in: ${signIn.status} ${(await signIn.text()).slice(0, 200)}`);
    }
    expect(wrong).toEqual([]);
    expect(await sender.counts()).toEqual(before);
    expect(sender.died).toEqual([]);
  });

  test("a naughty string is stored and read back as it was, or refused by a stated rule", async () => {
    const strings = naughtyStrings();
    expect(strings.length).toBeGreaterThan(500);
    const kept = new Map<string, string>();
    const wrong: string[] = [];
    const said: Record<string, string> = { postMessage: "messagePosted", openTopic: "topicOpened", correctIdentity: "identityCorrected" };
    const rules = /write something first|one line only|at most .* characters|half of a character|cannot be stored/;
    const { roomId } = target;
    // there is an end of topics in a case
    const inEach = 90;
    const talks: BuiltCase[] = [];
    for (let i = 0; i < strings.length; i += inEach) talks.push(await aCase(world));
    const client = clientRoom(target.clientId);
    const places: [(i: number) => RoomId | undefined, string, (text: string) => Record<string, unknown>, (event: AnyEvent) => unknown][] = [
      [() => roomId, "postMessage", (text) => ({ text }), (e) => e.body.text],
      [(i) => talks[Math.floor(i / inEach)]?.roomId, "openTopic", (title) => ({ topicId: newId(Date.now()), title }), (e) => e.body.title],
      [() => client, "correctIdentity", (name) => ({ identity: { name } }), (e) => (e.body.identity as { name: string }).name],
    ];
    for (const [i, text] of strings.entries())
      for (const [where, command, input, shown] of places) {
        const room = where(i);
        const path = `${command === "correctIdentity" ? "clients" : "cases"}.${command}`;
        const answer = await rhona.call(path, { roomId: room, id: newId(Date.now()), input: input(text) }, i % 4 === 0 ? "http" : "socket");
        bad += 1;
        if (answer.ok) {
          const event = answer.data as AnyEvent;
          kept.set(`${room} ${event.seq}`, text);
          if (shown(event) !== text) wrong.push(`${command} ${i}: answered with another text`);
        } else if (answer.error.code !== "BadInput" || !answer.error.issues?.every((issue) => rules.test(issue.message)))
          wrong.push(`${command} ${i}: ${JSON.stringify(answer.error)}`);
      }
    expect(wrong).toEqual([]);
    for (const room of [roomId, client, ...talks.map((talk) => talk.roomId)])
      for (const event of (await rhona.since(room, 0)).events) {
        const text = kept.get(`${room} ${event.seq}`);
        const read = places.find(([, command]) => said[command] === event.type)?.[3];
        if (text !== undefined && read) expect(read(event)).toBe(text);
      }
    expect(kept.size).toBeGreaterThan(1000);
    expect(sender.died).toEqual([]);
  });

  test("a query smuggled in as an id, a path, a login name or a password finds nobody and nothing", async () => {
    const lines = injections();
    expect(lines.length).toBeGreaterThan(20);
    const before = await sender.counts();
    const wrong: string[] = [];
    const values = lines.flatMap((line): unknown[] => {
      try {
        return [line, JSON.parse(line)];
      } catch {
        return [line];
      }
    });
    values.push({ $ne: null }, { $gt: "" }, { $regex: ".*" }, { $where: "1" }, [{ $ne: null }]);
    for (const value of values) {
      const id = newId(Date.now());
      const tries = [
        sender.post("room.since", JSON.stringify({ roomId: value, afterSeq: null }), true),
        sender.post("cases.postMessage", JSON.stringify({ roomId: value, id, input: { text: "x" } })),
        sender.post("cases.postMessage", JSON.stringify({ roomId: target.roomId, id: value, input: { text: "x" } })),
        sender.post("cases.withdrawConsent", JSON.stringify({ roomId: target.roomId, id, input: { consentId: value, method: "phone" } })),
        sender.ask(rhona.wire, "subscribe", JSON.stringify({ roomId: value, afterSeq: null })),
        sender.ask(rhona.wire, "call", JSON.stringify({ path: value, input: {} })),
      ];
      for (const said of await Promise.all(tries)) {
        bad += 1;
        if (said.status < 400 || said.status >= 500) wrong.push(`${JSON.stringify(value)}: ${said.status} ${said.text.slice(0, 200)}`);
      }
      for (const body of [
        { email: value, password: "a long enough password" },
        { email: world.people.rhona.email, password: value },
      ]) {
        const headers = { origin: ourOrigin, "content-type": "application/json" };
        const signIn = await fetch(`${world.base}/api/auth/sign-in/email`, { method: "POST", headers, body: JSON.stringify(body) });
        bad += 1;
        if (signIn.status < 400 || signIn.status >= 500) wrong.push(`sign-in ${JSON.stringify(body)}: ${signIn.status}`);
      }
      const cookie = { cookie: `linkwork.session_token=${encodeURIComponent(JSON.stringify(value))}`, origin: ourOrigin };
      expect((await fetch(`${world.base}/trpc/identity.me`, { headers: cookie })).status).toBe(401);
    }
    expect(wrong).toEqual([]);
    expect(await sender.counts()).toEqual(before);
    expect(sender.died).toEqual([]);
  });
});
