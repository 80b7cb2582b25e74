import { untick, writtenBefore } from "@linkwork/shared/cases/rules-papers.ts";
import type { CaseState, HeldConsent } from "@linkwork/shared/cases/state.ts";
import { translationWords as words } from "@linkwork/shared/cases/words-translation.ts";
import type { FormError } from "../../ui/error-summary.tsx";

/** A translation while it is written, a box for each line. */
export type Writing = { title: string; lines: readonly string[]; translator: string; readBack: string };

/** What the boxes hold first: what is kept in this language, or else what an older paper of this case says for the same lines. */
export function firstWriting(state: CaseState, { record, translations }: HeldConsent, language: string): Writing {
  const kept = translations?.[language];
  const before = writtenBefore(state, language);
  const lines = record?.notice.text.map((line, at) => untick(kept?.lines[at] ?? before.get(line) ?? "")) ?? [];
  return { title: kept?.title ?? "", lines, translator: kept?.translator ?? "", readBack: kept?.readBack ?? "" };
}

/** The same with what lies half written on the device, if that can be read. */
export function withDraft(first: Writing, draft: string): Writing {
  if (draft === "") return first;
  try {
    return { ...first, ...(JSON.parse(draft) as Partial<Writing>) };
  } catch {
    return first;
  }
}

/** What is not written yet, in the order of the form. */
export function missingIn(language: boolean, { title, lines, translator }: Writing): FormError[] {
  if (!language) return [{ field: "language", message: words.missingLanguage }];
  const blank = (text: string): boolean => untick(text).trim() === "";
  return [
    ...(blank(title) ? [{ field: "title", message: words.missingTitle }] : []),
    ...lines.flatMap((line, at) => (blank(line) ? [{ field: `lines.${at}`, message: words.missing(at + 1) }] : [])),
    ...(blank(translator) ? [{ field: "translator", message: words.missingTranslator }] : []),
  ];
}
