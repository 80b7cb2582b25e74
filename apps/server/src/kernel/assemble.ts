import type { KeyObject } from "node:crypto";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import type { Clock } from "./clock.ts";
import type { Database } from "./database.ts";
import { createEffects } from "./effects.ts";
import { openLog } from "./log.ts";
import type { Logger } from "./logger.ts";
import type { Metrics } from "./metrics.ts";
import type { Told } from "./queue.ts";
import { createRooms, type Rooms } from "./room.ts";
import type { Slice } from "./slice.ts";

type Ears = { tell(told: Told): void; listened(roomId: RoomId): boolean };

/** Log, rooms and effects on one database, put together. The ears are the sockets of this node; the seed has none. */
export async function assemble({
  database,
  masterKey,
  node,
  clock,
  logger,
  slices,
  ears,
  metrics,
}: {
  database: Database;
  masterKey: KeyObject;
  node: string;
  clock: Clock;
  logger: Logger;
  slices: readonly Slice[];
  ears?: Ears;
  metrics?: Metrics | undefined;
}) {
  const opened = await openLog({ connection: database, masterKey, node });
  const log = metrics?.measured(opened) ?? opened;
  let rooms: Rooms | undefined;
  const effects = createEffects({
    log,
    logger,
    rooms: () => {
      if (!rooms) throw new Error("rooms are not open yet");
      return rooms;
    },
  });
  rooms = createRooms({
    log,
    clock,
    logger,
    slices,
    tell: (told) => ears?.tell(told),
    listened: (roomId) => ears?.listened(roomId) ?? false,
    follow: ({ room, seq, events }) => effects.follow({ roomId: room.roomId, slice: room.slice, state: room.state, seq, events }),
  });
  return { log, rooms, effects };
}
