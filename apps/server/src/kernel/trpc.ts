import type { Actor, AnyCommand, AnyEvent } from "@linkwork/shared/kernel/event.ts";
import { refuse } from "@linkwork/shared/kernel/refusal.ts";
import { kindOf, type RoomKind } from "@linkwork/shared/kernel/room.ts";
import { EventId, RoomId } from "@linkwork/shared/kernel/shapes.ts";
import { type AnyTRPCRouter, initTRPC, TRPCError } from "@trpc/server";
import { z } from "zod";
import type { Auth } from "./auth.ts";
import type { Clock } from "./clock.ts";
import type { Database } from "./database.ts";
import type { Effects } from "./effects.ts";
import { codeOf, hide, refusalIn, toWire } from "./errors.ts";
import type { Factors } from "./factors.ts";
import type { Limits } from "./limits.ts";
import type { Live } from "./live.ts";
import type { Logger } from "./logger.ts";
import type { Metrics } from "./metrics.ts";
import type { Passkeys } from "./passkeys.ts";
import type { OpenRoom, Rooms } from "./room.ts";
import type { Session, Sessions } from "./session.ts";

/** What every call has at hand, on either door. */
export type Deps = {
  rooms: Rooms;
  effects: Effects;
  sessions: Sessions;
  limits: Limits;
  auth: Auth;
  factors: Factors;
  passkeys: Passkeys;
  clock: Clock;
  logger: Logger;
  database: Database;
  live: () => Live;
  /** there only where somebody measures */
  metrics: Metrics | undefined;
  /** what a stranger may know before signing in */
  about: { demo: boolean; mail: "none" | "caught" | "sent"; engine: string; evaluation: boolean; scanned: boolean };
};
/** Small on purpose: tRPC copies it at each step of a call. */
export type Context = {
  readonly house: Deps;
  /** refuses when nobody is signed in, or the second factor is missing; `half` lets the password do: for giving the factor, or setting it up */
  session(half?: true): Promise<Session>;
  /** gives the device the cookies of a new session; a socket can't */
  enter?: ((cookies: readonly string[]) => void) | undefined;
  /** the person with the hat that they name; on a socket at most 5 s old, over HTTP asked at each request */
  hat(): Promise<Actor>;
  readonly ip: string;
};

/** What a procedure says of itself, for the document of the HTTP door; a command's also so that the socket can take the short way to the same room. */
export type CallMeta = {
  /** what it asks of who calls; a hat, unless it says otherwise */
  needs?: "nothing" | "session";
  /** a factor given within the last ten minutes: for exports, roles, and what changes factors */
  stepUp?: true;
  /** a screen asks it also while nobody sits at it: no sign that somebody does */
  byItself?: true;
  command?: { kind: RoomKind; type: string; request: z.ZodType };
};

const t = initTRPC
  .context<Context>()
  .meta<CallMeta>()
  .create({
    isDev: false,
    errorFormatter: ({ shape, error, ctx }) => ({
      ...shape,
      message: "",
      data: {
        ...shape.data,
        path: undefined,
        linkwork: ctx ? toWire(error, ctx.house.logger) : { code: "BadInput", meaning: error.code, details: {} },
      },
    }),
  });

export const router = t.router;

type Step = { ok: true } | { ok: false; error: TRPCError };

/** What people can mend gets its code; "not found" takes the same time whatever the cause. */
async function answered<R extends Step>(started: number, result: R): Promise<R> {
  if (result.ok) return result;
  const refusal = refusalIn(result.error);
  if (refusal?.meaning === "NOT_FOUND") await hide(started);
  if (refusal) throw new TRPCError({ code: refusal.meaning, message: refusal.code, cause: refusal });
  return result;
}

export const publicProcedure = t.procedure.meta({ needs: "nothing" }).use(async ({ ctx, next }) => {
  const started = performance.now();
  await ctx.house.limits.callFrom(ctx.ip).catch(known);
  return answered(started, await next());
});

/** What became of each command, with those that never got to their room. */
const counted = t.middleware(async ({ ctx, path, meta, next }) => {
  const result = await next();
  if (meta?.command) ctx.house.metrics?.command(path)(result.ok ? "written" : codeOf(result.error));
  return result;
});

/** Signed in, with a hat on: the actor of everything that follows. */
export const signedIn = t.procedure.use(counted).use(async ({ ctx, next, type, path, meta, getRawInput }) => {
  const started = performance.now();
  const me = await ctx.session().catch(known);
  const { limits, sessions } = ctx.house;
  await limits.call(me.personId).catch(known);
  const actor = await ctx.hat().catch(known);
  if (meta?.stepUp) await sessions.steppedUp(me).catch(known);
  if (type === "mutation" && !meta?.byItself) await sessions.touch(me.sessionId);
  const result = await next({ ctx: { actor, me } });
  if (!result.ok && smuggles(result.error.cause)) noted(ctx.house, actor, await getRawInput(), path);
  return answered(started, result);
});

/** Whether a request said what only the house says (author, time, scopes ...): fields that no schema has. */
const smuggles = (cause: unknown): boolean =>
  cause instanceof z.ZodError && cause.issues.some((issue) => issue.code === "unrecognized_keys");

/** Puts a request that never got as far as its room on record there, without making it wait. */
export function noted({ rooms, logger }: Deps, actor: Actor, input: unknown, path: string): void {
  const named = z.object({ roomId: RoomId }).safeParse(input);
  if (!named.success) return;
  const asked = path.slice(path.indexOf(".") + 1);
  rooms
    .refused(actor, named.data.roomId, asked)
    .catch((error: unknown) => logger.warn({ error: String(error) }, "access record not written"));
}

/** Signed in, whatever the hat: for choosing one. */
export const anyHat = t.procedure.meta({ needs: "session" }).use(async ({ ctx, next, meta }) => {
  const started = performance.now();
  const me = await ctx.session().catch(known);
  await ctx.house.limits.call(me.personId).catch(known);
  if (meta?.stepUp) await ctx.house.sessions.steppedUp(me).catch(known);
  return answered(started, await next({ ctx: { me } }));
});

/** Signed in with the password at least: for the second step alone. `pending` says whether it is still to be done. */
export const halfIn = t.procedure.meta({ needs: "session" }).use(async ({ ctx, next }) => {
  const started = performance.now();
  const me = await ctx.session(true).catch(known);
  await ctx.house.limits.call(me.personId).catch(known);
  return answered(started, await next({ ctx: { me, pending: await ctx.house.sessions.pending(me) } }));
});

/** For exports and the like: signed in with a hat on, and a factor was given within the last ten minutes. The client asks for it and goes on by itself. */
export const stepUp = signedIn.meta({ stepUp: true });

/** Refusals keep their meaning on the way out of a step. */
function known(error: unknown): never {
  const refusal = refusalIn(error);
  throw refusal ? new TRPCError({ code: refusal.meaning, message: refusal.code, cause: refusal }) : error;
}

/** A room that the caller may read, and what else the call takes. Absent and forbidden are the same answer. */
export const inRoom = <Fields extends Record<string, z.ZodType> = Record<never, never>>(kinds: readonly RoomKind[], fields?: Fields) =>
  // one strict schema: of two, each would refuse the other's fields
  signedIn.input(z.strictObject({ roomId: RoomId, ...(fields ?? ({} as Fields)) })).use(async ({ ctx, input, next, path }) => {
    const { roomId } = input as { roomId: RoomId };
    if (!kinds.includes(kindOf(roomId))) {
      noted(ctx.house, ctx.actor, input, path);
      throw refuse("NotFound");
    }
    const room: OpenRoom = await ctx.house.rooms.open(ctx.actor, roomId);
    return next({ ctx: { room } });
  });

type Request = { roomId: RoomId; id: EventId; input: AnyCommand["input"] };

function decideIn(
  house: Deps,
  actor: Actor,
  { kind, type }: { kind: RoomKind; type: string },
  { roomId, id, input }: Request,
): Promise<AnyEvent> {
  if (kindOf(roomId) !== kind) {
    noted(house, actor, { roomId }, `${kind}.${type}`);
    throw refuse("NotFound");
  }
  return house.rooms.act(actor, roomId, { id, type, input });
}

/** The procedure of one command of a slice: the room decides. With `stepUp` it asks for a fresh factor first: for a change of roles, say. `byItself` as in `CallMeta`. */
export function commandIn<Type extends string, Schema extends z.ZodType>(
  kind: RoomKind,
  type: Type,
  schema: Schema,
  says: Pick<CallMeta, "stepUp" | "byItself"> = {},
) {
  const request = z.strictObject({ roomId: RoomId, id: EventId, input: schema });
  return signedIn
    .meta({ command: { kind, type, request }, ...says })
    .input(request)
    .mutation(({ ctx, input }) => decideIn(ctx.house, ctx.actor, { kind, type }, input as Request));
}

/**
 * A command over the socket: the steps of its procedure (limit, hat, shape, room) without tRPC's copying between them, which cost more
 * than the decision. Undefined for a path that is no command.
 */
export function shortWay(
  router: AnyTRPCRouter,
  path: string,
  metrics?: Metrics,
): ((ctx: Context, input: unknown) => Promise<AnyEvent>) | undefined {
  const procedures = router._def.procedures as Record<string, { _def: { meta?: CallMeta } }>;
  const meta = Object.hasOwn(procedures, path) ? procedures[path]?._def.meta : undefined;
  const command = meta?.command;
  if (!command) return undefined;
  const way = async ({ house, session, hat }: Context, input: unknown) => {
    const me = await session();
    await house.limits.call(me.personId);
    const actor = await hat();
    if (meta.stepUp) await house.sessions.steppedUp(me);
    if (!meta.byItself) await house.sessions.touch(me.sessionId);
    const parsed = command.request.safeParse(input);
    if (parsed.success) return decideIn(house, actor, command, parsed.data as Request);
    if (smuggles(parsed.error)) noted(house, actor, input, path);
    throw parsed.error;
  };
  const count = metrics?.command(path);
  if (!count) return way;
  return (ctx, input) => {
    const asked = way(ctx, input);
    asked.then(
      () => count("written"),
      (error: unknown) => count(codeOf(error)),
    );
    return asked;
  };
}
