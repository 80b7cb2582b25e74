import { refuse } from "@linkwork/shared/kernel/refusal.ts";
import { GivenCode, GivenPassword, PasskeyMade, PasskeyNamed, PasskeyShown } from "@linkwork/shared/kernel/wire.ts";
import type { Session } from "../kernel/session.ts";
import { anyHat, type Context, halfIn, publicProcedure, router, stepUp } from "../kernel/trpc.ts";

/** A session for somebody whose second factor was just seen. If all factors ended since it was looked for, nobody gets the session. */
async function comeIn({ house, enter }: Context, { userId, instead }: { userId: string; instead: string | undefined }, ended: number) {
  const cookies = await house.auth.enter({ userId, instead });
  if ((await house.factors.endedAfter(userId)) !== ended) throw refuse("WrongCode");
  enter?.(cookies);
}

/** Somebody whose second factor was just seen: a session that only a password had opened gives way to a new one. */
async function given(ctx: Context, { me, pending }: { me: Session; pending: boolean }, look: () => Promise<unknown>): Promise<void> {
  const { userId, sessionId } = me;
  const ended = await ctx.house.factors.endedAfter(userId);
  await look();
  if (pending) await comeIn(ctx, { userId, instead: sessionId }, ended);
  else await ctx.house.sessions.noteGiven(sessionId, "factorAt");
}

/** Setting one up: with the password alone for who has none yet, else after a fresh one. */
const settingUp = halfIn.meta({ needs: "session", stepUp: true }).use(async ({ ctx, next }) => {
  const { sessions, factors } = ctx.house;
  if (!ctx.pending) await sessions.steppedUp(ctx.me);
  else if (await factors.has(ctx.me.userId)) throw refuse("SecondFactorNeeded");
  return next();
});
/** After a fresh factor, whatever the hat: the codes are made before there is one. */
const fresh = anyHat.meta({ needs: "session", stepUp: true });

/** Second factors: what I have, giving one, setting one up, taking one away. */
export const factorRouter = () =>
  router({
    /** Whose second step it is, and in which ways they can do it. */
    standing: halfIn.query(async ({ ctx: { house, me, pending } }) => {
      const { passkeys, authenticator, recovery } = await house.factors.of(me.userId);
      const has = { passkeys: passkeys.length, authenticator: authenticator !== null, recovery: recovery.hashes.length };
      return { personId: me.personId, email: me.email, pending, has };
    }),
    /** My factors, as the account page shows them; never what they are made of. */
    mine: anyHat.query(async ({ ctx: { house, me } }) => {
      const { passkeys, authenticator, recovery } = await house.factors.of(me.userId);
      const when = (at: Date | null) => at?.toISOString() ?? null;
      return {
        passkeys: passkeys.map(({ id, name, addedAt, usedAt }) => ({ id, name, addedAt: addedAt.toISOString(), usedAt: when(usedAt) })),
        authenticator: authenticator && { addedAt: authenticator.addedAt.toISOString(), usedAt: when(authenticator.usedAt) },
        recovery: recovery.hashes.length,
      };
    }),
    /** A code of the authenticator, or a recovery code: as the second step of signing in, or once more. */
    giveCode: halfIn.input(GivenCode).mutation(async ({ ctx, input }) => {
      await given(ctx, ctx, () => ctx.house.factors.useCode(ctx.me.userId, input.code));
      return {};
    }),
    /** The password once more, where the account has no second factor (in the demo). */
    givePassword: anyHat.input(GivenPassword).mutation(async ({ ctx: { house, me }, input }) => {
      if (await house.factors.has(me.userId)) throw refuse("StepUpNeeded", { ask: "factor" });
      await house.limits.signIn(me.email);
      if (!(await house.auth.passwordFits(me.userId, input.password))) throw refuse("WrongPassword", { field: "password" });
      await house.sessions.noteGiven(me.sessionId, "passwordAt");
      return {};
    }),
    /** A challenge for a passkey: mine, or before signing in whichever the person has. */
    askPasskey: publicProcedure.mutation(async ({ ctx }) => ctx.house.passkeys.request(await ctx.session(true).catch(() => undefined))),
    /** A passkey's answer. It signs in by itself, is the second step after a password, and counts as a fresh factor. */
    givePasskey: publicProcedure.input(PasskeyShown).mutation(async ({ ctx, input }) => {
      const { sessions, passkeys } = ctx.house;
      const me = await ctx.session(true).catch(() => undefined);
      const { userId, ended } = await passkeys.shown(me?.sessionId ?? null, input);
      if (me && me.userId !== userId) throw refuse("WrongCode", { field: "passkey" });
      if (!me || (await sessions.pending(me))) await comeIn(ctx, { userId, instead: me?.sessionId }, ended);
      else await sessions.noteGiven(me.sessionId, "factorAt");
      return {};
    }),
    /** A new authenticator's key, shown this once. */
    startAuthenticator: settingUp.mutation(({ ctx: { house, me } }) => house.factors.startAuthenticator(me)),
    /** Its first code: from now on it counts. */
    confirmAuthenticator: settingUp.input(GivenCode).mutation(async ({ ctx, input }) => {
      await given(ctx, ctx, () => ctx.house.factors.confirmAuthenticator(ctx.me, { code: input.code, first: ctx.pending }));
      return {};
    }),
    /** What a device needs to make a passkey. */
    startPasskey: settingUp.mutation(({ ctx: { house, me } }) => house.passkeys.creation(me)),
    /** The passkey that it made. */
    addPasskey: settingUp.input(PasskeyMade).mutation(async ({ ctx, input }) => {
      await given(ctx, ctx, () => ctx.house.passkeys.add(ctx.me, { made: input, first: ctx.pending }));
      return {};
    }),
    /** Ten new recovery codes, told this once; those before end. */
    newRecoveryCodes: fresh.mutation(({ ctx: { house, me } }) => house.factors.newRecoveryCodes(me.userId)),
    removePasskey: stepUp.input(PasskeyNamed).mutation(async ({ ctx: { house, me }, input }) => {
      await house.factors.remove(me.userId, input.passkeyId);
      return {};
    }),
    removeAuthenticator: stepUp.mutation(async ({ ctx: { house, me } }) => {
      await house.factors.remove(me.userId, null);
      return {};
    }),
  });
