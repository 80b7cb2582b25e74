import { useEffect, useRef } from "react";
import { announce } from "../../ui/announcer.tsx";
import type { CaseRoom } from "../client.ts";
import { notDone } from "../not-done.ts";
import { type Newest, namesLine, showLine } from "./use-newest.ts";

/** Goes to the message that an address or a quote names, and gives it the focus; what lies further up than what is held is fetched first. */
export function useWantedLine({ wanted, room, newest }: { wanted: string; room: CaseRoom; newest: Newest }): void {
  const { showAll, toEnd } = newest;
  const done = useRef("");
  const asked = useRef("");
  const { status, hasOlder, loadOlder, events } = room;
  const oldest = events[0]?.seq ?? 0;
  useEffect(() => {
    if (!namesLine(wanted) || done.current === wanted) return;
    const seq = Number(wanted.slice(1));
    const further = hasOlder && oldest > seq;
    // after everything else on the page has chosen its place: the heading takes the focus on the way in
    const frame = requestAnimationFrame(() => {
      if (!further) showAll();
      if (showLine(wanted)) done.current = wanted;
      else if (status !== "open") return;
      else if (!further) {
        done.current = wanted;
        toEnd();
        announce("This message isn't here.", { urgent: true });
      } else if (asked.current !== wanted) {
        asked.current = wanted;
        loadOlder(seq).catch(notDone("The message could not be fetched."));
      }
    });
    return () => cancelAnimationFrame(frame);
  }, [wanted, status, hasOlder, oldest, loadOlder, showAll, toEnd]);
}
