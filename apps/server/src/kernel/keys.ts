import { createSecretKey, hash, type KeyObject, randomBytes } from "node:crypto";
import type { HolderId, OrgId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal, refuse } from "@linkwork/shared/kernel/refusal.ts";
import { type Bytes, bytes } from "./commit.ts";
import type { Database } from "./database.ts";
import { type By, type Destroyed, type Epoch, type KeyDoc, noKeys, openKeyDocs, type Wrap } from "./key-docs.ts";
import { createOrgKeys } from "./org-keys.ts";
import { openWith, sealWith } from "./seal.ts";

/** Who holds the keys of a room: an organisation, or a guest. */
export type Holder = {
  readonly holder: HolderId;
  /** what it holds them by, its part in the case and the yes behind that: once they were taken away it never gets any by the same again */
  readonly part: string;
  readonly yes: string;
  /** from where on it may read; null keeps what it has and gets nothing new */
  readonly from: { readonly seq: number; readonly at: string } | null;
};
/** Who gets a key that is made now: the organisations that are in, and the number of the first event under it. */
export type Grant = { readonly since: number; readonly holders: readonly Holder[] };
/** How a room's keys lay before: in the database of the data, one document a room and epoch. */
type OldKey = { _id: string; wrapped: Bytes };

/** What an organisation holds of a room: the first epoch, the first event of that, and the keys by epoch. */
type Held = { readonly first: number; readonly since: number; readonly keys: ReadonlyMap<number, KeyObject> };
/** Who holds the keys of a room from now on; `atOf` tells when an event was. */
type Holding = { room: string; seq: number; holders: readonly Holder[]; atOf(seq: number): Promise<string>; instead?: number };

const byOf = ({ holder, part, yes }: Holder): By => ({ org: holder, part, yes });
const endOf = ({ part, yes }: Pick<By, "part" | "yes">): string => `${part}/${yes}`;
/** By what keys were held, with those who hold them now: what a part held them by before a newer yes is not forgotten, and ends with the part. */
const byAll = (by: readonly By[], now: readonly Holder[]): By[] => [
  ...by.filter((b) => !now.some((h) => endOf(h) === endOf(b))),
  ...now.map(byOf),
];
const withEpoch = <D extends { epochs: Epoch[] }>(doc: D, epoch: Epoch): D => ({
  ...doc,
  epochs: [...doc.epochs, epoch].sort((a, b) => a.n - b.n),
});
const placeOf = (room: string, n: number, org?: HolderId): Buffer => Buffer.from(org ? `${room}/${n}/${org}` : `${room}/${n}`);

/**
 * Keys of rooms, in a store of their own so that the data can be backed up and brought back without them. Each is wrapped for the house, which
 * folds and decides, and for each organisation that takes part: what is read for one of its people is opened with its own wrap. What was
 * destroyed stays destroyed: its tombstone lies here.
 */
export async function openKeys({ database, masterKey }: { database: Database; masterKey: KeyObject }) {
  const { docs, load, change } = await openKeyDocs(database);
  const orgKey = createOrgKeys({ database, masterKey });
  /** by room and epoch, for the house */
  const house = new Map<string, KeyObject>();
  /** by room and organisation */
  const orgs = new Map<string, Map<HolderId, Held>>();
  /** the newest decision of a room that this node knows of: keys from before it are used and not kept */
  const decided = new Map<string, number>();

  function remember({ _id, epochs }: KeyDoc): void {
    if (house.size > 20_000) house.clear();
    for (const { n, house: wrapped } of epochs)
      if (wrapped && !house.has(`${_id}/${n}`))
        house.set(`${_id}/${n}`, createSecretKey(openWith(masterKey, bytes(wrapped), placeOf(_id, n))));
  }

  /** The wraps of one key for those who get it. */
  async function wrapsOf(room: string, { n, house: wrapped }: Pick<Epoch, "n" | "house">, holders: readonly Holder[]): Promise<Wrap[]> {
    if (!wrapped || holders.length === 0) return [];
    const key = openWith(masterKey, bytes(wrapped), placeOf(room, n));
    return Promise.all(
      holders.map(async ({ holder }) => ({ org: holder, key: sealWith(await orgKey(holder), key, placeOf(room, n, holder)) })),
    );
  }

  /** The keys of a room with that of an epoch, which is made if nobody has. */
  async function make(room: string, n: number, { since, holders }: Grant): Promise<KeyDoc> {
    const made = await change(room, async (doc) => {
      if (doc?.gone || doc?.epochs.some((e) => e.n === n)) return undefined;
      const sealed = sealWith(masterKey, randomBytes(32), placeOf(room, n));
      const now = holders.filter((h) => h.from && !doc?.ended.includes(endOf(h)));
      const epoch = { n, since, house: sealed, orgs: await wrapsOf(room, { n, house: sealed }, now) };
      const before = doc ?? noKeys(room);
      return { ...withEpoch(before, epoch), by: byAll(before.by, now) };
    });
    if (!made) throw new Error("a room's key was written and is not there");
    return made;
  }

  /** The keys of a room, or the answer for what is gone. */
  function standing(doc: KeyDoc | undefined): KeyDoc | undefined {
    if (doc?.gone) throw refuse("NotFound");
    return doc;
  }

  /** What one organisation holds of a room's keys, with that of epoch `n` if it has it. Whoever holds none is told that there is nothing. */
  async function heldBy(room: string, holder: HolderId, n?: number): Promise<Held> {
    const known = orgs.get(room)?.get(holder);
    if (known && (n === undefined || known.keys.has(n))) return known;
    const doc = standing(await load(room));
    const mine = (doc?.epochs ?? []).flatMap((e) => e.orgs.filter((w) => w.org === holder).map(({ key }) => ({ ...e, key })));
    const [first] = mine;
    if (!doc || !first) throw refuse("NotFound");
    const by = await orgKey(holder);
    const keys = mine.map((w) => [w.n, createSecretKey(openWith(by, bytes(w.key), placeOf(room, w.n, holder)))] as const);
    const held = { first: first.n, since: first.since, keys: new Map(keys) };
    // a decision that this node knows of and the keys don't follow yet: they are used and not kept
    if (doc.seq >= (decided.get(room) ?? 0)) {
      if (orgs.size > 5_000) orgs.clear();
      orgs.set(room, (orgs.get(room) ?? new Map<HolderId, Held>()).set(holder, held));
    }
    return held;
  }

  /** A room's key by the wrap of one holder. */
  async function keyFor(room: string, n: number, holder: HolderId): Promise<KeyObject> {
    const key = (await heldBy(room, holder, n)).keys.get(n);
    if (!key) throw refuse("NotFound");
    return key;
  }

  function forget(room: string): void {
    orgs.delete(room);
    for (const id of house.keys()) if (id.startsWith(`${room}/`)) house.delete(id);
  }

  return {
    /** The house's key if it is at hand, so that sealing need not wait. */
    atHand: (room: string, n: number): KeyObject | undefined => house.get(`${room}/${n}`),
    /** The house's key of a room and epoch; made on first use for those in `grant`. Kept as one key object, since a raw buffer costs a tenth of all CPU. */
    async keyOf(room: string, n: number, grant?: Grant): Promise<KeyObject> {
      const known = house.get(`${room}/${n}`);
      if (known) return known;
      const doc = standing(grant ? await make(room, n, grant) : await load(room));
      if (doc) remember(doc);
      const key = house.get(`${room}/${n}`);
      if (!key) throw new Error(`no key for epoch ${n} of a room: the key store belongs to another database`);
      return key;
    },
    keyFor,
    heldBy,
    /** Whether the room's keys were destroyed. Asked when a room is read into memory: what was kept of its organisations' keys is dropped. */
    async look(room: string): Promise<boolean> {
      orgs.delete(room);
      const doc = await load(room);
      if (doc?.gone) forget(room);
      else if (doc) remember(doc);
      return doc?.gone !== undefined;
    },
    /** Something was decided in a room about who reads it: no node goes on with keys that it unwrapped before. */
    decided(room: string, seq: number): void {
      orgs.delete(room);
      if (decided.size > 20_000) decided.clear();
      decided.set(room, seq);
    },
    /**
     * Lets exactly these organisations hold the room's keys, each of the epochs that it may read, as it was decided up to event `seq`. Others'
     * wraps are destroyed. Done again it changes nothing; done late it gives nothing back, and says which decision the keys follow (`instead` of that
     * one it is done all the same).
     */
    async hold({ room, seq, holders, atOf, instead }: Holding): Promise<number> {
      const after = await change(room, async (doc) => {
        if (!doc || doc.gone || (doc.seq > seq && doc.seq !== instead)) return undefined;
        const stays = (b: By): boolean => holders.some((h) => h.holder === b.org && h.part === b.part);
        const ended = [...new Set([...doc.ended, ...doc.by.filter((b) => !stays(b)).map(endOf)])];
        const now = holders.filter((h) => !ended.includes(endOf(h)));
        const epochs: Epoch[] = [];
        for (const [i, epoch] of doc.epochs.entries()) {
          const next = doc.epochs[i + 1]?.since;
          const stay: Wrap[] = [];
          const come: Holder[] = [];
          for (const one of now) {
            const wrap = epoch.orgs.find((w) => w.org === one.holder);
            const reads = await readsOf(one, next, atOf);
            if (wrap && (reads || one.from === null)) stay.push(wrap);
            else if (reads) come.push(one);
          }
          epochs.push({ ...epoch, orgs: [...stay, ...(await wrapsOf(room, epoch, come))] });
        }
        const { moved: _settled, ...rest } = doc;
        return { ...rest, seq, epochs, by: byAll(doc.by.filter(stays), now), ended };
      });
      orgs.delete(room);
      return after?.seq ?? 0;
    },
    /** A key that one organisation alone can open, not even the house; the same again when it was made before. */
    async handTo(name: string, orgId: OrgId): Promise<KeyObject> {
      const key = randomBytes(32);
      await change(name, async (doc) => {
        const wrap = { org: orgId, key: sealWith(await orgKey(orgId), key, placeOf(name, 1, orgId)) };
        return doc ? undefined : withEpoch(noKeys(name), { n: 1, since: 1, house: null, orgs: [wrap] });
      });
      return keyFor(name, 1, orgId);
    },
    /** Destroys every key of a room, for the house and for everybody, for ever; a room without any never gets one. */
    async destroy(room: string, at: Date): Promise<Destroyed> {
      const after = await change(room, async (doc) => {
        if (doc?.gone) return undefined;
        const epochs = (doc?.epochs ?? []).map(({ n, house: ours, orgs }) => {
          const ids = [...(ours ? [`${room}/${n}/house`] : []), ...orgs.map((w) => `${room}/${n}/${w.org}`).sort()];
          return { n, wraps: ids.length, digest: hash("sha256", ids.join("\n")) };
        });
        return { ...noKeys(room), seq: doc?.seq ?? 0, gone: { at, epochs } };
      });
      forget(room);
      if (!after?.gone) throw new Error("keys were destroyed and are there");
      return after.gone;
    },
    /** Drops what this node has of a room's keys in memory. */
    forget,
    /** Takes over the keys that lay beside the data; `sinceOf` says from which event on one was used. What was destroyed meanwhile doesn't come back with them. */
    async takeOver(data: Database, sinceOf: (room: RoomId, n: number) => Promise<number>): Promise<void> {
      const old = data.collection<OldKey>("roomKeys");
      for (let some = await old.find({}).limit(500).toArray(); some.length > 0; some = await old.find({}).limit(500).toArray()) {
        for (const { _id, wrapped } of some) {
          const [room = "", n = ""] = _id.split("/");
          const since = await sinceOf(room as RoomId, Number(n));
          await change(room, async (doc) => {
            if (doc?.gone || doc?.epochs.some((e) => e.n === Number(n))) return undefined;
            return { ...withEpoch(doc ?? noKeys(room), { n: Number(n), since, house: bytes(wrapped), orgs: [] }), moved: true };
          });
        }
        await old.deleteMany({ _id: { $in: some.map((key) => key._id) } });
      }
    },
    /** The rooms whose keys were taken over and not yet wrapped for the organisations. */
    async moved(): Promise<RoomId[]> {
      return (await docs.find({ moved: true }, { projection: { _id: 1 } }).toArray()).map((doc) => doc._id as RoomId);
    },
  };
}

/** Whether an organisation may read something of an epoch; `next` is the first event of the one after it. */
async function readsOf({ from }: Holder, next: number | undefined, atOf: Holding["atOf"]): Promise<boolean> {
  if (!from) return false;
  if (next === undefined) return true;
  return next > from.seq && (from.at === "" || (await atOf(next - 1)) >= from.at);
}

export type Keys = Awaited<ReturnType<typeof openKeys>>;

/** That a key is missing, or that a room is gone, is an answer; anything else is a fault, also where it asks to be tried again. */
export function unlessGone(error: unknown): undefined {
  if (!(error instanceof Refusal) || error.code !== "NotFound") throw error;
}
