import { createHmac, type KeyObject, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import { createOTP } from "@better-auth/utils/otp";
import { refuse } from "@linkwork/shared/kernel/refusal.ts";
import type { Clock } from "./clock.ts";
import type { Database } from "./database.ts";
import { laterIsThere } from "./lanes.ts";
import type { Limits } from "./limits.ts";
import { openWith, sealWith } from "./seal.ts";
import { derivedKey } from "./secrets.ts";

/** How long a code of an authenticator lives, and how long a key that was shown waits for its first code (ms). */
const codePeriod = 30_000;
const comingFor = 15 * 60_000;
const recoveryCodes = 10;
/** Letters and digits that nobody mistakes for each other. */
const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

export type Passkey = {
  readonly id: string;
  /** COSE key, base64url */
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly name: string;
  readonly addedAt: Date;
  readonly usedAt: Date | null;
};
type Authenticator = { readonly key: string; readonly addedAt: Date; readonly usedAt: Date | null; readonly lastStep: number };
/** All second factors of one account in one document, so that each change is one compare-and-set. */
export type Kept = {
  readonly _id: string;
  readonly version: number;
  readonly authenticator: Authenticator | null;
  /** shown, but not confirmed yet */
  readonly coming: { readonly key: string; readonly sessionId: string; readonly until: Date } | null;
  readonly passkeys: readonly Passkey[];
  /** keyed hashes, with one salt for the ten */
  readonly recovery: { readonly salt: string; readonly hashes: readonly string[] };
  /** when all of them ended last, so that it happens once: after which event of their owner's room, and whether what goes with it is done too */
  readonly ended?: { readonly after: number; readonly done: boolean };
};
const nothing = (userId: string): Kept => ({
  _id: userId,
  version: 0,
  authenticator: null,
  coming: null,
  passkeys: [],
  recovery: { salt: "", hashes: [] },
});
/** With the password alone one may set up the first factor, never a second one. */
export function onlyIfFirst(kept: Kept, first: boolean): void {
  if (first && countOf(kept) > 0) throw refuse("SecondFactorNeeded");
}
const countOf = ({ passkeys, authenticator }: Kept): number => passkeys.length + (authenticator ? 1 : 0);

type Deps = { database: Database; masterKey: KeyObject; clock: Clock; limits: Limits };
type Change = Partial<Omit<Kept, "_id" | "version">>;
/** Whose session asks. */
type Who = { readonly userId: string; readonly sessionId: string; readonly email: string };

const tidy = (code: string): string => code.toLowerCase().replace(/[^a-z0-9]/g, "");
const newCode = (): string => Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join("");

/** Second factors: authenticators (TOTP, RFC 6238), recovery codes, and where passkeys are kept. */
export function createFactors({ database, masterKey, clock, limits }: Deps) {
  const all = database.collection<Kept>("factors");
  const place = (userId: string) => Buffer.from(`authenticator:${userId}`);
  const seal = (userId: string, secret: string) => sealWith(masterKey, Buffer.from(secret), place(userId)).toString("base64");
  const open = (userId: string, key: string) => openWith(masterKey, Buffer.from(key, "base64"), place(userId)).toString();
  const pepper = derivedKey(masterKey, "linkwork recovery codes");
  const hashOf = (code: string, salt: string): string => createHmac("sha256", pepper).update(`${salt}|${code}`).digest("hex");

  const of = async (userId: string): Promise<Kept> => (await all.findOne({ _id: userId })) ?? nothing(userId);

  /** Decides on what is kept at this moment; whoever comes second decides again on what the first left. */
  async function change<T>(userId: string, decide: (kept: Kept) => Promise<[Change, T]> | [Change, T]): Promise<T> {
    for (let tries = 0; tries < 8; tries++) {
      const kept = await of(userId);
      const [next, answer] = await decide(kept);
      const $set = { ...next, version: kept.version + 1 };
      if (kept.version > 0) {
        const { matchedCount } = await all.updateOne({ _id: userId, version: kept.version }, { $set });
        if (matchedCount === 1) return answer;
      } else {
        const { _id, ...fields } = { ...kept, ...$set };
        const made = await all.updateOne({ _id }, { $setOnInsert: fields }, { upsert: true }).catch(laterIsThere);
        if (made?.upsertedCount === 1) return answer;
      }
    }
    throw refuse("Busy");
  }

  /** The step whose code this is: the one before, this one or the next (a clock may be wrong), but none that was used. */
  async function stepOf(secret: string, code: string, after: number): Promise<number> {
    const now = Math.floor(clock.now() / codePeriod);
    const otp = createOTP(secret);
    let fits = Number.NaN;
    for (const step of [now - 1, now, now + 1])
      if (timingSafeEqual(Buffer.from(await otp.hotp(step)), Buffer.from(code)) && step > after) fits = step;
    if (Number.isNaN(fits)) throw refuse("WrongCode", { field: "code" });
    return fits;
  }

  async function useAuthenticator(userId: string, code: string): Promise<void> {
    await change(userId, async ({ authenticator }) => {
      if (!authenticator) throw refuse("WrongCode", { field: "code" });
      const lastStep = await stepOf(open(userId, authenticator.key), code, authenticator.lastStep);
      return [{ authenticator: { ...authenticator, lastStep, usedAt: new Date(clock.now()) } }, undefined];
    });
  }

  async function useRecovery(userId: string, code: string): Promise<void> {
    const { salt } = (await of(userId)).recovery;
    const hash = hashOf(code, salt);
    await change(userId, ({ recovery }) => {
      if (recovery.salt !== salt || !recovery.hashes.includes(hash)) throw refuse("WrongCode", { field: "code" });
      return [{ recovery: { salt, hashes: recovery.hashes.filter((one) => one !== hash) } }, undefined];
    });
  }

  return {
    of,
    change,
    /** After which event all of them ended last; 0 for never. */
    endedAfter: async (userId: string): Promise<number> => (await of(userId)).ended?.after ?? 0,
    has: async (userId: string): Promise<boolean> => countOf(await of(userId)) > 0,

    /** A code of either kind; every try counts against the account until one fits. */
    async useCode(userId: string, given: string): Promise<void> {
      const code = tidy(given);
      await limits.code(userId);
      if (/^\d{6}$/.test(code)) await useAuthenticator(userId, code);
      else if (code.length === 10) await useRecovery(userId, code);
      else throw refuse("WrongCode", { field: "code" });
      limits.codeFitted(userId);
    },

    /** The key of a new authenticator: as an address for a QR code, and as text to type. It counts once a code of it was given. */
    async startAuthenticator({ userId, sessionId, email }: Who): Promise<{ uri: string; key: string }> {
      const secret = randomBytes(16).toString("base64url");
      const until = new Date(clock.now() + comingFor);
      await change(userId, () => [{ coming: { key: seal(userId, secret), sessionId, until } }, undefined]);
      const uri = createOTP(secret).url("Linkwork", email);
      return { uri, key: new URL(uri).searchParams.get("secret") ?? "" };
    },

    /** The first code; from now on the authenticator counts, and an older one no longer does. */
    async confirmAuthenticator({ userId, sessionId }: Who, { code: given, first }: { code: string; first: boolean }): Promise<void> {
      await limits.code(userId);
      await change(userId, async (kept) => {
        onlyIfFirst(kept, first);
        const { coming } = kept;
        const code = tidy(given);
        const fits = coming && coming.sessionId === sessionId && coming.until.getTime() > clock.now() && /^\d{6}$/.test(code);
        if (!fits) throw refuse("WrongCode", { field: "code" });
        const lastStep = await stepOf(open(userId, coming.key), code, 0);
        const now = new Date(clock.now());
        return [{ coming: null, authenticator: { key: coming.key, addedAt: now, usedAt: now, lastStep } }, undefined];
      });
      limits.codeFitted(userId);
    },

    /** Ten new ones; those before end. They are told this once and kept as hashes. */
    async newRecoveryCodes(userId: string): Promise<string[]> {
      const codes = Array.from({ length: recoveryCodes }, newCode);
      const salt = randomBytes(16).toString("hex");
      const hashes = codes.map((code) => hashOf(code, salt));
      await change(userId, (kept) => {
        if (countOf(kept) === 0) throw refuse("NotFound");
        return [{ recovery: { salt, hashes } }, undefined];
      });
      return codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`);
    },

    /** All end, with the recovery codes, and then what goes with them; once for each event, and what was set up since stays. */
    async endAll(userId: string, after: number, also: () => Promise<void>): Promise<void> {
      const due = await change(userId, ({ ended }) => {
        if (ended && ended.after >= after) return [{}, ended.after === after && !ended.done];
        const { _id, version: _version, ...none } = nothing(userId);
        return [{ ...none, ended: { after, done: false } }, true];
      });
      if (!due) return;
      await also();
      await change(userId, ({ ended }) => [ended?.after === after ? { ended: { after, done: true } } : {}, undefined]);
    },

    /** Takes the authenticator away (null), or a passkey; somebody who has a factor keeps one. */
    remove: (userId: string, passkeyId: string | null): Promise<void> =>
      change(userId, (kept) => {
        const { authenticator, passkeys } = kept;
        const there = passkeyId === null ? authenticator !== null : passkeys.some(({ id }) => id === passkeyId);
        if (!there) throw refuse("NotFound");
        if (countOf(kept) === 1) throw refuse("LastFactor");
        return [passkeyId === null ? { authenticator: null } : { passkeys: passkeys.filter(({ id }) => id !== passkeyId) }, undefined];
      }),
  };
}

export type Factors = ReturnType<typeof createFactors>;
