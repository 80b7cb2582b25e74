import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import type { OrgId, SessionId } from "@linkwork/shared/kernel/ids.ts";
import mongoose from "mongoose";
import type { Database } from "../kernel/database.ts";
import { laterIsThere } from "../kernel/lanes.ts";

/** What one side of a visit gave (minutes, positive) and the other received (negative): two postings in one document, so that they sum to nothing. */
type Posting = { orgId: string; name: string; minutes: number };
type Entry = {
  _id: string;
  at: Date;
  postings: [Posting, Posting];
  /** the visitor said so too, and not the host alone; `denied`: they said that they weren't there */
  ownWord: boolean;
  denied?: boolean;
  /** which session it was; and with a reversal, which entry it takes back */
  sessionId: string;
  reverses?: string;
};
/** What an organisation and another one gave each other, in minutes. */
export type Reciprocity = { orgId: OrgId; name: string; gave: number; received: number };

/** A visit of which the host alone says that it took place; `denied`: and the visitor says that they weren't there. */
type OddVisit = { bookingId: string; sessionId: SessionId; at: string; minutes: number; denied: boolean };
/** Two organisations with such visits. */
export type OddPair = { host: string; visitor: string; visits: OddVisit[] };

const schema = new mongoose.Schema(
  {
    ...{ _id: String, at: Date, ownWord: Boolean, denied: Boolean, sessionId: String, reverses: String },
    postings: [{ _id: false, orgId: String, name: String, minutes: Number }],
  },
  { strict: "throw", autoIndex: false, autoCreate: false, versionKey: false, collection: "exchangeLedger" },
)
  .index({ "postings.orgId": 1, at: -1 })
  .index({ at: -1, ownWord: 1 });

/** The visits that took place, one entry for each, by its booking. It follows from the sessions, and is made anew from them. */
export async function openLedgerViews(database: Database) {
  const model = database.model("ExchangeLedger", schema);
  await model.createCollection();
  await model.createIndexes();
  const entries = database.collection<Entry>("exchangeLedger");
  return {
    /** Each attended booking is there once, however often its session is written. */
    async writeAttended({ host, date, bookings }: SessionState): Promise<void> {
      if (!host || !date) return;
      const minutes = Math.round((Date.parse(date.endsAt) - Date.parse(date.startsAt)) / 60_000);
      // what somebody said stays said: an older state that is written late takes nothing of it back
      const once = ({ _id, ownWord, denied, ...entry }: Entry) => {
        const said = { ...(ownWord ? { ownWord } : {}), ...(denied ? { denied } : {}) };
        const update = { $setOnInsert: { ...entry, ...(ownWord ? {} : { ownWord }) }, ...(ownWord || denied ? { $set: said } : {}) };
        return { updateOne: { filter: { _id }, update, upsert: true } };
      };
      const at = new Date(date.startsAt);
      const { sessionId } = date;
      const attended = Object.values(bookings).filter((each) => each.status === "attended");
      const writes = attended.map(({ bookingId, orgId, orgName, ownWord = false, denied }) => {
        const given = { orgId: host.orgId, name: host.name, minutes };
        const postings: Entry["postings"] = [given, { orgId, name: orgName, minutes: -minutes }];
        return once({ _id: bookingId, at, postings, ownWord, denied: denied !== undefined, sessionId });
      });
      if (writes.length > 0) await entries.bulkWrite(writes, { ordered: false }).catch(laterIsThere);
      // what was entered in error, and of which both say that it wasn't so, is taken back by an entry of its own, if it ever counted
      const voided = Object.values(bookings).flatMap(({ status, bookingId, agreed }) => (status === "voided" || agreed ? [bookingId] : []));
      if (voided.length === 0) return;
      const counted = await entries.find({ _id: { $in: voided } }).toArray();
      const back = ({ _id, postings: [one, other], ...entry }: Entry) =>
        once({
          ...{ ...entry, _id: `${_id}:rev2`, reverses: _id },
          postings: [
            { ...one, minutes: -one.minutes },
            { ...other, minutes: -other.minutes },
          ],
        });
      if (counted.length > 0) await entries.bulkWrite(counted.map(back), { ordered: false }).catch(laterIsThere);
    },
    /** What an organisation and each other one gave each other since then, by name. */
    async between(orgId: OrgId, since: number): Promise<Reciprocity[]> {
      const found = await entries
        .find({ "postings.orgId": orgId, at: { $gte: new Date(since) } })
        .limit(10_000)
        .toArray();
      const others = new Map<string, Reciprocity>();
      for (const { postings, reverses } of found) {
        const [own, other] = postings[0].orgId === orgId ? postings : [postings[1], postings[0]];
        const sum = others.get(other.orgId) ?? { orgId: other.orgId as OrgId, name: other.name, gave: 0, received: 0 };
        // a reversal takes back what its entry added, on the same side
        const gives = own.minutes > 0 !== (reverses !== undefined);
        if (gives) sum.gave += own.minutes;
        else sum.received -= own.minutes;
        others.set(other.orgId, sum);
      }
      const any = [...others.values()].filter(({ gave, received }) => gave > 0 || received > 0);
      return any.sort((a, b) => a.name.localeCompare(b.name));
    },
    /** The visits since then of which the host alone says that they took place, where two organisations have several of them, or one that its visitor denies. By pair, the latest first. */
    async hostsWordAlone(since: number, several: number): Promise<OddPair[]> {
      const found = await entries
        .find({ at: { $gte: new Date(since) } })
        .sort({ at: -1 })
        .limit(10_000)
        .toArray();
      const back = new Set(found.flatMap(({ reverses }) => reverses ?? []));
      const pairs = new Map<string, OddPair>();
      for (const { _id, at, postings, ownWord, denied = false, sessionId, reverses } of found) {
        if (ownWord || reverses !== undefined || back.has(_id)) continue;
        const [host, visitor] = postings;
        const key = `${host.orgId} ${visitor.orgId}`;
        const pair = pairs.get(key) ?? { host: host.name, visitor: visitor.name, visits: [] };
        pair.visits.push({ bookingId: _id, sessionId: sessionId as SessionId, at: at.toISOString(), minutes: host.minutes, denied });
        pairs.set(key, pair);
      }
      return [...pairs.values()].filter(({ visits }) => visits.length >= several || visits.some(({ denied }) => denied));
    },
    /** What these organisations gave and received since then, in minutes: by organisation. */
    async sums(orgIds: readonly OrgId[], since: number): Promise<ReadonlyMap<string, { gave: number; received: number }>> {
      const wanted = new Set<string>(orgIds);
      const found = await entries
        .find({ "postings.orgId": { $in: [...orgIds] }, at: { $gte: new Date(since) } })
        .limit(10_000)
        .toArray();
      const sums = new Map<string, { gave: number; received: number }>();
      const back = new Set(found.flatMap(({ reverses }) => reverses ?? []));
      const stands = found.filter(({ _id, reverses }) => reverses === undefined && !back.has(_id));
      for (const { orgId, minutes } of stands.flatMap(({ postings }) => postings)) {
        if (!wanted.has(orgId)) continue;
        const sum = sums.get(orgId) ?? { gave: 0, received: 0 };
        sums.set(orgId, minutes > 0 ? { ...sum, gave: sum.gave + minutes } : { ...sum, received: sum.received - minutes });
      }
      return sums;
    },
    async drop(): Promise<void> {
      await entries.deleteMany({});
    },
  };
}

export type LedgerViews = Awaited<ReturnType<typeof openLedgerViews>>;
