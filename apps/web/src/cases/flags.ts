import type { FlagReason, RedactionReason } from "@linkwork/shared/cases/redaction.ts";
import { type EventId, newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "../kernel/trpc.ts";
import { type FlagRow, useFlags } from "./client.ts";

const none: readonly FlagRow[] = [];
/** Those of one room, by the message's number. */
export function useFlagsIn(roomId: RoomId): ReadonlyMap<number, FlagRow> {
  const rows = useFlags().data ?? none;
  return useMemo(() => new Map(rows.filter((row) => row.roomId === roomId).map((row) => [row.messageSeq, row])), [rows, roomId]);
}

/** What was said in one. That it was read is on record, so it is asked once, when somebody wants to see it. */
export function useFlaggedMessage({ roomId, messageSeq }: FlagRow, wanted: boolean) {
  return useQuery({
    queryKey: ["flagged message", roomId, messageSeq],
    queryFn: () => api.cases.flaggedMessage.query({ roomId, messageSeq }),
    enabled: wanted,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  });
}

type Place = { roomId: RoomId; messageSeq: number };
/** What one can do about a message that holds too much; asked twice under one id, it is done once. */
export function useTooMuch() {
  const cache = useQueryClient();
  return useMemo(() => {
    const again = () => void cache.invalidateQueries({ queryKey: ["flags"] });
    return {
      flag: (id: EventId, { roomId, messageSeq }: Place, why: FlagReason) =>
        api.cases.flagMessage.mutate({ roomId, id, input: { messageSeq, why } }),
      leave: ({ roomId, messageSeq }: Place) =>
        api.cases.settleFlag.mutate({ roomId, id: newId(Date.now()), input: { messageSeq } }).finally(again),
      takeOut: (id: EventId, { roomId, messageSeq }: Place, reason: RedactionReason) =>
        api.cases.redactMessage.mutate({ roomId, id, input: { messageSeq, reason } }).finally(again),
    };
  }, [cache]);
}
