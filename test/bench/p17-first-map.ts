import { type Browser, chromium } from "playwright-core";
import { chromiumPath, launchArgs } from "../kit/browser.ts";
import { startProduct } from "./machine.ts";
import { fillMap } from "./map-fixture.ts";
import { note } from "./report.ts";
import type { Bench } from "./run.ts";

const many = 2_000;

/** P17: how soon a browser that was never here has drawn the public map with as many things as are ever sent one by one; and how much the browser, which is the generator here, had to do for it. */
export async function firstMap(bench: Bench): Promise<void> {
  const databaseName = `p17-${Date.now()}`;
  await fillMap({ uri: bench.uri, databaseName, many });
  const server = await startProduct({ uri: bench.uri, databaseName });
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: [...launchArgs, "--enable-unsafe-swiftshader"] });
  const [idle, busy]: [number[], number[]] = [[], []];
  try {
    for (let run = 0; run <= bench.runs; run++) {
      const [ms, work] = await firstLook(browser, `http://localhost:${server.port}`);
      // the first one warms the server and the browser's own code
      if (run === 0) continue;
      idle.push(ms);
      busy.push(work);
    }
  } finally {
    await browser.close();
    await server.stop();
  }
  const what = `the public map is drawn and idle with ${many.toLocaleString("en-GB")} things, nothing kept in the browser`;
  const judge = (_r: number, ms: number) => ms < 2_000;
  note({ goal: "P17", what, unit: "ms", ours: idle, peer: [], aim: "< 2,000 ms", ...(bench.judged ? { judge } : {}) });
  note({
    goal: "P17",
    what: "the generator's part of that: work of the page's main thread",
    unit: "ms",
    ours: busy,
    peer: [],
    aim: "printed",
  });
}

async function firstLook(browser: Browser, origin: string): Promise<[idle: number, busy: number]> {
  const context = await browser.newContext({ serviceWorkers: "block", viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send("Performance.enable");
  await page.goto(`${origin}/explore`, { waitUntil: "commit" });
  await page.waitForFunction(() => performance.getEntriesByName("map-idle").length > 0);
  const idle = await page.evaluate(() => performance.getEntriesByName("map-idle")[0]?.startTime ?? Number.NaN);
  const { metrics } = await cdp.send("Performance.getMetrics");
  await context.close();
  return [idle, (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN) * 1_000];
}
