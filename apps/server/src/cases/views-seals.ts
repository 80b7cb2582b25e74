import { hash } from "node:crypto";
import { keptAway, wasIn } from "@linkwork/shared/cases/rules.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { CaseId, OrgId } from "@linkwork/shared/kernel/ids.ts";
import { accessRoom, caseRoom } from "@linkwork/shared/kernel/room.ts";
import mongoose from "mongoose";
import { iso } from "../kernel/clock.ts";
import type { Database } from "../kernel/database.ts";
import { laterIsThere } from "../kernel/lanes.ts";
import type { Head } from "../kernel/log.ts";
import type { Logger } from "../kernel/logger.ts";
import type { Rooms } from "../kernel/room.ts";
import { systemActor } from "../kernel/system.ts";
import type { CaseViews } from "./views.ts";

/** Where both logs of a case ended on a day. A day on which nothing had happened since the one before has none. */
export type Seal = { _id: string; caseId: string; day: string; at: Date; talk: Head; looks: Head };
/** One organisation's seal of a day: a Merkle root over the cases that it is or was in, with their leaves in order. */
export type DaySeal = { _id: string; orgId: string; day: string; at: Date; root: string; leaves: { caseId: string; leaf: string }[] };

const options = { strict: "throw", autoIndex: false, autoCreate: false, versionKey: false } as const;
const head = { seq: Number, hash: String };
const sealSchema = new mongoose.Schema(
  { _id: String, caseId: String, day: String, at: Date, talk: head, looks: head },
  { ...options, collection: "seals" },
).index({ caseId: 1, day: 1 });
const daySchema = new mongoose.Schema(
  { _id: String, orgId: String, day: String, at: Date, root: String, leaves: [{ caseId: String, leaf: String }] },
  { ...options, collection: "daySeals" },
).index({ orgId: 1, day: 1 });

const digest = (text: string): string => hash("sha256", text);
/** What stands for both logs of a case: it tells nothing of how much is in them. */
export const leafOf = (caseId: string, talk: Head, looks: Head): string =>
  digest(`leaf|${caseId}|${talk.seq}|${talk.hash}|${looks.seq}|${looks.hash}`);

/** The Merkle root: neighbours are hashed together until one is left. */
export function rootOf(leaves: readonly string[]): string {
  let row = leaves;
  while (row.length > 1)
    row = Array.from({ length: Math.ceil(row.length / 2) }, (_, i) => {
      const [a = "", b] = row.slice(2 * i, 2 * i + 2);
      return b === undefined ? a : digest(`node|${a}|${b}`);
    });
  return row[0] ?? digest("nothing");
}

/** Where the logs ended, day by day, kept apart from them so that a tail that was cut off shows. Not rebuilt from the log: it is what the log is compared with. */
export async function openSealViews(database: Database) {
  for (const model of [database.model("Seal", sealSchema), database.model("DaySeal", daySchema)]) {
    await model.createCollection();
    await model.createIndexes();
  }
  const seals = database.collection<Seal>("seals");
  const days = database.collection<DaySeal>("daySeals");
  const put = async <T extends { _id: string }>(into: mongoose.mongo.Collection<T>, { _id, ...rest }: T): Promise<void> => {
    await into.updateOne({ _id } as never, { $setOnInsert: rest } as never, { upsert: true }).catch(laterIsThere);
  };
  return {
    /** Every seal of a case, oldest first. */
    of: (caseId: CaseId): Promise<Seal[]> => seals.find({ caseId }).sort({ day: 1 }).toArray(),
    newest: async (caseId: CaseId): Promise<Seal | undefined> => (await seals.find({ caseId }).sort({ day: -1 }).limit(1).toArray())[0],
    keep: (seal: Seal) => put(seals, seal),
    keepDay: (seal: DaySeal) => put(days, seal),
    dayOf: async (orgId: OrgId): Promise<DaySeal | undefined> => (await days.find({ orgId }).sort({ day: -1 }).limit(1).toArray())[0],
    isKept: async (day: string): Promise<boolean> => (await days.findOne({ _id: everybody(day) }, { projection: { _id: 1 } })) !== null,
  };
}

export type SealViews = Awaited<ReturnType<typeof openSealViews>>;

/** The seal over all cases of the installation; that it is there says that the day is done. */
const everybody = (day: string): string => `all|${day}`;
const dayOf = (now: number): string => iso(now).slice(0, 10);

type Keeping = { rooms: Rooms; cases: CaseViews; seals: SealViews; logger: Logger; now: number };

/** Keeps the seals of today, if nobody has yet: once a day, at the first sweep after midnight (UTC) or after a start. */
export async function keepSeals({ rooms, cases, seals, logger, now }: Keeping): Promise<void> {
  const day = dayOf(now);
  if (await seals.isKept(day)) return;
  const at = new Date(now);
  const byOrg = new Map<OrgId, DaySeal["leaves"]>();
  const all: DaySeal["leaves"] = [];
  for (const caseId of await cases.everyCase()) {
    try {
      const { state, talk, looks } = await headsOf(rooms, caseId);
      if (talk.seq === 0) continue;
      const last = await seals.newest(caseId);
      if (last?.talk.hash !== talk.hash || last.looks.hash !== looks.hash)
        await seals.keep({ _id: `${caseId}|${day}`, caseId, day, at, talk, looks });
      const leaf = { caseId, leaf: leafOf(caseId, talk, looks) };
      all.push(leaf);
      for (const orgId of wereIn(state)) byOrg.set(orgId, [...(byOrg.get(orgId) ?? []), leaf]);
    } catch (error) {
      logger.error({ room: caseRoom(caseId), error: String(error) }, "not sealed");
    }
  }
  const seal = (leaves: DaySeal["leaves"]) => ({ day, at, root: rootOf(leaves.map((l) => l.leaf)), leaves });
  for (const [orgId, leaves] of byOrg) await seals.keepDay({ _id: `${orgId}|${day}`, orgId, ...seal(leaves) });
  await seals.keepDay({ _id: everybody(day), orgId: "", ...seal(all), leaves: [] });
}

/** The organisations that were let in at some time, but for those whom the person wants kept away. */
const wereIn = (state: CaseState): Set<OrgId> =>
  new Set(
    Object.values(state.participations)
      .filter((p) => wasIn(p) && !keptAway(state, null, p.orgId))
      .map((p) => p.orgId),
  );

/** Both ends at one moment: asked again while the talk goes on in between. */
async function headsOf(rooms: Rooms, caseId: CaseId): Promise<{ state: CaseState; talk: Head; looks: Head }> {
  let talk = await rooms.open<CaseState>(systemActor, caseRoom(caseId));
  for (let tries = 0; ; tries++) {
    const looks = await rooms.open(systemActor, accessRoom(caseId));
    const again = await rooms.open<CaseState>(systemActor, caseRoom(caseId));
    if (again.head.seq === talk.head.seq || tries > 5) return { state: talk.state, talk: talk.head, looks: looks.head };
    talk = again;
  }
}
