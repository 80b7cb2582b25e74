import type { Server as HttpServer } from "node:http";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { refuse } from "@linkwork/shared/kernel/refusal.ts";
import { Call, Hat, Signal, type SignalFrame, Subscribe, Unsubscribe } from "@linkwork/shared/kernel/wire.ts";
import { type AnyTRPCRouter, callTRPCProcedure } from "@trpc/server";
import { type DefaultEventsMap, Server, type Socket } from "socket.io";
import type { z } from "zod";
import { iso } from "./clock.ts";
import { cut, keepsUp, together } from "./connection.ts";
import { hide, toWire } from "./errors.ts";
import { cameFrom, type Proxies, trusting } from "./proxies.ts";
import type { Told } from "./queue.ts";
import { type Session, samePerson } from "./session.ts";
import type { Signals } from "./signals.ts";
import { createSubscribers } from "./subscribers.ts";
import { type Context, type Deps, shortWay } from "./trpc.ts";

type Data = { actor: Actor; me: Session; ip: string };
type Connection = Socket<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, Data>;
type Options = {
  http: HttpServer;
  deps: Deps;
  origins: ReadonlySet<string>;
  proxies: Proxies;
  router: AnyTRPCRouter;
  signals: Signals;
  recheckEvery: number;
  socketsPerPerson?: number;
};

const headsEvery = 15_000;
const firstPage = 200;

/** Sockets: the fast door, and the way events reach people. Holds no right by itself. */
export function createLive({ http, deps, origins, proxies, router, signals, recheckEvery, socketsPerPerson = 10 }: Options) {
  const { rooms, logger, clock, sessions } = deps;
  const trusts = trusting(proxies);
  const io = new Server<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, Data>(http, {
    path: "/socket.io",
    transports: ["websocket"],
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: 64 * 1024,
    connectTimeout: 5_000,
    pingInterval: 10_000,
    pingTimeout: 10_000,
    // recovery would restore rooms without asking (M1): it is off, for ever
    allowRequest: (req, done) => done(null, req.headers.origin !== undefined && origins.has(req.headers.origin)),
  });
  const socket = (id: string): Connection | undefined => io.sockets.sockets.get(id);

  /** Who of them takes what they are sent; who doesn't is cut. */
  const reading = (socketIds: readonly string[]): string[] =>
    socketIds.filter((id) => {
      const one = socket(id);
      if (one && !keepsUp(one)) cut(one);
      return one?.connected === true;
    });

  const subscribers = createSubscribers({
    now: () => iso(clock.now()),
    emit(roomId, { socketIds, events }) {
      const ids = reading(socketIds);
      if (ids.length > 0) io.local.to(ids).emit("events", { roomId, events });
    },
    close(roomId, subscriber, code) {
      socket(subscriber.socketId)?.emit("closed", { roomId, code });
    },
    ended,
  });

  /** The second record of a live subscription: what it covered. */
  function ended(roomId: RoomId, { actor, fromSeq, toSeq }: { actor: Actor; fromSeq: number; toSeq: number }): void {
    void rooms.record({ roomId, slice: rooms.sliceOf(roomId) }, actor, { what: "closed", decision: "permit", fromSeq, toSeq });
  }

  const shortWays = new Map(
    Object.keys(router._def.procedures).flatMap((path) => {
      const way = shortWay(router, path, deps.metrics);
      return way ? [[path, way] as const] : [];
    }),
  );
  const byPerson = new Map<string, Set<Connection>>();

  const contextOf = (data: Data): Context => ({ house: deps, session: async () => data.me, hat: async () => data.actor, ip: data.ip });

  io.use((one, next) => {
    const admit = async () => {
      const hat = Hat.safeParse(one.handshake.auth);
      if (!hat.success) throw refuse("BadInput", { field: "orgId" });
      const me = await sessions.forSocket(one.handshake.headers.cookie ?? "");
      samePerson(me, hat.data.personId);
      const actor = await sessions.hatOnSocket(me, hat.data.orgId);
      if (!actor) throw refuse("NotAMember", { field: "orgId" });
      Object.assign(one.data, { actor, me, ip: cameFrom(one.request, trusts) });
      makeRoomFor(me.personId);
    };
    admit().then(
      () => next(),
      (error: unknown) => next(Object.assign(new Error("refused"), { data: toWire(error, logger) })),
    );
  });

  /** The only way an event comes in: checked shape, always an acknowledgement, never an exception that escapes. */
  function on<S extends z.ZodType>(one: Connection, event: string, schema: S, handle: (input: z.output<S>) => Promise<unknown>): void {
    one.on(event, (...args: unknown[]) => {
      const started = performance.now();
      const acknowledge = args.at(-1);
      if (args.length !== 2 || typeof acknowledge !== "function") return;
      const answer = async () => {
        try {
          return { ok: true, ...((await handle(schema.parse(args[0]))) as object) };
        } catch (error) {
          const wire = toWire(error, logger);
          if (wire.meaning === "NOT_FOUND") await hide(started);
          return { ok: false, error: wire };
        }
      };
      answer().then(
        (a) => acknowledge(a),
        (error: unknown) => logger.error({ error: String(error) }, "acknowledgement"),
      );
    });
  }

  /** A person's oldest connection gives way to the newest. */
  function makeRoomFor(personId: string): void {
    const mine = byPerson.get(personId);
    if (!mine || mine.size < socketsPerPerson) return;
    const [oldest] = mine;
    oldest?.disconnect(true);
  }

  io.on("connection", (one: Connection) => {
    const mine = byPerson.get(one.data.me.personId) ?? new Set<Connection>();
    byPerson.set(one.data.me.personId, mine.add(one));
    together(one);
    const limited = () => deps.limits.call(one.data.me.personId);
    on(one, "call", Call, async ({ path, input }) => {
      const short = shortWays.get(path);
      if (short) return { data: await short(contextOf(one.data), input) };
      const type = procedureType(router, path);
      if (!type) throw refuse("NotFound");
      const data = await callTRPCProcedure({
        router,
        path,
        getRawInput: async () => input,
        ctx: contextOf(one.data),
        type,
        signal: undefined,
        batchIndex: 0,
      });
      return { data };
    });
    on(one, "subscribe", Subscribe, async ({ roomId, afterSeq }) => {
      await limited();
      const room = await rooms.open(one.data.actor, roomId);
      // gone meanwhile: what was opened would never be closed
      if (!one.connected) throw refuse("Unavailable");
      subscribers.leave(roomId, one.id);
      subscribers.add(roomId, { socketId: one.id, actor: one.data.actor, fromSeq: room.head.seq, toSeq: room.head.seq });
      return rooms.since({ room, afterSeq, limit: firstPage, what: "opened" });
    });
    on(one, "unsubscribe", Unsubscribe, async ({ roomId }) => {
      subscribers.leave(roomId, one.id);
      return {};
    });
    on(one, "signal", Signal, async ({ roomId, kind }) => {
      await limited();
      if (!subscribers.get(roomId, one.id) || rooms.sliceOf(roomId).quiet) throw refuse("NotFound");
      const { personId, orgId } = one.data.actor;
      publish({ roomId, personId, orgId, kind });
      return {};
    });
    one.on("disconnect", () => {
      mine.delete(one);
      if (mine.size === 0) byPerson.delete(one.data.me.personId);
      for (const roomId of subscribers.roomsOf(one.id)) subscribers.leave(roomId, one.id);
    });
  });

  /** To those in the room who may read it at this moment, but not back to its author's own sockets. */
  function relay(frame: SignalFrame): void {
    const roomId = frame.roomId as RoomId;
    const room = rooms.known(roomId);
    if (!room) return;
    const now = iso(clock.now());
    const ids = subscribers
      .of(roomId)
      .filter((s) => s.actor.personId !== frame.personId && room.slice.rules.mayRead(room.state, s.actor, now, roomId))
      .map((s) => s.socketId);
    const there = reading(ids);
    // to none of them would be to everybody
    if (there.length === 0) return;
    const to = io.local.to(there);
    // a volatile frame is dropped wherever another is being written. Who types says so again in a moment; a mark is told once
    (frame.kind === "typing" ? to.volatile : to).emit("signal", frame);
  }
  function publish(frame: SignalFrame): void {
    relay(frame);
    signals.publish(frame);
  }
  signals.onFrame(relay);

  const heads = setInterval(() => {
    // nobody is told of a number that they haven't heard, or will not
    for (const roomId of subscribers.rooms()) rooms.told(roomId);
    for (const one of io.sockets.sockets.values()) {
      const mine = subscribers.roomsOf(one.id);
      if (mine.length > 0)
        one.volatile.emit("heads", Object.fromEntries(mine.map((roomId) => [roomId, rooms.known(roomId)?.head.seq ?? 0])));
    }
  }, headsEvery);

  /** Sessions that ended, hats that were taken off, consents that ran out: cut. Every call is checked again anyway. */
  async function recheck(): Promise<void> {
    const open = [...io.sockets.sockets.values()].filter((one) => one.data.me);
    const alive = await sessions.alive(open.map((one) => one.data.me));
    // asked once a person and hat, however many connections they have
    const hats = new Map<string, Promise<Actor | undefined>>();
    const hatOf = ({ me, actor: { orgId } }: Data): Promise<Actor | undefined> => {
      const key = `${me.personId}|${orgId}`;
      const asked = hats.get(key) ?? Promise.resolve(sessions.hatOnSocket(me, orgId));
      hats.set(key, asked);
      return asked;
    };
    for (const one of open) {
      const actor = alive.has(one.data.me.sessionId) ? await hatOf(one.data) : undefined;
      if (!actor) {
        one.disconnect(true);
        continue;
      }
      one.data.actor = actor;
      for (const roomId of subscribers.roomsOf(one.id)) {
        const subscriber = subscribers.get(roomId, one.id);
        if (subscriber) subscriber.actor = actor;
      }
    }
    review();
  }
  /** Who may not read by this minute is closed, after they heard what was theirs until then. */
  function review(): void {
    for (const roomId of subscribers.rooms()) {
      const room = rooms.told(roomId);
      if (room) subscribers.review(roomId, room.slice, room.state);
    }
  }
  const rechecks = setInterval(
    () => void recheck().catch((error: unknown) => logger.warn({ error: String(error) }, "recheck")),
    recheckEvery,
  );

  return {
    tell: (told: Told) => subscribers.deliver(told),
    ended: subscribers.end,
    listened: subscribers.listened,
    rooms: subscribers.rooms,
    publish,
    recheck,
    review,
    sockets: () => io.sockets.sockets.size,
    subscriptions: subscribers.count,
    /** Cuts every connection under one of a person's hats (under all, if none is named; of all sessions but one, if that is named), at once. */
    cutHat({ personId, orgId, butSession }: { personId: string; orgId?: string; butSession?: string }): void {
      for (const one of byPerson.get(personId) ?? [])
        if ((!orgId || one.data.actor.orgId === orgId) && one.data.me.sessionId !== butSession) one.disconnect(true);
    },
    async stop(): Promise<void> {
      clearInterval(heads);
      clearInterval(rechecks);
      await io.close();
    },
  };
}

export type Live = ReturnType<typeof createLive>;

/** Whether a path is a query or a mutation; undefined for a path that isn't there. */
function procedureType(router: AnyTRPCRouter, path: string): "query" | "mutation" | undefined {
  const procedures = router._def.procedures as Record<string, { _def?: { type?: string } }>;
  const type = Object.hasOwn(procedures, path) ? procedures[path]?._def?.type : undefined;
  return type === "query" || type === "mutation" ? type : undefined;
}
