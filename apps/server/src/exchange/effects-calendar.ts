import { calendarMailFrom, changedBy, type OwnEntry, orgOf, whoseChanged } from "@linkwork/shared/exchange/rules-calendar.ts";
import type { SessionEvent } from "@linkwork/shared/exchange/schema-session.ts";
import { comingTo } from "@linkwork/shared/exchange/state-calendar.ts";
import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import { type CalendarNews, calendarLetter } from "@linkwork/shared/exchange/words-calendar.ts";
import { hatIn } from "@linkwork/shared/identity/rules.ts";
import { wishesOf } from "@linkwork/shared/identity/rules-notices.ts";
import type { OrgState, PersonState } from "@linkwork/shared/identity/state.ts";
import type { PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import type { Clock } from "../kernel/clock.ts";
import type { Unwritten, Written } from "../kernel/mail.ts";
import type { Rooms } from "../kernel/room.ts";
import type { Outside } from "../kernel/slice.ts";
import { addressIn, calendarFile, shownIn } from "./present-calendar.ts";

/** Whose calendars an event changed: each gets a mail, which is written when it goes out. */
export const calendarMails = ({ seq }: SessionEvent, state: SessionState, roomId: RoomId): Outside[] =>
  whoseChanged(state, seq).map((personId) => ({ unwritten: { personId, seq, roomId } }));

type Deps = {
  rooms: Pick<Rooms, "ask">;
  clock: Clock;
  accountOf(personId: PersonId): Promise<{ email: string } | undefined>;
  publicUrl: string;
  /** whom mails are from */
  from: string;
};

/** How long to wait for a node that has not heard of the event yet (ms). */
const behind = 1_000;

type Of = { personId: PersonId; gone: boolean };
function newsOf(state: SessionState, { booking, on, sequence }: OwnEntry, { personId, gone }: Of): CalendarNews {
  if (gone) return "left";
  if (!booking) return on ? "visitors" : state.card?.contact?.personId === personId ? "fewer" : "handedOn";
  if (on) return sequence === 0 ? "booked" : "changed";
  return booking.status === "cancelledByVisitor" ? "givenBack" : "calledOff";
}

/** Writes a calendar mail at the moment at which it goes out: as the visit stands then, where and when they want mail, and not if something newer tells of it. */
export const createInvitations =
  ({ rooms, clock, accountOf, publicUrl, from }: Deps) =>
  async ({ personId, seq, roomId }: Unwritten & { roomId: RoomId }): Promise<Written> => {
    const now = clock.now();
    const state = await rooms.ask<SessionState>(roomId);
    if (state.head < seq) return { later: now + behind };
    const entry = changedBy(state, personId, seq);
    const orgId = entry && orgOf(state, entry);
    if (!entry || !orgId || !state.date) return undefined;
    const [person, org] = await Promise.all([rooms.ask<PersonState>(personRoom(personId)), rooms.ask<OrgState>(orgRoom(orgId))]);
    // who has left hears that it goes from their calendar, and no more of it
    const gone = !hatIn(person, org, personId, orgId);
    const shown = shownIn(state, entry, { publicUrl, covered: gone });
    if (!shown || (gone && entry.on) || now >= Date.parse(shown.endsAt)) return undefined;
    const wanted = calendarMailFrom(wishesOf(person), { changed: Date.parse(entry.at), begins: Date.parse(shown.startsAt), now });
    if (wanted === undefined || wanted > now) return wanted === undefined ? undefined : { later: wanted };
    const to = (await accountOf(personId))?.email;
    if (to === undefined) return undefined;
    const method = entry.on ? "REQUEST" : "CANCEL";
    const status = entry.on ? shown.status : "CANCELLED";
    const letter = calendarLetter(newsOf(state, entry, { personId, gone }), {
      ...{ summary: shown.summary, place: shown.place, when: entry.last ?? state.date },
      ...(entry.booking || gone ? {} : { coming: comingTo(state) }),
      ...(gone ? {} : { link: `${publicUrl}/exchange/${entry.booking ? "mine" : "hosting"}` }),
    });
    const text = calendarFile({ method, organizer: addressIn(from), attendee: to, entries: [{ ...shown, status }] });
    return { to, ...letter, calendar: { method, text } };
  };
