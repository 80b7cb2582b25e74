import type { Terms } from "@linkwork/shared/exchange/schema.ts";
import type { SessionCommand, SessionEvent } from "@linkwork/shared/exchange/schema-session.ts";
import { foldSession, noSession, type SessionState } from "@linkwork/shared/exchange/state-session.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import {
  type EventId,
  newId,
  type OpportunityId,
  type OrgId,
  type PersonId,
  type RoomId,
  type SessionId,
} from "@linkwork/shared/kernel/ids.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { opportunityRoom, sessionRoom } from "@linkwork/shared/kernel/room.ts";
import { decideSession, type SessionFacts } from "../../apps/server/src/exchange/decide-session.ts";
import { actAs, type Person } from "./build.ts";
import { day, hour } from "./clock.ts";
import type { World } from "./world.ts";

const uuid = <T extends string>(): T => newId<T>(Date.now());
const iso = (ms: number): string => new Date(ms).toISOString();

type Change = Partial<Omit<Terms, "rules" | "when">> & {
  rules?: Partial<Terms["rules"]>;
  when?: Partial<NonNullable<Terms["when"]>> | null;
};
/** A time on the wall in London, so many days from an instant: at ten, unless said otherwise. */
export const wallIn = (now: number, days: number, time = "10:00"): string => `${iso(now + days * day).slice(0, 10)}T${time}`;

/** All that publishing asks for: a morning at a food hub in ten days, with two places. */
export const termsOf = (now: number, people: { contact: Person; deputy: Person }, { rules, when, ...change }: Change = {}): Terms => ({
  title: "A morning at our food hub",
  theme: "food",
  seen: "The pantry opens, and you help at the door.",
  meet: "Tariq and four volunteers.",
  risk: "Hot pans; stay behind the counter.",
  clients: false,
  permission: "",
  place: "12 Mafeking Street, Govan",
  access: ["stepFree"],
  contact: { personId: people.contact.personId, name: people.contact.name },
  deputy: { personId: people.deputy.personId, name: people.deputy.name },
  when: when === null ? null : { starts: wallIn(now, 10), minutes: 120, zone: "Europe/London", except: [], ...when },
  rules: { mode: "instant", capacity: 2, reserve: 0, noticeHours: 24, cutOffHours: 24, bufferMinutes: 15, perDay: 2, ...rules },
  ...change,
});

/** Nobody receives visitors of two visits at one time: each of a world has its own, unless one is said. */
const taken = new WeakMap<object, number>();
const times = ["10:00", "13:00", "16:00", "19:00", "07:00", "04:00"];
function nextTime({ app, clock }: Pick<World, "app" | "clock">): string {
  const next = taken.get(app) ?? 0;
  taken.set(app, next + 1);
  return wallIn(clock.now(), 10 + 8 * Math.floor(next / times.length), times[next % times.length]);
}

/** Visits at one time are received by one of the food hub after the other: what publishes the one with this number. */
export function inTurn({ tariq, tess, hana }: World["people"], number: number): [published: true, by: { contact: Person; deputy: Person }] {
  const [contact, deputy] = [
    [tariq, tess],
    [tess, hana],
    [hana, tariq],
  ][number % 3] as [Person, Person];
  return [true, { contact, deputy }];
}

export type Posted = { opportunityId: OpportunityId; roomId: RoomId; sessions: RoomId[] };
/** A chance to shadow that Tariq of the food hub posted, with Tess as the deputy, unless others did; published unless said otherwise. */
export async function anOpportunity(
  world: Pick<World, "app" | "clock" | "people">,
  change: Change = {},
  published = true,
  by: { contact: Person; deputy: Person } = { contact: world.people.tariq, deputy: world.people.tess },
): Promise<Posted> {
  const { contact: tariq, deputy: tess } = by;
  const opportunityId = uuid<OpportunityId>();
  const roomId = opportunityRoom(opportunityId);
  const when = change.when === null || change.when?.starts ? change.when : { starts: nextTime(world), ...change.when };
  const terms = termsOf(world.clock.now(), { contact: tariq, deputy: tess }, { ...change, when });
  await actAs(world, tariq, { roomId, type: "draftOpportunity", input: { opportunityId, terms } });
  if (!published) return { opportunityId, roomId, sessions: [] };
  const event = await actAs(world, tariq, { roomId, type: "publishOpportunity", input: {} });
  await world.app.effects.settled();
  return {
    opportunityId,
    roomId,
    sessions: (event.body.dates as { sessionId: SessionId }[]).map(({ sessionId }) => sessionRoom(sessionId)),
  };
}

/** Somebody of an organisation of their own, whom no log knows: rooms need no more than their word and their hat. */
export const aVisitor = (number: number, change: Partial<Actor> = {}): Actor => ({
  ...{ personId: uuid<PersonId>(), orgId: uuid<OrgId>(), roles: ["linkWorker"], name: `Visitor ${number}` },
  ...{ orgName: `Practice ${number}`, sector: "statutory", ...change },
});

const hub = { orgId: uuid<OrgId>(), name: "Govan Food Hub", sector: "third" as const };
const worker = (name: string): Actor => ({
  personId: uuid<PersonId>(),
  orgId: hub.orgId,
  roles: ["worker"],
  name,
  orgName: hub.name,
  sector: "third",
});
const [tariq, tess] = [worker("Tariq"), worker("Tess")];
/** Whoever receives the visitors of a session that is looked at by itself. */
export const host = tariq;
const house: Actor = { ...worker("Linkwork"), system: true };

/** One session by itself, without a database: what it is asked, and what became of it. `now` is moved by hand. */
export function aSessionAlone(start: number, change: Change = {}) {
  const sessionId = uuid<SessionId>();
  const roomId = sessionRoom(sessionId);
  const { when: _when, ...card } = termsOf(start, { contact: tariq as unknown as Person, deputy: tess as unknown as Person }, change);
  const begins = start + 10 * day;
  const date = {
    sessionId,
    starts: iso(begins).slice(0, 16),
    zone: "Europe/London",
    startsAt: iso(begins),
    endsAt: iso(begins + 2 * hour),
    offset: "+00:00",
  };
  const log: SessionEvent[] = [];
  const alone = {
    now: start,
    begins,
    state: noSession as SessionState,
    log,
    /** what follows is decided, and as in the log written in one commit */
    ask(
      who: Actor,
      type: SessionCommand["type"],
      input: Record<string, unknown> = {},
      elsewhere: SessionState[] = [],
      more: Partial<SessionFacts> = {},
    ): SessionEvent[] | Refusal {
      const id = uuid<EventId>();
      const context = {
        actor: who,
        now: iso(alone.now),
        id,
        roomId,
        event: () => undefined,
        facts: { elsewhere, claimed: true as const, asked: true as const, ...more },
      };
      const drafts = decideSession(alone.state, { type, input } as SessionCommand, context);
      if (drafts instanceof Refusal) return drafts;
      return drafts.map((draft, i) => {
        const event = {
          ...draft,
          seq: alone.state.head + 1,
          id: i === 0 ? id : uuid<EventId>(),
          at: iso(alone.now),
          actor: who,
        } as SessionEvent;
        alone.state = foldSession(alone.state, event);
        log.push(event);
        return event;
      });
    },
    byHouse: (type: SessionCommand["type"], input: Record<string, unknown> = {}, facts: Partial<SessionFacts> = {}) =>
      alone.ask(house, type, input, [], facts),
    /** somebody books; their booking's id */
    book(who: Actor): string {
      must(alone.ask(who, "book"));
      return Object.keys(alone.state.bookings).at(-1) ?? "";
    },
  };
  must(alone.byHouse("scheduleSession", { opportunityId: uuid(), host: hub, date, standing: "published", card, heard: 1 }));
  return alone;
}
export type Alone = ReturnType<typeof aSessionAlone>;

/** What has to have come about. */
export function must(events: SessionEvent[] | Refusal): SessionEvent[] {
  if (events instanceof Refusal) throw events;
  return events;
}
