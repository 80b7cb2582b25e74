import { concernStatusWords, safetyWords } from "@linkwork/shared/concerns/words.ts";
import { LifeBuoy, Plus } from "lucide-react";
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
import { type ConcernRow, useConcerns } from "./client.ts";

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
    </>
  );
}

function ConcernLine({ row, now }: { row: ConcernRow; now: number }) {
  const tone = row.status === "raised" ? "wait" : row.status === "confirmed" ? "good" : "plain";
  return (
    <Row
      title={`${row.label} · raised by ${row.raisedBy}`}
      to={`/safety/${row.concernId}`}
      detail={`${dayAndTime(row.raisedAt, now)}${row.lastAt === row.raisedAt ? "" : ` · last ${dayAndTime(row.lastAt, now)}`}`}
      end={<Chip tone={tone}>{row.waitsForMe ? "waits for you" : concernStatusWords[row.status]}</Chip>}
    />
  );
}
