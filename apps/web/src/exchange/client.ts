import type { When } from "@linkwork/shared/exchange/schema.ts";
import { unfinished } from "@linkwork/shared/exchange/state.ts";
import { livesHere } from "@linkwork/shared/identity/rules.ts";
import { isVisitNotice } from "@linkwork/shared/identity/rules-notices.ts";
import type { OpportunityId, RoomId, SessionId } from "@linkwork/shared/kernel/ids.ts";
import { sessionRoom } from "@linkwork/shared/kernel/room.ts";
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNotices, useOrganisation } from "../kernel/notices.ts";
import { useSession } from "../kernel/session.ts";
import { api } from "../kernel/trpc.ts";
import { useAskedWhenTold } from "../shell/use-asked-when-told.ts";

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

/** Who can receive visitors, to choose from: my colleagues; not who lives beside my organisation. */
export const useColleagues = (): { value: string; label: string }[] =>
  Object.entries(useOrganisation()?.members ?? {}).flatMap(([value, { name, ended, roles }]) =>
    ended || livesHere(roles) ? [] : [{ value, label: name }],
  );

/** What is asked for again when something about a visit reaches me or some session has changed, and now and then because time goes by. */
export function useAsked() {
  const { hat } = useSession();
  const enabled = useWorks();
  const told = useNotices().flatMap(({ noticeId, kind }) => (isVisitNotice(kind) ? [noticeId] : []));
  const { data: stirred, isPending } = useQuery({
    queryKey: ["exchangeStirred", hat?.orgId],
    queryFn: () => api.exchange.stirred.query(),
    enabled,
    refetchInterval: 15_000,
  });
  useAskedWhenTold("exchange", isPending ? undefined : `${told.join()} ${stirred ?? ""}`);
  return {
    key: ["exchange", hat?.orgId] as const,
    enabled,
    refetchInterval: 120_000,
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

/** Each visit once, with its next date and where it lies. */
export function useVisits(filters: Filters) {
  const { key, ...how } = useAsked();
  return useQuery({ queryKey: [...key, "visits", filters], queryFn: () => api.exchange.visits.query(filters), ...how });
}

/** How many pages are asked for to fill a month. */
const mostPages = 5;
/** Whether a date of mine is among what is looked for. */
const fits = ({ theme, sector, access = [], words, free }: Filters, row: SessionRow): boolean =>
  !free &&
  (!theme || row.theme === theme) &&
  (!sector || row.host.sector === sector) &&
  access.every((each) => row.access.includes(each)) &&
  (!words || `${row.title}\n${row.place}\n${row.host.name}`.toLowerCase().includes(words.toLowerCase()));

/**
 * All sessions of some days, both included, and those of mine that nobody new can book any more; `more`: there are others, too many to show.
 */
export function useDays(filters: Filters, from: string, to: string) {
  const { key, ...how } = useAsked();
  const mine = useMine().data ?? [];
  const found = useQuery({
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
  const listed = new Set(found.data?.rows.map(({ sessionId }) => sessionId));
  const inSpan = ({ starts }: SessionRow) => from <= starts.slice(0, 10) && starts.slice(0, 10) <= to;
  const own = mine.filter((row) => isLive(row) && inSpan(row) && !listed.has(row.sessionId) && fits(filters, row));
  const rows = [...(found.data?.rows ?? []), ...own].toSorted((a, b) => a.startsAt.localeCompare(b.startsAt));
  return { ...found, data: found.data && { ...found.data, rows } };
}

/** A booking that is not over. */
export const isLive = ({ mine }: Pick<SessionRow, "mine">): boolean => mine !== null && unfinished.includes(mine.status);

/** Since when I have a calendar address; null for none. */
export function useFeed() {
  const { me } = useSession();
  return useQuery({ queryKey: ["calendarFeed", me?.personId], queryFn: () => api.exchange.feed.query() });
}

/** One visit with its dates; `wanted`: whether there is one to ask for. */
export function useVisit(opportunityId: string, wanted = true) {
  const { key, enabled, ...how } = useAsked();
  return useQuery({
    queryKey: [...key, "visit", opportunityId],
    queryFn: () => api.exchange.opportunity.query({ opportunityId: opportunityId as OpportunityId }),
    ...how,
    enabled: enabled && wanted,
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
    // what one has ticked stays where it is while the rest is worked out
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  });

/** Has everything about visits asked for again: something was just done. */
export function useLookAgain(): () => Promise<void> {
  const cache = useQueryClient();
  return () => cache.invalidateQueries({ queryKey: ["exchange"] });
}

export const roomOf = ({ sessionId }: Pick<SessionRow, "sessionId">): RoomId => sessionRoom(sessionId);
