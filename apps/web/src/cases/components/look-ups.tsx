import { lookUpWords, numberWords } from "@linkwork/shared/clients/words.ts";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../kernel/trpc.ts";
import { Failed } from "../../shell/states.tsx";
import { useNow } from "../../shell/use-now.ts";
import { List, Row } from "../../ui/list.tsx";
import { dayAndTime } from "../../ui/time.ts";
import { useActor } from "../client.ts";

/** For the information lead: who asked whether somebody with a number is known. Behind its heading, since it is seldom needed. */
export function LookUps() {
  const actor = useActor();
  const now = useNow();
  const found = useQuery({ queryKey: ["lookUps", actor.orgId, actor.personId], queryFn: () => api.clients.lookUps.query() });
  const rows = found.data ?? [];
  if (found.isPending) return null;
  return (
    <section className="card where-to-stop" aria-labelledby="look-ups">
      <h2 id="look-ups">{numberWords.lookUps}</h2>
      {found.isError ? (
        <Failed error={found.error} what="This list can't be fetched just now." onAgain={() => void found.refetch()} />
      ) : rows.length === 0 ? (
        <p className="small soft">{numberWords.noLookUps}</p>
      ) : (
        <>
          <p className="small soft">{numberWords.lookUpsLead}</p>
          <details className="past">
            <summary>Show {rows.length === 1 ? "it" : `all ${rows.length}`}</summary>
            <List label={numberWords.lookUps}>
              {rows.map((row) => (
                <Row key={row.id} title={`${row.name || "Somebody"} ${lookUpWords(row)}`} detail={dayAndTime(row.at, now)} />
              ))}
            </List>
          </details>
        </>
      )}
    </section>
  );
}
