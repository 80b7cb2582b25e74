import {
  blankedNumbers,
  digitsOf,
  endingOf,
  faultIn,
  groupedNumber,
  kindOfNumber,
  maskedNumbers,
  numbersIn,
} from "@linkwork/shared/clients/numbers.ts";
import { HealthNumber } from "@linkwork/shared/clients/schema.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withEleven, withTen } from "../../kit/numbers.ts";

const nine = fc.integer({ min: 0, max: 999_999_999 }).map((n) => String(n).padStart(9, "0"));
const two = (n: number): string => String(n).padStart(2, "0");
const day = fc.date({ min: new Date("1925-01-01"), max: new Date("2024-12-31"), noInvalidDate: true });
const ddmmyy = day.map((d) => `${two(d.getUTCDate())}${two(d.getUTCMonth() + 1)}${two(d.getUTCFullYear() % 100)}`);
const chiNine = fc.tuple(ddmmyy, fc.integer({ min: 0, max: 999 })).map(([date, rest]) => `${date}${String(rest).padStart(3, "0")}`);
const nhsNine = fc.integer({ min: 320_000_000, max: 999_999_999 }).map(String);
const whole = (all: fc.Arbitrary<string>) => all.map(withEleven).filter((n) => n !== undefined) as fc.Arbitrary<string>;
const chi = fc.oneof(whole(chiNine), chiNine.map(withTen));
const nhs = whole(nhsNine);
const either = fc.oneof(chi, nhs);

describe("the check digit", () => {
  test("every number that is made as the health service makes them is one, of its own kind", () => {
    for (const [all, kind] of [
      [nhs, "nhs"],
      [chi, "chi"],
    ] as const)
      fc.assert(
        fc.property(all, (n) => {
          expect([faultIn(n), kindOfNumber(n)]).toEqual([undefined, kind]);
        }),
      );
    // known from what is published: an NHS number of the test range, a CHI number of each modulus
    expect([faultIn("9434765919"), faultIn("0211165794"), faultIn("0101011237")]).toEqual([undefined, undefined, undefined]);
  });

  test("one digit that is wrong, or two neighbours that changed places, are found in every NHS number", () => {
    fc.assert(
      fc.property(nhs, fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 }), (n, at, by) => {
        const other = `${n.slice(0, at)}${(Number(n[at]) + by) % 10}${n.slice(at + 1)}`;
        expect(faultIn(other) === undefined && kindOfNumber(other) === "nhs").toBe(false);
      }),
    );
    fc.assert(
      fc.property(nhs, fc.integer({ min: 0, max: 8 }), (n, at) => {
        const other = `${n.slice(0, at)}${n[at + 1]}${n[at]}${n.slice(at + 2)}`;
        fc.pre(other !== n);
        expect(faultIn(other) === undefined && kindOfNumber(other) === "nhs").toBe(false);
      }),
    );
  });

  test("of ten digits at random fewer than one in four passes, and what fails says why, as the schema does", () => {
    let passed = 0;
    const digits = fc.tuple(nine, fc.integer({ min: 0, max: 9 })).map(([n, last]) => `${n}${last}`);
    fc.assert(
      fc.property(digits, (n) => {
        const fault = faultIn(n);
        if (!fault) passed++;
        expect(HealthNumber.safeParse(n).success).toBe(fault === undefined);
      }),
      { numRuns: 2000 },
    );
    expect(passed).toBeLessThan(500);
    const table = [
      ["123456789", "length"],
      ["12345678901", "length"],
      ["943476591٩", "length"],
      ["943 476 5919", "length"],
      ["0012345678", "range"],
      ["3002411234", "date"],
      ["0113800000", "date"],
      ["9434765918", "check"],
    ] as const;
    for (const [n, fault] of table) expect(faultIn(n), n).toBe(fault);
  });
});

describe("in a text", () => {
  const groupings: ((n: string) => string)[] = [
    (n) => n,
    (n) => `${n.slice(0, 3)} ${n.slice(3, 6)} ${n.slice(6)}`,
    (n) => `${n.slice(0, 3)}-${n.slice(3, 6)}-${n.slice(6)}`,
    (n) => `${n.slice(0, 6)} ${n.slice(6)}`,
    (n) => `${n.slice(0, 2)}/${n.slice(2, 4)}/${n.slice(4, 6)} ${n.slice(6)}`,
    (n) => [...n].join(" "),
    (n) => `${n.slice(0, 3)}\u00a0${n.slice(3, 6)}\u200b${n.slice(6)}`,
    (n) => [...n].map((d) => String.fromCodePoint(0x6f0 + Number(d))).join(""),
    (n) => [...n].map((d) => String.fromCodePoint(0xff10 + Number(d))).join(""),
  ];
  const written = fc.tuple(either, fc.constantFrom(...groupings)).map(([n, group]) => ({ n, as: group(n) }));
  const words = fc.constantFrom("", "Her CHI is ", "(", "no: ", "on 12 March she said\n", "زبان ", "😀 ", "1. ");
  const after = fc.constantFrom("", ".", ")", ", ring her", "\n0141 496 0000", " thanks", " یہ");

  test("it is found however it is grouped and in whatever digits, and the mask leaves its last two digits and nothing else", () => {
    fc.assert(
      fc.property(written, words, after, ({ n, as }, before, then) => {
        const text = `${before}${as}${then}`;
        expect(numbersIn(text)).toEqual([{ from: before.length, to: before.length + as.length, digits: n, kind: kindOfNumber(n) }]);
        const masked = maskedNumbers(text);
        expect(masked).toBe(`${before}${endingOf(n)}${then}`);
        expect(numbersIn(masked)).toEqual([]);
        expect(masked).not.toContain(as);
        const blanked = blankedNumbers(text);
        expect([blanked.length, numbersIn(blanked)]).toEqual([text.length, []]);
        expect(blanked.slice(before.length, before.length + as.length)).toMatch(/^•+$/);
        expect(digitsOf(as)).toBe(n);
      }),
    );
  });

  test("the number of a line is no part of it, also where the digits are told one by one", () => {
    expect(maskedNumbers("1. 3 0 1 2 2 4 0 0 0 2")).toBe(`1. ${endingOf("3012240002")}`);
  });

  test("two in one text are both found", () => {
    fc.assert(
      fc.property(either, either, (a, b) => {
        expect(numbersIn(`${a} and ${groupedNumber(b)}`).map((f) => f.digits)).toEqual([a, b]);
        expect(numbersIn(`${a}\n${b}`).map((f) => f.digits)).toEqual([a, b]);
      }),
    );
  });

  test("telephone numbers, dates, times, sums and ids are none, and a text without any is the same text", () => {
    const others = [
      ...["0141 496 0000", "+44 141 496 0000", "+44 (0)141 496 0000", "0044 141 496 0000", "07700 900123", "07700900123", "0800 555 111"],
      ...[
        "999",
        "12/03/2026 10:05",
        "£1,234,567.89",
        "2026-11-29T10:15:00.000Z",
        "4658 5834 4364 1234",
        "019a3f52-0000-7000-8000-000000000000",
      ],
      ...["room 12, at 10.30, bring 2 x 3", "", "a".repeat(50), "9434765919000", "94347659190"],
    ];
    for (const text of others) expect([text, numbersIn(text), maskedNumbers(text)]).toEqual([text, [], text]);
    // a telephone number is none in whatever way its digits add up
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999_999 }), (n) => {
        const ten = String(n).padStart(10, "0");
        const grouped = `${ten.slice(0, 3)} ${ten.slice(3, 6)} ${ten.slice(6)}`;
        expect(numbersIn(`ring +44 ${grouped}`)).toEqual([]);
        expect(numbersIn(`ring +44 (0)${grouped}`)).toEqual([]);
        expect(numbersIn(`ring 0${ten}`)).toEqual([]);
        expect(numbersIn(`ring 0${ten.slice(0, 3)} ${ten.slice(3, 6)} ${ten.slice(6)}`)).toEqual([]);
      }),
    );
  });
});

test("whoever knows the day of birth can't work a CHI number out from its mask: ten others or so end alike", () => {
  fc.assert(
    fc.property(whole(chiNine), (n) => {
      const last = endingOf(n).slice(-2);
      const alike = Array.from({ length: 100 }, (_, i) => `${n.slice(0, 6)}${two(i)}${last}`).filter((m) => faultIn(m) === undefined);
      expect(alike.length).toBeGreaterThanOrEqual(5);
    }),
  );
});
