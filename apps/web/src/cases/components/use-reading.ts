import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { markSeen } from "../../kernel/signals.ts";
import type { CaseRoom, CaseRow } from "../client.ts";
import type { Speech } from "../thread-model.ts";

/** `there`: whether the newest line is in sight. `beside`: what is new and doesn't stand among the lines that are shown; null while that isn't known. */
type Reading = { room: CaseRoom; there: boolean; beside: readonly Speech[] | null };

/** Notes up to where I have read: only what is in sight, in a window that somebody looks at, and never past a message that stands elsewhere. */
export function useReading({ room, there, beside }: Reading): void {
  const { roomId, head, live } = room;
  const cache = useQueryClient();
  const upTo = beside === null ? null : beside[0] ? beside[0].seq - 1 : head;
  useEffect(() => {
    const note = () => {
      if (!there || !live || upTo === null || document.visibilityState !== "visible" || !document.hasFocus()) return;
      markSeen(roomId, upTo);
      if (upTo < head) return;
      // the rail's counts need not wait for the next look at the list
      cache.setQueriesData<CaseRow[]>({ queryKey: ["cases"] }, (rows) =>
        rows?.map((row) => (row.roomId === roomId && row.unread + row.mentions > 0 ? { ...row, unread: 0, mentions: 0 } : row)),
      );
    };
    note();
    window.addEventListener("focus", note);
    document.addEventListener("visibilitychange", note);
    return () => {
      window.removeEventListener("focus", note);
      document.removeEventListener("visibilitychange", note);
    };
  }, [roomId, head, live, there, upTo, cache]);
}
