import { alive } from "./rules.ts";
import type { CaseState } from "./state.ts";

/**
 * Whether what somebody looked for in vain counts for this person: until they have taken back all that they had agreed to. Nobody has to have agreed to anything before,
 * for nothing that leads to them leaves the case.
 */
export function isCounted({ consents, status }: Pick<CaseState, "consents" | "status">): boolean {
  const all = Object.values(consents);
  const turned = all.some(({ status: stands }) => stands === "withdrawn" || stands === "entered-in-error");
  return status === "active" && (!turned || all.some(alive));
}

/** By what a person could be named in a text, as far as it is known to whoever writes: the whole name, what they like to be called, and each part of it that is no initial. */
export function namesOf({ name = "", knownAs = "" }: { name?: string | undefined; knownAs?: string | undefined }): string[] {
  const parts = `${name} ${knownAs}`.split(/[\s,]+/).filter((part) => [...part].length > 2);
  return [...new Set([name, knownAs, ...parts].map((one) => one.trim()).filter((one) => one.length > 2))];
}

/** The first postcode district in how somebody can be reached: G51 of "34 Invented Street, G51 3UU". */
export const districtIn = (text: string): string | undefined =>
  /\b([A-Z]{1,2}\d[A-Z\d]?)\s*\d[ABD-HJLNP-UW-Z]{2}\b/i.exec(text)?.[1]?.toUpperCase();
