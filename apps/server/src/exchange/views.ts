import { dueAt, freePlaces, queueOf } from "@linkwork/shared/exchange/rules-session.ts";
import type { OpportunityState } from "@linkwork/shared/exchange/state.ts";
import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import type { OpportunityId, OrgId, PersonId, RoomId, SessionId } from "@linkwork/shared/kernel/ids.ts";
import { subjectOf } from "@linkwork/shared/kernel/room.ts";
import mongoose from "mongoose";
import type { Database } from "../kernel/database.ts";
import { laterIsThere } from "../kernel/lanes.ts";

/** A session as it is looked for: what lists are narrowed by, and who ever booked. Grants nothing, and is asked of the room before it is shown. */
type SessionIndex = {
  _id: string;
  opportunityId: string;
  hostOrgId: string;
  sector: string;
  theme: string;
  access: string[];
  /** title, place and host in small letters, for looking up; the place by its postcode too */
  words: string;
  startsAt: Date;
  endsAt: Date;
  /** until when it may be listed as one that can be booked or waited for */
  listed: boolean;
  free: number;
  waiting: number;
  people: string[];
  /** who receives them */
  contact: string;
  /** when something follows by the clock; null where nothing will */
  due: Date | null;
  /** when this row was last written, by the database's own clock */
  touched: Date;
  seq: number;
};
/** `deputy`: who stands in for whoever receives the visitors. */
type OpportunityIndex = { _id: string; hostOrgId: string; status: string; deputy: string; seq: number };

const options = { strict: "throw", autoIndex: false, autoCreate: false, versionKey: false } as const;
const sessionSchema = new mongoose.Schema(
  {
    ...{ _id: String, opportunityId: String, hostOrgId: String, sector: String, theme: String, access: [String], words: String },
    ...{
      startsAt: Date,
      endsAt: Date,
      listed: Boolean,
      free: Number,
      waiting: Number,
      people: [String],
      contact: String,
      due: Date,
      touched: Date,
      seq: Number,
    },
  },
  { ...options, collection: "exchangeSessions" },
)
  .index({ listed: 1, startsAt: 1, _id: 1 })
  .index({ people: 1, startsAt: -1 })
  .index({ contact: 1, startsAt: -1 })
  .index({ opportunityId: 1 })
  .index({ due: 1 })
  .index({ touched: -1 });
const opportunitySchema = new mongoose.Schema(
  { _id: String, hostOrgId: String, status: String, deputy: String, seq: Number },
  { ...options, collection: "exchangeOpportunities" },
)
  .index({ hostOrgId: 1, _id: -1 })
  .index({ deputy: 1 });

/** What a list of sessions is narrowed by; instants in milliseconds since 1970. */
export type Wanted = {
  now: number;
  theme?: string | undefined;
  sector?: string | undefined;
  access?: readonly string[] | undefined;
  words?: string | undefined;
  from?: number | undefined;
  to?: number | undefined;
  free?: true | undefined;
  /** the last one of the page before */
  after?: { startsAt: number; sessionId: SessionId } | undefined;
};

/** How many of somebody's bookings are looked at. */
const mostOwn = 300;
/** How a chance stands as long as people still come. */
const running = ["published", "paused", "closed"];
/** Of how many sessions it is asked whether they come in the way: more than a year's, in which each is at most once an hour. */
const mostAhead = 100;
/** How many sessions a calendar holds, as visitor and as who receives: more than anybody goes to in a year. */
const mostInFeed = 200;
const atATime = 200;
/** How many sessions are gathered into visits: all that are listed, where the exchange is as large as it was made for. */
const mostGathered = 5_000;
const literally = (words: string): string => words.toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The sessions that fit all of it. */
function like({ now, theme, sector, access = [], words, from, to, free, after }: Wanted) {
  const begins = { $gt: new Date(Math.max(now, from ?? 0, after ? after.startsAt - 1 : 0)), ...(to ? { $lt: new Date(to) } : {}) };
  const later = (last: NonNullable<Wanted["after"]>) => [
    { startsAt: { $gt: new Date(last.startsAt) } },
    { startsAt: new Date(last.startsAt), _id: { $gt: last.sessionId as string } },
  ];
  return {
    ...{ listed: true, startsAt: begins },
    ...(theme ? { theme } : {}),
    ...(sector ? { sector } : {}),
    ...(access.length > 0 ? { access: { $all: [...access] } } : {}),
    ...(words ? { words: { $regex: literally(words) } } : {}),
    ...(free ? { free: { $gt: 0 } } : {}),
    ...(after ? { $or: later(after) } : {}),
  };
}

/** Where sessions and the chances that they belong to are found. */
export async function openExchangeViews(database: Database) {
  for (const [name, schema] of [["ExchangeSession", sessionSchema] as const, ["ExchangeOpportunity", opportunitySchema] as const]) {
    const model = database.model<unknown>(name, schema as mongoose.Schema);
    await model.createCollection();
    await model.createIndexes();
  }
  const sessions = database.collection<SessionIndex>("exchangeSessions");
  const opportunities = database.collection<OpportunityIndex>("exchangeOpportunities");

  /** The visits in which somebody stands in for whoever receives. */
  async function deputyIn(personId: PersonId): Promise<OpportunityId[]> {
    const found = await opportunities
      .find({ deputy: personId, status: { $in: running } }, { projection: { _id: 1 } })
      .limit(mostOwn)
      .toArray();
    return found.map(({ _id }) => _id as OpportunityId);
  }

  return {
    deputyIn,
    async writeOpportunity({ state, seq }: { state: OpportunityState; seq: number }): Promise<void> {
      if (!state.host) return;
      const deputy = state.terms?.deputy?.personId ?? "";
      const row = { hostOrgId: state.host.orgId as string, status: state.status, deputy, seq };
      await opportunities.updateOne({ _id: state.opportunityId, seq: { $lt: seq } }, { $set: row }, { upsert: true }).catch(laterIsThere);
    },
    async writeSession({ state, roomId, seq }: { state: SessionState; roomId: RoomId; seq: number }): Promise<void> {
      const { host, date, card, standing, cancelled, lastAt } = state;
      if (!host || !date || !card) return;
      const due = dueAt(state, lastAt);
      const row: Omit<SessionIndex, "_id" | "touched"> = {
        opportunityId: state.opportunityId,
        hostOrgId: host.orgId,
        sector: host.sector,
        theme: card.theme,
        access: [...card.access],
        words: [card.title, card.place, card.spot?.postcode ?? "", host.name].join("\n").toLowerCase(),
        startsAt: new Date(date.startsAt),
        endsAt: new Date(date.endsAt),
        listed: standing === "published" && cancelled === null,
        free: freePlaces(state, lastAt),
        waiting: queueOf(state).length,
        people: [...new Set(Object.values(state.bookings).map(({ personId }) => personId as string))],
        contact: card.contact?.personId ?? "",
        due: due === undefined ? null : new Date(due),
        seq,
      };
      const written = { $set: row, $currentDate: { touched: true as const } };
      await sessions.updateOne({ _id: subjectOf(roomId), seq: { $lt: seq } }, written, { upsert: true }).catch(laterIsThere);
    },
    /** When any session was last written, in milliseconds; 0 where there is none. */
    async stirred(): Promise<number> {
      const [last] = await sessions
        .find({}, { projection: { touched: 1 } })
        .sort({ touched: -1 })
        .limit(1)
        .toArray();
      return last?.touched?.getTime() ?? 0;
    },
    /** Sessions that can be looked up, the next first. */
    async sessionsLike(wanted: Wanted & { limit: number }): Promise<SessionId[]> {
      const found = await sessions
        .find(like(wanted), { projection: { _id: 1 } })
        .sort({ startsAt: 1, _id: 1 })
        .limit(wanted.limit)
        .toArray();
      return found.map(({ _id }) => _id as SessionId);
    },
    /** The visits that these belong to, each with its next session and how many come after it; `more`: there are others, later ones. */
    async visitsLike(wanted: Wanted & { limit: number }): Promise<{ visits: { next: SessionId; later: number }[]; more: boolean }> {
      const found = await sessions
        .find(like(wanted), { projection: { opportunityId: 1 } })
        .sort({ startsAt: 1, _id: 1 })
        .limit(mostGathered)
        .toArray();
      const visits = [...Map.groupBy(found, ({ opportunityId }) => opportunityId).values()];
      return {
        visits: visits
          .slice(0, wanted.limit)
          .flatMap(([next, ...later]) => (next ? [{ next: next._id as SessionId, later: later.length }] : [])),
        more: visits.length > wanted.limit || found.length === mostGathered,
      };
    },
    /** The sessions that somebody ever asked to come to, the latest first. */
    async sessionsOf(personId: PersonId): Promise<SessionId[]> {
      const found = await sessions
        .find({ people: personId }, { projection: { _id: 1 } })
        .sort({ startsAt: -1 })
        .limit(mostOwn)
        .toArray();
      return found.map(({ _id }) => _id as SessionId);
    },
    /** An organisation's sessions that were not over at an instant, the next first. */
    async aheadAt(hostOrgId: OrgId, since: string): Promise<SessionId[]> {
      const found = await sessions
        .find({ hostOrgId, endsAt: { $gt: new Date(since) } }, { projection: { _id: 1 } })
        .sort({ startsAt: 1 })
        .limit(mostOwn)
        .toArray();
      return found.map(({ _id }) => _id as SessionId);
    },
    /** Those of an organisation's chances that people can still come to. */
    async runningAt(hostOrgId: OrgId): Promise<OpportunityId[]> {
      const found = await opportunities
        .find({ hostOrgId, status: { $in: running } }, { projection: { _id: 1 } })
        .limit(mostOwn)
        .toArray();
      return found.map(({ _id }) => _id as OpportunityId);
    },
    /** What an organisation posts, the newest first. */
    async postedBy(hostOrgId: OrgId): Promise<OpportunityId[]> {
      const found = await opportunities
        .find({ hostOrgId }, { projection: { _id: 1 } })
        .sort({ _id: -1 })
        .limit(mostOwn)
        .toArray();
      return found.map(({ _id }) => _id as OpportunityId);
    },
    /** The sessions in which somebody receives the visitors, or stands in for who does, that begin until an instant and were not over at another. */
    async sessionsRunBy(personId: PersonId, { since, until }: { since: number; until: number }): Promise<SessionId[]> {
      const times = { endsAt: { $gt: new Date(since) }, startsAt: { $lte: new Date(until) } };
      const found = await sessions
        .find({ ...times, $or: [{ contact: personId }, { opportunityId: { $in: await deputyIn(personId) } }] }, { projection: { _id: 1 } })
        .sort({ startsAt: 1 })
        .limit(mostOwn)
        .toArray();
      return found.map(({ _id }) => _id as SessionId);
    },
    /** The latest sessions that somebody asked to come to, and the next in which they receive visitors; what of them is still so is for the rules to say. */
    async sessionsWith(personId: PersonId, now: number): Promise<SessionId[]> {
      const ids = { projection: { _id: 1 } };
      const found = await Promise.all([
        sessions.find({ people: personId }, ids).sort({ startsAt: -1 }).limit(mostAhead).toArray(),
        // the nearest: a contact may have two dates a day for a year
        sessions
          .find({ contact: personId, endsAt: { $gt: new Date(now) } }, ids)
          .sort({ startsAt: 1 })
          .limit(mostOwn)
          .toArray(),
      ]);
      return [...new Set(found.flat().map(({ _id }) => _id as SessionId))];
    },
    /** The sessions of somebody's calendar, by when they begin, from an instant on: those that they ever asked to come to, and those that they receive. */
    async sessionsFor(personId: PersonId, from: number): Promise<SessionId[]> {
      const own = (whose: object) =>
        sessions
          .find({ ...whose, startsAt: { $gte: new Date(from) } }, { projection: { _id: 1 } })
          .sort({ startsAt: 1 })
          .limit(mostInFeed)
          .toArray();
      const found = await Promise.all([own({ people: personId }), own({ contact: personId })]);
      return [...new Set(found.flat().map(({ _id }) => _id as SessionId))];
    },
    /** Sessions in which something follows by the clock. */
    async due(now: number): Promise<SessionId[]> {
      const found = await sessions
        .find({ due: { $lte: new Date(now) } }, { projection: { _id: 1 } })
        .sort({ due: 1 })
        .limit(atATime)
        .toArray();
      return found.map(({ _id }) => _id as SessionId);
    },
    /** They were looked at, and this is when to look again. */
    async looked(sessionId: SessionId, { state, now }: { state: SessionState; now: string }): Promise<void> {
      const due = dueAt(state, now);
      await sessions.updateOne({ _id: sessionId, seq: state.head }, { $set: { due: due === undefined ? null : new Date(due) } });
    },
    async drop(): Promise<void> {
      await sessions.deleteMany({});
      await opportunities.deleteMany({});
    },
  };
}

export type ExchangeViews = Awaited<ReturnType<typeof openExchangeViews>>;
