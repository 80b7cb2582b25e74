import type { BoardEvent } from "@linkwork/shared/boards/schema.ts";
import type { BoardState } from "@linkwork/shared/boards/state.ts";
import type { BoardId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { boardRoom, personRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import type { Clock } from "../kernel/clock.ts";
import type { Files } from "../kernel/files.ts";
import type { Log } from "../kernel/log.ts";
import type { Rooms } from "../kernel/room.ts";
import type { Follows } from "../kernel/slice.ts";

const following: readonly BoardEvent["type"][] = [
  ...(["boardDeleted", "cardSent", "cardReceived", "cardTurnedAway", "cardAssigned"] as const),
  // a file has to be looked at, and words and bytes leave the store
  ...(["fileAdded", "fileDetached", "commentRemoved"] as const),
];
export const hasEffects = ({ type }: BoardEvent): boolean => following.includes(type);

/** A card that was sent comes, and where it came from hears of it; whoever is given something to do is told; what is gone is destroyed. */
export function boardEffects(event: BoardEvent, { projectId }: BoardState, roomId: RoomId): Follows[] {
  const here = subjectOf(roomId) as BoardId;
  switch (event.type) {
    case "cardSent": {
      const { cardId, transferId, toBoard, toList, card } = event.body;
      const input = { cardId, transferId, fromBoard: here, toList, card };
      return [{ target: boardRoom(toBoard), type: "receiveCard", input, first: true }];
    }
    case "cardReceived":
    case "cardTurnedAway": {
      const { cardId, transferId, fromBoard } = event.body;
      const input = { cardId, transferId };
      return event.type === "cardReceived"
        ? // who takes it back at once finds it there, and not still on its way
          [{ target: boardRoom(fromBoard), type: "noteArrival", input, first: true }]
        : [{ target: boardRoom(fromBoard), type: "returnCard", input: { ...input, why: event.body.why } }];
    }
    case "cardAssigned": {
      const { cardId, to } = event.body;
      if (to.personId === null || to.personId === event.actor.personId) return [];
      const input = { kind: "cardYours", orgId: to.orgId, projectId, boardId: here, cardId };
      return [{ target: personRoom(to.personId), type: "deliverNotice", input }];
    }
    case "boardDeleted":
      return [{ purge: roomId }];
    default:
      return [];
  }
}

type Deps = { rooms: Pick<Rooms, "vanished">; log: Pick<Log, "keys" | "dropSnapshots">; files: Pick<Files, "eraseRooms">; clock: Clock };
/** The end of a board that was deleted: nobody sees it from the commit that said so on; its files go, and then the keys, so that a crash between leaves nothing that isn't found again. Done again, it does nothing. */
export async function purge(room: RoomId, { rooms, log, files, clock }: Deps): Promise<void> {
  await files.eraseRooms([room]);
  await log.dropSnapshots([room]);
  await log.keys.destroy(room, new Date(clock.now()));
  rooms.vanished(room);
}
