import { mayHost, maySee, worksHere } from "@linkwork/shared/exchange/rules.ts";
import { askedFrom, owesPermission, owesWord, runs } from "@linkwork/shared/exchange/rules-booking.ts";
import { missed, waitsForYes } from "@linkwork/shared/exchange/rules-person.ts";
import { looksAfterPeople } from "@linkwork/shared/exchange/rules-readiness.ts";
import { owesAttendance, queueOf, spokenOf, statusAt } from "@linkwork/shared/exchange/rules-session.ts";
import { type Contact, type Host, opportunityCommands, type Terms, When } from "@linkwork/shared/exchange/schema.ts";
import { sessionCommands } from "@linkwork/shared/exchange/schema-session.ts";
import type { OpportunityState } from "@linkwork/shared/exchange/state.ts";
import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { OpportunityId, SessionId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal, refuse } from "@linkwork/shared/kernel/refusal.ts";
import { opportunityRoom, orgRoom, sessionRoom } from "@linkwork/shared/kernel/room.ts";
import { OpportunityId as OpportunityIdShape } from "@linkwork/shared/kernel/shapes.ts";
import { z } from "zod";
import { iso } from "../kernel/clock.ts";
import { commandIn, type Deps, router, signedIn } from "../kernel/trpc.ts";
import { type HostedRow, hostedOf, rowOf, type SessionRow } from "./present.ts";
import { type CalendarSettings, calendarProcedures } from "./router-calendar.ts";
import { findProcedures } from "./router-find.ts";
import { learningProcedures } from "./router-learning.ts";
import { readyProcedures } from "./router-ready.ts";
import { stewardProcedures } from "./router-steward.ts";
import { datesOf, type Worked } from "./times.ts";
import type { ExchangeViews } from "./views.ts";
import type { LearningViews } from "./views-learning.ts";
import type { LedgerViews, Reciprocity } from "./views-ledger.ts";
import type { ReadyViews } from "./views-ready.ts";

const onOpportunity = <Name extends keyof typeof opportunityCommands>(name: Name) =>
  commandIn("opportunity", name, opportunityCommands[name]);
const onSession = <Name extends keyof typeof sessionCommands>(name: Name) => commandIn("session", name, sessionCommands[name]);

const aYear = 365 * 24 * 3600_000;
/** What somebody reads of a chance to shadow; with `visitors` in its sessions for who hosts it. */
export type OpportunityPage = {
  opportunityId: OpportunityId;
  status: Exclude<OpportunityState["status"], "absent">;
  host: NonNullable<OpportunityState["host"]>;
  terms: Terms;
  hosts: boolean;
  /** for who hosts it: the number of its newest event, which a change of its words names */
  heard?: number;
  /** of the organisation that hosts it */
  phone: string | null;
  /** whoever should receive the visitors doesn't work there any more */
  contactLeft: boolean;
  sessions: (SessionRow | HostedRow)[];
};
/** What an organisation posts. `asks`: who waits for its yes; `coming`: who has a place ahead; `waiting`: who is on a list. */
export type PostedRow = Pick<OpportunityPage, "opportunityId" | "status"> & {
  title: string;
  next: { startsAt: string; starts: string; zone: string } | null;
  /** I receive the visitors; or whoever does has left */
  receives: boolean;
  left: string | null;
  /** who stands in */
  deputy: Terms["deputy"];
  asks: number;
  coming: number;
  waiting: number;
};

/** A visit without its host. */
type LeftRow = { opportunityId: OpportunityId; title: string; left: string };
type Owed = Record<"offers" | "asks" | "permissions" | "came" | "there", SessionRow[]> & { left: LeftRow[] };
type Exchange = { views: ExchangeViews; ledger: LedgerViews; learning: LearningViews; ready: ReadyViews; calendars: CalendarSettings };
/** The shadowing exchange: what there is, what is mine, and what my organisation hosts. */
export function exchangeRouter({ views, ledger, learning, ready, calendars }: Exchange) {
  const now = ({ clock }: Deps) => iso(clock.now());
  const states = async (house: Deps, ids: readonly SessionId[]) =>
    Promise.all(ids.map((id) => house.rooms.ask<SessionState>(sessionRoom(id))));
  const rows = async (house: Deps, actor: Actor, ids: readonly SessionId[]): Promise<SessionRow[]> =>
    (await states(house, ids)).flatMap((state) => rowOf(state, actor, now(house)) ?? []);

  const worksThere = async (house: Deps, { orgId }: Host, { personId }: Contact): Promise<boolean> => {
    const member = (await house.rooms.ask<OrgState>(orgRoom(orgId))).members[personId];
    return member !== undefined && !member.ended;
  };
  /** The name of whoever should receive the visitors and doesn't work there any more. */
  const leftBehind = async (house: Deps, host: OpportunityState["host"], { contact }: Terms): Promise<string | null> =>
    !host || !contact || (await worksThere(house, host, contact)) ? null : contact.name;
  /** The visits that somebody answers for since whoever received the visitors has left: who stands in, and where nobody does, the managers. */
  async function leftTo(house: Deps, actor: Actor): Promise<{ row: LeftRow; dates: OpportunityState["dates"] }[]> {
    const ours = looksAfterPeople(actor) ? await views.runningAt(actor.orgId) : [];
    const ids = new Set([...(await views.deputyIn(actor.personId)), ...ours]);
    const found = [...ids].map(async (opportunityId) => {
      const { host, terms, dates } = await house.rooms.ask<OpportunityState>(opportunityRoom(opportunityId));
      if (!host || !terms || !mayHost(host, actor)) return [];
      const left = await leftBehind(house, host, terms);
      if (left === null) return [];
      const others = terms.deputy && terms.deputy.personId !== actor.personId && (await worksThere(house, host, terms.deputy));
      return others ? [] : [{ row: { opportunityId, title: terms.title, left }, dates }];
    });
    return (await Promise.all(found)).flat();
  }

  async function posted(house: Deps, opportunityId: OpportunityId, actor: Actor): Promise<PostedRow[]> {
    const { host, terms, status, dates } = await house.rooms.ask<OpportunityState>(opportunityRoom(opportunityId));
    if (!mayHost(host, actor) || !terms || status === "absent") return [];
    const at = now(house);
    const ahead = dates.filter(({ endsAt }) => at < endsAt);
    const sessions = (
      await states(
        house,
        ahead.map(({ sessionId }) => sessionId),
      )
    ).filter(({ cancelled }) => !cancelled);
    const [first] = sessions;
    const count = (status: string) =>
      sessions.reduce((sum, state) => sum + Object.values(state.bookings).filter((each) => statusAt(state, each, at) === status).length, 0);
    return [
      {
        ...{ opportunityId, status, title: terms.title, asks: count("requested"), coming: count("confirmed") + count("onHold") },
        ...{ receives: terms.contact?.personId === actor.personId, left: await leftBehind(house, host, terms), deputy: terms.deputy },
        next: first?.date ? { startsAt: first.date.startsAt, starts: first.date.starts, zone: first.date.zone } : null,
        waiting: sessions.reduce((sum, state) => sum + queueOf(state).length, 0),
      },
    ];
  }

  return router({
    ...findProcedures({ views, ledger }),
    /** One chance to shadow, with its dates that are not over. */
    opportunity: signedIn
      .input(z.strictObject({ opportunityId: OpportunityIdShape }))
      .query(async ({ ctx, input }): Promise<OpportunityPage> => {
        const { actor, house } = ctx;
        const state = await house.rooms.ask<OpportunityState>(opportunityRoom(input.opportunityId));
        const { status, host, terms, dates } = state;
        if (status === "absent" || !host || !terms || !maySee(state, actor)) throw refuse("NotFound");
        const at = now(house);
        const hosts = mayHost(host, actor);
        // its host has yet to say who came
        const since = hosts ? iso(house.clock.now() - spokenOf) : at;
        const there = await states(
          house,
          dates.filter(({ endsAt }) => since < endsAt).map(({ sessionId }) => sessionId),
        );
        const sessions = there.flatMap((session) => (hosts ? hostedOf(session, actor, at) : rowOf(session, actor, at)) ?? []);
        const { card } = await house.rooms.ask<OrgState>(orgRoom(host.orgId));
        const contactLeft = (await leftBehind(house, host, terms)) !== null;
        const page = { opportunityId: input.opportunityId, status, host, terms, hosts, phone: card?.phone ?? null, contactLeft, sessions };
        return { ...page, ...(hosts ? { heard: state.heard } : {}) };
      }),
    /** My bookings, the latest date first: whatever became of them. */
    mine: signedIn.query(async ({ ctx }): Promise<SessionRow[]> => {
      const { actor, house } = ctx;
      return (await rows(house, actor, await views.sessionsOf(actor.personId))).filter(({ mine }) => mine !== null);
    }),
    /**
     * What waits for me: offers that I can take, and whether I was there (`there`); of sessions whose contact I am, or stand in for since they have left, requests; of those in which I also
     * stand in, that people who may be there are asked, and who came; and visits of mine to receive since whoever did has left.
     */
    owed: signedIn.query(async ({ ctx }): Promise<Owed> => {
      const { actor, house } = ctx;
      const at = now(house);
      const mine = await states(house, await views.sessionsWith(actor.personId, house.clock.now()));
      const left = await leftTo(house, actor);
      // nobody else hears any more who asks to come: whoever stands in answers
      const ahead = left.flatMap(({ dates }) => dates.filter(({ endsAt }) => at < endsAt));
      const standsIn = await states(
        house,
        ahead.map(({ sessionId }) => sessionId),
      );
      const receives = [...mine.filter(({ card }) => card?.contact?.personId === actor.personId), ...standsIn];
      const asked = (state: SessionState) =>
        mayHost(state.host, actor) && Object.values(state.bookings).some((each) => statusAt(state, each, at) === "requested");
      const around = { since: house.clock.now() - spokenOf, until: house.clock.now() + askedFrom };
      const run = (await states(house, await views.sessionsRunBy(actor.personId, around))).filter((state) => runs(state, actor));
      const silent = (state: SessionState) =>
        Object.values(state.bookings).some((each) => each.personId === actor.personId && owesWord(state, each, at));
      const shown = (some: readonly SessionState[]) => some.flatMap((state) => rowOf(state, actor, at) ?? []);
      const all = shown(mine);
      return {
        left: left.map(({ row }) => row),
        offers: all.filter((row) => row.mine?.status === "offered"),
        asks: shown(receives.filter(asked)),
        permissions: shown(run.filter((state) => owesPermission(state, at))),
        came: shown(run.filter((state) => owesAttendance(state, at))),
        there: shown(mine.filter(silent)),
      };
    }),
    /** What my organisation posts, the newest first. */
    hosting: signedIn.query(async ({ ctx }): Promise<PostedRow[]> => {
      const { actor, house } = ctx;
      const found = (await views.postedBy(actor.orgId)).map((id) => posted(house, id, actor));
      return (await Promise.all(found)).flat();
    }),
    /** What my organisation and each other one gave each other in the last twelve months: the time of visits that took place. No other pair is shown to anybody. */
    reciprocity: signedIn.query(async ({ ctx }): Promise<Reciprocity[]> => {
      const { actor, house } = ctx;
      return worksHere(actor) ? ledger.between(actor.orgId, house.clock.now() - aYear) : [];
    }),
    /** How often I gave a place back late, or didn't come, of late; and whether hosts say yes first to me because of it. Told to nobody else. */
    missed: signedIn.query(async ({ ctx }): Promise<{ count: number; waitsForYes: boolean }> => {
      const { actor, house } = ctx;
      const elsewhere = await states(house, await views.sessionsWith(actor.personId, house.clock.now()));
      const diary = { personId: actor.personId, elsewhere, now: now(house) };
      return { count: missed(diary), waitsForYes: waitsForYes(diary) };
    }),
    ...stewardProcedures(ledger),
    /** The dates that come of what somebody wants to post, as the clock there has them. */
    dates: signedIn.input(z.strictObject({ when: When })).query(({ input }): Worked[] => {
      const dates = datesOf(input.when);
      if (dates instanceof Refusal) throw dates;
      return dates;
    }),
    ...calendarProcedures(calendars),
    ...learningProcedures(learning),
    ...readyProcedures(ready),
    draftOpportunity: onOpportunity("draftOpportunity"),
    reviseOpportunity: onOpportunity("reviseOpportunity"),
    publishOpportunity: onOpportunity("publishOpportunity"),
    pauseOpportunity: onOpportunity("pauseOpportunity"),
    resumeOpportunity: onOpportunity("resumeOpportunity"),
    closeOpportunity: onOpportunity("closeOpportunity"),
    archiveOpportunity: onOpportunity("archiveOpportunity"),
    moveDates: onOpportunity("moveDates"),
    handOver: onOpportunity("handOver"),
    book: onSession("book"),
    acceptOffer: onSession("acceptOffer"),
    declineOffer: onSession("declineOffer"),
    cancelBooking: onSession("cancelBooking"),
    approveBooking: onSession("approveBooking"),
    declineBooking: onSession("declineBooking"),
    cancelPlace: onSession("cancelPlace"),
    offerPlace: onSession("offerPlace"),
    checkIn: onSession("checkIn"),
    confirmAttendance: onSession("confirmAttendance"),
    sayAttended: onSession("sayAttended"),
    recordNoShow: onSession("recordNoShow"),
    disputeNoShow: onSession("disputeNoShow"),
    disputeAttendance: onSession("disputeAttendance"),
    recordInduction: onSession("recordInduction"),
    recordPermission: onSession("recordPermission"),
    changeCapacity: onSession("changeCapacity"),
    cancelSession: onSession("cancelSession"),
  });
}
