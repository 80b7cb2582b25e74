import { createHmac, type KeyObject } from "node:crypto";
import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import { derivedKey } from "../kernel/secrets.ts";

/** What stands for a CHI or NHS number in the query table of one organisation. */
export type NumberTag = (orgId: OrgId, digits: string) => string;

/**
 * A number under a key that is nowhere in the database (HMAC-SHA-256): there are only a few thousand million numbers, so without the key a digest of one
 * could be found by trying them all. The organisation goes in, so that the same person at two practices has nothing in common in the table.
 */
export function numberTags(masterKey: KeyObject): NumberTag {
  const pepper = derivedKey(masterKey, "linkwork look-up by CHI or NHS number");
  return (orgId, digits) => createHmac("sha256", pepper).update(`${orgId}|${digits}`).digest("base64url");
}
