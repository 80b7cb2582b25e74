import { type Cells, cells, type Row } from "./rows.ts";

const asked = (name: string, cells: Cells, input?: Record<string, unknown>): Row => ({
  name: `factors.${name}`,
  path: `factors.${name}`,
  input: () => input,
  cells,
});
/** Whoever has a session, whatever their hat. */
const signedIn = (cell: string): Cells => ({ ...cells(cell), noHat: cell });
/** With the password alone, too. */
const halfIn = (cell: string): Cells => ({ ...signedIn(cell), pendingFactor: cell });
const anybody = (cell: string): Cells => ({ ...halfIn(cell), anonymous: cell, expired: cell, stale: cell });

const wrong = "FORBIDDEN WrongCode";
const bytes = "AAAAAAAAAAAAAAAA";
const made = { id: bytes, clientDataJSON: bytes, attestationObject: bytes, transports: [], name: "a phone" };

/** Second factors. Everybody here has none yet, and gave the password a moment ago. */
export const factorRows: readonly Row[] = [
  asked("standing", halfIn("allow")),
  asked("mine", signedIn("allow")),
  asked("giveCode", halfIn(wrong), { code: "123456" }),
  asked("givePassword", signedIn("FORBIDDEN WrongPassword"), { password: "not the password" }),
  asked("askPasskey", anybody("allow")),
  asked("givePasskey", anybody(wrong), { id: bytes, clientDataJSON: bytes, authenticatorData: bytes, signature: bytes }),
  asked("startAuthenticator", halfIn("allow")),
  asked("confirmAuthenticator", halfIn(wrong), { code: "123456" }),
  asked("startPasskey", halfIn("allow")),
  asked("addPasskey", halfIn(wrong), made),
  asked("newRecoveryCodes", signedIn("hide")),
  asked("removePasskey", cells("hide"), { passkeyId: bytes }),
  asked("removeAuthenticator", cells("hide")),
];
