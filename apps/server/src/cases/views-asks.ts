import { type Ask, repeatAfter, waitedFor } from "@linkwork/shared/cases/asks.ts";
import { mayRead } from "@linkwork/shared/cases/rules.ts";
import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { personRoom } from "@linkwork/shared/kernel/room.ts";
import mongoose from "mongoose";
import type { Database } from "../kernel/database.ts";
import { derivedId } from "../kernel/decide.ts";
import { laterIsThere } from "../kernel/lanes.ts";
import type { Logger } from "../kernel/logger.ts";
import type { Rooms } from "../kernel/room.ts";
import type { Ask as Look } from "../kernel/slice.ts";
import { systemActor } from "../kernel/system.ts";
import { workersOf } from "./due.ts";

/** Rooms in which something urgent waits for an answer, and as of which event. Grants nothing: the room itself is asked. */
type Waiting = { _id: string; open: boolean; seq: number };

const options = { strict: "throw", autoIndex: false, autoCreate: false, versionKey: false } as const;
const waitingSchema = new mongoose.Schema({ _id: String, open: Boolean, seq: Number }, { ...options, collection: "urgentAsks" }).index(
  { open: 1 },
  { partialFilterExpression: { open: true } },
);

const isOpen = (ask: Ask): boolean => ask.urgent && waitedFor(ask).length > 0;

/** Events after which something urgent may wait, or wait no more. */
export const changesAsks = (event: CaseEvent): boolean =>
  (event.type === "messagePosted" && event.body.ask?.urgent === true) ||
  event.type === "messageEdited" ||
  event.type === "acknowledged" ||
  event.type === "messageRedacted";

/** Where something urgent waits for "read and understood". */
export async function openAskViews(database: Database) {
  const model = database.model("UrgentAsk", waitingSchema);
  await model.createCollection();
  await model.createIndexes();
  const rows = database.collection<Waiting>("urgentAsks");
  return {
    async write({ state, roomId, seq }: { state: CaseState; roomId: RoomId; seq: number }): Promise<void> {
      // a room that never had one needs no row: only what is taken out takes an ask away
      if (Object.keys(state.asks).length === 0 && Object.keys(state.redactions).length === 0) return;
      const open = Object.values(state.asks).some(isOpen);
      await rows.updateOne({ _id: roomId, seq: { $lt: seq } }, { $set: { open, seq } }, { upsert: open }).catch(laterIsThere);
    },
    open: async (): Promise<Waiting[]> => await rows.find({ open: true }).toArray(),
    /** Everything was repeated that ever will be; unless something was said since. */
    async done({ _id, seq }: Waiting): Promise<void> {
      await rows.updateOne({ _id, seq }, { $set: { open: false } });
    },
    /** Nothing is left of these rooms. */
    async forget(gone: readonly RoomId[]): Promise<void> {
      await rows.deleteMany({ _id: { $in: [...gone] } });
    },
    async drop(): Promise<void> {
      await rows.deleteMany({});
    },
  };
}

export type AskViews = Awaited<ReturnType<typeof openAskViews>>;

type Repeating = { rooms: Rooms; asks: AskViews; logger: Logger; now: string };

/** Repeats the notice of what is urgent, to those who read there at this moment and whose organisation has not answered: each once, whatever node, and never past the end of a sharing. */
export async function repeatAsks({ rooms, asks, logger, now }: Repeating): Promise<void> {
  for (const row of await asks.open()) {
    const roomId = row._id as RoomId;
    try {
      const state = await rooms.ask<CaseState>(roomId);
      const open = Object.values(state.asks).filter(isOpen);
      for (const ask of open) await repeat({ rooms, state, ask, now });
      if (open.every((ask) => minutesSince(ask, now) >= Math.max(...repeatAfter))) await asks.done(row);
    } catch (error) {
      logger.error({ room: roomId, error: String(error) }, "an urgent notice waits for the next sweep");
    }
  }
}

const minutesSince = (ask: Ask, now: string): number => (Date.parse(now) - Date.parse(ask.since)) / 60_000;

async function repeat({ rooms, state, ask, now }: { rooms: Rooms; state: CaseState; ask: Ask; now: string }): Promise<void> {
  // after a standstill the newest is enough: nobody is reminded twice in a row
  const due = repeatAfter.findLast((minutes) => minutesSince(ask, now) >= minutes);
  if (due === undefined) return;
  for (const personId of await toRemind(state, ask, now, rooms.ask)) {
    const target = personRoom(personId);
    const input = { ...noticeOfAsk(state, ask), again: due };
    await rooms.act(systemActor, target, { id: derivedId(ask.id, target, "again", String(due)), type: "deliverNotice", input });
  }
}

/** The notice of one, with the place of the case in which it was asked. */
export const noticeOfAsk = (state: CaseState, { author, urgent }: Pick<Ask, "author" | "urgent">): Record<string, unknown> => ({
  ...{ kind: "asked", caseId: state.caseId, orgId: author.orgId },
  ...(urgent ? { urgent } : {}),
  ...placeIn(state),
});

/** Which of the case's rooms a notice is about: none is named for the general one. */
export const placeIn = ({ compartment }: Pick<CaseState, "compartment">): { compartment?: CaseState["compartment"] } =>
  compartment === "general" ? {} : { compartment };

/** Who reads there now, of the organisations that have not answered; their shared inbox, where it stands in for who has gone. */
export async function toRemind(state: CaseState, ask: Ask, now: string, look: Look): Promise<PersonId[]> {
  const waited = waitedFor(ask);
  const places = Object.values(state.participations).filter((p) => p.status === "joined" && waited.includes(p.orgId));
  const people = (await Promise.all(places.map((place) => workersOf(place, look)))).flat().filter((who) => mayRead(state, who, now));
  return [...new Set(people.map((who) => who.personId))].filter((personId) => personId !== ask.author.personId);
}
