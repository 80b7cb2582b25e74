import { randomUUID } from "node:crypto";
import { Refusal, refuse } from "@linkwork/shared/kernel/refusal.ts";
import type { WireError } from "@linkwork/shared/kernel/wire.ts";
import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import type { Response } from "express";
import { ZodError } from "zod";
import type { Logger } from "./logger.ts";

/** The least time that "not found" takes, in milliseconds: absent and forbidden are answered alike, also by the clock. */
const hiddenFloor = 30;

/** Waits until a "not found" that began at `started` (performance.now) may be answered. */
export async function hide(started: number): Promise<void> {
  const rest = hiddenFloor - (performance.now() - started);
  if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
}

/** The database's ways of saying that it can't answer now; whether a write happened is then unknown. */
const faults =
  /MongoNetwork|MongoServerSelection|MongoNotConnected|PoolCleared|MongoTopologyClosed|MongoWriteConcern|MongoExpiredSession|MongoClientClosed/;
const isFault = (error: unknown): boolean => error instanceof Error && faults.test(`${error.name} ${error.constructor.name}`);

const nested = (error: unknown): unknown => (error instanceof TRPCError ? (error.cause ?? error) : error);

/** Any error as a refusal with a meaning, or undefined for a bug. */
export function refusalIn(error: unknown): Refusal | undefined {
  const cause = nested(error);
  if (cause instanceof Refusal) return cause;
  return isFault(cause) ? refuse("Unavailable") : undefined;
}

/** tRPC's own complaints about a request, as codes of ours. */
const codeOfCall = ({ code }: TRPCError): string =>
  code === "NOT_FOUND" ? "NotFound" : code === "PAYLOAD_TOO_LARGE" ? "TooLarge" : "BadInput";

/** The code that a client is told; `Bug` for what nobody can mend. */
export function codeOf(error: unknown): string {
  const refusal = refusalIn(error);
  if (refusal) return refusal.code;
  if (nested(error) instanceof ZodError) return "BadInput";
  return error instanceof TRPCError && error.code !== "INTERNAL_SERVER_ERROR" ? codeOfCall(error) : "Bug";
}

/** What a client is told: code, field, never a stack. A bug gets an id under which the log has it. */
export function toWire(error: unknown, logger: Logger): WireError {
  const refusal = refusalIn(error);
  if (refusal) return { code: refusal.code, meaning: refusal.meaning, details: refusal.details };
  const cause = nested(error);
  if (cause instanceof ZodError) {
    const issues = cause.issues.slice(0, 20).map((i) => ({ path: i.path.join("."), message: i.message }));
    return { code: "BadInput", meaning: "BAD_REQUEST", details: { field: issues[0]?.path ?? "" }, issues };
  }
  if (error instanceof TRPCError && error.code !== "INTERNAL_SERVER_ERROR") {
    return { code: codeOfCall(error), meaning: error.code === "PARSE_ERROR" ? "BAD_REQUEST" : error.code, details: {} };
  }
  const errorId = randomUUID();
  logger.error({ errorId, error: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) }, "bug");
  return { code: "Bug", meaning: "INTERNAL_SERVER_ERROR", details: {}, errorId };
}

/** The HTTP status that goes with a refusal. */
export const statusOf = ({ meaning }: Pick<WireError, "meaning">): number =>
  getHTTPStatusCodeFromError(new TRPCError({ code: meaning as TRPCError["code"] }));

/** Sends a refusal that nobody keeps, with when to come again where it says so. */
export function sendRefused(res: Response, wire: WireError): void {
  res.setHeader("Cache-Control", "no-store");
  if (wire.details.seconds !== undefined) res.setHeader("Retry-After", String(wire.details.seconds));
  res.status(statusOf(wire)).json({ error: wire });
}
