import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { connectDatabase, type Database, disconnectDatabase } from "../../../apps/server/src/kernel/database.ts";
import { type Engine, type EngineWish, evaluationNotice, findEngine } from "../../../apps/server/src/kernel/engine.ts";
import { pythonInstalled, rustEngine } from "../../../apps/server/src/kernel/engine-install.ts";
import { type EngineKind, readRecord, writeRecord } from "../../../apps/server/src/kernel/engine-process.ts";
import { engineWish, freshDatabaseName } from "../../kit/engine.ts";

const silent = () => undefined;
const { cacheDir, path } = engineWish(".", silent);
const rust = await rustEngine({ cacheDir, path, say: silent });
const python = process.env.ENGINE === "python" || (await pythonInstalled(cacheDir));
const kind: EngineKind = rust && process.env.ENGINE !== "python" ? "rust" : "python";

let folder: string;
let lines: string[];
let started: Engine[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "linkwork-engine-"));
  [lines, started] = [[], []];
});

afterEach(async () => {
  await Promise.all(started.map((engine) => engine.stop()));
  await rm(folder, { recursive: true, force: true });
});

/** A machine with nothing: an empty cache, nothing on PATH, no address. */
const find = async (wish: Partial<EngineWish>): Promise<Engine> => {
  const bare = { dataDir: join(folder, "data"), cacheDir: join(folder, "cache"), path: "" };
  const engine = await findEngine({ ...bare, say: (line) => lines.push(line), ...wish });
  started.push(engine);
  return engine;
};

const findOurs = (wish: Partial<EngineWish> = {}) => find({ cacheDir, path, force: kind, ...wish });

const program = async (name: string, script: string): Promise<string> => {
  await mkdir(join(folder, "bin"), { recursive: true });
  await writeFile(join(folder, "bin", name), `#!/bin/sh\n${script}\n`);
  await chmod(join(folder, "bin", name), 0o755);
  return join(folder, "bin");
};

const words = async (refused: Promise<unknown>): Promise<string> => {
  const error = await refused.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Error);
  return (error as Error).message;
};

const pidOf = async (engine: Engine): Promise<number> => {
  expect(engine.uri).toMatch(/^mongodb:\/\/127\.0\.0\.1:\d+\//);
  return (await readRecord(join(folder, "data")))?.running?.pid ?? 0;
};

const notes = (database: Database) => database.collection<{ _id: string }>("notes");

describe("step 1, MONGODB_URI", () => {
  test("a reachable address is used, and no other engine is looked for or stopped", async () => {
    const engine = await find({ mongodbUri: inject("engineUri") });
    expect(engine).toMatchObject({ uri: inject("engineUri"), evaluation: false });
    expect(lines).toHaveLength(1);
    await engine.stop();
    const database = await connectDatabase(inject("engineUri"), freshDatabaseName());
    await disconnectDatabase(database);
  });

  test("an address that nobody answers is refused in time, without its credentials, with three ways on", async () => {
    const mongodbUri = "mongodb://rhona:top%40secret@127.0.0.1:9/?authSource=admin&appName=x";
    const text = await words(find({ mongodbUri, patienceMs: 300 }));
    expect(text).toContain("mongodb://127.0.0.1:9/ can't be reached");
    expect(text + lines.join()).not.toMatch(/rhona|secret/);
    expect(text.match(/^ {2}\d\. /gm)).toHaveLength(3);
    expect(await words(connectDatabase(mongodbUri, "linkwork", 300))).toBe(text);
  });

  test("an address that is none is refused in the same words, also when its password is badly written", async () => {
    const text = await words(find({ mongodbUri: "mongodb://rhona:se?cret@pass@host:port:1/db?x=1" }));
    expect(text).toContain("Three ways on");
    expect(text + lines.join()).not.toMatch(/rhona|cret|pass/);
  });
});

describe("steps 2 and 3, mongod", () => {
  test("a mongod on PATH that is older than 7 is passed over with a line", async () => {
    const bin = await program("mongod", 'echo "db version v4.4.29"');
    await words(find({ path: bin, force: "mongod" }));
    expect(lines).toContain(`database: ${bin}/mongod is MongoDB 4.4.29, older than 7; passed over`);
  });

  test("MONGOMS_SYSTEM_BINARY comes before PATH, and a name that is no program is passed over with a line", async () => {
    const bin = await program("mongod", 'echo "db version v4.4.29"');
    await words(find({ path: bin, systemBinary: join(folder, "nothing"), force: "mongod" }));
    expect(lines[1]).toContain("MONGOMS_SYSTEM_BINARY names");
    expect(lines[2]).toContain("4.4.29");
  });

  test("a mongod that can't start on an empty folder is passed over, and the next engine gets the folder", async () => {
    const bin = await program("mongod", 'case "$1" in --version) echo "db version v8.0.23";; *) echo "no AVX here"; exit 132;; esac');
    expect(await words(find({ path: bin, force: "mongod" }))).toContain("No database engine of the kind ENGINE=mongod");
    expect(lines.join("\n")).toMatch(/MongoDB 8\.0\.23 .* does not start \(no AVX here \(code 132\)\); passed over/);
  });

  test("without a download and without internet the look-up falls through at once", async ({ skip }) => {
    const begun = performance.now();
    const text = await words(find({ force: "mongod", cacheDir: join(folder, "cache") }));
    skip(
      lines.some((line) => line.includes("downloading")),
      "this machine is on the internet",
    );
    expect(text).toContain("docker compose up");
    expect(lines.join("\n")).toContain("is not to be found from here; passed over");
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});

describe("steps 4 and 5, the evaluation engines", () => {
  const serves = async (force: EngineKind) => {
    const engine = await findOurs({ force });
    expect(engine.evaluation).toBe(true);
    expect(lines.at(-1)).toBe(`database: ${evaluationNotice}`);
    const database = await connectDatabase(engine.uri, "linkwork");
    await notes(database).insertOne({ _id: "one" });
    await disconnectDatabase(database);
    await engine.stop();

    const again = await findOurs({ force: undefined });
    const reopened = await connectDatabase(again.uri, "linkwork");
    expect(await notes(reopened).find().toArray()).toEqual([{ _id: "one" }]);
    await disconnectDatabase(reopened);
  };

  test("the Rust engine of the cache serves, says that it is for evaluation, and keeps what was written", async ({ skip }) => {
    skip(!rust, "not built here: npm run engine builds it");
    await serves("rust");
  });

  test("the Python engine is installed once, serves, says the same and keeps what was written", { timeout: 200_000 }, async ({ skip }) => {
    skip(!python, "not installed here, and installing takes a while: ENGINE=python asks for it");
    await serves("python");
  });
});

describe("step 6, none", () => {
  test("a machine with nothing is told every way on", async () => {
    const text = await words(find({}));
    for (const way of ["docker compose up", "MONGODB_URI", "Python 3", "cargo"]) expect(text).toContain(way);
    expect(lines.filter((line) => line.endsWith("passed over"))).toHaveLength(4);
  });
});

describe.skipIf(!rust && !python)("one folder, one owner", () => {
  test("a second start on a folder says who holds it, and leaves the first alone", async () => {
    const engine = await findOurs();
    const text = await words(findOurs());
    expect(text).toContain(`is held by SecantusDB, process ${await pidOf(engine)}, since `);
    expect(text).toContain(`runs as process ${process.pid}. Stop that one first`);
    const database = await connectDatabase(engine.uri, "linkwork");
    await disconnectDatabase(database);
  });

  test("an engine whose Linkwork has gone is named, with the way to stop it", async () => {
    const engine = await findOurs();
    const pid = await pidOf(engine);
    const gone = spawnSync(process.execPath, ["--version"]).pid;
    await writeRecord(join(folder, "data"), { kind, port: 1, running: { pid, owner: gone, since: "2026-11-23T09:00:00.000Z" } });
    expect(await words(findOurs())).toContain(`(process ${gone}) has gone. Stop the engine with: kill ${pid}`);
  });

  test("an engine does not outlive a Linkwork that is killed with SIGKILL", async () => {
    const wish = { cacheDir, path, force: kind, dataDir: join(folder, "data") };
    const code = `const { findEngine } = await import(${JSON.stringify(new URL("../../../apps/server/src/kernel/engine.ts", import.meta.url).href)});
      await findEngine({ ...${JSON.stringify(wish)}, say: () => undefined });
      console.log("ready");
      setInterval(() => undefined, 1000);`;
    const linkwork = spawn(process.execPath, ["--input-type=module", "--eval", code], { stdio: ["ignore", "pipe", "inherit"] });
    await once(linkwork.stdout, "data");
    linkwork.kill("SIGKILL");
    await expect.poll(() => findOurs().then((engine) => engine.evaluation, String)).toBe(true);
  });

  test("a folder that one engine wrote is not given to another", async () => {
    await (await findOurs()).stop();
    expect(await words(findOurs({ force: "mongod" }))).toContain(`was written by ${kind}, so ENGINE=mongod can't read it`);
    expect(await words(find({}))).toContain(`which ${kind} wrote`);
  });

  test("an engine that dies unasked is reported; one that is stopped is not", async () => {
    const engine = await findOurs();
    process.kill(await pidOf(engine), "SIGKILL");
    expect(await engine.died).toMatchObject({ code: null });

    const stopped = await findOurs();
    const pid = await pidOf(stopped);
    await stopped.stop();
    expect(await Promise.race([stopped.died, Promise.resolve("silent")])).toBe("silent");
    expect(() => process.kill(pid, 0)).toThrow();
  });
});

describe.skipIf(!rust && !python)("durability", () => {
  test("every acknowledged append survives SIGKILL of the engine under several writers", async () => {
    const engine = await findOurs();
    const database = await connectDatabase(engine.uri, "linkwork", 5000);
    const acknowledged: string[] = [];
    const write = async (writer: number) => {
      for (let n = 0; ; n += 1) {
        const _id = `${writer}/${n}`;
        await notes(database).insertOne({ _id });
        acknowledged.push(_id);
        if (acknowledged.length === 300) process.kill(await pidOf(engine), "SIGKILL");
      }
    };
    const ends = await Promise.allSettled(Array.from({ length: 8 }, (_, writer) => write(writer)));
    expect(ends.every((end) => end.status === "rejected")).toBe(true);
    expect(acknowledged.length).toBeGreaterThanOrEqual(300);
    await database.close(true);

    const again = await findOurs();
    const reopened = await connectDatabase(again.uri, "linkwork");
    const kept = new Set((await notes(reopened).find().toArray()).map((note) => note._id));
    expect(acknowledged.filter((_id) => !kept.has(_id))).toEqual([]);
    await disconnectDatabase(reopened);
  });
});
