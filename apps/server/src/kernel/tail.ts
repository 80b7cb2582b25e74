import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import type { CommitDoc } from "./commit.ts";
import type { Log } from "./log.ts";
import type { Logger } from "./logger.ts";
import type { Rooms } from "./room.ts";

/** How often the open rooms are asked for when there is no stream, in milliseconds. */
const pollEvery = 250;
/** How long until a stream is tried for again, in milliseconds. */
const tryAgainAfter = 5000;

/**
 * Learns of the commits of other nodes: by change stream, and where that breaks or is not to be had, by asking for the rooms in memory.
 * `listened` names the rooms that somebody listens to; the others are asked for when they are opened.
 */
export function createTail({ log, logger, rooms, listened }: { log: Log; logger: Logger; rooms: Rooms; listened(): RoomId[] }) {
  let stopped = false;
  let mode: "starting" | "stream" | "polling" = "starting";
  let stream: ReturnType<Log["watch"]> | undefined;
  let polling = false;
  const timers = new Set<NodeJS.Timeout>();
  /** never over once it has stopped */
  const wait = (ms: number) =>
    new Promise<void>((resolve) => {
      if (stopped) return;
      const timer = setTimeout(() => {
        timers.delete(timer);
        resolve();
      }, ms);
      timers.add(timer);
    });

  async function follow(): Promise<void> {
    stream = log.watch();
    await take(await stream.tryNext());
    // what was read before the stream stood may have missed something: only when all of it was looked at is memory to be trusted
    for (const room of rooms.inMemory()) await rooms.refresh(room);
    mode = "stream";
    for await (const change of stream) await take(change);
  }

  async function take(change: unknown): Promise<void> {
    const doc = (change as { fullDocument?: CommitDoc } | null)?.fullDocument;
    if (!doc) return;
    const room = doc.room as RoomId;
    const head = { seq: doc.seq + doc.n - 1, hash: doc.hash };
    // opened only where somebody waits for it
    if (head.seq <= (rooms.known(room)?.head.seq ?? Number.POSITIVE_INFINITY)) return;
    try {
      rooms.arrived(room, await log.unsealed(doc), head);
    } catch (error) {
      // its keys were destroyed before this node heard of its end
      if (!(error instanceof Refusal)) throw error;
      rooms.vanished(room);
    }
  }

  async function lookAtAll(): Promise<void> {
    for (const room of listened())
      await rooms.refresh(room).catch((error: unknown) => logger.warn({ room, error: String(error) }, "poll failed"));
  }

  /** One loop and never a second, however often the stream is tried for meanwhile; it goes on until a stream has told all. */
  async function poll(): Promise<void> {
    if (polling) return;
    polling = true;
    while (!stopped && mode === "polling") {
      await lookAtAll();
      await wait(pollEvery);
    }
    polling = false;
  }

  async function run(): Promise<void> {
    while (!stopped) {
      try {
        await follow();
      } catch (error) {
        if (stopped) return;
        logger.warn({ error: String(error) }, "change stream broke; asking every 250 ms meanwhile");
      }
      await stream?.close().catch(() => undefined);
      if (stopped) return;
      mode = "polling";
      void poll();
      await wait(tryAgainAfter);
    }
  }

  return {
    start(): void {
      void run();
    },
    mode: () => mode,
    async stop(): Promise<void> {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      await stream?.close().catch(() => undefined);
    },
  };
}
