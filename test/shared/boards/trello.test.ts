import { Label, NewCard, NewList } from "@linkwork/shared/boards/schema.ts";
import { fromTrello } from "@linkwork/shared/boards/trello.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { jsonBodies, missing, naughtyStrings } from "../../server/doors/corpora.ts";

const file = {
  name: "Befriending",
  lists: [
    { id: "l2", name: "Doing", closed: false, pos: 2 },
    { id: "l1", name: "To do\nnow", closed: false, pos: 1 },
    { id: "l3", name: "Old", closed: true, pos: 3 },
  ],
  labels: [
    { id: "m1", name: "", color: "red" },
    { id: "m2", name: "Money", color: "sky_dark" },
  ],
  cards: [
    {
      id: "c1",
      name: "Find a room",
      desc: "No steps.",
      idList: "l1",
      idLabels: ["m1", "m1", "gone"],
      due: "2027-03-28T23:30:00.000Z",
      pos: 2,
    },
    { id: "c2", name: "Ask around", desc: "", idList: "l1", idLabels: [], due: null, pos: 1 },
    { id: "c3", name: "Done long ago", idList: "l1", closed: true },
    { id: "c4", name: "In an old list", idList: "l3" },
    { id: "c5", name: " ", idList: "l1" },
  ],
  checklists: [
    {
      id: "k",
      idCard: "c1",
      checkItems: [
        { id: "i2", name: "Book it", state: "incomplete", pos: 2 },
        { id: "i1", name: "Look at it", state: "complete", pos: 1 },
      ],
    },
  ],
};
const Whole = z.strictObject({
  lists: z.array(NewList).max(30),
  labels: z.array(Label).max(50),
  cards: z.array(NewCard).max(2_000),
  on: z.strictObject({ items: z.int(), comments: z.int(), attached: z.int(), withPeople: z.int() }),
  skipped: z.array(z.unknown()),
});

test("a file of Trello: lists and cards in their order, labels by their colours, what is to tick off, and the day in London", () => {
  const { lists, labels, cards } = fromTrello(file);
  expect(lists.map(({ name }) => name)).toEqual(["To do now", "Doing"]);
  expect(labels.map(({ name, tone }) => [name, tone])).toEqual([
    ["red", "stop"],
    ["Money", "plain"],
  ]);
  expect(
    cards.map(({ title, due, items, labels: marks }) => [title, due, items.map(({ text, done }) => [text, done]), marks.length]),
  ).toEqual([
    ["Ask around", null, [], 0],
    [
      "Find a room",
      "2027-03-29",
      [
        ["Look at it", true],
        ["Book it", false],
      ],
      1,
    ],
  ]);
});

test("what stays behind is said, with why", () => {
  // what has no place in Trello's order comes last, as the file has it
  expect(fromTrello(file).skipped).toEqual([
    { what: "Old", why: "archived" },
    { what: "Done long ago", why: "archived" },
    { what: "In an old list", why: "noList" },
    { what: "", why: "noTitle" },
  ]);
});

test("what was said on a card and attached to it comes as words below its description, with name and day; who was on it is counted, and doesn't come", () => {
  const comment = (id: string, date: string, text: string, by?: string) => ({
    ...{ type: "commentCard", date, data: { text, card: { id } } },
    ...(by ? { memberCreator: { fullName: by } } : {}),
  });
  const actions = [
    comment("c1", "2026-03-02T10:00:00.000Z", "It shuts\nat five.", "Tariq A."),
    comment("c1", "2026-03-01T10:00:00.000Z", "The library is warm."),
    { type: "updateCard", date: "2026-03-01T10:00:00.000Z", data: { text: "no comment", card: { id: "c1" } } },
  ];
  const cards = [
    {
      ...file.cards[0],
      idMembers: ["m"],
      attachments: [
        { name: "Plan", url: "https://trello.com/plan.pdf" },
        { name: "Bad", url: "javascript:alert(1)" },
      ],
    },
  ];
  const found = fromTrello({ ...file, cards, actions });
  expect(found.cards[0]?.description.split("\n")).toEqual([
    "No steps.",
    "",
    "## What was attached in Trello",
    "- Plan https://trello.com/plan.pdf",
    "",
    "## What was said in Trello",
    "- **Somebody, 01/03/2026:** The library is warm.",
    "- **Tariq A., 02/03/2026:** It shuts at five.",
  ]);
  expect(found.on).toEqual({ items: 2, comments: 2, attached: 1, withPeople: 1 });
  expect(found.skipped).toContainEqual({ what: "Find a room", why: "notSafe" });
  // as far as there is room, and it is said where there is none
  const long = fromTrello({ ...file, cards, actions: [...actions, comment("c1", "2026-03-03T10:00:00.000Z", "a".repeat(7_900))] });
  expect(long.on.comments).toBe(2);
  expect(long.skipped).toContainEqual({ what: "Find a room", why: "notAllSaid" });
});

test("of several checklists on one card each point says of which it was", () => {
  const second = { id: "k2", idCard: "c1", name: "Day", checkItems: [{ id: "i3", name: "Open up", state: "incomplete" }] };
  const [first] = file.checklists;
  const found = fromTrello({ ...file, checklists: [{ ...first, name: "Before" }, second] });
  expect(found.cards.find(({ title }) => title === "Find a room")?.items.map(({ text }) => text)).toEqual([
    "Before: Look at it",
    "Before: Book it",
    "Day: Open up",
  ]);
});

test("whatever is cut or left out of a card is said: a long point, the long name of a list or a label, an address that can't be kept whole", () => {
  const why = (change: object) => fromTrello({ ...file, cards: file.cards.slice(0, 1), lists: file.lists.slice(0, 2), ...change }).skipped;
  expect(why({})).toEqual([]);
  const [checklist] = file.checklists;
  const point = (name: string) => ({ checklists: [{ ...checklist, checkItems: [{ id: "i", name, state: "incomplete" }] }] });
  expect(why(point(`${"a".repeat(200)}\n`))).toEqual([]);
  expect(why(point("a".repeat(201)))).toEqual([{ what: "Find a room", why: "shortened" }]);
  expect(why({ labels: [{ id: "m1", name: "b".repeat(41), color: "red" }] })).toEqual([{ what: "b".repeat(40), why: "shortened" }]);
  const [list] = file.lists;
  expect(why({ lists: [{ ...list, name: "c".repeat(61) }, file.lists[1]] })).toEqual([{ what: "c".repeat(60), why: "shortened" }]);
  for (const [url, says] of [
    ["https://hall.org/plan.pdf", []],
    ["http://hall.org/plan.pdf", [{ what: "Find a room", why: "notSafe" }]],
    [`https://hall.org/${"d".repeat(500)}`, [{ what: "Find a room", why: "notSafe" }]],
  ] as const)
    expect(why({ cards: [{ ...file.cards[0], attachments: [{ name: "Plan", url }] }] })).toEqual(says);
});

test("the same file gives the same ids, so that bringing it in again changes nothing; another board's are others", () => {
  expect(fromTrello(file, "a")).toEqual(fromTrello(structuredClone(file), "a"));
  const ids = (into: string) => fromTrello(file, into).cards.map(({ cardId }) => cardId);
  expect(ids("a").some((id) => ids("b").includes(id))).toBe(false);
});

test("of 2,500 cards a board takes 2,000, and the others are said", () => {
  const cards = Array.from({ length: 2_500 }, (_, i) => ({ id: `c${i}`, name: `Card ${i}`, idList: "l1" }));
  const found = fromTrello({ ...file, cards });
  expect(found.cards).toHaveLength(2_000);
  expect(found.skipped.filter(({ why }) => why === "tooMany")).toHaveLength(500);
  expect(new Set(found.cards.map(({ cardId }) => cardId)).size).toBe(2_000);
});

test("any JSON at all is answered, and what comes of it fits a board", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      Whole.parse(fromTrello(value));
    }),
    { numRuns: 60 },
  );
  const loose = fc.record(
    {
      lists: fc.array(
        fc.oneof(
          fc.jsonValue(),
          fc.record(
            { id: fc.string(), name: fc.string({ unit: "binary" }), closed: fc.jsonValue(), pos: fc.jsonValue() },
            { requiredKeys: [] },
          ),
        ),
      ),
      labels: fc.oneof(
        fc.jsonValue(),
        fc.array(fc.record({ id: fc.string(), name: fc.string({ unit: "binary" }), color: fc.jsonValue() })),
      ),
      cards: fc.array(
        fc.oneof(
          fc.jsonValue(),
          fc.record({
            id: fc.string(),
            name: fc.string({ unit: "binary", maxLength: 300 }),
            desc: fc.string({ unit: "binary" }),
            idList: fc.string(),
            idLabels: fc.jsonValue(),
            due: fc.oneof(
              fc.string(),
              fc.date({ noInvalidDate: true }).map((d) => d.toISOString()),
            ),
          }),
        ),
      ),
      checklists: fc.jsonValue(),
    },
    { requiredKeys: ["lists", "cards"] },
  );
  fc.assert(
    fc.property(loose, (value) => void Whole.parse(fromTrello(value))),
    { numRuns: 60 },
  );
});

test.skipIf(missing())(`bad JSON and bad strings of the corpora are answered too${missing() ? ` (${missing()})` : ""}`, () => {
  for (const { body } of jsonBodies()) {
    let value: unknown;
    try {
      value = JSON.parse(body.toString("utf8"));
    } catch {
      continue;
    }
    Whole.parse(fromTrello(value));
  }
  for (const name of naughtyStrings())
    Whole.parse(
      fromTrello({
        lists: [{ id: "l1", name }],
        labels: [{ id: name, name }],
        cards: [{ id: name, name, desc: name, idList: "l1", due: name }],
      }),
    );
});
