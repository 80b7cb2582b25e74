import type { Clock } from "../../apps/server/src/kernel/clock.ts";

/** Time that moves only when a test says so. */
export type TestClock = Clock & {
  /** moves on by so many milliseconds */
  advance(ms: number): void;
};

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** A clock that stands still at `start` (default: this moment) until it is moved. */
export function testClock(start: number = Date.now()): TestClock {
  let at = start;
  return {
    now: () => at,
    advance(ms) {
      at += ms;
    },
  };
}

/** Asks until it is so, or says what never came. For what no frame tells: the database, another process. The bound times nothing. */
export async function eventually<T>(
  what: string,
  probe: () => Promise<T | undefined | false> | T | undefined | false,
  ms = 30_000,
): Promise<T> {
  const end = performance.now() + ms;
  for (;;) {
    const found = await probe();
    if (found !== undefined && found !== false) return found as T;
    if (performance.now() > end) throw new Error(`never came within ${ms} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
