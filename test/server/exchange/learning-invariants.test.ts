import { mayReadSays } from "@linkwork/shared/exchange/rules-reflection.ts";
import { foldLearning, noNote } from "@linkwork/shared/exchange/state-learning.ts";
import { foldAll } from "@linkwork/shared/kernel/room.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { noteOf, reflectionPageOf } from "../../../apps/server/src/exchange/present-learning.ts";
import { aVisitAlone, type VisitAlone } from "../../kit/learning.ts";

const start = Date.parse("2027-03-01T12:00:00.000Z");
/** Those who can do something are met more often. */
const who = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("visitor", "contact", "deputy") },
  { weight: 1, arbitrary: fc.constantFrom("colleague", "manager", "outsider", "resident") },
);
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      ...{ kind: fc.constant("submitReflection" as const), who },
      ...{ share: fc.constantFrom("learning", "between"), signed: fc.boolean(), old: fc.constant(false) },
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constantFrom("sendReflectionBack", "checkReflection"), who, old: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("withdrawReflection" as const), who }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("takeOutWords" as const), who }) },
);
type Step = { kind: string; who: keyof VisitAlone["people"]; share?: string; signed?: boolean; old?: boolean };

/** What somebody wrote, each time in other words: what became of which can be told afterwards. */
const wordsOf = (n: number) => `sentence${n}x ${"and on ".repeat(2)}tail${n}x`;
const side = fc.constantFrom(...(["visitor", "host"] as const));

function lives(check: (alone: VisitAlone, letThrough: ReadonlySet<number>, sent: number) => void): void {
  fc.assert(
    fc.property(side, fc.array(step, { maxLength: 25 }), (of, steps) => {
      const alone = aVisitAlone(start, of);
      alone.open();
      let sent = 0;
      const letThrough = new Set<number>();
      for (const { kind, who: name, share, signed, old } of steps as Step[]) {
        const actor = alone.people[name];
        const version = alone.reflection.version - (old ? 1 : 0);
        if (kind === "submitReflection") {
          const answer = alone.ask(actor, kind, { says: { differently: wordsOf(sent + 1) }, share, signed });
          if (Array.isArray(answer)) sent++;
        } else if (kind === "sendReflectionBack") alone.ask(actor, kind, { version, reason: "namesSomebody" });
        else if (kind === "checkReflection") {
          const wish = alone.reflection.sent?.share;
          if (Array.isArray(alone.ask(actor, kind, { version, nobodyRecognised: true })) && wish === "learning" && !old)
            letThrough.add(sent);
        } else if (kind === "withdrawReflection") alone.ask(actor, kind);
        else alone.askNote(actor, "takeOutWords", { part: "differently", left: "…", heard: alone.note.head, reason: "mistake" });
        check(alone, letThrough, sent);
      }
    }),
    { numRuns: 400 },
  );
}

test("E7: one reflection is published at most once, whatever anybody asks for, and once more is refused", () => {
  lives((alone) => {
    const { published } = alone;
    expect(published.filter(({ type }) => type === "notePublished").length).toBeLessThanOrEqual(1);
    if (alone.note.about)
      expect(alone.askNote({ ...alone.people.contact, system: true }, "publishNote", {})).toMatchObject({ code: "NothingDue" });
  });
});

test("nothing of a reflection leaves before the host has looked at it: no word that was not let through is ever in the note's room", () => {
  lives(({ published, note }, letThrough, sent) => {
    const all = JSON.stringify([published, note, noteOf(note)]);
    for (let n = 1; n <= sent; n++) if (!letThrough.has(n)) expect(all).not.toContain(`sentence${n}x`);
  });
});

test("until then nobody but its author and, while they look at it, the host's people read it; a resident and an outsider never", () => {
  lives((alone) => {
    const { reflection, people } = alone;
    const reads = (name: keyof typeof people) => {
      const page = reflectionPageOf(reflection, people[name], true);
      expect(page?.sent != null && page.sent.says.differently !== "", name).toBe(
        mayReadSays(reflection, people[name]) && reflection.sent !== null,
      );
      return page?.sent?.says.differently !== undefined;
    };
    expect(reads("outsider") || reads("resident")).toBe(false);
    const checked = reflection.status === "shared" || reflection.status === "kept";
    if (!checked) {
      expect(reads("colleague")).toBe(false);
      const ofTheHost = alone.visited.side === "host";
      if (ofTheHost) expect(reads("visitor")).toBe(false);
      if (reflection.status === "sentBack" || reflection.status === "withdrawn")
        for (const name of ["contact", "deputy", "manager"] as const)
          if (reflection.author?.personId !== people[name].personId) expect(reads(name)).toBe(false);
    }
  });
});

test("what goes from a note goes from what it came of: both say the same as long as both stand", () => {
  lives(({ reflection, note }) => {
    if (reflection.status === "shared") expect(reflection.sent?.says).toEqual(note.says);
  });
});

test("whoever took back what they wrote is in no note any more", () => {
  lives(({ reflection, note, published }) => {
    if (reflection.status !== "withdrawn") return;
    expect(note.author).toBeNull();
    expect(foldAll(foldLearning, noNote, published).author).toBeNull();
  });
});
