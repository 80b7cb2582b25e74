import { spawn } from "node:child_process";
import { startProduct } from "./machine.ts";
import { note } from "./report.ts";
import type { Bench } from "./run.ts";

/** P9: from starting the process to ready, with the database already running; bare Node beside it. Every start but the first: that one moves the community in. */
export async function start(bench: Bench): Promise<void> {
  const databaseName = `p9-${Date.now()}`;
  const timed = async () => {
    const server = await startProduct({ uri: bench.uri, databaseName });
    await server.stop();
    return server.readyAfterMs;
  };
  const first = await timed();
  const ours: number[] = [];
  const node: number[] = [];
  for (let run = 0; run < Math.max(2, bench.runs); run++) {
    ours.push(await timed());
    node.push(await bareNode());
  }
  note({
    goal: "P9",
    what: "start to ready, against bare Node",
    unit: "ms",
    ours,
    peer: node,
    aim: "<= 2,000 ms",
    judge: (_r, ms) => ms <= 2000,
  });
  note({
    goal: "P9",
    what: "the first start, in which the invented community moves in",
    unit: "ms",
    ours: [first],
    peer: [],
    aim: "printed",
  });
}

const bareNode = (): Promise<number> =>
  new Promise((done) => {
    const began = performance.now();
    spawn(process.execPath, ["-e", "0"]).once("exit", () => done(performance.now() - began));
  });
