import { sessionCommands } from "@linkwork/shared/exchange/schema-session.ts";
import type { PersonState } from "@linkwork/shared/identity/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import { refuse } from "@linkwork/shared/kernel/refusal.ts";
import { personRoom, sessionRoom } from "@linkwork/shared/kernel/room.ts";
import { EventId, SessionId } from "@linkwork/shared/kernel/shapes.ts";
import { z } from "zod";
import { systemActor } from "../kernel/system.ts";
import { anyHat } from "../kernel/trpc.ts";
import type { LedgerViews, OddPair } from "./views-ledger.ts";

/** How far back (ms), and from how many on, visits that the host alone vouches for are looked at. */
const lookedBack = 365 * 24 * 3600_000;
const several = 3;

/** For whoever looks after the platform, as the house and in their name; to everybody else it isn't there. They read which organisations, when and how long, and nobody's words. */
const looksAfterIt = anyHat.use(async ({ ctx, next }) => {
  const { name, administrator } = await ctx.house.rooms.ask<PersonState>(personRoom(ctx.me.personId));
  if (!administrator || name === null) throw refuse("NotFound");
  const steward: Actor = { ...systemActor, personId: ctx.me.personId, name };
  return next({ ctx: { steward } });
});

/** What keeps given and received honest: visits that may never have taken place, and taking one of them out of the count. */
export const stewardProcedures = (ledger: LedgerViews) => ({
  /** Pairs of organisations with several visits in a year of which the host alone says that they took place, or with one whose visitor says that they weren't there. */
  oddVisits: looksAfterIt.query(({ ctx }): Promise<OddPair[]> => ledger.hostsWordAlone(ctx.house.clock.now() - lookedBack, several)),
  /** A booking was entered in error: an entry of its own takes it back, and both organisations see that it was. */
  voidBooking: looksAfterIt
    .input(z.strictObject({ id: EventId, sessionId: SessionId, ...sessionCommands.voidBooking.shape }))
    .mutation(async ({ ctx, input: { id, sessionId, ...input } }) => {
      await ctx.house.rooms.act(ctx.steward, sessionRoom(sessionId), { id, type: "voidBooking", input });
      return {};
    }),
});
