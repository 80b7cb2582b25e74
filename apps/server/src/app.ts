import { type KeyObject, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { colleagueInvitationLife, hatIn } from "@linkwork/shared/identity/rules.ts";
import { onlyResident } from "@linkwork/shared/identity/rules-residents.ts";
import type { OrgState, PersonState } from "@linkwork/shared/identity/state.ts";
import { newId, type OrgId, type PersonId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { purge } from "./boards/effects.ts";
import { wholeBoard } from "./boards/router-export.ts";
import { tellDue } from "./cases/due.ts";
import { createEnding, ends } from "./cases/effects-ending.ts";
import { sendDue } from "./cases/router-own.ts";
import { repeatAsks } from "./cases/views-asks.ts";
import { createLooksKeeper } from "./cases/views-browsing.ts";
import { openOwnWords } from "./cases/views-own.ts";
import { keepSeals } from "./cases/views-seals.ts";
import { hatEndedBy, type LinkPage, noteLapses } from "./identity/effects.ts";
import type { Round } from "./identity/round.ts";
import { type DemoPerson, firstAdministrator } from "./identity/router.ts";
import { assemble } from "./kernel/assemble.ts";
import { createAuth, type PasswordHash } from "./kernel/auth.ts";
import { type Clock, iso, regularly } from "./kernel/clock.ts";
import type { Database } from "./kernel/database.ts";
import { createDoors } from "./kernel/doors.ts";
import type { Outer } from "./kernel/effects.ts";
import { createFactors } from "./kernel/factors.ts";
import { createLimits } from "./kernel/limits.ts";
import { createLive, type Live } from "./kernel/live.ts";
import type { Logger } from "./kernel/logger.ts";
import { type MailSettings, openMail, type Unwritten } from "./kernel/mail.ts";
import type { Metrics } from "./kernel/metrics.ts";
import { openApiOf } from "./kernel/openapi.ts";
import { createPasskeys } from "./kernel/passkeys.ts";
import type { Proxies } from "./kernel/proxies.ts";
import type { Told } from "./kernel/queue.ts";
import { createSessions } from "./kernel/session.ts";
import { localSignals, redisSignals } from "./kernel/signals.ts";
import { systemActor } from "./kernel/system.ts";
import { createTail } from "./kernel/tail.ts";
import { createTokens, type LinkedTo } from "./kernel/tokens.ts";
import { createTransfers, type Transfers } from "./kernel/transfers.ts";
import type { Deps } from "./kernel/trpc.ts";
import { type BasemapSettings, createBasemap } from "./map/basemap.ts";
import { createRouter, type MapSettings } from "./router.ts";
import { openCalendars, openDirectory, openRound, openSlices, settle } from "./slices.ts";

export type AppSettings = {
  database: Database;
  /** where keys lie, apart from the data; without it in a database beside it */
  keyStore?: Database | undefined;
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
  passwordHash?: PasswordHash | undefined;
  socketsPerPerson: number;
  redisUrl?: string | undefined;
  mail: MailSettings;
  /** what counts, where somebody measures; without it nothing is counted */
  metrics?: Metrics | undefined;
  /** the built web client */
  webDir?: string | undefined;
  proxies?: Proxies | undefined;
  /** where files are looked at for viruses, tcp://host:port */
  clamdUrl?: string | undefined;
  /** bytes of files that one person may send in a day; default 200 MB */
  filesPerDay?: number | undefined;
  /** how long nothing may come before an upload is given up, in milliseconds; default 20 s */
  uploadSilence?: number | undefined;
  /** where postcodes are; without it none is known */
  postcodes?: MapSettings["postcodes"];
  /** hosts from which feeds may be fetched; without them none. `near`, for tests: those of them that are on this machine */
  importHosts?: { hosts: readonly string[]; near?: readonly string[] } | undefined;
  /** what the map lies on; without it the one that is built in */
  basemap?: BasemapSettings | undefined;
  /** milliseconds: how often what is due is done and it is looked whom to tell of what (10 s), and whether who is connected still may (5 s) */
  choresEvery?: number | undefined;
  recheckEvery?: number | undefined;
};

const every = { sweep: 10_000, tidy: 3600_000, recheck: 5_000 } as const;

/** The product on one database: doors, sockets, tail and sweeps, ready to listen. */
export async function createApp(settings: AppSettings) {
  const { database, clock, logger, origins, metrics, proxies = [], choresEvery = every.sweep, recheckEvery = every.recheck } = settings;
  const node = randomUUID();
  let round: Round | undefined;
  let calendars: ReturnType<typeof openCalendars> | undefined;
  const write = async ({ roomId, ...what }: Unwritten) => (roomId ? calendars?.write({ ...what, roomId }) : round?.write(what));
  const mail = await openMail({ database, masterKey: settings.masterKey, clock, logger, settings: settings.mail, write });
  const tokens = createTokens(settings.masterKey);
  const link = (linked: LinkedTo, page: LinkPage) => `${settings.publicUrl}/${page}#${tokens.token(linked)}`;
  const { slices, views, seals, exported, feeds, imports, unmet, unfound } = await openSlices(database, settings.masterKey, {
    ...{ ready: mail.ready, hash: tokens.hash, poster: tokens.poster, link },
  });
  let live: Live | undefined;
  let transfers: Transfers | undefined;
  const ears = {
    tell(told: Told) {
      live?.tell(told);
      transfers?.review(told.roomId);
      for (const { events } of told.segments)
        for (const event of events) {
          if (mail.ready) round?.heard(told.roomId, event);
          const hat = hatEndedBy(told.roomId, event);
          if (hat) live?.cutHat(hat);
        }
    },
    listened: (roomId: RoomId) => (live?.listened(roomId) || transfers?.listened(roomId)) ?? false,
    ended(roomId: RoomId) {
      live?.ended(roomId);
      transfers?.review(roomId);
    },
  };
  const outside: Outer = async (what, id) => {
    const { accounts } = auth;
    if ("mail" in what) await mail.post(id, what.mail);
    else if ("unwritten" in what) await mail.post(id, what.unwritten);
    else if ("purge" in what) await purge(what.purge, { rooms, log, files, clock });
    else if (ends(what)) await ending.follow(what, id);
    else if ("endSessions" in what) {
      await Promise.all([accounts.endSessions(what.endSessions, what.but), ...(what.but ? [] : [feeds.end(what.endSessions)])]);
    } else {
      const personId = "tell" in what ? what.tell : what.startAnew;
      const account = await accounts.accountOf(personId);
      if (!account) return;
      if ("tell" in what) await mail.post(id, { to: account.email, ...what.letter });
      else await factors.endAll(account.userId, what.after, () => accounts.endSessions(personId));
    }
  };
  const { masterKey, keyStore, clamdUrl, filesPerDay, publicUrl } = settings;
  const stopping = new AbortController();
  const { log, rooms, effects, files, refusals } = await assemble({
    ...{ database, keyStore, masterKey, node, clock, logger, slices, ears, metrics, clamdUrl, filesPerDay, outside },
    stopping: stopping.signal,
  });
  const words = await openOwnWords(database, log.keys);
  const ending = createEnding({ rooms, log, files, views, words, exported, unfound, clock, logger });
  const limits = createLimits({ callsPerMinute: settings.callsPerMinute, burst: settings.callBurst, signIns: settings.signIns });
  const auth = await createAuth({
    ...{ database, origins, limits, clock, passwordHash: settings.passwordHash },
    ...{ secret: settings.sessionSecret, publicUrl },
    ended() {
      sessions.forget();
      void live?.recheck().catch(() => undefined);
      void transfers?.recheck().catch(() => undefined);
    },
  });
  const { accountOf } = auth.accounts;
  round = openRound({ rooms, log, views, clock, logger, accountOf, publicUrl });
  calendars = openCalendars({ rooms, views, feeds, clock, accountOf, publicUrl, from: settings.mail.from });
  const factors = createFactors({ database, masterKey, clock, limits });
  const passkeys = await createPasskeys({ database, clock, factors, publicUrl, origins });
  const hat = async (personId: PersonId, orgId: OrgId) => {
    const [person, org] = await Promise.all([rooms.ask<PersonState>(personRoom(personId)), rooms.ask<OrgState>(orgRoom(orgId))]);
    return hatIn(person, org, personId, orgId);
  };
  const sessions = createSessions({
    database,
    clock,
    read: auth.read,
    ...{ hasFactor: factors.has, demo: settings.demo !== undefined, hat },
    onlyResident: async (personId) => onlyResident(await rooms.ask<PersonState>(personRoom(personId))),
    hatNow(personId, orgId) {
      // the stream keeps every room in memory current; without it only those that somebody listens to are asked for
      const known = <S>(room: RoomId) =>
        ears.listened(room) || tail.mode() === "stream" ? (rooms.known(room)?.state as S | undefined) : undefined;
      const [person, org] = [known<PersonState>(personRoom(personId)), known<OrgState>(orgRoom(orgId))];
      return person && org ? hatIn(person, org, personId, orgId) : hat(personId, orgId);
    },
  });
  const deps: Deps = {
    ...{ rooms, effects, sessions, limits, auth, factors, passkeys, clock, logger, database },
    live: () => {
      if (!live) throw new Error("not listening yet");
      return live;
    },
    metrics,
    about: {
      demo: settings.demo !== undefined,
      mail: mail.catches ? "caught" : mail.ready ? "sent" : "none",
      engine: settings.engine.name,
      evaluation: settings.engine.evaluation,
      scanned: clamdUrl !== undefined,
    },
  };
  const directory = openDirectory({
    ...{ views, imports, rooms, clock, logger, node, publicUrl, postcodes: settings.postcodes },
    ...{ fetching: settings.importHosts ?? { hosts: [] }, stopping: stopping.signal },
  });
  const basemap = createBasemap({ settings: settings.basemap, clock, logger, stopping: stopping.signal });
  // nobody waits for it: until it is there the built-in map is shown
  void basemap.keepFresh();
  const router = createRouter({
    ...{ views, seals, words, unfound, handing: ending.handing, calendars: calendars.settings, demo: settings.demo ?? [] },
    ...{ people: { accounts: auth.accounts, caught: mail.caught, post: mail.post, tokens, round }, postcodes: settings.postcodes },
    directory: directory.procedures,
  });
  const state = { draining: false };
  const tail = createTail({ log, logger, rooms, listened: () => [...(live?.rooms() ?? []), ...(transfers?.rooms() ?? [])] });
  transfers = createTransfers({ rooms, sessions, clock, logger, recheckEvery });
  const doors = createDoors({
    ...{ deps, auth, router, origins, files, transfers, feed: calendars.feed, whole: (room) => wholeBoard({ house: deps, files }, room) },
    ...{ directory: directory.answer, basemap: basemap.piece, uploads: directory.uploads },
    ...{ webDir: settings.webDir, proxies, silence: settings.uploadSilence },
    openApi: () => openApiOf({ router, slices, cookie: auth.cookie }),
    ready: () => !state.draining && tail.mode() !== "starting" && database.readyState === 1,
  });
  const http = createServer(doors);
  // longer than proxies and browsers keep one that is idle: they end it, and never send into one that we have just ended
  http.keepAliveTimeout = 65_000;
  const signals = settings.redisUrl ? await redisSignals({ url: settings.redisUrl, node, logger }) : localSignals();
  live = createLive({ http, deps, origins, proxies, router, signals, recheckEvery, socketsPerPerson: settings.socketsPerPerson });
  metrics?.gauge("linkwork_sockets", "Open connections", live.sockets);
  metrics?.gauge("linkwork_subscriptions", "Rooms that open connections listen to, each connection for itself", live.subscriptions);
  tail.start();
  const keepLooks = createLooksKeeper({ rooms, cases: views.cases, looks: views.looks, logger, clock, stopping: stopping.signal });
  /** What is due by the clock. */
  async function tidy(): Promise<void> {
    await effects.sweep();
    await refusals.sweep((target, request) => rooms.act(systemActor, target, request));
    await repeatAsks({ rooms, asks: views.asks, logger, now: iso(clock.now()) });
    await sendDue({ words, rooms, hat, logger, now: clock.now() });
    await settle({ rooms, views, unmet, logger, now: clock.now() });
    await noteLapses({ rooms, orgs: views.orgs, now: iso(clock.now()) });
    await ending.sweep();
    await keepSeals({ rooms, cases: views.cases, seals, also: views.concerns.logs, logger, now: clock.now() });
  }
  /** Who is told of what, now. */
  async function goRound(): Promise<void> {
    await tellDue({ rooms, cases: views.cases, logger, now: clock.now(), stopping: stopping.signal });
    // where no mail can be sent, nobody counts as told
    if (mail.ready) await round?.go(stopping.signal);
  }
  const again = (what: string, ms: number, work: () => Promise<unknown>) => regularly({ what, every: ms, logger }, work);
  const chores = [
    again("sweep", choresEvery, () => Promise.all([tidy(), mail.deliver()])),
    again("round", choresEvery, goRound),
    again("looks", choresEvery, keepLooks),
    again("tidying", every.tidy, () => Promise.all([files.tidy(), auth.codes.tidy()])),
    again("imports", choresEvery, directory.importer.go),
    again("basemap", choresEvery, basemap.keepFresh),
  ];

  return {
    ...{ http, router, rooms, effects, files, auth, mail, factors, log, views, words, live, tail, node },
    importer: directory.importer,
    basemap,
    tidy,
    goRound,
    keepLooks,
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
    /** A new one-time link for the first administrator; undefined once somebody has used one, or where others have begun without. */
    async firstLink(empty: boolean): Promise<string | undefined> {
      const room = personRoom(firstAdministrator);
      const { name, link: before } = await rooms.ask<PersonState>(room);
      if (name !== null || (!empty && !before)) return undefined;
      const linked = { subject: firstAdministrator, id: newId(clock.now()) };
      const input = { hash: tokens.hash(linked), until: iso(clock.now() + colleagueInvitationLife) };
      await rooms.act(systemActor, room, { id: linked.id, type: "inviteAdministrator", input });
      return `${settings.publicUrl}/first#${tokens.token(linked)}`;
    },
    /** Drains: no new work, what runs is finished, sockets are closed. */
    async stop(): Promise<void> {
      state.draining = true;
      stopping.abort();
      for (const chore of chores) chore.end();
      transfers?.stop();
      const shut = live?.stop();
      // a browser keeps spare connections on which it never asked anything: waiting for those would be for ever
      http.closeAllConnections();
      await shut;
      await tail.stop();
      await signals.stop();
      await Promise.all([...chores.map((chore) => chore.settled()), directory.importer.settled()]);
      await effects.settled();
      await rooms.settled();
      await mail.settled();
    },
  };
}

export type App = Awaited<ReturnType<typeof createApp>>;
