import { refuse } from "@linkwork/shared/kernel/refusal.ts";
import { BurstyRateLimiter, RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/** What an address counts as: one IPv4 address, or the /64 that a single IPv6 customer gets and can wander about in. */
function networkOf(address: string): string {
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  if (mapped || !address.includes(":")) return mapped ?? address;
  const [head = "", tail] = (address.split("%")[0] ?? "").split("::");
  const groups = (part: string | undefined): string[] => (part ? part.split(":") : []);
  const zeros = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array<string>(Math.max(0, zeros)).fill("0"), ...groups(tail)];
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}

/** How often one person may ask by number whether somebody is known: far more than a day at the surgery takes, far too few to go through numbers. */
export const lookUpsAnHour = 30;

/** How much one address may suggest without an account in an hour, and all of them together in a day, for each attempt to sign in that it has: what a street has to say, and less than would bury those who read it. */
const suggested = { anHour: 0.5, aDay: 20 } as const;

/**
 * Lets `atOnce` pieces of dear work run at a time, and the others wait for their turn. Each password that is hashed takes 32 MB and one of the few
 * threads that Node has for files and signatures too: a flood of them is not to have them all. `most`: with so many waiting already nobody is added.
 */
export function createTurns(atOnce: number) {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async <T>(work: () => Promise<T>, most = Number.POSITIVE_INFINITY): Promise<T> => {
    if (running < atOnce) running++;
    else if (waiting.length >= most) throw refuse("TooManyCalls", { seconds: 10 });
    else await new Promise<void>((begin) => waiting.push(begin));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      // the turn passes on
      if (next) next();
      else running--;
    }
  };
}

/** Calls are counted one by one, also within a batch, and for a person, not for an address. */
export function createLimits({ callsPerMinute, burst, signIns = 10 }: { callsPerMinute: number; burst: number; signIns?: number }) {
  const steady = new RateLimiterMemory({ points: Math.max(1, Math.round(callsPerMinute / 60)), duration: 1, keyPrefix: "call" });
  const bursts = new RateLimiterMemory({ points: burst, duration: 10, keyPrefix: "burst" });
  const calls = new BurstyRateLimiter(steady, bursts);
  // one look at a map is some forty pieces, and a whole practice looks from one address
  const pieces = new RateLimiterMemory({ points: callsPerMinute * 5, duration: 60, keyPrefix: "piece" });
  const attempts = new RateLimiterMemory({ points: signIns, duration: 15 * 60, keyPrefix: "signin" });
  const addresses = new RateLimiterMemory({ points: signIns * 10, duration: 15 * 60, keyPrefix: "from" });
  const links = new RateLimiterMemory({ points: signIns, duration: 60 * 60, keyPrefix: "link" });
  const codes = new RateLimiterMemory({ points: 10, duration: 15 * 60, keyPrefix: "code" });
  const mailCodes = new RateLimiterMemory({ points: signIns, duration: 60 * 60, keyPrefix: "mailcode" });
  const strangers = new RateLimiterMemory({ points: signIns * 100, duration: 60 * 60, keyPrefix: "strangers" });
  // of 850,000,000,000 codes that there are ten are looked at from one place, and a thousand in an hour from everywhere together
  const posters = new RateLimiterMemory({ points: signIns, duration: 15 * 60, keyPrefix: "poster" });
  const allPosters = new RateLimiterMemory({ points: signIns * 100, duration: 60 * 60, keyPrefix: "posters" });
  const lookUps = new RateLimiterMemory({ points: lookUpsAnHour, duration: 60 * 60, keyPrefix: "lookup" });
  const suggestions = new RateLimiterMemory({ points: Math.ceil(signIns * suggested.anHour), duration: 60 * 60, keyPrefix: "suggestion" });
  const allSuggestions = new RateLimiterMemory({ points: signIns * suggested.aDay, duration: 24 * 60 * 60, keyPrefix: "suggestions" });
  const consume = async (limiter: { consume(key: string, points?: number): Promise<unknown> }, key: string, points = 1): Promise<void> => {
    try {
      await limiter.consume(key, points);
    } catch (error) {
      if (error instanceof RateLimiterRes) throw refuse("TooManyCalls", { seconds: Math.ceil(error.msBeforeNext / 1000) });
      throw error;
    }
  };
  return {
    /** One call of a person; `weight` for one that costs as much as several. */
    call: (who: string, weight = 1) => consume(calls, who, Math.min(weight, burst)),
    /** One call of somebody who is not signed in. */
    callFrom: (address: string) => consume(calls, networkOf(address)),
    /** One piece of the map below the things: a tile, some letters. */
    pieceFrom: (address: string) => consume(pieces, networkOf(address)),
    /** One question whether somebody with a CHI or NHS number is known: nobody goes through the numbers that there are. */
    lookUp: (who: string) => consume(lookUps, who),
    /** Something that somebody without an account suggests. */
    async suggestion(address: string): Promise<void> {
      await consume(suggestions, networkOf(address));
      await consume(allSuggestions, "all");
    },
    /** One attempt to sign in from an address, to whichever account; a whole practice may share one. */
    signInFrom: (address: string) => consume(addresses, networkOf(address)),
    /** One attempt to sign in to an account. */
    signIn: (email: string) => consume(attempts, email.trim().toLowerCase()),
    /** One question for a link to a new password, whether the address has an account or not. */
    link: (email: string) => consume(links, email),
    /** One question for a code to sign in with, whether the address is known or not. */
    mailCode: (email: string) => consume(mailCodes, email),
    /** One mail to an address that nobody here has: a thousand in an hour, whoever asks, so that our mail doesn't end among what nobody wants. */
    mailToStranger: () => consume(strangers, "all"),
    /** One code of a poster, counted before it is looked at, so that many at once are no way round: refuses who has typed too many that are on none, and everybody while somebody goes through them from many places. */
    async poster(address: string): Promise<void> {
      await consume(posters, networkOf(address));
      await consume(allPosters, "all");
    },
    /** It is on one, and isn't counted after all: a whole meeting shares one address. */
    async posterFits(address: string): Promise<void> {
      await Promise.all([posters.reward(networkOf(address)), allPosters.reward("all")]);
    },
    /** One code that somebody tries for an account's second factor. */
    code: (userId: string) => consume(codes, userId),
    /** It fitted: the next ten tries are theirs again. */
    codeFitted: (userId: string): void => void codes.delete(userId),
  };
}

export type Limits = ReturnType<typeof createLimits>;
