import { heldPlaces, positionOf, queueOf } from "@linkwork/shared/exchange/rules-session.ts";
import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import type { EventId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { afterEach, expect, test } from "vitest";
import { createNodes, type Nodes } from "../../kit/nodes.ts";
import { anOpportunity, aVisitor } from "../../kit/visits.ts";
import { aNewcomer } from "./scenes.ts";

let nodes: Nodes;
afterEach(() => nodes?.stop());

const racers = Array.from({ length: 200 }, (_, i) => aVisitor(i));
/** A session of a food hub with so many places, on two nodes. */
async function aRace(capacity: number, mode: "instant" | "approval" = "instant"): Promise<RoomId> {
  nodes = await createNodes(2);
  const { sessions } = await anOpportunity({ ...nodes.first, clock: nodes.clock, people: nodes.people }, { rules: { capacity, mode } });
  return sessions[0] as RoomId;
}
const on = (i: number) => nodes.nodes[i % 2]?.app.rooms ?? nodes.first.app.rooms;
const id = () => newId<EventId>(nodes.clock.now());
const stateOn = (node: number, roomId: RoomId) => on(node).ask<SessionState>(roomId);

test("200 people book the last three places at once on two nodes: three have one, 197 wait with their true places in the queue, and nobody is told otherwise", async () => {
  const roomId = await aRace(3);
  const answers = await Promise.all(
    racers.map((who, i) =>
      on(i)
        .act(who, roomId, { id: id(), type: "book", input: {} })
        .catch((error: unknown) => error as Error),
    ),
  );
  expect(answers.filter((answer) => answer instanceof Error)).toEqual([]);
  const told = (type: string) => (answers as AnyEvent[]).filter((event) => event.type === type).map(({ body }) => body.bookingId as string);
  expect(told("bookingConfirmed")).toHaveLength(3);
  expect(told("bookingWaitlisted")).toHaveLength(197);
  const now = new Date(nodes.clock.now()).toISOString();
  for (const node of [0, 1]) {
    const state = await stateOn(node, roomId);
    expect(heldPlaces(state, now)).toBe(3);
    for (const bookingId of told("bookingConfirmed")) expect(state.bookings[bookingId]?.status).toBe("confirmed");
    // in the order of the log, without a gap
    expect(
      told("bookingWaitlisted")
        .map((bookingId) => positionOf(state, bookingId) ?? 0)
        .sort((a, b) => a - b),
    ).toEqual(Array.from({ length: 197 }, (_, i) => i + 1));
    expect(queueOf(state).map(({ key }) => key)).toEqual(
      queueOf(state)
        .map(({ key }) => key)
        .toSorted((a, b) => a - b),
    );
  }
  expect(await nodes.first.app.log.verify(roomId)).toBeUndefined();
});

test("all three give their place back at once, and 200 others want one: the first three who waited are offered one each, and nobody overtakes", async () => {
  const roomId = await aRace(3);
  const booked = async (who: (typeof racers)[number], i: number) =>
    (await on(i).act(who, roomId, { id: id(), type: "book", input: {} })).body.bookingId as string;
  const first: string[] = [];
  for (const [i, who] of racers.slice(0, 8).entries()) first.push(await booked(who, i));
  const gone = first
    .slice(0, 3)
    .map((bookingId, i) => on(i).act(racers[i] as never, roomId, { id: id(), type: "cancelBooking", input: { bookingId } }));
  const come = racers.slice(8, 108).map(booked);
  await Promise.all([...gone, ...come]);
  for (const node of [0, 1]) {
    const { bookings } = await stateOn(node, roomId);
    expect(first.map((bookingId) => bookings[bookingId]?.status)).toEqual([
      ...Array(3).fill("cancelledByVisitor"),
      ...Array(3).fill("offered"),
      ...Array(2).fill("waitlisted"),
    ]);
    expect(Object.values(bookings).filter(({ status }) => status === "confirmed")).toEqual([]);
  }
});

test("one person who presses many times on two nodes has one booking, and one id is one answer wherever it is sent again", async () => {
  const roomId = await aRace(5);
  const [who] = racers;
  const same = id();
  const ask = (i: number, request: EventId) =>
    on(i)
      .act(who as never, roomId, { id: request, type: "book", input: {} })
      .catch((error: unknown) => error as Refusal);
  const answers = await Promise.all([...Array(10).keys()].map((i) => ask(i, i < 5 ? same : id())));
  const written = answers.filter((answer): answer is AnyEvent => !(answer instanceof Error));
  expect(new Set(written.map((event) => event.id)).size).toBe(1);
  for (const answer of answers) if (answer instanceof Refusal) expect(answer.code).toBe("BookedAlready");
  expect(Object.keys((await stateOn(0, roomId)).bookings)).toHaveLength(1);
});

test("two colleagues of the host say yes to two people for one place at once: one has it, and the other waits", async () => {
  const roomId = await aRace(1, "approval");
  const { tariq, tess } = nodes.people;
  const asked = await Promise.all(racers.slice(0, 2).map((who, i) => on(i).act(who, roomId, { id: id(), type: "book", input: {} })));
  await Promise.all(
    [tariq, tess].map((host, i) =>
      on(i).act(host, roomId, { id: id(), type: "approveBooking", input: { bookingId: asked[i]?.body.bookingId } }),
    ),
  );
  const { bookings } = await stateOn(0, roomId);
  expect(
    Object.values(bookings)
      .map(({ status }) => status)
      .sort(),
  ).toEqual(["confirmed", "waitlisted"]);
});

test("the same through the doors, half of them over HTTP on one node and half over sockets on the other: nothing falls over, and everybody reads where they stand", async () => {
  const roomId = await aRace(3);
  const at = { app: nodes.first.app, clock: nodes.clock };
  const people = await Promise.all(racers.map((_, i) => aNewcomer(at, `Racer ${i}`)));
  const clients = await Promise.all(people.map((who, i) => nodes.at(i % 2, who)));
  const answers = await Promise.all(
    clients.map((client, i) => client.call("exchange.book", { roomId, id: id(), input: {} }, i % 2 === 0 ? "http" : "socket")),
  );
  expect(answers.filter((answer) => !answer.ok)).toEqual([]);
  const read = await Promise.all(clients.map((client) => client.call("exchange.mine")));
  const mine = read.map((answer) => (answer as unknown as { data: { mine: { status: string; position?: number } }[] }).data[0]?.mine);
  expect(mine.filter((each) => each?.status === "confirmed")).toHaveLength(3);
  const positions = mine.flatMap((each) => (each?.status === "waitlisted" ? [each.position] : []));
  expect(positions.sort((a = 0, b = 0) => a - b)).toEqual(Array.from({ length: 197 }, (_, i) => i + 1));
  // what each was answered is what they read
  for (const [i, answer] of answers.entries())
    expect((answer as unknown as { data: AnyEvent }).data.type).toBe(
      mine[i]?.status === "confirmed" ? "bookingConfirmed" : "bookingWaitlisted",
    );
});
