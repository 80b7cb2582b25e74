import type { OwnEntry } from "@linkwork/shared/exchange/rules-calendar.ts";
import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import { hatIn } from "@linkwork/shared/identity/rules.ts";
import type { OrgState, PersonState } from "@linkwork/shared/identity/state.ts";
import type { OrgId, PersonId } from "@linkwork/shared/kernel/ids.ts";
import { refuse } from "@linkwork/shared/kernel/refusal.ts";
import { orgRoom, personRoom, sessionRoom } from "@linkwork/shared/kernel/room.ts";
import { EventId, SessionId as SessionIdShape } from "@linkwork/shared/kernel/shapes.ts";
import { z } from "zod";
import type { Clock } from "../kernel/clock.ts";
import type { Rooms } from "../kernel/room.ts";
import { signedIn } from "../kernel/trpc.ts";
import { type Address, calendarFile, type Shown, shownIn } from "./present-calendar.ts";
import type { ExchangeViews } from "./views.ts";
import type { Feeds } from "./views-feeds.ts";

/** How long what is over stays in a feed: ms. */
const kept = 31 * 24 * 3600_000;

/** What an installation says of itself in every calendar file, and the addresses that people made. */
export type CalendarSettings = { publicUrl: string; organizer: Address; feeds: Feeds };

/** The booking by which somebody comes to a session, if they do. */
const comingBy = ({ bookings, calendar }: SessionState, personId: PersonId): OwnEntry | undefined =>
  Object.values(bookings)
    .filter((booking) => booking.personId === personId)
    .flatMap((booking) => {
      const entry = calendar[booking.bookingId];
      return entry?.on ? [{ ...entry, booking }] : [];
    })[0];

/** As who receives whoever comes: also of a date to which nobody comes yet. */
function receiving(state: SessionState, personId: PersonId): OwnEntry | undefined {
  if (state.card?.contact?.personId !== personId || state.cancelled || state.standing === "archived") return undefined;
  const nobodyYet = { sequence: 0, since: 0, at: state.lastAt, on: false };
  return state.calendar[personId] ?? nobodyYet;
}

type FeedOf = { rooms: Pick<Rooms, "ask">; clock: Clock; views: ExchangeViews } & CalendarSettings;
/** What a calendar address gives: the visits of whose it is, as visitor and as who receives, under every hat that is theirs at this moment. Undefined for no address, and for nobody's. */
export const createFeed =
  ({ rooms, clock, feeds, views, publicUrl, organizer }: FeedOf) =>
  async (token: string): Promise<string | undefined> => {
    const personId = await feeds.whose(token);
    if (!personId) return undefined;
    const person = await rooms.ask<PersonState>(personRoom(personId));
    const worn = new Set<OrgId>();
    for (const { orgId } of person.memberships)
      if (hatIn(person, await rooms.ask<OrgState>(orgRoom(orgId)), personId, orgId)) worn.add(orgId);
    if (worn.size === 0) return undefined;
    const ids = await views.sessionsFor(personId, clock.now() - kept);
    const states = await Promise.all(ids.map((id) => rooms.ask<SessionState>(sessionRoom(id))));
    const entries = states.flatMap((state): Shown[] => {
      const visit = comingBy(state, personId);
      const hosts = state.host && worn.has(state.host.orgId) ? receiving(state, personId) : undefined;
      const own = [...(visit?.booking && worn.has(visit.booking.orgId) ? [visit] : []), ...(hosts ? [hosts] : [])];
      return own.flatMap((entry) => shownIn(state, entry, { publicUrl }) ?? []);
    });
    return calendarFile({ method: "PUBLISH", organizer, entries });
  };

/** Calendars: the address that somebody gives theirs, and the file of one visit. */
export const calendarProcedures = ({ feeds, publicUrl, organizer }: CalendarSettings) => ({
  /** Since when I have a calendar address; null for none. The address itself is told once, when it is made. */
  feed: signedIn.query(async ({ ctx }): Promise<{ since: string } | null> => {
    const since = await feeds.since(ctx.actor.personId);
    return since === undefined ? null : { since };
  }),
  /** Makes my calendar address; one that I had is over. The same id gives the same one again. `path`: to be put behind where the product is found. */
  makeFeed: signedIn.input(z.strictObject({ id: EventId })).mutation(async ({ ctx, input }): Promise<{ path: string }> => {
    const token = await feeds.make(ctx.actor.personId, input.id, ctx.house.clock.now());
    return { path: `/ics/${token}.ics` };
  }),
  /** My calendar address is over. */
  endFeed: signedIn.mutation(async ({ ctx }): Promise<void> => feeds.end(ctx.actor.personId)),
  /** One visit of mine as a calendar file. */
  calendarFile: signedIn.input(z.strictObject({ sessionId: SessionIdShape })).query(async ({ ctx, input }): Promise<{ text: string }> => {
    const state = await ctx.house.rooms.ask<SessionState>(sessionRoom(input.sessionId));
    const entry = comingBy(state, ctx.actor.personId);
    const shown = entry && shownIn(state, entry, { publicUrl });
    if (!shown) throw refuse("NotFound");
    return { text: calendarFile({ organizer, entries: [shown] }) };
  }),
});
