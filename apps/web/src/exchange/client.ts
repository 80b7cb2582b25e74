import type { When } from "@linkwork/shared/exchange/schema.ts";
import { livesHere } from "@linkwork/shared/identity/rules.ts";
import { isVisitNotice } from "@linkwork/shared/identity/rules-notices.ts";
import type { OpportunityId, RoomId, SessionId } from "@linkwork/shared/kernel/ids.ts";
import { sessionRoom } from "@linkwork/shared/kernel/room.ts";
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNotices } from "../kernel/notices.ts";
import { useSession } from "../kernel/session.ts";
import { api } from "../kernel/trpc.ts";

export type Filters = Omit<Parameters<typeof api.exchange.sessions.query>[0], "after">;
export type SessionRow = Awaited<ReturnType<typeof api.exchange.sessions.query>>["rows"][number];
export type Visit = Awaited<ReturnType<typeof api.exchange.opportunity.query>>;
/** A date as its host runs it. */
export type HostedRow = Extract<Visit["sessions"][number], { visitors: unknown }>;
export type VisitorRow = HostedRow["visitors"][number];
export type PostedRow = Awaited<ReturnType<typeof api.exchange.hosting.query>>[number];

/** Whoever has more to do with an organisation than to live beside it. */
const useWorks = (): boolean => {
  const { hat } = useSession();
  return hat !== null && !livesHere(hat.roles);
};

/** What is asked for again when something about a visit reaches me, and every so often while somebody looks. */
export function useAsked() {
  const { hat } = useSession();
  const told = useNotices().flatMap(({ noticeId, kind }) => (isVisitNotice(kind) ? [noticeId] : []));
  return {
    key: ["exchange", hat?.orgId, told.join()] as const,
    enabled: useWorks(),
    refetchInterval: 15_000,
    placeholderData: keepPreviousData,
  };
}

/** Sessions that can be booked or waited for, page by page. */
export function useSessions(filters: Filters) {
  const { key, ...how } = useAsked();
  return useInfiniteQuery({
    queryKey: [...key, "sessions", filters],
    queryFn: ({ pageParam }) => api.exchange.sessions.query({ ...filters, ...(pageParam ? { after: pageParam } : {}) }),
    initialPageParam: null as { startsAt: string; sessionId: SessionId } | null,
    getNextPageParam: ({ after }) => after,
    ...how,
  });
}

/** How many pages are asked for to fill a month. */
const mostPages = 5;
/** All sessions of some days, both included; `more`: there are others, too many to show. */
export function useDays(filters: Filters, from: string, to: string) {
  const { key, ...how } = useAsked();
  return useQuery({
    queryKey: [...key, "days", filters, from, to],
    async queryFn() {
      const rows: SessionRow[] = [];
      let after: { startsAt: string; sessionId: SessionId } | null = null;
      for (let page = 0; page === 0 || (after && page < mostPages); page++) {
        const found: Awaited<ReturnType<typeof api.exchange.sessions.query>> = await api.exchange.sessions.query({
          ...filters,
          ...{ from, to },
          ...(after ? { after } : {}),
        });
        rows.push(...found.rows);
        after = found.after;
      }
      return { rows, more: after !== null };
    },
    ...how,
  });
}

/** Since when I have a calendar address; null for none. */
export function useFeed() {
  const { me } = useSession();
  return useQuery({ queryKey: ["calendarFeed", me?.personId], queryFn: () => api.exchange.feed.query() });
}

/** One visit with its dates. */
export function useVisit(opportunityId: string) {
  const { key, ...how } = useAsked();
  return useQuery({
    queryKey: [...key, "visit", opportunityId],
    queryFn: () => api.exchange.opportunity.query({ opportunityId: opportunityId as OpportunityId }),
    ...how,
    placeholderData: (before: Visit | undefined) => (before?.opportunityId === opportunityId ? before : undefined),
  });
}

export function useMine() {
  const { key, ...how } = useAsked();
  return useQuery({ queryKey: [...key, "mine"], queryFn: () => api.exchange.mine.query(), ...how });
}

export function useHosting() {
  const { key, ...how } = useAsked();
  return useQuery({ queryKey: [...key, "hosting"], queryFn: () => api.exchange.hosting.query(), ...how });
}

/** What my organisation and others gave each other in the last twelve months. */
export function useReciprocity() {
  const { key, ...how } = useAsked();
  return useQuery({ queryKey: [...key, "reciprocity"], queryFn: () => api.exchange.reciprocity.query(), ...how });
}

/** How often I gave a place back late, or didn't come; it changes seldom. */
export function useMissed() {
  const { key, enabled } = useAsked();
  return useQuery({ queryKey: [...key, "missed"], queryFn: () => api.exchange.missed.query(), enabled, staleTime: 60_000 });
}

/** What waits for me: offers, and requests where I receive the visitors. */
export function useOwed() {
  const { key, ...how } = useAsked();
  return useQuery({ queryKey: [...key, "owed"], queryFn: () => api.exchange.owed.query(), ...how });
}

/** The dates that come of what somebody writes. */
export const useDates = (when: When | null) =>
  useQuery({
    queryKey: ["exchangeDates", when],
    queryFn: () => api.exchange.dates.query({ when: when as When }),
    enabled: when !== null,
    retry: false,
    staleTime: 60_000,
  });

/** Has everything about visits asked for again: something was just done. */
export function useLookAgain(): () => Promise<void> {
  const cache = useQueryClient();
  return () => cache.invalidateQueries({ queryKey: ["exchange"] });
}

export const roomOf = ({ sessionId }: Pick<SessionRow, "sessionId">): RoomId => sessionRoom(sessionId);
