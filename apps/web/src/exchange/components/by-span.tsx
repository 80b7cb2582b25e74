import { exchangeWords, placesWords, waitsWords } from "@linkwork/shared/exchange/words.ts";
import { calendarWords as words } from "@linkwork/shared/exchange/words-calendar.ts";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { today } from "../../shell/london.ts";
import { Failed, Waiting } from "../../shell/states.tsx";
import { useWide } from "../../shell/use-wide.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Link } from "../../ui/link.tsx";
import { Note } from "../../ui/note.tsx";
import { type Filters, isLive, type SessionRow, useDays } from "../client.ts";
import { datedDay, dayAndMonth, longDay, monthOf, type Span, shortDay, spanOf, weekdayOf } from "../days.ts";
import { hoursOf } from "../when.ts";
import { ByDay, pageOf } from "./by-day.tsx";
import { StandingChip } from "./session-line.tsx";

type Props = { by: "week" | "month"; at: string; filters: Filters; failed: string; fetching: string; now: number };

/** A week or a month of what one can go and see. Where there is no room for seven days side by side it is the agenda of that time. */
export function BySpan({ by, at, filters, failed, fetching, now }: Props) {
  const span = spanOf(by, at);
  const { from: _from, to: _to, ...rest } = filters;
  const found = useDays(rest, span.first, span.last);
  const wide = useWide();
  const rows = found.data?.rows ?? [];
  const title = by === "month" ? monthOf(at) : words.range(dayAndMonth(span.first), datedDay(span.last));
  return (
    <>
      <div className="span-head">
        <h2 id="span">{title}</h2>
        <Which by={by} span={span} filters={rest} />
      </div>
      {found.isError && !found.data ? (
        <Failed error={found.error} what={failed} onAgain={() => void found.refetch()} />
      ) : found.data === undefined ? (
        <Waiting what={fetching} />
      ) : (
        <>
          <p className="soft" role="status">
            <span className="visually-hidden">{title}: </span>
            {rows.length === 0 ? words.noneAtAll : words.visits(rows.length)}
          </p>
          {found.data.more ? <Note tone="wait">{words.many}</Note> : null}
          {!wide ? (
            <ByDay rows={rows} now={now} />
          ) : by === "week" ? (
            <Week span={span} rows={rows} />
          ) : (
            <Month span={span} rows={rows} filters={rest} />
          )}
        </>
      )}
    </>
  );
}

/** Earlier, today, later: links, so that each week has an address and "back" leads there. */
function Which({ by, span, filters }: { by: "week" | "month"; span: Span; filters: Filters }) {
  const to = (at?: string) => ({ to: "/exchange", search: { ...filters, by, ...(at ? { at } : {}) } });
  return (
    <nav className="row wrap" aria-label={words.which}>
      <LinkButton small icon={<ChevronLeft />} {...to(span.earlier)}>
        {by === "week" ? words.earlierWeek : words.earlierMonth}
      </LinkButton>
      <LinkButton small {...to()}>
        {words.today}
      </LinkButton>
      <LinkButton small icon={<ChevronRight />} {...to(span.later)}>
        {by === "week" ? words.laterWeek : words.laterMonth}
      </LinkButton>
    </nav>
  );
}

const onDay = (rows: readonly SessionRow[], day: string) => rows.filter(({ starts }) => starts.slice(0, 10) === day);

/** Seven days side by side, each a heading and a list. */
function Week({ span, rows }: { span: Span; rows: readonly SessionRow[] }) {
  return (
    <div className="week">
      {span.weeks.flat().map((day) => (
        <section key={day} className="card week-day" aria-labelledby={`week-${day}`}>
          <h3 id={`week-${day}`} aria-current={day === today() ? "date" : undefined}>
            <span aria-hidden="true">{shortDay(day)}</span>
            <span className="visually-hidden">{longDay(day)}</span>
          </h3>
          <Sessions rows={onDay(rows, day)} label={longDay(day)} />
        </section>
      ))}
    </div>
  );
}

function Sessions({ rows, label }: { rows: readonly SessionRow[]; label: string }) {
  if (rows.length === 0) return <p className="small soft">{words.none}</p>;
  return (
    <ul className="week-visits" aria-label={label}>
      {rows.map((row) => (
        <li key={row.sessionId} className="stack tight">
          <span className="small">{hoursOf(row)}</span>
          <Link to={pageOf(row)}>{row.title}</Link>
          <span className="small soft">{row.host.name}</span>
          <StandingChip row={row} />
        </li>
      ))}
    </ul>
  );
}

/** A month as a table: on each day how much there is, and a link to that day. */
function Month({ span, rows, filters }: { span: Span; rows: readonly SessionRow[]; filters: Filters }) {
  return (
    <table className="month" aria-labelledby="span">
      <thead>
        <tr>
          {span.weeks[0]?.map((day) => (
            <th key={day} scope="col">
              {weekdayOf(day)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {span.weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) =>
              day < span.first || day > span.last ? (
                <td key={day} className="month-outside" />
              ) : (
                <td key={day} aria-current={day === today() ? "date" : undefined}>
                  <Day day={day} rows={onDay(rows, day)} filters={filters} />
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Day({ day, rows, filters }: { day: string; rows: readonly SessionRow[]; filters: Filters }) {
  const number = Number(day.slice(8));
  if (rows.length === 0)
    return (
      <>
        <span aria-hidden="true">{number}</span>
        <span className="visually-hidden">
          {longDay(day)}, {words.none}
        </span>
      </>
    );
  const theirs = rows.filter(({ ours, phase }) => !ours && phase === "open");
  const free = theirs.reduce((sum, row) => sum + (row.waits ? 0 : row.free), 0);
  // nobody reads "full" where a place is free that goes to somebody else first
  const why = theirs.find(({ waits }) => waits !== "full")?.waits ?? "full";
  const mine = rows.filter(isLive).length;
  return (
    <Link className="month-day" to="/exchange" search={{ ...filters, from: day, to: day }}>
      <b aria-hidden="true">{number}</b>
      <span className="visually-hidden">{longDay(day)}: </span>
      <span>{words.visits(rows.length)}</span>
      {rows.every(({ ours }) => ours) ? <span className="small">{exchangeWords.ours}</span> : null}
      {theirs.length > 0 ? <span className="small">{free > 0 ? placesWords(free) : waitsWords[why]}</span> : null}
      {mine > 0 ? <span className="small">{words.yours(mine)}</span> : null}
    </Link>
  );
}
