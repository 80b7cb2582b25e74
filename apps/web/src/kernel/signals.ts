import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { api } from "./trpc.ts";

const after = 800;
const marks = new Map<RoomId, { told: number; wanted: number; timer?: ReturnType<typeof setTimeout> | undefined }>();

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
    api.cases.markSeen.mutate({ roomId, seq: wanted }).catch(() => {
      mark.told = told;
      mark.wanted = told;
    });
  }, after);
}

/** Marks belong to a person under a hat. */
export function forgetMarks(): void {
  for (const { timer } of marks.values()) clearTimeout(timer);
  marks.clear();
}
