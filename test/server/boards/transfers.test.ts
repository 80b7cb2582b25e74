import { listsOf } from "@linkwork/shared/boards/rules-order.ts";
import { type BoardCommand, type BoardEvent, boardEvents } from "@linkwork/shared/boards/schema.ts";
import { type BoardState, foldBoard, noBoard } from "@linkwork/shared/boards/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { BoardId, EventId, OrgId, PersonId, ProjectId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { boardRoom } from "@linkwork/shared/kernel/room.ts";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { decide } from "../../../apps/server/src/boards/decide.ts";
import { boardEffects, hasEffects } from "../../../apps/server/src/boards/effects.ts";
import { derivedId } from "../../../apps/server/src/kernel/decide.ts";
import { systemActor } from "../../../apps/server/src/kernel/system.ts";
import { aBoard, uuid } from "../../kit/boards.ts";
import { createNodes } from "../../kit/nodes.ts";

const id = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, "0")}`;
const orgId = id(1) as OrgId;
const projectId = id(2) as ProjectId;
const boards = [id(3), id(4)] as [BoardId, BoardId];
const actor: Actor = { personId: id(9) as PersonId, orgId, orgName: "Practice", sector: "statutory", roles: ["linkWorker"], name: "Rhona" };
const cards = Array.from({ length: 5 }, (_, i) => id(100 + i));
const at = "2027-01-01T00:00:00.000Z";
type Follow = { target: RoomId; id: string; command: BoardCommand };

/** Two boards of one project, each with its own order, and what follows from one in the other when it gets round to it. */
function twoBoards() {
  const rooms = new Map(
    boards.map((boardId) => [boardRoom(boardId), { state: noBoard as BoardState, log: [] as BoardEvent[], seen: new Set<string>() }]),
  );
  const waiting: Follow[] = [];
  let next = 1000;
  function act(who: Actor, roomId: RoomId, command: BoardCommand, eventId: string): Refusal | undefined {
    const room = rooms.get(roomId);
    if (!room) throw new Error("no such board");
    // the same id again is the same event
    if (room.seen.has(eventId)) return undefined;
    const other = command.type === "sendCard" ? rooms.get(boardRoom(command.input.toBoard))?.state : undefined;
    const decided = decide(room.state, command, {
      ...{ actor: who, now: at, id: eventId as EventId, roomId, facts: other ? { other } : {} },
      event: (seq) => room.log[seq - 1],
    });
    if (decided instanceof Refusal) return decided;
    room.seen.add(eventId);
    for (const draft of Array.isArray(decided) ? decided : [decided]) {
      const body = boardEvents[draft.type].parse(draft.body);
      const event = { ...draft, body, seq: room.log.length + 1, id: eventId, at, actor: { personId: who.personId, orgId } } as BoardEvent;
      room.log.push(event);
      room.state = foldBoard(room.state, event);
      if (!hasEffects(event)) continue;
      for (const effect of boardEffects(event, room.state, roomId))
        if ("target" in effect)
          waiting.push({
            target: effect.target,
            id: derivedId(eventId, effect.target, effect.type),
            command: { type: effect.type, input: effect.input } as BoardCommand,
          });
    }
    return undefined;
  }
  const state = (which: number): BoardState => rooms.get(boardRoom(boards[which] as BoardId))?.state ?? noBoard;
  const ask = (which: number, command: BoardCommand): Refusal | undefined =>
    act(actor, boardRoom(boards[which] as BoardId), command, id(next++));
  for (const [which, boardId] of boards.entries())
    act(
      systemActor,
      boardRoom(boardId),
      {
        type: "openBoard",
        input: {
          ...{ boardId, projectId, title: "One of two", labels: [] },
          lists: [0, 1].map((n) => ({ listId: id(20 + 2 * which + n), name: "List", wip: null })),
          cards:
            which === 0
              ? cards.map((cardId) => ({
                  cardId,
                  listId: id(20),
                  title: `Card ${cardId}`,
                  description: "Words",
                  items: [],
                  due: null,
                  labels: [],
                }))
              : [],
          standing: {
            heard: 1,
            status: "active",
            owners: [{ orgId, name: "Practice", sector: "statutory", status: "joined", stewards: [] }],
          },
        },
      },
      id(30 + which),
    );
  return {
    ...{ state, ask, waiting },
    /** Something that follows is done; a node that died had done it already, and it is done once more. */
    follow(which: number, again: boolean): void {
      const [effect] = again ? waiting.slice(which, which + 1) : waiting.splice(which, 1);
      if (effect) act(systemActor, effect.target, effect.command, effect.id);
    },
  };
}

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("send" as const), which: fc.nat(1), card: fc.nat(4), list: fc.nat(1) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("move" as const), which: fc.nat(1), card: fc.nat(4), list: fc.nat(1) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom("archive" as const, "restore" as const), which: fc.nat(1), card: fc.nat(4) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("removeList" as const), which: fc.nat(1), list: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("addList" as const), which: fc.nat(1), list: fc.nat(1) }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("follow" as const), which: fc.nat(20), again: fc.boolean() }) },
);
const listIn = (which: number, list: number): string => id(20 + 2 * which + list);

test("B2: two boards, whatever is sent, refused, done late or done twice: at each moment a card is on at most one, and on its way if it is on none; in the end each is on one", () => {
  let returned = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 80 }), (steps) => {
      const world = twoBoards();
      const check = (): void => {
        for (const cardId of cards) {
          const lies = [0, 1].filter((which) => world.state(which).cards[cardId]);
          const onTheirWay = [0, 1].filter((which) => world.state(which).sent[cardId]?.arrived === false);
          expect(lies.length, "on two boards").toBeLessThanOrEqual(1);
          if (lies.length === 0) expect(onTheirWay.length, "lost").toBeGreaterThanOrEqual(1);
        }
      };
      for (const each of steps) {
        if (each.kind === "follow") world.follow(world.waiting.length === 0 ? 0 : each.which % world.waiting.length, each.again);
        else if (each.kind === "removeList")
          world.ask(each.which, { type: "removeList", input: { listId: listIn(each.which, each.list) } });
        else if (each.kind === "addList")
          world.ask(each.which, { type: "addList", input: { listId: listIn(each.which, each.list), name: "Again", wip: null } });
        else {
          const cardId = cards[each.card] as string;
          if (each.kind === "send") {
            const other = 1 - each.which;
            world.ask(each.which, {
              type: "sendCard",
              input: { cardId, toBoard: boards[other] as BoardId, toList: listIn(other, each.list) },
            });
          } else if (each.kind === "move")
            world.ask(each.which, { type: "moveCard", input: { cardId, toList: listIn(each.which, each.list) } });
          else world.ask(each.which, { type: each.kind === "archive" ? "archiveCard" : "restoreCard", input: { cardId } });
        }
        check();
      }
      while (world.waiting.length > 0) {
        world.follow(0, true);
        world.follow(0, false);
        check();
      }
      for (const cardId of cards) {
        const [on, ...more] = [0, 1].flatMap((which) => world.state(which).cards[cardId] ?? []);
        expect(more).toEqual([]);
        expect(on).toMatchObject({ title: { value: `Card ${cardId}` }, description: { value: "Words" } });
        for (const which of [0, 1]) expect(world.state(which).sent[cardId]?.arrived ?? true).toBe(true);
      }
      for (const which of [0, 1]) {
        const state = world.state(which);
        const length = Object.values(state.cards).reduce((sum, { description }) => sum + description.value.length, 0);
        expect(state.written).toBe(length);
        if (listsOf(state).length === 0) returned++;
      }
    }),
    { numRuns: 150 },
  );
  // a board without a list turns cards away: that was among what was tried
  expect(returned).toBeGreaterThan(0);
});

describe("on nodes that die", () => {
  const stops: (() => Promise<void>)[] = [];
  afterAll(async () => {
    for (const stop of stops) await stop();
  });

  test.each([0, 1, 3, 6, 12])(
    "B2: a node is killed %d ms after a card was sent: the other one finishes it, and the card is on one board",
    async (ms) => {
      const world = await createNodes(2);
      stops.push(world.stop);
      const [dies, stays] = world.nodes;
      if (!dies || !stays) throw new Error("two nodes");
      const of = (app: typeof stays.app) => ({ app, clock: world.clock, people: world.people, orgs: world.orgs });
      const project = { projectId: uuid<ProjectId>() };
      const here = await aBoard(of(dies.app), project);
      const there = await aBoard(of(dies.app), { ...project, title: "Walks" });
      const cardId = here.cards.room;
      const sent = here
        .act(world.people.rhona, "sendCard", { cardId, toBoard: there.boardId, toList: there.lists.doing })
        .catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, ms));
      await dies.kill();
      await sent;
      await stays.app.effects.sweep();
      await stays.app.effects.sweep();
      await stays.app.effects.settled();
      const [a, b] = await Promise.all([here.roomId, there.roomId].map((room) => stays.app.rooms.ask<BoardState>(room)));
      expect([a?.cards[cardId], b?.cards[cardId]].filter((card) => card !== undefined)).toHaveLength(1);
      expect(a?.sent[cardId]?.arrived ?? true).toBe(true);
      // whatever had become durable is done
      expect(Object.hasOwn(a?.sent ?? {}, cardId)).toBe(b?.cards[cardId] !== undefined);
    },
  );
});
