import { caseRef } from "@linkwork/shared/cases/words.ts";
import { ledgerWords } from "@linkwork/shared/cases/words-ledger.ts";
import type { CaseId } from "@linkwork/shared/kernel/ids.ts";
import { useQuery } from "@tanstack/react-query";
import { allOf } from "../../kernel/pages.ts";
import { api } from "../../kernel/trpc.ts";
import { Failed } from "../../shell/states.tsx";
import { Chip } from "../../ui/chip.tsx";
import { List, Row } from "../../ui/list.tsx";
import { useActor } from "../client.ts";

/** More than this, and the list waits behind its heading. */
const fewEnough = 6;

/** An information lead's way to the records of each case that their organisation is or was in: the initials and the end of its id alone. */
export function LedgerList() {
  const actor = useActor();
  const cases = useQuery({
    queryKey: ["ledgers", actor.orgId, actor.personId],
    queryFn: () => allOf((from?: { after: CaseId }) => api.cases.ledgers.query(from)),
  });
  const rows = (cases.data ?? []).toSorted((a, b) => a.label.localeCompare(b.label, "en-GB"));
  if (cases.isPending) return null;
  const list = (
    <List label={ledgerWords.title}>
      {rows.map(({ caseId, label, leads }) => (
        <Row
          key={caseId}
          title={label}
          to={`/cases/${caseId}/ledger`}
          detail={`Case ${caseRef(caseId)}`}
          end={<Chip>{leads ? ledgerWords.ours : ledgerWords.theirs}</Chip>}
        />
      ))}
    </List>
  );
  return (
    <section className="card where-to-stop" aria-labelledby="ledgers">
      <h2 id="ledgers">{ledgerWords.title}</h2>
      {cases.isError ? (
        <Failed error={cases.error} what="This list can't be fetched just now." onAgain={() => void cases.refetch()} />
      ) : rows.length === 0 ? (
        <p className="small soft">{ledgerWords.none}</p>
      ) : (
        <>
          <p className="small soft">{ledgerWords.lists}</p>
          {rows.length <= fewEnough ? (
            list
          ) : (
            <details className="past">
              <summary>Show all {rows.length}</summary>
              {list}
            </details>
          )}
        </>
      )}
    </section>
  );
}
