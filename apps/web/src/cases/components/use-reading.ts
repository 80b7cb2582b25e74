import { useEffect } from "react";
import { markSeen } from "../../kernel/signals.ts";
import type { CaseRoom } from "../client.ts";

/** Notes up to where I have read: only what is in sight, in a window that somebody looks at. */
export function useReading({ room, there }: { room: CaseRoom; there: boolean }): void {
  const { roomId, head, live } = room;
  useEffect(() => {
    const note = () => {
      if (there && live && document.visibilityState === "visible" && document.hasFocus()) markSeen(roomId, head);
    };
    note();
    window.addEventListener("focus", note);
    document.addEventListener("visibilitychange", note);
    return () => {
      window.removeEventListener("focus", note);
      document.removeEventListener("visibilitychange", note);
    };
  }, [roomId, head, live, there]);
}
