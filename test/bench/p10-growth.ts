import { newId } from "../../packages/shared/src/kernel/ids.ts";
import { hangUp, postTo, productPeers } from "./fan-out.ts";
import { makeCommunity } from "./fixture.ts";
import { drive, quantile } from "./latency.ts";
import { startProduct } from "./machine.ts";
import { note } from "./report.ts";
import type { Bench } from "./run.ts";
import { connect, type Raw, signIn } from "./wire.ts";

/** P10: as rooms and their histories grow, opening and appending stay as fast. */
export async function growth(bench: Bench): Promise<void> {
  const databaseName = `p10-${Date.now()}`;
  // a thousand cases take half a minute to make
  const most = bench.runs === 1 ? 200 : 1000;
  const community = await makeCommunity({ uri: bench.uri, databaseName, each: 1, cases: most });
  const [person] = community.people;
  if (!person) throw new Error("nobody there");
  const opened = new Map<number, number[]>();
  const appended = new Map<number, number[]>();
  const put = (map: Map<number, number[]>, key: number, value: number) => map.set(key, [...(map.get(key) ?? []), value]);
  const samples = bench.runs === 1 ? 30 : 100;

  const roomCounts = [1, 10, 100, most];
  const server = await startProduct({ uri: bench.uri, databaseName });
  const cookie = await signIn(server.port, person);
  const raw = await connect({ port: server.port, cookie, auth: { orgId: person.orgId } });
  const timed = async (what: () => Promise<unknown>) => {
    const began = performance.now();
    await what();
    return performance.now() - began;
  };
  const open = (roomId: string) => raw.ask("subscribe", { roomId, afterSeq: null });
  const peers = await productPeers({ server, community, shape: { rooms: most, sockets: 1 }, cookies: new Map([[person.email, cookie]]) });
  for (const rooms of roomCounts) {
    for (let i = 0; i < samples; i++) {
      const peer = peers[i % rooms];
      put(opened, rooms, await timed(() => open(peer?.roomId ?? "")));
      put(appended, rooms, await timed(async () => peer?.post()));
    }
  }
  judge({ what: `1 to ${most} rooms: opening one`, map: opened, keys: roomCounts });
  judge({ what: `1 to ${most} rooms: appending to one`, map: appended, keys: roomCounts });

  const sizes = [10, 100, 1000, 10_000];
  const openedBySize = new Map<number, number[]>();
  const appendedBySize = new Map<number, number[]>();
  for (const [i, size] of sizes.entries()) {
    const peer = peers[i];
    if (!peer) continue;
    let posted = 0;
    await Promise.all(
      Array.from({ length: 32 }, async () => {
        while (posted++ < size - 10) await peer.post();
      }),
    );
  }
  await drive(() => peers[0]?.post() ?? Promise.resolve(), { inFlight: 1, seconds: 0.2 });
  for (let i = 0; i < samples; i++) {
    for (const [k, size] of sizes.entries()) {
      const peer = peers[k];
      put(
        openedBySize,
        size,
        await timed(() => raw.ask("call", { path: "room.since", input: { roomId: peer?.roomId, afterSeq: null, limit: 10 } })),
      );
      put(appendedBySize, size, await timed(async () => peer?.post()));
    }
  }
  judge({ what: "10 to 10,000 events in a room: opening it", map: openedBySize, keys: sizes });
  judge({ what: "10 to 10,000 events in a room: appending to it", map: appendedBySize, keys: sizes });

  const [small, large] = [peers[0], peers[sizes.length - 1]].map((peer) => peer?.roomId ?? "");
  const places = new Map([
    [10, await withPlaces(raw, small ?? "")],
    [10_000, await withPlaces(raw, large ?? "")],
  ]);
  const wholeCase = new Map<number, number[]>();
  for (let i = 0; i < samples; i++)
    for (const [size, rooms] of places)
      put(
        wholeCase,
        size,
        await timed(async () => {
          // what a screen asks for: which places there are, and then all of them
          await answered(raw.ask("call", { path: "cases.parts", input: { roomId: rooms[0] } }));
          await Promise.all(rooms.map((roomId) => answered(open(roomId))));
        }),
      );
  judge({ what: "10 to 10,000 events in a case with five compartments: opening all of it", map: wholeCase, keys: [10, 10_000] });
  raw.close();
  hangUp(peers);
  await server.stop();
}

async function answered(asked: ReturnType<Raw["ask"]>): Promise<void> {
  const answer = await asked;
  if (!answer.ok) throw new Error(JSON.stringify(answer));
}

/** Begins the four other compartments of a case, with some words in each; all five rooms. */
async function withPlaces(raw: Raw, general: string): Promise<string[]> {
  const others = (["health", "mental", "sexual", "social"] as const).map((compartment) => ({
    compartment,
    roomId: general.replace(/general$/, compartment),
  }));
  for (const { compartment, roomId } of others) {
    await answered(raw.ask("call", { path: "cases.openCompartment", input: { roomId, id: newId(Date.now()), input: { compartment } } }));
    for (let i = 0; i < 10; i++) await postTo(raw, roomId);
  }
  return [general, ...others.map(({ roomId }) => roomId)];
}

function judge({ what, map, keys }: { what: string; map: Map<number, number[]>; keys: number[] }): void {
  const at = (key: number | undefined) => quantile(map.get(key ?? 0) ?? [], 0.5);
  const all = keys.map((k) => `${k}: ${at(k).toFixed(2)}`).join(", ");
  note({
    goal: "P10",
    what: `${what} (medians ${all} ms)`,
    unit: "ms at the largest",
    ours: [at(keys.at(-1))],
    peer: [at(keys[0])],
    aim: "<= 1.3 x",
    judge: (r) => r <= 1.3,
  });
}
