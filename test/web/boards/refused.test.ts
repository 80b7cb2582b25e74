import { noBoard } from "@linkwork/shared/boards/state.ts";
import { describe, expect, test } from "vitest";
import { saidIn, standingOver } from "../../../apps/web/src/boards/refused.ts";

const by = { orgId: "o", personId: "p" } as never;
const wrote = <T>(value: T, rev: number) => ({ value, rev, by, at: "2027-01-11T10:00:00.000Z" });
const card = {
  cardId: "c",
  title: wrote("Ask the hall", 7),
  description: wrote("By Friday", 8),
  due: wrote("2027-03-05", 9),
  items: [{ itemId: "i", text: "Ring them", done: false }],
  others: [] as object[],
};
const board = {
  ...noBoard,
  title: wrote("Walks", 12),
  lists: { l: { listId: "l", name: "Doing", wip: 4, rank: "a0" } },
  labels: { t: { labelId: "t", name: "Money", tone: "clear" } },
  cards: { c: card },
} as never;
const on = { cardId: "c" };

describe("what was refused on a board", () => {
  test("shows what its author wrote or chose: also a day, that there is none, a number, and where something leads", () => {
    const web = { kind: "web", url: "https://hall.org/book", title: "The hall" };
    for (const [type, input, says] of [
      ["setDue", { due: "2027-03-12" }, "12 March 2027"],
      ["setDue", { due: null }, "no day"],
      ["setWip", { wip: 3 }, "3"],
      ["setWip", { wip: null }, "no limit"],
      ["link", { to: web }, "The hall: https://hall.org/book"],
      ["link", { to: { kind: "gap", gapId: "g", title: "No bus" } }, "No bus"],
      ["comment", { text: "They rang." }, "They rang."],
      ["describeCard", { description: "By Monday" }, "By Monday"],
      ["renameList", { name: "Later" }, "Later"],
      ["moveCard", { toList: "l" }, ""],
    ] as const)
      expect(saidIn({ type, input: { ...on, ...input } }), type).toContain(says);
  });

  test("shows what stands there now, and asked once more takes that for read", () => {
    for (const [type, input, says, read] of [
      ["setDue", { ...on, due: null, rev: 1 }, "5 March 2027", { rev: 9 }],
      ["titleCard", { ...on, title: "x", rev: 1 }, "Ask the hall", { rev: 7 }],
      ["describeCard", { ...on, description: "x", rev: 1 }, "By Friday", { rev: 8 }],
      ["rewordItem", { ...on, itemId: "i", text: "x", was: "y" }, "Ring them", { was: "Ring them" }],
      ["nameBoard", { title: "x", rev: 1 }, "Walks", { rev: 12 }],
      ["renameList", { listId: "l", name: "x", was: "y" }, "Doing", { was: "Doing" }],
      ["setWip", { listId: "l", wip: 3, was: 2 }, "4", { was: 4 }],
      ["changeLabel", { labelId: "t", name: "x", tone: "warm" }, "Money", { was: { name: "Money", tone: "clear" } }],
    ] as const) {
      const standing = standingOver(board, { type, input });
      expect(standing?.says, type).toContain(says);
      expect(standing?.read, type).toEqual(read);
    }
    expect(standingOver(board, { type: "setDue", input: { cardId: "gone", due: null, rev: 1 } })).toBeUndefined();
    expect(standingOver(board, { type: "comment", input: { ...on, text: "x" } })).toBeUndefined();
  });

  test("takes nothing for read where other texts stand beside it: they would be gone unread", () => {
    const others = [{ field: "description", ...wrote("By Tuesday", 6) }];
    const two = { ...(board as object), cards: { c: { ...card, others } } } as never;
    expect(standingOver(two, { type: "describeCard", input: { ...on, description: "x", rev: 1 } })).toMatchObject({ read: null });
    expect(standingOver(two, { type: "titleCard", input: { ...on, title: "x", rev: 1 } })).toMatchObject({ read: { rev: 7 } });
  });
});
