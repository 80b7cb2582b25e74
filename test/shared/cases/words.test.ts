import { Method, Purpose, Scope } from "@linkwork/shared/cases/consent.ts";
import { caseCodes } from "@linkwork/shared/cases/rules.ts";
import { keepingCodes } from "@linkwork/shared/cases/rules-keeping.ts";
import { events } from "@linkwork/shared/cases/schema.ts";
import * as words from "@linkwork/shared/cases/words.ts";
import * as ending from "@linkwork/shared/cases/words-ending.ts";
import { keepingCodeWords } from "@linkwork/shared/cases/words-keeping.ts";
import { receiptLines } from "@linkwork/shared/cases/words-papers.ts";
import { clientCodes } from "@linkwork/shared/clients/rules.ts";
import { clientWords } from "@linkwork/shared/clients/words.ts";
import { identityCodes } from "@linkwork/shared/identity/rules.ts";
import { identityWords } from "@linkwork/shared/identity/words.ts";
import { kernelCodes } from "@linkwork/shared/kernel/refusal.ts";
import { FileReason } from "@linkwork/shared/kernel/shapes.ts";
import type { ClosedCode } from "@linkwork/shared/kernel/wire.ts";
import { fileReasonWords, fileWords, kernelWords } from "@linkwork/shared/kernel/words.ts";
import { describe, expect, test } from "vitest";
import { onPaper } from "../../kit/papers.ts";

const tables = [
  [kernelCodes, kernelWords],
  [caseCodes, words.caseWords],
  [keepingCodes, keepingCodeWords],
  [clientCodes, clientWords],
  [identityCodes, identityWords],
] as const;
const sentences = (text: string) => text.split(/(?<=[.?!;:])\s/);
/** Whole sentences of at most 22 words, in words that people use. */
const readsPlainly = (text: string) => {
  expect(text.trim()).toBe(text);
  expect(text).toMatch(/[.?!]$/);
  for (const s of sentences(text)) expect(s.split(/\s+/).length, s).toBeLessThanOrEqual(22);
  expect(text).not.toMatch(/\b(error|invalid|null|undefined|server|failed|exception|unauthori[sz]ed|forbidden|participation|payload)\b/i);
};

test("every refusal has a sentence that reads plainly, and no sentence is left without its refusal", () => {
  for (const [codes, said] of tables) {
    expect(Object.keys(said).sort()).toEqual(Object.keys(codes).sort());
    for (const sentence of Object.values(said)) readsPlainly(sentence);
  }
});

test("every reason why a file can't be shown has a sentence that reads plainly and says what to do", () => {
  expect(Object.keys(fileReasonWords).sort()).toEqual([...FileReason.options].sort());
  for (const said of [...Object.values(fileReasonWords), ...Object.values(words.hiddenFileWords)]) readsPlainly(said);
  for (const said of [fileWords.before, fileWords.unscanned, fileWords.offline, fileWords.tooMany, fileWords.alone(1), fileWords.alone(3)])
    readsPlainly(said);
});

describe("the closed screen", () => {
  const codes: ClosedCode[] = [
    ...(["withdrawn", "paused", "rests", "died", "narrowed", "expired", "agreementEnded", "left", "removed", "erased"] as const),
    ...(["withoutMessages", "guestEnded", "ended"] as const),
  ];
  test("has a kind, plain and honest sentence for each reason, and blames nobody", () => {
    expect(Object.keys(ending.closedWords).sort()).toEqual([...codes].sort());
    for (const code of codes) {
      const { title, body } = ending.closedWords[code]("M.K.", "Govan Food Hub");
      for (const text of [title, body]) {
        readsPlainly(text);
        expect(text).not.toMatch(/fault|because you|blocked|denied|excluded|kept away|\brests\b/i);
      }
    }
  });
});

test("every choice of the wizard has its words", () => {
  for (const purpose of Purpose.options) expect(words.purposeWords[purpose]).toMatch(/\w/);
  for (const method of Method.options) expect(words.methodWords[method]).toMatch(/\w/);
  for (const scope of Scope.options) for (const text of Object.values(words.scopeWords[scope])) expect(text).toMatch(/\w/);
});

test("every event has a sentence in the thread, and only speech has none", () => {
  const named = { org: () => "Food Hub", consent: () => "Food Hub", participation: () => "Food Hub", guest: () => "Olga" };
  const terms = { controllers: ["o"], scopes: ["message"], period: {} };
  const body = {
    need: "food",
    terms,
    told: [{ name: "Food Hub" }],
    scopes: ["message"],
    name: "Food Hub",
    member: { name: "Tariq" },
    reason: "noPlaces",
    validTo: "2027-01-01T00:00:00.000Z",
    title: "Lunch",
    compartment: "health",
    because: "capacity",
    kind: "regained",
    as: "interpreter",
    orgName: "City Interpreters",
    until: "2026-09-14T14:30:00.000Z",
  };
  const silent = Object.keys(events).filter((type) => words.knotWords({ type, body } as never, "M.K.", named) === null);
  // a file is drawn with the message that carries it; who is kept away, and what is feared, is told as a note, and as itself to nobody
  expect(silent).toEqual([
    "sharingFollowed",
    "messagePosted",
    "acknowledged",
    "messageEdited",
    "messageRedacted",
    "reactionSet",
    "fileAdded",
    "fileChecked",
    "keptAwayNoted",
    "doubtNoted",
  ]);
});

describe("the receipt", () => {
  const receipt = (change: Record<string, unknown> = {}) => receiptLines(onPaper(change));

  test("says who may know what, what not, until when, and how to stop", () => {
    const lines = receipt();
    expect(lines[0]).toBe("On 1 March 2026 you told Rhona at Southside that Food Hub and Café may know, for food:");
    expect(lines).toContain("✓ your name and date of birth");
    expect(lines.join("\n")).toMatch(/^Not your health, your mental health, your sexual health or your life at home\.$/m);
    expect(lines).toContain("Only what is written from that day on.");
    expect(lines.join(" ")).toMatch(/You can stop at any time\. You need not say why.*0141 496 0000/);
  });

  test("names the last day by the clock in London, the end not included, also across the change of the clocks", () => {
    expect(receipt({ period: { start: "2026-03-01T00:00:00.000Z", end: "2026-09-01T00:00:00.000Z" } })).toContain(
      "This ends on 1 September 2026.",
    );
    expect(receipt({ period: { start: "2026-03-01T00:00:00.000Z", end: "2026-08-31T23:00:00.000Z" } })).toContain(
      "This ends on 31 August 2026.",
    );
    expect(receipt({ period: { start: "2026-03-01T00:00:00.000Z", end: "2026-12-01T00:00:00.000Z" } })).toContain(
      "This ends on 30 November 2026.",
    );
  });

  test("claims no yes that was not given", () => {
    expect(receipt().join(" ")).not.toMatch(/also said yes/);
    expect(receipt({ reuse: { learning: true, story: false, research: true } })).toContain("You also said yes to learning and research.");
    expect(receipt({ scopes: ["health", "mental", "sexual", "social", "message"] }).join(" ")).not.toMatch(/Not your/);
  });
});
