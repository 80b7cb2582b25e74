import type { KeyObject } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Message } from "@linkwork/shared/cases/schema.ts";
import type { EventId, OrgId, PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { personRoom } from "@linkwork/shared/kernel/room.ts";
import mongoose from "mongoose";
import { type Bytes, bytes } from "../kernel/commit.ts";
import type { Database } from "../kernel/database.ts";
import { type Keys, unlessGone } from "../kernel/keys.ts";
import { laterIsThere } from "../kernel/lanes.ts";
import { openWith, sealWith } from "../kernel/seal.ts";

/** Half-written words in one room, under one hat; no body once they were sent or taken back. `rev` counts what was kept. */
type DraftRow = { _id: string; personId: string; orgId: string; room: string; rev: number; at: Date; body?: Bytes };
/** A message that is to be sent later; its id is the event's. While it is being sent nothing about it changes. */
type LaterRow = {
  _id: string;
  personId: string;
  orgId: string;
  room: string;
  due: Date;
  status: "waiting" | "sending" | "refused";
  /** why it was not sent */
  code?: string;
  body: Bytes;
};
/** Who they are, and for whom they act. */
export type Own = { personId: PersonId; orgId: OrgId };
export type Draft = { text: string; rev: number };
/** What its author changes of one that waits. */
type LaterChange = Pick<Message, "text" | "wholeNumbers"> & { id: EventId; due: string };
export type Later = {
  id: EventId;
  roomId: RoomId;
  /** UTC */
  due: string;
  status: LaterRow["status"];
  code?: string;
  message: Message;
};
export type DueLater = Later & { own: Own };

const options = { strict: "throw", autoIndex: false, autoCreate: false, versionKey: false } as const;
const draftSchema = new mongoose.Schema(
  { _id: String, personId: String, orgId: String, room: String, rev: Number, at: Date, body: Buffer },
  { ...options, collection: "drafts" },
);
const laterSchema = new mongoose.Schema(
  { _id: String, personId: String, orgId: String, room: String, due: Date, status: String, code: String, body: Buffer },
  { ...options, collection: "laterMessages" },
)
  .index({ personId: 1 })
  .index({ status: 1, due: 1 });

/** The room that words are meant for, and where they lie. */
type Place = { room: string; place: string };

/** An actor is more than this. */
const mine = ({ personId, orgId }: Own) => ({ personId, orgId });

/** A room's first key lives as long as the room does. */
const firstEpoch = 1;

/**
 * What is still its author's alone: drafts and messages to be sent later. Sealed under the key of the author's own room, and that under the first key of
 * the room that they are meant for, so that nothing of them opens once that is erased; bound to its place; in no view, and nobody else is ever given it.
 */
export async function openOwnWords(database: Database, keys: Pick<Keys, "keyOf">) {
  for (const model of [database.model("Draft", draftSchema), database.model("LaterMessage", laterSchema)]) {
    await model.createCollection();
    await model.createIndexes();
  }
  const drafts = database.collection<DraftRow>("drafts");
  const later = database.collection<LaterRow>("laterMessages");
  const keysOf = (own: Own, room: string): Promise<KeyObject[]> =>
    Promise.all([keys.keyOf(personRoom(own.personId), 1, { since: 1, holders: [] }), keys.keyOf(room, firstEpoch)]);
  async function seal(own: Own, { room, place }: Place, value: unknown): Promise<Buffer> {
    let body: Buffer = Buffer.from(JSON.stringify(value));
    for (const key of await keysOf(own, room)) body = sealWith(key, body, Buffer.from(place));
    return body;
  }
  async function opened<T>(own: Own, { room, place }: Place, sealed: Bytes): Promise<T> {
    let body = bytes(sealed);
    for (const key of (await keysOf(own, room)).toReversed()) body = openWith(key, body, Buffer.from(place));
    return JSON.parse(body.toString("utf8")) as T;
  }
  const draftId = ({ personId, orgId }: Own, roomId: RoomId): string => `${personId}|${orgId}|${roomId}`;
  const draftPlace = (room: RoomId, _id: string, rev: number): Place => ({ room, place: `draft|${_id}|${rev}` });
  const laterPlace = ({ personId, orgId }: Own, id: string, room: string): Place => ({
    room,
    place: `later|${id}|${personId}|${orgId}|${room}`,
  });

  async function draft(own: Own, roomId: RoomId): Promise<Draft> {
    const _id = draftId(own, roomId);
    const row = await drafts.findOne({ _id });
    const text = row?.body && (await opened<string>(own, draftPlace(roomId, _id, row.rev), row.body).catch(unlessGone));
    return { rev: row?.rev ?? 0, text: text ?? "" };
  }
  /** Nothing, where the room that it was meant for is gone. */
  const laterOf = async (row: LaterRow): Promise<DueLater[]> => {
    const own = { personId: row.personId as PersonId, orgId: row.orgId as OrgId };
    const message = await opened<Message>(own, laterPlace(own, row._id, row.room), row.body).catch(unlessGone);
    const { status, code } = row;
    const kept = { id: row._id as EventId, roomId: row.room as RoomId, due: row.due.toISOString(), status, own };
    return message ? [{ ...kept, message, ...(code ? { code } : {}) }] : [];
  };

  return {
    draft,
    /** Keeps words that follow on what was kept under `rev`; false if another device kept something since. */
    async keepDraft(own: Own, roomId: RoomId, { text, rev }: Draft, now: number): Promise<boolean> {
      const _id = draftId(own, roomId);
      const next = rev + 1;
      const at = new Date(now);
      const body = text === "" ? undefined : await seal(own, draftPlace(roomId, _id, next), text);
      const change = body ? { $set: { rev: next, at, body } } : { $set: { rev: next, at }, $unset: { body: "" as const } };
      if (rev > 0) return (await drafts.updateOne({ _id, rev }, change)).matchedCount > 0;
      const row: DraftRow = { _id, personId: own.personId, orgId: own.orgId, room: roomId, rev: next, at, ...(body ? { body } : {}) };
      return await drafts.insertOne(row).then(
        () => true,
        (error: unknown) => {
          laterIsThere(error);
          return false;
        },
      );
    },
    /** Keeps a message until it is due; the same id again is the same one, and false if it says something else. */
    async keepLater(own: Own, { id, roomId, due, message }: Pick<Later, "id" | "roomId" | "due" | "message">): Promise<boolean> {
      const body = await seal(own, laterPlace(own, id, roomId), message);
      const row = { personId: own.personId, orgId: own.orgId, room: roomId, due: new Date(due), status: "waiting" as const, body };
      await later.updateOne({ _id: id }, { $setOnInsert: row }, { upsert: true }).catch(laterIsThere);
      const held = await later.findOne({ _id: id, ...mine(own), room: roomId });
      const [kept] = held ? await laterOf(held) : [];
      return kept !== undefined && isDeepStrictEqual(kept.message, message);
    },
    laterCount: (own: Own): Promise<number> => later.countDocuments({ personId: own.personId, status: "waiting" }),
    /** Mine under this hat, the soonest first. */
    async laterOf(own: Own): Promise<Later[]> {
      const rows = await later.find(mine(own)).sort({ due: 1 }).limit(200).toArray();
      return (await Promise.all(rows.map(laterOf))).flat().map(({ own: _own, ...kept }) => kept);
    },
    /** Changes one that still waits; false if there is none of mine, or it is on its way. */
    async changeLater(own: Own, { id, due, ...change }: LaterChange): Promise<boolean> {
      const row = await later.findOne({ _id: id, ...mine(own), status: "waiting" });
      if (!row) return false;
      const [held] = await laterOf(row);
      if (!held) return false;
      const body = await seal(own, laterPlace(own, id, row.room), { ...held.message, ...change });
      const waits = { _id: id, ...mine(own), status: "waiting" as const };
      return (await later.updateOne(waits, { $set: { due: new Date(due), body } })).matchedCount > 0;
    },
    /** Takes one back that waits or was not sent; false if there is none of mine, or it is on its way. */
    cancelLater: async (own: Own, id: EventId): Promise<boolean> =>
      (await later.deleteOne({ _id: id, ...mine(own), status: { $ne: "sending" } })).deletedCount > 0,
    /** Those that are due, each claimed: from now on nobody changes them. What a node that died had claimed is among them. */
    async claimDue(now: number): Promise<DueLater[]> {
      const due = { status: { $in: ["waiting", "sending"] as LaterRow["status"][] }, due: { $lte: new Date(now) } };
      const found = await later
        .find(due, { projection: { _id: 1 } })
        .sort({ due: 1 })
        .limit(100)
        .toArray();
      const claimed = await Promise.all(
        found.map(({ _id }) => later.findOneAndUpdate({ ...due, _id }, { $set: { status: "sending" } }, { returnDocument: "after" })),
      );
      const opening = claimed.map(async (row) => {
        const message = row ? await laterOf(row) : [];
        // what it was meant for is gone (a copy from before was brought back): it waits for nothing, and would keep others waiting
        if (row && message.length === 0) await later.deleteOne({ _id: row._id });
        return message;
      });
      // one that doesn't open keeps none of the others back
      return (await Promise.allSettled(opening)).flatMap((each) => (each.status === "fulfilled" ? each.value : []));
    },
    /** Nothing is left of what was meant for these rooms. */
    async forget(rooms: readonly RoomId[]): Promise<void> {
      const meant = { room: { $in: [...rooms] } };
      await drafts.deleteMany(meant);
      await later.deleteMany(meant);
    },
    sent: async (id: EventId): Promise<void> => void (await later.deleteOne({ _id: id })),
    refused: async (id: EventId, code: string): Promise<void> =>
      void (await later.updateOne({ _id: id, status: "sending" }, { $set: { status: "refused", code } })),
  };
}

export type OwnWords = Awaited<ReturnType<typeof openOwnWords>>;
