import { type BoardEvent, boardEvents } from "@linkwork/shared/boards/schema.ts";
import { noBoard } from "@linkwork/shared/boards/state.ts";
import { happened, happenedOn } from "@linkwork/shared/boards/words-happened.ts";
import { expect, test } from "vitest";

const nothing = { value: "", rev: 0, by: null, at: "" };
const card = {
  ...{ cardId: "c", listId: "l", rank: "a0", title: { ...nothing, value: "Find it" }, description: nothing, others: [] },
  ...{ due: { ...nothing, value: null }, labels: [], assignees: [], items: [], links: [], files: [], comments: [] },
  ...{ archived: null, from: null, changedAt: "", sinceAt: "" },
};
const known = { ...noBoard, cards: { c: card }, lists: { l: { listId: "l", name: "Doing", wip: null, rank: "a0" } } };
const body = {
  ...{
    cardId: "c",
    listId: "l",
    labelId: "x",
    before: null,
    due: "2026-12-02",
    on: true,
    done: true,
    text: "ring it",
    title: "Find it now",
  },
  ...{ to: { title: "Buses", personId: null, name: "Food Hub" }, name: "Ideas", wip: 3, cards: [], over: 4 },
};
/** One of each, with what it carries and nothing else. */
const all = Object.entries(boardEvents).map(([type, { shape }]) => {
  const carried = Object.fromEntries(Object.entries(body).filter(([key]) => key in shape));
  return { seq: 9, id: "e", type, at: "", actor: {}, body: carried } as unknown as BoardEvent;
});

test("what happened to a card names the card once, in a sentence without gaps, and says nothing of what only the house knows", () => {
  const lines = all.flatMap((event) => happened(event, known) ?? []);
  expect(lines.length).toBeGreaterThan(25);
  for (const line of lines) expect(line).not.toMatch(/undefined|null|\[object/);
  const ofCards = all.filter((event) => "cardId" in event.body).flatMap((event) => happened(event, known) ?? []);
  expect(ofCards.length).toBeGreaterThan(18);
  for (const line of ofCards) expect(line.match(/“Find it”|a card /g), line).toHaveLength(1);
  expect(happened(all.find(({ type }) => type === "cardMoved") as BoardEvent, known)).toBe("moved “Find it” to “Doing”");
  expect(happenedOn(all.find(({ type }) => type === "cardMoved") as BoardEvent, known)).toBe("moved it to “Doing”");
  expect(happened(all.find(({ type }) => type === "itemTicked") as BoardEvent, known)).toBe("ticked a point off, on “Find it”");
  expect(happened(all.find(({ type }) => type === "commented") as BoardEvent, known)).toBe("commented on “Find it”");
  expect(happenedOn(all.find(({ type }) => type === "commented") as BoardEvent, known)).toBe("commented");
});

/** How the project stands is told in the project; a file is told once it is on a card; what a board hears of another one is told there; and of what was deleted nobody reads. */
const silent = ["projectFollowed", "boardDeleted", "fileAdded", "fileChecked", "cardTurnedAway", "cardArrived"];
test("everything that people do on a board has a line, and whatever has none is one of these", () => {
  expect(all.filter((event) => happened(event, known) === undefined).map(({ type }) => type)).toEqual(silent);
});
