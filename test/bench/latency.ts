import { connectDatabase, disconnectDatabase } from "../../apps/server/src/kernel/database.ts";
import { newId } from "../../packages/shared/src/kernel/ids.ts";
import type { Peer } from "./fan-out.ts";

/** The value below which this share of the samples lies. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export type Latency = { p50: number; p95: number; p99: number; sent: number };

/** Posts at a steady rate, round the rooms, and times each message from its sending to its arrival at the last listener of the room. */
export async function steady(peers: Peer[], { perSecond, seconds }: { perSecond: number; seconds: number }): Promise<Latency> {
  const samples: number[] = [];
  const sentAt = new Map<string, number[]>();
  for (const peer of peers) {
    const queue: number[] = [];
    sentAt.set(peer.roomId, queue);
    // one sender a room posts in order, so the n-th event to arrive is the n-th that was sent
    peer.listeners.at(-1)?.onEvents((frame) => {
      const arrived = performance.now();
      let events = 0;
      for (let at = frame.indexOf('"seq":'); at >= 0; at = frame.indexOf('"seq":', at + 6)) events++;
      for (; events > 0; events--) {
        const sent = queue.shift();
        if (sent !== undefined) samples.push(arrived - sent);
      }
    });
  }
  const total = perSecond * seconds;
  const began = performance.now();
  const posts: Promise<unknown>[] = [];
  for (let sent = 0; sent < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - began) / 1000) * perSecond) + 1);
    for (; sent < due; sent++) {
      const peer = peers[sent % peers.length] as Peer;
      sentAt.get(peer.roomId)?.push(performance.now());
      posts.push(peer.post());
    }
    // asleep between two posts: a generator that spins takes the core that the database needs
    await new Promise((done) => setTimeout(done, 1));
  }
  await Promise.all(posts);
  await new Promise((done) => setTimeout(done, 200));
  return { p50: quantile(samples, 0.5), p95: quantile(samples, 0.95), p99: quantile(samples, 0.99), sent: total };
}

export type Throughput = { perSecond: number; p50: number; p99: number };

/** Does something over and over with so many in flight. */
export async function drive(
  once: () => Promise<unknown>,
  { inFlight, seconds }: { inFlight: number; seconds: number },
): Promise<Throughput> {
  const samples: number[] = [];
  const until = performance.now() + seconds * 1000;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (performance.now() < until) {
        const start = performance.now();
        await once();
        samples.push(performance.now() - start);
      }
    }),
  );
  return { perSecond: samples.length / ((performance.now() - began) / 1000), p50: quantile(samples, 0.5), p99: quantile(samples, 0.99) };
}

/** The same document as one of our commits, inserted durably by the driver alone: the limit of P2 and P3. */
export async function rawInserts(uri: string) {
  const database = await connectDatabase(uri, `raw${Date.now()}`);
  const raw = database.collection<{ _id: string }>("commits");
  await raw.createIndex({ room: 1, ids: 1 }, { unique: true });
  let n = 0;
  const hex = "0".repeat(64);
  const insertOne = () => {
    const seq = ++n;
    const room = `case:${newId(Date.now())}:general`;
    return raw.insertOne({
      _id: `${room}/${seq}`,
      room,
      seq,
      n: 1,
      ids: [newId(Date.now())],
      digests: [hex],
      body: Buffer.alloc(620, 7),
      epoch: 1,
      prev: hex,
      hash: hex,
      node: hex.slice(0, 36),
    } as never);
  };
  return { insertOne, collection: raw, stop: () => disconnectDatabase(database) };
}
