import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { AxeResults } from "axe-core";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Locator, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject } from "vitest";
import { buildWebClient } from "../../scripts/web-client.ts";
import { chromiumPath, launchArgs } from "../kit/browser.ts";
import { full } from "../kit/depth.ts";
import { freshDatabaseName } from "../kit/engine.ts";
import { moveIn } from "./seeded.ts";

const main = resolve(import.meta.dirname, "../../apps/server/src/main.ts");

/** Where Node keeps what it compiled, so that the same code isn't compiled at each of the starts. */
const compiled = join(tmpdir(), "linkwork-e2e-compiled");

/** The product as a user has it: a process, an address, a folder. */
type Product = {
  readonly origin: string;
  /** everything that it has said */
  output(): string;
  /** Ctrl-C; resolves with the exit code */
  stop(): Promise<number | null>;
};

const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const server = createServer();
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address ? address.port : 0));
    });
  });

type Store = { dataDir: string; uri?: string; database?: string; env?: Record<string, string> };
/** `later`: how far its clock is ahead (ms). `demo`: whether the invented people are offered. */
type Start = Store & { port?: number; later?: number; demo?: boolean };

/** Starts the product and waits until it says where it is. Without `uri` it finds its engine by itself. */
async function startProduct({ dataDir, port, uri, database, env: more = {}, later = 0, demo = true }: Start): Promise<Product> {
  if (!buildWebClient((line) => console.log(line))) throw new Error("the web client does not build");
  const at = port ?? (await freePort());
  const { MONGODB_URI: _ours, VITEST: _us, NODE_ENV: _ourMode, ...outside } = process.env;
  const env = {
    ...outside,
    PORT: String(at),
    DATA_DIR: dataDir,
    LOG_LEVEL: "warn",
    NODE_COMPILE_CACHE: compiled,
    APP_CLOCK_OFFSET_MS: String(later),
  };
  const store = uri === undefined ? {} : { MONGODB_URI: uri, DEMO: demo ? "1" : "0", DATABASE: database };
  const server = spawn(process.execPath, [main], { env: { ...env, ...store, ...more }, stdio: ["ignore", "pipe", "pipe"] });
  const said: string[] = [];
  const ended = new Promise<number | null>((done) => server.once("exit", (code) => done(code)));
  await new Promise<void>((done, fail) => {
    const hear = (chunk: Buffer) => {
      said.push(String(chunk));
      if (said.join("").includes("Linkwork is at")) done();
    };
    server.stdout.on("data", hear);
    server.stderr.on("data", hear);
    const never = (why: string) => fail(new Error(`${why}:\n${said.join("")}`));
    void ended.then((code) => never(`the product ended with ${code} before it was there`));
    setTimeout(() => never("the product was not there after two minutes"), 120_000).unref();
  });
  return {
    origin: `http://localhost:${at}`,
    output: () => said.join(""),
    stop: () => halt(server, ended),
  };
}

async function halt(server: ChildProcess, ended: Promise<number | null>): Promise<number | null> {
  server.kill("SIGTERM");
  return await ended;
}

/** Somebody's own device: nothing on it is shared with another. */
async function newDevice(browser: Browser, { origin }: Product, like: BrowserContextOptions): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    timezoneId: "Europe/London",
    ...like,
  });
  context.setDefaultTimeout(blink);
  return context;
}

let launched: Promise<Browser> | undefined;
/** One browser for all files of a worker: what is on one device another doesn't see. It ends with the worker. */
const theBrowser = (): Promise<Browser> => {
  launched ??= chromium.launch({ executablePath: chromiumPath(), args: launchArgs });
  return launched;
};

/** A store on the run's engine, with the community in it unless something else is said of it. */
async function ownStore(dataDir: string, env: Record<string, string>): Promise<Store> {
  const database = freshDatabaseName();
  const key = env.DEMO !== undefined ? {} : { MASTER_KEY: await moveIn(database) };
  return { dataDir, uri: inject("engineUri"), database, env: { ...key, ...env } };
}

/** `keepsShell`: whether the devices keep the shell for when they are offline; where nobody ever is, each of a hundred would fetch all of it for nothing. */
type Setting = { findsEngine?: boolean; env?: Record<string, string>; keepsShell?: boolean };
/** What a test file plays on: the product with a store of its own, and a browser. The store lies on the run's engine, unless the product is to find one by itself. */
export async function openStage({ findsEngine = false, env = {}, keepsShell = false }: Setting = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), "linkwork-e2e-"));
  const store: Store = findsEngine ? { dataDir, env } : await ownStore(dataDir, env);
  const [browser, first] = await Promise.all([theBrowser(), startProduct(store)]);
  let product = first;
  const devices: BrowserContext[] = [];
  return {
    product: () => product,
    /** the folder where its keys lie */
    dataDir,
    async device(like: BrowserContextOptions = {}): Promise<BrowserContext> {
      const device = await newDevice(browser, product, { serviceWorkers: keepsShell ? "allow" : "block", ...like });
      devices.push(device);
      return device;
    },
    /** the product again, after it was stopped: same store, same address */
    async startAgain(later = 0, demo = true, change: Record<string, string> = {}): Promise<void> {
      product = await startProduct({ ...store, env: { ...store.env, ...change }, port: Number(new URL(product.origin).port), later, demo });
    },
    async close(): Promise<void> {
      await Promise.all(devices.map((device) => device.close()));
      await product.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
export type Stage = Awaited<ReturnType<typeof openStage>>;

/** The stage of a test file, with one person at a device of their own; opened before its tests and closed after them. */
export function stageFor(name: string): { stage(): Stage; page(): Page } {
  let held: { stage: Stage; page: Page } | undefined;
  beforeAll(async () => {
    const stage = await openStage();
    held = { stage, page: await comeIn(await stage.device(), name) };
  });
  afterAll(() => held?.stage.close());
  const there = () => {
    if (!held) throw new Error("the stage is not open yet");
    return held;
  };
  return { stage: () => there().stage, page: () => there().page };
}

export const greeting = /^Good (morning|afternoon|evening), /;

/** One press beside the sign-in form, as the demo offers it; resolves on Today, or where the page was. */
export async function signIn(context: BrowserContext, name: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto("/");
  await page.getByRole("button", { name }).click();
  await page.getByRole("heading", { level: 1, name: greeting }).waitFor();
  return page;
}

type Welcome = { result: { data: { demo: { name: string; email: string; password: string }[] } } };
/** Somebody at their own device who has signed in before the story begins; resolves on Today. The session is one like any other, only the way in isn't walked again. */
export async function comeIn(context: BrowserContext, name: string): Promise<Page> {
  const welcome = (await (await context.request.get("/trpc/identity.welcome")).json()) as Welcome;
  const known = welcome.result.data.demo.find((one) => one.name === name);
  if (!known) throw new Error(`nobody here is called ${name}`);
  const data = { email: known.email, password: known.password };
  const signedIn = await context.request.post("/api/auth/sign-in/email", { data, headers: { "x-linkwork": "1" } });
  if (!signedIn.ok()) throw new Error(`${name} can't sign in: ${signedIn.status()} ${await signedIn.text()}`);
  const page = await context.newPage();
  await page.goto("/");
  await page.getByRole("heading", { level: 1, name: greeting }).waitFor();
  return page;
}

/** A blink, with much room: what is slow is the bench's business, and a busy machine must not look like a fault. Nothing is waited for less long (ms). */
const blink = 30_000;
/** For what a page hears of only when it asks again, every 15 s, or when it is let in again after as long (ms). */
export const nextRound = 60_000;
/** Waits until it can be seen, as somebody does who expects it at once. Where it doesn't come, the failure says what stood there instead. */
export async function soon(what: Locator, ms = blink): Promise<void> {
  try {
    await what.waitFor({ state: "visible", timeout: Math.max(ms, blink) });
  } catch (error) {
    const shown = await what.page().locator("body").innerText();
    throw new Error(`${(error as Error).message}\nThe page at ${what.page().url()} showed:\n${shown.slice(0, 3_000)}`);
  }
}
/** Waits until it can't be seen any more. */
export const gone = (what: Locator, ms = blink): Promise<void> => what.waitFor({ state: "hidden", timeout: Math.max(ms, blink) });

/** Into the tunnel, or out of it. */
export const offline = (context: BrowserContext, is: boolean): Promise<void> => context.setOffline(is);

/** Waits until the shell is kept on the device: from then on the page opens without a network. */
export async function shellKept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");
}

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const widths = { desk: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };
/** 1280 x 1024 at 400 %, and the smallest phone. */
const zoomed = { width: 320, height: 256 };

const axeCode = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds on the page as it stands: all that it knows, or whether what is written can be read (colours change with the theme, the rest doesn't). */
async function axe(page: Page, what: "all" | "contrast"): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axeCode);
  const { violations, passes } = await page.evaluate(
    async ([tags, rules]) => {
      const { axe } = window as unknown as { axe: { run(on: Document, options: object): Promise<AxeResults> } };
      const runOnly = rules ? { type: "rule", values: rules } : { type: "tag", values: tags };
      const { violations, passes } = await axe.run(document, { runOnly, resultTypes: ["violations"], elementRef: false });
      return { violations, passes: passes.length };
    },
    [rules, what === "contrast" ? ["color-contrast"] : undefined] as const,
  );
  if (what === "all" && passes < 5) throw new Error(`axe asked only ${passes} questions of ${page.url()}`);
  return violations.flatMap(({ id, help, nodes }) => nodes.map((n) => `${id}: ${help}: ${n.target.join(" ")} ${n.failureSummary ?? ""}`));
}

/** What stands out beyond the page's right edge, if the page can be pushed sideways. */
const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = document.scrollingElement;
    if (!root || root.scrollWidth <= window.innerWidth) return [];
    const out = [...document.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > window.innerWidth + 1);
    return [`${root.scrollWidth} px wide in a window of ${window.innerWidth} px`, ...out.slice(0, 5).map((e) => e.outerHTML.slice(0, 120))];
  });

/** Where a screen is looked at, and how: a colour that can't be read on a phone in the light is asked for by itself, the rest is the same there. */
const looks = [
  ["desk", "light", "all"],
  ["phone", "light", "contrast"],
  ["phone", "dark", "all"],
] as const;

/** A screen as everybody meets it: axe is clean in the light and in the dark, on a desk and on a phone, and nothing has to be pushed sideways, at 400 % either. Not in full depth, axe looks once, on the desk. */
export async function forEverybody(page: Page, screen: string): Promise<void> {
  const found: string[] = [];
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const [place, colorScheme, what] of looks) {
    await page.setViewportSize(widths[place]);
    await page.emulateMedia({ colorScheme });
    if (full || place === "desk") found.push(...(await axe(page, what)).map((line) => `${screen}, ${place}, ${colorScheme}: ${line}`));
    if (what === "all") found.push(...(await tooWide(page)).map((line) => `${screen}, ${place}: ${line}`));
  }
  await page.setViewportSize(zoomed);
  found.push(...(await tooWide(page)).map((line) => `${screen}, 400 %: ${line}`));
  await page.setViewportSize(widths.desk);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "no-preference" });
  expect(found, screen).toEqual([]);
}
