/** Somebody who waits for a lane's turn: `make` is asked at that moment, so that what arrived while it waited comes along. */
type Job<D> = { make(): D | undefined; resolve(): void; reject(error: unknown): void };
type Lane<D> = { waiting: Job<D>[]; busy: boolean };

/** Most documents in one insert. */
const atMost = 128;

/** Whether the database says that a unique key is taken. Which of two keys it was, engines tell differently: look the ids up. */
export const isDuplicate = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "code" in error && error.code === 11000;

/** For an upsert that is guarded by a number: that a later one is there already is no fault. */
export function laterIsThere(error: unknown): undefined {
  if (!isDuplicate(error)) throw error;
  return undefined;
}

/** How far an ordered insert came, and why it stopped. */
function stoppedAt(error: unknown): { index: number; cause: unknown } | undefined {
  const writes = (error as { writeErrors?: unknown }).writeErrors;
  const first = (Array.isArray(writes) ? writes[0] : writes) as { index?: number } | undefined;
  return typeof first?.index === "number" ? { index: first.index, cause: first } : undefined;
}

/**
 * Lanes, one insert in flight each. A turn asks all who wait for their document and writes them as one ordered insert; it begins when the
 * events of this pass of the loop are read, so that what came at the same moment is written together. A room always takes the same lane.
 * After a document that fails, those behind it are sent again: they belong to other rooms.
 */
export function createLanes<D>({
  count,
  insertOne,
  insertMany,
}: {
  count: number;
  insertOne(doc: D): Promise<unknown>;
  insertMany(docs: D[]): Promise<unknown>;
}): (room: string, make: () => D | undefined) => Promise<void> {
  const lanes = Array.from({ length: count }, (): Lane<D> => ({ waiting: [], busy: false }));

  const begin = (lane: Lane<D>) => {
    if (!lane.busy && lane.waiting.length > 0) void turn(lane);
  };

  async function turn(lane: Lane<D>): Promise<void> {
    lane.busy = true;
    const jobs: Job<D>[] = [];
    const docs: D[] = [];
    for (const job of lane.waiting.splice(0, atMost)) {
      try {
        const doc = job.make();
        if (doc) {
          jobs.push(job);
          docs.push(doc);
        } else job.resolve();
      } catch (error) {
        job.reject(error);
      }
    }
    try {
      const [only] = docs;
      // the driver's path for one document is the shorter one
      if (docs.length === 1 && only) await insertOne(only);
      else if (docs.length > 1) await insertMany(docs);
      for (const job of jobs) job.resolve();
    } catch (error) {
      const stop = stoppedAt(error) ?? (docs.length === 1 ? { index: 0, cause: error } : undefined);
      if (!stop) for (const job of jobs) job.reject(error);
      else {
        for (const job of jobs.slice(0, stop.index)) job.resolve();
        jobs[stop.index]?.reject(stop.cause);
        const made = docs.slice(stop.index + 1);
        lane.waiting.unshift(...jobs.slice(stop.index + 1).map((job, i) => ({ ...job, make: () => made[i] })));
      }
    }
    lane.busy = false;
    setImmediate(begin, lane);
  }

  return (room, make) =>
    new Promise((resolve, reject) => {
      let h = 0;
      for (let i = 0; i < room.length; i++) h = (h * 31 + room.charCodeAt(i)) >>> 0;
      const lane = lanes[h % count] as Lane<D>;
      lane.waiting.push({ make, resolve, reject });
      setImmediate(begin, lane);
    });
}

/** Asks for all the ids that are wanted in one turn of the process in one trip; each is asked for after it was wanted, so an answer is never older than its question. */
export function createLooks(find: (wanted: string | { $in: string[] }) => Promise<{ _id: string }[]>): (id: string) => Promise<boolean> {
  let next: { ids: Set<string>; found: Promise<ReadonlySet<string>> } | undefined;
  return async (id) => {
    if (!next) {
      const ids = new Set<string>();
      const found = new Promise<void>((begin) => setImmediate(begin)).then(async () => {
        next = undefined;
        const [only = ""] = ids;
        return new Set((await find(ids.size === 1 ? only : { $in: [...ids] })).map(({ _id }) => _id));
      });
      next = { ids, found };
    }
    next.ids.add(id);
    return (await next.found).has(id);
  };
}
