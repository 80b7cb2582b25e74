import { type PersonId, type RoomId, uuidOf } from "@linkwork/shared/kernel/ids.ts";
import { accessRoom, caseRoom, clientRoom, orgRoom, personRoom, requestsRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { authPaths } from "../../../apps/server/src/kernel/auth.ts";
import { systemActor } from "../../../apps/server/src/kernel/system.ts";
import { hour } from "../../kit/clock.ts";
import { ourOrigin } from "../../kit/wire.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { ownEvents, procedures, socketEvents } from "./expectations.ts";
import { httpLayers, httpRoutes, shutAuthPaths } from "./http-expectations.ts";
import { httpDoors, listenIn, socketDoors, stepUpPaths } from "./inventory.ts";
import { absentLike, bodyOf, type Input, type Row, type Scene } from "./rows.ts";
import { aCast, aCrowdedCase, aFreshCase, type Hatted, hatted, standings, type Target, type Visitor, visitorsOf } from "./standings.ts";
import { doorsFor, isInBatch, isQuery, mostInBatch, type Outcome, overBatch, overHttp, overSocket, statusOf } from "./tries.ts";

const canary = `canary-${uuidOf(crypto.getRandomValues(new Uint8Array(16)), 4)}`;
const hidden = "NOT_FOUND NotFound";
let world: World;
let cast: Awaited<ReturnType<typeof aCast>>;
let visitors: Visitor[];
let crowded: Target;
let crowdedHead: number;
let doors: { http: string[]; socket: string[] };
let tried = 0;
/** rooms that nobody made */
const absent = new Set<string>();
/** how often each person was refused in the crowded case, as the access room must have it */
const denied = new Map<string, number>();

beforeAll(async () => {
  const ear = listenIn();
  world = await createWorld();
  cast = await aCast(world);
  visitors = await visitorsOf(world, cast);
  ear.done();
  doors = { http: httpDoors(ear.found), socket: socketDoors(ear.found) };
  crowded = await aCrowdedCase(world, cast, canary);
  // the records begin with the first look
  await (await world.as(cast.joined)).since(crowded.roomId, 0);
  crowdedHead = await world.app.log.headSeq(crowded.roomId);
});
afterAll(async () => {
  console.log(
    `matrix: ${tried} tries at ${procedures.length + socketEvents.length + httpRoutes.length + shutAuthPaths.length} doors by ${standings.length} standings`,
  );
  await world?.stop();
});

const asks: Record<string, (visitor: Visitor, row: Row, body: unknown) => Promise<Outcome>> = {
  http: (visitor, row, body) => overHttp(world, visitor, row.path, body),
  batch: async (visitor, row, body) => (await overBatch(world, visitor, [{ path: row.path, input: body }]))[0] as Outcome,
  socket: (visitor, row, body) =>
    socketEvents.includes(row)
      ? overSocket(visitor, row.path, body)
      : overSocket(visitor, "call", { path: row.path, ...(body === undefined ? {} : { input: body }) }),
};
const isSocketEvent = (row: Row): boolean => socketEvents.includes(row);
const countDenied = ({ who }: Visitor, times: number): void => {
  if (who) denied.set(who.personId, (denied.get(who.personId) ?? 0) + times);
};
const shared = new Map<string, Promise<Target>>();
/** The case in which a cell is tried: what changes it gets one of its own, what leaves it as it was has one with the others of its standing. */
function caseFor(row: Row, visitor: Visitor): Promise<Target> {
  const standing = visitor.standing as Hatted;
  // who has come in may read it from then on
  const made = () => aFreshCase(world, cast, standing, row.path === "cases.joinCase" ? "welcome" : canary);
  if (row.prepared || (!row.again && row.path.startsWith("cases."))) return made();
  const known = shared.get(standing) ?? made();
  shared.set(standing, known);
  return known;
}
/** A cell that is about to be tried through a door. */
type Try = { row: Row; visitor: Visitor; door: string; roomId: string | undefined; input: Input | undefined; body: unknown };

async function aTry(row: Row, visitor: Visitor, door: string): Promise<Try> {
  const fresh = row.cells[visitor.standing] === "allow" && (row.command === true || row.prepared === true || row.path === "signal");
  const target = fresh ? await caseFor(row, visitor) : crowded;
  const scene: Scene = { world, target, who: visitor.who ?? cast.lead, fresh };
  const input = await row.input(scene);
  const roomId = row.room?.(scene);
  if (fresh && row.path === "signal") await visitor.wire?.ask("subscribe", { roomId, afterSeq: null });
  return { row, visitor, door, roomId, input, body: bodyOf(row, roomId, input) };
}

/** What differs from what it should be. */
async function wrongIn({ row, visitor, door, roomId, input }: Try, outcome: Outcome | undefined): Promise<string[]> {
  const wanted = row.cells[visitor.standing];
  const said = wanted === "hide" ? hidden : wanted;
  // without a session and a hat there is no socket at all, whatever is behind it
  const want = door === "socket" && visitor.refused ? visitor.refused : said;
  const wrong: string[] = [];
  tried += 1;
  const where = `${row.name} as ${visitor.standing} over ${door}`;
  if (outcome?.said !== want) wrong.push(`${where}: ${outcome?.said}, not ${want}`);
  if (outcome?.status !== statusOf(want)) wrong.push(`${where}: status ${outcome?.status}`);
  if (visitor.who && isOnRecord(row) && isDenied(wanted) && !visitor.refused) countDenied(visitor, 1);
  if (wanted !== "hide" || !roomId) return wrong;
  const gone = await absentAnswer(door, row, visitor, roomId, input);
  if (gone.text !== outcome?.text || gone.status !== outcome?.status) wrong.push(`${where}: ${outcome?.text}, and absent ${gone.text}`);
  return wrong;
}

/** Tries one cell by itself, over HTTP and over the socket. */
async function tryCell(row: Row, visitor: Visitor): Promise<string[]> {
  const wrong: string[] = [];
  for (const door of isSocketEvent(row) ? ["socket"] : doorsFor(procedures.indexOf(row) + visitors.indexOf(visitor))) {
    const cell = await aTry(row, visitor, door);
    wrong.push(...(await wrongIn(cell, await asks[door]?.(visitor, row, cell.body))));
  }
  return wrong;
}

/** Tries every cell of a standing once more, as many of them in a request as may be: what only asks, or what changes something. */
async function tryInBatches(standing: string, asking: boolean): Promise<string[]> {
  const visitor = visitors.find((one) => one.standing === standing) as Visitor;
  const turn = visitors.indexOf(visitor);
  const rows = procedures.filter((row, i) => isQuery(world, row.path) === asking && isInBatch(i + turn));
  const wrong: string[] = [];
  for (let at = 0; at < rows.length; at += mostInBatch) {
    const cells = await Promise.all(rows.slice(at, at + mostInBatch).map((row) => aTry(row, visitor, "batch")));
    const calls = cells.map(({ row, body }) => ({ path: row.path, input: body }));
    const outcomes = await overBatch(world, visitor, calls);
    for (const [i, cell] of cells.entries()) wrong.push(...(await wrongIn(cell, outcomes[i])));
  }
  return wrong;
}

const absentAnswers = new Map<string, Promise<Outcome>>();
/**
 * The same for a room that isn't there, asked once a row and door: to every visitor from whom the room is hidden the answer is this one, byte for byte.
 * A command that makes its room is compared with a reading, since there it would be made.
 */
function absentAnswer(
  door: string,
  row: Row,
  visitor: Visitor,
  roomId: string,
  input: Record<string, unknown> | undefined,
): Promise<Outcome> {
  const key = `${row.name} ${door}`;
  const known = absentAnswers.get(key);
  if (known) return known;
  const ask = asks[door] as NonNullable<(typeof asks)[string]>;
  const reading = procedures[0] as Row;
  const makes = row.name.endsWith("where there is one");
  const room = absentLike(roomId);
  absent.add(room);
  tried += 1;
  const answer = makes ? ask(visitor, reading, bodyOf(reading, room, { afterSeq: null })) : ask(visitor, row, bodyOf(row, room, input));
  absentAnswers.set(key, answer);
  return answer;
}
const isDenied = (wanted: string): boolean => wanted === "hide" || /^(FORBIDDEN|PRECONDITION_FAILED)/.test(wanted);
/** Refusals about the case, its person and its records. What is said in passing is no access: it needs a subscription, and that was judged. */
function isOnRecord(row: Row): boolean {
  const room = row.room?.({ world, target: crowded, who: cast.lead, fresh: false });
  const { roomId, caseId, clientId } = crowded;
  const kept: string[] = [roomId, caseRoom(caseId, "health"), clientRoom(clientId), accessRoom(caseId), requestsRoom(caseId)];
  return row.path !== "signal" && room !== undefined && kept.includes(room);
}

describe("R1, R21, ASVS 8.1.1: nothing is unlisted", () => {
  test("every procedure of the running router has a row, and every row a procedure", () => {
    const running = Object.keys(world.app.router._def.procedures).sort();
    expect([...new Set(procedures.map((row) => row.path))].sort()).toEqual(running);
  });

  test("every event that a connected socket listens to has a row, and every row an event", () => {
    expect(["call", ...ownEvents, ...new Set(socketEvents.map((row) => row.path))].sort()).toEqual(doors.socket);
  });

  test("every layer of the running HTTP server is one that we know, in this order", () => {
    expect(doors.http).toEqual(httpLayers);
  });

  test("of the library for accounts exactly four paths are open, and each has a row", () => {
    expect([...authPaths].sort()).toEqual(["/get-session", "/revoke-sessions", "/sign-in/email", "/sign-out"]);
    for (const path of authPaths) expect(httpRoutes.map((r) => r.path)).toContain(`/api/auth${path}`);
  });

  test("every row says something for every standing", () => {
    for (const row of [...procedures, ...socketEvents, ...httpRoutes]) expect(Object.keys(row.cells).sort()).toEqual([...standings].sort());
    expect(visitors.map((v) => v.standing).sort()).toEqual([...standings].sort());
  });
});

const alike = "each standing gets what is written, alike over HTTP, in a batch and over the socket; hidden and absent read the same";
describe.concurrent(alike, { timeout: 180_000 }, () => {
  // first: whoever comes in later may read what they look for now
  for (const standing of standings)
    test(`questions in batches, as ${standing}`, async ({ expect: so }) => so(await tryInBatches(standing, true)).toEqual([]));
  for (const row of [...procedures, ...socketEvents])
    test(row.name, async ({ expect: so }) => {
      const wrong = await Promise.all(visitors.map((visitor) => tryCell(row, visitor)));
      so(wrong.flat()).toEqual([]);
    });
  for (const standing of standings)
    test(`changes in batches, as ${standing}`, async ({ expect: so }) => so(await tryInBatches(standing, false)).toEqual([]));
});

describe("HTTP beside the calls", () => {
  for (const { method, path, body, cells, origin = ourOrigin, unheard } of httpRoutes)
    test(`${method} ${path}${origin === ourOrigin ? "" : " from a foreign page"}`, async () => {
      for (const visitor of visitors) {
        const headers = { cookie: visitor.cookie, origin, "x-linkwork-org": visitor.orgId, "content-type": "application/json" };
        const response = await fetch(`${world.base}${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
        const text = await response.text();
        if (!unheard) visitor.heard.push(text);
        tried += 1;
        expect(`${visitor.standing} ${response.status}`).toBe(`${visitor.standing} ${cells[visitor.standing]}`);
      }
    });

  test("every other path of the library for accounts is not there, for anybody", async () => {
    for (const visitor of visitors)
      for (const path of shutAuthPaths)
        for (const method of ["GET", "POST"]) {
          const headers = { cookie: visitor.cookie, origin: ourOrigin, "content-type": "application/json" };
          const response = await fetch(`${world.base}/api/auth${path}`, { method, headers, ...(method === "POST" ? { body: "{}" } : {}) });
          tried += 1;
          expect(`${path} ${response.status} ${await response.text()}`).toContain(`${path} 404 {"error":{"code":"NotFound"`);
        }
  });
});

describe("after all that", () => {
  test("R14: what is marked in the running router refuses every standing whose factor is older than ten minutes, alike over each door", async () => {
    const marked = procedures.filter((row) => stepUpPaths(world.app.router).includes(row.path));
    expect(marked.length).toBeGreaterThanOrEqual(14);
    await world.database.collection("session").updateMany({}, { $set: { passwordAt: new Date(world.clock.now() - hour) } });
    for (const row of marked)
      for (const visitor of visitors.filter((one) => (hatted as readonly string[]).includes(one.standing)))
        for (const [door, ask] of Object.entries(asks))
          expect(`${row.path} ${visitor.standing} ${door} ${(await ask(visitor, row, undefined)).said}`).toContain(
            "FORBIDDEN StepUpNeeded",
          );
  });

  test("who was refused has written nothing, in no room", async () => {
    const authors = async (roomId: RoomId) => new Set((await world.app.log.read(roomId, 0)).events.map((e) => e.actor.personId));
    const { rhona, isla, ian, maggie } = world.people;
    const only = async (roomId: RoomId, ...people: { personId: PersonId }[]) =>
      expect([...(await authors(roomId))].filter((id) => id !== systemActor.personId && !people.some((p) => p.personId === id))).toEqual(
        [],
      );
    expect(await world.app.log.headSeq(crowded.roomId)).toBe(crowdedHead);
    await only(clientRoom(crowded.clientId), rhona, isla);
    await only(orgRoom(rhona.orgId), ian, maggie, cast.leadManager);
    await only(personRoom(rhona.personId), rhona);
    expect([...(await world.app.log.heads()).keys()].filter((room) => absent.has(room))).toEqual([]);
  });

  test("whoever may not read heard no word of the case, its person, or what only the lead keeps", async () => {
    for (const { standing, heard, wire } of visitors) {
      const said = [...heard, ...(wire?.raw ?? [])];
      // a copy holds words for whoever may make it, and nobody else is given one
      const copies = said.filter((text) => text.includes("linkwork-pack"));
      expect(copies.length > 0, standing).toBe(["lead", "leadInfoLead", "joinedInfoLead"].includes(standing));
      const bytes = said.filter((text) => !copies.includes(text)).join("\n");
      const silent = (word: string) => expect(bytes.includes(word), `${standing} hears ${word}`).toBe(false);
      const mayRead = standing === "lead" || standing === "joined";
      if (!mayRead && standing !== "guest") silent(canary);
      if (!mayRead && standing !== "leadColleague") silent("Mohammed Khan");
      if (!mayRead && standing !== "invited" && standing !== "guest") silent("food for the week");
      if (standing !== "lead") for (const word of ["leadOnly", "grantor", "assessedBy"]) silent(word);
      expect(/ at .+\.(?:ts|js):\d+/.exec(bytes)?.[0], standing).toBeUndefined();
    }
  });

  test("an id that was used in a hidden room tells nothing: the answer is that of an absent room", async () => {
    const [row, used] = [
      procedures.find((r) => r.name === "cases.postMessage") as Row,
      await world.app.log.at(crowded.roomId, crowded.messageSeq),
    ];
    for (const visitor of visitors.filter((v) => row.cells[v.standing] === "hide"))
      for (const ask of Object.values(asks)) {
        const body = { roomId: crowded.roomId, id: used?.id, input: { text: "guessed" } };
        const [there, gone] = [await ask(visitor, row, body), await ask(visitor, row, { ...body, roomId: absentLike(crowded.roomId) })];
        expect({ said: there.said, text: there.text }, visitor.standing).toEqual({ said: hidden, text: gone.text });
        countDenied(visitor, 1);
      }
  });

  test("every refusal in the case is on record once, with who it was and no content", async () => {
    await world.app.rooms.settled();
    // what was counted in the hour becomes records once it is over, a thousand at a time
    world.clock.advance(2 * hour);
    for (let sweeps = 0; sweeps < 3; sweeps++) await world.app.tidy();
    const { events } = await world.app.log.read(accessRoom(crowded.caseId), 0);
    const recorded = new Map<string, number>();
    for (const { body } of events)
      if (body.decision === "deny")
        recorded.set(String(body.personId), (recorded.get(String(body.personId)) ?? 0) + Number(body.times ?? 1));
    const names = new Map(Object.entries(cast).map(([standing, who]) => [who.personId as string, standing]));
    const byName = (counts: Map<string, number>) =>
      Object.fromEntries([...counts].map(([id, n]) => [names.get(id) ?? id, n] as const).sort());
    expect(byName(recorded)).toEqual(byName(denied));
    expect(await world.app.log.verify(accessRoom(crowded.caseId))).toBeUndefined();
  });
});
