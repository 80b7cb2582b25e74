import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { storageStatus } from "./storage-status.ts";

/** What is sealed under a person's key: unreadable without it. */
export type Sealed = { iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer };
/** A row of the device. In the clear are ids and nothing else. */
export type Row = { key: string; sealed: Sealed; used?: number; seq?: number };
type QueuedRow = { order?: number; id: string; personId: string; sealed: Sealed };

interface Schema extends DBSchema {
  keys: { key: string; value: CryptoKey };
  rows: { key: string; value: Row; indexes: { used: number } };
  outbox: { key: number; value: QueuedRow; indexes: { personId: string; id: string } };
}
export type Device = IDBPDatabase<Schema>;

let opening: Promise<Device | null> | undefined;

/** The device's store, or null where there is none (then everything is kept in memory, and the page says so). */
export function device(): Promise<Device | null> {
  opening ??= open().catch(() => {
    storageStatus.set({ kept: false, why: "missing" });
    return null;
  });
  return opening;
}

async function open(): Promise<Device> {
  if (typeof indexedDB === "undefined" || !globalThis.crypto?.subtle || !navigator.locks) throw new Error("no store");
  return await openDB<Schema>("linkwork", 1, {
    upgrade(db) {
      db.createObjectStore("keys");
      db.createObjectStore("rows", { keyPath: "key" }).createIndex("used", "used");
      const outbox = db.createObjectStore("outbox", { keyPath: "order", autoIncrement: true });
      outbox.createIndex("personId", "personId");
      outbox.createIndex("id", "id", { unique: true });
    },
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
      opening = undefined;
    },
    terminated() {
      opening = undefined;
    },
  });
}

/** Notes why a write failed; the caller keeps the thing in memory. */
export function couldNotKeep(error: unknown): void {
  const full = error instanceof DOMException && error.name === "QuotaExceededError";
  storageStatus.set({ kept: false, why: full ? "full" : "missing" });
}

/** All keys that begin with this. */
export const within = (prefix: string): IDBKeyRange => IDBKeyRange.bound(prefix, `${prefix}\uffff`);
