import { useRef } from "react";

/** From which version somebody began to write: it stays that one while others write, so that theirs is never overwritten unread. */
export function useRev(now: number) {
  const held = useRef(now);
  return { read: () => (held.current = now), was: () => held.current };
}
