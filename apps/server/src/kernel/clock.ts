import type { Logger } from "./logger.ts";

/** The only source of time on the server. Tests bring their own. */
export type Clock = { /** milliseconds since 1970 */ now(): number };

/** The machine's clock, moved by `offsetMs` (fault tests set a node's clock ahead or back). */
export const systemClock = (offsetMs = 0): Clock => ({ now: () => Date.now() + offsetMs });

let last = { ms: Number.NaN, text: "" };
/** An instant as the log writes it: ISO 8601 UTC with milliseconds. Many ask within the same millisecond. */
export function iso(ms: number): string {
  if (ms !== last.ms) last = { ms, text: new Date(ms).toISOString() };
  return last.text;
}

/** Does something again and again, one at a time: what waits for a slow neighbour isn't begun twice. */
export function regularly({ what, every, logger }: { what: string; every: number; logger: Logger }, work: () => Promise<unknown>) {
  let running: Promise<void> | undefined;
  const failed = (error: unknown) => logger.warn({ error: String(error) }, what);
  const over = () => {
    running = undefined;
  };
  const timer = setInterval(() => {
    running ??= work()
      .then(() => undefined, failed)
      .finally(over);
  }, every);
  return { end: () => clearInterval(timer), settled: () => running };
}
