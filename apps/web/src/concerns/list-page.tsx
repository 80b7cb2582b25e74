import { caseRef } from "@linkwork/shared/cases/words.ts";
import { concernStatusWords, safetyWords } from "@linkwork/shared/concerns/words.ts";
import { LifeBuoy, Plus } from "lucide-react";
import { useNoticesRead } from "../cases/components/use-notices-read.ts";
import { useSession } from "../kernel/session.ts";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { useNow } from "../shell/use-now.ts";
import { LinkButton } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { Empty } from "../ui/empty.tsx";
import { List, Row } from "../ui/list.tsx";
import { dayAndTime } from "../ui/time.ts";
import { type ConcernRow, type DoubtRow, useConcerns, useDoubts } from "./client.ts";

/** The worries that name me, and the way to raise one. For safeguarding leads; for others there is no such page. */
export function SafetyPage() {
  const { hat } = useSession();
  const concerns = useConcerns();
  const now = useNow();
  if (!hat?.roles.includes("safeguardingLead")) return <NotFoundPage />;
  const raise = (
    <LinkButton to="/safety/raise" tone="main" icon={<Plus />}>
      Raise a worry
    </LinkButton>
  );
  return (
    <>
      <Page title={safetyWords.title} lead={safetyWords.lead} ends={raise} />
      <div className="stack loose">
        <Doubts now={now} />
        {concerns.isError && !concerns.data ? (
          <Failed error={concerns.error} what="This can't be listed just now." onAgain={() => void concerns.refetch()} />
        ) : concerns.data === undefined ? (
          <Waiting what="Fetching what names you" />
        ) : concerns.data.length === 0 ? (
          <Empty icon={<LifeBuoy />} title={safetyWords.empty}>
            <p className="soft">{safetyWords.emptyMore}</p>
          </Empty>
        ) : (
          <List label="Worries that name you">
            {concerns.data.map((row) => (
              <ConcernLine key={row.concernId} row={row} now={now} />
            ))}
          </List>
        )}
      </div>
    </>
  );
}

/** What was said quietly about a yes. Nothing where nothing was said. */
function Doubts({ now }: { now: number }) {
  const doubts = useDoubts();
  if (doubts.isError && !doubts.data)
    return <Failed error={doubts.error} what="What was said quietly can't be listed just now." onAgain={() => void doubts.refetch()} />;
  if (!doubts.data || doubts.data.length === 0) return null;
  return (
    <section className="card" aria-labelledby="doubts">
      <h2 id="doubts">{safetyWords.doubts}</h2>
      <p className="small soft">{safetyWords.doubtsMore}</p>
      <List label={safetyWords.doubts}>
        {doubts.data.map((row) => (
          <DoubtLine key={`${row.caseId} ${row.consentId} ${row.at}`} row={row} now={now} />
        ))}
      </List>
    </section>
  );
}

function DoubtLine({ row, now }: { row: DoubtRow; now: number }) {
  const { label, orgs, by, at, words, stands, caseId } = row;
  useNoticesRead({ kinds: ["concern"], caseId }, true);
  return (
    <Row
      title={safetyWords.doubt(label, new Intl.ListFormat("en-GB").format(orgs))}
      detail={
        <>
          <p>
            Case {caseRef(caseId)} · {by} · {dayAndTime(at, now)}
          </p>
          {words ? (
            <p className="words" dir="auto">
              {words}
            </p>
          ) : null}
        </>
      }
      end={<Chip tone={stands ? "wait" : "plain"}>{stands ? safetyWords.doubtStands : safetyWords.doubtOver}</Chip>}
    />
  );
}

function ConcernLine({ row, now }: { row: ConcernRow; now: number }) {
  const tone = row.status === "raised" ? "wait" : row.status === "confirmed" ? "good" : "plain";
  return (
    <Row
      title={`${row.label} · raised by ${row.raisedBy}`}
      to={`/safety/${row.concernId}`}
      detail={`Case ${caseRef(row.caseId)} · ${dayAndTime(row.raisedAt, now)}${row.lastAt === row.raisedAt ? "" : ` · last ${dayAndTime(row.lastAt, now)}`}`}
      end={<Chip tone={tone}>{row.waitsForMe ? "waits for you" : concernStatusWords[row.status]}</Chip>}
    />
  );
}
