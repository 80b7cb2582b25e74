import { boardCodes } from "@linkwork/shared/boards/rules.ts";
import { caseCodes } from "@linkwork/shared/cases/rules.ts";
import { clientCodes } from "@linkwork/shared/clients/rules.ts";
import { concernCodes } from "@linkwork/shared/concerns/rules.ts";
import { exchangeCodes } from "@linkwork/shared/exchange/rules.ts";
import { identityCodes } from "@linkwork/shared/identity/rules.ts";
import { kernelCodes } from "@linkwork/shared/kernel/refusal.ts";
import { projectCodes } from "@linkwork/shared/projects/rules.ts";
import { describe, expect, test } from "vitest";
import { Refused, refusedFrom, unreachable } from "../../../apps/web/src/kernel/refused.ts";
import { addWords, wordsFor, wordsForCode } from "../../../apps/web/src/kernel/words.ts";
import { wordsInside, wordsOfSlices } from "../../../apps/web/src/shell/words-inside.ts";

const wire = { code: "EditTooLate", meaning: "CONFLICT", details: { minutes: 15 } };

describe("what a call that did not succeed rejects with", () => {
  test("keeps its class on its way through tRPC, which gives every error a class of its own", () => {
    const refused = Refused.from(new Refused(wire) as unknown as Error);
    expect(refused).toBeInstanceOf(Refused);
    expect(refused).toMatchObject({ code: "EditTooLate", meaning: "CONFLICT", details: { minutes: 15 }, offline: false });
  });

  test("reads the server's own refusal from either shape, and takes everything else for nobody's answer", () => {
    const shaped = Refused.from({ error: { message: "", code: -32009, data: { linkwork: wire } } } as never);
    expect(refusedFrom(shaped)).toMatchObject({ code: "EditTooLate", offline: false });
    const plain = Refused.from(new Error("no"), {
      meta: { responseJSON: { error: { code: "TooLarge", meaning: "PAYLOAD_TOO_LARGE", details: {} } } },
    });
    expect(refusedFrom(plain)).toMatchObject({ code: "TooLarge", offline: false });
    for (const nobody of [new TypeError("Failed to fetch"), Refused.from(new Error("502")), undefined])
      expect(refusedFrom(nobody)).toMatchObject({ code: "Unavailable", offline: true });
  });
});

describe("the words for it", () => {
  test("every code of the way in has a sentence from the first load on", () => {
    const sentences = Object.keys({ ...kernelCodes, ...identityCodes }).map((code) => wordsForCode(code));
    expect(sentences.filter((s) => s.includes("went wrong on our side"))).toEqual([]);
  });

  test("every code that there is has a sentence of its own once somebody is in", () => {
    addWords(wordsInside);
    const inside = { ...boardCodes, ...caseCodes, ...clientCodes, ...concernCodes, ...exchangeCodes, ...projectCodes };
    const codes = Object.keys({ ...kernelCodes, ...identityCodes, ...inside });
    const sentences = codes.map((code) => wordsForCode(code));
    expect(sentences.filter((s) => s.includes("went wrong on our side"))).toEqual([]);
    expect(codes.length).toBeGreaterThan(30);
  });

  test("where two slices call different things by one code, the sentence is that of the slice that was asked", () => {
    addWords(wordsInside, wordsOfSlices);
    const told = (of: string, code: string): string =>
      wordsFor(Object.assign(new Refused({ code, meaning: "FORBIDDEN", details: {} }), { of }));
    expect(told("map", "TooManyPins")).toContain("within an hour");
    expect(told("cases", "TooManyPins")).toContain("agreed summary");
    expect(told("exchange", "WorkersOnly")).not.toBe(told("map", "WorkersOnly"));
    expect(told("constructor", "NotSignedIn")).toBe(wordsForCode("NotSignedIn"));
  });

  test("a bug gets a kind sentence with the number to quote, never a code", () => {
    const words = wordsFor(new Refused({ code: "Bug", meaning: "INTERNAL_SERVER_ERROR", details: {}, errorId: "e-17" }));
    expect(words).toContain("e-17");
    expect(words).not.toContain("Bug");
    expect(wordsForCode("constructor")).toContain("went wrong on our side");
    expect(wordsFor(unreachable())).toContain("What you wrote is still here");
  });
});
