import { contains, fold, snippetOf, termsOf } from "@linkwork/shared/cases/search.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const finds = (text: string, words: string) => contains(text, termsOf(words));
const marked = (text: string, words: string) => {
  const { text: piece, ranges } = snippetOf(text, termsOf(words));
  return ranges.map(([from, to]) => piece.slice(from, to));
};

describe("what is found", () => {
  const yes: [string, string][] = [
    ["She goes to the Café on Tuesday", "cafe TUES"],
    ["Zoe\u0308 came", "Zoë"],
    ["Łukasz i Świętosława", "lukasz swietoslawa"],
    ["it’s the window table", "it's"],
    ["the window\n  table is free", '"window table"'],
    ["M.K. rang", "M.K."],
    ["Is it Tuesday?", "(tuesday)"],
    ["£20 for the box", "£20"],
    ["مُحَمَّد came by", "محمد"],
    ["हिन्दी में", "हिन्दी"],
    ["今天去食品银行", "食品"],
    ["so\u00adcial wor\u200bker", "social worker"],
    ["ΟΔΟΣ", "οδος"],
    ["Weiße Straße", "strasse"],
    ["well done 👍", "👍"],
    ["“a quiet place”, he said", "“quiet place”"],
  ];
  test.each(yes)("%s: %s", (text, words) => expect(finds(text, words)).toBe(true));

  const no: [string, string][] = [
    ["the notable", "table"],
    ["she goes on Tuesday", "tuesday wednesday"],
    ["the table by the window", '"window table"'],
    ["हिन्दी", "हन"],
    ["Anne", "annexe"],
  ];
  test.each(no)("not %s: %s", (text, words) => expect(finds(text, words)).toBe(false));

  test("nothing can be looked for where there is no word: it gives no terms, and never all texts", () => {
    for (const words of ["", "  ", '""', '" "', "\u200b\u200b"]) expect(termsOf(words)).toEqual([]);
  });
});

describe("what is marked", () => {
  test("is what was found, as it was written, with accents that are characters of their own", () => {
    expect(marked("Zoe\u0308 and ZOË at the café", "zoe cafe")).toEqual(["Zoe\u0308", "ZOË", "café"]);
    expect(marked("the window\n  table", '"window table"')).toEqual(["window\n  table"]);
    expect(marked("a week… and", "…")).toEqual(["…"]);
    expect(marked("straße", "strass")).toEqual(["straß"]);
    expect(marked("food, foodbank", "food foodbank")).toEqual(["food", "foodbank"]);
  });

  test("stands in a piece of about 160 characters, cut between words, which holds as many of the words as can be", () => {
    const text = `${"long before. ".repeat(40)}The choir sings on Thursday in the hall.${" long after.".repeat(40)}`;
    const { text: piece, ranges } = snippetOf(text, termsOf("choir hall"));
    expect(piece.length).toBeLessThanOrEqual(165);
    expect(piece).toMatch(/^…\S.*\S ?…$/s);
    expect(ranges.map(([a, b]) => piece.slice(a, b))).toEqual(["choir", "hall"]);
  });
});

const anything = fc.string({ unit: "grapheme-composite", maxLength: 400 });
test("whatever is written and whatever is looked for: places lie in the piece, in order and apart, and what lies there folds to what was looked for", () => {
  fc.assert(
    fc.property(anything, fc.string({ unit: "grapheme", maxLength: 30 }), fc.nat(), (text, words, cut) => {
      const own = [...text].slice(cut % (text.length + 1)).join("");
      for (const looked of [words, own.slice(0, 100)]) {
        const terms = termsOf(looked);
        const { text: piece, ranges } = snippetOf(text, terms);
        expect(piece.length).toBeLessThanOrEqual(180);
        if (terms.length > 0 && contains(text, terms)) expect(ranges.length).toBeGreaterThan(0);
        let before = 0;
        for (const [from, to] of ranges) {
          expect(from).toBeGreaterThanOrEqual(before);
          expect(to).toBeGreaterThan(from);
          expect(to).toBeLessThanOrEqual(piece.length);
          before = to;
        }
      }
      for (const form of ["NFC", "NFD"]) expect(fold(text.normalize(form)).normalize("NFKD")).toBe(fold(text).normalize("NFKD"));
    }),
  );
});
