import type { HolderId } from "@linkwork/shared/kernel/ids.ts";
import { refuse } from "@linkwork/shared/kernel/refusal.ts";
import type { Bytes } from "./commit.ts";
import type { Database } from "./database.ts";
import { isDuplicate } from "./lanes.ts";

/** What remains of the keys of a room that were destroyed: how many wraps of each epoch, and a digest of their ids. */
export type Destroyed = {
  readonly at: Date;
  readonly epochs: readonly { readonly n: number; readonly wraps: number; readonly digest: string }[];
};

/** `org`: the organisation, or the guest by their own id. */
export type By = { org: HolderId; part: string; yes: string };
/** A key, wrapped for one holder. */
export type Wrap = { org: HolderId; key: Bytes };
/** A key: from which event on it is used, wrapped for the house and for each organisation. What only one organisation may open has none for the house. */
export type Epoch = { n: number; since: number; house: Bytes | null; orgs: Wrap[] };
/** All keys of one room: one document, so that a change of who holds them is one write. */
export type KeyDoc = {
  _id: string;
  /** one more with every change: each is a compare-and-set */
  rev: number;
  /** the number of the newest decision that it follows: an older one changes nothing any more */
  seq: number;
  epochs: Epoch[];
  by: By[];
  /** by which parts and yeses somebody once held them */
  ended: string[];
  /** came from the store of before, where only the house had keys */
  moved?: true;
  gone?: Destroyed;
};
/** A room that has no keys yet. */
export const noKeys = (room: string): Omit<KeyDoc, "rev"> => ({ _id: room, seq: 0, epochs: [], by: [], ended: [] });
const tries = 50;

/** The keys of rooms as they lie in their store: one document a room, each change a compare-and-set. */
export async function openKeyDocs(database: Database) {
  const docs = database.collection<KeyDoc>("keys");
  await docs.createIndex({ moved: 1 }, { sparse: true });
  /** what this node saw last of a room's keys, or that there were none: a guess to begin a change from, which is a compare-and-set anyway */
  const seen = new Map<string, KeyDoc | undefined>();
  function note<D extends KeyDoc | undefined>(room: string, doc: D): D {
    if (seen.size > 5_000) seen.clear();
    seen.set(room, doc);
    return doc;
  }
  const load = async (room: string): Promise<KeyDoc | undefined> =>
    note(room, ((await docs.findOne({ _id: room })) as KeyDoc | null) ?? undefined);

  /** Changes the keys of a room as they stand at that moment; `next` says how, or undefined for no change. */
  async function change(
    room: string,
    next: (doc: KeyDoc | undefined) => Promise<Omit<KeyDoc, "rev"> | undefined>,
  ): Promise<KeyDoc | undefined> {
    for (let i = 0; i < tries; i++) {
      const guessed = seen.has(room);
      const doc = guessed ? seen.get(room) : await load(room);
      const wanted = await next(doc);
      if (!wanted && !guessed) return doc;
      seen.delete(room);
      // that nothing is to be done is not taken from a guess
      if (!wanted) continue;
      const changed = { ...wanted, rev: (doc?.rev ?? 0) + 1 };
      const done = doc
        ? (await docs.replaceOne({ _id: room, rev: doc.rev }, changed)).matchedCount === 1
        : await written(docs.insertOne(changed));
      if (done) return note(room, changed);
    }
    throw refuse("Busy");
  }

  return { docs, load, change };
}

/** Whether it was written; false where another was first. */
const written = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    (error: unknown) => {
      if (!isDuplicate(error)) throw error;
      return false;
    },
  );
