import { createHash, createSecretKey, type KeyObject, randomBytes } from "node:crypto";
import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import { type EventId, newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import type { Page } from "@linkwork/shared/kernel/wire.ts";
import { expect, inject } from "vitest";
import { type AppSettings, createApp } from "../../apps/server/src/app.ts";
import { connectDatabase, type Database, disconnectDatabase } from "../../apps/server/src/kernel/database.ts";
import { aCommunity, type Person } from "./build.ts";
import { day, hour, type TestClock, testClock } from "./clock.ts";
import { freshDatabaseName } from "./engine.ts";
import { kindFor } from "./kinds.ts";
import { type Acknowledged, connect, type Frame, ourOrigin, post, signIn, type Wire } from "./wire.ts";

type Door = "socket" | "http";
const password = "a long enough password";
/** Refused through a door: what people can mend, as the wire says it. */
class WireRefusal extends Error {
  override name = "WireRefusal";
  readonly error: (Acknowledged & { ok: false })["error"];
  constructor(error: (Acknowledged & { ok: false })["error"]) {
    super(`${error.code} ${JSON.stringify(error.details)} ${JSON.stringify(error.issues ?? "")}`);
    this.error = error;
  }
}

/** A reader's copy of a room, folded from what the socket brought. */
type Copy = { roomId: RoomId; who: Person; wire: Wire; head: number; state: unknown; closed: boolean; gap: boolean };
type Act = { id?: string; door?: Door };
/** Somebody at their device: both doors, and what their open socket heard. */
export type Client = {
  readonly who: Person;
  readonly cookie: string;
  readonly wire: Wire;
  readonly frames: readonly Frame[];
  /** asks a room for something; the event, or a WireRefusal */
  act(roomId: RoomId, type: string, input: Record<string, unknown>, how?: Act): Promise<AnyEvent>;
  /** the same, with the answer as it came */
  attempt(roomId: RoomId, type: string, input: Record<string, unknown>, how?: Act): Promise<Acknowledged>;
  call(path: string, input?: unknown, door?: Door): Promise<Acknowledged>;
  /** status and bytes of the HTTP door */
  bytes(path: string, input?: unknown): Promise<{ status: number; text: string }>;
  since(roomId: RoomId, afterSeq: number | null, door?: Door): Promise<Page<AnyEvent, unknown>>;
  subscribe(roomId: RoomId, afterSeq?: number | null): Promise<Acknowledged>;
  /** subscribes, folds what comes, and is compared with the server after every act */
  watch(roomId: RoomId): Promise<void>;
  /** one more connection of the same person */
  again(change?: { origin?: string; auth?: unknown }): Promise<Wire>;
};

/** Passwords in a moment: the library's way takes 90 ms of CPU for each of some 1,100. Signing in by that way is in the end-to-end tests. */
const quickly = async (password: string): Promise<string> => createHash("sha256").update(password).digest("hex");
const passwordHash = {
  hash: quickly,
  verify: async (given: { hash: string; password: string }) => (await quickly(given.password)) === given.hash,
};

/** What a test may change about a node. */
export type Change = Partial<Omit<AppSettings, "clock">>;
export type NodeSettings = Change & { database: Database; masterKey: KeyObject; clock: TestClock };

/** One node of the product on a database, listening on a port of its own. */
export async function startNode(settings: NodeSettings) {
  const log: { level: string; fields: Record<string, unknown>; message: string }[] = [];
  const keep = (level: string) => (fields: Record<string, unknown>, message: string) => void log.push({ level, fields, message });
  const app = await createApp({
    sessionSecret: "the secret of the tests, long enough",
    publicUrl: ourOrigin,
    origins: new Set([ourOrigin]),
    logger: { info: keep("info"), warn: keep("warn"), error: keep("error") },
    demo: [],
    mail: { from: "Linkwork <no-reply@linkwork.test>", catches: true },
    engine: { name: "the run's", evaluation: true },
    passwordHash,
    // raised: a test calls more in a second than a person in an hour
    callsPerMinute: 6_000_000,
    callBurst: 1_000_000,
    signIns: 10_000,
    socketsPerPerson: 500,
    // a test does it itself, when it has moved the clock: what came by itself would come in the middle of another one on a slow machine
    choresEvery: 24 * hour,
    ...settings,
  });
  const port = await app.listen(0, "127.0.0.1");
  return { app, base: `http://127.0.0.1:${port}`, log, database: settings.database };
}
export type Node = Awaited<ReturnType<typeof startNode>>;

/** The product with a database of its own on the run's engine, a clock that a test moves, and a small community. */
export async function createWorld(change: Change = {}) {
  const clock = testClock();
  const masterKey = createSecretKey(randomBytes(32));
  const name = freshDatabaseName();
  const database = await connectDatabase(inject("engineUri"), name);
  const node = await startNode({ database, masterKey, clock, ...change });
  const { app } = node;
  const community = await aCommunity({ app, clock });
  const desk = createDesk(clock);
  return {
    ...node,
    ...community,
    community,
    clock,
    database,
    name,
    masterKey,
    desk,
    /** somebody at their device; the account is made and signed in at the first call */
    as: (who: Person): Promise<Client> => desk.client(node, who),
    /** time goes by, and nobody's session goes stale of it */
    async later(ms: number): Promise<void> {
      // before the clock moves: sessions are looked at again at any moment
      const then = clock.now() + ms;
      const fresh = { expiresAt: new Date(then + 30 * day), passwordAt: new Date(then) };
      await database.collection("session").updateMany({}, { $set: fresh });
      const sessions = await database
        .collection("session")
        .find({}, { projection: { _id: 1 } })
        .toArray();
      // also where the note that somebody just did something is still on its way
      const awake = sessions.map(({ _id }) => ({
        updateOne: { filter: { _id: String(_id) }, update: { $max: { at: new Date(then) } }, upsert: true },
      }));
      if (awake.length > 0) await database.collection<{ _id: string; at: Date }>("sessionActivity").bulkWrite(awake);
      clock.advance(ms);
    },
    /** how many events each room holds, once what followed so far is done */
    async book(): Promise<Map<RoomId, number>> {
      await app.effects.settled();
      return app.log.heads();
    },
    /** what was appended since, by room, once every effect is done; looks and refusals are counted apart */
    async added(before: ReadonlyMap<RoomId, number>): Promise<Record<string, string[]>> {
      await app.effects.settled();
      const news: Record<string, string[]> = {};
      for (const [room, head] of await this.book()) {
        const known = before.get(room) ?? 0;
        const types = head > known ? (await app.log.read(room, known)).events.map((e) => e.type) : [];
        const done = types.filter((type) => type !== "accessNoted");
        if (done.length > 0) news[room] = done;
      }
      return news;
    },
    async stop(): Promise<void> {
      desk.leave();
      await app.stop();
      await disconnectDatabase(database);
    },
  };
}
export type World = Awaited<ReturnType<typeof createWorld>>;

/** The people's devices: their accounts, connections and copies, whatever node they talk to. */
export function createDesk(clock: TestClock) {
  const copies: Copy[] = [];
  const wires: Wire[] = [];
  const accounts = new Map<string, Promise<string>>();
  const clients = new Map<string, Promise<Client>>();

  /** Every reader's copy must be what the server would tell that reader now (after Zulip's verify_action). */
  async function compare(roomId: RoomId, seq: number): Promise<void> {
    for (const copy of copies.filter((c) => c.roomId === roomId && !c.closed && !c.wire.isGone())) {
      await until(copy, seq);
      if (copy.closed) continue;
      const fresh = await copy.wire.ask("subscribe", { roomId, afterSeq: null });
      if (!fresh.ok) {
        await copy.wire.frame(`closed for ${copy.who.name}`, (f) => f.name === "closed" && f.body.roomId === roomId);
        continue;
      }
      await until(copy, fresh.head as number);
      expect(copy.gap, `${copy.who.name} missed nothing in ${roomId}`).toBe(false);
      if (copy.head === fresh.head) expect(copy.state, `${copy.who.name}'s copy of ${roomId}`).toEqual(fresh.state);
    }
  }
  const until = (copy: Copy, seq: number) =>
    copy.head >= seq || copy.closed
      ? undefined
      : copy.wire.frame(`${copy.who.name} at ${seq} of ${copy.roomId}`, () => copy.head >= seq || copy.closed);

  async function watch(roomId: RoomId, who: Person, wire: Wire): Promise<void> {
    if (copies.some((c) => c.roomId === roomId && c.wire === wire && !c.closed)) return;
    const copy: Copy = { roomId, who, wire, head: Number.POSITIVE_INFINITY, state: undefined, closed: false, gap: false };
    const early: AnyEvent[] = [];
    let ready = false;
    const take = (event: AnyEvent) => {
      if (event.seq <= copy.head) return;
      if (event.seq !== copy.head + 1) copy.gap = true;
      copy.state = kindFor(roomId).fold(copy.state, event);
      copy.head = event.seq;
    };
    wire.onFrame((frame) => {
      if (frame.body.roomId !== roomId) return;
      if (frame.name === "closed") copy.closed = true;
      if (frame.name === "events") for (const event of frame.body.events as AnyEvent[]) ready ? take(event) : early.push(event);
    });
    const first = await wire.ask("subscribe", { roomId, afterSeq: null });
    if (!first.ok) throw new WireRefusal(first.error);
    [copy.state, copy.head, ready] = [first.state, first.head as number, true];
    for (const event of early) take(event);
    copies.push(copy);
  }

  const account = (node: Node, who: Person): Promise<string> => {
    const made =
      accounts.get(who.email) ??
      node.app.auth
        .createAccount({ email: who.email, name: who.name, password, personId: who.personId, demo: true })
        .then(() => signIn({ base: node.base, email: who.email, password }))
        .then((cookie) => secondStepDone(node, cookie));
    accounts.set(who.email, made);
    return made;
  };

  /** They have given their second factor, as whoever works has: a demo's people would be asked for theirs at each call. */
  async function secondStepDone({ database }: Node, cookie: string): Promise<string> {
    const token = decodeURIComponent(cookie.split("=")[1] ?? "").split(".")[0];
    // a session is made by the machine's own clock, and looked at by the one that is moved by hand
    const fresh = { factorAt: new Date(clock.now()), passwordAt: new Date(clock.now()), expiresAt: new Date(clock.now() + 30 * day) };
    await database.collection("session").updateOne({ token }, { $set: fresh });
    return cookie;
  }

  async function sitDown(node: Node, who: Person): Promise<Client> {
    const { base, app } = node;
    const cookie = await account(node, who);
    const hat = { orgId: who.orgId };
    const again: Client["again"] = async ({ origin, auth } = {}) => {
      const wire = await connect({ base, cookie, auth: auth ?? hat, ...(origin === undefined ? {} : { origin }) });
      wires.push(wire);
      return wire;
    };
    const wire = await again();
    const procedures = app.router._def.procedures as unknown as Record<string, { _def: { type: string } } | undefined>;
    const http = (path: string, input: unknown) =>
      post({ base, cookie, orgId: who.orgId, path, input, query: procedures[path]?._def.type !== "mutation" });
    const call: Client["call"] = async (path, input, door = "socket") =>
      door === "http" ? (await http(path, input)).answer : wire.ask("call", { path, ...(input === undefined ? {} : { input }) });
    const attempt: Client["attempt"] = async (roomId, type, input, { id = newId(clock.now()), door = "socket" } = {}) => {
      const answer = await call(`${kindFor(roomId).router}.${type}`, { roomId, id: id as EventId, input }, door);
      if (answer.ok) await compare(roomId, (answer.data as AnyEvent).seq);
      return answer;
    };
    return {
      who,
      cookie,
      wire,
      frames: wire.frames,
      call,
      attempt,
      again,
      async act(roomId, type, input, how) {
        const answer = await attempt(roomId, type, input, how);
        if (!answer.ok) throw new WireRefusal(answer.error);
        await watch(roomId, who, wire).catch(() => undefined);
        return answer.data as AnyEvent;
      },
      bytes: (path, input) => http(path, input),
      async since(roomId, afterSeq, door) {
        const answer = await call("room.since", { roomId, afterSeq }, door);
        if (!answer.ok) throw new WireRefusal(answer.error);
        return answer.data as Page<AnyEvent, unknown>;
      },
      subscribe: (roomId, afterSeq = null) => wire.ask("subscribe", { roomId, afterSeq }),
      watch: (roomId) => watch(roomId, who, wire),
    };
  }

  return {
    /** this person at a device that talks to this node */
    client(node: Node, who: Person): Promise<Client> {
      const key = `${node.base} ${who.email} ${who.orgId}`;
      const made = clients.get(key) ?? sitDown(node, who);
      clients.set(key, made);
      return made;
    },
    compare,
    /** signs in once more: another session of the same person */
    signInAgain: async (node: Node, who: Person): Promise<string> => {
      await account(node, who);
      return signIn({ base: node.base, email: who.email, password });
    },
    leave(): void {
      for (const wire of wires) wire.close();
    },
  };
}
