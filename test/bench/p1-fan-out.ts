import { barePeers, hangUp, nameOf, productPeers, saturate, shapes } from "./fan-out.ts";
import { theCrowd } from "./fixture.ts";
import { startBare, startProduct } from "./machine.ts";
import { note } from "./report.ts";
import type { Bench } from "./run.ts";

const aims = [1.5, 5, 1.2];
/** Enough in flight that neither side waits for the generator: with half of it ours has too little to do while a commit is written. */
const inFlight = 512;

/** P1: durable, consent-checked, sealed fan-out at saturation, against a bare socket.io broadcast that stores nothing. */
export async function fanOut(bench: Bench): Promise<void> {
  const community = await theCrowd(bench.uri);
  const server = await startProduct({ uri: bench.uri, databaseName: community.databaseName });
  const bare = await startBare();
  const cookies = new Map<string, string>();
  for (const [i, shape] of shapes.entries()) {
    const ours = await productPeers({ server, community, shape, cookies });
    const theirs = await barePeers({ server: bare, shape });
    // long enough for both to be compiled: what is measured is how they run, not how they start
    await saturate(ours, { seconds: bench.warmUp, inFlight });
    await saturate(theirs, { seconds: bench.warmUp, inFlight });
    const got: number[] = [];
    const peer: number[] = [];
    let busy = 0;
    let holes = 0;
    for (let run = 0; run < bench.runs; run++) {
      const a = await saturate(ours, { seconds: bench.seconds, inFlight });
      const b = await saturate(theirs, { seconds: bench.seconds, inFlight });
      got.push(a.deliveriesPerSecond);
      peer.push(b.deliveriesPerSecond);
      holes += a.holes;
      busy = Math.max(busy, a.generatorCpu, b.generatorCpu);
    }
    hangUp(ours);
    hangUp(theirs);
    const aim = aims[i] ?? 1;
    note({
      goal: "P1",
      what: `fan-out ${nameOf(shape)} (generator's CPU at most ${busy.toFixed(2)}, ${holes} holes)`,
      unit: "deliveries/s",
      ours: got,
      peer,
      aim: `>= ${aim} x`,
      ...(bench.judged ? { judge: (ratio) => ratio >= aim && holes === 0 } : {}),
    });
  }
  await server.stop();
  await bare.stop();
}
