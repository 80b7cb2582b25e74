import { type EventId, newId } from "@linkwork/shared/kernel/ids.ts";
import { useRef } from "react";

/** What was sent last, and under which id. */
export type Sent = { id: EventId; as: string };
/** Where that is kept, for a form that outlives its page: then it is the same request also after the page was loaded again. */
type SentKept = { sent: Sent | null; keep: (sent: Sent) => void };

/** The id of what is asked: sent again after a fault it is the same request; with other words it is another one. */
export function useRequestId(kept?: SentKept): (request: unknown) => EventId {
  const here = useRef<Sent | null>(null);
  return (request) => {
    const as = JSON.stringify(request);
    const before = here.current ?? kept?.sent;
    if (before?.as === as) return before.id;
    const sent = { id: newId<EventId>(Date.now()), as };
    here.current = sent;
    kept?.keep(sent);
    return sent.id;
  };
}
