import { hash } from "node:crypto";
import { languageOf, mayTranslate, tickedAs } from "@linkwork/shared/cases/rules-papers.ts";
import type { CaseCommand } from "@linkwork/shared/cases/schema.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { CaseContext, Decision } from "./decide.ts";

type Written = Extract<CaseCommand, { type: "translateReceipt" }>["input"];

/** The paper in the person's own language: kept as the English one is, with what it stands for and a hash of what is shown. */
export function translateReceipt(state: CaseState, input: Written, { actor }: CaseContext): Decision {
  const may = mayTranslate(state, input, actor);
  if (may !== true) return may;
  const { text = [], sha256: of = "" } = state.consents[input.consentId]?.record?.notice ?? {};
  const lines = tickedAs(input.lines, text);
  const sha256 = hash("sha256", [input.title, ...lines].join("\n"));
  return { type: "receiptTranslated", body: { ...input, language: languageOf(input.language) ?? input.language, lines, of, sha256 } };
}
