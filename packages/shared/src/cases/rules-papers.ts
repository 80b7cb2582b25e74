import { numbersIn } from "../clients/numbers.ts";
import type { Actor } from "../kernel/event.ts";
import type { Verdict } from "../kernel/refusal.ts";
import { alive, mayRecordConsent, refuse } from "./rules.ts";
import type { CaseCommand } from "./schema.ts";
import type { Translation } from "./sharing.ts";
import type { CaseState, HeldConsent } from "./state.ts";

type Written = Extract<CaseCommand, { type: "translateReceipt" }>["input"];

/** "From now on" goes on from where it began: the day of the yes whose place another one takes. */
export const sinceOf = (older: HeldConsent | undefined): { since?: string } =>
  older?.terms.historyFrom.kind === "now" && older.givenAt ? { since: older.givenAt } : {};

const tick = "✓ ";
/** Whether a line of a paper is one of those that say what may be known. */
export const isTicked = (line: string): boolean => line.startsWith(tick);
/** A line without the tick before it, if it has one. */
export const untick = (line: string): string => line.replace(/^(\s*[✓✔]\s*)+/u, "");
/** What somebody wrote, with ticks exactly where the lines that it stands for have them: no translation allows what was not allowed. */
export const tickedAs = (written: readonly string[], shown: readonly string[]): string[] =>
  written.map((line, at) => (isTicked(shown[at] ?? "") ? `${tick}${untick(line)}` : untick(line)));

/** A tag as BCP 47 writes it ("prs" is "fa-AF"); undefined for what is none. */
export function languageOf(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}
const primary = (tag: string): string => (languageOf(tag) ?? tag).split("-")[0] ?? "";
/** Tags that say that it isn't known which language, that it is none, or that it is several. */
const noLanguage: readonly string[] = ["und", "zxx", "mul", "mis"];

/** Whether a paper can be translated into this: a language, not English, and not the one in which it is written. */
export function isAnother(tag: string, written: string): boolean {
  const language = languageOf(tag);
  if (language === undefined) return false;
  return ![...noLanguage, "en", primary(written)].includes(primary(language));
}

const fromTheRight: readonly string[] = ["Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"];
/** The direction of a language as it is mostly written, or in the script that its tag names. */
export function directionOf(tag: string): "ltr" | "rtl" {
  const language = languageOf(tag);
  if (language === undefined) return "ltr";
  return fromTheRight.includes(new Intl.Locale(language).maximize().script ?? "") ? "rtl" : "ltr";
}

/** Into how many languages one paper is translated. */
export const languagesAtMost = 10;

const numbered = (written: Written): string | undefined => {
  const has = (text: string | undefined): boolean => text !== undefined && numbersIn(text).length > 0;
  const line = written.lines.findIndex(has);
  if (line >= 0) return `lines.${line}`;
  return (["title", "translator", "readBack"] as const).find((field) => has(written[field]));
};

/** May this be kept as the paper of a yes in another language? By whoever may record a yes, of one that can still be given to somebody. */
export function mayTranslate(state: CaseState, written: Written, actor: Actor): Verdict {
  const may = mayRecordConsent(state, actor);
  if (may !== true) return may;
  if (state.rest?.because === "death") return refuse("HasDied");
  const held = state.consents[written.consentId];
  if (!held) return refuse("UnknownReference", { field: "consentId" });
  if (!held.record || !alive(held)) return refuse("WrongState", { field: "consentId" });
  const { language, text } = held.record.notice;
  if (!isAnother(written.language, language)) return refuse("NotAnotherLanguage", { field: "language" });
  const kept = held.translations ?? {};
  const anew = kept[languageOf(written.language) ?? ""] !== undefined;
  if (!anew && Object.keys(kept).length >= languagesAtMost) return refuse("TooManyLanguages", { field: "language", most: languagesAtMost });
  if (written.lines.length !== text.length) return refuse("LinesDontMatch", { field: "lines", lines: text.length });
  const field = numbered(written);
  return field === undefined || refuse("NumberInText", { field });
}

/** Whether somebody is offered to write it: the same, as far as it can be told before anything is written. */
export const mayBeTranslated = (state: CaseState, { record, ...held }: HeldConsent, actor: Actor): boolean =>
  mayRecordConsent(state, actor) === true && state.rest?.because !== "death" && record !== undefined && alive(held);

/**
 * What was written into this language before, in this case, for the very same English line: by that line, the newest. It saves the work when a yes is
 * renewed, and leaves the case nowhere.
 */
export function writtenBefore({ consents }: CaseState, language: string): ReadonlyMap<string, string> {
  const all = Object.values(consents).flatMap(({ record, translations }): { text: string[]; made: Translation }[] => {
    const made = translations?.[languageOf(language) ?? ""];
    return record && made ? [{ text: record.notice.text, made }] : [];
  });
  all.sort((a, b) => (a.made.at < b.made.at ? -1 : 1));
  return new Map(all.flatMap(({ text, made }) => text.map((line, at) => [line, made.lines[at] ?? ""] as const)));
}
