import type { paperCodes } from "./rules-codes.ts";
import { languageOf } from "./rules-papers.ts";
import type { CaseEvent } from "./schema.ts";

/** What is read where a translation is refused. */
export const paperCodeWords: Record<keyof typeof paperCodes, string> = {
  NotAnotherLanguage: "Choose another language than English. If yours isn't in the list, write its tag, such as rom for Romani.",
  PaperDiffers:
    "The paper that you see isn't what would be kept: something in it was changed meanwhile. Load the page again, and go through it once more.",
  LinesDontMatch: "The translation needs one line for each line of the paper. Load the page again, and look at what is there.",
  TooManyLanguages: "This paper is in ten languages already. Write one of those anew.",
};

/** A language's name in another, `own`; its tag where nothing knows it. */
const named = (tag: string, own: string): string =>
  languageOf(tag) === undefined ? tag : (new Intl.DisplayNames([own], { type: "language" }).of(tag) ?? tag);
/** A language by its name in English. */
export const languageName = (tag: string): string => named(tag, "en-GB");

/** By its name in English, by which whoever records the yes looks for it, and by its own: "Urdu (اردو)". */
export function languageLabel(tag: string): string {
  const own = named(tag, languageOf(tag) ?? "en-GB");
  const english = languageName(tag);
  return own === english || own === tag ? english : `${english} (${own})`;
}

type Translated = Extract<CaseEvent, { type: "receiptTranslated" }>["body"];

/** The knot in the thread. Guests are not told who translated. */
export const translatedKnot = ({ language, translator }: Translated, label: string, org: string) => ({
  bold: `${label}'s paper is in ${languageName(language)} too`,
  rest: `· for ${org}${translator ? `, translated by ${translator}` : ""}`,
});
