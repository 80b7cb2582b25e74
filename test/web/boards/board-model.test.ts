import { cardsIn, listsOf, placeFor } from "@linkwork/shared/boards/rules-order.ts";
import type { BoardEvent } from "@linkwork/shared/boards/schema.ts";
import { type BoardState, foldBoard, noBoard } from "@linkwork/shared/boards/state.ts";
import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import type { EventId, OrgId, PersonId } from "@linkwork/shared/kernel/ids.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Asked, type Author, shownOf } from "../../../apps/web/src/boards/board-model.ts";
import { emptyLog, takeEvents, takePage } from "../../../apps/web/src/kernel/room-log.ts";

const rhona = { personId: "rhona" as PersonId, orgId: "practice" as OrgId };
const tariq = { personId: "tariq" as PersonId, orgId: "food" as OrgId };
const author: Author = { actor: rhona, nameOf: ({ personId }) => personId ?? "whoever is there" };
const lists = ["todo", "doing", "done"];
const cards = ["a", "b", "c", "d", "e", "f"];

const event = (seq: number, type: BoardEvent["type"], body: object, actor = rhona, id = `e${seq}`): BoardEvent =>
  ({ seq, id: id as EventId, type, at: "2026-11-30T09:00:00.000Z", actor, body }) as unknown as BoardEvent;

const started: BoardState = [
  ...lists.map((listId, i) => event(i + 1, "listAdded", { listId, name: listId, wip: null, rank: `a${i}` })),
  ...cards.map((cardId, i) => event(i + 10, "cardAdded", { cardId, title: cardId, listId: lists[i % 3], rank: `a${i}` })),
].reduce(foldBoard, { ...noBoard, status: "open" as const, standing: "active" as const });

type Move = { cardId: string; toList: string; after?: string; before?: string; mine: boolean };
const move = fc.record(
  {
    cardId: fc.constantFrom(...cards),
    toList: fc.constantFrom(...lists),
    after: fc.constantFrom(...cards),
    before: fc.constantFrom(...cards),
    mine: fc.boolean(),
  },
  { requiredKeys: ["cardId", "toList", "mine"] },
) as fc.Arbitrary<Move>;

const order = (state: BoardState): string[][] => listsOf(state).map(({ listId }) => cardsIn(state, listId).map(({ cardId }) => cardId));
/** What the server makes of moves, one after the other. */
function log(moves: readonly Move[]): { events: BoardEvent[]; states: BoardState[] } {
  const events: BoardEvent[] = [];
  const states = [started];
  moves.forEach(({ cardId, toList, after, before, mine }, i) => {
    const state = states.at(-1) ?? started;
    const body = { cardId, from: state.cards[cardId]?.listId, ...placeFor(state, cardId, toList, { after, before }) };
    const happened = event(100 + i, "cardMoved", body, mine ? rhona : tariq, `m${i}`);
    events.push(happened);
    states.push(foldBoard(state, happened));
  });
  return { events, states };
}
const asked = (moves: readonly Move[]): (Asked & { mine: boolean })[] =>
  moves.map(({ mine, ...input }, i) => ({ id: `m${i}`, type: "moveCard", input, queuedAt: "2026-11-30T09:00:00.000Z", mine }));

describe("what is shown of a board before the server has answered", () => {
  test("my moves alone look at once as the server will have them, however many are still on their way", () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 30 }), fc.nat(30), (moves, done) => {
        const { states } = log(moves);
        const waits = asked(moves).slice(done);
        const { board } = shownOf(states[Math.min(done, moves.length)] ?? started, waits, author);
        expect(order(board)).toEqual(order(states.at(-1) ?? started));
      }),
    );
  });

  test("with echoes in any order and any number of times, what is shown in the end is the server's order, and every card is there once at each step", () => {
    fc.assert(
      fc.property(
        fc.array(move, { maxLength: 25 }).chain((moves) =>
          fc.record({
            moves: fc.constant(moves),
            heard: fc.shuffledSubarray([...moves.keys()], { minLength: moves.length }),
            twice: fc.array(fc.nat(Math.max(0, moves.length - 1)), { maxLength: 5 }),
          }),
        ),
        ({ moves, heard, twice }) => {
          const { events, states } = log(moves);
          const page = { events: [], state: started, head: 99, through: 99, from: 1 } as unknown as Parameters<typeof takePage>[1];
          const first = takePage(emptyLog, page, null, foldBoard as never);
          if (first === "stale") throw new Error("a first page is never stale");
          let held = first as typeof emptyLog;
          for (const i of [...heard, ...twice].filter((i) => events[i])) {
            held = takeEvents(held, [events[i] as unknown as AnyEvent], foldBoard as never);
            const known = new Set<string>(held.events.map(({ id }) => id));
            const waits = asked(moves).filter(({ id, mine }) => mine && !known.has(id));
            const { board } = shownOf(held.state as unknown as BoardState, waits, author);
            expect(order(board).flat().sort()).toEqual(cards);
          }
          expect(order((held.state ?? started) as BoardState)).toEqual(order(states.at(-1) ?? started));
        },
      ),
    );
  });

  test("what can't be done any more changes nothing, and the card stays where everybody sees it", () => {
    const gone = foldBoard(started, event(100, "listRemoved", { listId: "done" }));
    const waits = asked([{ cardId: "a", toList: "done", mine: true }]);
    expect(shownOf(gone, waits, author).board).toBe(gone);
  });

  test("a card that I added offline can be filled, moved and put away before anybody else has seen it", () => {
    const at = "2026-11-30T09:00:00.000Z";
    const waits: Asked[] = [
      { id: "1", type: "addCard", input: { cardId: "new", listId: "todo", title: "Ask about chairs" }, queuedAt: at },
      { id: "2", type: "describeCard", input: { cardId: "new", description: "Forty.", rev: 0 }, queuedAt: at },
      { id: "3", type: "assign", input: { cardId: "new", orgId: "food", personId: null }, queuedAt: at },
      { id: "4", type: "moveCard", input: { cardId: "new", toList: "doing", before: "b" }, queuedAt: at },
    ];
    const { board, waiting } = shownOf(started, waits, author);
    expect(cardsIn(board, "doing").map(({ cardId }) => cardId)).toEqual(["new", "b", "e"]);
    expect(board.cards.new).toMatchObject({ description: { value: "Forty." }, assignees: [{ name: "whoever is there" }], others: [] });
    expect([...waiting]).toEqual(["new"]);
  });

  test("lists, labels, the board's name and a card that is sent bear the mark too, until the server has them", () => {
    const waits = [
      ["addList", { listId: "later", name: "Later", wip: null }],
      ["renameList", { listId: "todo", name: "To be done" }],
      ["addLabel", { labelId: "place", name: "Place", tone: "plain" }],
      ["nameBoard", { title: "Walks", rev: 0 }],
      ["sendCard", { cardId: "a", toBoard: "other", toList: "there" }],
    ].map(([type, input], i) => ({ id: `w${i}`, type, input, queuedAt: "2026-11-30T09:00:00.000Z" })) as Asked[];
    const { board, waiting } = shownOf(started, waits, author);
    expect([...waiting].sort()).toEqual(["a", "board", "later", "place", "todo"]);
    // it stays where it is until it has gone
    expect(board.cards.a).toBeDefined();
    expect([...shownOf(started, [], author).waiting]).toEqual([]);
  });

  test("a text that somebody else changed meanwhile stays beside mine before it is shared, too", () => {
    const theirs = foldBoard(started, event(100, "cardDescribed", { cardId: "a", description: "Ten pairs." }, tariq));
    const waits: Asked[] = [
      { id: "1", type: "describeCard", input: { cardId: "a", description: "Twelve pairs.", rev: 0 }, queuedAt: "2026-11-30T09:00:00.000Z" },
    ];
    const card = shownOf(theirs, waits, author).board.cards.a;
    expect(card?.description.value).toBe("Twelve pairs.");
    expect(card?.others.map(({ value }) => value)).toEqual(["Ten pairs."]);
  });
});
