/** The two numbers by which the health service knows a person: CHI in Scotland, NHS elsewhere. Their ranges don't overlap, so a number says itself what it is. */
export type NumberKind = "chi" | "nhs";
/** What is wrong with one: not ten digits; in no range that is given out; a CHI number without a date; a check digit that doesn't fit. */
export type NumberFault = "length" | "range" | "date" | "check";
/** A number in a text: first and one past the last, in UTF-16 units, and its ten digits. */
export type FoundNumber = { readonly from: number; readonly to: number; readonly digits: string; readonly kind: NumberKind };

const length = 10;
/** CHI numbers begin with a day (01 to 31), NHS numbers of England, Wales, Man and Northern Ireland with 320 and above. */
const firstOfNhs = "32";

/** The check digit by weights 10 to 2, modulus 11 (NHS data dictionary); of ten digits one in eleven has none. */
function elevenFits(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += Number(digits[i]) * (length - i);
  return sum % 11 === 0;
}
/** Modulus 10 after Luhn: since February 2026 some CHI numbers have this one (Public Health Scotland). */
function tenFits(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < length; i++) {
    const doubled = Number(digits[i]) * (i % 2 === 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Whether ddmmyy is a day in this century or the last. */
function isDay(ddmmyy: string): boolean {
  const [day, month, year] = [0, 2, 4].map((at) => Number(ddmmyy.slice(at, at + 2))) as [number, number, number];
  const within = (y: number): boolean => month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(y, month, 0)).getUTCDate();
  return within(1900 + year) || within(2000 + year);
}

export const kindOfNumber = (digits: string): NumberKind => (digits < firstOfNhs ? "chi" : "nhs");

/** What is wrong with ten digits as a number of the health service; undefined for one that can be. */
export function faultIn(digits: string): NumberFault | undefined {
  if (!/^[0-9]{10}$/.test(digits)) return "length";
  if (kindOfNumber(digits) === "nhs") return elevenFits(digits) ? undefined : "check";
  if (digits.startsWith("00")) return "range";
  if (!isDay(digits.slice(0, 6))) return "date";
  return elevenFits(digits) || tenFits(digits) ? undefined : "check";
}

const digit = /\p{Nd}/u;
/** The digits of every script stand in rows of ten that begin with nought. */
function digitIn(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  let first = code;
  while (first > code - 60 && digit.test(String.fromCodePoint(first - 1))) first--;
  return String((code - first) % 10);
}
/** What somebody typed into the field of a number, without what stands between the digits. */
export const digitsOf = (typed: string): string =>
  [...typed.trim()].map((char) => (digit.test(char) ? digitIn(char) : between.test(char) ? "" : char)).join("");

/** What may stand between the groups of a number: blanks (seen or not), strokes, full stops. No line break: those belong to two things. */
const between = /[^\S\r\n]|[\u00ad\u200b-\u200f\u2060\ufeff\-\u2010-\u2015\u2212./]/u;
/** How people group ten digits. Any other grouping is a telephone number, or something else. */
const groupings = new Set(["10", "3 3 4", "6 4", "2 2 2 4", "5 5", "6 3 1", Array(length).fill("1").join(" ")]);
const maxGroups = length;

type Group = { from: number; to: number; digits: string; gap: string; tight: boolean };
/** The groups of digits of a text; `gap` is what stands between one and the one before it, `tight` where that is at most two signs, all of them such as may stand in a number. */
function groupsIn(text: string): Group[] {
  const groups: Group[] = [];
  let open: Group | undefined;
  let gap = "";
  let at = 0;
  for (const char of text) {
    if (digit.test(char)) {
      if (open && gap === "") {
        open.digits += digitIn(char);
        open.to = at + char.length;
      } else {
        open = {
          from: at,
          to: at + char.length,
          digits: digitIn(char),
          gap,
          tight: open !== undefined && [...gap].length <= 2 && allBetween(gap),
        };
        groups.push(open);
      }
      gap = "";
    } else gap += char;
    at += char.length;
  }
  return groups;
}
/** Ten digits with little between them: without such a stretch there is no number, and most texts have none. */
const ten = /(?:\p{Nd}\P{Nd}{0,2}){9}\p{Nd}/u;
const allBetween = (gap: string): boolean => [...gap].every((char) => between.test(char));
/** "+44 141 496 0000", "0044 ...", "+44 (0)141 ...": a telephone number goes on in threes as an NHS number does. */
const dialled = /(?:\+|\b00)\s?\d{1,3}[\s\-().0]{0,5}$/u;

/** The numbers of the health service that stand in a text, in whatever digits and groups. Phone numbers, dates and sums of money are none. */
export function numbersIn(text: string): FoundNumber[] {
  if (!ten.test(text)) return [];
  const groups = groupsIn(text);
  const found: FoundNumber[] = [];
  for (let i = 0; i < groups.length; i++) {
    const number = numberAt(text, groups, i);
    if (!number || isOfALine(text, groups, i)) continue;
    found.push(number.found);
    i += number.groups - 1;
  }
  return found;
}

/** "1. 9 4 3 ...": the number of a line before digits that are told one by one. It stands further from them than they from each other. */
const isOfALine = (text: string, groups: readonly Group[], at: number): boolean =>
  groups[at]?.digits.length === 1 && groups[at + 1]?.gap !== groups[at + 2]?.gap && numberAt(text, groups, at + 1) !== undefined;

function numberAt(text: string, groups: readonly Group[], start: number): { found: FoundNumber; groups: number } | undefined {
  const first = groups[start];
  if (!first || dialled.test(text.slice(Math.max(0, first.from - 12), first.from))) return undefined;
  let digits = "";
  const lengths: number[] = [];
  for (let i = start; i < groups.length && i < start + maxGroups; i++) {
    const group = groups[i];
    if (!group || (i > start && !group.tight)) return undefined;
    digits += group.digits;
    lengths.push(group.digits.length);
    if (digits.length > length) return undefined;
    if (digits.length === length)
      return groupings.has(lengths.join(" ")) && faultIn(digits) === undefined
        ? { found: { from: first.from, to: group.to, digits, kind: kindOfNumber(digits) }, groups: lengths.length }
        : undefined;
  }
  return undefined;
}

/** A text with something else in the place of each of its numbers. */
function replaced(text: string, put: (number: FoundNumber, was: string) => string): string {
  const numbers = numbersIn(text);
  if (numbers.length === 0) return text;
  let next = "";
  let at = 0;
  for (const number of numbers) {
    next += text.slice(at, number.from) + put(number, text.slice(number.from, number.to));
    at = number.to;
  }
  return next + text.slice(at);
}

const names: Record<NumberKind, string> = { chi: "CHI number", nhs: "NHS number" };
/**
 * How a number is named without being told: by its last two digits. Not more: whoever knows the day of birth and the last three digits of a CHI number
 * can work out the one that is missing from its check digit.
 */
export const endingOf = (digits: string): string => `${names[kindOfNumber(digits)]} ending ${digits.slice(-2)}`;
/** A text in which each number only says how it ends. */
export const maskedNumbers = (text: string): string => replaced(text, ({ digits }) => endingOf(digits));
/** The same for what can't get longer, and for what is looked through: as long as before, and nothing of the number in it. */
export const blankedNumbers = (text: string): string => replaced(text, (_, was) => "•".repeat(was.length));

/** As it is printed on cards and letters: 943 476 5919 for NHS numbers, 010203 4567 for CHI numbers. */
export const groupedNumber = (digits: string): string =>
  kindOfNumber(digits) === "chi"
    ? `${digits.slice(0, 6)} ${digits.slice(6)}`
    : `${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}`;
