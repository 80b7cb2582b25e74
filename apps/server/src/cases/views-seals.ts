import { hash } from "node:crypto";
import { keptAway, wasIn } from "@linkwork/shared/cases/rules.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { CaseId, OrgId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { accessRoom, besideGeneral, caseRoom, requestsRoom } from "@linkwork/shared/kernel/room.ts";
import mongoose from "mongoose";
import { iso } from "../kernel/clock.ts";
import type { Database } from "../kernel/database.ts";
import { laterIsThere } from "../kernel/lanes.ts";
import type { Head } from "../kernel/log.ts";
import type { Logger } from "../kernel/logger.ts";
import type { Rooms } from "../kernel/room.ts";
import { systemActor } from "../kernel/system.ts";
import type { CaseViews } from "./views.ts";

/** What lies beside a case's conversation and the records of who looked: its places, and the person's requests for a copy. */
export const besides = [...besideGeneral, "requests"] as const;
export type Beside = (typeof besides)[number];
export const besideRoom = (caseId: CaseId, beside: Beside): RoomId =>
  beside === "requests" ? requestsRoom(caseId) : caseRoom(caseId, beside);
/** Where such a log ended; one in which nothing was written has no end. */
export type PlaceHead = Head & { place: Beside };
/**
 * Where the logs of a case ended on a day. A day on which nothing had happened since the one before has none. Seals from before places were sealed too have
 * no `places`. What is kept about somebody's safety is in none of them: a case's seal must not change with it.
 */
export type Seal = { _id: string; caseId: string; day: string; at: Date; talk: Head; looks: Head; places?: PlaceHead[] };
/** One organisation's seal of a day: a Merkle root over the cases that it is or was in, with their leaves in order. */
export type DaySeal = { _id: string; orgId: string; day: string; at: Date; root: string; leaves: { caseId: string; leaf: string }[] };

const options = { strict: "throw", autoIndex: false, autoCreate: false, versionKey: false } as const;
const head = { seq: Number, hash: String };
const sealSchema = new mongoose.Schema(
  {
    _id: String,
    caseId: String,
    day: String,
    at: Date,
    talk: head,
    looks: head,
    places: { type: [{ _id: false, place: String, ...head }], default: undefined },
  },
  { ...options, collection: "seals" },
).index({ caseId: 1, day: 1 });
const daySchema = new mongoose.Schema(
  { _id: String, orgId: String, day: String, at: Date, root: String, leaves: [{ caseId: String, leaf: String }] },
  { ...options, collection: "daySeals" },
).index({ orgId: 1, day: 1 });

const digest = (text: string): string => hash("sha256", text);
/** What stands for all logs of a case: it tells neither how much is in them nor which of them there are. */
export const leafOf = (caseId: string, { talk, looks, places = [] }: Pick<Seal, "talk" | "looks" | "places">): string =>
  digest(`leaf|${caseId}|${[talk, looks].map(endOf).join("|")}${places.map((p) => `|${p.place}|${endOf(p)}`).join("")}`);
const endOf = ({ seq, hash: at }: Head): string => `${seq}|${at}`;

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
    /** Every seal of a case, or of a worry, oldest first. */
    of: (caseId: string): Promise<Seal[]> => seals.find({ caseId }).sort({ day: 1 }).toArray(),
    newest: async (caseId: string): Promise<Seal | undefined> => (await seals.find({ caseId }).sort({ day: -1 }).limit(1).toArray())[0],
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

/** What else has a log and the records of who looked into it: by its own id, and in no case's seal. */
type AlsoSealed = { id: string; talk: RoomId; looks: RoomId };
type Keeping = {
  rooms: Rooms;
  cases: CaseViews;
  seals: SealViews;
  /** worries about somebody's safety */
  also(): Promise<readonly AlsoSealed[]>;
  logger: Logger;
  now: number;
};

/** Keeps the seals of today, if nobody has yet: once a day, at the first sweep after midnight (UTC) or after a start. */
export async function keepSeals({ rooms, cases, seals, also, logger, now }: Keeping): Promise<void> {
  const day = dayOf(now);
  if (await seals.isKept(day)) return;
  const at = new Date(now);
  const byOrg = new Map<OrgId, DaySeal["leaves"]>();
  const all: DaySeal["leaves"] = [];
  /** what stands for it, once its ends are kept */
  const sealed = async (logs: Logs): Promise<{ state: unknown; leaf: string } | undefined> => {
    try {
      const { state, ...ends } = await headsOf(rooms, logs);
      if (ends.talk.seq === 0) return undefined;
      const leaf = leafOf(logs.id, ends);
      const last = await seals.newest(logs.id);
      if (!last || leafOf(logs.id, last) !== leaf) await seals.keep({ _id: `${logs.id}|${day}`, caseId: logs.id, day, at, ...ends });
      return { state, leaf };
    } catch (error) {
      logger.error({ room: logs.talk, error: String(error) }, "not sealed");
      return undefined;
    }
  };
  for (const one of await also()) await sealed(one);
  for (const caseId of await cases.everyCase()) {
    const found = await sealed(logsOf(caseId));
    if (!found) continue;
    const leaf = { caseId, leaf: found.leaf };
    all.push(leaf);
    for (const orgId of wereIn(found.state as CaseState)) byOrg.set(orgId, [...(byOrg.get(orgId) ?? []), leaf]);
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

type Logs = AlsoSealed & { places?: readonly { place: Beside; roomId: RoomId }[] };
const logsOf = (caseId: CaseId): Logs => ({
  ...{ id: caseId, talk: caseRoom(caseId), looks: accessRoom(caseId) },
  places: besides.map((place) => ({ place, roomId: besideRoom(caseId, place) })),
});

/** All ends at one moment: asked again while something goes on in between. */
async function headsOf(
  rooms: Rooms,
  { id, talk, looks, places = [] }: Logs,
): Promise<{ state: unknown } & Pick<Seal, "talk" | "looks" | "places">> {
  const headIn = async (roomId: RoomId): Promise<Head> => (await rooms.open(systemActor, roomId)).head;
  const ends = async () => {
    const { state, head } = await rooms.open(systemActor, talk);
    const beside = await Promise.all(places.map(async ({ place, roomId }) => ({ place, ...(await headIn(roomId)) })));
    const begun = beside.filter(({ seq }) => seq > 0);
    return { state, talk: head, looks: await headIn(looks), ...(begun.length > 0 ? { places: begun } : {}) };
  };
  let all = await ends();
  for (let tries = 0; tries < 6; tries++) {
    const again = await ends();
    if (leafOf(id, again) === leafOf(id, all)) break;
    all = again;
  }
  return all;
}
