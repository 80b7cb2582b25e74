import { mayRead } from "@linkwork/shared/cases/rules.ts";
import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import { contains, createReading, type Hit, hitOf, snippetOf, type Term, termsOf, titleOf } from "@linkwork/shared/cases/search.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { CaseId } from "@linkwork/shared/kernel/ids.ts";
import { caseRoom } from "@linkwork/shared/kernel/room.ts";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useLive } from "../kernel/live.ts";
import { useNotices } from "../kernel/notices.ts";
import { refusedFrom } from "../kernel/refused.ts";
import { takeCopies } from "../kernel/room-copy.ts";
import { api } from "../kernel/trpc.ts";
import { useValue } from "../kernel/use-value.ts";
import { createValue } from "../kernel/value.ts";
import { useActor } from "./client.ts";
import { goesOn } from "./going-on.ts";

type Answer = Awaited<ReturnType<typeof api.cases.search.mutate>>;
/** A page of what was found; `kept` is of how many conversations, where only what this device keeps was looked through. */
export type FoundPage = Answer & { kept?: number };

/** Most hits of a search on the device. */
const hereAtMost = 50;

/** What is looked for, and which hit was opened: in memory alone, neither in an address nor on the device, and only for whom it was. */
type Looked = { of: string; text: string; opened: string };
const looked = createValue<Looked>({ of: "", text: "", opened: "" });
const ownerOf = ({ personId, orgId }: Actor): string => `${personId} ${orgId}`;

/** What this person looks for under this hat, kept while they go and come back. */
export function useLooked() {
  const of = ownerOf(useActor());
  const now = useValue(looked);
  const mine = now.of === of ? now : { of, text: "", opened: "" };
  return {
    text: mine.text,
    opened: mine.opened,
    look: (text: string) => looked.set({ of, text, opened: "" }),
    note: (opened: string) => looked.set({ ...mine, opened }),
  };
}

/** Looks through what this device keeps, where nobody can be asked. The rules are the same, by what the device knows. */
async function searchHere(actor: Actor, terms: readonly Term[]): Promise<FoundPage> {
  const now = new Date().toISOString();
  const copies = (await takeCopies(actor)) as { state: CaseState; events: readonly CaseEvent[] }[];
  const mine = copies.filter(({ state }) => mayRead(state, actor, now));
  const hits: Hit[] = [];
  for (const { state, events } of mine) {
    const reading = createReading(state);
    for (const event of events.toReversed()) {
      const found = reading(event);
      if (found && contains(found.text, terms))
        hits.push(hitOf({ found, roomId: caseRoom(state.caseId as CaseId, state.compartment), state, terms }));
    }
  }
  const cases = mine
    .filter(({ state }) => state.compartment === "general" && contains(titleOf(state), terms))
    .map(({ state }) => ({ caseId: state.caseId as CaseId, title: snippetOf(titleOf(state), terms) }));
  const newest = hits.sort((a, b) => b.at.localeCompare(a.at)).slice(0, hereAtMost);
  return { cases, hits: newest, kept: mine.length };
}

/** What is found, page by page. Nothing of it is kept once the page is left, and it is looked for anew when a sharing ends. */
export function useFound(text: string) {
  const actor = useActor();
  const { live } = useLive();
  const ended = useNotices().filter((notice) => notice.kind === "sharingEnded");
  const query = useInfiniteQuery({
    queryKey: ["search", ownerOf(actor), text, ended.map((notice) => notice.noticeId).join()],
    queryFn: async ({ pageParam: cursor }): Promise<FoundPage> => {
      try {
        return await api.cases.search.mutate({ text, ...(cursor ? { cursor } : {}) });
      } catch (error) {
        if (!refusedFrom(error).offline || cursor) throw error;
        return searchHere(actor, termsOf(text));
      }
    },
    initialPageParam: undefined as Answer["cursor"],
    getNextPageParam: (last) => last.cursor,
    enabled: text !== "",
    // each answer is a reading on record: it is asked for when somebody asks, and not by the way
    ...{ staleTime: Number.POSITIVE_INFINITY, gcTime: 0, retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false },
  });
  const { data, refetch } = query;
  const here = data?.pages[0]?.kept !== undefined;
  useEffect(() => {
    if (here && live) void refetch();
  }, [here, live, refetch]);
  return query;
}

/** Goes on by itself until there is a page of hits or nothing more to look through. `more` asks for the next page, `asked` is how many there were then. */
export function useGoingOn({ data, isFetching, isError, fetchNextPage }: ReturnType<typeof useFound>) {
  const [asked, setAsked] = useState(0);
  const pages = data?.pages ?? [];
  const going = !isError && goesOn(pages, asked);
  useEffect(() => {
    if (going && !isFetching) void fetchNextPage({ cancelRefetch: false });
  }, [going, isFetching, fetchNextPage]);
  const more = () => {
    setAsked(pages.length);
    void fetchNextPage();
  };
  return { going, asked, more };
}
