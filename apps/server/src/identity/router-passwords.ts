import { refuse } from "@linkwork/shared/identity/rules.ts";
import { comesIn, mayUsePasswordLink } from "@linkwork/shared/identity/rules-passwords.ts";
import type { PersonCommand } from "@linkwork/shared/identity/schema.ts";
import type { PersonState } from "@linkwork/shared/identity/state.ts";
import { newId, type PersonId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { Email } from "@linkwork/shared/kernel/shapes.ts";
import { GivenPassword, NewPassword } from "@linkwork/shared/kernel/wire.ts";
import { z } from "zod";
import { iso } from "../kernel/clock.ts";
import { hardToGuess } from "../kernel/passwords.ts";
import { readToken } from "../kernel/tokens.ts";
import { anyHat, type Deps, publicProcedure, router } from "../kernel/trpc.ts";
import { followed, onBehalfOf, Token } from "./router.ts";

/** Whose password it is. */
type Owner = { personId: PersonId; userId: string; email: string; state: PersonState };
type Setting = Extract<PersonCommand, { type: "usePasswordLink" | "changePassword" }>;

/** Who says that they can't remember theirs is sent a link, if there is anybody with this address, and they come in here. */
async function sendLink({ rooms, auth, about, clock }: Deps, email: string): Promise<void> {
  const known = await auth.accounts.personOf(email);
  if (!known || (known.demo && about.demo)) return;
  const request = { id: newId(clock.now()), type: "askForPasswordLink", input: {} };
  await rooms.act(onBehalfOf(known.personId, known.name), personRoom(known.personId), request);
}

/** The person whose link this is; whether it can be used is decided when it is written. Anything that isn't a link of theirs is one and the same refusal. */
async function ownerOf({ rooms, auth }: Deps, token: string): Promise<Owner & { linkId: string; hash: string }> {
  const { subject, id: linkId, hash } = readToken(token);
  const personId = subject as PersonId;
  const state = await rooms.ask<PersonState>(personRoom(personId));
  const account = await auth.accounts.accountOf(personId);
  if (!account || !comesIn(state) || state.password.links[linkId]?.hash !== hash) throw refuse("PasswordLinkOver");
  return { ...account, personId, state, linkId, hash };
}

/** What somebody who guesses would know of them. */
const knownOf = ({ state, email }: Owner): string[] => [email, state.name ?? "", ...state.memberships.map(({ orgName }) => orgName)];

/**
 * The event decides who was first; it ends the sessions and tells by mail, also after a crash. Only then does the new password hold: a node that dies
 * in between leaves the old one, and no session. False: another one was faster.
 */
async function setPassword(
  { auth, rooms, effects, clock }: Deps,
  { personId, state }: Owner,
  { setting, instead, but, ...given }: { password: string; setting: Setting; instead?: string; but?: string },
): Promise<boolean> {
  const password = await auth.hash(given.password);
  const they = onBehalfOf(personId, state.name ?? "");
  const { seq } = await rooms.act(they, personRoom(personId), { id: newId(clock.now()), ...setting });
  await followed(effects);
  const set = await auth.accounts.setPassword(personId, { password, setBy: seq, ...(instead === undefined ? {} : { instead }) });
  // who came in with the old one meanwhile
  if (set) await auth.accounts.endSessions(personId, but);
  return set;
}

/** Another password: by a link in a mail for who can't remember theirs, or for who gives the old one. Neither gets round the second factor. */
export const passwordRouter = () =>
  router({
    /** Asks for a link. The answer is the same, and as fast, whether there is such an account or not: what follows, follows behind it. */
    askForLink: publicProcedure.input(z.strictObject({ email: Email })).mutation(async ({ ctx: { house, ip }, input: { email } }) => {
      if (house.about.mail === "none") throw refuse("MailNeeded");
      await house.limits.signInFrom(ip);
      await house.limits.link(email);
      sendLink(house, email).catch((error: unknown) => {
        // a refusal is an answer, and nobody's to hear
        if (!(error instanceof Refusal)) house.logger.warn({ error: String(error) }, "a link for a new password was not sent");
      });
      return {};
    }),
    /** Whose password a link is for, to who holds it. Changes nothing; a POST, so that the link is in no address. */
    readLink: publicProcedure.input(z.strictObject({ token: Token })).mutation(async ({ ctx: { house }, input: { token } }) => {
      const owner = await ownerOf(house, token);
      const may = mayUsePasswordLink(owner.state, owner, iso(house.clock.now()));
      if (may !== true) throw may;
      return { email: owner.email };
    }),
    /** Sets a new password by a link, once. All sessions end, and nobody is signed in by it. Asked twice with the same password, it is so already. */
    renew: publicProcedure
      .input(z.strictObject({ token: Token, password: NewPassword }))
      .mutation(async ({ ctx: { house }, input: { token, password } }) => {
        const owner = await ownerOf(house, token);
        const { email, userId, linkId, hash } = owner;
        const may = mayUsePasswordLink(owner.state, owner, iso(house.clock.now()));
        if (may !== true) {
          if (!owner.state.password.links[linkId]?.used) throw may;
          await house.limits.signIn(email);
          if (!(await house.auth.passwordFits(userId, password))) throw may;
          return { email };
        }
        await hardToGuess(password, knownOf(owner));
        const setting: Setting = { type: "usePasswordLink", input: { linkId, hash } };
        if (!(await setPassword(house, owner, { password, setting }))) throw refuse("PasswordLinkOver");
        return { email };
      }),
    /** Changes mine: with the old one and a fresh second factor. My other sessions end, this one goes on. Asked twice, it is so already. */
    change: anyHat
      .meta({ needs: "session", stepUp: true })
      .input(z.strictObject({ current: GivenPassword.shape.password, password: NewPassword }))
      .mutation(async ({ ctx: { house, me }, input: { current, password } }) => {
        const { personId, userId, email, sessionId } = me;
        if (me.demo && house.about.demo) throw refuse("DemoPassword");
        await house.limits.signIn(email);
        const state = await house.rooms.ask<PersonState>(personRoom(personId));
        const instead = await house.auth.passwordFits(userId, current);
        if (instead === undefined) {
          if (await house.auth.passwordFits(userId, password)) return {};
          throw refuse("OldPasswordWrong", { field: "current" });
        }
        if (current === password) throw refuse("SamePassword", { field: "password" });
        const owner = { personId, userId, email, state };
        await hardToGuess(password, knownOf(owner));
        const input = { since: state.password.since, keeps: sessionId };
        const setting: Setting = { type: "changePassword", input };
        if (!(await setPassword(house, owner, { password, setting, instead, but: sessionId }))) throw refuse("NotThere");
        return {};
      }),
  });
