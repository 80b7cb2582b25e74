import type { Access } from "../exchange/schema.ts";
import type { AssetDetails, AssetKind, Contact, Hours } from "./schema-asset.ts";
import type { ImportField, RowNote } from "./schema-import.ts";

/** What single cells of a table say, in our words. What they don't say clearly is left out, never guessed. */
type Cells = Readonly<Partial<Record<ImportField, string>>>;

/** What it is, by what its source calls it; a service, where nothing else is said. */
export function kindOf(cell: string): AssetKind {
  const said = cell.toLowerCase();
  if (/\b(?:online|virtual|web|app)\b/.test(said)) return "online";
  if (/\b(?:group|club|class|choir)s?\b/.test(said)) return "group";
  if (/\b(?:place|venue|park|garden|building|hall|bench)s?\b/.test(said)) return "place";
  if (/\b(?:mobile|outreach|moving)\b/.test(said)) return "moving";
  return /^role$/.test(said) ? "role" : "service";
}

/** What it costs; where the source doesn't say, that is said. */
export function costOf(cell: string): { cost: AssetDetails["cost"]; words: string; unknown: boolean } {
  if (cell === "") return { cost: "some", words: "The source doesn't say what it costs.", unknown: true };
  if (/donation|contribution/i.test(cell)) return { cost: "asks", words: cell, unknown: false };
  if (/^(?:free\b|no (?:charge|cost|fee)|none$|nil$|£?0(?:\.00)?$)/i.test(cell))
    return { cost: "free", words: /^free\.?$/i.test(cell) ? "" : cell, unknown: false };
  return { cost: "some", words: cell, unknown: false };
}

const phoneShape = /^[+0-9][0-9 ()-]{5,38}$/;
const addressShape = /^[A-Za-z0-9_'+-]+(?:\.[A-Za-z0-9_'+-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/;
/** With a letter before the last dot of its host, no user and no blank: what a link may lead to. */
const siteShape = /^https?:\/\/(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}(?::\d{1,5})?(?:[/?#][^\s<>"]*)?$/;

/** How one gets in touch. What has not the form of it is left out, and noted. */
export function contactsOf(cells: Cells): { contacts: Contact[]; notes: RowNote[] } {
  const notes: RowNote[] = [];
  const several = (field: "phone" | "email" | "website"): string[] =>
    (cells[field] ?? "")
      // three of them fit in less: what is longer is none, and isn't looked through sign by sign
      .slice(0, 2_000)
      .split(field === "website" ? /[\s;|]+/ : /[;|\n]|,\s|\/| or /)
      .map((one) => one.trim())
      .filter((one) => one !== "")
      .slice(0, 3);
  const taken = (kind: Contact["kind"], typed: string[], shape: RegExp, left: RowNote): Contact[] =>
    typed.flatMap((value): Contact[] => {
      if (shape.test(value) && value.length <= (kind === "web" ? 500 : 254)) return [{ kind, value, label: "" }];
      if (!notes.includes(left)) notes.push(left);
      return [];
    });
  const phones = several("phone").map((typed) => typed.replace(/\s*\([A-Za-z][^)]*\)\s*$/, "").replace(/[.\u2010-\u2015]/g, "-"));
  const sites = several("website").map((typed) =>
    /^https?:\/\//i.test(typed) ? typed.replace(/^https?/i, (way) => way.toLowerCase()) : `https://${typed}`,
  );
  return {
    contacts: [
      ...taken("phone", phones, phoneShape, "phoneLeftOut"),
      ...taken(
        "email",
        several("email").map((typed) => typed.replace(/^mailto:/i, "")),
        addressShape,
        "emailLeftOut",
      ),
      ...taken("web", sites, siteShape, "websiteLeftOut"),
    ].slice(0, 8),
    notes,
  };
}

/** A day, as `2026-11-30`, `30/11/2026` or an instant says it; null for everything else, and for what the calendar hasn't. */
export function dayOf(cell: string): string | null {
  const isoDay = /^(20\d\d)-(\d\d)-(\d\d)(?:$|[T ])/.exec(cell);
  const british = /^(\d{1,2})[/.](\d{1,2})[/.](20\d\d)(?:$| )/.exec(cell);
  const [year, month, date] = isoDay ? isoDay.slice(1).map(Number) : british ? british.slice(1).reverse().map(Number) : [];
  if (year === undefined || month === undefined || date === undefined) return null;
  const at = new Date(Date.UTC(year, month - 1, date));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === date ? at.toISOString().slice(0, 10) : null;
}

/** Who is old enough, as words. */
export function ages(from: string, to: string): string {
  const [least, most] = [from, to].map((cell) => (/^\d{1,3}(?:\.0+)?$/.test(cell) ? Number.parseInt(cell, 10) : undefined));
  if (least !== undefined && most !== undefined && most >= least) return `Ages ${least} to ${most}.`;
  if (least !== undefined && least > 0) return `From age ${least}.`;
  return most === undefined ? "" : `Up to age ${most}.`;
}

const tongues: Readonly<Record<string, string>> = {
  ...{ english: "en", welsh: "cy", gaelic: "gd", irish: "ga", scots: "sco", polish: "pl", urdu: "ur", punjabi: "pa", panjabi: "pa" },
  ...{ bengali: "bn", gujarati: "gu", hindi: "hi", arabic: "ar", somali: "so", romanian: "ro", ukrainian: "uk", russian: "ru" },
  ...{ french: "fr", spanish: "es", portuguese: "pt", italian: "it", german: "de", chinese: "zh", mandarin: "zh", cantonese: "yue" },
  ...{
    turkish: "tr",
    kurdish: "ku",
    farsi: "fa",
    persian: "fa",
    pashto: "ps",
    dari: "prs",
    tigrinya: "ti",
    bsl: "bfi",
    "british sign language": "bfi",
  },
};
/** Languages by their English names, or as BCP 47 writes them. */
export function languagesOf(cell: string): string[] {
  const all = cell
    .toLowerCase()
    .split(/[;,|/\n]+/)
    .map((one) => one.trim());
  const found = all.flatMap((one) => (Object.hasOwn(tongues, one) ? (tongues[one] ?? []) : /^[a-z]{2,3}$/.test(one) ? [one] : []));
  return [...new Set(found)].slice(0, 20);
}

const ways: readonly (readonly [Access, RegExp])[] = [
  ["stepFree", /step[- ]?free|wheelchair|ramp|level access|\blift\b/i],
  ["toilet", /toilet|changing place/i],
  ["hearingLoop", /hearing loop|induction loop/i],
  ["quietRoom", /quiet (?:room|space)/i],
  ["parking", /parking|car park/i],
  ["busNearby", /\bbus\b/i],
];
/** What of its access is there; where a source says that something isn't, nothing is taken from it. */
export const accessOf = (cell: string): Access[] =>
  /\b(?:no|not|without|isn't|limited)\b/i.test(cell) ? [] : ways.flatMap(([access, pattern]) => (pattern.test(cell) ? [access] : []));

/** When, as our own reader of Open Referral wrote it down; nothing for anything else. */
export function hoursOf(cell: string): Hours[] {
  if (!cell.startsWith("[")) return [];
  try {
    const all: unknown = JSON.parse(cell);
    return Array.isArray(all) ? (all as Hours[]).slice(0, 14) : [];
  } catch {
    return [];
  }
}
