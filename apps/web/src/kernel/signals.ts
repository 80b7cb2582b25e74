import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { api } from "./trpc.ts";
import { useValue } from "./use-value.ts";
import { createValue } from "./value.ts";

const after = 800;
const marks = new Map<RoomId, { told: number; wanted: number; timer?: ReturnType<typeof setTimeout> | undefined }>();
/** Where each mark stands, as the server said. */
const stand = createValue<ReadonlyMap<RoomId, number>>(new Map());
/** Changes with whoever's marks they are: an answer that comes later is nobody's. */
let era = 0;

async function tell(roomId: RoomId, seq: number): Promise<void> {
  const asked = era;
  const answer = await api.cases.markSeen.mutate({ roomId, seq });
  if (asked !== era) return;
  const known = stand.get();
  if (answer.seq > (known.get(roomId) ?? -1)) stand.set(new Map(known).set(roomId, answer.seq));
}

/** Up to where I have read. Told a moment later and only forwards, so it may be called at every scroll. */
export function markSeen(roomId: RoomId, seq: number): void {
  const mark = marks.get(roomId) ?? { told: 0, wanted: 0 };
  marks.set(roomId, mark);
  if (seq <= mark.wanted) return;
  mark.wanted = seq;
  mark.timer ??= setTimeout(() => {
    mark.timer = undefined;
    const { wanted, told } = mark;
    mark.told = wanted;
    // not told: the next mark says it as well
    tell(roomId, wanted).catch(() => {
      mark.told = told;
      mark.wanted = told;
    });
  }, after);
}

/** Asks where my mark stands: it may have been set on another device. */
export const askMark = (roomId: RoomId): void => void tell(roomId, 0).catch(() => undefined);

/** Up to where I have read a room, on whichever device; undefined until it is known. */
export const useMark = (roomId: RoomId): number | undefined => useValue(stand).get(roomId);

/** Marks belong to a person under a hat. */
export function forgetMarks(): void {
  era++;
  for (const { timer } of marks.values()) clearTimeout(timer);
  marks.clear();
  stand.set(new Map());
}
