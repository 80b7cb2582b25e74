import { type ConsentTerms, NoticeShown, type Scope } from "@linkwork/shared/cases/consent.ts";
import { paperCommands } from "@linkwork/shared/cases/schema-papers.ts";
import { scopeWords } from "@linkwork/shared/cases/words.ts";
import { isPaper, type OnPaper, type Paper, paperOf, papers } from "@linkwork/shared/cases/words-papers.ts";
import { describe, expect, test } from "vitest";
import { onPaper as on, terms } from "../../kit/papers.ts";

const easy = (change?: Partial<ConsentTerms>, more?: Partial<OnPaper>): string[] => papers.easy.lines(on(change, more));

const variants: [string, Partial<ConsentTerms>, Partial<OnPaper>][] = [
  ["as it is", {}, {}],
  ["with everything before", { historyFrom: { kind: "all" } }, {}],
  ["from a day on", { historyFrom: { kind: "date", at: "2026-01-05T00:00:00.000Z" } }, {}],
  ["in place of an older yes", {}, { since: "2025-11-02T10:00:00.000Z" }],
  ["said by a guardian", {}, { grantor: { kind: "guardian", name: "Iain Brown", authority: "guardianship" } as never }],
  ["with every scope", { scopes: Object.keys(scopeWords) as Scope[] }, {}],
  ["with what may be done with it", { reuse: { learning: true, story: true, research: true } }, {}],
  ["with the number of other services", { otherServices: "count" }, {}],
];

describe("N10: the paper in easy read", () => {
  test.each(variants)("%s: each sentence is short and says one thing", (_name, change, more) => {
    for (const line of easy(change, more)) {
      expect(line.split(/\s+/).length, line).toBeLessThanOrEqual(14);
      if (!line.startsWith("✓ ")) expect(line, line).not.toMatch(/[;()–—]|, which|\. [A-Z]/);
    }
  });

  test.each(variants)("%s: it names whom, what, until when and how to stop, as the other one does", (_name, change, more) => {
    const [plain, simple] = [papers.plain.lines(on(change, more)), easy(change, more)];
    const ticks = (lines: string[]) => lines.filter((line) => line.startsWith("✓ "));
    expect(ticks(simple)).toEqual(ticks(plain));
    const words = simple.join("\n");
    for (const each of [
      "Food Hub",
      "Café",
      "Rhona",
      "Southside",
      "0141 496 0000",
      "1 March 2026",
      "1 September 2026",
      "You can stop at any time.",
    ])
      expect(words).toContain(each);
    for (const scope of ["health", "mental", "sexual", "social"] as const)
      expect(words.includes(`They may not know ${scopeWords[scope].receipt}.`), scope).toBe(
        !(change.scopes ?? terms.scopes).includes(scope as never),
      );
  });

  test("what may be read of before is said either way", () => {
    expect(easy()).toContain("They may not read what was written before.");
    expect(easy({ historyFrom: { kind: "all" } })).toContain("They may read what was written before.");
    expect(easy({ historyFrom: { kind: "date", at: "2026-01-05T00:00:00.000Z" } })).toContain(
      "They may read what was written since 5 January 2026.",
    );
    expect(easy({}, { since: "2025-11-02T10:00:00.000Z" })).toContain("They may read what was written since 2 November 2025.");
  });

  test("who said yes for somebody is named, and one organisation is one", () => {
    const lines = easy({}, { told: [{ name: "Choir", phone: "1" }], grantor: { kind: "attorney", name: "Ann Brown" } as never });
    expect(lines.slice(1, 3)).toEqual(["Ann Brown is your attorney.", "Ann Brown said yes for you."]);
    expect(lines).toContain("This is what it may know:");
    expect(lines).not.toContain("You said yes.");
  });

  test("the language of a notice says how it was written", () => {
    for (const paper of ["plain", "easy"] as const) expect(paperOf(papers[paper].language)).toBe(paper);
    expect([paperOf("en"), paperOf(undefined)]).toEqual(["plain", "plain"]);
  });
});

describe("N10: the paper in each language", () => {
  const all = Object.keys(papers) as Paper[];

  test.each(all)("%s: the notice that is stored says which it was, and the receipt is shown in the same", (paper) => {
    const { language, title, label } = papers[paper];
    expect(isPaper(paper)).toBe(true);
    expect(paperOf(language)).toBe(paper);
    expect(Intl.getCanonicalLocales(language)).toHaveLength(1);
    expect([title, label].every((words) => words.trim() !== "")).toBe(true);
  });

  test.each(all)("%s: whom, where to ring and what may be done stand on it, and as many ticks as on the plain one", (paper) => {
    const [lines, plain] = [papers[paper].lines(on()), papers.plain.lines(on())];
    for (const each of ["Food Hub", "Café", "Rhona", "Southside", "0141 496 0000", "2026"]) expect(lines.join("\n")).toContain(each);
    const ticks = (of: string[]) => of.filter((line) => line.startsWith("✓ ")).length;
    expect(ticks(lines)).toBe(ticks(plain));
  });

  test("what nothing is known of is plain English; no two ways have one language", () => {
    expect([paperOf(undefined), paperOf("xx")]).toEqual(["plain", "plain"]);
    expect(isPaper("toString")).toBe(false);
    expect(new Set(all.map((paper) => papers[paper].language)).size).toBe(all.length);
  });
});

test("the paper of ten organisations, as long as names may be, fits into the record of a yes, and so does its translation", () => {
  const told = Array.from({ length: 10 }, (_, n) => ({ name: `${n} ${"long name ".repeat(12)}`.slice(0, 120), phone: "0141 496 0000" }));
  const by = { name: "R".repeat(80), orgName: "S".repeat(120), phone: "0141 496 0000" };
  for (const { lines, language } of Object.values(papers)) {
    const text = lines(on({}, { told, by }));
    expect(NoticeShown.safeParse({ version: 1, language, text }).success).toBe(true);
    const translated = text.map((line) => `${line}${line.slice(0, 100)}`);
    const input = { consentId: "0197f3a0-0000-7000-8000-000000000001", language: "ur", title: "x", lines: translated, translator: "P." };
    expect(paperCommands.translateReceipt.safeParse(input).success).toBe(true);
  }
});
