import { lookUpWords, numberWords } from "@linkwork/shared/clients/words.ts";
import { useInfiniteQuery } from "@tanstack/react-query";
import { api } from "../../kernel/trpc.ts";
import { Failed } from "../../shell/states.tsx";
import { useNow } from "../../shell/use-now.ts";
import { Button } from "../../ui/button.tsx";
import { List, Row } from "../../ui/list.tsx";
import { dayAndTime } from "../../ui/time.ts";
import { useActor } from "../client.ts";

/** For the information lead: who asked whether somebody with a number is known. Behind its heading, since it is seldom needed. */
export function LookUps() {
  const actor = useActor();
  const now = useNow();
  const found = useInfiniteQuery({
    queryKey: ["lookUps", actor.orgId, actor.personId],
    queryFn: ({ pageParam }) => api.clients.lookUps.query(pageParam ? { after: pageParam } : undefined),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next ?? null,
  });
  const rows = found.data?.pages.flatMap((page) => page.rows) ?? [];
  if (found.isPending) return null;
  return (
    <section className="card where-to-stop" aria-labelledby="look-ups">
      <h2 id="look-ups">{numberWords.lookUps}</h2>
      {found.isError && !found.data ? (
        <Failed error={found.error} what="This list can't be fetched just now." onAgain={() => void found.refetch()} />
      ) : rows.length === 0 ? (
        <p className="small soft">{numberWords.noLookUps}</p>
      ) : (
        <>
          <p className="small soft">{numberWords.lookUpsLead}</p>
          <details className="past">
            <summary>Show {rows.length === 1 ? "it" : found.hasNextPage ? "them, newest first" : `all ${rows.length}`}</summary>
            <List label={numberWords.lookUps}>
              {rows.map((row) => (
                <Row key={row.id} title={`${row.name || "Somebody"} ${lookUpWords(row)}`} detail={dayAndTime(row.at, now)} />
              ))}
            </List>
            {found.isFetchNextPageError ? (
              <Failed error={found.error} what="The earlier ones can't be fetched just now." onAgain={() => void found.fetchNextPage()} />
            ) : found.hasNextPage ? (
              <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
                {numberWords.earlier}
              </Button>
            ) : null}
          </details>
        </>
      )}
    </section>
  );
}
