import "./cases.css";
import { laterWords } from "@linkwork/shared/cases/words-later.ts";
import { subjectOf } from "@linkwork/shared/kernel/room.ts";
import { Clock } from "lucide-react";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { useNow } from "../shell/use-now.ts";
import { Empty } from "../ui/empty.tsx";
import { Link } from "../ui/link.tsx";
import { caseTitle, useCases } from "./client.ts";
import { LaterList } from "./components/later.tsx";
import { useNoticesRead } from "./components/use-notices-read.ts";
import { useLater } from "./later.ts";

/** Everything of mine that waits to be sent, or could not be, by case. */
export function LaterPage() {
  const later = useLater();
  const cases = useCases().data ?? [];
  const now = useNow();
  useNoticesRead({ kinds: ["notSent"] }, later.data !== undefined);
  const rows = later.data ?? [];
  const ids = [...new Set(rows.map((row) => subjectOf(row.roomId)))];
  return (
    <>
      <Page title={laterWords.page} lead={laterWords.lead} back={{ to: "/", label: "Today" }} />
      {later.isError && !later.data ? (
        <Failed error={later.error} what="This can't be looked up just now." onAgain={() => void later.refetch()} />
      ) : later.data === undefined ? (
        <Waiting what="Looking up what waits" />
      ) : rows.length === 0 ? (
        <Empty icon={<Clock />} title={laterWords.none}>
          <p className="soft">{laterWords.noneMore}</p>
        </Empty>
      ) : (
        <div className="stack loose measure">
          {ids.map((caseId) => {
            const about = cases.find((row) => row.caseId === caseId && row.standing === "in");
            return (
              <section key={caseId} className="stack" aria-label={about ? caseTitle(about) : "A conversation that is closed to you"}>
                <h2>{about ? <Link to={`/cases/${caseId}`}>{caseTitle(about)}</Link> : "A conversation that is closed to you"}</h2>
                <LaterList rows={rows.filter((row) => subjectOf(row.roomId) === caseId)} now={now} />
              </section>
            );
          })}
        </div>
      )}
    </>
  );
}
