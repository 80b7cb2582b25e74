import type { OrgId, ProjectId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { subjectOf } from "@linkwork/shared/kernel/room.ts";
import { dueAt } from "@linkwork/shared/projects/rules-following.ts";
import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import mongoose from "mongoose";
import type { Database } from "../kernel/database.ts";
import { laterIsThere } from "../kernel/lanes.ts";

/** Whose projects there are, and when something follows in them by the clock (null where nothing will). Grants nothing, and is asked of the room before it is shown. */
type ProjectIndex = { _id: string; orgIds: string[]; due: Date | null; seq: number };

const projectSchema = new mongoose.Schema(
  { _id: String, orgIds: [String], due: Date, seq: Number },
  { strict: "throw", autoIndex: false, autoCreate: false, versionKey: false, collection: "projects" },
)
  .index({ orgIds: 1, _id: -1 })
  .index({ due: 1 });

/** How many projects of one organisation are listed. */
const mostOwn = 300;
const atATime = 100;
const dateOf = (at: string | undefined): Date | null => (at === undefined ? null : new Date(at));

/** Where projects are found. */
export async function openProjectViews(database: Database) {
  const model = database.model<unknown>("Project", projectSchema as mongoose.Schema);
  await model.createCollection();
  await model.createIndexes();
  const projects = database.collection<ProjectIndex>("projects");
  const seqOf = ({ heard }: ProjectState): number => heard;

  return {
    async writeProject({ state, roomId, seq }: { state: ProjectState; roomId: RoomId; seq: number }): Promise<void> {
      const orgIds = Object.values(state.owners).flatMap((each) =>
        each?.status === "joined" || each?.status === "invited" ? (each.orgId as string) : [],
      );
      // whatever lies behind counts as due: the sweep looks, and knows the time
      const row = { orgIds: state.status === "deleted" ? [] : orgIds, due: dateOf(dueAt(state, "")), seq };
      await projects.updateOne({ _id: subjectOf(roomId), seq: { $lt: seq } }, { $set: row }, { upsert: true }).catch(laterIsThere);
    },
    /** The projects that an organisation owns or is asked into, the newest first. */
    async projectsOf(orgId: OrgId): Promise<ProjectId[]> {
      const found = await projects
        .find({ orgIds: orgId }, { projection: { _id: 1 } })
        .sort({ _id: -1 })
        .limit(mostOwn)
        .toArray();
      return found.map(({ _id }) => _id as ProjectId);
    },
    /** Projects in which something follows by the clock. */
    async due(now: number): Promise<ProjectId[]> {
      const found = await projects
        .find({ due: { $lte: new Date(now) } }, { projection: { _id: 1 } })
        .sort({ due: 1 })
        .limit(atATime)
        .toArray();
      return found.map(({ _id }) => _id as ProjectId);
    },
    /** It was looked at, and this is when to look again. */
    async looked(projectId: ProjectId, { state, now }: { state: ProjectState; now: string }): Promise<void> {
      await projects.updateOne({ _id: projectId, seq: { $lte: seqOf(state) } }, { $set: { due: dateOf(dueAt(state, now)) } });
    },
    async drop(): Promise<void> {
      await projects.deleteMany({});
    },
  };
}

export type ProjectViews = Awaited<ReturnType<typeof openProjectViews>>;
