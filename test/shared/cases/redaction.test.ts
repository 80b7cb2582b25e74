import { conceal, foldRedactions, took } from "@linkwork/shared/cases/redaction.ts";
import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import fc from "fast-check";
import { expect, test } from "vitest";

const actor = { personId: "p", orgId: "o" };
const event = (seq: number, type: string, body: object): CaseEvent =>
  ({ seq, id: `e${seq}`, type, at: `2026-01-01T10:00:${String(seq).padStart(2, "0")}.000Z`, actor, body }) as unknown as CaseEvent;
const redacted = (seq: number, messageSeq: number, files: string[] = []) =>
  event(seq, "messageRedacted", { messageSeq, reason: "mistake", name: "T", author: actor, files });

const canary = "canary";
/** A talk in which message `m` says `canary`, in whatever form, and others say something else. */
const talk = (m: number): CaseEvent[] => [
  event(1, "fileAdded", { fileId: `f${m}`, name: `${canary}.pdf`, size: 1, sha256: "a".repeat(64), declared: "" }),
  event(2, "messagePosted", { text: m === 2 ? canary : "two", ...(m === 2 ? { files: ["f2"] } : {}) }),
  event(3, "messagePosted", { text: m === 3 ? canary : "three", ...(m === 3 ? { files: ["f3"] } : {}) }),
  event(4, "messageEdited", { messageSeq: m, text: `${canary} again` }),
  event(5, "messagePinned", { messageSeq: m, versionSeq: 4, text: `${canary} again` }),
  event(6, "reactionSet", { messageSeq: m, reaction: "🙏", on: true }),
];

test("whatever held words that were taken out holds none of them, keeps its number, kind, author and time, and nothing else is touched", () => {
  fc.assert(
    fc.property(fc.constantFrom(2, 3), fc.array(fc.constantFrom(2, 3), { maxLength: 2 }), (m, others) => {
      const events = talk(m);
      const all = [redacted(7, m, [`f${m}`]), ...others.filter((o) => o !== m).map((o, i) => redacted(8 + i, o))];
      const redactions = all.reduce(foldRedactions, {});
      const left = events.map((each) => conceal(each, redactions));
      expect(JSON.stringify(left)).not.toContain(canary);
      for (const [i, each] of left.entries()) {
        const { seq, id, type, at, actor: by } = events[i] as CaseEvent;
        expect(each).toMatchObject({ seq, id, type, at, actor: by });
        // asked again, it is the very same
        expect(conceal(each, redactions)).toBe(each);
      }
      expect(left[5]).toBe(events[5]);
      if (others.every((o) => o === m)) expect(left[m === 2 ? 2 : 1]).toBe(events[m === 2 ? 2 : 1]);
      expect(events.map((each) => conceal(each, {}))).toEqual(events);
    }),
  );
});

test("an event counts as emptied by a redaction only if it is its, and empty: other words, another author, another message do not", () => {
  const by = redacted(7, 2);
  const empty = conceal(event(2, "messagePosted", { text: canary }), { 2: foldRedactions({}, by)[2] as never });
  expect(took(by, empty)).toBe(true);
  expect(took(by, event(2, "messagePosted", { text: "other words" }))).toBe(false);
  expect(took(by, { ...empty, actor: { ...actor, personId: "q" } } as CaseEvent)).toBe(false);
  expect(took(by, { ...empty, seq: 3 })).toBe(false);
  expect(took(event(7, "messagePosted", { text: "x" }), empty)).toBe(false);
});
