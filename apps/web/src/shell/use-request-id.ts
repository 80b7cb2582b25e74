import { type EventId, newId } from "@linkwork/shared/kernel/ids.ts";
import { useRef } from "react";

/** The id of what is asked: sent again after a fault it is the same request; with other words it is another one. */
export function useRequestId(): (request: unknown) => EventId {
  const sent = useRef<{ id: EventId; as: string }>(undefined);
  return (request) => {
    const as = JSON.stringify(request);
    if (sent.current?.as !== as) sent.current = { id: newId<EventId>(Date.now()), as };
    return sent.current.id;
  };
}
