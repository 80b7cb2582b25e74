import { hash as digestOf } from "node:crypto";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import type { CommitDoc } from "./commit.ts";
import type { Head, StoredEvent } from "./log.ts";

type Opened = StoredEvent & { salt: string };
/** Whether one event of a room took the words out of another, and nothing of them is left there. */
export type Struck = (room: RoomId, by: StoredEvent, event: StoredEvent) => boolean;
type Deps = {
  /** whole commits that hold anything after a number, oldest first */
  walk(room: RoomId, after: number): AsyncIterable<CommitDoc>;
  one(id: string): Promise<CommitDoc | null>;
  opened(doc: CommitDoc): Promise<Opened[]>;
  hashOf(doc: CommitDoc): string;
  digestsOf(doc: CommitDoc): Buffer;
  /** seals other events into a commit, if it still is as it was read; what it is chained by stays */
  reseal(doc: CommitDoc, written: readonly Opened[]): Promise<boolean>;
  struck: Struck;
};
type Strike = { from: number; by: number; conceal(event: StoredEvent): StoredEvent };

const digestBytes = 32;
const printed = (event: Opened): Buffer => digestOf("sha256", JSON.stringify(event), "buffer");

/** Where a log was known to end: in what is kept apart from it, by its day, or in a node's memory. */
export type KnownEnd = Head & { day: string };
/** What doesn't fit in a log: an entry that was changed, taken out or moved, a tail that was cut off, a stretch that isn't the one that was there. */
export type Misfit = { kind: "changed" | "cut" | "replaced"; seq: number; to?: number; day?: string; after?: string };
type Read = { events: readonly StoredEvent[]; heads: ReadonlyMap<number, string>; broken: number | undefined };

/** What is wrong with a log: the first entry that doesn't fit, or what is missing at its end. Pure. */
export function misfitIn(read: Read, ends: readonly KnownEnd[]): Misfit | undefined {
  const last = read.events.at(-1);
  const end = last?.seq ?? 0;
  const after = last ? { after: last.at } : {};
  if (read.broken !== undefined) return { kind: "changed", seq: end + 1, ...after };
  let held = 0;
  for (const { seq, hash, day } of ends) {
    if (seq > end) return { kind: "cut", seq: end + 1, to: seq, day, ...after };
    if (seq > 0 && read.heads.get(seq) !== hash) return { kind: "replaced", seq: Math.min(held + 1, seq), to: seq, day };
    held = Math.max(held, seq);
  }
  return undefined;
}

/** Whether a room's chain is whole, and how words leave it without breaking it: the digest of what was there stays, and without its salt nobody can guess from it. */
export function createChain({ walk, one, opened, hashOf, digestsOf, reseal, struck }: Deps) {
  /** Seals a commit anew without what is concealed. False if another was at it meanwhile. */
  async function strikeOne(doc: CommitDoc, { by, conceal }: Strike): Promise<boolean> {
    const written = await opened(doc);
    let changed = false;
    const left = written.map((each): Opened => {
      const { salt: _salt, ...event } = each;
      const next = conceal(event);
      if (next === event) return each;
      changed = true;
      return { ...next, print: "", struck: by, salt: "" };
    });
    return !changed || (await reseal(doc, left));
  }

  return {
    /** Takes words out of the store: of the events from a number up to the one that took them out. Done again, it does nothing. */
    async strike(room: RoomId, strike: Strike): Promise<void> {
      for await (const found of walk(room, strike.from - 1)) {
        if (found.seq >= strike.by) return;
        for (let doc: CommitDoc | null = found; doc && !(await strikeOne(doc, strike)); ) doc = await one(found._id);
      }
    },
    /** Checks the chain of a room; undefined when whole, else the number of the first event that doesn't fit. `each` gets what fits, commit by commit. */
    async verify(room: RoomId, each?: (events: readonly StoredEvent[], head: Head) => void): Promise<number | undefined> {
      let head: Head = { seq: 0, hash: "" };
      /** events without words, by the number of the one that should have taken them */
      const wordless = new Map<number, { event: StoredEvent; place: number }[]>();
      const fits = (event: Opened, digest: Buffer, place: number): boolean => {
        if (printed(event).equals(digest)) {
          const rest = wordless.get(event.seq)?.filter((w) => !struck(room, event, w.event)) ?? [];
          if (rest.length === 0) wordless.delete(event.seq);
          else wordless.set(event.seq, rest);
          return true;
        }
        if (event.struck === undefined || event.struck <= event.seq) return false;
        wordless.set(event.struck, [...(wordless.get(event.struck) ?? []), { event, place }]);
        return true;
      };
      for await (const doc of walk(room, 0)) {
        const written = await opened(doc).catch(() => undefined);
        const digests = digestsOf(doc);
        const whole =
          doc.prev === head.hash &&
          doc.seq === head.seq + 1 &&
          doc.hash === hashOf(doc) &&
          written !== undefined &&
          digests.length === written.length * digestBytes &&
          written.every((event, i) => fits(event, digests.subarray(i * digestBytes, (i + 1) * digestBytes), doc.seq));
        if (!whole) return doc.seq;
        head = { seq: doc.seq + doc.n - 1, hash: doc.hash };
        each?.(written, head);
      }
      const left = [...wordless.values()].flat().map((w) => w.place);
      return left.length > 0 ? Math.min(...left) : undefined;
    },
  };
}
