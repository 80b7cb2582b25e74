import { refuse } from "@linkwork/shared/identity/rules.ts";
import { mayJoinByPoster, mayKeepPosters, onlyResident, posterHolds } from "@linkwork/shared/identity/rules-residents.ts";
import { PosterCode } from "@linkwork/shared/identity/schema-residents.ts";
import type { OrgState, PersonState } from "@linkwork/shared/identity/state.ts";
import { residentLetters } from "@linkwork/shared/identity/words-letters.ts";
import { newId, type OrgId, type PersonId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { Email, line } from "@linkwork/shared/kernel/shapes.ts";
import { GivenCode } from "@linkwork/shared/kernel/wire.ts";
import { z } from "zod";
import { iso } from "../kernel/clock.ts";
import { derivedId } from "../kernel/decide.ts";
import type { Letter } from "../kernel/mail.ts";
import { systemActor } from "../kernel/system.ts";
import type { createTokens } from "../kernel/tokens.ts";
import { anyHat, type Context, type Deps, publicProcedure, router, signedIn } from "../kernel/trpc.ts";
import { followed } from "./router.ts";
import type { OrgViews } from "./views.ts";

/** How a mail is written down, and what stands on posters. */
export type Posting = {
  post(id: string, letter: Letter): Promise<void>;
  tokens: Pick<ReturnType<typeof createTokens>, "poster" | "posterHash">;
};
type Own = Posting & { views: OrgViews };

/** The poster that holds now, for who may print it. `until`: UTC. */
export type ShownPoster = { posterId: string; code: string; until: string; by: string };
/** The panel whose poster this is. */
type Behind = { orgId: OrgId; posterId: string; hash: string };

/** A ticket says for a while that an address is somebody's; it travels in bodies only. */
const Ticket = z.string().regex(/^[A-Za-z0-9_-]{43}$/, "not a ticket of ours");

/** The account behind an address, if a code is enough for it; whoever has set up a second step is asked for that. */
async function byCode(
  { auth, rooms, factors }: Deps,
  email: string,
): Promise<{ userId: string; personId: PersonId } | "otherWay" | undefined> {
  const known = await auth.accounts.personOf(email);
  if (!known) return undefined;
  const state = await rooms.ask<PersonState>(personRoom(known.personId));
  // who belongs to nothing any more and came with a password goes the way they came
  const enough = onlyResident(state) && (state.memberships.length > 0 || known.byCode) && !(await factors.has(known.userId));
  return enough ? known : "otherWay";
}

async function sendCode(house: Deps, { post }: Posting, email: string): Promise<void> {
  const account = await byCode(house, email);
  // for whom a code is too little one is made as well, and nobody is told it: else a wrong one would be refused sooner for them
  const code = await house.auth.codes.make(email);
  if (account === undefined) await house.limits.mailToStranger();
  const letter = account === "otherWay" ? residentLetters.otherWay : residentLetters.code(code);
  await post(newId(house.clock.now()), { to: email, ...letter });
}

/** The panel behind the code on a poster, if somebody could come in by it now; anything else is one and the same refusal. */
async function behind(
  { house, ip }: Context,
  { views, tokens }: Own,
  { code, personId }: { code: string; personId?: PersonId },
): Promise<Behind> {
  await house.limits.poster(ip);
  const hash = tokens.posterHash(code);
  const orgId = await views.byPoster(hash);
  const state = orgId && (await house.rooms.ask<OrgState>(orgRoom(orgId)));
  const may = state
    ? mayJoinByPoster(state, { hash, now: iso(house.clock.now()), ...(personId ? { personId } : {}) })
    : refuse("PosterOver");
  if (may === true || may.code !== "PosterOver") await house.limits.posterFits(ip);
  if (may === true && state?.poster && orgId) return { orgId, posterId: state.poster.posterId, hash };
  throw may;
}

/** Somebody whose address is proven joins the panel as a resident: one event there, and their hat follows from it. */
async function joinIn(
  { rooms, effects, clock }: Deps,
  { orgId, posterId, hash }: Behind,
  who: { personId: PersonId; name: string },
): Promise<void> {
  const { personId } = who;
  const room = personRoom(personId);
  const known = (await rooms.ask<PersonState>(room)).name;
  const name = known ?? who.name;
  if (known === null)
    await rooms.act(systemActor, room, { id: derivedId(personId, "registered"), type: "registerPerson", input: { name } });
  const input = { posterId, hash, personId, name };
  await rooms.act(systemActor, orgRoom(orgId), { id: newId(clock.now()), type: "joinByPoster", input });
  await followed(effects);
}

/** How residents come in: a code that is sent by mail, and the code on their panel's poster. */
export const residentRouter = (own: Own) =>
  router({
    /** Asks for a code. The answer is the same, and as fast, whoever has the address: what follows, follows behind it. */
    askCode: publicProcedure.input(z.strictObject({ email: Email })).mutation(async ({ ctx: { house, ip }, input: { email } }) => {
      if (house.about.mail === "none") throw refuse("MailNeeded");
      await house.limits.signInFrom(ip);
      await house.limits.mailCode(email);
      sendCode(house, own, email).catch((error: unknown) => house.logger.warn({ error: String(error) }, "a code was not sent"));
      return {};
    }),
    /** Gives the code: signs in whose account it is. For an address that has none, a ticket: with it one says who one is (`begin`). */
    enter: publicProcedure
      .input(z.strictObject({ email: Email, code: GivenCode.shape.code }))
      .mutation(async ({ ctx, input: { email, code } }): Promise<{ ticket: string | null }> => {
        const { house } = ctx;
        await house.limits.signInFrom(ctx.ip);
        const ticket = await house.auth.codes.use(email, code);
        const account = ticket === undefined ? undefined : await byCode(house, email);
        // somebody may have become more than a resident since it was sent
        if (ticket === undefined || account === "otherWay") throw refuse("MailCodeWrong", { field: "code" });
        if (account === undefined) return { ticket };
        const me = await ctx.session(true).catch(() => undefined);
        if (me?.byCode && me.userId === account.userId) await house.sessions.noteGiven(me.sessionId, "codeAt");
        else ctx.enter?.(await house.auth.enter({ userId: account.userId, instead: undefined, code: true }));
        return { ticket: null };
      }),
    /** The first time: what to call them, and the code on the poster of their panel. Makes the account, and signs in. */
    begin: publicProcedure
      .input(z.strictObject({ email: Email, ticket: Ticket, name: line(80), poster: PosterCode }))
      .mutation(async ({ ctx, input: { email, ticket, name, poster } }) => {
        const { house } = ctx;
        // nobody goes through the codes of posters who has proven no address
        if (!(await house.auth.codes.ticketHolds(email, ticket))) throw refuse("MailCodeWrong");
        const panel = await behind(ctx, own, { code: poster });
        const who = { personId: house.auth.newPersonId(), name: name.trim() };
        const { accounts } = house.auth;
        if (!(await house.auth.codes.useTicket(email, ticket)) || !(await accounts.create({ ...who, email })))
          throw refuse("MailCodeWrong");
        // from here on they have an account, and can give the code of a poster another time
        const account = await accounts.accountOf(who.personId);
        if (account) ctx.enter?.(await house.auth.enter({ userId: account.userId, instead: undefined, code: true }));
        await joinIn(house, panel, who).catch((error: unknown) => {
          if (!(error instanceof Refusal)) throw error;
        });
        return {};
      }),
    /** With the account that one has: one more panel. */
    joinPanel: anyHat
      .input(z.strictObject({ poster: PosterCode }))
      .mutation(async ({ ctx, input: { poster } }): Promise<{ orgId: OrgId }> => {
        const { house, me } = ctx;
        const { personId } = me;
        const panel = await behind(ctx, own, { code: poster, personId });
        await joinIn(house, panel, { personId, name: (await house.auth.accounts.nameOf(personId)) ?? me.email });
        return { orgId: panel.orgId };
      }),
    /** The poster that holds now, with its code: for a steward or a manager, to be printed. Null if there is none. */
    poster: signedIn.query(async ({ ctx: { house, actor } }): Promise<ShownPoster | null> => {
      const state = await house.rooms.ask<OrgState>(orgRoom(actor.orgId));
      // whose it isn't to print is told the same as where there is none
      if (mayKeepPosters(state, actor) !== true || !posterHolds(state.poster, iso(house.clock.now()))) return null;
      const { posterId, until, by } = state.poster;
      return { posterId, until, by, code: own.tokens.poster({ subject: actor.orgId, id: posterId }).code };
    }),
  });
