import { hangUp, productPeers } from "./fan-out.ts";
import { makeCommunity } from "./fixture.ts";
import { drive, rawInserts } from "./latency.ts";
import { startProduct } from "./machine.ts";
import { note } from "./report.ts";
import type { Bench } from "./run.ts";

/** P3: a command with its durable event acknowledged, against the driver's insert of the same document alone. */
export async function commands(bench: Bench): Promise<void> {
  const databaseName = `p3-${Date.now()}`;
  const rooms = 16;
  const community = await makeCommunity({ uri: bench.uri, databaseName, each: 2, cases: rooms });
  const server = await startProduct({ uri: bench.uri, databaseName });
  const raw = await rawInserts(bench.uri);
  const peers = await productPeers({ server, community, shape: { rooms, sockets: 1 }, cookies: new Map() });
  let turn = 0;
  const ask = () => peers[turn++ % peers.length]?.post() ?? Promise.resolve();
  const inOne = () => peers[0]?.post() ?? Promise.resolve();
  await drive(ask, { inFlight: 16, seconds: 1 });
  await drive(raw.insertOne, { inFlight: 16, seconds: 1 });
  const many: number[] = [];
  const one: number[] = [];
  const rawMany: number[] = [];
  const slow: number[] = [];
  const rawSlow: number[] = [];
  for (let run = 0; run < bench.runs; run++) {
    many.push((await drive(ask, { inFlight: 16, seconds: bench.seconds })).perSecond);
    one.push((await drive(inOne, { inFlight: 16, seconds: bench.seconds })).perSecond);
    rawMany.push((await drive(raw.insertOne, { inFlight: 16, seconds: bench.seconds })).perSecond);
    slow.push((await drive(inOne, { inFlight: 1, seconds: bench.seconds })).p50);
    rawSlow.push((await drive(raw.insertOne, { inFlight: 1, seconds: bench.seconds })).p50);
  }
  hangUp(peers);
  await raw.stop();
  await server.stop();
  note({
    goal: "P3",
    what: "commands, 16 in flight in 16 rooms, against raw inserts",
    unit: "/s",
    ours: many,
    peer: rawMany,
    aim: ">= 0.5 x",
    judge: (r) => r >= 0.5,
  });
  note({
    goal: "P3",
    what: "commands, 16 in flight in one room, against raw inserts",
    unit: "/s",
    ours: one,
    peer: rawMany,
    aim: ">= 0.5 x",
    judge: (r) => r >= 0.5,
  });
  note({
    goal: "P3",
    what: "one command at a time, p50 against one raw insert",
    unit: "ms",
    ours: slow,
    peer: rawSlow,
    aim: "<= 1.5 x",
    judge: (r) => r <= 1.5,
  });
}
