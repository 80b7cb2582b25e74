import { type ReadinessItem, readiness } from "@linkwork/shared/exchange/rules.ts";
import { refusedFrom } from "../kernel/refused.ts";

/** What a refusal says is missing before others can come; nothing for any other refusal. */
export function missingFrom(error: unknown): ReadinessItem[] {
  const { code, details } = refusedFrom(error);
  const named = code === "NotReady" && typeof details.missing === "string" ? details.missing.split(",") : [];
  return readiness.filter((item) => named.includes(item));
}
