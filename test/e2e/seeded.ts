import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";
import { keysNameFor } from "../../apps/server/src/kernel/assemble.ts";
import { connectDatabase, disconnectDatabase } from "../../apps/server/src/kernel/database.ts";
import { eventually } from "../kit/clock.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** The store that the invented community has moved into, the key that opens it, and when that was (ms since 1970): its weeks are counted from there. */
    seeded: { database: string; masterKey: string; now: number };
  }
}

const script = resolve(import.meta.dirname, "../../scripts/seed.ts");
let seeding: ChildProcess | undefined;
let dataDir = "";

/** Vitest calls this before the stories: the community moves in once, in a process of its own, while other tests run. Each story begins with a copy. */
export const setup = async (project: TestProject): Promise<void> => {
  const { engineUri, databasePrefix } = project.getProvidedContext();
  const seeded = { database: `${databasePrefix}seeded`, masterKey: randomBytes(32).toString("hex"), now: Date.now() };
  project.provide("seeded", seeded);
  dataDir = await mkdtemp(join(tmpdir(), "linkwork-seeded-"));
  const { VITEST: _us, NODE_ENV: _ourMode, ...outside } = process.env;
  const store = { MONGODB_URI: engineUri, DATABASE: seeded.database, MASTER_KEY: seeded.masterKey, DATA_DIR: dataDir };
  seeding = spawn(process.execPath, [script], { env: { ...outside, ...store, DEMO: "1" }, stdio: ["ignore", "ignore", "inherit"] });
};

/** Vitest calls this after them. */
export const teardown = async (): Promise<void> => {
  if (seeding && seeding.exitCode === null && seeding.signalCode === null) {
    seeding.kill();
    await once(seeding, "exit");
  }
  if (dataDir) await rm(dataDir, { recursive: true, force: true });
};

/** Everything that the community has, in a store of one's own; ids, keys and hashes stay as they are. Resolves with the key that opens it. */
export async function moveIn(database: string): Promise<string> {
  const seeded = inject("seeded");
  const there = await connectDatabase(inject("engineUri"), seeded.database);
  try {
    await eventually("the community moves in", async () => (await there.collection("seedings").findOne({ done: true })) !== null, 60_000);
    // the keys lie in a store of their own
    for (const nameOf of [String, keysNameFor]) {
      const [from, to] = [there.useDb(nameOf(seeded.database)), there.useDb(nameOf(database))];
      const copied = (await from.listCollections()).map(async ({ name }) => {
        const all = await from.collection(name).find().toArray();
        if (all.length > 0) await to.collection(name).insertMany(all);
      });
      await Promise.all(copied);
    }
  } finally {
    await disconnectDatabase(there);
  }
  return seeded.masterKey;
}
