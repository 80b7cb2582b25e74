import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import { describe, expect, it } from "vitest";
import { inTopic, itemsOf, newsBeside, seenUnder, withDays, withPending } from "../../../apps/web/src/cases/thread-model.ts";

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

  it("an agreement that says nothing new is no line: said again in the same words, or about an organisation that was never invited", () => {
    const agreement = { agreementId: "a1", validFrom: "2026-01-01T00:00:00.000Z", validTo: "2027-01-01T00:00:00.000Z" };
    const noted = (seq: number, change: object = {}) => event(seq, "agreementNoted", { orgId: "o2", ...agreement, ...change });
    const items = itemsOf([
      event(1, "organisationInvited", { participationId: "p", orgId: "o2", consentId: "c", name: "Hub", sector: "third", agreement }),
      noted(2),
      noted(3, { agreementId: "a2", validTo: "2028-01-01T00:00:00.000Z" }),
      noted(4),
      noted(5, { agreementId: "a2", validTo: "2028-01-01T00:00:00.000Z" }),
      noted(6, { orgId: "o1", agreementId: "a3" }),
    ]);
    expect(items.map((item) => item.kind === "knot" && item.seq)).toEqual([1, 3]);
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

describe("newsBeside", () => {
  const them = { personId: "p2", orgId: "o2" };
  const all = itemsOf([
    event(1, "messagePosted", { text: "read long ago" }, them),
    event(2, "messagePosted", { text: "in the topic", topicId: "t" }, them),
    event(3, "messagePosted", { text: "my own, elsewhere" }),
    event(4, "messagePosted", { text: "new, elsewhere" }, them),
    event(5, "messagePosted", { text: "new, in the topic", topicId: "t" }, them),
  ]);
  const shown = inTopic(all, "t");
  const seqs = (mark: number | undefined, loaded = 1) => newsBeside(all, shown, { personId: "p1", mark, loaded })?.map(({ seq }) => seq);

  it("what others wrote after one's mark and what is not among the lines shown is new beside them; one's own words are not", () => {
    expect(seqs(1)).toEqual([4]);
    expect(seqs(0)).toEqual([1, 4]);
    expect(seqs(4)).toEqual([]);
  });
  it("it isn't known as long as the mark isn't, or while what follows on the mark is not loaded", () => {
    expect(seqs(undefined)).toBeUndefined();
    expect(seqs(1, 3)).toBeUndefined();
    expect(seqs(2, 3)).toEqual([4]);
  });
});

describe("withPending", () => {
  const items = itemsOf([
    event(1, "messagePosted", { text: "one" }),
    event(2, "reactionSet", { messageSeq: 1, reaction: "🙏", on: true }, { personId: "p2", orgId: "o2" }),
    event(3, "messagePosted", { text: "taken out" }),
    event(4, "messageRedacted", { messageSeq: 3, reason: "thirdParty", name: "Tariq", author: me, files: [] }),
  ]);
  const act = (type: string, input: object, state: "waiting" | "sending" = "waiting") => ({
    id: `x-${type}`,
    type,
    input: { ...input },
    state,
  });
  const first = (...acts: ReturnType<typeof act>[]) => {
    const [item] = withPending(items, acts, "p1");
    if (item?.kind !== "said") throw new Error("no message");
    return { text: item.text, waits: item.waits, reactions: [...item.reactions], stamp: item.stamp, versions: item.versions.length };
  };

  it("what I did in the tunnel is shown at its message, says that it waits, and changes nothing of what others did", () => {
    const both = first(act("editMessage", { messageSeq: 1, text: "two" }), act("react", { messageSeq: 1, reaction: "🙏", on: true }));
    expect(both).toMatchObject({ text: "two", versions: 1, waits: ["editMessage", "react"], reactions: [["🙏", ["p2", "p1"]]] });
    expect(both.stamp).not.toBe(items[0]?.kind === "said" && items[0].stamp);
    expect(first(act("react", { messageSeq: 1, reaction: "🙏", on: false })).reactions).toEqual([["🙏", ["p2"]]]);
    expect(items[0]).toMatchObject({ text: "one" });
  });
  it("live it is shown as done, and doesn't say for a blink that it waits", () => {
    expect(first(act("editMessage", { messageSeq: 1, text: "two" }, "sending"))).toMatchObject({ text: "two", waits: [] });
  });
  it("words that were taken out stay out, whatever waits for them", () => {
    expect(withPending(items, [act("editMessage", { messageSeq: 3, text: "back again" })], "p1")[1]).toMatchObject({ text: "" });
  });
});
