import { z } from "zod";
import { OrgId, PersonId, RoomId } from "./shapes.ts";

/** Client -> server `call`: a tRPC path and its input. Acknowledged with `Answer`. */
export const Call = z.strictObject({
  path: z.string().max(80),
  input: z.unknown().optional(),
});
/** Client -> server `subscribe`. `afterSeq` is the last number the client holds; null asks for the newest 200 with the state. */
export const Subscribe = z.strictObject({
  roomId: RoomId,
  afterSeq: z.int().min(0).max(9_999_999_999).nullable(),
});
export const Unsubscribe = z.strictObject({ roomId: RoomId });
/** Client -> server `signal`: I am typing, I am here. Never stored. */
export const Signal = z.strictObject({
  roomId: RoomId,
  kind: z.enum(["typing", "here"]),
});
/** The handshake's `auth`: which hat the person wears on this connection. */
export const Hat = z.strictObject({
  orgId: OrgId,
  /** who they believe they are; refused when the cookie is another person's by now */
  personId: PersonId.optional(),
});

/** An error on either door. `issues` names each field that a schema refused. */
export type WireError = {
  /** the code that `words` has a sentence for */
  code: string;
  /** tRPC's capital code */
  meaning: string;
  details: Record<string, string | number | boolean | undefined>;
  issues?: { path: string; message: string }[];
  /** given with a bug: what to quote so that the log line is found */
  errorId?: string;
};
export type Answer = { ok: true; data: unknown } | { ok: false; error: WireError };

/** A page of a room's events that the asker may read, oldest first. */
export type Page<E, S> = {
  /** the last number that exists in the room */
  head: number;
  /** the first number that the asker may read */
  from: number;
  /** the last number that was looked at: ask on from here while it is below `head` */
  through: number;
  events: E[];
  /** the state at `head`, given when the asker had nothing */
  state?: S;
};

/** Why a subscription was closed; the sentence is in `cases/words.ts`. */
export type ClosedCode = "withdrawn" | "paused" | "narrowed" | "expired" | "agreementEnded" | "left" | "removed" | "ended";

/** Server -> client `signal`. `kind: "seen"` once a read marker is stored. */
export type SignalFrame = { roomId: string; personId: string; orgId: string; kind: "typing" | "here" | "seen"; seq?: number };
