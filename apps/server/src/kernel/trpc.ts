import type { Actor, AnyCommand } from "@linkwork/shared/kernel/event.ts";
import { refuse } from "@linkwork/shared/kernel/refusal.ts";
import { kindOf, type RoomKind } from "@linkwork/shared/kernel/room.ts";
import { EventId, RoomId } from "@linkwork/shared/kernel/shapes.ts";
import { initTRPC, TRPCError } from "@trpc/server";
import { z } from "zod";
import type { Clock } from "./clock.ts";
import type { Database } from "./database.ts";
import type { Effects } from "./effects.ts";
import { hide, refusalIn, toWire } from "./errors.ts";
import type { Limits } from "./limits.ts";
import type { Live } from "./live.ts";
import type { Logger } from "./logger.ts";
import type { OpenRoom, Rooms } from "./room.ts";
import type { Session, Sessions } from "./session.ts";

/** What every call has at hand, on either door. */
export type Deps = {
  rooms: Rooms;
  effects: Effects;
  sessions: Sessions;
  limits: Limits;
  clock: Clock;
  logger: Logger;
  database: Database;
  live: () => Live;
  /** what a stranger may know before signing in */
  about: { demo: boolean; engine: string; evaluation: boolean };
};
export type Context = Deps & {
  /** refuses when nobody is signed in */
  session(): Promise<Session>;
  /** the person with the hat that they name; on a socket at most 5 s old, over HTTP asked at each request */
  actor(): Promise<Actor>;
  ip: string;
};

const t = initTRPC.context<Context>().create({
  isDev: false,
  errorFormatter: ({ shape, error, ctx }) => ({
    ...shape,
    message: "",
    data: {
      ...shape.data,
      path: undefined,
      linkwork: ctx ? toWire(error, ctx.logger) : { code: "BadInput", meaning: error.code, details: {} },
    },
  }),
});

export const router = t.router;

/** Every call passes here: what people can mend gets its code; "not found" takes the same time whatever the cause. */
const answered = t.middleware(async ({ next }) => {
  const started = performance.now();
  const result = await next();
  if (result.ok) return result;
  const refusal = refusalIn(result.error);
  if (refusal?.meaning === "NOT_FOUND") await hide(started);
  if (refusal) throw new TRPCError({ code: refusal.meaning, message: refusal.code, cause: refusal });
  return result;
});

export const publicProcedure = t.procedure.use(answered).use(async ({ ctx, next }) => {
  await ctx.limits.call(ctx.ip);
  return next();
});

/** Signed in, with a hat on: the actor of everything that follows. */
export const signedIn = t.procedure.use(answered).use(async ({ ctx, next, type }) => {
  const session = await ctx.session();
  await ctx.limits.call(session.personId);
  const actor = await ctx.actor();
  if (type === "mutation") await ctx.sessions.touch(session.sessionId);
  return next({ ctx: { ...ctx, actor, me: session } });
});

/** Signed in, whatever the hat: for choosing one. */
export const anyHat = t.procedure.use(answered).use(async ({ ctx, next }) => {
  const session = await ctx.session();
  await ctx.limits.call(session.personId);
  return next({ ctx: { ...ctx, me: session } });
});

/** A room that the caller may read, and what else the call takes. Absent and forbidden are the same answer. */
export const inRoom = <Fields extends Record<string, z.ZodType> = Record<never, never>>(kinds: readonly RoomKind[], fields?: Fields) =>
  // one strict schema: of two, each would refuse the other's fields
  signedIn.input(z.strictObject({ roomId: RoomId, ...(fields ?? ({} as Fields)) })).use(async ({ ctx, input, next }) => {
    const { roomId } = input as { roomId: RoomId };
    if (!kinds.includes(kindOf(roomId))) throw refuse("NotFound");
    const room: OpenRoom = await ctx.rooms.open(ctx.actor, roomId);
    return next({ ctx: { ...ctx, room } });
  });

/** The procedure of one command of a slice: the room decides. */
export const commandIn = <Type extends string, Schema extends z.ZodType>(kind: RoomKind, type: Type, schema: Schema) =>
  signedIn.input(z.strictObject({ roomId: RoomId, id: EventId, input: schema })).mutation(async ({ ctx, input }) => {
    const request = input as { roomId: RoomId; id: EventId; input: AnyCommand["input"] };
    if (kindOf(request.roomId) !== kind) throw refuse("NotFound");
    return ctx.rooms.act(ctx.actor, request.roomId, { id: request.id, type, input: request.input });
  });
