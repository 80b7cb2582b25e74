import { expect, test } from "vitest";
import { onTop, safeAnswersOf, safely, saysTheSame } from "../../../apps/web/src/cases/components/safe-answers.ts";

const began = safeAnswersOf({ contact: "Mornings", safeContact: { never: ["post"], neutral: false } });

test("a rule that a colleague set meanwhile stays, and so does what was changed here", () => {
  const fresh = { ...began, never: ["post", "phone"] as const, neutral: true };
  const mine = { ...began, never: ["post", "email"] as const, mayTell: "her sister Anne" };
  expect(onTop(mine, began, fresh)).toEqual({
    contact: "Mornings",
    never: ["post", "phone", "email"],
    neutral: true,
    mayTell: "her sister Anne",
  });
  expect(onTop({ ...began, never: [] }, began, fresh).never, "what was taken out here").toEqual(["phone"]);
  expect(onTop(began, began, fresh)).toEqual(fresh);
});

test("the same rule in another order is no change; a rule more is one", () => {
  const two = { ...began, never: ["post", "phone"] as const };
  expect(saysTheSame(two, { ...began, never: ["phone", "post"] })).toBe(true);
  expect(saysTheSame(two, began)).toBe(false);
  expect(saysTheSame(safeAnswersOf(safely(two)), two)).toBe(true);
});
