import { spawnSync } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { chromium } from "playwright-core";
import { parseCLI, startVitest, type TestModule } from "vitest/node";
import { onPath } from "../apps/server/src/kernel/engine-install.ts";
import { mainStories } from "../test/e2e/main-stories.ts";
import { full } from "../test/kit/depth.ts";
import { buildWebClient } from "./web-client.ts";

const webPage = "apps/web/index.html";

const run = (command: string, ...args: string[]): boolean => {
  console.log(`test: ${command} ${args.join(" ")}`);
  return spawnSync(command, args, { stdio: "inherit" }).status === 0;
};

const systemBrowser = async (): Promise<string | undefined> => {
  // the shell is the same browser without a window: it takes a fifth less of the machine
  for (const name of ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]) {
    const file = await onPath(name, process.env.PATH ?? "");
    if (file) return file;
  }
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
};

const installBrowser = async (): Promise<string | undefined> => {
  const apt = await onPath("apt-get", process.env.PATH ?? "");
  if (apt === undefined || process.getuid?.() !== 0) return undefined;
  console.log("test: no Chromium on this machine; installing Debian's");
  run(apt, "update", "-qq");
  const got = (name: string) => run(apt, "install", "-y", "-qq", "--no-install-recommends", name);
  return got("chromium-headless-shell") || got("chromium") ? await systemBrowser() : undefined;
};

const noBrowser = [
  "test: the end-to-end tests need Chromium, and there is none. Ways on:",
  "  - install it (on Debian, as root: apt-get install -y chromium), then run this again",
  "  - npx playwright-core install chromium",
  "  - CHROMIUM=/path/to/a/chromium npm test",
].join("\n");

const bringBrowser = async (): Promise<boolean> => {
  const browser = process.env.CHROMIUM || (await systemBrowser()) || (await installBrowser());
  if (browser === undefined) console.error(noBrowser);
  else {
    process.env.CHROMIUM = browser;
    console.log(`test: the browser is ${browser}`);
  }
  return browser !== undefined;
};

const buildWeb = (): boolean => {
  if (!existsSync(webPage)) return true;
  const built = buildWebClient((line) => console.log(`test: ${line}`));
  if (!built) console.error("test: the web client does not build (see above), so no test was run");
  return built;
};

type Counts = { passed: number; failed: number; skipped: number };

// What kept a file from being read, or broke outside any test, is a failure too: it must not end in a green line.
const count = (modules: readonly TestModule[], unhandled: number): Counts => {
  const counts = { passed: 0, failed: unhandled, skipped: 0 };
  for (const module of modules) {
    let failedTests = 0;
    for (const { state } of [...module.children.allTests()].map((test) => test.result())) {
      if (state === "passed") counts.passed += 1;
      else if (state === "skipped") counts.skipped += 1;
      else failedTests += 1;
    }
    counts.failed += failedTests || (module.state() === "failed" ? 1 : 0);
  }
  return counts;
};

const runTests = async (args: string[]): Promise<Counts> => {
  const e2eOnly = args.includes("--e2e");
  const { filter, options } = parseCLI(["vitest", "run", ...args.filter((arg) => arg !== "--e2e")]);
  const stories = globSync("test/e2e/**/*.test.ts");
  if (!full && !e2eOnly && filter.length === 0) {
    process.env.STORIES = "main";
    const left = stories.length - mainStories.length;
    console.log(`test: ${left} files of stories in the browser are left to DEPTH=full, as CI runs it, and to npm run test:e2e`);
  }
  const wanted = filter.length === 0 ? stories : stories.filter((file) => filter.some((part) => file.includes(part)));
  const projects = e2eOnly ? ["e2e"] : options.project;
  const ready = wanted.length === 0 || ((await bringBrowser()) && buildWeb());
  if (!ready) return { passed: 0, failed: 1, skipped: 0 };
  const vitest = await startVitest(filter, { ...options, ...(projects ? { project: projects } : {}), watch: false, run: true });
  return count(vitest.state.getTestModules(), vitest.state.getUnhandledErrors().length);
};

const { passed, failed, skipped } = await runTests(process.argv.slice(2));
const broken = failed > 0 || passed === 0 || Boolean(process.exitCode);
// Written at once, and the process ended at once, so that nothing comes after the last line.
process.stdout.write(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}\n`, () => process.exit(broken ? 1 : 0));
