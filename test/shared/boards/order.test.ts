import { cardsIn, liesBefore, placeFor } from "@linkwork/shared/boards/rules-order.ts";
import type { Card } from "@linkwork/shared/boards/state.ts";
import fc from "fast-check";
import { expect, test } from "vitest";

const listId = "list";
const card = (cardId: string, rank: string, archived: string | null = null) => ({ cardId, listId, rank, archived }) as Card;
const idOf = (n: number): string => `card-${String.fromCharCode(97 + n)}`;
/** Ranks as boards have them, also the same one twice, which two nodes of long ago could have made. */
const ranks = fc.array(fc.constantFrom("a0", "a0V", "a1", "a1V", "a2", "Zz", "a0VV"), { minLength: 1, maxLength: 7 });
const name = fc.option(fc.nat(8).map(idOf), { nil: undefined });

test("a card lies beside whom it was asked for: behind the one if that is there, else before the other, else last; and nobody else changes places", () => {
  fc.assert(
    fc.property(ranks, name, name, (all, after, before) => {
      const cards = Object.fromEntries(all.map((rank, n) => [idOf(n), card(idOf(n), rank)]));
      const others = cardsIn({ cards }, listId).map(({ cardId }) => cardId);
      const place = placeFor({ cards }, "new", listId, { after, before });
      const moved: Record<string, Card> = { ...cards, new: card("new", place.rank) };
      for (const { cardId, rank } of place.renumbered ?? []) moved[cardId] = card(cardId, rank);
      const order = cardsIn({ cards: moved }, listId).map(({ cardId }) => cardId);
      expect(order.filter((cardId) => cardId !== "new")).toEqual(others);
      const at = order.indexOf("new");
      if (after !== undefined && others.includes(after)) expect(order[at - 1]).toBe(after);
      else if (before !== undefined && others.includes(before)) expect(order[at + 1]).toBe(before);
      else expect(at).toBe(order.length - 1);
      expect(place.before).toBe(order[at + 1] ?? null);
      expect(liesBefore({ cards: moved }, moved.new as Card)).toBe(order[at + 1] ?? null);
      expect(place.rank.length).toBeLessThanOrEqual(64);
    }),
    { numRuns: 300 },
  );
});

test("the order is by bytes and not by any alphabet: capitals come before small letters, and what was put away has no place", () => {
  const cards = { a: card("a", "a0"), z: card("z", "Zz"), gone: card("gone", "a0", "2027-01-01T00:00:00Z") };
  expect(cardsIn({ cards }, listId).map(({ cardId }) => cardId)).toEqual(["z", "a"]);
});
