import type { Log } from "./log.ts";
import type { Rooms } from "./room.ts";
import { systemActor } from "./system.ts";

type Rebuilding = { log: Log; rooms: Rooms; tables: readonly { drop(): Promise<void> }[] };

/** Drops the query tables and writes them anew from the log. Returns how many rooms have a place in them. */
export async function rebuildViews({ log, rooms, tables }: Rebuilding): Promise<number> {
  for (const table of tables) await table.drop();
  let written = 0;
  for (const roomId of (await log.heads()).keys()) {
    const { views } = rooms.sliceOf(roomId);
    if (!views) continue;
    const { state, head } = await rooms.open(systemActor, roomId);
    // its keys were destroyed
    if (head.seq === 0) continue;
    await views.write({ state, roomId, seq: head.seq });
    written++;
  }
  return written;
}
