import { randomUUID } from "node:crypto";
import { access, constants, mkdtemp, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";
import { connectDatabase, disconnectDatabase } from "../../apps/server/src/kernel/database.ts";
import { type Engine, type EngineWish, findEngine } from "../../apps/server/src/kernel/engine.ts";
import { cacheFolder } from "../../apps/server/src/kernel/engine-install.ts";
import type { EngineKind } from "../../apps/server/src/kernel/engine-process.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The one engine of this test run. */
    engineUri: string;
    /** Begins the name of every database of this run, so that the run can take them away again. */
    databasePrefix: string;
    /** where the engine keeps its files; empty under MONGODB_URI */
    engineFolder: string;
  }
}

const kinds: EngineKind[] = ["mongod", "rust", "python"];

/** What the environment of a test run says about engines; `dataDir` is the caller's. */
export const engineWish = (dataDir: string, say: (line: string) => void): EngineWish => ({
  mongodbUri: process.env.MONGODB_URI,
  dataDir,
  cacheDir: cacheFolder({ XDG_CACHE_HOME: process.env.XDG_CACHE_HOME, HOME: process.env.HOME }),
  path: process.env.PATH ?? "",
  systemBinary: process.env.MONGOMS_SYSTEM_BINARY,
  force: kinds.find((kind) => kind === process.env.ENGINE),
  say,
});

type Shared = { engine: Engine; dataDir: string; prefix: string; users: number };

// Each vitest project loads this module anew. What they share lies on the global object, so that one run has one engine.
const slot = globalThis as { linkworkTestEngine?: Promise<Shared> };

const memory = "/dev/shm";
/** Bytes that the stores of a whole run may take, with much room. */
const roomy = 4 * 1024 ** 3;

/** Where the run's store lies: in memory where there is room, since it outlives nobody and waiting for a disk proves nothing here. The tests that kill an engine have a disk of their own. */
const storeFolder = async (): Promise<string> => {
  const { bavail, bsize } = await statfs(memory).catch(() => ({ bavail: 0, bsize: 0 }));
  const open = await access(memory, constants.W_OK).then(
    () => true,
    () => false,
  );
  return open && bavail * bsize > roomy ? memory : tmpdir();
};

const bring = async (): Promise<Shared> => {
  const dataDir = await mkdtemp(join(await storeFolder(), "linkwork-test-"));
  const engine = await findEngine(engineWish(dataDir, (line) => console.log(line)));
  return { engine, dataDir, prefix: `lw-${randomUUID().slice(0, 8)}-`, users: 0 };
};

/** Vitest calls this once a project, before the first test. */
export const setup = async (project: TestProject): Promise<void> => {
  slot.linkworkTestEngine ??= bring();
  const shared = await slot.linkworkTestEngine;
  shared.users += 1;
  project.provide("engineUri", shared.engine.uri);
  project.provide("databasePrefix", shared.prefix);
  project.provide("engineFolder", shared.dataDir);
};

const dropDatabases = async ({ engine, prefix }: Shared): Promise<void> => {
  const connection = await connectDatabase(engine.uri, "admin");
  const { databases } = await connection.listDatabases();
  for (const { name } of databases.filter((database) => database.name.startsWith(prefix))) {
    await connection.useDb(name).dropDatabase();
  }
  await disconnectDatabase(connection);
};

/** Vitest calls this once a project, after the last test. */
export const teardown = async (): Promise<void> => {
  const shared = await slot.linkworkTestEngine;
  if (!shared) return;
  shared.users -= 1;
  if (shared.users > 0) return;
  delete slot.linkworkTestEngine;
  if (process.env.MONGODB_URI) await dropDatabases(shared);
  await shared.engine.stop();
  await rm(shared.dataDir, { recursive: true, force: true });
};

/** A database name that nobody else has: one a test file, on the one engine of the run. */
export const freshDatabaseName = (): string => `${inject("databasePrefix")}${randomUUID()}`;
