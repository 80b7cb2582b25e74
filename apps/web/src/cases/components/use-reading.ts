import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { markSeen } from "../../kernel/signals.ts";
import type { CaseRoom, CaseRow } from "../client.ts";

/** Notes up to where I have read: only what is in sight, in a window that somebody looks at. */
export function useReading({ room, there }: { room: CaseRoom; there: boolean }): void {
  const { roomId, head, live } = room;
  const cache = useQueryClient();
  useEffect(() => {
    const note = () => {
      if (!there || !live || document.visibilityState !== "visible" || !document.hasFocus()) return;
      markSeen(roomId, head);
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
  }, [roomId, head, live, there, cache]);
}
