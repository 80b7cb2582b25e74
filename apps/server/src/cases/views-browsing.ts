import type { Look } from "@linkwork/shared/cases/rules-browsing.ts";
import type { AccessEvent } from "@linkwork/shared/cases/schema.ts";
import type { CaseId, OrgId, PersonId } from "@linkwork/shared/kernel/ids.ts";
import { accessRoom } from "@linkwork/shared/kernel/room.ts";
import mongoose from "mongoose";
import type { Clock } from "../kernel/clock.ts";
import type { Database } from "../kernel/database.ts";
import { laterIsThere } from "../kernel/lanes.ts";
import type { Logger } from "../kernel/logger.ts";
import type { Rooms } from "../kernel/room.ts";
import { systemActor } from "../kernel/system.ts";
import type { CaseViews } from "./views.ts";

/** Into which cases somebody looked on a day, under one hat: ids and times. */
type LooksDoc = { _id: string; looks: Look[] };
/** Up to where a case's records have been read for it. */
type ReadDoc = { _id: string; seq: number };

const options = { strict: "throw", autoIndex: false, autoCreate: false, versionKey: false } as const;
const looksSchema = new mongoose.Schema({ _id: String, looks: [{ caseId: String, at: String }] }, { ...options, collection: "looks" });
const readSchema = new mongoose.Schema({ _id: String, seq: Number }, { ...options, collection: "looksRead" });

const hour = 3600_000;
/** What counts as looking into a case. Not lists, and not a search, which shows a little of many. */
const counted: readonly string[] = ["opened", "client", "sharing", "ledger", "file"];
const isLook = ({ what, decision }: AccessEvent["body"]): boolean => decision === "deny" || counted.includes(what);
const idOf = (orgId: OrgId, personId: PersonId, day: string): string => `${orgId}|${personId}|${day}`;
/** The days (UTC) that an hour on either side of a moment touches. */
const daysAround = (at: string): string[] => [
  ...new Set([-hour, 0, hour].map((by) => new Date(Date.parse(at) + by).toISOString().slice(0, 10))),
];

/** Who looked into how many cases when: for the one question whether somebody goes through them. Read from the records of access; can be dropped. */
export async function openLooksViews(database: Database) {
  for (const model of [database.model("Looks", looksSchema), database.model("LooksRead", readSchema)]) await model.createCollection();
  const looks = database.collection<LooksDoc>("looks");
  const read = database.collection<ReadDoc>("looksRead");
  return {
    async readUpTo(): Promise<Map<string, number>> {
      return new Map((await read.find({}).toArray()).map((doc) => [doc._id, doc.seq]));
    },
    /** Takes in what is new in a case's records. Taken in twice, it is there once. */
    async take(caseId: CaseId, events: readonly AccessEvent[], seq: number): Promise<void> {
      const byDay = new Map<string, Look[]>();
      for (const { at, body } of events) {
        if (!isLook(body)) continue;
        const id = idOf(body.orgId, body.personId, at.slice(0, 10));
        byDay.set(id, [...(byDay.get(id) ?? []), { caseId, at }]);
      }
      for (const [_id, all] of byDay)
        await looks.updateOne({ _id }, { $addToSet: { looks: { $each: all } } }, { upsert: true }).catch(async (error: unknown) => {
          laterIsThere(error);
          await looks.updateOne({ _id }, { $addToSet: { looks: { $each: all } } });
        });
      await read.updateOne({ _id: caseId }, { $max: { seq } }, { upsert: true }).catch(laterIsThere);
    },
    /** All looks of people of one organisation around certain moments. */
    async around(orgId: OrgId, moments: readonly { personId: PersonId; at: string }[]): Promise<Map<PersonId, Look[]>> {
      const ids = new Map<string, PersonId>();
      for (const { personId, at } of moments) for (const day of daysAround(at)) ids.set(idOf(orgId, personId, day), personId);
      const found = new Map<PersonId, Look[]>();
      for (const doc of await looks.find({ _id: { $in: [...ids.keys()] } }).toArray()) {
        const personId = ids.get(doc._id);
        if (personId) found.set(personId, [...(found.get(personId) ?? []), ...doc.looks]);
      }
      return found;
    },
    /** Nobody looks into this case any more. */
    async forget(caseId: CaseId): Promise<void> {
      await looks.updateMany({ "looks.caseId": caseId }, { $pull: { looks: { caseId } } });
      await read.deleteOne({ _id: caseId });
    },
    async drop(): Promise<void> {
      await looks.deleteMany({});
      await read.deleteMany({});
    },
  };
}
export type LooksViews = Awaited<ReturnType<typeof openLooksViews>>;

const atOnce = 1000;

type Keeping = { rooms: Rooms; cases: CaseViews; looks: LooksViews; logger: Logger; clock: Clock; stopping: AbortSignal };
/** Reads on in the records of access of each case, at most once an hour on this node. Nobody who reads or writes waits for it, and no other sweep. */
export function createLooksKeeper({ rooms, cases, looks, logger, clock, stopping }: Keeping) {
  let last = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> = Promise.resolve();
  async function readOn(): Promise<void> {
    const known = await looks.readUpTo();
    for (const caseId of await cases.everyCase()) {
      if (stopping.aborted) return;
      try {
        const room = await rooms.open(systemActor, accessRoom(caseId));
        for (let seq = known.get(caseId) ?? 0; seq < room.head.seq; ) {
          const { events, through } = await rooms.since({ room, afterSeq: seq, limit: atOnce, what: "read" });
          if (through <= seq) break;
          await looks.take(caseId, events as unknown as AccessEvent[], through);
          seq = through;
        }
      } catch (error) {
        // records that were tampered with stop here; the ledger says so
        logger.warn({ room: accessRoom(caseId), error: String(error) }, "looks not read");
      }
    }
  }
  return (): Promise<void> => {
    const now = clock.now();
    // who asks while it is being done waits for that
    if (now - last < hour) return reading;
    last = now;
    reading = reading.then(readOn, readOn);
    return reading;
  };
}
