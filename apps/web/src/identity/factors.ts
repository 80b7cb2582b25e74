import type { EventId } from "@linkwork/shared/kernel/ids.ts";
import { Refused } from "../kernel/refused.ts";
import { api, type CallContext } from "../kernel/trpc.ts";

/** By the cookie: an open connection may be of a session before. */
const byCookie: { context: CallContext } = { context: { byCookie: true } };

/** Whether this browser knows passkeys at all. */
export const knowsPasskeys = (): boolean => typeof PublicKeyCredential !== "undefined";

/** What the device says when there is none, or its owner put it off, as a refusal with words. */
function none(): never {
  throw new Refused({ code: "NoPasskey", meaning: "FORBIDDEN", details: {} });
}

/** Asks the device for a passkey and hands its answer in. */
export async function givePasskey(): Promise<void> {
  const optionsJSON = await api.factors.askPasskey.mutate(undefined, byCookie);
  const { startAuthentication } = await import("@simplewebauthn/browser");
  const { id, response } = await startAuthentication({ optionsJSON }).catch(none);
  const { clientDataJSON, authenticatorData, signature } = response;
  await api.factors.givePasskey.mutate({ id, clientDataJSON, authenticatorData, signature }, byCookie);
}

/** Lets the device make a passkey, under this name. */
export async function addPasskey(name: string): Promise<void> {
  const optionsJSON = await api.factors.startPasskey.mutate(undefined, byCookie);
  const { startRegistration } = await import("@simplewebauthn/browser");
  const { id, response } = await startRegistration({ optionsJSON }).catch(none);
  const { clientDataJSON, attestationObject, transports = [] } = response;
  const known = transports.filter((way): way is (typeof ways)[number] => (ways as readonly string[]).includes(way));
  await api.factors.addPasskey.mutate({ id, clientDataJSON, attestationObject, transports: known, name }, byCookie);
}
const ways = ["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"] as const;

/** A code of the authenticator, or a recovery code. */
export const giveCode = (code: string) => api.factors.giveCode.mutate({ code }, byCookie);
/** The password once more, where there is no other factor. */
export const givePassword = (password: string) => api.factors.givePassword.mutate({ password }, byCookie);
/** Another password. By the cookie, whose session goes on. */
export const changePassword = (given: { current: string; password: string }) => api.passwords.change.mutate(given, byCookie);
/** A new authenticator's key. */
export const startAuthenticator = () => api.factors.startAuthenticator.mutate(undefined, byCookie);
export const confirmAuthenticator = (code: string) => api.factors.confirmAuthenticator.mutate({ code }, byCookie);
export const newRecoveryCodes = () => api.factors.newRecoveryCodes.mutate(undefined, byCookie);
/** How far my way back in has come; null if I asked for none. */
export const recoveryStanding = () => api.recovery.standing.query(undefined, byCookie);
/** Asks for one, when I can do no second step any more. */
export const askForHelp = (id: EventId) => api.recovery.ask.mutate({ id }, byCookie);
/** Two people have said yes and the day is over: what I had ends, and I may set up new factors. */
export const beginAnew = () => api.recovery.begin.mutate(undefined, byCookie);
