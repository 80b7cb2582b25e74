import { newId } from "../../packages/shared/src/kernel/ids.ts";
import type { Community } from "./fixture.ts";
import type { Server } from "./machine.ts";
import { connect, type Raw, signIn } from "./wire.ts";

/** 1 x 10, 1 x 100, 50 x 20: rooms and the sockets that listen in each. */
export type Shape = { rooms: number; sockets: number };
export const shapes: Shape[] = [
  { rooms: 1, sockets: 10 },
  { rooms: 1, sockets: 100 },
  { rooms: 50, sockets: 20 },
];
export const nameOf = (shape: Shape): string => `${shape.rooms} x ${shape.sockets}`;

/** A text as long as people write: about 180 characters. */
const text =
  "We've met five times now. M.K. would like a place where cooking comes before talking. Mornings are better; the bus from Ibrox is fine, and Samira comes along the first two times.";

type Peer = { roomId: string; listeners: Raw[]; post(): Promise<unknown> };

/** Listeners in the product's rooms: all members of the case, several sockets each. */
export async function productPeers({
  server,
  community,
  shape,
  cookies,
}: {
  server: Server;
  community: Community;
  shape: Shape;
  cookies: Map<string, string>;
}): Promise<Peer[]> {
  const peers: Peer[] = [];
  for (const roomId of community.rooms.slice(0, shape.rooms)) {
    const listeners: Raw[] = [];
    // the first asks where the room stands, the others listen from there: what was said before is no part of any measure
    let head: number | null = null;
    for (let i = 0; i < shape.sockets; i++) {
      const person = community.people[i % community.people.length];
      if (!person) throw new Error("nobody there");
      const cookie = cookies.get(person.email) ?? (await signIn(server.port, person));
      cookies.set(person.email, cookie);
      const raw = await connect({ port: server.port, cookie, auth: { orgId: person.orgId } });
      const answer = await raw.ask("subscribe", { roomId, afterSeq: head });
      if (!answer.ok) throw new Error(JSON.stringify(answer));
      head ??= (answer as unknown as { head: number }).head;
      listeners.push(raw);
    }
    const [sender] = listeners;
    peers.push({ roomId, listeners, post: () => postTo(sender as Raw, roomId) });
  }
  return peers;
}

/** Says something in a room. */
export const postTo = (sender: Raw, roomId: string): Promise<void> =>
  sender.send("call", { path: "cases.postMessage", input: { roomId, id: newId(Date.now()), input: { text } } });

export async function barePeers({ server, shape }: { server: Server; shape: Shape }): Promise<Peer[]> {
  const peers: Peer[] = [];
  for (let r = 0; r < shape.rooms; r++) {
    const roomId = `case:${newId(Date.now())}:general`;
    const listeners: Raw[] = [];
    for (let i = 0; i < shape.sockets; i++) {
      const raw = await connect({ port: server.port });
      await raw.ask("join", roomId);
      listeners.push(raw);
    }
    const [sender] = listeners;
    peers.push({ roomId, listeners, post: () => (sender as Raw).send("post", { roomId, id: newId(Date.now()), text }) });
  }
  return peers;
}

export type Saturation = { deliveriesPerSecond: number; holes: number; generatorCpu: number };

/** Posts with many in flight for a while, and counts what arrives everywhere. */
export async function saturate(peers: Peer[], { seconds, inFlight }: { seconds: number; inFlight: number }): Promise<Saturation> {
  const each = Math.max(2, Math.ceil(inFlight / peers.length));
  const until = performance.now() + seconds * 1000;
  const count = () => peers.reduce((sum, p) => sum + p.listeners.reduce((s, l) => s + l.got.events, 0), 0);
  const began = performance.now();
  const cpu = process.cpuUsage();
  const before = count();
  const loop = async (peer: Peer) => {
    while (performance.now() < until) await peer.post();
  };
  await Promise.all(peers.flatMap((peer) => Array.from({ length: each }, () => loop(peer))));
  await quiet(peers);
  const elapsed = (performance.now() - began) / 1000;
  const used = process.cpuUsage(cpu);
  const holes = peers.reduce((sum, p) => sum + p.listeners.reduce((s, l) => s + l.got.holes, 0), 0);
  return { deliveriesPerSecond: (count() - before) / elapsed, holes, generatorCpu: (used.user + used.system) / 1e6 / elapsed };
}

/** Until every listener of a room has as much as the others. */
async function quiet(peers: Peer[]): Promise<void> {
  const deadline = performance.now() + 20_000;
  const even = () => peers.every((p) => p.listeners.every((l) => l.got.lastSeq === p.listeners[0]?.got.lastSeq));
  while (!even() && performance.now() < deadline) await new Promise((done) => setTimeout(done, 2));
}

export const hangUp = (peers: Peer[]): void => {
  for (const peer of peers) for (const listener of peer.listeners) listener.close();
};
export type { Peer };
