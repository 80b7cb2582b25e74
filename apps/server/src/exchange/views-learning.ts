import { owedBy } from "@linkwork/shared/exchange/rules-reflection.ts";
import type { Theme } from "@linkwork/shared/exchange/schema.ts";
import type { LearningState } from "@linkwork/shared/exchange/state-learning.ts";
import type { ReflectionState } from "@linkwork/shared/exchange/state-reflection.ts";
import type { OpportunityId, OrgId, PersonId, ReflectionId } from "@linkwork/shared/kernel/ids.ts";
import mongoose from "mongoose";
import type { Database } from "../kernel/database.ts";
import { laterIsThere } from "../kernel/lanes.ts";

/** Whose a reflection is and how it stands; no word of it. Grants nothing, and is asked of the room before it is shown. */
type ReflectionIndex = {
  _id: string;
  /** the visitor, who received them, who stood in, and who wrote it */
  people: string[];
  /** whom it waits for as it stands: to be written, mended or looked at */
  owing: string[];
  hostOrgId: string;
  visitorOrgId: string;
  status: string;
  startsAt: Date;
  seq: number;
};
/** Where a note is found; its words are looked for in its room. */
type NoteIndex = { _id: string; opportunityId: string; theme: string; at: Date; seq: number };

const options = { strict: "throw", autoIndex: false, autoCreate: false, versionKey: false } as const;
const reflectionSchema = new mongoose.Schema(
  { _id: String, people: [String], owing: [String], hostOrgId: String, visitorOrgId: String, status: String, startsAt: Date, seq: Number },
  { ...options, collection: "exchangeReflections" },
)
  .index({ people: 1, startsAt: -1 })
  .index({ owing: 1, startsAt: -1 })
  .index({ hostOrgId: 1, startsAt: -1 })
  .index({ visitorOrgId: 1, startsAt: -1 });
const noteSchema = new mongoose.Schema(
  { _id: String, opportunityId: String, theme: String, at: Date, seq: Number },
  { ...options, collection: "exchangeNotes" },
)
  .index({ at: -1, _id: -1 })
  .index({ opportunityId: 1, at: -1, _id: -1 });

/** How many of somebody's, and of an organisation's, are looked at. */
const mostOwn = 200;
/** How many of those that wait for somebody. */
const mostOwed = 50;

/** The last note of the page before. */
export type Before = { at: string; reflectionId: ReflectionId };
export type NotesWanted = {
  theme?: Theme | undefined;
  opportunityId?: OpportunityId | undefined;
  before?: Before | undefined;
  limit: number;
};

/** Where reflections, and the notes that came of them, are found. */
export async function openLearningViews(database: Database) {
  for (const [name, schema] of [["ExchangeReflection", reflectionSchema] as const, ["ExchangeNote", noteSchema] as const]) {
    const model = database.model<unknown>(name, schema as mongoose.Schema);
    await model.createCollection();
    await model.createIndexes();
  }
  const reflections = database.collection<ReflectionIndex>("exchangeReflections");
  const notes = database.collection<NoteIndex>("exchangeNotes");
  return {
    async writeReflection({ state, seq }: { state: ReflectionState; seq: number }): Promise<void> {
      const { visited, author, status } = state;
      if (!visited) return;
      const { reflectionId, visitor, host, contact, deputy, side, date } = visited;
      const ofTheirs = side === "visitor" ? [visitor] : [contact, deputy, author];
      const row: Omit<ReflectionIndex, "_id"> = {
        people: [...new Set(ofTheirs.flatMap((each) => each?.personId ?? []))],
        owing: [...owedBy(state)],
        ...{ hostOrgId: host.orgId, visitorOrgId: visitor.orgId, status, startsAt: new Date(date.startsAt), seq },
      };
      await reflections.updateOne({ _id: reflectionId, seq: { $lt: seq } }, { $set: row }, { upsert: true }).catch(laterIsThere);
    },
    async writeNote({ state, seq }: { state: LearningState; seq: number }): Promise<void> {
      if (!state.about) return;
      const { reflectionId, opportunityId, theme } = state.about;
      const row: Omit<NoteIndex, "_id"> = { opportunityId, theme, at: new Date(state.at), seq };
      await notes.updateOne({ _id: reflectionId, seq: { $lt: seq } }, { $set: row }, { upsert: true }).catch(laterIsThere);
    },
    /** What somebody wrote or could write, what waits for their organisation, and what both sides read of its visits; the latest visit first. */
    async reflectionsFor({ personId, orgId }: { personId: PersonId; orgId: OrgId }): Promise<ReflectionId[]> {
      const newest = (filter: object) =>
        reflections
          .find(filter, { projection: { startsAt: 1 } })
          .sort({ startsAt: -1 })
          .limit(mostOwn)
          .toArray();
      const checked = { $in: ["shared", "kept"] };
      const found = await Promise.all([
        newest({ people: personId }),
        newest({ hostOrgId: orgId, status: { $in: ["due", "submitted", "shared", "kept"] } }),
        newest({ visitorOrgId: orgId, status: checked }),
      ]);
      const latest = found.flat().sort((a, b) => b.startsAt.getTime() - a.startsAt.getTime() || a._id.localeCompare(b._id));
      return [...new Set(latest.map(({ _id }) => _id as ReflectionId))];
    },
    /** What may wait for somebody, the latest visit first; whether it still does is for the rules to say. */
    async owedTo(personId: PersonId): Promise<ReflectionId[]> {
      const found = await reflections
        .find({ owing: personId }, { projection: { _id: 1 } })
        .sort({ startsAt: -1 })
        .limit(mostOwed)
        .toArray();
      return found.map(({ _id }) => _id as ReflectionId);
    },
    /** Notes, the newest first. */
    async notesLike({ theme, opportunityId, before, limit }: NotesWanted): Promise<Before[]> {
      const at = before && new Date(before.at);
      const older = at && { $or: [{ at: { $lt: at } }, { at, _id: { $lt: before.reflectionId as string } }] };
      const found = await notes
        .find({ ...(theme ? { theme } : {}), ...(opportunityId ? { opportunityId } : {}), ...older }, { projection: { at: 1 } })
        .sort({ at: -1, _id: -1 })
        .limit(limit)
        .toArray();
      return found.map(({ _id, at: published }) => ({ reflectionId: _id as ReflectionId, at: published.toISOString() }));
    },
    async drop(): Promise<void> {
      await reflections.deleteMany({});
      await notes.deleteMany({});
    },
  };
}

export type LearningViews = Awaited<ReturnType<typeof openLearningViews>>;
