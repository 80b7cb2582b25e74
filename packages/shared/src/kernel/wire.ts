import { z } from "zod";
import { line, OrgId, PersonId, RoomId } from "./shapes.ts";

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

/** What an authenticator shows (6 digits), or one of the ten recovery codes (two groups of five letters and digits). Spaces and case don't matter. */
export const GivenCode = z.strictObject({ code: z.string().trim().min(6).max(20) });

/** The password, given once more. */
export const GivenPassword = z.strictObject({ password: z.string().min(1).max(200) });

/** A password that somebody chooses, in characters. Whether it is soon guessed is judged where it is set. */
export const NewPassword = z.string().min(12, "at least 12 characters").max(200, "at most 200 characters");

/** What a browser makes of bytes for the wire; length in characters. */
const base64url = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[A-Za-z0-9_-]+$/, "not base64url");
/** How a device can be reached, as its browser says (WebAuthn). */
const transport = z.enum(["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"]);
/** A passkey that a device has made (WebAuthn level 3, RegistrationResponseJSON, as far as it is needed). */
export const PasskeyMade = z.strictObject({
  id: base64url(1400),
  clientDataJSON: base64url(8_000),
  attestationObject: base64url(40_000),
  transports: z.array(transport).max(7),
  /** what its owner calls it */
  name: line(60),
});
/** A passkey's answer to a challenge (AuthenticationResponseJSON, as far as it is needed). */
export const PasskeyShown = z.strictObject({
  id: base64url(1400),
  clientDataJSON: base64url(8_000),
  authenticatorData: base64url(8_000),
  signature: base64url(4_000),
});
export type PasskeyMade = z.infer<typeof PasskeyMade>;
export type PasskeyShown = z.infer<typeof PasskeyShown>;
/** A passkey by its credential id. */
export const PasskeyNamed = z.strictObject({ passkeyId: base64url(1400) });

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
export type ClosedCode =
  | "withdrawn"
  | "paused"
  | "rests"
  | "died"
  | "narrowed"
  | "withoutMessages"
  | "expired"
  | "agreementEnded"
  | "left"
  | "removed"
  | "guestEnded"
  | "erased"
  | "ended";

/** Server -> client `signal`. `kind: "seen"` once a read marker is stored. */
export type SignalFrame = { roomId: string; personId: string; orgId: string; kind: "typing" | "here" | "seen"; seq?: number };
