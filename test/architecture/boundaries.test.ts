import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join, normalize } from "node:path";
import { boardCommands } from "@linkwork/shared/boards/schema.ts";
import { keepingCommands } from "@linkwork/shared/cases/keeping.ts";
import { requestCommands } from "@linkwork/shared/cases/requests.ts";
import { accessCommands, commands } from "@linkwork/shared/cases/schema.ts";
import { clientCommands } from "@linkwork/shared/clients/schema.ts";
import { concernCommands } from "@linkwork/shared/concerns/schema.ts";
import { opportunityCommands } from "@linkwork/shared/exchange/schema.ts";
import { learningCommands } from "@linkwork/shared/exchange/schema-learning.ts";
import { reflectionCommands } from "@linkwork/shared/exchange/schema-reflection.ts";
import { sessionCommands } from "@linkwork/shared/exchange/schema-session.ts";
import { trainingCommands } from "@linkwork/shared/exchange/schema-training.ts";
import { weekCommands } from "@linkwork/shared/exchange/schema-week.ts";
import { orgCommands, personCommands } from "@linkwork/shared/identity/schema.ts";
import { projectCommands } from "@linkwork/shared/projects/schema.ts";
import { describe, expect, test } from "vitest";
import * as allowed from "./allowed.ts";

type Source = { path: string; text: string; lines: number; imports: { from: string; typeOnly: boolean }[] };

const root = join(import.meta.dirname, "../..");
const sources: Source[] = globSync("{apps,packages,test,scripts}/**/*.{ts,tsx}", { cwd: root })
  .filter((path) => !/node_modules|\/dist\//.test(path))
  .sort()
  .map((path) => {
    const text = readFileSync(join(root, path), "utf8");
    return { path, text, lines: text.trimEnd().split("\n").length, imports: importsOf(path, text) };
  });
const shared = within("packages/shared/src/");
const server = within("apps/server/src/");
const web = within("apps/web/src/");

function within(folder: string): Source[] {
  return sources.filter((s) => s.path.startsWith(folder));
}

/** What a file imports; paths of our own are written from the top of the repository. */
function importsOf(path: string, text: string): Source["imports"] {
  const found = text.matchAll(/^(?:import|export)\s+(type\s)?[^;"']*?from\s+"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)|^import\s+"([^"]+)"/gm);
  return [...found].map(([, type, from, dynamic, bare]) => {
    const name = from ?? dynamic ?? bare ?? "";
    const own = name.startsWith(".")
      ? normalize(join(dirname(path), name))
      : name.replace("@linkwork/shared/", "packages/shared/src/").replace(/^@linkwork\/(server|web)\//, "apps/$1/src/");
    return { from: own, typeOnly: type !== undefined };
  });
}

/** The files that break a rule, each with what it did. */
const breaches = (files: readonly Source[], broken: (s: Source) => string | false | undefined): string[] =>
  files.flatMap((s) => {
    const what = broken(s);
    return what ? [`${s.path}: ${what}`] : [];
  });
const imported = (files: readonly Source[], forbidden: (from: string, s: Source, typeOnly: boolean) => boolean): string[] =>
  breaches(files, (s) => s.imports.find((i) => forbidden(i.from, s, i.typeOnly))?.from);
/** The code without its comments and strings: a word in a sentence is no use of it. */
const code = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, "").replace(/`(?:[^`\\$]|\\.|\$(?!\{))*`/g, "");
const uses = (files: readonly Source[], pattern: RegExp, except: (path: string) => boolean = () => false): string[] =>
  breaches(files, (s) => !except(s.path) && pattern.exec(code(s.text))?.[0]);
const sliceOf = (path: string, top: string): string => path.slice(top.length).split("/")[0] ?? "";
const kebab = (command: string): string => command.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);

test("the fence looks at enough files to mean anything", () => {
  const { leastScanned } = allowed;
  expect(sources.length).toBeGreaterThanOrEqual(leastScanned.all);
  expect(shared.length).toBeGreaterThanOrEqual(leastScanned.shared);
  expect(server.length).toBeGreaterThanOrEqual(leastScanned.server);
  expect(web.length).toBeGreaterThanOrEqual(leastScanned.web);
  expect(sources.flatMap((s) => s.imports).length).toBeGreaterThan(sources.length);
});

describe("who may import whom", () => {
  test("shared imports only shared, zod, and what orders cards", () => {
    expect(
      imported(shared, (from) => !from.startsWith("packages/shared/src/") && from !== "zod" && from !== "fractional-indexing"),
    ).toEqual([]);
  });

  test("the shared kernel knows no slice", () => {
    const kernel = within("packages/shared/src/kernel/");
    expect(imported(kernel, (from) => from.startsWith("packages/") && !from.startsWith("packages/shared/src/kernel/"))).toEqual([]);
  });

  test("the server's kernel knows no slice, and not the files above it", () => {
    const kernel = within("apps/server/src/kernel/");
    const slice = (from: string) => allowed.sharedSlices.some((name) => from.startsWith(`packages/shared/src/${name}/`));
    expect(imported(kernel, (from) => slice(from) || (from.startsWith("apps/") && !from.startsWith("apps/server/src/kernel/")))).toEqual(
      [],
    );
  });

  test("a slice of the server imports its own files, the kernel and shared, never another slice", () => {
    const slices = allowed.serverSlices.flatMap((name) => within(`apps/server/src/${name}/`));
    const ok = (from: string, s: Source) =>
      !from.startsWith("apps/") ||
      from.startsWith("apps/server/src/kernel/") ||
      from.startsWith(`apps/server/src/${sliceOf(s.path, "apps/server/src/")}/`);
    expect(imported(slices, (from, s) => !ok(from, s))).toEqual([]);
  });

  test("the web imports shared and itself, and of the server only types", () => {
    expect(imported(web, (from, _s, typeOnly) => from.startsWith("apps/server/") && !typeOnly)).toEqual([]);
    expect(imported(web, (from) => /^(mongoose|socket\.io|express|node:)/.test(from) && from !== "socket.io-client")).toEqual([]);
  });

  test("the web's parts that any product could use know none of ours", () => {
    const ui = within("apps/web/src/ui/");
    expect(imported(ui, (from) => from.startsWith("apps/") && !from.startsWith("apps/web/src/ui/"))).toEqual([]);
  });

  test("the product imports no test and no script", () => {
    expect(imported([...shared, ...server, ...web], (from) => /^(test|scripts)\//.test(from))).toEqual([]);
  });

  test("the tests' stranger at the wire uses none of our client code and no socket.io-client", () => {
    const strangers = [...within("test/kit/"), ...within("test/server/")];
    expect(imported(strangers, (from) => from.startsWith("apps/web/") || from === "socket.io-client")).toEqual([]);
  });
});

describe("where a line may live", () => {
  test("only log, database and views know mongoose", () => {
    const may = /^apps\/server\/src\/(kernel\/(log|database)|[a-z]+\/views(-[a-z-]+)?)\.ts$/;
    expect(imported(server, (from, s) => from === "mongoose" && !may.test(s.path))).toEqual([]);
  });

  test("only config.ts reads the environment", () => {
    expect(uses(sources, /process\.env/, (path) => allowed.environment.test(path))).toEqual([]);
  });

  test("shared and decide have no clock: time comes in", () => {
    const timeless = [...shared, ...server.filter((s) => /^decide/.test(basename(s.path)))];
    expect(uses(timeless, /Date\.now\(|new Date\(\s*\)|performance\.now\(|Math\.random\(/)).toEqual([]);
  });

  test("decide is pure: no await, no promise", () => {
    const pure = server.filter((s) => /^decide/.test(basename(s.path)) && !s.path.includes("/kernel/"));
    expect(pure.length).toBeGreaterThanOrEqual(4);
    expect(uses(pure, /\bawait\b|\basync\b|\bPromise\b/)).toEqual([]);
  });

  test("R12, ASVS 13.2.4, 15.3.2: only one file fetches, from hosts that the operator allows: no address that anybody wrote can lead it anywhere else", () => {
    expect(uses([...shared, ...server], /\bfetch\(|\bhttps?\.(get|request)\(|\bnew (WebSocket|EventSource)\(/)).toEqual([]);
    const clients = /^(undici|axios|got|ky|node-fetch|superagent|socket\.io-client|ws|(node:)?(http|https|http2|net|tls|dgram))$/;
    // they listen, ask the scanner that the configuration names, or are the one that fetches: what it may is in test/server/map/imports-feed
    const may = ["app", "kernel/egress", "kernel/engine-process", "kernel/live", "kernel/metrics", "kernel/scanner"].map(
      (name) => `apps/server/src/${name}.ts`,
    );
    expect(imported(server, (from, s, typeOnly) => clients.test(from) && !typeOnly && !may.includes(s.path))).toEqual([]);
  });

  test("the lists of stolen passwords are fetched when somebody sets one, not at the start", () => {
    const atTheStart = /^import (?!type\b)[^;]*from "@zxcvbn-ts\//m;
    expect(breaches(server, (s) => atTheStart.exec(s.text)?.[0])).toEqual([]);
    expect(imported(server, (from) => from.startsWith("@zxcvbn-ts/"))).toEqual(["apps/server/src/kernel/passwords.ts: @zxcvbn-ts/core"]);
  });

  test("everything that comes in by socket passes the one wrapper of live.ts", () => {
    const bare = server.flatMap((s) => [...code(s.text).matchAll(/\b(one|socket|connection)\.on\(\s*([^,]*)/g)].map(() => s.path));
    // one in the wrapper itself, one for "disconnect", which brings nothing
    expect(bare).toEqual(["apps/server/src/kernel/live.ts", "apps/server/src/kernel/live.ts"]);
    const live = server.find((s) => s.path === "apps/server/src/kernel/live.ts")?.text ?? "";
    expect([...live.matchAll(/\bone\.on\(([^,]*),/g)].map(([, event]) => event)).toEqual(["event", '"disconnect"']);
  });
});

describe("closed names", () => {
  const names = (folder: string): string[] =>
    within(folder)
      .map((s) => s.path.slice(folder.length).replace(/\.tsx?$/, ""))
      .sort();

  test("of the kernels' files", () => {
    expect(names("apps/server/src/kernel/")).toEqual([...allowed.serverKernel].sort());
    expect(names("packages/shared/src/kernel/")).toEqual([...allowed.sharedKernel].sort());
  });

  test("of the folders", () => {
    const folders = (files: readonly Source[], top: string) => [
      ...new Set(files.filter((s) => s.path.slice(top.length).includes("/")).map((s) => sliceOf(s.path, top))),
    ];
    expect(folders(shared, "packages/shared/src/").sort()).toEqual([...allowed.sharedSlices, "kernel"].sort());
    expect(folders(server, "apps/server/src/").sort()).toEqual([...allowed.serverSlices, "kernel", "seed"].sort());
    expect(server.map((s) => s.path.slice("apps/server/src/".length, -3)).filter((name) => !name.includes("/"))).toEqual(
      allowed.serverRoot,
    );
  });

  test("of the slices' files", () => {
    for (const slice of allowed.sharedSlices)
      for (const name of names(`packages/shared/src/${slice}/`))
        if (!allowed.sharedMore[slice]?.includes(name)) expect(name, `shared/${slice}`).toMatch(allowed.sharedFile);
    for (const slice of allowed.serverSlices)
      for (const name of names(`apps/server/src/${slice}/`)) expect(name, `server/${slice}`).toMatch(allowed.serverFile);
  });
});

describe("size and tests", () => {
  test("no file is longer than 300 lines, and the list of exceptions only shrinks", () => {
    const long = sources.filter((s) => s.lines > 300).map((s) => s.path);
    expect(long).toEqual([...allowed.longFiles]);
    expect(allowed.longFiles.length).toBeLessThanOrEqual(0);
  });

  test("every command has its test file", () => {
    const tables = {
      boards: boardCommands,
      cases: { ...commands, ...accessCommands, ...keepingCommands, ...requestCommands },
      clients: clientCommands,
      concerns: concernCommands,
      exchange: {
        ...{ ...opportunityCommands, ...sessionCommands, ...weekCommands },
        ...{ ...reflectionCommands, ...learningCommands, ...trainingCommands },
      },
      identity: { ...orgCommands, ...personCommands },
      projects: projectCommands,
    };
    const there = new Set(sources.map((s) => s.path));
    const wanted = Object.entries(tables).flatMap(([slice, table]) =>
      Object.keys(table).map((command) => `test/server/${slice}/${kebab(command)}.test.ts`),
    );
    expect(wanted.length).toBeGreaterThanOrEqual(44);
    expect(wanted.filter((path) => !there.has(path))).toEqual([]);
  });

  test("nothing is skipped, and nothing is the only test that runs", () => {
    const tests = sources.filter((s) => s.path.endsWith(".test.ts") && !s.path.includes("/architecture/"));
    expect(uses(tests, /\b(?:test|it|describe)\.(?:skip|only|todo)\b/)).toEqual([]);
  });
});
