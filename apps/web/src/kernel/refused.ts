import type { Meaning } from "@linkwork/shared/kernel/refusal.ts";
import type { WireError } from "@linkwork/shared/kernel/wire.ts";
import { TRPCClientError } from "@trpc/client";
import type { AppRouter } from "./trpc.ts";

/** What a call that did not succeed rejects with, on either door. `wordsFor` has the sentence. */
export class Refused extends TRPCClientError<AppRouter> {
  readonly code: string;
  readonly meaning: Meaning | "INTERNAL_SERVER_ERROR";
  readonly details: WireError["details"];
  readonly issues: readonly { path: string; message: string }[];
  readonly errorId: string | undefined;
  /** nobody answered: nothing is known of what happened there, and the same id may be sent again */
  readonly offline: boolean;
  /** the slice that was asked (`map`): two may call different things by one code; undefined where that isn't known */
  of: string | undefined;

  constructor(error: WireError, offline = false) {
    super(error.code);
    // tRPC's own class sets its prototype on whatever extends it
    Object.setPrototypeOf(this, Refused.prototype);
    this.name = "Refused";
    this.code = error.code;
    this.meaning = error.meaning as Meaning;
    this.details = error.details ?? {};
    this.issues = error.issues ?? [];
    this.errorId = error.errorId;
    this.offline = offline;
    this.of = undefined;
  }
}

/** Nobody answered. */
export const unreachable = (): Refused => new Refused({ code: "Unavailable", meaning: "SERVICE_UNAVAILABLE", details: {} }, true);

const isWire = (value: unknown): value is WireError =>
  typeof value === "object" && value !== null && typeof (value as WireError).code === "string" && "meaning" in value;

/** Whatever went wrong, as a refusal: the server's own where it gave one, else "nobody answered". */
export function refusedFrom(error: unknown): Refused {
  if (error instanceof Refused) return error;
  if (!(error instanceof TRPCClientError)) return unreachable();
  const told = (error.data as { linkwork?: unknown } | null | undefined)?.linkwork;
  if (isWire(told)) return new Refused(told);
  // what stands before the calls (size, type, origin) answers without tRPC's shape
  const plain = (error.meta?.responseJSON as { error?: unknown } | undefined)?.error;
  return isWire(plain) ? new Refused(plain) : unreachable();
}
