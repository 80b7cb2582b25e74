import { hash as digestOf } from "node:crypto";
import type { EventId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import type { Database } from "./database.ts";

/** Bytes as the driver gives them. */
export type Bytes = InstanceType<Database["base"]["mongo"]["Binary"]> | Buffer;
/** A commit as it lies in the database: what became durable together in one room. */
export type CommitDoc = {
  _id: string;
  room: string;
  seq: number;
  n: number;
  /** a key of room and event id for each event: unique, so an id has one effect in a room, for ever */
  ids: Bytes[];
  /** a salted SHA-256 of each event, one after the other */
  digests: Bytes;
  body: Bytes;
  epoch: number;
  prev: string;
  hash: string;
  node: string;
  due?: boolean;
};

/** A commit's name: its room and first number, so that one place is taken once. */
export const idOf = (room: string, seq: number): string => `${room}/${String(seq).padStart(10, "0")}`;
export const bytes = (b: Bytes): Buffer => (Buffer.isBuffer(b) ? b : Buffer.from(b.buffer));
/** What binds a body to its place. */
export const aadOf = (room: string, seq: number, n: number, epoch: number, prev: string): Buffer =>
  Buffer.from(`${room}|${seq}|${n}|${epoch}|${prev}`);
export const placeOf = (d: CommitDoc): Buffer => aadOf(d.room, d.seq, d.n, d.epoch, d.prev);
/** The link to the commit before: the hash of where it lies and what is in it. */
export const chain = (d: Pick<CommitDoc, "prev" | "room" | "seq" | "n" | "epoch" | "ids" | "digests">): string =>
  digestOf("sha256", Buffer.concat([aadOf(d.room, d.seq, d.n, d.epoch, d.prev), ...d.ids.map(bytes), bytes(d.digests)]));

const roomBytes = 8;
const idBytes = 16;
/** Under which an id is unique in its room: the id, which begins with a time so that the index grows at one end, and a digest of the room. */
export function idKey(id: EventId, room: Buffer): Buffer {
  const key = Buffer.allocUnsafe(idBytes + roomBytes);
  key.write(id.replaceAll("-", ""), 0, idBytes, "hex");
  room.copy(key, idBytes, 0, roomBytes);
  return key;
}
export const roomKey = (room: RoomId): Buffer => digestOf("sha256", room, "buffer");
