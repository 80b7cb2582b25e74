import { type Detail, detailsIn } from "@linkwork/shared/exchange/rules-detail.ts";
import { parts } from "@linkwork/shared/exchange/rules-learning.ts";
import { numberedIn } from "@linkwork/shared/exchange/rules-reflection.ts";
import type { Part } from "@linkwork/shared/exchange/schema-learning.ts";
import type { Heading } from "@linkwork/shared/exchange/schema-training.ts";
import { exchangeCodeWords } from "@linkwork/shared/exchange/words-codes.ts";
import { reflectionWords as words } from "@linkwork/shared/exchange/words-reflection.ts";
import type { FormError } from "../ui/error-summary.tsx";
import type { Reflection } from "./learning.ts";

/** What stands in the form, as it is typed. */
export type Writing = Record<Part, string> & {
  share: "learning" | "between" | "";
  signed: "yes" | "no" | "";
  headings: readonly Heading[];
};

/** What was sent before, or nothing yet. */
export const writingOf = ({ sent }: Reflection, headings: readonly Heading[]): Writing => ({
  ...{ saw: sent?.says.saw ?? "", differently: sent?.says.differently ?? "", would: sent?.says.would ?? "" },
  ...{ share: sent?.share ?? "", signed: sent ? (sent.signed ? "yes" : "no") : "", headings },
});

/** A draft of this device over what there was; a broken one is passed over. */
export function withDraft(before: Writing, draft: string): Writing {
  try {
    return { ...before, ...(draft === "" ? {} : (JSON.parse(draft) as Partial<Writing>)) };
  } catch {
    return before;
  }
}

/** What is sent; answers that nobody gave are left out. */
export function saysOf({ saw, differently, would }: Writing) {
  const given = (name: string, text: string) => (text.trim() === "" ? {} : { [name]: text.trim() });
  return { ...given("saw", saw), differently: differently.trim(), ...given("would", would) };
}

/** What has to be mended before it can be sent. */
export function missingIn(form: Writing): FormError[] {
  const numbered = numberedIn(saysOf(form));
  return [
    ...(form.differently.trim() === "" ? [{ field: "differently", message: words.missing.differently }] : []),
    ...(numbered ? [{ field: numbered, message: exchangeCodeWords.NumberInReflection }] : []),
    ...(form.share === "" ? [{ field: "share", message: words.missing.share }] : []),
    ...(form.signed === "" ? [{ field: "signed", message: words.missing.signed }] : []),
  ];
}

/** By answer, what in it could tell who somebody is. */
export const detailsOf = (says: Partial<Record<Part, string | undefined>>, names: readonly string[]): { part: Part; details: Detail[] }[] =>
  parts.map((part) => ({ part, details: detailsIn(says[part] ?? "", names) })).filter(({ details }) => details.length > 0);
