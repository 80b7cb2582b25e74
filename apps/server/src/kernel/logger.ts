import { pino } from "pino";

export type Logger = {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
};

/** JSON lines on stderr, so that stdout stays for what a person who starts the product wants to read. Ids and figures only, never a body or a header. */
export function createLogger(level: string): Logger {
  return pino(
    { level, base: null, redact: ["cookie", "authorization", "*.cookie", "*.authorization"] },
    pino.destination({ dest: 2, sync: false }),
  );
}
