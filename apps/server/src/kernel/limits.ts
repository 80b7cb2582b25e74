import { refuse } from "@linkwork/shared/kernel/refusal.ts";
import { BurstyRateLimiter, RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/** Calls are counted one by one, also within a batch, and for a person, not for an address. */
export function createLimits({ callsPerMinute, burst, signIns = 10 }: { callsPerMinute: number; burst: number; signIns?: number }) {
  const steady = new RateLimiterMemory({ points: Math.max(1, Math.round(callsPerMinute / 60)), duration: 1, keyPrefix: "call" });
  const bursts = new RateLimiterMemory({ points: burst, duration: 10, keyPrefix: "burst" });
  const calls = new BurstyRateLimiter(steady, bursts);
  const attempts = new RateLimiterMemory({ points: signIns, duration: 15 * 60, keyPrefix: "signin" });
  const consume = async (limiter: { consume(key: string, points?: number): Promise<unknown> }, key: string, points = 1): Promise<void> => {
    try {
      await limiter.consume(key, points);
    } catch (error) {
      if (error instanceof RateLimiterRes) throw refuse("TooManyCalls", { seconds: Math.ceil(error.msBeforeNext / 1000) });
      throw error;
    }
  };
  return {
    /** One call of a person (or, before signing in, of an address); `weight` for one that costs as much as several. */
    call: (who: string, weight = 1) => consume(calls, who, Math.min(weight, burst)),
    /** One attempt to sign in to an account. */
    signIn: (email: string) => consume(attempts, email.trim().toLowerCase()),
  };
}

export type Limits = ReturnType<typeof createLimits>;
