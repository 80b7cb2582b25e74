import type { HostingState } from "@linkwork/shared/exchange/state-hosting.ts";
import type { ReadinessState } from "@linkwork/shared/exchange/state-readiness.ts";
import type { OrgId, PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { subjectOf } from "@linkwork/shared/kernel/room.ts";
import mongoose from "mongoose";
import type { Database } from "../kernel/database.ts";
import { laterIsThere } from "../kernel/lanes.ts";

/** Until when an organisation could host; null for all others, whatever they said. */
type HostingIndex = { _id: string; name: string; couldUntil: Date | null; seq: number };
/** In which organisations something is known of somebody's check. How it stands is in no index. */
type ReadinessIndex = { _id: string; orgs: string[]; seq: number };

const options = { strict: "throw", autoIndex: false, autoCreate: false, versionKey: false } as const;
const hostingSchema = new mongoose.Schema(
  { _id: String, name: String, couldUntil: Date, seq: Number },
  { ...options, collection: "exchangeHosting" },
).index({ couldUntil: 1 });
const readinessSchema = new mongoose.Schema(
  { _id: String, orgs: [String], seq: Number },
  { ...options, collection: "exchangeReadiness" },
).index({ orgs: 1 });

/** How many organisations that could host are listed; how many colleagues are looked at. */
const mostHosts = 100;
const mostColleagues = 1000;

/** Where organisations that could host are found, and colleagues of whose check something is known. Grants nothing: both are asked of their rooms. */
export async function openReadyViews(database: Database) {
  for (const [name, schema] of [["ExchangeHosting", hostingSchema] as const, ["ExchangeReadiness", readinessSchema] as const]) {
    const model = database.model<unknown>(name, schema as mongoose.Schema);
    await model.createCollection();
    await model.createIndexes();
  }
  const hostings = database.collection<HostingIndex>("exchangeHosting");
  const people = database.collection<ReadinessIndex>("exchangeReadiness");
  return {
    async writeHosting({ state: { host, appetite }, roomId, seq }: { state: HostingState; roomId: RoomId; seq: number }): Promise<void> {
      const couldUntil = appetite?.could === "couldHost" ? new Date(appetite.until) : null;
      const row = { name: host?.name ?? "", couldUntil, seq };
      await hostings.updateOne({ _id: subjectOf(roomId), seq: { $lt: seq } }, { $set: row }, { upsert: true }).catch(laterIsThere);
    },
    async writeReadiness({ state, roomId, seq }: { state: ReadinessState; roomId: RoomId; seq: number }): Promise<void> {
      const row = { orgs: Object.keys(state.checks), seq };
      await people.updateOne({ _id: subjectOf(roomId), seq: { $lt: seq } }, { $set: row }, { upsert: true }).catch(laterIsThere);
    },
    /** Organisations that said that they could host, by name. */
    async couldHost(now: number): Promise<OrgId[]> {
      const found = await hostings
        .find({ couldUntil: { $gt: new Date(now) } }, { projection: { _id: 1 } })
        .sort({ name: 1, _id: 1 })
        .limit(mostHosts)
        .toArray();
      return found.map(({ _id }) => _id as OrgId);
    },
    /** Whose check an organisation knows something of. */
    async checkedAt(orgId: OrgId): Promise<PersonId[]> {
      const found = await people
        .find({ orgs: orgId }, { projection: { _id: 1 } })
        .limit(mostColleagues)
        .toArray();
      return found.map(({ _id }) => _id as PersonId);
    },
    async drop(): Promise<void> {
      await hostings.deleteMany({});
      await people.deleteMany({});
    },
  };
}

export type ReadyViews = Awaited<ReturnType<typeof openReadyViews>>;
