import { caseRef } from "@linkwork/shared/cases/words.ts";
import { certificateWords } from "@linkwork/shared/cases/words-erasure.ts";
import { List, Row } from "../../ui/list.tsx";
import { fullDate } from "../../ui/time.ts";
import { useCertificates } from "./use-keeping.ts";

/** What the organisation has erased: the day, and the way to each certificate. Nothing where there is none. */
export function ErasedList() {
  const rows = useCertificates().data ?? [];
  if (rows.length === 0) return null;
  return (
    <section className="card where-to-stop" aria-labelledby="erased">
      <h2 id="erased">{certificateWords.list}</h2>
      <List label={certificateWords.list}>
        {rows.map(({ caseId, at }) => (
          <Row key={caseId} title={`Erased on ${fullDate(at)}`} to={`/erased/${caseId}`} detail={`Case ${caseRef(caseId)}`} />
        ))}
      </List>
    </section>
  );
}
