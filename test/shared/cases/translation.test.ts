import {
  directionOf,
  isAnother,
  languageOf,
  mayBeTranslated,
  tickedAs,
  untick,
  writtenBefore,
} from "@linkwork/shared/cases/rules-papers.ts";
import type { CaseState, HeldConsent } from "@linkwork/shared/cases/state.ts";
import { languageLabel } from "@linkwork/shared/cases/words-languages.ts";
import { translationWords } from "@linkwork/shared/cases/words-translation.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import { describe, expect, test } from "vitest";

const rhona = { orgId: "practice", roles: ["linkWorker"] } as unknown as Actor;
const held = (text: string[], made?: { lines: string[]; at: string }, change: Partial<HeldConsent> = {}): HeldConsent =>
  ({
    status: "active",
    record: { notice: { text } },
    ...(made ? { translations: { ur: made } } : {}),
    ...change,
  }) as unknown as HeldConsent;
const inCase = (consents: HeldConsent[], change: Partial<CaseState> = {}): CaseState =>
  ({ leadOrg: "practice", consents: Object.fromEntries(consents.map((each, at) => [at, each])), ...change }) as unknown as CaseState;

describe("N10: the paper in another language", () => {
  test.each([
    ...[
      ["ur", "rtl"],
      ["ar", "rtl"],
      ["fa", "rtl"],
      ["fa-AF", "rtl"],
      ["prs", "rtl"],
      ["he", "rtl"],
      ["ckb", "rtl"],
      ["ps", "rtl"],
    ],
    ...[
      ["pa-Arab", "rtl"],
      ["az-Arab", "rtl"],
      ["ks", "rtl"],
      ["ug", "rtl"],
      ["yi", "rtl"],
      ["dv", "rtl"],
      ["ku-Arab", "rtl"],
    ],
    ...[
      ["pa", "ltr"],
      ["ku", "ltr"],
      ["pl", "ltr"],
      ["zh-Hant", "ltr"],
      ["ur-Latn", "ltr"],
      ["gd", "ltr"],
      ["aa-bb-cc", "ltr"],
    ],
  ] as [string, string][])("%s is written %s", (tag, dir) => expect(directionOf(tag)).toBe(dir));

  test("every language on offer is one, is written as its tag is kept, once, and has a name", () => {
    const { offered } = translationWords;
    expect(new Set(offered).size).toBe(offered.length);
    for (const tag of offered) {
      expect(languageOf(tag), tag).toBe(tag);
      expect(isAnother(tag, "en-GB"), tag).toBe(true);
      expect(languageLabel(tag), tag).toMatch(/^\p{Lu}\p{L}+.* \(.+\)$/u);
    }
    expect(languageLabel("ur")).toBe("Urdu (اردو)");
  });

  test.each(["en", "en-GB", "eng", "en-GB-simple", "und", "zxx", "mul", "aa-bb-cc", "", "Urdu"])(
    "“%s” is no other language than English",
    (tag) => expect(isAnother(tag, "en-GB")).toBe(false),
  );
  test("nor is the one in which the paper is written already", () => {
    expect([isAnother("ur", "ur"), isAnother("ur-PK", "ur"), isAnother("pl", "ur")]).toEqual([false, false, true]);
  });

  test("a tick stands exactly where the English one has it", () => {
    expect(tickedAs(["✓ a", "b", " ✔✓ c"], ["You told", "✓ your name", "Not your health."])).toEqual(["a", "✓ b", "c"]);
    expect(untick("✓ ")).toBe("");
  });

  test("what was written for the very same line is offered again, the newest of it; for another line nothing is", () => {
    const state = inCase([
      held(["A", "B"], { lines: ["ا", "ب ۲"], at: "2026-03-02" }),
      held(["A", "C"], { lines: ["ا ۲", "پ"], at: "2026-03-03" }),
      held(["B"], { lines: ["ب"], at: "2026-03-01" }),
      held(["A "]),
    ]);
    expect([...writtenBefore(state, "ur")].sort()).toEqual([
      ["A", "ا ۲"],
      ["B", "ب ۲"],
      ["C", "پ"],
    ]);
    expect(writtenBefore(state, "pl").size).toBe(0);
  });

  test("it is offered to who records a yes, of one that is alive, and of nobody who has died", () => {
    const yes = held(["A"]);
    const offered = (consent: HeldConsent, actor = rhona, change: Partial<CaseState> = {}) =>
      mayBeTranslated(inCase([consent], change), consent, actor);
    expect([offered(yes), offered(held(["A"], undefined, { status: "paused" }))]).toEqual([true, true]);
    expect(offered(held(["A"], undefined, { status: "withdrawn" }))).toBe(false);
    expect(offered(yes, { ...rhona, orgId: "hub" } as unknown as Actor)).toBe(false);
    expect(offered(yes, { ...rhona, roles: ["infoLead"] } as unknown as Actor)).toBe(false);
    expect(offered(yes, rhona, { rest: { because: "death" } } as unknown as Partial<CaseState>)).toBe(false);
  });

  test("who translated and who read it back stand below it", () => {
    expect(translationWords.by({ translator: "Parveen Akhtar", readBack: "Samina Bibi" }, "30 November 2026")).toBe(
      "Translated by Parveen Akhtar, read back by Samina Bibi, on 30 November 2026.",
    );
    expect(translationWords.by({ translator: "Parveen Akhtar" }, "30 November 2026")).toBe(
      "Translated by Parveen Akhtar, on 30 November 2026.",
    );
  });
});
