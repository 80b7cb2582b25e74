import { randomUUID } from "node:crypto";
import type { PersonId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { mongodbAdapter } from "better-auth/adapters/mongodb";
import { APIError, createAuthEndpoint, createAuthMiddleware } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { hashPassword, verifyPassword } from "better-auth/crypto";
import { betterAuth } from "better-auth/minimal";
import { z } from "zod";
import { createAccounts } from "./accounts.ts";
import type { Clock } from "./clock.ts";
import type { Database } from "./database.ts";
import { createTurns, type Limits } from "./limits.ts";
import { createMailCodes } from "./mail-codes.ts";
import { type Session, sessionDays } from "./session.ts";

/** The paths under /api/auth that are open; all others of better-auth are closed until a story needs them. */
export const authPaths = ["/sign-in/email", "/sign-out", "/get-session", "/revoke-sessions"] as const;

/** How passwords are kept and compared; better-auth's own way (scrypt, N = 16384, r = 16) if nothing is said. */
export type PasswordHash = {
  hash(password: string): Promise<string>;
  verify(given: { hash: string; password: string }): Promise<boolean>;
};

type Deps = {
  database: Database;
  passwordHash?: PasswordHash | undefined;
  secret: string;
  publicUrl: string;
  origins: ReadonlySet<string>;
  limits: Limits;
  clock: Clock;
  /** sessions of this person have ended: their sockets are cut */
  ended(person: { userId: string }): void;
};

/** Opens a session for somebody whose second factor was seen, in the place of the one that only a password had opened; or one that only knows of the password, or of a code that was sent by mail. Called by us alone. */
const enter = createAuthEndpoint.serverOnly(
  {
    method: "POST",
    body: z.strictObject({
      userId: z.string(),
      instead: z.string().nullable(),
      factorAt: z.date().optional(),
      passwordAt: z.date().optional(),
      codeAt: z.date().optional(),
    }),
  },
  async (ctx) => {
    const { userId, instead, ...given } = ctx.body;
    const { internalAdapter } = ctx.context;
    const user = await internalAdapter.findUserById(userId);
    if (!user) throw new APIError("UNAUTHORIZED");
    const session = await internalAdapter.createSession(userId, false, given);
    await setSessionCookie(ctx, { session, user });
    if (instead) await internalAdapter.deleteSession(instead);
    return {};
  },
);

type Entering = { userId: string; instead: string | undefined; half?: true; code?: true };

const ownWay: PasswordHash = { hash: hashPassword, verify: verifyPassword };
/** Passwords that are hashed at a time, and that strangers may have waiting. */
const [hashedAtOnce, strangersWaiting] = [2, 20];

/** Under https a browser takes the cookie from this host alone, and gives it to no other: `__Host-`, which the library's own way (`__Secure-`) is not. */
const cookiesFor = (publicUrl: string) =>
  publicUrl.startsWith("https:")
    ? { useSecureCookies: false, cookiePrefix: "__Host-linkwork", defaultCookieAttributes: { secure: true } }
    : { useSecureCookies: false, cookiePrefix: "linkwork" };

/** What the library answers with 429. */
const tooMany = (error: unknown): never => {
  if (error instanceof Refusal) throw new APIError("TOO_MANY_REQUESTS", { code: error.code, message: "Too many attempts" });
  throw error;
};

/** Accounts and sessions: better-auth on our database. People come by invitation, in the demo from the seed: nobody signs up. */
export async function createAuth({ database, passwordHash = ownWay, secret, publicUrl, origins, limits, clock, ended }: Deps) {
  const db = database.getClient().db(database.name);
  const inTurn = createTurns(hashedAtOnce);
  const auth = betterAuth({
    baseURL: publicUrl,
    basePath: "/api/auth",
    secret,
    database: mongodbAdapter(db),
    trustedOrigins: [...origins],
    emailAndPassword: {
      ...{ enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 200 },
      password: {
        hash: (plain) => inTurn(() => passwordHash.hash(plain), strangersWaiting).catch(tooMany),
        verify: (given) => inTurn(() => passwordHash.verify(given), strangersWaiting).catch(tooMany),
      },
    },
    plugins: [{ id: "linkwork", endpoints: { enter } }],
    user: {
      additionalFields: {
        personId: { type: "string", required: true, input: false },
        /** of the invented community, whose password everybody knows */
        demo: { type: "boolean", required: false, input: false },
        /** a resident's, made without a password */
        byCode: { type: "boolean", required: false, input: false },
      },
    },
    session: {
      expiresIn: sessionDays * 24 * 3600,
      updateAge: 24 * 3600,
      cookieCache: { enabled: false },
      additionalFields: {
        personId: { type: "string", required: false, input: false },
        /** when the password was given, and when a second factor was given last */
        passwordAt: { type: "date", required: false, input: false },
        factorAt: { type: "date", required: false, input: false },
        /** when a code that was sent by mail was given last: of who is a resident and nothing else */
        codeAt: { type: "date", required: false, input: false },
      },
    },
    rateLimit: { enabled: false },
    advanced: cookiesFor(publicUrl),
    telemetry: { enabled: false },
    logger: { disabled: true },
    hooks: {
      before: createAuthMiddleware(async (ctx) => {
        if (ctx.path !== "/sign-in/email") return;
        const email = (ctx.body as { email?: unknown } | undefined)?.email;
        await limits.signIn(typeof email === "string" ? email : "").catch(tooMany);
      }),
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session, ctx) =>
            ctx?.path === "/sign-in/email" ? { data: { ...session, passwordAt: new Date(clock.now()) } } : undefined,
        },
        delete: { after: async (session) => ended({ userId: session.userId }) },
      },
    },
  });
  // made at start-up, so that no first sign-in waits for them
  await db.collection("user").createIndex({ email: 1 }, { unique: true });
  await db.collection("user").createIndex({ personId: 1 }, { unique: true });
  await db.collection("session").createIndex({ token: 1 }, { unique: true });
  await db.collection("account").createIndex({ userId: 1 });
  await db.collection("account").createIndex({ providerId: 1, accountId: 1 }, { unique: true });
  const context = await auth.$context;
  const { internalAdapter } = context;
  // the invented community shares one password, which everybody knows: hashed once, it doesn't hold up the first start
  const invented = new Map<string, Promise<string>>();
  const hashOf = (plain: string, demo: boolean): Promise<string> => {
    const known = (demo ? invented.get(plain) : undefined) ?? inTurn(() => passwordHash.hash(plain));
    if (demo) invented.set(plain, known);
    return known;
  };
  const accounts = createAccounts(database, {
    createUser: (user) => internalAdapter.createUser(user, { method: "email-password" }),
    async linkPassword(userId, plain, demo) {
      await internalAdapter.linkAccount({ userId, providerId: "credential", accountId: userId, password: await hashOf(plain, demo) });
    },
    async linkHash(userId, password) {
      await internalAdapter.linkAccount({ userId, providerId: "credential", accountId: userId, password });
    },
    endSessions: (userId) => internalAdapter.deleteUserSessions(userId),
    endSome: (tokens) => internalAdapter.deleteSessions(tokens),
  });

  // whose session a cookie names was proven once and never changes; whether it is alive is asked each time, of two documents by their ids
  const proven = new Map<string, Session>();
  const idOf = (id: string) => database.base.Types.ObjectId.createFromHexString(id);
  const sessions = database.collection<{ expiresAt: Date; factorAt?: Date }>("session");
  const users = database.collection("user");
  async function stillThere(session: Session): Promise<Session | undefined> {
    const [kept, user] = await Promise.all([
      sessions.findOne({ _id: idOf(session.sessionId) }, { projection: { expiresAt: 1, factorAt: 1 } }),
      users.findOne({ _id: idOf(session.userId) }, { projection: { _id: 1 } }),
    ]);
    // one that is to be prolonged, and one whose time is over, are the library's business
    const young = kept && kept.expiresAt.getTime() - Date.now() > (sessionDays - 1) * 24 * 3600_000;
    return young && user ? { ...session, entered: kept.factorAt != null } : undefined;
  }

  return {
    handler: auth.handler,
    /** the name of the cookie that carries a session; under https it has a prefix */
    cookie: context.authCookies.sessionToken.name,
    /** The session that the cookie among these headers names, if it is alive at this moment. */
    async read(headers: Headers): Promise<Session | null> {
      const cookie = headers.get("cookie") ?? "";
      const known = proven.get(cookie);
      const alive = known && (await stillThere(known));
      if (alive) return alive;
      const found = await auth.api.getSession({ headers });
      const user = found?.user as { personId?: string; demo?: boolean } | undefined;
      if (!found || !user?.personId) return null;
      const session = {
        sessionId: found.session.id,
        personId: user.personId as PersonId,
        email: found.user.email,
        userId: found.user.id,
        demo: user.demo === true,
        entered: found.session.factorAt != null,
        byCode: found.session.codeAt != null,
      };
      if (proven.size > 10_000) proven.clear();
      proven.set(cookie, session);
      return session;
    },
    /** A new session for somebody whose second factor was seen (or the password alone: `half`; or a code from a mail: `code`); the one before ends. The cookies that carry it. */
    async enter({ userId, instead, half, code }: Entering): Promise<string[]> {
      const token =
        instead &&
        (await context.adapter.findOne<{ token: string }>({ model: "session", where: [{ field: "id", value: instead }] }))?.token;
      const { headers } = await auth.api.enter({
        body: { userId, instead: token ?? null, [half ? "passwordAt" : code ? "codeAt" : "factorAt"]: new Date(clock.now()) },
        returnHeaders: true,
      });
      return headers.getSetCookie();
    },
    /** What is kept of the account's password, if this is it. */
    async passwordFits(userId: string, password: string): Promise<string | undefined> {
      const hash = (await internalAdapter.findAccounts(userId)).find((one) => one.providerId === "credential")?.password;
      return hash != null && (await inTurn(() => passwordHash.verify({ hash, password }))) ? hash : undefined;
    },
    /** What is kept of a password that somebody chooses; a stranger with a link waits for their turn like all others. */
    hash: (password: string): Promise<string> => inTurn(() => passwordHash.hash(password), strangersWaiting),
    accounts,
    codes: createMailCodes({ database, clock, secret }),
    /** Makes an account for a person who is registered; false if the address has one. */
    createAccount: accounts.create,
    newPersonId: (): PersonId => randomUUID() as PersonId,
  };
}

export type Auth = Awaited<ReturnType<typeof createAuth>>;
