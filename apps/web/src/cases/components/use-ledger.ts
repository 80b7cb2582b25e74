import type { LedgerEntry, LedgerKind } from "@linkwork/shared/cases/ledger.ts";
import type { EventId, OrgId, PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api } from "../../kernel/trpc.ts";
import { useActor } from "../client.ts";

/** What to show; an empty word shows everything. */
export type LedgerFilters = { orgId: string; personId: string; kind: string };

/** The lines of a case's ledger, a page at a time. Looking is on record itself, so it is not asked again unasked. */
export function useLedger(roomId: RoomId, { orgId, personId, kind }: LedgerFilters) {
  const actor = useActor();
  const filter = {
    ...(orgId ? { orgId: orgId as OrgId } : {}),
    ...(personId ? { personId: personId as PersonId } : {}),
    ...(kind ? { kind: kind as LedgerKind } : {}),
  };
  return useInfiniteQuery({
    queryKey: ["ledger", roomId, actor.orgId, orgId, personId, kind],
    queryFn: ({ pageParam }) => api.cases.ledger.query({ roomId, ...filter, ...(pageParam ? { before: pageParam } : {}) }),
    initialPageParam: null as EventId | null,
    getNextPageParam: (page) => page.before ?? null,
    placeholderData: (before, query) => (query?.queryKey[1] === roomId && query.queryKey[2] === actor.orgId ? before : undefined),
    staleTime: 60_000,
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  });
}

/** All of it, for the paper that the person is given. */
export function useWholeLedger(roomId: RoomId) {
  const actor = useActor();
  return useQuery({
    queryKey: ["ledger paper", roomId, actor.orgId],
    queryFn: async () => {
      const entries: LedgerEntry[] = [];
      let page = await api.cases.ledger.query({ roomId, limit: 1000 });
      entries.push(...page.entries);
      while (page.before) {
        page = await api.cases.ledger.query({ roomId, limit: 1000, before: page.before });
        entries.push(...page.entries);
      }
      return { label: page.label, scope: page.scope, entries };
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  });
}
