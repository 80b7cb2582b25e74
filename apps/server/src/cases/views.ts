import type { Flags } from "@linkwork/shared/cases/redaction.ts";
import { momentsOf } from "@linkwork/shared/cases/rules-due.ts";
import type { CaseState, Participation } from "@linkwork/shared/cases/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { CaseId, OrgId, PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import type { Compartment } from "@linkwork/shared/kernel/room.ts";
import type { ActorRef } from "@linkwork/shared/kernel/shapes.ts";
import mongoose from "mongoose";
import type { Database } from "../kernel/database.ts";
import { laterIsThere } from "../kernel/lanes.ts";

/** Which organisations have to do with which case. Grants nothing: every row is judged by the rules on the room itself. */
type CaseIndex = {
  _id: string;
  orgs: string[];
  /** of them, those that are in it or asked in, and those that are asked in; none of these while nothing was written since they are kept */
  inside?: string[];
  invited?: string[];
  /** whether somebody said quietly of a yes that it was not given freely */
  doubted?: boolean;
  leadOrg: string;
  workers?: string[];
  seq: number;
  rooms?: Compartment[];
  /** whose authors somebody found too much with, as of this record */
  flagged?: string[];
  flagSeq?: number;
  /** when something becomes true by the clock alone; none while nobody has looked */
  moments?: Date[];
  /** up to when people were told of that */
  toldUntil?: Date;
};
/** How many of an organisation's cases are given at a time. */
export const pageOfCases = 500;
/** Somebody under one of their hats. */
const workerKey = (orgId: string, personId: string): string => `${orgId}|${personId}`;
/** Up to where a person has read a room: number, and the messages and mentions counted by then. */
export type Marker = {
  _id: string;
  room: string;
  personId: string;
  orgId: string;
  seq: number;
  speech: number;
  named: number;
  shown: boolean;
  at: Date;
};

const options = { strict: "throw", autoIndex: false, autoCreate: false, versionKey: false } as const;
const indexSchema = new mongoose.Schema(
  {
    ...{
      _id: String,
      orgs: [String],
      leadOrg: String,
      workers: [String],
      seq: Number,
      rooms: [String],
      flagged: [String],
      flagSeq: Number,
    },
    ...{ moments: [Date], toldUntil: Date, inside: [String], invited: [String], doubted: Boolean },
  },
  { ...options, collection: "caseIndex" },
)
  .index({ moments: 1 })
  .index({ orgs: 1 })
  .index({ inside: 1 })
  .index({ invited: 1 })
  .index({ leadOrg: 1, doubted: 1 })
  .index({ workers: 1 });
const markerSchema = new mongoose.Schema(
  { _id: String, room: String, personId: String, orgId: String, seq: Number, speech: Number, named: Number, shown: Boolean, at: Date },
  { ...options, collection: "markers" },
)
  .index({ room: 1 })
  .index({ personId: 1 });

const momentsAfter = (state: CaseState, after: number): Date[] => momentsOf(state).flatMap(({ at }) => (at > after ? [new Date(at)] : []));

/** The query tables of cases: can be dropped and rebuilt (but for read markers, which are people's own). */
export async function openCaseViews(database: Database) {
  const index = database.model("CaseIndex", indexSchema);
  const markers = database.model("Marker", markerSchema);
  for (const model of [index, markers]) {
    await model.createCollection();
    await model.createIndexes();
  }
  const cases = database.collection<CaseIndex>("caseIndex");
  const marks = database.collection<Marker>("markers");
  const idsOf = async (filter: Record<string, unknown>, newest?: number): Promise<CaseId[]> => {
    const found = cases.find(filter, { projection: { _id: 1 } }).sort({ _id: -1 });
    return (await (newest === undefined ? found : found.limit(newest)).toArray()).map((d) => d._id as CaseId);
  };
  /** Rows from before a list of organisations was kept say nothing about it: those are looked at, too. */
  const listedIn = (field: "inside" | "invited", orgId: OrgId) => ({
    $or: [{ [field]: orgId }, { [field]: { $exists: false }, orgs: orgId }],
  });
  /** Cases that an organisation is in, or asked in: all of them, however many there are. */
  const casesInside = (orgId: OrgId): Promise<CaseId[]> => idsOf(listedIn("inside", orgId));
  /** Cases that an organisation has, or had, to do with: so many at a time, the newest first, from one on; `next` to ask on with where there may be more. */
  async function casesOf(orgId: OrgId, after?: CaseId): Promise<{ ids: CaseId[]; next?: CaseId }> {
    const ids = await idsOf({ orgs: orgId, ...(after ? { _id: { $lt: after } } : {}) }, pageOfCases);
    const last = ids.at(-1);
    return last && ids.length === pageOfCases ? { ids, next: last } : { ids };
  }
  /** Cases that somebody works on for this organisation, or was let into as a guest. */
  async function casesWith(orgId: OrgId, personId: PersonId): Promise<CaseId[]> {
    const docs = await cases.find({ workers: workerKey(orgId, personId) }, { projection: { _id: 1 } }).toArray();
    return docs.map((d) => d._id as CaseId);
  }
  return {
    async write({ state, seq }: { state: CaseState; seq: number }): Promise<void> {
      if (state.status === "absent") return;
      if (state.status === "erased") return void (await cases.deleteOne({ _id: state.caseId }));
      if (state.compartment !== "general") {
        const unknown = { orgs: [], leadOrg: "", seq: 0 };
        await cases
          .updateOne({ _id: state.caseId }, { $addToSet: { rooms: state.compartment }, $setOnInsert: unknown }, { upsert: true })
          .catch(laterIsThere);
        return;
      }
      const orgs = [...new Set(Object.values(state.participations).map((p) => p.orgId as string))];
      const members = Object.values(state.participations).flatMap((p) => p.members.map((m) => workerKey(p.orgId, m.personId)));
      const guests = Object.values(state.guests).flatMap((g) => (g.ended ? [] : [workerKey(g.orgId, g.personId)]));
      const workers = [...new Set([...members, ...guests])];
      const standing = (...wanted: Participation["status"][]) => [
        ...new Set(Object.values(state.participations).flatMap((p) => (wanted.includes(p.status) ? [p.orgId as string] : []))),
      ];
      const row = {
        ...{ orgs, leadOrg: state.leadOrg, workers, seq },
        ...{ inside: standing("joined", "invited"), invited: standing("invited") },
        doubted: Object.values(state.consents).some((consent) => consent.doubt !== undefined),
      };
      const older = { _id: state.caseId, seq: { $lt: seq } };
      const all = { ...row, moments: momentsAfter(state, 0) };
      // nearly always nobody was told of anything yet: then it need not be read first
      if (await cases.updateOne({ ...older, toldUntil: { $exists: false } }, { $set: all }, { upsert: true }).catch(laterIsThere)) return;
      const known = await cases.findOne({ _id: state.caseId }, { projection: { toldUntil: 1 } });
      const moments = momentsAfter(state, known?.toldUntil?.getTime() ?? 0);
      await cases.updateOne(older, { $set: { ...row, moments } });
    },
    async writeFlags({ flags, caseId, seq }: { flags: Flags; caseId: CaseId; seq: number }): Promise<void> {
      const flagged = [...new Set(Object.values(flags).flatMap(({ author, leadsOf = author.orgId }): string[] => [author.orgId, leadsOf]))];
      const older = { _id: caseId, $or: [{ flagSeq: { $lt: seq } }, { flagSeq: { $exists: false } }] };
      const unknown = { orgs: [], leadOrg: "", seq: 0 };
      await cases.updateOne(older, { $set: { flagged, flagSeq: seq }, $setOnInsert: unknown }, { upsert: true }).catch(laterIsThere);
    },
    /** Cases of this hat in which somebody found too much in what it looks after. */
    async casesFlagged({ orgId, personId }: ActorRef): Promise<CaseId[]> {
      const mine = [{ orgs: orgId }, { workers: workerKey(orgId, personId) }];
      const docs = await cases.find({ flagged: orgId, $or: mine }, { projection: { _id: 1 } }).toArray();
      return docs.map((d) => d._id as CaseId);
    },
    casesOf,
    /** Which compartments have been begun, by case. Not for everybody to know: each is judged on the room itself. */
    async compartmentsIn(caseIds: readonly CaseId[]): Promise<Map<CaseId, readonly Compartment[]>> {
      const docs = await cases.find({ _id: { $in: [...caseIds] }, rooms: { $exists: true } }, { projection: { rooms: 1 } }).toArray();
      return new Map(docs.map((d) => [d._id as CaseId, d.rooms ?? []]));
    },
    /** Cases in which a moment has come, and up to when people were told; those too that nobody has looked at. */
    async due(now: number): Promise<{ caseId: CaseId; toldUntil: number | undefined }[]> {
      const docs = await cases
        .find({ $or: [{ moments: { $lte: new Date(now) } }, { moments: { $exists: false } }] }, { projection: { toldUntil: 1 } })
        .limit(500)
        .toArray();
      return docs.map((d) => ({ caseId: d._id as CaseId, toldUntil: d.toldUntil?.getTime() }));
    },
    /** People were told of all that came up to now. What was decided meanwhile keeps its own moments: it is looked at once more. */
    async toldUntil(caseId: CaseId, { state, seq }: { state: CaseState; seq: number }, now: number): Promise<void> {
      await cases.updateOne({ _id: caseId }, { $max: { toldUntil: new Date(now) } });
      await cases.updateOne({ _id: caseId, seq: { $lte: seq } }, { $set: { moments: momentsAfter(state, now) } });
    },
    async everyCase(): Promise<CaseId[]> {
      const docs = await cases
        .find({}, { projection: { _id: 1 } })
        .sort({ _id: 1 })
        .toArray();
      return docs.map((d) => d._id as CaseId);
    },
    /** Cases that one organisation leads and another has to do with. */
    async casesBetween(leadOrg: OrgId, other: OrgId): Promise<CaseId[]> {
      const docs = await cases.find({ leadOrg, orgs: other }, { projection: { _id: 1 } }).toArray();
      return docs.map((d) => d._id as CaseId);
    },
    /** Cases that somebody may read or answer for under this hat: theirs and what is asked; of a shared inbox, whatever the organisation is in. */
    async casesFor({ orgId, personId, roles }: Pick<Actor, "orgId" | "personId" | "roles">): Promise<CaseId[]> {
      const asked = roles.includes("roleInbox") ? casesInside(orgId) : idsOf(listedIn("invited", orgId));
      const [ours, mine] = await Promise.all([asked, casesWith(orgId, personId)]);
      return [...new Set([...ours, ...mine])];
    },
    casesInside,
    /** Cases that an organisation leads, and in which a yes was doubted. */
    doubtedIn: (orgId: OrgId): Promise<CaseId[]> => idsOf({ leadOrg: orgId, $or: [{ doubted: true }, { doubted: { $exists: false } }] }),
    casesWith,
    async mark(marker: Omit<Marker, "_id" | "at"> & { at: number }): Promise<void> {
      const { at, ...set } = marker;
      const _id = `${marker.room}|${marker.personId}|${marker.orgId}`;
      await marks
        .updateOne({ _id, seq: { $lt: marker.seq } }, { $set: { ...set, at: new Date(at) } }, { upsert: true })
        .catch(laterIsThere);
    },
    /** Up to where this person has read one room under this hat. */
    async markOf(room: RoomId, { personId, orgId }: ActorRef): Promise<Marker | undefined> {
      return (await marks.findOne({ _id: `${room}|${personId}|${orgId}` })) ?? undefined;
    },
    /** This person's markers under this hat, by room. */
    async marksOf(personId: PersonId, orgId: OrgId): Promise<Map<string, Marker>> {
      return new Map((await marks.find({ personId, orgId }).toArray()).map((m) => [m.room, m]));
    },
    async marksIn(room: RoomId): Promise<Marker[]> {
      return marks.find({ room, shown: true }).toArray();
    },
    /** Nothing is left of a case but its records. */
    async forget(caseId: CaseId, rooms: readonly RoomId[]): Promise<void> {
      await cases.deleteOne({ _id: caseId });
      await marks.deleteMany({ room: { $in: [...rooms] } });
    },
    async drop(): Promise<void> {
      await cases.deleteMany({});
    },
  };
}

export type CaseViews = Awaited<ReturnType<typeof openCaseViews>>;
