import { cardsIn, placeFor } from "@linkwork/shared/boards/rules-order.ts";
import type { Card } from "@linkwork/shared/boards/state.ts";
import { noBoard } from "@linkwork/shared/boards/state.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { besideOf, columnsOf, type Finding, findAll, fits, looksForAll } from "../../../apps/web/src/boards/filters.ts";

const nothing = { value: "", rev: 0, by: null, at: "" };
const cardOf = (cardId: string, more: Partial<Card> = {}): Card => ({
  ...{ cardId, listId: "todo", rank: "a0", title: { ...nothing, value: cardId }, description: nothing, others: [] },
  ...{ due: { ...nothing, value: null }, labels: [], assignees: [], items: [], links: [], files: [], comments: [] },
  ...{ archived: null, from: null, changedAt: "2026-11-30T09:00:00.000Z", sinceAt: "2026-11-30T09:00:00.000Z" },
  ...more,
});
const who = (orgId: string, personId: string | null, name: string) => ({ orgId, personId, name }) as Card["assignees"][number];
const labels = { l1: { labelId: "l1", name: "Needs a room", tone: "wait" as const } };
const at = { me: { orgId: "practice", personId: "rhona" }, today: "2026-11-30", labels };
const found = (card: Card, finding: Partial<Finding>): boolean => fits(card, { ...findAll, ...finding }, at);

describe("looking for cards", () => {
  test("words are found in the title, what it says, its points, labels, links and names, in any order and letters", () => {
    const card = cardOf("Two drivers", {
      description: { ...nothing, value: "for THURSDAYS" },
      items: [{ itemId: "i", text: "ring the church", done: false }],
      labels: ["l1"],
      assignees: [who("food", "tariq", "Tariq Ansari")],
    });
    for (const words of ["drivers", "thursdays two", "church", "room needs", "ansari", "  "]) expect(found(card, { words })).toBe(true);
    expect(found(card, { words: "drivers fridays" })).toBe(false);
  });

  test("whose turn: mine is mine alone, an organisation's is anybody's there, and nobody's is what nobody has", () => {
    const mine = cardOf("a", { assignees: [who("practice", "rhona", "Rhona MacLeod")] });
    const inbox = cardOf("b", { assignees: [who("practice", null, "Southside Practice")] });
    const free = cardOf("c");
    const which = (whose: string) => [mine, inbox, free].filter((card) => found(card, { whose })).map(({ cardId }) => cardId);
    expect([which("me"), which("practice"), which("nobody"), which("food"), which("")]).toEqual([
      ["a"],
      ["a", "b"],
      ["c"],
      [],
      ["a", "b", "c"],
    ]);
  });

  test("by when: over ends yesterday, the week begins today and has seven days more", () => {
    const days = ["2026-11-29", "2026-11-30", "2026-12-07", "2026-12-08", null];
    const which = (due: Finding["due"]) => days.filter((value) => found(cardOf("x", { due: { ...nothing, value } }), { due }));
    expect([which("over"), which("week"), which("none")]).toEqual([["2026-11-29"], ["2026-11-30", "2026-12-07"], [null]]);
  });

  test("what is hidden is counted, each list keeps its own number, and blanks look for all", () => {
    const cards = { a: cardOf("a"), b: cardOf("b", { rank: "a1" }), gone: cardOf("gone", { archived: "2026-11-30T09:00:00.000Z" }) };
    const board = { ...noBoard, cards, lists: { todo: { listId: "todo", name: "To do", wip: null, rank: "a0" } } };
    const { columns, hidden } = columnsOf(board, ({ cardId }) => cardId === "b");
    expect(columns).toMatchObject([{ all: 2, cards: [{ cardId: "b" }] }]);
    expect(hidden).toBe(1);
    expect([looksForAll({ ...findAll, words: "  " }), looksForAll({ ...findAll, due: "none" })]).toEqual([true, false]);
  });

  test("a card that is dropped between two lies between them, also where cards between them are hidden", () => {
    const ids = ["a", "b", "c", "d", "e"];
    const board = { ...noBoard, cards: Object.fromEntries(ids.map((id, i) => [id, cardOf(id, { rank: `a${i}` })])) };
    const where = fc.oneof(
      fc.constantFrom("top" as const, "end" as const),
      fc.constantFrom(...ids).map((before) => ({ before })),
      fc.constantFrom(...ids).map((after) => ({ after })),
    );
    fc.assert(
      fc.property(fc.constantFrom(...ids), where, (cardId, to) => {
        fc.pre(typeof to === "string" || !Object.values(to).includes(cardId));
        const { rank } = placeFor(board, cardId, "todo", besideOf(board, { cardId, listId: "todo", at: to }));
        const moved = { ...board, cards: { ...board.cards, [cardId]: cardOf(cardId, { rank }) } };
        const order = cardsIn(moved, "todo").map((card) => card.cardId);
        const lies = order.indexOf(cardId);
        if (to === "top") expect(lies).toBe(0);
        else if (to === "end") expect(lies).toBe(4);
        else if ("before" in to) expect(order[lies + 1]).toBe(to.before);
        else expect(order[lies - 1]).toBe(to.after);
      }),
    );
  });
});
