import { type KeyObject, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { PersonState } from "@linkwork/shared/identity/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { OrgId, PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { keepSeals } from "./cases/views-seals.ts";
import type { DemoPerson } from "./identity/router.ts";
import { assemble } from "./kernel/assemble.ts";
import { createAuth } from "./kernel/auth.ts";
import type { Clock } from "./kernel/clock.ts";
import type { Database } from "./kernel/database.ts";
import { createDoors } from "./kernel/doors.ts";
import { createLimits } from "./kernel/limits.ts";
import { createLive, type Live } from "./kernel/live.ts";
import type { Logger } from "./kernel/logger.ts";
import type { Metrics } from "./kernel/metrics.ts";
import { openApiOf } from "./kernel/openapi.ts";
import { createSessions } from "./kernel/session.ts";
import { localSignals, redisSignals } from "./kernel/signals.ts";
import { systemActor } from "./kernel/system.ts";
import { createTail } from "./kernel/tail.ts";
import { createTransfers, type Transfers } from "./kernel/transfers.ts";
import type { Deps } from "./kernel/trpc.ts";
import { createRouter } from "./router.ts";
import { openSlices } from "./slices.ts";

export type AppSettings = {
  database: Database;
  masterKey: KeyObject;
  sessionSecret: string;
  publicUrl: string;
  /** the Origins that are let in */
  origins: ReadonlySet<string>;
  clock: Clock;
  logger: Logger;
  demo: readonly DemoPerson[] | undefined;
  engine: { name: string; evaluation: boolean };
  callsPerMinute: number;
  callBurst: number;
  signIns: number;
  socketsPerPerson: number;
  redisUrl?: string | undefined;
  /** what counts, where somebody measures; without it nothing is counted */
  metrics?: Metrics | undefined;
  /** the built web client */
  webDir?: string | undefined;
  /** where files are looked at for viruses, tcp://host:port */
  clamdUrl?: string | undefined;
  /** bytes of files that one person may send in a day; default 200 MB */
  filesPerDay?: number | undefined;
  /** how long nothing may come before an upload is given up, in milliseconds; default 20 s */
  uploadSilence?: number | undefined;
};

const sweepEvery = 10_000;
const tidyEvery = 3600_000;

/** The product on one database: doors, sockets, tail and sweeps, ready to listen. */
export async function createApp(settings: AppSettings) {
  const { database, clock, logger, origins, metrics } = settings;
  const node = randomUUID();
  const { slices, views, seals } = await openSlices(database);
  let live: Live | undefined;
  let transfers: Transfers | undefined;
  const ears = {
    tell(told: Parameters<Live["tell"]>[0]) {
      live?.tell(told);
      transfers?.review(told.roomId);
    },
    listened: (roomId: RoomId) => (live?.listened(roomId) || transfers?.listened(roomId)) ?? false,
  };
  const { masterKey, clamdUrl, filesPerDay } = settings;
  const stopping = new AbortController();
  const { log, rooms, effects, files, refusals } = await assemble({
    ...{ database, masterKey, node, clock, logger, slices, ears, metrics, clamdUrl, filesPerDay },
    stopping: stopping.signal,
  });
  const limits = createLimits({ callsPerMinute: settings.callsPerMinute, burst: settings.callBurst, signIns: settings.signIns });
  const auth = await createAuth({
    database,
    secret: settings.sessionSecret,
    publicUrl: settings.publicUrl,
    origins,
    limits,
    ended() {
      sessions.forget();
      void live?.recheck().catch(() => undefined);
      void transfers?.recheck().catch(() => undefined);
    },
  });
  const hat = async (personId: PersonId, orgId: OrgId) => hatIn(await rooms.ask<PersonState>(personRoom(personId)), personId, orgId);
  const sessions = createSessions({
    database,
    clock,
    read: auth.read,
    hat,
    hatNow(personId, orgId) {
      const room = personRoom(personId);
      // the stream keeps every room in memory current; without it only those that somebody listens to are asked for
      const known = ears.listened(room) || tail.mode() === "stream" ? rooms.known(room) : undefined;
      return known ? hatIn(known.state as PersonState, personId, orgId) : hat(personId, orgId);
    },
  });
  const deps: Deps = {
    rooms,
    effects,
    sessions,
    limits,
    clock,
    logger,
    database,
    live: () => {
      if (!live) throw new Error("not listening yet");
      return live;
    },
    metrics,
    about: {
      demo: settings.demo !== undefined,
      engine: settings.engine.name,
      evaluation: settings.engine.evaluation,
      scanned: clamdUrl !== undefined,
    },
  };
  const router = createRouter({ views, seals, demo: settings.demo ?? [] });
  const state = { draining: false };
  const tail = createTail({ log, logger, rooms, listened: () => [...(live?.rooms() ?? []), ...(transfers?.rooms() ?? [])] });
  transfers = createTransfers({ rooms, sessions, clock, logger });
  const doors = createDoors({
    deps,
    auth,
    router,
    origins,
    webDir: settings.webDir,
    openApi: () => openApiOf({ router, slices, cookie: auth.cookie }),
    files,
    transfers,
    silence: settings.uploadSilence,
    ready: () => !state.draining && tail.mode() !== "starting" && database.readyState === 1,
  });
  const http = createServer(doors);
  const signals = settings.redisUrl ? redisSignals({ url: settings.redisUrl, node, logger }) : localSignals();
  live = createLive({ http, deps, origins, router, signals, socketsPerPerson: settings.socketsPerPerson });
  metrics?.gauge("linkwork_sockets", "Open connections", live.sockets);
  metrics?.gauge("linkwork_subscriptions", "Rooms that open connections listen to, each connection for itself", live.subscriptions);
  tail.start();
  /** What is due by the clock. */
  async function tidy(): Promise<void> {
    await effects.sweep();
    await refusals.sweep((target, request) => rooms.act(systemActor, target, request));
    await keepSeals({ rooms, cases: views.cases, seals, logger, now: clock.now() });
  }
  let sweeping: Promise<void> = Promise.resolve();
  const sweeps = setInterval(() => {
    sweeping = tidy().catch((error: unknown) => logger.warn({ error: String(error) }, "sweep"));
  }, sweepEvery);
  const tidying = setInterval(
    () => void files.tidy().catch((error: unknown) => logger.warn({ error: String(error) }, "tidying")),
    tidyEvery,
  );

  return {
    http,
    router,
    rooms,
    effects,
    files,
    auth,
    log,
    views,
    live,
    tail,
    node,
    tidy,
    /** Listens; resolves with the port. */
    listen: (port: number, host: string): Promise<number> =>
      new Promise((resolve, reject) => {
        http.once("error", reject);
        http.listen(port, host, () => {
          http.off("error", reject);
          const address = http.address();
          resolve(typeof address === "object" && address ? address.port : port);
        });
      }),
    /** Drains: no new work, what runs is finished, sockets are closed. */
    async stop(): Promise<void> {
      state.draining = true;
      stopping.abort();
      clearInterval(sweeps);
      clearInterval(tidying);
      transfers?.stop();
      await live?.stop();
      http.closeAllConnections();
      await tail.stop();
      await signals.stop();
      await sweeping;
      await effects.settled();
      await rooms.settled();
    },
  };
}

export type App = Awaited<ReturnType<typeof createApp>>;

/** The hat that a person may wear for an organisation, as their own room says. */
function hatIn(person: PersonState, personId: PersonId, orgId: OrgId): Actor | undefined {
  const membership = person.memberships.find((m) => m.orgId === orgId);
  if (!membership || person.name === null) return undefined;
  return { personId, orgId, roles: membership.roles, name: person.name, orgName: membership.orgName, sector: membership.sector };
}
