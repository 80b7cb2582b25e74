import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import { describe, expect, it } from "vitest";
import { inTopic, itemsOf, seenUnder, withDays } from "../../../apps/web/src/cases/thread-model.ts";

const me = { personId: "p1", orgId: "o1" };
const event = (seq: number, type: string, body: object, actor = me, at = `2026-09-14T10:${String(seq).padStart(2, "0")}:00.000Z`) =>
  ({ seq, id: `e${seq}`, type, at, actor, body }) as unknown as CaseEvent;

describe("itemsOf", () => {
  it("an edit changes the words, keeps the versions and adds no line", () => {
    const items = itemsOf([event(1, "messagePosted", { text: "one" }), event(2, "messageEdited", { messageSeq: 1, text: "two" })]);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      kind: "said",
      text: "two",
      versions: [
        { seq: 1, text: "one" },
        { seq: 2, text: "two" },
      ],
    });
  });

  it("that a place has followed the conversation is no line, and begins no day", () => {
    const followed = event(2, "sharingFollowed", { through: 7 }, me, "2026-09-16T10:00:00.000Z");
    expect(withDays(itemsOf([event(1, "messagePosted", { text: "one" }), followed])).map((line) => line.kind)).toEqual(["day", "said"]);
  });

  it("a reaction is set once a person, and taken back", () => {
    const set = (seq: number, on: boolean, personId: string) =>
      event(seq, "reactionSet", { messageSeq: 1, reaction: "🙏", on }, { personId, orgId: "o1" });
    const [item] = itemsOf([
      event(1, "messagePosted", { text: "a" }),
      set(2, true, "p1"),
      set(3, true, "p2"),
      set(4, true, "p1"),
      set(5, false, "p2"),
    ]);
    expect(item?.kind === "said" && [...item.reactions]).toEqual([["🙏", ["p1"]]]);
  });

  it("words that were taken out leave who, when and why, and nothing else of the message, its versions, files and reactions", () => {
    const taken = event(4, "messageRedacted", { messageSeq: 1, reason: "thirdParty", name: "Tariq", author: me, files: ["f"] });
    const [item] = itemsOf([
      event(1, "messagePosted", { text: "one", files: ["f"] }),
      event(2, "messageEdited", { messageSeq: 1, text: "two" }),
      event(3, "reactionSet", { messageSeq: 1, reaction: "🙏", on: true }),
      taken,
    ]);
    expect(item).toMatchObject({ text: "", files: [], versions: [], redacted: { name: "Tariq", at: taken.at, reason: "thirdParty" } });
    expect(item?.kind === "said" && item.reactions.size).toBe(0);
    expect(JSON.stringify(item)).not.toMatch(/one|two/);
  });

  it("what is about a message further up than what is loaded does nothing", () => {
    expect(
      itemsOf([
        event(9, "messageEdited", { messageSeq: 1, text: "x" }),
        event(10, "reactionSet", { messageSeq: 1, reaction: "🙏", on: true }),
      ]),
    ).toEqual([]);
  });

  it("a message whose stamp is the same looks the same", () => {
    const before = itemsOf([event(1, "messagePosted", { text: "a" })]);
    const after = itemsOf([event(1, "messagePosted", { text: "a" }), event(2, "reactionSet", { messageSeq: 1, reaction: "🙏", on: true })]);
    expect(before[0]?.kind === "said" && before[0].stamp).not.toBe(after[0]?.kind === "said" && after[0].stamp);
  });
});

describe("topics, days and seen", () => {
  it("a topic holds its messages and its own knots, and no others", () => {
    const items = itemsOf([
      event(1, "messagePosted", { text: "a" }),
      event(2, "topicOpened", { topicId: "t", title: "T" }),
      event(3, "messagePosted", { text: "b", topicId: "t" }),
      event(4, "topicOpened", { topicId: "u", title: "U" }),
    ]);
    expect(inTopic(items, "t").map((i) => i.seq)).toEqual([2, 3]);
  });

  it("a day begins in London, not in UTC", () => {
    const items = itemsOf([
      event(1, "messagePosted", { text: "a" }, me, "2026-09-14T22:30:00.000Z"),
      event(2, "messagePosted", { text: "b" }, me, "2026-09-14T23:30:00.000Z"),
    ]);
    expect(withDays(items).map((line) => line.kind)).toEqual(["day", "said", "day", "said"]);
  });

  it("seen stands under the newest message that another organisation has read, never under its own", () => {
    const items = itemsOf([
      event(1, "messagePosted", { text: "a" }),
      event(3, "messagePosted", { text: "b" }),
      event(4, "messagePosted", { text: "c" }, { personId: "p2", orgId: "o2" }),
    ]);
    expect([...seenUnder(items, { o2: 3, o3: 9, o1: 4 }, "o1")]).toEqual([
      [3, ["o2"]],
      [4, ["o3"]],
    ]);
    expect([...seenUnder(items, { o2: 4 }, "o1")]).toEqual([]);
  });
});
