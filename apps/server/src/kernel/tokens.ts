import { createHash, createHmac, type KeyObject } from "node:crypto";
import { derivedKey } from "./secrets.ts";

const idBytes = 16;
const hashOf = (secret: Buffer): string => createHash("sha256").update(secret).digest("base64url");
const bytesOf = (uuid: string): Buffer => Buffer.from(uuid.replaceAll("-", ""), "hex");
const uuidIn = (bytes: Buffer): string => bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

/** What a one-time link is about: the subject of a room, and the invitation in it. Both uuids. */
export type LinkedTo = { readonly subject: string; readonly id: string };

/** What stands on a poster, and what is kept of it. */
export type PosterSecret = { readonly code: string; readonly hash: string };
/** Nobody mistakes these for each other: no 0 and O, no 1, I and L. */
const onPosters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
const posterLetters = 8;

/**
 * The secrets of one-time links: 256 bits that follow from the master key and what the link is about. So a mail can be written again after a crash
 * and nobody stores the secret; the log has its hash.
 */
export function createTokens(masterKey: KeyObject) {
  const key = derivedKey(masterKey, "linkwork one-time links");
  const posterKey = derivedKey(masterKey, "linkwork poster codes");
  // with a key of ours: eight letters alone could be found again from a bare hash
  const posterHash = (code: string): string =>
    createHmac("sha256", posterKey)
      .update(code.toUpperCase().replace(/[^A-Z0-9]/g, ""))
      .digest("base64url");
  const secretOf = ({ subject, id }: LinkedTo): Buffer => createHmac("sha256", key).update(`${subject}|${id}`).digest();
  return {
    /** what the log keeps of it */
    hash: (linked: LinkedTo): string => hashOf(secretOf(linked)),
    /** what is kept of a poster's code that somebody typed */
    posterHash,
    /** The code of a poster: eight letters in two halves, one of 850,000,000,000. It follows from the master key, so that it can be printed again and nobody stores it. */
    poster(linked: LinkedTo): PosterSecret {
      let left = BigInt(`0x${createHmac("sha256", posterKey).update(`${linked.subject}|${linked.id}`).digest("hex")}`);
      let code = "";
      while (code.length < posterLetters) {
        code += onPosters[Number(left % BigInt(onPosters.length))];
        left /= BigInt(onPosters.length);
      }
      const shown = `${code.slice(0, posterLetters / 2)}-${code.slice(posterLetters / 2)}`;
      return { code: shown, hash: posterHash(shown) };
    },
    /** what the link carries: what it is about, and the secret; base64url, 86 characters */
    token: (linked: LinkedTo): string =>
      Buffer.concat([bytesOf(linked.subject), bytesOf(linked.id), secretOf(linked)]).toString("base64url"),
  };
}

/** What somebody's link says it is about, and the hash of the secret that came with it. Proves nothing until it is compared. */
export function readToken(token: string): LinkedTo & { hash: string } {
  const bytes = Buffer.from(token, "base64url");
  return {
    subject: uuidIn(bytes.subarray(0, idBytes)),
    id: uuidIn(bytes.subarray(idBytes, 2 * idBytes)),
    hash: hashOf(bytes.subarray(2 * idBytes)),
  };
}
