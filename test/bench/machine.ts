import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { findEngine } from "../../apps/server/src/kernel/engine.ts";
import { engineWish } from "../kit/engine.ts";
import { benchKeys } from "./fixture.ts";

const root = resolve(import.meta.dirname, "../..");

/** One database engine for the whole bench, floating over both cores, as the machine's own database would. */
export async function startEngine() {
  const dataDir = await mkdtemp(join(tmpdir(), "linkwork-bench-"));
  const engine = await findEngine(engineWish(dataDir, (line) => console.log(`  ${line}`)));
  return {
    uri: engine.uri,
    name: engine.name,
    async stop(): Promise<void> {
      await engine.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const server = createServer();
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });

/** Keeps this process, the load generator, off core 0 where the server runs. */
export function pinSelf(): void {
  const others = cpus().length > 1 ? `1-${cpus().length - 1}` : "0";
  spawnSync("taskset", ["-acp", others, String(process.pid)]);
}

/** A process pinned to one core. `ready` is awaited on its stdout. */
export type Server = { port: number; pid: number; readyAfterMs: number; stop(): Promise<void> };

async function start({
  args,
  env,
  ready,
  core,
}: {
  args: string[];
  env: Record<string, string>;
  ready: RegExp;
  core: number;
}): Promise<Omit<Server, "port">> {
  const began = performance.now();
  const child: ChildProcess = spawn("taskset", ["-c", String(core), process.execPath, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  // a measure that broke off stops nothing: what it started would live on and keep our output open
  process.once("exit", () => child.kill("SIGKILL"));
  await new Promise<void>((done, fail) => {
    let seen = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      seen += chunk.toString();
      if (ready.test(seen)) done();
    });
    child.once("exit", (code) => fail(new Error(`${args.at(-1)} ended with ${code}:\n${seen}`)));
  });
  return {
    pid: child.pid ?? 0,
    readyAfterMs: performance.now() - began,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** What `npm start` gives its Node: room enough for what is young, or a busy server clears away what it will throw away itself in a moment. */
const asStarted: string[] = JSON.parse(readFileSync(join(root, "package.json"), "utf8"))
  .scripts.start.split(" ")
  .filter((word: string) => word.startsWith("--"));

/** The product, as `npm start` runs it, on a database that is there; its limits are raised, since the bench is one busy person. */
export async function startProduct({
  uri,
  databaseName,
  core = 0,
  env = {},
}: {
  uri: string;
  databaseName: string;
  core?: number;
  env?: Record<string, string>;
}): Promise<Server> {
  const port = await freePort();
  const dataDir = await mkdtemp(join(tmpdir(), "linkwork-bench-"));
  const limits = {
    CALLS_PER_MINUTE: "600000000",
    CALL_BURST: "10000000",
    SIGN_INS: "100000",
    SOCKETS_PER_PERSON: "100000",
    FILE_MEGABYTES_A_DAY: "100000",
  };
  const server = await start({
    args: [...asStarted, "apps/server/src/main.ts"],
    env: {
      ...benchKeys,
      ...limits,
      PORT: String(port),
      DATA_DIR: dataDir,
      MONGODB_URI: uri,
      DATABASE: databaseName,
      DEMO: "1",
      NODE_ENV: "production",
      ...env,
    },
    ready: /Linkwork is at/,
    core,
  });
  return { ...server, port };
}

/** Bare socket.io: one broadcast a message, nothing stored, nothing checked. */
export async function startBare(core = 0): Promise<Server> {
  const port = await freePort();
  return {
    ...(await start({ args: ["test/bench/bare.ts"], env: { PORT: String(port), NODE_ENV: "production" }, ready: /bare is ready/, core })),
    port,
  };
}

/** Resident memory of a process, in bytes. */
export function residentBytes(pid: number): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(line?.[1] ?? 0) * 1024;
}
