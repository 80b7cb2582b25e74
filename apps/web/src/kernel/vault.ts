import { couldNotKeep, device, type Row, type Sealed, within } from "./device.ts";
import { storageStatus } from "./storage-status.ts";

/** How many rooms' copies a device keeps; those unused for longest go first. */
const roomLimit = 100;

/** Where storage fails: rows that live as long as the page. Values are not sealed, they never leave memory. */
const memory = new Map<string, unknown>();
const keys = new Map<string, Promise<CryptoKey>>();

/** The person's key on this device: made once, kept by the browser, never to be taken out. */
function keyOf(personId: string): Promise<CryptoKey> {
  const known = keys.get(personId);
  if (known) return known;
  const made = findKey(personId);
  keys.set(personId, made);
  made.catch(() => keys.delete(personId));
  return made;
}

async function findKey(personId: string): Promise<CryptoKey> {
  const db = await device();
  if (!db) throw new Error("no store");
  const fresh = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  // one transaction: of two tabs that make a key at once, the first wins for both
  const tx = db.transaction("keys", "readwrite");
  const held = await tx.store.get(personId);
  if (!held) await tx.store.put(fresh, personId);
  await tx.done;
  return held ?? fresh;
}

/** Fetches a person's key ahead: whoever was here last will most likely be here now. */
export const expectPerson = (personId: string): void => void keyOf(personId).catch(() => undefined);

const utf8 = new TextEncoder();
/** Bound to its place: a row that is moved elsewhere doesn't open. */
const placeOf = (place: string): Uint8Array<ArrayBuffer> => utf8.encode(place);

/** Seals a value under the person's key, for one place. */
export async function seal(personId: string, place: string, value: unknown): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const algorithm = { name: "AES-GCM", iv, additionalData: placeOf(place) };
  return { iv, data: await crypto.subtle.encrypt(algorithm, await keyOf(personId), utf8.encode(JSON.stringify(value))) };
}

/** Opens what was sealed for this place; undefined if it doesn't open (the key is gone, the row was tampered with). */
export async function unseal<T>(personId: string, place: string, { iv, data }: Sealed): Promise<T | undefined> {
  try {
    const algorithm = { name: "AES-GCM", iv, additionalData: placeOf(place) };
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, await keyOf(personId), data))) as T;
  } catch {
    return undefined;
  }
}

/** What a person's shelf on this device holds. */
export type Shelf = "draft" | "text" | "copy" | "note";
export type Place = { personId: string; shelf: Shelf; name: string };
const keyFor = ({ personId, shelf, name }: Place): string => `${personId}/${shelf}/${name}`;

/** Keeps a value, sealed. `seq` guards copies: an older one never replaces a newer. Resolves false if it is only in memory. */
export async function keep(place: Place, value: unknown, seq?: number): Promise<boolean> {
  const key = keyFor(place);
  try {
    const db = await device();
    if (!db) throw new Error("no store");
    const row: Row = { key, sealed: await seal(place.personId, key, value) };
    if (seq !== undefined) Object.assign(row, { seq, used: Date.now() });
    const tx = db.transaction("rows", "readwrite");
    const held = seq === undefined ? undefined : await tx.store.get(key);
    if (seq === undefined || (held?.seq ?? 0) <= seq) await tx.store.put(row);
    await tx.done;
    memory.delete(key);
    if (place.shelf === "copy") await prune();
    return true;
  } catch (error) {
    couldNotKeep(error);
    memory.set(key, value);
    return false;
  }
}

/** What is kept at a place. */
export async function kept<T>(place: Place): Promise<T | undefined> {
  const key = keyFor(place);
  if (memory.has(key)) return memory.get(key) as T;
  const db = await device();
  const row = await db?.get("rows", key).catch(() => undefined);
  return row && (await unseal<T>(place.personId, key, row.sealed));
}

/** All that is kept on one shelf of a person; `under`: whose name begins so. */
export async function keptOn<T>(personId: string, shelf: Shelf, under = ""): Promise<T[]> {
  const prefix = `${personId}/${shelf}/${under}`;
  const db = await device();
  const rows = (await db?.getAll("rows", within(prefix)).catch(() => [])) ?? [];
  const opened = await Promise.all(rows.filter((r) => !memory.has(r.key)).map((r) => unseal<T>(personId, r.key, r.sealed)));
  const loose = [...memory].filter(([key]) => key.startsWith(prefix)).map(([, value]) => value as T);
  return [...opened.filter((v) => v !== undefined), ...loose];
}

/** The names of what is kept on one shelf of a person; `under`: those that begin so. */
export async function namesOn(personId: string, shelf: Shelf, under = ""): Promise<string[]> {
  const before = `${personId}/${shelf}/`;
  const db = await device();
  const stored = (await db?.getAllKeys("rows", within(before + under)).catch(() => [])) ?? [];
  const loose = [...memory.keys()].filter((key) => key.startsWith(before + under));
  return [...new Set([...stored, ...loose])].map((key) => key.slice(before.length));
}

/** Takes what is kept at a place off the device, if it is from before a number. */
export async function dropOlder(place: Place, seq: number): Promise<void> {
  const row = await (await device())?.get("rows", keyFor(place)).catch(() => undefined);
  if (row && (row.seq ?? 0) < seq) await drop(place);
}

/** Takes what is kept at a place off the device. */
export async function drop(place: Place): Promise<void> {
  const key = keyFor(place);
  memory.delete(key);
  const db = await device();
  await db?.delete("rows", key).catch(couldNotKeep);
}

async function prune(): Promise<void> {
  const db = await device();
  if (!db) return;
  const tx = db.transaction("rows", "readwrite");
  const index = tx.store.index("used");
  let over = (await index.count()) - roomLimit;
  for (let cursor = await index.openCursor(); cursor && over > 0; cursor = await cursor.continue()) {
    await cursor.delete();
    over--;
  }
  await tx.done;
}

/** Another tab has taken the person's key off the device: it isn't used here any more either. */
export const forgetKey = (personId: string): void => void keys.delete(personId);

/** Takes a person off this device: first the key, so that whatever a crash leaves behind opens for nobody. */
export async function wipe(personId: string): Promise<void> {
  keys.delete(personId);
  for (const key of [...memory.keys()]) if (key.startsWith(`${personId}/`)) memory.delete(key);
  const db = await device();
  if (!db) return;
  await db.delete("keys", personId);
  await db.delete("rows", within(`${personId}/`));
  const tx = db.transaction("outbox", "readwrite");
  for (let cursor = await tx.store.index("personId").openCursor(personId); cursor; cursor = await cursor.continue()) await cursor.delete();
  await tx.done;
  if (storageStatus.get().why === "full") storageStatus.set({ kept: true, why: "ok" });
}

/** Takes what is kept on one shelf of a person off the device; `under`: whose name begins so. */
export async function dropUnder(personId: string, shelf: Shelf, under = ""): Promise<void> {
  const prefix = `${personId}/${shelf}/${under}`;
  for (const key of [...memory.keys()]) if (key.startsWith(prefix)) memory.delete(key);
  const db = await device();
  await db?.delete("rows", within(prefix)).catch(couldNotKeep);
}
