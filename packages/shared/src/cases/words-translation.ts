import type { Translation } from "./sharing.ts";
import { languageName } from "./words-languages.ts";

/** Languages that practices in Scotland often need an interpreter for. Any other one is written by its tag. */
const offered: readonly string[] = [
  ...["am", "ar", "bg", "bn", "ckb", "cs", "es", "fa", "fa-AF", "fr", "gd", "hi", "hu", "it", "ku", "lt", "lv", "ne", "pa", "pa-Arab"],
  ...["pl", "ps", "pt", "ro", "ru", "sk", "so", "sw", "ta", "ti", "tr", "uk", "ur", "vi", "zh-Hans", "zh-Hant"],
];

/** The paper in the person's own language, written by who translates for them. */
export const translationWords = {
  offered,
  choice: "Language",
  write: "In another language",
  writeAnew: "Write this one anew",
  title: (label: string) => `${label}'s paper in another language`,
  lead: "For whoever interprets or translates. Write under each line what it says, no more and no less. A machine's translation is not good enough for this.",
  language: "Which language?",
  prompt: "Choose a language",
  other: "Another one",
  tag: "Its tag",
  tagHint: "Two or three letters, such as rom for Romani. The interpreter, or their agency, knows it.",
  heading: "The heading",
  before: "This was written for the same line before. Read it again.",
  translator: "Who translates?",
  translatorHint: "First and last name. It stands on the paper.",
  readBack: "Who read it back into English? (optional)",
  readBackHint: "A second person, who says in English what is written here. It stands on the paper.",
  keeps: "What you write stays on this device until it is kept.",
  keep: "Keep this paper",
  back: "Back to the paper",
  kept: (tag: string) => `The paper is kept in ${languageName(tag)}.`,
  missing: (place: number) => `Write what line ${place} says.`,
  missingTitle: "Write the heading.",
  missingTranslator: "Write who translates.",
  missingLanguage: "Choose the language first.",
  /** below the translated words, in English */
  by: ({ translator, readBack }: Pick<Translation, "translator" | "readBack">, on: string) =>
    `Translated by ${translator}${readBack ? `, read back by ${readBack}` : ""}, on ${on}.`,
} as const;
