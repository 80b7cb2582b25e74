import { newId, type OrgId } from "../../packages/shared/src/kernel/ids.ts";
import { charterOf } from "../kit/projects.ts";
import { hangUp, type Peer } from "./fan-out.ts";
import { makeCommunity } from "./fixture.ts";
import { startBare, startProduct } from "./machine.ts";
import { note } from "./report.ts";
import type { Bench } from "./run.ts";
import { connect, type Raw, signIn } from "./wire.ts";

const viewers = 50;
const cardsAtOnce = 25;
const cards = 2_000;
/** As many people drag at once. */
const hands = 8;
const drops = 120;
const id = () => newId<string & never>(Date.now()) as string;

async function call<T>(raw: Raw, path: string, input: unknown): Promise<T> {
  const answer = await raw.ask("call", { path, input });
  if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`);
  return answer.data as T;
}

/** Beside each other: the middle one, and the one that 99 of 100 are below. */
function percentiles(values: readonly number[]): { p50: number; p99: number } {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}

/** Something that is sent to a room until it is everywhere. */
async function untilEverywhere({ listeners, post }: Peer): Promise<number> {
  const wanted = (listeners[0]?.got.lastSeq ?? 0) + 1;
  const began = performance.now();
  let left = listeners.length;
  const everywhere = new Promise<void>((resolve) => {
    for (const listener of listeners)
      listener.onEvents(() => {
        if (listener.got.lastSeq === wanted && --left === 0) resolve();
      });
  });
  await post();
  await everywhere;
  const took = performance.now() - began;
  for (const listener of listeners) listener.onEvents(() => undefined);
  return took;
}

/** How many a second, with several hands at it. */
async function perSecond({ post }: Peer, seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1000;
  const began = performance.now();
  let done = 0;
  const hand = async () => {
    while (performance.now() < until) {
      await post();
      done++;
    }
  };
  await Promise.all(Array.from({ length: hands }, hand));
  return (done * 1000) / (performance.now() - began);
}

/** P14: cards of a board with 2,000 of them are moved, and 50 people look on: how many a second, and how long until the last of them sees it; beside a bare broadcast of as many bytes that stores nothing. */
export async function boards(bench: Bench): Promise<void> {
  const databaseName = `p14-${Date.now()}`;
  const community = await makeCommunity({ uri: bench.uri, databaseName, each: viewers / 2, cases: 0 });
  const server = await startProduct({ uri: bench.uri, databaseName });
  const listeners: Raw[] = [];
  for (const person of community.people.slice(0, viewers))
    listeners.push(await connect({ port: server.port, cookie: await signIn(server.port, person), auth: { orgId: person.orgId } }));
  const [mover, partner] = [listeners[0], listeners.at(-1)] as [Raw, Raw];
  const orgIds = [...new Set(community.people.map(({ orgId }) => orgId))] as [OrgId, OrgId];
  const projectId = id();
  const project = `project:${projectId}`;
  const charter = charterOf(orgIds, { now: Date.now() });
  await call(mover, "projects.proposeProject", {
    roomId: project,
    id: id(),
    input: { projectId, charter, template: "empty", partners: [orgIds[1]] },
  });
  await call(partner, "projects.acceptPlace", { roomId: project, id: id(), input: { charterAt: 1 } });
  const { state } = await call<{ state: { boards: { boardId: string }[] } }>(mover, "room.since", { roomId: project, afterSeq: null });
  const roomId = `board:${state.boards[0]?.boardId}`;
  const board = await call<{ state: { lists: Record<string, unknown> } }>(mover, "room.since", { roomId, afterSeq: null });
  const lists = Object.keys(board.state.lists);
  const all = Array.from({ length: cards }, (_, n) => ({
    ...{ cardId: id(), listId: lists[n % lists.length], title: `Card ${n} of many`, description: "What it is about, in a line." },
    ...{ items: [], due: null, labels: [] },
  }));
  for (let n = 0; n < cards; n += cardsAtOnce)
    await call(mover, "boards.importCards", { roomId, id: id(), input: { lists: [], labels: [], cards: all.slice(n, n + cardsAtOnce) } });
  for (const listener of listeners) await listener.ask("subscribe", { roomId, afterSeq: cards / cardsAtOnce + 1 });
  let turn = 0;
  const move = (): Promise<void> => {
    turn++;
    const card = all[(turn * 7) % cards];
    const beside = all[(turn * 13 + 1) % cards];
    const input = { cardId: card?.cardId, toList: lists[turn % lists.length], after: beside?.cardId };
    return mover.send("call", { path: "boards.moveCard", input: { roomId, id: id(), input } });
  };
  const ours: Peer = { roomId, listeners, post: move };

  const bare = await startBare();
  const bareRoom = `board:${id()}`;
  const others: Raw[] = [];
  for (let i = 0; i < viewers; i++) {
    const raw = await connect({ port: bare.port });
    await raw.ask("join", bareRoom);
    others.push(raw);
  }
  // as long as what a move is told with: four ids and a rank
  const text = "x".repeat(230);
  const theirs: Peer = {
    roomId: bareRoom,
    listeners: others,
    post: () => (others[0] as Raw).send("post", { roomId: bareRoom, id: id(), text }),
  };

  const [moves, broadcasts]: [number[], number[]] = [[], []];
  const [mine, plain]: [number[], number[]] = [[], []];
  await perSecond(ours, bench.warmUp / 2);
  await perSecond(theirs, bench.warmUp / 2);
  for (let run = 0; run < bench.runs; run++) {
    moves.push(await perSecond(ours, bench.seconds));
    broadcasts.push(await perSecond(theirs, bench.seconds));
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
  for (let n = 0; n < drops; n++) {
    mine.push(await untilEverywhere(ours));
    plain.push(await untilEverywhere(theirs));
  }
  const holes = listeners.reduce((sum, { got }) => sum + got.holes, 0);
  hangUp([ours, theirs]);
  await server.stop();
  await bare.stop();
  const what = `on a board of 2,000 cards with ${viewers} who look on`;
  note({ goal: "P14", what: `moves ${what} (${holes} holes)`, unit: "/s", ours: moves, peer: broadcasts, aim: "printed" });
  const [us, them] = [percentiles(mine), percentiles(plain)];
  note({
    goal: "P14",
    what: `from the drop to the last screen ${what}, p50`,
    unit: "ms",
    ours: [us.p50],
    peer: [them.p50],
    aim: "printed",
  });
  note({
    ...{ goal: "P14", what: `the same, p99`, unit: "ms", ours: [us.p99], peer: [them.p99] },
    aim: "<= 1,000 ms",
    ...(bench.judged ? { judge: (_ratio: number, p99: number) => p99 <= 1_000 && holes === 0 } : {}),
  });
}
