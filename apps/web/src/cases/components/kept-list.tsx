import { List, Row } from "../../ui/list.tsx";
import { lately } from "../../ui/time.ts";
import { caseTitle } from "../client.ts";
import { useKeptCases } from "../kept.ts";

/** Where nobody answers: the conversations that this device keeps, each a press away. */
export function KeptList() {
  const kept = useKeptCases(true);
  if (kept.length === 0) return null;
  return (
    <section className="card" aria-labelledby="kept-here">
      <h2 id="kept-here">Kept on this device</h2>
      <p className="small soft">You can read these as they were when you were last live, and write in them. What you write waits here.</p>
      <List label="Kept on this device">
        {kept.map((row) => (
          <Row
            key={row.caseId}
            title={caseTitle(row)}
            to={`/cases/${row.caseId}`}
            end={
              row.lastAt ? (
                <time dateTime={row.lastAt} className="small soft">
                  {lately(row.lastAt, Date.now())}
                </time>
              ) : undefined
            }
          />
        ))}
      </List>
    </section>
  );
}
