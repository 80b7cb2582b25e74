import "./exchange.css";
import { exchangeWords, reasonWords, bookWords as words } from "@linkwork/shared/exchange/words.ts";
import { confirmWords, permissionWords, readyWords } from "@linkwork/shared/exchange/words-ready.ts";
import { trainingWords } from "@linkwork/shared/exchange/words-training.ts";
import { learningNotices, visitorNotices } from "@linkwork/shared/identity/rules-notices.ts";
import { CalendarHeart, GraduationCap } from "lucide-react";
import { useNoticesRead } from "../cases/components/use-notices-read.ts";
import { Failed, Waiting } from "../shell/states.tsx";
import { useNow } from "../shell/use-now.ts";
import { LinkButton } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { List, Row } from "../ui/list.tsx";
import { isLive, type SessionRow, useMine } from "./client.ts";
import { AfterVisits } from "./components/after-visits.tsx";
import { CalendarFile } from "./components/calendar-file.tsx";
import { ExchangeHead } from "./components/exchange-head.tsx";
import { MissedNote } from "./components/missed-note.tsx";
import { MyBooking } from "./components/my-booking.tsx";
import { MyCalendar } from "./components/my-calendar.tsx";
import { MineChip } from "./components/session-line.tsx";
import { useConfirms } from "./ready.ts";
import { dayOf, hoursOf } from "./when.ts";

/** What this page tells, so that it needs no more reading under Today. */
const read = [...visitorNotices, ...learningNotices];

/** My bookings: what waits for my answer, where I am going, and what is over. */
export function MyVisitsPage() {
  const mine = useMine();
  const now = useNow();
  useNoticesRead({ kinds: read }, mine.data !== undefined);
  const rows = mine.data ?? [];
  const ahead = rows.filter((row) => isLive(row) && Date.parse(row.endsAt) > now).reverse();
  const offered = ahead.filter((row) => row.mine?.status === "offered");
  const others = ahead.filter((row) => row.mine?.status !== "offered");
  const behind = rows.filter((row) => !ahead.includes(row));
  return (
    <>
      <ExchangeHead current="mine" />
      <div className="stack loose visits">
        <MissedNote />
        {mine.isError && !mine.data ? (
          <Failed error={mine.error} what={exchangeWords.failed} onAgain={() => void mine.refetch()} />
        ) : mine.data === undefined ? (
          <Waiting what={exchangeWords.fetching} />
        ) : rows.length === 0 ? (
          <Empty icon={<CalendarHeart />} title={words.emptyTitle} step={<LinkButton to="/exchange">{exchangeWords.find}</LinkButton>}>
            <p className="soft">{words.empty}</p>
          </Empty>
        ) : (
          <>
            <Visits id="offered" title={words.waitsForYou} rows={offered} now={now} />
            <Visits id="ahead" title={words.ahead} rows={others} now={now} />
            <AfterVisits hosts={false} now={now} />
            <Visits id="behind" title={words.behind} rows={behind} now={now} />
          </>
        )}
        {mine.data === undefined ? null : <ReadyLinks />}
        {mine.data === undefined ? null : (
          <p>
            <LinkButton to="/exchange/training" icon={<GraduationCap />}>
              {trainingWords.link}
            </LinkButton>
          </p>
        )}
        {mine.data === undefined ? null : <MyCalendar />}
      </div>
    </>
  );
}

/** What has to be in place: mine, and that of colleagues whose part I confirm. */
function ReadyLinks() {
  const confirms = useConfirms();
  return (
    <div className="row wrap">
      <LinkButton to="/exchange/ready">{readyWords.link}</LinkButton>
      {confirms ? <LinkButton to="/exchange/confirm">{confirmWords.link}</LinkButton> : null}
    </div>
  );
}

type VisitsProps = { id: string; title: string; rows: readonly SessionRow[]; now: number };
function Visits({ id, title, rows, now }: VisitsProps) {
  if (rows.length === 0) return null;
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <List label={title}>
        {rows.map((row) => (
          <Row
            key={row.sessionId}
            title={row.title}
            to={row.putAway ? undefined : `/exchange/${row.opportunityId}`}
            detail={
              <div className="stack tight">
                <p>
                  {dayOf(row, now)}, {hoursOf(row)} · {row.place} · {row.host.name}
                </p>
                <HostSays row={row} />
                {row.permission && isLive(row) ? <p>{permissionWords[row.permission]}</p> : null}
                <div className={row.mine?.status === "offered" ? undefined : "row wrap"}>
                  <MyBooking row={row} now={now} />
                  {id === "ahead" && row.mine?.status === "confirmed" ? <CalendarFile row={row} /> : null}
                </div>
              </div>
            }
            end={<MineChip row={row} />}
          />
        ))}
      </List>
    </section>
  );
}

/** Why the host said no, with their words. */
function HostSays({ row: { mine } }: { row: SessionRow }) {
  if (mine?.moved) return <p>{words.movedTo}</p>;
  if (!mine?.reason) return null;
  return (
    <p>
      {words.hostSays}: {reasonWords[mine.reason]}
      {mine.words ? (
        <>
          . <q dir="auto">{mine.words}</q>
        </>
      ) : null}
    </p>
  );
}
