import { readdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { askServer, DatabaseRefusal, ensureReplicaSetOfOne, replicaSetName, withoutCredentials } from "./database.ts";
import { type EngineCommand, mongodDownloaded, mongodHere, pythonEngine, rustEngine } from "./engine-install.ts";
import {
  type EngineEnd,
  type EngineKind,
  type EngineProcess,
  freePort,
  readRecord,
  refuseIfHeld,
  startProcess,
  writeRecord,
} from "./engine-process.ts";

/** What config.ts read from the environment, and where the lines go that say what happens. */
export type EngineWish = {
  /** MONGODB_URI: this database and no other. */
  mongodbUri?: string | undefined;
  /** DATA_DIR: the engine's own folder in it is `db`. */
  dataDir: string;
  /** See `cacheFolder` of engine-install.ts. */
  cacheDir: string;
  /** The PATH string. */
  path: string;
  /** MONGOMS_SYSTEM_BINARY: a mongod that is not on PATH. */
  systemBinary?: string | undefined;
  /** ENGINE: only this kind. */
  force?: EngineKind | undefined;
  /** How long MONGODB_URI may take to answer; ten seconds. */
  patienceMs?: number;
  say: (line: string) => void;
};

/** A database that answers. */
export type Engine = {
  uri: string;
  /** For people: which engine serves. */
  name: string;
  /** True for an engine that is right for looking, tests and development, not for people's records. */
  evaluation: boolean;
  /** Ends the engine if it is ours; call it after the server has drained and disconnected. */
  stop(): Promise<void>;
  /** Settles only if the engine ends without being asked to. */
  died: Promise<EngineEnd>;
};

/** What the start and the administrator's page say of an evaluation engine. */
export const evaluationNotice = "evaluation engine; for real work set MONGODB_URI (see docker-compose.yml)";

const given = async (uri: string, wish: EngineWish): Promise<Engine> => {
  wish.say(`database: MONGODB_URI is set, so ${withoutCredentials(uri)} and no other`);
  if (wish.force) wish.say(`database: ENGINE=${wish.force} has no effect while MONGODB_URI is set`);
  const server = await askServer(uri, wish.patienceMs);
  if (server.replicaSet === undefined) wish.say("database: it is no replica set; other nodes will learn of events by polling");
  const name = `MongoDB ${server.version} at ${withoutCredentials(uri)}`;
  return { uri, name, evaluation: false, stop: async () => undefined, died: new Promise(() => undefined) };
};

const secantusArgs = (folder: string) => [
  ...["--host", "127.0.0.1", "--port", "0", "--storage-path", folder],
  // Without it the engine acknowledges writes that a SIGKILL then takes away.
  "--sync-on-commit",
  ...["--cache-size", "512M", "--noop-heartbeat-seconds", "10"],
];

const mongodArgs = (folder: string, port: number) => [
  ...["--bind_ip", "127.0.0.1", "--port", String(port), "--dbpath", folder, "--replSet", replicaSetName],
  ...["--wiredTigerCacheSizeGB", "0.5", "--nounixsocket"],
  // A member of a set waits 15 s at its end for others to take over. In a set of one there are none.
  ...["--setParameter", "shutdownTimeoutMillisForSignaledShutdown=100"],
];

const portIn = (pattern: RegExp) => (output: string) => {
  const port = pattern.exec(output)?.[1];
  return port === undefined ? undefined : Number(port);
};
const secantusListens = portIn(/listening on 127\.0\.0\.1:(\d+)/);
const mongodListens = portIn(/"msg":"Waiting for connections","attr":\{"port":(\d+)/);

const launch = async (found: EngineCommand, kind: EngineKind, dataDir: string): Promise<EngineProcess> => {
  const folder = join(dataDir, "db");
  if (kind !== "mongod") {
    return await startProcess({ ...found, args: [...found.args, ...secantusArgs(folder)], dataDir, listening: secantusListens });
  }
  const port = await freePort((await readRecord(dataDir))?.port);
  const engine = await startProcess({ ...found, args: mongodArgs(folder, port), dataDir, listening: mongodListens });
  try {
    await ensureReplicaSetOfOne(port);
  } catch (error) {
    await engine.stop();
    throw error;
  }
  return engine;
};

// The Python engine looks through every retryable write of the last half hour at each further one. Ours need none: an id has one effect.
const withoutRetries = "&retryWrites=false";

const serve = async (found: EngineCommand, kind: EngineKind, wish: EngineWish): Promise<Engine> => {
  const dataDir = resolve(wish.dataDir);
  const engine = await launch(found, kind, dataDir);
  const running = { pid: engine.pid, owner: process.pid, since: new Date().toISOString() };
  await writeRecord(dataDir, { kind, port: engine.port, running });
  const evaluation = kind !== "mongod";
  wish.say(`database: ${found.name} serves ${join(dataDir, "db")}`);
  if (evaluation) wish.say(`database: ${evaluationNotice}`);
  return {
    uri: `mongodb://127.0.0.1:${engine.port}/?directConnection=true${kind === "python" ? withoutRetries : ""}`,
    name: found.name,
    evaluation,
    stop: async () => {
      await engine.stop();
      await writeRecord(dataDir, { kind, port: engine.port }).catch(() => undefined);
    },
    died: engine.died,
  };
};

const isEmpty = async (folder: string): Promise<boolean> => (await readdir(folder).catch(() => [])).length === 0;

// On an empty folder the next engine may try in its place. Where there are data, another engine must not touch them.
const serveOrPassOver = async (found: EngineCommand, kind: EngineKind, wish: EngineWish): Promise<Engine | undefined> => {
  const folder = join(resolve(wish.dataDir), "db");
  const fresh = await isEmpty(folder);
  try {
    return await serve(found, kind, wish);
  } catch (error) {
    const words = (error as Error).message;
    await refuseIfHeld(resolve(wish.dataDir), words);
    if (!fresh) throw new DatabaseRefusal(`${found.name} does not start on ${folder}: ${words}`);
    await rm(folder, { recursive: true, force: true });
    wish.say(`database: ${found.name} does not start (${words.split("\n").at(-1)}); passed over`);
    return undefined;
  }
};

const noEngine = (wish: EngineWish, only: EngineKind | undefined): string => {
  const data = only && !wish.force ? ` that can read ${resolve(wish.dataDir)}, which ${only} wrote` : "";
  return [
    `No database engine${only && wish.force ? ` of the kind ENGINE=${only}` : data} was found. Ways on:`,
    "  - docker compose up: Linkwork with its own MongoDB 8 (see docker-compose.yml)",
    "  - MONGODB_URI: the address of a MongoDB 7 or newer that you have",
    "  - Python 3.11 or newer with pip on PATH: the next start then installs the evaluation engine",
    "  - cargo (Rust): npm run engine builds the faster evaluation engine, once",
  ].join("\n");
};

/** Finds a database, starting or installing one where it must; each step says in one line what it does. Refuses in clear words. */
export const findEngine = async (wish: EngineWish): Promise<Engine> => {
  if (wish.mongodbUri) return await given(wish.mongodbUri, wish);
  const dataDir = resolve(wish.dataDir);
  await refuseIfHeld(dataDir);
  const wrote = (await isEmpty(join(dataDir, "db"))) ? undefined : (await readRecord(dataDir))?.kind;
  if (wrote && wish.force && wrote !== wish.force) {
    throw new DatabaseRefusal(
      `${dataDir} was written by ${wrote}, so ENGINE=${wish.force} can't read it. Choose another folder with DATA_DIR.`,
    );
  }
  const only = wish.force ?? wrote;
  if (only) wish.say(`database: only ${only} is looked for, because ${wish.force ? "ENGINE says so" : `it wrote ${dataDir}`}`);
  const steps: [EngineKind, () => Promise<EngineCommand | undefined>][] = [
    ["mongod", () => mongodHere(wish)],
    ["mongod", () => mongodDownloaded(wish.cacheDir, wish.say)],
    ["rust", () => rustEngine(wish)],
    ["python", () => pythonEngine(wish)],
  ];
  for (const [kind, find] of steps) {
    if (only && only !== kind) continue;
    const found = await find();
    const engine = found && (await serveOrPassOver(found, kind, wish));
    if (engine) return engine;
  }
  throw new DatabaseRefusal(noEngine(wish, only));
};
