import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { lookup } from "node:dns/promises";
import { constants } from "node:fs";
import { access, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { DryMongoBinary, MongoBinary } from "mongodb-memory-server-core";

const run = promisify(execFile);

/** A program and the arguments that come before the engine's own. */
export type EngineCommand = { command: string; args: string[]; name: string };

type Say = (line: string) => void;

/** Where engines that were built, installed or downloaded are kept, for all checkouts of this user. */
export const cacheFolder = (env: { XDG_CACHE_HOME?: string | undefined; HOME?: string | undefined }): string =>
  join(env.XDG_CACHE_HOME || join(env.HOME || ".", ".cache"), "linkwork");

/** What `cargo install --root` gets: `scripts/engine.ts` builds there, step 4 looks there. */
export const rustRoot = (cacheDir: string): string => join(cacheDir, "secantus-build");

/** The Rust engine's exact release. */
export const rustRelease = { crate: "secantus-mdb", version: "0.5.3-beta.196" };

const isProgram = async (file: string): Promise<boolean> => {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return false;
  return await access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
};

/** The first program of that name on the PATH string. */
export const onPath = async (name: string, path: string): Promise<string | undefined> => {
  for (const folder of path.split(delimiter).filter((part) => part !== "")) {
    if (await isProgram(join(folder, name))) return join(folder, name);
  }
  return undefined;
};

const oldestMongod = 7;

const usableMongod = async (file: string, say: Say): Promise<EngineCommand | undefined> => {
  const output = await run(file, ["--version"], { timeout: 20_000 }).catch((error: Error) => ({ stdout: "", reason: error.message }));
  const [, version, major] = /db version v?((\d+)\.\d+\.\d+)/.exec(output.stdout) ?? [];
  if (version === undefined) say(`database: ${file} does not say its version; passed over`);
  else if (Number(major) < oldestMongod) say(`database: ${file} is MongoDB ${version}, older than ${oldestMongod}; passed over`);
  else return { command: file, args: [], name: `MongoDB ${version} (${file})` };
  return undefined;
};

/** Step 2: a mongod that is on this machine already, 7 or newer. */
export const mongodHere = async (wish: {
  systemBinary?: string | undefined;
  path: string;
  say: Say;
}): Promise<EngineCommand | undefined> => {
  const { systemBinary, path, say } = wish;
  if (systemBinary && !(await isProgram(systemBinary)))
    say(`database: MONGOMS_SYSTEM_BINARY names ${systemBinary}, which is no program; passed over`);
  else if (systemBinary) {
    const found = await usableMongod(systemBinary, say);
    if (found) return found;
  }
  const file = await onPath("mongod", path);
  if (file === undefined) say("database: no mongod on PATH; passed over");
  return file === undefined ? undefined : await usableMongod(file, say);
};

const mongodRelease = "8.2.9";
const mongodOrigin = "fastdl.mongodb.org";

// Without this question a machine that is not on the internet waits through every retry of the download.
const isOnline = async (): Promise<boolean> => {
  const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), 3000).unref());
  const found = lookup(mongodOrigin).then(
    () => true,
    () => false,
  );
  return await Promise.race([found, late]);
};

/** Step 3: a mongod that was downloaded earlier, or is now. */
export const mongodDownloaded = async (cacheDir: string, say: Say): Promise<EngineCommand | undefined> => {
  const wanted = { version: mongodRelease, downloadDir: join(cacheDir, "mongod") };
  try {
    const earlier = await DryMongoBinary.locateBinary(wanted);
    if (earlier === undefined && !(await isOnline())) {
      say(`database: no downloaded mongod, and ${mongodOrigin} is not to be found from here; passed over`);
      return undefined;
    }
    if (earlier === undefined) say(`database: downloading MongoDB ${mongodRelease} into ${wanted.downloadDir}, once`);
    return await usableMongod(earlier ?? (await MongoBinary.getPath(wanted)), say);
  } catch (error) {
    say(`database: MongoDB ${mongodRelease} can't be downloaded (${(error as Error).message.split("\n")[0]}); passed over`);
    return undefined;
  }
};

/** Step 4: the Rust engine, on PATH or built by `npm run engine`. */
export const rustEngine = async (wish: { cacheDir: string; path: string; say: Say }): Promise<EngineCommand | undefined> => {
  const built = join(rustRoot(wish.cacheDir), "bin", "secantusd-rs");
  const command = (await onPath("secantusd-rs", wish.path)) ?? ((await isProgram(built)) ? built : undefined);
  if (command === undefined) wish.say("database: no secantusd-rs on PATH or in the cache (npm run engine builds it); passed over");
  return command === undefined ? undefined : { command, args: ["--log-file-max", "16MB"], name: "SecantusDB, Rust" };
};

const pythonPins = [
  "SecantusDB==0.7.0b3",
  "pymongo==4.20.0",
  "dnspython==2.9.2",
  "python-dateutil==4.0.0",
  "s2sphere==0.2.5",
  "shapely==2.2.0",
  "numpy==2.4.6",
  "future==1.0.0",
  "tzdata==2026.6",
];

const pythonRoot = (cacheDir: string) => join(cacheDir, "secantus-py");
const pythonReadyFile = (cacheDir: string) => join(pythonRoot(cacheDir), "ready.json");

type PythonInstall = { python: string; library?: string; pins: string[] };

/** The Python engine that an earlier start installed into the cache. */
export const pythonInstalled = async (cacheDir: string): Promise<EngineCommand | undefined> => {
  const text = await readFile(pythonReadyFile(cacheDir), "utf8").catch(() => "{}");
  const { python, library, pins } = JSON.parse(text) as Partial<PythonInstall>;
  if (python === undefined || String(pins) !== String(pythonPins) || !(await isProgram(python))) return undefined;
  const where = library === undefined ? "" : `sys.path.insert(0, ${JSON.stringify(library)}); `;
  const code = `import sys; ${where}from secantus.cli import main; sys.exit(main())`;
  return { command: python, args: ["-c", code], name: "SecantusDB, Python" };
};

const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"];

const installWithPip = async (python: string, folder: string): Promise<PythonInstall> => {
  const limit = { timeout: 600_000, maxBuffer: 50_000_000 };
  const inVenv = join(folder, "bin", "python");
  const venv = await run(python, ["-m", "venv", folder], limit).then(
    () => true,
    () => false,
  );
  if (venv) {
    await run(inVenv, [...pip, ...pythonPins], limit);
    return { python: inVenv, pins: pythonPins };
  }
  await run(python, [...pip, "--target", folder, ...pythonPins], limit);
  return { python, library: folder, pins: pythonPins };
};

const lastLine = (error: unknown): string => {
  const { stderr, message } = error as { stderr?: string; message: string };
  return (stderr || message).trim().split("\n").at(-1) ?? message;
};

/** Step 5: the Python engine, installed into the cache if it isn't there yet. */
export const pythonEngine = async (wish: { cacheDir: string; path: string; say: Say }): Promise<EngineCommand | undefined> => {
  const { cacheDir, path, say } = wish;
  const earlier = await pythonInstalled(cacheDir);
  if (earlier) return earlier;
  const python = await onPath("python3", path);
  if (python === undefined) {
    say("database: no python3 on PATH; passed over");
    return undefined;
  }
  // Two first starts at once must not write into one folder. A folder counts only once ready.json names it.
  const folder = join(pythonRoot(cacheDir), randomUUID());
  say(`database: installing the Python engine into ${folder}, once (about 20 seconds, 145 MB)`);
  try {
    await mkdir(pythonRoot(cacheDir), { recursive: true });
    const draft = `${folder}.json`;
    await writeFile(draft, JSON.stringify(await installWithPip(python, folder)));
    await rename(draft, pythonReadyFile(cacheDir));
    return await pythonInstalled(cacheDir);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    say(`database: the Python engine can't be installed (${lastLine(error)}); passed over`);
    return undefined;
  }
};
