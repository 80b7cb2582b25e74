type Job<D> = { doc: D; resolve: () => void; reject: (error: unknown) => void };

/** Whether the database says that a unique key is taken. Which of two keys it was, engines tell differently: look the ids up. */
export const isDuplicate = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "code" in error && error.code === 11000;

/** For an upsert that is guarded by a number: that a later one is there already is no fault. */
export function laterIsThere(error: unknown): void {
  if (!isDuplicate(error)) throw error;
}

/** How far an ordered insert came, and why it stopped. */
function stoppedAt(error: unknown): { index: number; cause: unknown } | undefined {
  const writes = (error as { writeErrors?: unknown }).writeErrors;
  const first = (Array.isArray(writes) ? writes[0] : writes) as { index?: number } | undefined;
  return typeof first?.index === "number" ? { index: first.index, cause: first } : undefined;
}

/**
 * Lanes, one insert in flight each: what waits meanwhile goes out as one ordered insert. A room always takes the same lane.
 * After a document that fails, those behind it are sent again: they belong to other rooms.
 */
export function createLanes<D extends { room: string }>({
  count,
  insertOne,
  insertMany,
}: {
  count: number;
  insertOne(doc: D): Promise<unknown>;
  insertMany(docs: D[]): Promise<unknown>;
}): (doc: D) => Promise<void> {
  const lanes = Array.from({ length: count }, () => ({ waiting: [] as Job<D>[], busy: false }));
  async function run(lane: { waiting: Job<D>[]; busy: boolean }): Promise<void> {
    lane.busy = true;
    while (lane.waiting.length > 0) {
      const jobs = lane.waiting.splice(0, 128);
      try {
        // the driver's path for one document is the shorter one
        const [only] = jobs;
        await (jobs.length === 1 && only ? insertOne(only.doc) : insertMany(jobs.map((j) => j.doc)));
        for (const job of jobs) job.resolve();
      } catch (error) {
        const stop = stoppedAt(error) ?? (jobs.length === 1 ? { index: 0, cause: error } : undefined);
        if (!stop) for (const job of jobs) job.reject(error);
        else {
          for (const job of jobs.slice(0, stop.index)) job.resolve();
          jobs[stop.index]?.reject(stop.cause);
          lane.waiting.unshift(...jobs.slice(stop.index + 1));
        }
      }
    }
    lane.busy = false;
  }
  return (doc) =>
    new Promise((resolve, reject) => {
      let h = 0;
      for (let i = 0; i < doc.room.length; i++) h = (h * 31 + doc.room.charCodeAt(i)) >>> 0;
      const lane = lanes[h % count] as (typeof lanes)[number];
      lane.waiting.push({ doc, resolve, reject });
      if (!lane.busy) void run(lane);
    });
}
