/** The only source of time on the server. Tests bring their own. */
export type Clock = { /** milliseconds since 1970 */ now(): number };

/** The machine's clock, moved by `offsetMs` (fault tests set a node's clock ahead or back). */
export const systemClock = (offsetMs = 0): Clock => ({ now: () => Date.now() + offsetMs });

/** An instant as the log writes it: ISO 8601 UTC with milliseconds. */
export const iso = (ms: number): string => new Date(ms).toISOString();
