import { cardsIn, listsOf, placeFor } from "@linkwork/shared/boards/rules-order.ts";
import { type BoardCommand, type BoardEvent, boardEvents } from "@linkwork/shared/boards/schema.ts";
import { type BoardState, foldBoard, noBoard } from "@linkwork/shared/boards/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { BoardId, EventId, OrgId, PersonId, ProjectId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { boardRoom } from "@linkwork/shared/kernel/room.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { decide } from "../../../apps/server/src/boards/decide.ts";
import { systemActor } from "../../../apps/server/src/kernel/system.ts";

/** An id that is told by its number. */
const id = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, "0")}`;
const orgId = id(1) as OrgId;
const boardId = id(2) as BoardId;
const projectId = id(3) as ProjectId;
const roomId = boardRoom(boardId);
const actor: Actor = { personId: id(9) as PersonId, orgId, orgName: "Practice", sector: "statutory", roles: ["linkWorker"], name: "Rhona" };
const lists = [id(11), id(12), id(13)];
const cards = Array.from({ length: 8 }, (_, i) => id(100 + i));

/** The server, as the kernel has it: one queue, each command decided on the state that the one before it left, and of one id only once. */
function aServer() {
  const log: BoardEvent[] = [];
  let state: BoardState = noBoard;
  const act = (who: Actor, command: BoardCommand, eventId: string): Refusal | undefined => {
    if (log.some((event) => event.id === eventId)) return undefined;
    const decided = decide(state, command, {
      ...{ actor: who, now: "2027-01-01T00:00:00.000Z", id: eventId as EventId, roomId, facts: {} },
      event: (seq) => log[seq - 1],
    });
    if (decided instanceof Refusal) return decided;
    for (const draft of Array.isArray(decided) ? decided : [decided]) {
      const body = boardEvents[draft.type].parse(draft.body);
      const event = {
        ...draft,
        body,
        seq: log.length + 1,
        id: eventId,
        at: "2027-01-01T00:00:00.000Z",
        actor: { personId: who.personId, orgId },
      } as BoardEvent;
      log.push(event);
      state = foldBoard(state, event);
    }
    return undefined;
  };
  const card = (cardId: string) => ({
    cardId,
    listId: lists[0] as string,
    title: "A card",
    description: "",
    items: [],
    due: null,
    labels: [],
  });
  act(
    systemActor,
    {
      type: "openBoard",
      input: {
        ...{ boardId, projectId, title: "Simulated", lists: lists.map((listId) => ({ listId, name: "List", wip: null })), labels: [] },
        cards: cards.map(card),
        standing: {
          heard: 1,
          status: "active",
          owners: [{ orgId, name: "Practice", sector: "statutory", status: "joined", stewards: [] }],
        },
      },
    },
    id(20),
  );
  return { log, act, state: () => state };
}
type Server = ReturnType<typeof aServer>;

type Move = Extract<BoardCommand, { type: "moveCard" | "addCard" | "archiveCard" | "restoreCard" | "removeList" }>;
/** A client as docs/wire.md says: it folds the next number, asks for what it lacks, and shows what it asked for on top, in the order in which it asked. */
function aClient(server: Server) {
  let state = server.state();
  let head = server.log.length;
  let pending: { eventId: string; move: Move }[] = [];
  const fold = (event: BoardEvent): void => {
    state = foldBoard(state, event);
    head = event.seq;
    pending = pending.filter(({ eventId }) => eventId !== event.id);
  };
  const shown = (): BoardState => {
    let now = state;
    for (const { move } of pending) {
      if (move.type !== "moveCard") continue;
      const { cardId, toList, ...beside } = move.input;
      const before = now.cards[cardId];
      if (!before || !now.lists[toList]) continue;
      const { listId, rank } = placeFor(now, cardId, toList, beside);
      now = { ...now, cards: { ...now.cards, [cardId]: { ...before, listId, rank } } };
    }
    return now;
  };
  return {
    ask: (eventId: string, move: Move): void => void pending.push({ eventId, move }),
    refused(eventId: string): void {
      pending = pending.filter((each) => each.eventId !== eventId);
    },
    /** `room.since` */
    catchUp: (): void => server.log.slice(head).forEach(fold),
    hear(frame: readonly BoardEvent[]): void {
      for (const event of frame) {
        if (event.seq <= head) continue;
        if (event.seq > head + 1) this.catchUp();
        else fold(event);
      }
    },
    shown,
    pending: () => pending,
    state: () => state,
  };
}

const orderOf = (state: BoardState): string[][] => listsOf(state).map(({ listId }) => cardsIn(state, listId).map(({ cardId }) => cardId));
const anyCard = fc.constantFrom(...cards);
const anyList = fc.constantFrom(...lists);
const beside = fc.record({ after: anyCard, before: anyCard }, { requiredKeys: [] });
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("move" as const), who: fc.nat(4), cardId: anyCard, toList: anyList, beside }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("add" as const), who: fc.nat(4), toList: anyList, beside }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom("archive" as const, "restore" as const), who: fc.nat(4), cardId: anyCard }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("removeList" as const), who: fc.nat(4), toList: anyList }) },
  // what the network does: a call arrives, late and out of turn, twice, without its answer coming back, or never, and whoever has no answer asks again with the
  // same id; a frame is delivered late, twice, out of turn, or never
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("call" as const),
      how: fc.constantFrom("once" as const, "once" as const, "twice" as const, "unanswered" as const, "lost" as const),
      which: fc.nat(40),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("again" as const), who: fc.nat(4) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constantFrom("deliver" as const, "twice" as const, "drop" as const),
      who: fc.nat(4),
      which: fc.nat(40),
    }),
  },
);

test("B1: five clients, whatever calls and frames are late, lost, doubled or out of turn between them, end with the server's order, and each card is there exactly once", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 120 }), (steps) => {
      const server = aServer();
      const clients = Array.from({ length: 5 }, () => aClient(server));
      const frames: { who: number; frame: BoardEvent[] }[] = [];
      const calls: { who: number; eventId: string; move: Move }[] = [];
      let next = 1000;
      const known = new Set(cards);
      const ask = (who: number, move: Move): void => {
        const eventId = id(next++);
        clients[who]?.ask(eventId, move);
        calls.push({ who, eventId, move });
      };
      const arrive = (at: number, how: "once" | "twice" | "unanswered" | "lost" = "once"): void => {
        const call = calls[at];
        if (!call) return;
        if (how !== "twice") calls.splice(at, 1);
        if (how === "lost") return;
        const before = server.log.length;
        const refusal = server.act(actor, call.move, call.eventId);
        if (refusal && how !== "unanswered") clients[call.who]?.refused(call.eventId);
        const frame = server.log.slice(before);
        if (frame.length > 0) for (const who of clients.keys()) frames.push({ who, frame });
      };
      const again = (who: number): void => void calls.push(...(clients[who]?.pending() ?? []).map((each) => ({ who, ...each })));
      for (const each of steps) {
        if (each.kind === "move") ask(each.who, { type: "moveCard", input: { cardId: each.cardId, toList: each.toList, ...each.beside } });
        else if (each.kind === "add") {
          const cardId = id(5000 + next);
          known.add(cardId);
          ask(each.who, { type: "addCard", input: { cardId, listId: each.toList, title: "New", ...each.beside } });
        } else if (each.kind === "archive") ask(each.who, { type: "archiveCard", input: { cardId: each.cardId } });
        else if (each.kind === "restore") ask(each.who, { type: "restoreCard", input: { cardId: each.cardId } });
        else if (each.kind === "removeList") ask(each.who, { type: "removeList", input: { listId: each.toList } });
        else if (each.kind === "again") again(each.who);
        else if (each.kind === "call") arrive(calls.length === 0 ? 0 : each.which % calls.length, each.how);
        else if ("which" in each) {
          const theirs = frames.map((frame, at) => ({ ...frame, at })).filter(({ who }) => who === each.who);
          const chosen = theirs.length > 0 ? theirs[each.which % theirs.length] : undefined;
          if (!chosen) continue;
          if (each.kind !== "drop") clients[each.who]?.hear(chosen.frame);
          if (each.kind !== "twice") frames.splice(chosen.at, 1);
        }
        // at no moment does anybody see a card twice, or a list with two orders
        for (const client of clients) {
          const seen = orderOf(client.shown()).flat();
          expect(new Set(seen).size).toBe(seen.length);
        }
      }
      while (calls.length > 0) arrive(0);
      for (const who of clients.keys()) again(who);
      while (calls.length > 0) arrive(0);
      for (const client of clients) client.catchUp();
      // however often it was asked, each was done once at the most
      expect(new Set(server.log.map((event) => event.id)).size).toBe(server.log.length);
      const end = server.state();
      for (const client of clients) {
        expect(client.pending()).toEqual([]);
        expect(client.state()).toEqual(end);
        expect(orderOf(client.shown())).toEqual(orderOf(end));
      }
      const lying = orderOf(end).flat();
      const away = Object.values(end.cards).filter(({ archived }) => archived !== null);
      expect(new Set([...lying, ...away.map(({ cardId }) => cardId)]).size).toBe(Object.keys(end.cards).length);
      for (const cardId of cards) expect(end.cards[cardId], cardId).toBeDefined();
      for (const cardId of Object.keys(end.cards)) expect(known.has(cardId)).toBe(true);
    }),
    { numRuns: 150 },
  );
});

test("a list whose ranks have grown too long is numbered anew in the same event, and its order stays", () => {
  const server = aServer();
  const [a = "", b = "", c = ""] = cards;
  let renumbered = 0;
  for (let i = 0; i < 700; i++) {
    // one goes between the other two, again and again: the worst that ranks can meet
    const [moving, after] = i % 2 === 0 ? [c, a] : [b, a];
    expect(
      server.act(actor, { type: "moveCard", input: { cardId: moving, toList: lists[0] as string, after } }, id(9000 + i)),
    ).toBeUndefined();
    const last = server.log.at(-1);
    if (last?.type !== "cardMoved") throw new Error("moved");
    expect(last.body.rank.length).toBeLessThanOrEqual(64);
    if (last.body.renumbered) renumbered++;
    const order = orderOf(server.state())[0] ?? [];
    expect(order.slice(0, 2)).toEqual([a, moving]);
    expect(new Set(order).size).toBe(cards.length);
  }
  expect(renumbered).toBeGreaterThan(0);
});
