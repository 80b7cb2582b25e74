import type { OrgId } from "@linkwork/shared/kernel/ids.ts";
import { cancelTexts } from "./drafts.ts";
import { startLive } from "./live.ts";
import { startNotices } from "./notices.ts";
import { emptyOutbox, startOutbox } from "./outbox.ts";
import { Refused, refusedFrom, unreachable } from "./refused.ts";
import { registerWorker } from "./register-worker.ts";
import { forgetMe, leftUntold, noteLeft, remember, remembered, rememberedHat, rememberHat, stillLasts } from "./remembered.ts";
import { cancelCopies, dropCopies, dropCopiesOfOthers } from "./room-copy.ts";
import { forgetMarks } from "./signals.ts";
import { disconnect, socketCode } from "./socket.ts";
import { type Me, type Membership, type SecondStep, type Standing, standing } from "./standing.ts";
import { alone, onTabs, tellTabs } from "./tabs.ts";
import { api, type CallContext, sessionRefused } from "./trpc.ts";
import { useValue } from "./use-value.ts";
import { createValue } from "./value.ts";
import { expectPerson, forgetKey, wipe } from "./vault.ts";

export type { SecondStep };

/** How long until the server is asked again who we are, when it didn't answer (ms). */
const askAgain = 5_000;

async function post(path: "sign-in/email" | "sign-out" | "revoke-sessions", body: object): Promise<void> {
  const headers = { "content-type": "application/json", "x-linkwork": "1" };
  const response = await fetch(`/api/auth/${path}`, { method: "POST", headers, body: JSON.stringify(body) }).catch(() => undefined);
  if (!response || response.status >= 502) throw unreachable();
  if (response.ok) return;
  const told = (await response.json().catch(() => ({}))) as { code?: string; error?: ConstructorParameters<typeof Refused>[0] };
  if (told.error?.code) throw new Refused(told.error);
  if (response.status === 429) throw new Refused({ code: "TooManyCalls", meaning: "TOO_MANY_REQUESTS", details: {} });
  const wrong = response.status === 400 || response.status === 401 || response.status === 403;
  if (wrong && path === "sign-in/email") throw new Refused({ code: "WrongPassword", meaning: "FORBIDDEN", details: {} });
  if (response.status === 401) throw new Refused({ code: "NotSignedIn", meaning: "UNAUTHORIZED", details: {} });
  throw new Refused({ code: "Bug", meaning: "INTERNAL_SERVER_ERROR", details: {} });
}

/** Whose the cookie is at this moment: the open connection may still be of who was here before. */
const askCookie = (): Promise<Me> => {
  const context: CallContext = { byCookie: true };
  return api.identity.me.query(undefined, { context });
};

const hatOf = (me: Me): Membership | null => {
  const wanted = rememberedHat(me.personId);
  return me.memberships.find((m) => m.orgId === wanted) ?? me.memberships[0] ?? null;
};

const comeIn = createValue(false);
/** Whether somebody is in, was in when the page was left, or is on their way in. */
export const somebodyIsIn = (): boolean => comeIn.get();
/** Calls once that is so. */
export function onceIn(then: () => void): void {
  if (comeIn.get()) then();
  else {
    const stop = comeIn.subscribe(() => {
      stop();
      then();
    });
  }
}

function arrive(me: Me): void {
  comeIn.set(true);
  remember(me);
  standing.set({ status: "signedIn", me, hat: hatOf(me) });
  void dropCopiesOfOthers(me.personId, me.memberships);
}

/** Changes whose cookie it is, and believes it. Where the second step is still to come, that is where we are. */
export async function becomes(change: () => Promise<unknown>): Promise<void> {
  comeIn.set(true);
  try {
    // no tab sends anything while the cookie changes hands
    const me = await alone(async () => {
      await change();
      noteLeft(false);
      const found = await askCookie();
      remember(found);
      return found;
    });
    tellTabs({ kind: "signedIn", personId: me.personId });
    const before = standing.get().me;
    if (before && before.personId !== me.personId) forgetPage();
    arrive(me);
  } catch (error) {
    const refused = refusedFrom(error);
    if (refused.code !== "SecondFactorNeeded") throw refused;
    unsure(refused);
  }
}

/** Signs in as far as a password does. What the same person left on this device is there again. */
export const signIn = ({ email, password }: { email: string; password: string }): Promise<void> =>
  becomes(() => post("sign-in/email", { email, password }));

/** Whose second step it is and how they can do it. An open page of somebody else is put away first. */
export async function secondStep(): Promise<SecondStep> {
  const context: CallContext = { byCookie: true };
  const step = await api.factors.standing.query(undefined, { context });
  const { me } = standing.get();
  if (me && me.personId !== step.personId) {
    forgetPage();
    standing.set({ status: "secondFactor", me: null, hat: null });
  }
  return step;
}

/** The password again after twelve idle hours, for the person whose screen this is. Outbox and copies stay. */
export async function confirmPassword(password: string): Promise<void> {
  const email = standing.get().me?.email ?? remembered()?.me.email;
  if (!email) throw new Refused({ code: "NotSignedIn", meaning: "UNAUTHORIZED", details: {} });
  await signIn({ email, password });
}

/** Goes back to the way in, before the second step was done. What is kept here stays: nobody came in. */
export async function stopSigningIn(): Promise<void> {
  noteLeft(true);
  await post("sign-out", {}).then(
    () => noteLeft(false),
    () => undefined,
  );
  standing.set({ status: "signedOut", me: null, hat: null });
}

async function leave(everywhere: boolean): Promise<void> {
  // first, so that nobody believes what could not be told; an ended session has nothing left to end
  if (everywhere)
    await post("revoke-sessions", {}).catch((error: unknown) => {
      if (refusedFrom(error).meaning !== "UNAUTHORIZED") throw error;
    });
  const personId = standing.get().me?.personId ?? remembered()?.me.personId;
  forgetPage();
  disconnect();
  noteLeft(true);
  await alone(async () => {
    // nobody can be told? the cookie goes before anything else is asked
    await post("sign-out", {}).then(
      () => noteLeft(false),
      () => undefined,
    );
    forgetMe();
    if (!personId) return;
    rememberHat(personId, null);
    await wipe(personId);
  });
  if (personId) tellTabs({ kind: "signedOut", personId });
  standing.set({ status: "signedOut", me: null, hat: null });
}

/** Signs out: everything of the person goes from this device, also what was not sent yet (`useWaiting` counts it). */
export const signOut = (): Promise<void> => leave(false);
/** Signs out on every device. Rejects, and changes nothing, while the server can't be told. */
export const signOutEverywhere = (): Promise<void> => leave(true);

function forgetPage(): void {
  cancelTexts();
  cancelCopies();
  forgetMarks();
  emptyOutbox();
}

/** Acts for another of one's organisations, on this device, until chosen anew. */
export function chooseHat(orgId: OrgId): void {
  const { me, status } = standing.get();
  const hat = me?.memberships.find((m) => m.orgId === orgId);
  if (!me || !hat) return;
  forgetMarks();
  rememberHat(me.personId, orgId);
  standing.set({ status, me, hat });
}

let asking: Promise<void> | undefined;
let later: ReturnType<typeof setTimeout> | undefined;
function askLater(): void {
  clearTimeout(later);
  later = setTimeout(() => void whoAmI(), askAgain);
}
/** Asks the server who we are, and believes it. */
const whoAmI = (): Promise<void> => {
  asking ??= ask().finally(() => {
    asking = undefined;
  });
  return asking;
};

async function ask(): Promise<void> {
  if (leftUntold()) {
    const told = await post("sign-out", {}).then(
      () => true,
      () => false,
    );
    if (!told) {
      standing.set({ status: "signedOut", me: null, hat: null });
      askLater();
      return;
    }
    noteLeft(false);
  }
  try {
    const me = await askCookie();
    const before = standing.get().me;
    if (before && before.personId !== me.personId) forgetPage();
    arrive(me);
  } catch (error) {
    unsure(refusedFrom(error));
  }
}

function unsure(refused: Refused): void {
  const last = remembered();
  const me = standing.get().me ?? last?.me ?? null;
  // nobody's page is open: whoever was half in begins at the way in
  if (refused.code === "PasswordAgain" && me) standing.set({ status: "passwordAgain", me, hat: hatOf(me) });
  else if (refused.code === "SecondFactorNeeded") {
    const open = standing.get();
    standing.set({ status: "secondFactor", me: open.me, hat: open.hat });
  } else if (refused.meaning === "UNAUTHORIZED") {
    // the session is over, perhaps because their access is: what others wrote goes; what they wrote themselves waits for them
    if (me) void dropCopies(me.personId);
    standing.set({ status: "signedOut", me: null, hat: null });
  } else {
    askLater();
    if (standing.get().status !== "unknown") return;
    // nobody answers: what this device kept can be read as long as the session can last
    if (last && stillLasts(last.at)) standing.set({ status: "signedIn", me: last.me, hat: hatOf(last.me) });
    else {
      if (last) void dropCopies(last.me.personId);
      // nobody to be here: the way in, rather than "one moment" for as long as the tunnel lasts
      standing.set({ status: "signedOut", me: null, hat: null });
    }
  }
}

let begun = false;
/** Wakes the kernel: who is signed in, the connection, the outbox, the own rooms. Called before the first frame is drawn: the answer comes while it is. */
export function startSession(): void {
  if (begun) return;
  begun = true;
  const last = remembered();
  if (last) {
    comeIn.set(true);
    expectPerson(last.me.personId);
    void socketCode().catch(() => undefined);
  }
  registerWorker();
  startLive();
  startOutbox();
  startNotices();
  sessionRefused.subscribe(() => void whoAmI());
  onTabs((news) => {
    if (news.kind === "signedIn" && news.personId !== standing.get().me?.personId) forgetPage();
    if (news.kind === "signedIn") void whoAmI();
    if (news.kind !== "signedOut") return;
    forgetKey(news.personId);
    if (standing.get().me?.personId !== news.personId) return;
    forgetPage();
    disconnect();
    standing.set({ status: "signedOut", me: null, hat: null });
  });
  void whoAmI();
}

/** Who is signed in on this device, and for whom they act. */
export function useSession(): Standing {
  return useValue(standing);
}
