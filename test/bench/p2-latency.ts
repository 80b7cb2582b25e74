import { barePeers, hangUp, productPeers, shapes } from "./fan-out.ts";
import { theCrowd } from "./fixture.ts";
import { drive, rawInserts, steady } from "./latency.ts";
import { startBare, startProduct } from "./machine.ts";
import { note } from "./report.ts";
import type { Bench } from "./run.ts";

const perSecond = 500;

/** P2: 500 messages a second in 50 x 20, from sending to the last listener. */
export async function latency(bench: Bench): Promise<void> {
  const shape = shapes[2] ?? { rooms: 50, sockets: 20 };
  const community = await theCrowd(bench.uri);
  const server = await startProduct({ uri: bench.uri, databaseName: community.databaseName });
  const bare = await startBare();
  const raw = await rawInserts(bench.uri);
  const ours = await productPeers({ server, community, shape, cookies: new Map() });
  const theirs = await barePeers({ server: bare, shape });
  await steady(ours, { perSecond, seconds: 1 });
  const [p50, p99, limit50, limit99]: number[][] = [[], [], [], []];
  for (let run = 0; run < bench.runs; run++) {
    const a = await steady(ours, { perSecond, seconds: bench.seconds });
    const b = await steady(theirs, { perSecond, seconds: bench.seconds });
    const insert = await drive(raw.insertOne, { inFlight: 1, seconds: 1 });
    const limit = insert.p50 + 2 * b.p50;
    p50?.push(a.p50);
    p99?.push(a.p99);
    limit50?.push(limit);
    limit99?.push(3 * limit);
  }
  hangUp(ours);
  hangUp(theirs);
  await raw.stop();
  await server.stop();
  await bare.stop();
  const judge = bench.judged ? { judge: (ratio: number) => ratio <= 1 } : {};
  note({
    goal: "P2",
    what: "500/s in 50 x 20, p50 against one raw durable insert + 2 x bare socket.io",
    unit: "ms",
    ours: p50 ?? [],
    peer: limit50 ?? [],
    aim: "<= 1 x",
    ...judge,
  });
  note({
    goal: "P2",
    what: "500/s in 50 x 20, p99 against three times that",
    unit: "ms",
    ours: p99 ?? [],
    peer: limit99 ?? [],
    aim: "<= 1 x",
    ...judge,
  });
}
