import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { DatabaseRefusal } from "./database.ts";

/** Which program serves a data folder. */
export type EngineKind = "mongod" | "rust" | "python";

/** How an engine ended, with the last lines that it wrote. */
export type EngineEnd = { code: number | null; words: string };

/** A running engine on a port of the loopback. */
export type EngineProcess = { pid: number; port: number; stop(): Promise<void>; died: Promise<EngineEnd> };

/** What stays beside the engine's folder: which engine wrote it, and who serves it now. */
export type EngineRecord = { kind: EngineKind; port: number; running?: { pid: number; owner: number; since: string } };

const recordFile = (dataDir: string) => join(dataDir, "engine.json");

/** Reads the record beside the engine's folder; undefined if there is none. */
export const readRecord = async (dataDir: string): Promise<EngineRecord | undefined> => {
  const text = await readFile(recordFile(dataDir), "utf8").catch(() => "");
  try {
    return JSON.parse(text) as EngineRecord;
  } catch {
    return undefined;
  }
};

/** Writes the record beside the engine's folder. */
export const writeRecord = (dataDir: string, record: EngineRecord): Promise<void> =>
  writeFile(recordFile(dataDir), `${JSON.stringify(record)}\n`);

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};

// WiredTiger's lock is the truth, and Linux tells who has it.
const lockHolder = async (dataDir: string): Promise<number | undefined> => {
  const locks = await readFile("/proc/locks", "utf8").catch(() => "");
  const file = await stat(join(dataDir, "db", "WiredTiger.lock")).catch(() => undefined);
  const lock = file && locks.split("\n").find((line) => line.includes(`:${file.ino} `));
  return lock ? Number(lock.trim().split(/\s+/)[4]) : undefined;
};

const lockWords = /already being managed|resource busy|DBPathInUse|lock file/i;

/** Refuses, and says who, if an engine serves the folder already. `words`: what an engine said that could not start on it. */
export const refuseIfHeld = async (dataDir: string, words = ""): Promise<void> => {
  const record = await readRecord(dataDir);
  const { running } = record ?? {};
  const holder = await lockHolder(dataDir);
  if (holder === undefined && !lockWords.test(words)) return;
  // Where nobody tells the holder, the record is believed while its process lives.
  const ours = running && (holder === undefined ? isAlive(running.pid) : running.pid === holder) ? running : undefined;
  const pid = holder ?? ours?.pid;
  const engine = record?.kind === "mongod" ? "mongod" : "SecantusDB";
  const who = ours ? `${engine}, process ${ours.pid}, since ${ours.since}` : pid === undefined ? "another process" : `process ${pid}`;
  const way = !ours
    ? "Stop that process"
    : isAlive(ours.owner)
      ? `It belongs to the Linkwork that runs as process ${ours.owner}. Stop that one first`
      : `The Linkwork that started it (process ${ours.owner}) has gone. Stop the engine with: kill ${ours.pid}`;
  throw new DatabaseRefusal(`The data folder ${dataDir} is held by ${who}. ${way}, or choose another folder with DATA_DIR.`);
};

/** A port of the loopback that nobody has, preferably the one that was used before. */
export const freePort = async (preferred = 0): Promise<number> => {
  const listen = (port: number) =>
    new Promise<number>((resolve, reject) => {
      const server = createServer().once("error", reject);
      server.listen(port, "127.0.0.1", () => {
        const address = server.address();
        server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
      });
    });
  return await listen(preferred).catch(() => listen(0));
};

// A parent that is killed with SIGKILL can't tidy up. This small process sees its pipe close and ends the engine in its place.
const watchOver = (pid: number): ChildProcess =>
  spawn("sh", ["-c", 'read -r _; kill -TERM "$1"', "sh", String(pid)], { stdio: ["pipe", "ignore", "ignore"], detached: true });

const keepLastWords = (child: ChildProcess, onText: (text: string) => void): (() => string) => {
  let words = "";
  const hear = (chunk: Buffer) => {
    const text = words + chunk.toString();
    words = text.slice(-4000);
    onText(text);
  };
  child.stdout?.on("data", hear);
  child.stderr?.on("data", hear);
  return () => words.trim().split("\n").slice(-3).join("\n");
};

const giveUp = (child: ChildProcess, ended: Promise<EngineEnd>): Promise<void> => {
  const kill = setTimeout(() => child.kill("SIGKILL"), 30_000);
  child.kill("SIGTERM");
  return ended.then(() => clearTimeout(kill));
};

/** Starts an engine and waits until its output says that it listens. It has its own process group: Ctrl-C is for the server alone. */
export const startProcess = async (start: {
  command: string;
  args: string[];
  dataDir: string;
  /** Finds the port in what the engine has written so far; undefined while it doesn't listen. */
  listening: (output: string) => number | undefined;
}): Promise<EngineProcess> => {
  await mkdir(join(start.dataDir, "db"), { recursive: true, mode: 0o700 });
  const child = spawn(start.command, start.args, { stdio: ["ignore", "pipe", "pipe"], detached: true });
  let stopping: Promise<void> | undefined;
  let found: (port: number) => void = () => undefined;
  const port = new Promise<number>((resolve) => {
    found = resolve;
  });
  const lastWords = keepLastWords(child, (text) => {
    const at = start.listening(text);
    if (at !== undefined) found(at);
  });
  const ended = new Promise<EngineEnd>((resolve) => {
    child.once("error", (error) => resolve({ code: null, words: error.message }));
    child.once("close", (code) => resolve({ code, words: lastWords() }));
  });
  const guard = child.pid === undefined ? undefined : watchOver(child.pid);
  guard?.on("error", () => undefined);
  guard?.unref();
  void ended.then(() => guard?.kill("SIGKILL"));

  const slow = new Promise<"slow">((resolve) => setTimeout(() => resolve("slow"), 60_000).unref());
  const first = await Promise.race([port, ended, slow]);
  if (first === "slow") await giveUp(child, ended);
  if (typeof first !== "number") {
    const words = first === "slow" ? `it did not listen within a minute; ${lastWords()}` : `${first.words} (code ${first.code})`;
    throw new Error(words);
  }
  return {
    pid: child.pid ?? 0,
    port: first,
    stop: () => {
      stopping ??= giveUp(child, ended);
      return stopping;
    },
    died: new Promise((resolve) => {
      void ended.then((end) => stopping ?? resolve(end));
    }),
  };
};
