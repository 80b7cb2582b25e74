import type { PersonState } from "@linkwork/shared/identity/state.ts";
import { type EventId, newId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { afterEach, expect, test, vi } from "vitest";
import { createLogger } from "../../../apps/server/src/kernel/logger.ts";
import { systemActor } from "../../../apps/server/src/kernel/system.ts";
import { createTail } from "../../../apps/server/src/kernel/tail.ts";
import { aCase } from "../../kit/build.ts";
import { eventually } from "../../kit/clock.ts";
import { createNodes, type Nodes } from "../../kit/nodes.ts";
import { eventsIn } from "../../kit/wire.ts";

let nodes: Nodes;
afterEach(() => nodes?.stop());
const start = async (...how: Parameters<typeof createNodes>) => {
  nodes = await createNodes(...how);
  return { nodes, built: await aCase({ ...nodes.first, clock: nodes.clock, community: nodes.community }) };
};

test("what is said on two nodes is heard on both, everything once and in the same order", async () => {
  const { built } = await start(2);
  const { roomId } = built;
  const { rhona, tariq } = nodes.people;
  const [one, two] = [await nodes.at(0, rhona), await nodes.at(1, tariq)];
  await one.watch(roomId);
  await two.watch(roomId);
  const said = await Promise.all(
    Array.from({ length: 30 }, (_, i) => (i % 2 ? one : two).attempt(roomId, "postMessage", { text: `word ${i}` })),
  );
  expect(said.filter((a) => !a.ok && a.error.code !== "Busy")).toEqual([]);
  const head = await nodes.first.app.log.headSeq(roomId);
  for (const client of [one, two])
    await client.wire.frame(`${head} for ${client.who.name}`, () => eventsIn(client.frames, roomId).some((e) => e.seq === head));
  const heard = [one, two].map((client) => eventsIn(client.frames, roomId).map((e) => [e.seq, e.id]));
  expect(heard[0]).toEqual(heard[1]);
  expect(heard[0]).toHaveLength(said.filter((a) => a.ok).length);
});

test("who only listens on one node hears what is said on the other, by the stream of changes", async () => {
  const { built } = await start(2);
  const { roomId } = built;
  for (const node of nodes.nodes) await eventually("a stream", () => node.app.tail.mode() === "stream");
  const [one, two] = [await nodes.at(0, nodes.people.rhona), await nodes.at(1, nodes.people.tariq)];
  const listener = await two.again();
  await listener.ask("subscribe", { roomId, afterSeq: null });
  const { id } = await one.act(roomId, "postMessage", { text: "over there" });
  await listener.frame("the message", (f) => f.name === "events" && eventsIn([f], roomId)[0]?.id === id, 10_000);
});

test("a node dies in the middle: what it acknowledged is there, what is sent again is there once, a new node serves it all", async () => {
  const { built } = await start(2);
  const { roomId } = built;
  const { rhona } = nodes.people;
  const [, second] = nodes.nodes;
  const doomed = await nodes.at(1, rhona);
  const ids = Array.from({ length: 40 }, () => newId<EventId>(Date.now()));
  const sent = ids.map((id, i) => doomed.attempt(roomId, "postMessage", { text: `word ${i}` }, { id }));
  await Promise.race(sent);
  await second?.kill();
  const answers = await Promise.all(sent.map((s) => s.catch(() => undefined)));
  const acknowledged = ids.filter((_, i) => answers[i]?.ok);
  expect(acknowledged.length).toBeGreaterThan(0);

  const other = await nodes.at(0, rhona);
  for (const [i, id] of ids.entries()) await other.act(roomId, "postMessage", { text: `word ${i}` }, { id });
  const { events } = await nodes.first.app.log.read(roomId, 4);
  const stored = events.map((e) => e.id);
  expect([...stored].sort()).toEqual([...ids].sort());
  expect(await nodes.first.app.log.verify(roomId)).toBeUndefined();

  const third = await nodes.more();
  const page = await (await nodes.desk.client(third, rhona)).since(roomId, 4);
  expect(page.events.map((e) => e.id)).toEqual(stored);
});

test("where the stream of changes breaks, the rooms that somebody listens to are asked for, and nothing is missed", async () => {
  const { built } = await start(2, {
    prepare: (database, index) => {
      if (index !== 1) return;
      database.collection("commits").watch = () => {
        throw new Error("no change streams here");
      };
    },
  });
  const { roomId } = built;
  const [first, second] = nodes.nodes;
  await eventually("polling", () => second?.app.tail.mode() === "polling");
  await eventually("a stream", () => first?.app.tail.mode() === "stream");
  const [one, two] = [await nodes.at(0, nodes.people.rhona), await nodes.at(1, nodes.people.tariq)];
  await two.watch(roomId);
  // after each act the kit waits until every reader's copy has it
  for (let i = 0; i < 5; i++) await one.act(roomId, "postMessage", { text: `word ${i}` });
  const last = await one.act(roomId, "postMessage", { text: "last" });
  expect(eventsIn(two.frames, roomId).at(-1)?.id).toBe(last.id);
  expect(eventsIn(two.frames, roomId)).toHaveLength(6);
});

test("a node that has just started reads a room as it stands, not as it stood", async () => {
  const { built } = await start(1);
  const { roomId } = built;
  await (await nodes.at(0, nodes.people.rhona)).act(roomId, "postMessage", { text: "before" });
  const second = await nodes.more();
  const late = await nodes.desk.client(second, nodes.people.tariq);
  expect((await late.since(roomId, null)).head).toBe(5);
  await (await nodes.at(0, nodes.people.rhona)).act(roomId, "postMessage", { text: "after" });
  // asked at once, before any stream can have told: still the newest
  expect((await late.since(roomId, null)).head).toBe(6);
});

test("once the stream is back, memory is trusted only after all of it was looked at: a hat taken off meanwhile is off", async () => {
  let broken = true;
  await start(2, {
    prepare: (database, index) => {
      if (index !== 1) return;
      const commits = database.collection("commits");
      const watch = commits.watch.bind(commits);
      commits.watch = ((...how: Parameters<typeof watch>) => {
        if (broken) throw new Error("no change streams just now");
        return watch(...how);
      }) as typeof commits.watch;
    },
  });
  const [first, second] = nodes.nodes;
  const { tariq } = nodes.people;
  const room = personRoom(tariq.personId);
  await eventually("polling", () => second?.app.tail.mode() === "polling");
  const hats = () => (second?.app.rooms.known(room)?.state as PersonState | undefined)?.memberships.length;
  // in memory on the second node, and nobody there listens to it
  await second?.app.rooms.ask(room);
  expect(hats()).toBe(1);
  await first?.app.rooms.act(systemActor, orgRoom(tariq.orgId), {
    id: newId<EventId>(Date.now()),
    type: "endMembership",
    input: { personId: tariq.personId },
  });
  await first?.app.effects.settled();
  expect(hats()).toBe(1);
  broken = false;
  await eventually("a stream", () => second?.app.tail.mode() === "stream", 30_000);
  expect(hats()).toBe(0);
});

test("as long as no stream can be had the rooms are asked for by one loop, also while a stream is tried for, and by no more of them the longer it lasts", async () => {
  vi.useFakeTimers();
  let [looks, atOnce, most] = [0, 0, 0];
  // a database on which one look lasts longer than the time between two tries, and a try longer than it should
  const refresh = async () => {
    looks++;
    most = Math.max(most, ++atOnce);
    await new Promise((resolve) => setTimeout(resolve, looks > 20 ? 10 : 6_000));
    atOnce--;
  };
  const watch = () => ({
    tryNext: () => new Promise((_, fail) => setTimeout(() => fail(new Error("no change streams here")), 1_000)),
    close: async () => undefined,
  });
  const parts = {
    log: { watch },
    logger: createLogger("silent"),
    rooms: { refresh, inMemory: () => [] },
    listened: () => ["case:1:general"],
  };
  const tail = createTail(parts as unknown as Parameters<typeof createTail>[0]);
  try {
    tail.start();
    await vi.advanceTimersByTimeAsync(180_000);
    expect(most).toBe(1);
    const before = looks;
    await vi.advanceTimersByTimeAsync(60_000);
    // every 260 ms, and no gap while a stream is tried for
    expect(looks - before).toBeGreaterThan(220);
    expect(looks - before).toBeLessThan(235);
    await tail.stop();
    const ended = looks;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(looks - ended).toBeLessThanOrEqual(1);
  } finally {
    vi.useRealTimers();
  }
});
