import { writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { pinSelf, startEngine } from "./machine.ts";
import { fanOut } from "./p1-fan-out.ts";
import { latency } from "./p2-latency.ts";
import { commands } from "./p3-commands.ts";
import { catchUp } from "./p4-catch-up.ts";
import { sockets } from "./p5-sockets.ts";
import { withdrawal } from "./p6-withdrawal.ts";
import { web } from "./p8-web.ts";
import { start } from "./p9-start.ts";
import { growth } from "./p10-growth.ts";
import { searching } from "./p11-search.ts";
import { uploads } from "./p12-uploads.ts";
import { visits } from "./p13-visits.ts";
import { boards } from "./p14-boards.ts";
import { map } from "./p15-map.ts";
import { imports } from "./p16-imports.ts";
import { firstMap } from "./p17-first-map.ts";
import { allLines } from "./report.ts";

const args = process.argv.slice(2);
const quick = args.includes("--quick");
const jsonFile = args.includes("--json") ? args[args.indexOf("--json") + 1] : undefined;
const only = args.includes("--only") ? args[args.indexOf("--only") + 1]?.split(",") : undefined;

/** What every measure gets: the database, how often to measure, and for how long: a run, and at full load before the first one (s). */
export type Bench = { uri: string; engine: string; runs: number; seconds: number; warmUp: number; judged: boolean };

const measures: Record<string, (bench: Bench) => Promise<void>> = {
  P1: fanOut,
  P2: latency,
  P3: commands,
  P4: catchUp,
  P5: sockets,
  P6: withdrawal,
  P8: web,
  P9: start,
  P10: growth,
  P11: searching,
  P12: uploads,
  P13: visits,
  P14: boards,
  P15: map,
  P16: imports,
  P17: firstMap,
};

console.log(
  `Linkwork's bench: ${quick ? "quick: one short run each, to see that nothing is broken; for figures to rely on leave out --quick" : "five runs each, interleaved"}; min / median / max. Server on core 0, generator on the others, database on any. ${cpus().length} cores, Node ${process.version}.`,
);
console.log("Limits of calls, sign-ins and sockets a person are raised for the bench.");
const engine = await startEngine();
// the engine floats over all cores; from here on the generator keeps off the server's
pinSelf();
// on the Python engine P1, P2 and P4 are printed, not judged
const bench: Bench = {
  uri: engine.uri,
  engine: engine.name,
  runs: quick ? 1 : 5,
  seconds: quick ? 1.5 : 3,
  warmUp: quick ? 1.5 : 3,
  judged: !/python/i.test(engine.name),
};
let failed = false;
for (const [name, measure] of Object.entries(measures)) {
  if (only && !only.includes(name)) continue;
  const began = performance.now();
  try {
    await measure(bench);
  } catch (error) {
    failed = true;
    console.log(`${name}: could not be measured: ${error instanceof Error ? error.stack : error}`);
  }
  console.log(`  (${name} took ${((performance.now() - began) / 1000).toFixed(0)} s)`);
}
await engine.stop();
if (jsonFile)
  await writeFile(
    jsonFile,
    `${JSON.stringify({ at: new Date().toISOString(), engine: bench.engine, quick, lines: allLines() }, null, 2)}\n`,
  );
const missed = allLines().filter((l) => l.met === false);
console.log(missed.length === 0 ? "Every judged aim was kept." : `Missed: ${missed.map((l) => `${l.goal} (${l.what})`).join("; ")}`);
process.exit(failed ? 1 : 0);
