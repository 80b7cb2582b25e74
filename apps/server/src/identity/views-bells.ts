import { wishesOf } from "@linkwork/shared/identity/rules-notices.ts";
import type { PersonState } from "@linkwork/shared/identity/state.ts";
import type { PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { subjectOf } from "@linkwork/shared/kernel/room.ts";
import mongoose from "mongoose";
import type { Database } from "../kernel/database.ts";
import { laterIsThere } from "../kernel/lanes.ts";

/**
 * When somebody is looked at next, to see whether a mail goes to them. `rung` counts who asked for a look, so that none is lost while one is under
 * way; `slot`: the daily mail that was last dealt with; `eager`: wants mail at once about what is new in conversations.
 */
type Bell = { _id: string; next: Date; rung: number; slot: number; eager: boolean };
export type Rung = { personId: PersonId; rung: number; slot: number };

const schema = new mongoose.Schema(
  { _id: String, next: Date, rung: Number, slot: Number, eager: Boolean },
  { strict: "throw", autoIndex: false, autoCreate: false, versionKey: false, collection: "bells" },
)
  .index({ next: 1 })
  .index({ eager: 1 });

const atOnce = new Date(0);
const never = new Date("9999-01-01T00:00:00Z");
/** How long nobody else looks at a person who is being looked at; after a crash somebody does (ms). */
const lease = 60_000;

/** Who is to be looked at, and when. It holds nothing of what waits for them; rebuilt, everybody is looked at once. */
export async function openBellViews(database: Database) {
  const model = database.model("Bell", schema);
  await model.createCollection();
  await model.createIndexes();
  const bells = database.collection<Bell>("bells");
  return {
    /** Something has come for this person, or they chose anew. */
    async write({ state, roomId }: { state: PersonState; roomId: RoomId }): Promise<void> {
      const eager = wishesOf(state).by.news === "atOnce";
      await bells
        .updateOne(
          { _id: subjectOf(roomId) },
          { $min: { next: atOnce }, $inc: { rung: 1 }, $set: { eager }, $setOnInsert: { slot: 0 } },
          { upsert: true },
        )
        .catch(laterIsThere);
    },
    /** These are looked at now; `eager`: those among them who want that. */
    async ring(personIds: readonly PersonId[], only: { eager?: true } = {}): Promise<void> {
      if (personIds.length === 0) return;
      await bells.updateMany({ _id: { $in: [...personIds] }, ...only }, { $min: { next: atOnce }, $inc: { rung: 1 } });
    },
    async anyEager(): Promise<boolean> {
      return (await bells.findOne({ eager: true }, { projection: { _id: 1 } })) !== null;
    },
    /** Somebody who is to be looked at now, taken so that no other node does meanwhile. */
    async take(now: number): Promise<(Rung & { eager: boolean }) | undefined> {
      const bell = await bells.findOneAndUpdate(
        { next: { $lte: new Date(now) } },
        { $set: { next: new Date(now + lease) } },
        { sort: { next: 1 }, returnDocument: "after" },
      );
      return bell ? { personId: bell._id as PersonId, rung: bell.rung, slot: bell.slot, eager: bell.eager } : undefined;
    },
    /** They were looked at; if something came meanwhile, they are again. */
    async looked({ personId, rung, slot }: Rung, next: number | undefined): Promise<void> {
      const when = next === undefined ? never : new Date(next);
      const { matchedCount } = await bells.updateOne({ _id: personId, rung }, { $set: { next: when, slot } });
      if (matchedCount === 0) await bells.updateOne({ _id: personId }, { $min: { next: atOnce }, $set: { slot } });
    },
    async drop(): Promise<void> {
      await bells.deleteMany({});
    },
  };
}

export type BellViews = Awaited<ReturnType<typeof openBellViews>>;
