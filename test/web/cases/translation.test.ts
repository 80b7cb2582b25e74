import type { CaseState, HeldConsent } from "@linkwork/shared/cases/state.ts";
import { expect, test } from "vitest";
import { firstWriting, missingIn, withDraft } from "../../../apps/web/src/cases/components/translation.ts";

const text = ["You told Rhona:", "✓ your name", "Not your health."];
const consent = { record: { notice: { text } } } as unknown as HeldConsent;
const made = { title: "اجازت", lines: ["ا", "✓ ب", "پ"], translator: "Parveen", readBack: "Samina", at: "2026-03-01" };
const older = {
  record: { notice: { text: ["✓ your name"] } },
  translations: { ur: { ...made, lines: ["✓ نام"] } },
} as unknown as HeldConsent;
const state = (...consents: HeldConsent[]) => ({ consents: { ...consents } }) as unknown as CaseState;
const empty = { title: "", lines: ["", "", ""], translator: "", readBack: "" };

test("a new paper begins empty, but for lines that were written before; one that is there begins as it is; no box has a tick", () => {
  expect(firstWriting(state(consent), consent, "ur")).toEqual(empty);
  expect(firstWriting(state(older, consent), consent, "ur")).toEqual({ ...empty, lines: ["", "نام", ""] });
  const there = { ...consent, translations: { ur: made } } as unknown as HeldConsent;
  expect(firstWriting(state(older, there), there, "ur")).toEqual({
    ...{ title: "اجازت", lines: ["ا", "ب", "پ"], translator: "Parveen", readBack: "Samina" },
  });
});

test("what lies half written comes before it, and what can't be read is as if nothing lay there", () => {
  expect(withDraft(empty, JSON.stringify({ title: "ا" }))).toEqual({ ...empty, title: "ا" });
  for (const draft of ["", "{"]) expect(withDraft(empty, draft)).toEqual(empty);
});

test("what is missing is said in the order of the form; who read it back may be left out", () => {
  const at = (known: boolean, change = {}) => missingIn(known, { ...empty, ...change }).map(({ field }) => field);
  expect(at(false)).toEqual(["language"]);
  expect(at(true)).toEqual(["title", "lines.0", "lines.1", "lines.2", "translator"]);
  expect(at(true, { title: "ا", lines: ["ا", "✓ ", "پ"], translator: "Parveen" })).toEqual(["lines.1"]);
  expect(at(true, { title: "ا", lines: ["ا", "ب", "پ"], translator: "Parveen" })).toEqual([]);
});
