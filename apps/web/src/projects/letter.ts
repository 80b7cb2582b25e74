import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import { charterPartWords } from "@linkwork/shared/projects/words.ts";

import { refusedFrom } from "../kernel/refused.ts";
import { wordsFor } from "../kernel/words.ts";

const days = 30;
/** Until when a proposal waits for answers; null once it has begun or is over. */
export const lapsesAt = ({ status, proposedAt }: Pick<ProjectState, "status" | "proposedAt">): string | null =>
  status === "proposed" && proposedAt !== "" ? new Date(Date.parse(proposedAt) + days * 86_400_000).toISOString() : null;

const isPart = (part: string): part is keyof typeof charterPartWords => Object.hasOwn(charterPartWords, part);
/** A refusal because the charter is not whole yet, with each part that is missing; any other as it is. */
export function withWhatIsMissing(error: unknown): unknown {
  const refused = refusedFrom(error);
  const { missing } = refused.details;
  if (refused.code !== "CharterNotReady" || typeof missing !== "string") return error;
  const parts = missing.split(",").filter(isPart);
  return Object.assign(refused, {
    issues: [wordsFor(refused), ...parts.map((part) => charterPartWords[part])].map((message) => ({ path: "letter", message })),
  });
}
