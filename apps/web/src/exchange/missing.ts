import { type ReadinessItem, readiness } from "@linkwork/shared/exchange/rules.ts";
import { clashWords } from "@linkwork/shared/exchange/words-hosting.ts";
import { refusedFrom } from "../kernel/refused.ts";
import { onTheWall } from "./when.ts";

/** What a refusal says is missing before others can come; nothing for any other refusal. */
export function missingFrom(error: unknown): ReadinessItem[] {
  const { code, details } = refusedFrom(error);
  const named = code === "NotReady" && typeof details.missing === "string" ? details.missing.split(",") : [];
  return readiness.filter((item) => named.includes(item));
}

/** What a refusal says of where else whoever is to receive visitors is then, with the times; nothing for any other refusal. */
export function clashFrom(error: unknown): string | undefined {
  const { code, details } = refusedFrom(error);
  const { starts, other } = details;
  if (typeof starts !== "string" || starts === "") return undefined;
  if (code === "ContactReceives" && typeof other === "string") return clashWords.receives(onTheWall(starts), onTheWall(other));
  return code === "ContactElsewhere" ? clashWords.elsewhere(onTheWall(starts)) : undefined;
}

/** The same refusal, with the times, under the question that it is about. */
export function withClash(error: unknown): unknown {
  const message = clashFrom(error);
  if (message === undefined) return error;
  const refused = refusedFrom(error);
  return Object.assign(refused, { issues: [{ path: refused.details.field ?? "", message }] });
}
export function throwClash(error: unknown): never {
  throw withClash(error);
}
