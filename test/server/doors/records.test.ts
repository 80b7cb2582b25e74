import { isKeeping, type RecordEvent } from "@linkwork/shared/cases/keeping-state.ts";
import type { AccessRoomEvent } from "@linkwork/shared/cases/schema.ts";
import { uuidOf } from "@linkwork/shared/kernel/ids.ts";
import { accessRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recordedSingly } from "../../../apps/server/src/kernel/refusals.ts";
import { aCase, type BuiltCase } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { procedures } from "./expectations.ts";
import type { Row } from "./rows.ts";
import { aCast, aFreshCase, type Hatted, type Target, type Visitor, visitorsOf } from "./standings.ts";
import { overBatch, overHttp, overSocket } from "./tries.ts";

// I7: every decision, permit or deny, has an audit event; audit holds ids, never content.
const canary = `canary-${uuidOf(crypto.getRandomValues(new Uint8Array(16)), 4)}`;
let world: World;
let cast: Awaited<ReturnType<typeof aCast>>;
let visitors: Visitor[];
beforeAll(async () => {
  world = await createWorld();
  cast = await aCast(world);
  visitors = await visitorsOf(world, cast);
});
afterAll(() => world?.stop());

/** What a permitted call leaves in the access room; `event`: the event in the case is its record; `none`: it shows nothing of the case. */
const permits: Record<string, string> = {
  "room.since": "read",
  "cases.client": "client",
  "cases.sharing": "sharing",
  "cases.ledger": "ledger",
  "cases.keeping": "keeping",
  "cases.verifyLedger": "verified",
  "cases.sayWhy": "reason",
  "cases.requests": "request",
  "cases.requestsDue": "listed",
  "cases.accessPack": "pack",
  "cases.ownPack": "pack",
  // their event lies in the room of the requests: in the case it is this record
  "cases.startRequest": "request",
  "cases.markPart": "request",
  "cases.moveRequest": "request",
  "cases.search": "search",
  "cases.list": "listed",
  "cases.flags": "none",
  "cases.saveDraft": "none",
  "cases.sendLater": "none",
  "cases.flaggedMessage": "read",
  "cases.flagMessage": "messageFlagged",
  "cases.settleFlag": "flagSettled",
  "cases.ledgers": "listed",
  // whoever is in reads the conversation, and that is on record: what it shows besides is how far others have read
  "cases.seen": "none",
  "cases.parts": "none",
  // whom the person wants kept away stands in what the lead reads anyway; who works where is nothing of the case
  "cases.keptAway": "none",
  "cases.workersAt": "none",
  // whether the practice has a safeguarding lead is nothing of the case
  "cases.doubtHeard": "none",
  "cases.markSeen": "none",
  // the map learns of nobody, and the case of nothing; where one would look is an area of thousands
  "cases.whereToLook": "none",
  "cases.couldNotFind": "none",
  "cases.raiseUnfound": "none",
};
/** They name no case, or one that is gone, begin a room that isn't there yet, or are about an organisation, a person's own room, a worry, or a client before there is a case, or somebody's way in. */
const ofNoCase = "seal|stoppable|draft|later|changeLater|cancelLater|openCase|openCompartment|erasures|certificates?|readExport";
const elsewhere = new RegExp(
  `^(identity\\.|cases\\.(${ofNoCase})$|clients\\.|concerns\\.|exchange\\.|projects\\.|boards\\.|factors\\.|recovery\\.|passwords\\.|residents\\.|map\\.|public\\.|imports\\.)`,
);

const doors = ["http", "batch", "socket"] as const;
async function tryIt(door: (typeof doors)[number], visitor: Visitor, row: Row, target: Target, fresh: boolean): Promise<string> {
  const scene = { world, target, who: visitor.who ?? cast.lead, fresh };
  const input = await row.input(scene);
  const roomId = row.room?.(scene);
  const body = !row.command
    ? roomId
      ? { roomId, ...input }
      : input
    : { roomId, id: uuidOf(crypto.getRandomValues(new Uint8Array(16)), 7), input };
  await world.app.effects.settled();
  await world.app.rooms.settled();
  const before = await kept(target);
  const outcome =
    door === "http"
      ? await overHttp(world, visitor, row.path, body)
      : door === "batch"
        ? (await overBatch(world, visitor, [{ path: row.path, input: body }]))[0]
        : await overSocket(visitor, "call", { path: row.path, ...(body === undefined ? {} : { input: body }) });
  await world.app.effects.settled();
  await world.app.rooms.settled();
  const after = await kept(target);
  const news = after.looks.slice(before.looks.length).map(saidBy);
  const events = after.head - before.head;
  return `${outcome?.said === "allow" ? "allow" : "refused"}: ${[...news, ...(events > 0 ? [`${events} event`] : [])].join(", ") || "nothing"}`;
}
const recordsOf = async ({ caseId }: BuiltCase) => (await world.app.log.read(accessRoom(caseId), 0)).events as unknown as RecordEvent[];
const records = async (built: BuiltCase) =>
  // what only follows from an event is no record of a call
  (await recordsOf(built)).flatMap((e) => (e.type === "redactionNoted" || isKeeping(e) ? [] : [e]));
const looks = async (built: BuiltCase) => (await records(built)).flatMap((e) => (e.type === "accessNoted" ? [e.body] : []));
const saidBy = ({ type, body }: AccessRoomEvent): string => (type === "accessNoted" ? `${body.decision} ${body.what}` : `permit ${type}`);
/** What was looked at, and how much was decided: in the case, and in its records about how long it is kept. */
async function kept(target: BuiltCase) {
  const decided = (await recordsOf(target)).filter(isKeeping).length;
  return { looks: await records(target), head: (await world.app.log.headSeq(target.roomId)) + decided };
}
const first = procedures.filter((row, i) => !elsewhere.test(row.path) && procedures.findIndex((r) => r.path === row.path) === i);

const looked = new Map<Hatted, Promise<Target>>();
/** What is only looked at is looked at in one case. A list is on record once a day, so it needs a new one, and so does a flag. */
function caseFor(row: Row, standing: Hatted): Promise<Target> {
  const made = () => aFreshCase(world, cast, standing, canary);
  if (row.command || row.prepared || permits[row.path] === "listed" || row.path === "cases.flaggedMessage") return made();
  const known = looked.get(standing) ?? made();
  looked.set(standing, known);
  return known;
}

let refusing: Target | undefined;
let refused = 0;
/** A case in which fewer were refused than get a record each. */
async function caseToRefuse(): Promise<Target> {
  if (!refusing || refused + doors.length > recordedSingly) {
    refusing = await aFreshCase(world, cast, "lead", canary);
    refused = 0;
  }
  refused += doors.length;
  return refusing;
}

describe("I7: every permit leaves exactly one record, over each door", () => {
  for (const row of first)
    test(row.path, async () => {
      const standing = (["lead", "leadInfoLead", "leadManager", "joined", "invited"] as const).find(
        (s) => row.cells[s] === "allow" && (row.path !== "cases.ledgers" || s === "leadInfoLead"),
      ) as Hatted;
      const visitor = visitors.find((v) => v.standing === standing) as Visitor;
      const what = permits[row.path] ?? (row.command ? "event" : undefined);
      expect(what, "a door that this table doesn't know").toBeDefined();
      for (const door of doors) {
        const said = await tryIt(door, visitor, row, await caseFor(row, standing), true);
        expect(`${door} ${said}`).toBe(`${door} allow: ${what === "event" ? "1 event" : what === "none" ? "nothing" : `permit ${what}`}`);
      }
    });
});

describe("I7: every deny leaves exactly one record, over each door", () => {
  for (const row of first.filter((r) => r.cells.outsider !== "allow"))
    test(row.path, async () => {
      const visitor = visitors.find((v) => v.standing === "outsider") as Visitor;
      const target = await caseToRefuse();
      for (const door of doors)
        expect(`${door} ${await tryIt(door, visitor, row, target, false)}`).toMatch(/^\w+ refused: deny (read|command|client|ledger)$/);
    });
});

test("a list is on record once a day for each person in each case, however often it is asked for and on whatever node", async () => {
  const built = await aCase(world);
  const listed = async () => {
    await world.app.rooms.settled();
    return (await looks(built)).filter((r) => r.what === "listed").length;
  };
  const rhona = await world.as(world.people.rhona);
  for (let i = 0; i < 3; i++) await rhona.call("cases.list");
  expect(await listed()).toBe(1);
  await (await world.as(world.people.hana)).call("cases.stoppable");
  expect(await listed()).toBe(2);
  await world.later(day);
  await rhona.call("cases.list");
  expect(await listed()).toBe(3);
});

test("who the person is, asked past the case, is on record in each of their cases, and so is a refusal", async () => {
  const built = await aCase(world);
  const clientRoom = `client:${built.clientId}`;
  await (await world.as(world.people.isla)).call("room.since", { roomId: clientRoom, afterSeq: 0 });
  await (await world.as(world.people.otto)).call("room.since", { roomId: clientRoom, afterSeq: 0 });
  await world.app.rooms.settled();
  expect((await looks(built)).map((r) => [r.decision, r.what, r.personId])).toEqual([
    ["permit", "client", world.people.isla.personId],
    ["deny", "client", world.people.otto.personId],
  ]);
});

test("no word of a conversation is in any access room, whatever was asked", async () => {
  const { rooms, log } = world.app;
  await rooms.settled();
  let seen = 0;
  for (const room of (await log.heads()).keys()) {
    if (!room.endsWith(":access")) continue;
    const text = JSON.stringify((await log.read(room, 0)).events);
    expect(text).not.toContain(canary);
    expect(text).not.toMatch(/M\.K\.|Mohammed|Tuesday|Somebody/);
    seen += 1;
  }
  expect(seen).toBeGreaterThan(20);
});
