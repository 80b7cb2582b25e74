import { createSecretKey, hkdfSync, type KeyObject, randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** Reads a secret, or makes it on the first start: 32 random bytes in hex, readable by the owner alone. */
async function readOrMake(path: string, what: string, say: (line: string) => void): Promise<string> {
  try {
    return (await readFile(path, "utf8")).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  await mkdir(dirname(path), { recursive: true });
  const made = randomBytes(32).toString("hex");
  await writeFile(path, `${made}\n`, { mode: 0o600, flag: "wx" });
  await chmod(path, 0o600);
  say(`Made ${path} (only this machine's owner can read it): ${what}`);
  return made;
}

/** The key that wraps all room keys: given as 64 hex characters, or kept in DATA_DIR. */
export async function masterKey({
  text,
  path,
  say,
}: {
  text: string | undefined;
  path: string;
  say(line: string): void;
}): Promise<KeyObject> {
  const hex = text ?? (await readOrMake(path, "keep a copy in a safe place, for without it nobody can read the records.", say));
  if (!/^[0-9a-f]{64}$/i.test(hex))
    throw new SecretRefusal("MASTER_KEY must be 64 hexadecimal characters (32 bytes). Make one with: openssl rand -hex 32");
  return createSecretKey(Buffer.from(hex, "hex"));
}

/** A key for one purpose, which follows from the master key (HKDF, RFC 5869): whoever has it learns neither that one nor another purpose's. */
export const derivedKey = (masterKey: KeyObject, purpose: string): Buffer => Buffer.from(hkdfSync("sha256", masterKey, "", purpose, 32));

/** The secret that signs session cookies. */
export const sessionSecret = async ({
  text,
  path,
  say,
}: {
  text: string | undefined;
  path: string;
  say(line: string): void;
}): Promise<string> => text ?? (await readOrMake(path, "it signs the session cookies.", say));

/** A secret that does not fit; the message is for people. */
export class SecretRefusal extends Error {
  override name = "SecretRefusal";
}
