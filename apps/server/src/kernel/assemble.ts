import type { KeyObject } from "node:crypto";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { kindOf } from "@linkwork/shared/kernel/room.ts";
import type { Struck } from "./chain.ts";
import type { Clock } from "./clock.ts";
import type { Database } from "./database.ts";
import { createEffects, type Outer } from "./effects.ts";
import { createFileCheck } from "./file-check.ts";
import { createFiles } from "./files.ts";
import { openKeys } from "./keys.ts";
import { openLog } from "./log.ts";
import type { Logger } from "./logger.ts";
import type { Metrics } from "./metrics.ts";
import type { Told } from "./queue.ts";
import { createRefusals } from "./refusals.ts";
import { createRooms, type Rooms } from "./room.ts";
import { clamdScan } from "./scanner.ts";
import type { Slice } from "./slice.ts";
import { systemActor } from "./system.ts";

type Ears = { tell(told: Told): void; listened(roomId: RoomId): boolean; ended(roomId: RoomId): void };

/** Where keys lie if no place of their own is set: in another database on the same engine, so that a backup of the data holds none. */
const keysBeside = (database: Database): Database => database.useDb(keysNameFor(database.name), { useCache: true });
export const keysNameFor = (name: string): string => `${name}-keys`;

/** Log, rooms, files and effects on one database and its keys on another, put together. The ears are the sockets of this node; the seed has none. */
export async function assemble({
  database,
  keyStore = keysBeside(database),
  masterKey,
  node,
  clock,
  logger,
  slices,
  ears,
  metrics,
  clamdUrl,
  filesPerDay,
  stopping = new AbortController().signal,
  outside = async () => undefined,
}: {
  database: Database;
  keyStore?: Database | undefined;
  masterKey: KeyObject;
  node: string;
  clock: Clock;
  logger: Logger;
  slices: readonly Slice[];
  ears?: Ears;
  metrics?: Metrics | undefined;
  /** where files are looked at for viruses; without it the rules about types alone decide */
  clamdUrl?: string | undefined;
  /** bytes that one person may send in a day */
  filesPerDay?: number | undefined;
  /** told when the node stops: what can be finished later isn't waited for */
  stopping?: AbortSignal;
  /** mail and sessions; the seed has none */
  outside?: Outer;
}) {
  const byKind = new Map(slices.map((slice) => [slice.kind, slice]));
  const struck: Struck = (room, by, event) => byKind.get(kindOf(room))?.takesBack?.took(by, event) ?? false;
  const keys = await openKeys({ database: keyStore, masterKey });
  const opened = await openLog({ connection: database, keys, node, struck });
  await keys.takeOver(database, opened.sinceOf);
  const log = metrics?.measured(opened) ?? opened;
  let rooms: Rooms | undefined;
  const check = createFileCheck({ scan: clamdUrl === undefined ? undefined : clamdScan(clamdUrl, stopping) });
  const files = createFiles({ database, log, clock, check, perDay: filesPerDay });
  await files.prepare();
  const effects = createEffects({
    log,
    files,
    logger,
    outside,
    rooms: () => {
      if (!rooms) throw new Error("rooms are not open yet");
      return rooms;
    },
  });
  const refusals = createRefusals({ database, clock, logger });
  rooms = createRooms({
    log,
    refusals,
    clock,
    logger,
    slices,
    tell: (told) => ears?.tell(told),
    listened: (roomId) => ears?.listened(roomId) ?? false,
    ended: (roomId) => ears?.ended(roomId),
    follow: ({ room: { roomId, slice, state, head }, ...what }) => effects.follow({ roomId, slice, state, head: head.seq, ...what }),
  });
  for (const roomId of await keys.moved()) {
    const { state, head, slice } = await rooms.open(systemActor, roomId);
    await log.hold(roomId, head.seq, slice.holders?.(state) ?? []);
  }
  return { log, rooms, effects, files, refusals };
}
