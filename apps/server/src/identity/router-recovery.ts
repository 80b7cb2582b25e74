import { refuse } from "@linkwork/shared/identity/rules.ts";
import { keepersOf, mayConfirmRecovery, openRecoveries, recoveryHolds, recoveryReady } from "@linkwork/shared/identity/rules-recovery.ts";
import type { RecoveryNote } from "@linkwork/shared/identity/schema.ts";
import type { OrgState, PersonState } from "@linkwork/shared/identity/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { PersonId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { EventId, PartId, PersonId as PersonIdShape } from "@linkwork/shared/kernel/shapes.ts";
import { z } from "zod";
import { iso } from "../kernel/clock.ts";
import { derivedId } from "../kernel/decide.ts";
import { type Deps, halfIn, router } from "../kernel/trpc.ts";
import { administering, followed, onBehalfOf } from "./router.ts";
import type { OrgViews } from "./views.ts";

/** How far a way back in has come, as whose it is learns it before the second step. Names nobody. */
export type RecoveryStanding = { yes: number; ready: string | null; until: string; now: boolean };
/** A request that an administrator of the platform can answer. */
export type Waiting = Pick<RecoveryNote, "recoveryId" | "personId" | "name" | "ready"> & { orgs: string[]; yes: number; mine: boolean };

/** Who gave the password (a code from a mail is less) and can do no second step. Who has none to lose sets one up; who is in has lost nothing. */
const lost = halfIn.use(async ({ ctx, next }) => {
  if (!ctx.pending || ctx.me.byCode || !(await ctx.house.factors.has(ctx.me.userId))) throw refuse("NotThere");
  return next({ ctx: { they: onBehalfOf(ctx.me.personId, "") } });
});

/** The open requests that miss somebody who is no manager, each with the organisations that it is about. */
async function waiting({ rooms, clock }: Deps, { views, admin }: { views: OrgViews; admin: Actor }): Promise<Waiting[]> {
  const now = iso(clock.now());
  const states = await Promise.all((await views.all()).map(({ orgId }) => rooms.ask<OrgState>(orgRoom(orgId))));
  const people = new Map<PersonId, { note: RecoveryNote; theirs: OrgState[] }>();
  for (const state of states)
    for (const note of openRecoveries(state, now)) {
      const before = people.get(note.personId);
      const newest = before && before.note.told > note.told ? before.note : note;
      people.set(note.personId, { note: newest, theirs: [...(before?.theirs ?? []), state] });
    }
  return [...people.values()].flatMap(({ note, theirs }) => {
    const { recoveryId, personId, name, ready, yes } = note;
    const mine = yes.some((each) => each.personId === admin.personId);
    const asked = { recovery: note, personId, recoveryId, keepers: keepersOf(personId, theirs), now };
    if (!mine && mayConfirmRecovery(admin, asked) !== true) return [];
    return [{ recoveryId, personId, name, ready, orgs: theirs.map(({ card }) => card?.name ?? ""), yes: yes.length, mine }];
  });
}

const Named = z.strictObject({ id: EventId, personId: PersonIdShape, recoveryId: PartId });

/** The way back in for who has lost every second factor: two people and a day. Those who are asked answer in the person's room. */
export const recoveryRouter = (views: OrgViews) =>
  router({
    /** How far mine has come; null if I asked for none. */
    standing: halfIn.query(async ({ ctx: { house, me } }): Promise<RecoveryStanding | null> => {
      const now = iso(house.clock.now());
      const { recovery } = await house.rooms.ask<PersonState>(personRoom(me.personId));
      if (!recoveryHolds(recovery, now)) return null;
      return { yes: recovery.yes.length, ready: recovery.ready ?? null, until: recovery.until, now: recoveryReady(recovery, now) };
    }),
    /** Asks for one. That is all that a password alone is good for. */
    ask: lost.input(z.strictObject({ id: EventId })).mutation(async ({ ctx: { house, me, they }, input: { id } }) => {
      if (house.about.mail === "none") throw refuse("MailNeeded");
      await house.rooms.act(they, personRoom(me.personId), { id, type: "askForRecovery", input: {} });
      return {};
    }),
    /** The day is over: old factors, codes and sessions end, and this device may set up new ones. */
    begin: lost.mutation(async ({ ctx: { house, me, they, enter } }) => {
      const room = personRoom(me.personId);
      const { recovery } = await house.rooms.ask<PersonState>(room);
      if (!recovery) throw refuse("NotThere");
      const { recoveryId } = recovery;
      await house.rooms.act(they, room, { id: derivedId(recoveryId, "used"), type: "useRecovery", input: { recoveryId } });
      await followed(house.effects);
      enter?.(await house.auth.enter({ userId: me.userId, instead: undefined, half: true }));
      return {};
    }),
    /** For the platform's administrators: who waits for one of them. */
    waiting: administering.query(({ ctx }): Promise<Waiting[]> => waiting(ctx.house, { views, admin: ctx.admin })),
    /** An administrator stands in for the manager who is missing. */
    confirmAsAdministrator: administering
      .meta({ stepUp: true })
      .input(Named)
      .mutation(async ({ ctx, input: { id, personId, recoveryId } }) => {
        await ctx.house.rooms.act(ctx.admin, personRoom(personId), { id, type: "confirmRecovery", input: { recoveryId } });
        return {};
      }),
    stopAsAdministrator: administering.input(Named).mutation(async ({ ctx, input: { id, personId, recoveryId } }) => {
      await ctx.house.rooms.act(ctx.admin, personRoom(personId), { id, type: "stopRecovery", input: { recoveryId } });
      return {};
    }),
  });
