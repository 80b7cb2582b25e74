import { newId, type PersonId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actAs, house, type Person } from "../../kit/build.ts";
import { readCalendar } from "../../kit/calendar.ts";
import { day } from "../../kit/clock.ts";
import { anOpportunity } from "../../kit/visits.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { aNewcomer } from "./scenes.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

const made = async (who: Person, id: string = newId(world.clock.now())): Promise<string> => {
  const answer = await (await world.as(who)).call("exchange.makeFeed", { id });
  if (!answer.ok) throw new Error(answer.error.code);
  return (answer.data as { path: string }).path;
};
const fetched = (path: string, init?: RequestInit) => fetch(`${world.base}${path}`, init);
const read = async (path: string) => readCalendar(await (await fetched(path)).text());
const book = async (who: Person, roomId: RoomId): Promise<string> =>
  String((await actAs(world, who, { roomId, type: "book", input: {} })).body.bookingId);
const visit = async (change = {}): Promise<RoomId> => (await anOpportunity(world, change)).sessions[0] as RoomId;
/** Somebody ends their place in an organisation. */
async function leaves(who: Person, { orgId }: Person = who): Promise<void> {
  const personId = newId<PersonId>(Date.now());
  await house(world, personRoom(personId), "registerPerson", { name: "Maggie" });
  await house(world, orgRoom(orgId), "addMember", { personId, name: "Maggie", roles: ["manager"] });
  const maggie: Person = { ...who, orgId, personId, name: "Maggie", roles: ["manager"] };
  await actAs(world, maggie, { roomId: orgRoom(orgId), type: "endMembership", input: { personId: who.personId } });
  await world.app.effects.settled();
}

describe("what is in it", () => {
  test("my visits and no one else's: not those that I wait for or gave back, and none of others", async () => {
    const [anna, ben] = [await aNewcomer(world, "Anna"), await aNewcomer(world, "Ben")];
    const mine = await book(anna, await visit({ when: { starts: wall(12) } }));
    const gone = await visit({ when: { starts: wall(13) } });
    await actAs(world, anna, { roomId: gone, type: "cancelBooking", input: { bookingId: await book(anna, gone) } });
    const full = await visit({ when: { starts: wall(14) }, rules: { capacity: 1 } });
    const his = await book(ben, full);
    await book(anna, full);
    await book(anna, await visit({ when: { starts: wall(15) }, rules: { mode: "approval" } }));
    const { method, events } = await read(await made(anna));
    expect(method).toBe("PUBLISH");
    expect(events.map(({ uid, status }) => [uid, status])).toEqual([[`${mine}@linkwork`, "CONFIRMED"]]);
    expect((await read(await made(ben))).events.map(({ uid }) => uid)).toEqual([`${his}@linkwork`]);
    expect(events[0]?.attendees).toEqual([]);
  });

  test("what I receive: dates to which nobody comes yet are tentative and leave me free; a date that is called off is not there", async () => {
    const other = await createWorld();
    try {
      const { tariq, tess } = other.people;
      const { sessions } = await anOpportunity(other, { when: { rule: "FREQ=WEEKLY;COUNT=3" } });
      const anna = await aNewcomer(other, "Anna");
      await actAs(other, anna, { roomId: sessions[0] as RoomId, type: "book", input: {} });
      await actAs(other, tariq, { roomId: sessions[2] as RoomId, type: "cancelSession", input: { reason: "unsafe" } });
      const feedOf = async (who: Person) => {
        const answer = await (await other.as(who)).call("exchange.makeFeed", { id: newId(other.clock.now()) });
        const { path } = (answer as unknown as { data: { path: string } }).data;
        return readCalendar(await (await fetch(`${other.base}${path}`)).text()).events;
      };
      const events = await feedOf(tariq);
      expect(events.map(({ status, sequence, description }) => [status, sequence, description.split(".")[0]])).toEqual([
        ["CONFIRMED", 1, "1 person comes"],
        ["TENTATIVE", 0, "Nobody comes yet"],
      ]);
      expect(JSON.stringify(events)).not.toContain("Anna");
      expect(await feedOf(tess)).toEqual([]);
    } finally {
      await other.stop();
    }
  });

  test("under every hat, as long as it is mine: what I booked for an organisation that I left is not there any more", async () => {
    const anna = await aNewcomer(world, "Anna");
    const second = await aNewcomer(world, "Second");
    await house(world, orgRoom(second.orgId), "addMember", { personId: anna.personId, name: "Anna", roles: ["linkWorker"] });
    await world.app.effects.settled();
    const first = await book(anna, await visit({ when: { starts: wall(20) } }));
    const other = await book({ ...second, personId: anna.personId, name: "Anna" }, await visit({ when: { starts: wall(22) } }));
    const path = await made(anna);
    expect((await read(path)).events.map(({ uid }) => uid)).toEqual([`${first}@linkwork`, `${other}@linkwork`]);
    await leaves(anna, second);
    expect((await read(path)).events.map(({ uid }) => uid)).toEqual([`${first}@linkwork`]);
  });

  test("what is over stays for a month", async () => {
    const other = await createWorld();
    try {
      const anna = await aNewcomer(other, "Anna");
      const { sessions } = await anOpportunity(other);
      await actAs(other, anna, { roomId: sessions[0] as RoomId, type: "book", input: {} });
      const answer = await (await other.as(anna)).call("exchange.makeFeed", { id: newId(other.clock.now()) });
      const address = `${other.base}${(answer as unknown as { data: { path: string } }).data.path}`;
      const count = async () => readCalendar(await (await fetch(address)).text()).events.length;
      await other.later(30 * day);
      expect(await count()).toBe(1);
      await other.later(20 * day);
      expect(await count()).toBe(0);
    } finally {
      await other.stop();
    }
  });
});
const wall = (days: number): string => `${new Date(world.clock.now() + days * day).toISOString().slice(0, 10)}T10:00`;

describe("the address", () => {
  test("is 256 bits that no store holds, and asks for no cookie; its answer is a calendar that programs may keep and ask about again", async () => {
    const anna = await aNewcomer(world, "Anna");
    await book(anna, await visit());
    const path = await made(anna);
    const token = /^\/ics\/([A-Za-z0-9_-]{86})\.ics$/.exec(path)?.[1] ?? "";
    const answer = await fetched(path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    expect(answer.headers.get("cache-control")).toBe("private, no-cache");
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
    expect(answer.headers.get("x-robots-tag")).toBe("noindex");
    const etag = answer.headers.get("etag") ?? "";
    expect(etag).not.toBe("");
    const again = await fetched(path, { headers: { "if-none-match": etag, "cache-control": "max-age=0" } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    const head = await fetched(path, { method: "HEAD" });
    expect([head.status, head.headers.get("etag"), await head.text()]).toEqual([200, etag, ""]);
    const secret = Buffer.from(token, "base64url").subarray(32);
    expect(secret).toHaveLength(32);
    const rows = JSON.stringify(await world.database.collection("calendarFeeds").find({}).toArray());
    for (const form of [token, secret.toString("base64url"), secret.toString("hex"), secret.toString("base64")])
      expect(rows).not.toContain(form);
    expect(JSON.stringify(world.log)).not.toContain(token);
  });

  test("is told once: asked again I learn only since when there is one; the same request again, after a lost answer, is the same address", async () => {
    const anna = await aNewcomer(world, "Anna");
    const client = await world.as(anna);
    expect(await client.call("exchange.feed")).toEqual({ ok: true, data: null });
    const id = newId(world.clock.now());
    const path = await made(anna, id);
    expect(await made(anna, id)).toBe(path);
    const standing = await client.call("exchange.feed");
    expect(standing).toEqual({ ok: true, data: { since: new Date(world.clock.now()).toISOString() } });
  });

  test("a new one ends the old one; one that was stopped never comes back, not even by the old request", async () => {
    const anna = await aNewcomer(world, "Anna");
    const client = await world.as(anna);
    const id = newId(world.clock.now());
    const [old, next] = [await made(anna, id), await made(anna)];
    expect(next).not.toBe(old);
    expect([(await fetched(old)).status, (await fetched(next)).status]).toEqual([404, 200]);
    await client.call("exchange.endFeed");
    expect((await fetched(next)).status).toBe(404);
    expect(await client.call("exchange.feed")).toEqual({ ok: true, data: null });
    expect(await client.call("exchange.makeFeed", { id })).toMatchObject({ ok: false, error: { code: "IdReused" } });
    expect((await fetched(old)).status).toBe(404);
    expect((await fetched(await made(anna))).status).toBe(200);
  });

  test("wrong, stopped, another's secret and none at all read the same, to the byte", async () => {
    const [anna, ben] = [await aNewcomer(world, "Anna"), await aNewcomer(world, "Ben")];
    const [hers, his] = [await made(anna), await made(ben)];
    await (await world.as(ben)).call("exchange.endFeed");
    const bytes = (path: string) => Buffer.from(path.slice(5, -4), "base64url");
    const named = (token: Buffer) => `/ics/${token.toString("base64url")}.ics`;
    const flipped = bytes(hers);
    flipped[50] = (flipped[50] ?? 0) ^ 1;
    // the last of its signs has bits that stand for nothing
    const spelt = `${hers.slice(0, -5)}${String.fromCharCode(hers.charCodeAt(hers.length - 5) + 1)}.ics`;
    const tries = [
      his,
      named(flipped),
      spelt,
      named(Buffer.concat([bytes(hers).subarray(0, 32), bytes(his).subarray(32)])),
      `/ics/${"A".repeat(86)}.ics`,
      ...["/ics/x.ics", "/ics/.ics", "/ics/", "/ics", `${hers.slice(0, -4)}`, `${hers}/more`, "/ics/%00.ics", "/ics/%E0%A4%A.ics"],
    ];
    const answers = await Promise.all(
      tries.map(async (path) => {
        const answer = await fetched(path);
        return [path, answer.status, await answer.text()];
      }),
    );
    const same = JSON.stringify({ error: { code: "NotFound", meaning: "NOT_FOUND", details: {} } });
    for (const [path, status, text] of answers.slice(0, -1)) expect([path, status, text]).toEqual([path, 404, same]);
    expect(answers.at(-1)?.[1]).toBeLessThan(500);
    for (const method of ["POST", "PUT", "DELETE"]) expect((await fetched(hers, { method })).status, method).toBe(404);
    expect((await fetched(hers)).status).toBe(200);
  });

  test("of somebody who works nowhere any more is over for good, also when they come back", async () => {
    const anna = await aNewcomer(world, "Anna");
    const path = await made(anna);
    await leaves(anna);
    expect((await fetched(path)).status).toBe(404);
    await house(world, orgRoom(anna.orgId), "addMember", { personId: anna.personId, name: "Anna", roles: ["linkWorker"] });
    await world.app.effects.settled();
    expect((await fetched(path)).status).toBe(404);
  });
});

test("whoever asks too often is told to wait, and for how long", async () => {
  const other = await createWorld({ callsPerMinute: 60, callBurst: 5 });
  try {
    const answers = await Promise.all(Array.from({ length: 20 }, () => fetch(`${other.base}/ics/${"A".repeat(86)}.ics`)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(answers.every(({ status }) => status === 404 || status === 429)).toBe(true);
  } finally {
    await other.stop();
  }
});

describe("the file of one visit", () => {
  test("is mine to take where I have a place, and for everybody else there is none", async () => {
    const [anna, ben] = [await aNewcomer(world, "Anna"), await aNewcomer(world, "Ben")];
    const roomId = await visit({ when: { starts: wall(30) }, rules: { capacity: 1 } });
    const sessionId = roomId.slice("session:".length);
    const bookingId = await book(anna, roomId);
    await book(ben, roomId);
    const ask = async (who: Person, id = sessionId) => (await world.as(who)).call("exchange.calendarFile", { sessionId: id });
    const mine = await ask(anna);
    const { method, events } = readCalendar((mine as unknown as { data: { text: string } }).data.text);
    expect([method, events.map(({ uid }) => uid)]).toEqual([undefined, [`${bookingId}@linkwork`]]);
    const absent = await ask(ben, newId(Date.now()));
    expect(absent).toMatchObject({ ok: false, error: { code: "NotFound" } });
    for (const who of [ben, world.people.tariq]) expect(await ask(who)).toEqual(absent);
  });
});
