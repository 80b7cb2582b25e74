import { looksLikeAPerson } from "@linkwork/shared/boards/rules-person.ts";
import { Label, NewCard, NewList } from "@linkwork/shared/boards/schema.ts";
import { idFrom, templateOf } from "@linkwork/shared/boards/templates.ts";
import { Template } from "@linkwork/shared/projects/schema.ts";
import { describe, expect, test } from "vitest";
import { z } from "zod";

/** How many syllables a word has, as far as its vowels tell. */
const syllables = (word: string): number =>
  Math.max(
    1,
    (
      word
        .toLowerCase()
        .replace(/e$/, "")
        .match(/[aeiouy]+/g) ?? []
    ).length,
  );
/** The school year in which a text can be read (Flesch and Kincaid); 6 is about eleven years old. */
function yearOf(text: string): number {
  const words = text.match(/[\p{L}’']+/gu) ?? [];
  const sentences = Math.max(1, (text.match(/[.?!]/g) ?? []).length);
  return 0.39 * (words.length / sentences) + 11.8 * (words.reduce((sum, word) => sum + syllables(word), 0) / words.length) - 15.59;
}
const Whole = z.strictObject({ lists: z.array(NewList).max(12), cards: z.array(NewCard).max(40), labels: z.array(Label).max(12) });

describe.each(Template.options)("what a board begins with: %s", (template) => {
  const { lists, cards, labels } = templateOf(template, "a");
  test("fits a board; each card is in one of its lists, with labels that it has", () => {
    Whole.parse({ lists, cards, labels });
    for (const card of cards) {
      expect(lists.some(({ listId }) => listId === card.listId)).toBe(true);
      expect(card.labels.every((id) => labels.some(({ labelId }) => labelId === id))).toBe(true);
    }
  });
  test("its ids follow from the project, each once, and another project's are others", () => {
    const ids = (from: string) => {
      const all = templateOf(template, from);
      return [
        ...all.lists.map(({ listId }) => listId),
        ...all.cards.map(({ cardId }) => cardId),
        ...all.labels.map(({ labelId }) => labelId),
      ];
    };
    expect(ids("a")).toEqual(ids("a"));
    expect(new Set([...ids("a"), ...ids("b")]).size).toBe(2 * ids("a").length);
  });
  test("can be read at eleven, and is about nobody", () => {
    const texts = [
      ...lists.map(({ name }) => name),
      ...cards.flatMap(({ title, description, items }) => [title, description, ...items.map(({ text }) => text)]),
    ].filter((text) => text !== "");
    const whole = texts.map((text) => (/[.?!]$/.test(text) ? text : `${text}.`)).join(" ");
    expect(yearOf(whole)).toBeLessThan(6);
    for (const text of texts) expect(looksLikeAPerson(text), text).toBeUndefined();
  });
});

test("ids that follow from 20,000 different words are 20,000", () => {
  expect(new Set(Array.from({ length: 20_000 }, (_, i) => idFrom("a", String(i)))).size).toBe(20_000);
});
