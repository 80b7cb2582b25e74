import type { ConsentTerms } from "@linkwork/shared/cases/consent.ts";
import type { OnPaper } from "@linkwork/shared/cases/words-papers.ts";

/** What was agreed to in the tests of the paper, and what a test changes about it. */
export const terms = {
  controllers: [],
  purpose: "food",
  scopes: ["identity", "message"],
  otherServices: "none",
  historyFrom: { kind: "now" },
  period: { start: "2026-03-01T00:00:00.000Z", end: "2026-09-01T00:00:00.000Z" },
  lawfulBasis: { art6: "6(1)(e)", art9: "9(2)(h)" },
  confidentialityBasis: "explicit",
  reuse: { learning: false, story: false, research: false },
  labelsDenied: [],
  retention: "x",
} as const satisfies ConsentTerms;

export const onPaper = (change: Partial<ConsentTerms> = {}, more: Partial<OnPaper> = {}): OnPaper => ({
  terms: { ...terms, ...change },
  said: { on: "2026-03-01T10:00:00.000Z", method: "face", language: "en" },
  told: [
    { name: "Food Hub", phone: "1" },
    { name: "Café", phone: "2" },
  ],
  by: { name: "Rhona", orgName: "Southside", phone: "0141 496 0000" },
  ...more,
});
