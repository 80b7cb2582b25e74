import "./exchange.css";
import { themeWords, exchangeWords as words } from "@linkwork/shared/exchange/words.ts";
import { calendarWords } from "@linkwork/shared/exchange/words-calendar.ts";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { CalendarHeart } from "lucide-react";
import { today } from "../shell/london.ts";
import { Failed, Waiting } from "../shell/states.tsx";
import { useNow } from "../shell/use-now.ts";
import { Button } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { List, Row } from "../ui/list.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { type Filters as Chosen, type SessionRow, useSessions } from "./client.ts";
import { ByDay, pageOf, sectorOf } from "./components/by-day.tsx";
import { ByMap } from "./components/by-map.tsx";
import { BySpan } from "./components/by-span.tsx";
import { CouldHost } from "./components/could-host.tsx";
import { ExchangeHead, OfferButton } from "./components/exchange-head.tsx";
import { Filters } from "./components/filters.tsx";
import { StandingChip } from "./components/session-line.tsx";
import { whenOf } from "./when.ts";

/** What one can go and see, by day, by visit, by week or by month, narrowed down as one likes. */
export function ExchangePage() {
  const go = useNavigate();
  const { by, at, ...filters } = useSearch({ from: "/exchange" });
  const now = useNow();
  const spans = by === "week" || by === "month";
  const arranged = { ...(by ? { by } : {}), ...(at ? { at } : {}) };
  return (
    <>
      <ExchangeHead current="find" />
      <div className="stack loose visits">
        <Filters
          value={filters}
          days={!spans}
          onChange={(next) => void go({ to: "/exchange", search: { ...next, ...arranged }, replace: true })}
        />
        <Tabs
          label={words.arrange}
          current={by ?? "day"}
          tabs={[
            { id: "day", label: words.byDay, to: "/exchange", search: filters },
            { id: "visit", label: words.byVisit, to: "/exchange", search: { ...filters, by: "visit" } },
            { id: "map", label: words.onMap, to: "/exchange", search: { ...filters, by: "map" } },
            { id: "week", label: calendarWords.week, to: "/exchange", search: { ...filters, by: "week", ...(at ? { at } : {}) } },
            { id: "month", label: calendarWords.month, to: "/exchange", search: { ...filters, by: "month", ...(at ? { at } : {}) } },
          ]}
        />
        {spans ? (
          <BySpan {...{ by, filters, now }} at={at ?? today()} failed={words.failed} fetching={words.fetching} />
        ) : by === "map" ? (
          <ByMap filters={filters} now={now} />
        ) : (
          <Listed byVisit={by === "visit"} filters={filters} now={now} />
        )}
        <CouldHost />
      </div>
    </>
  );
}

/** Page by page, the next first. */
function Listed({ byVisit, filters, now }: { byVisit: boolean; filters: Chosen; now: number }) {
  const found = useSessions(filters);
  const rows = found.data?.pages.flatMap((page) => page.rows) ?? [];
  if (found.isError && !found.data) return <Failed error={found.error} what={words.failed} onAgain={() => void found.refetch()} />;
  if (found.data === undefined) return <Waiting what={words.fetching} />;
  if (rows.length === 0)
    return Object.keys(filters).length > 0 ? (
      <p role="status">{words.noneLike}</p>
    ) : (
      <Empty icon={<CalendarHeart />} title={words.emptyTitle} step={<OfferButton />}>
        <p className="soft">{words.empty}</p>
      </Empty>
    );
  return (
    <>
      <p className="soft" role="status">
        {words.found(rows.length, found.hasNextPage)}
      </p>
      {byVisit ? <ByVisit rows={rows} now={now} /> : <ByDay rows={rows} now={now} />}
      {found.hasNextPage ? (
        <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {words.more}
        </Button>
      ) : null}
    </>
  );
}

/** Each visit once, with its next dates. */
function ByVisit({ rows, now }: { rows: readonly SessionRow[]; now: number }) {
  const visits = Map.groupBy(rows, (row) => row.opportunityId);
  return (
    <List label={words.byVisit}>
      {[...visits].map(([id, dates]) => {
        const first = dates[0] as SessionRow;
        return (
          <Row
            key={id}
            lead={sectorOf(first)}
            title={first.title}
            to={pageOf(first)}
            detail={
              <>
                <p>
                  {themeWords[first.theme]} · {first.place}
                </p>
                <p>
                  {dates
                    .slice(0, 3)
                    .map((row) => whenOf(row, now))
                    .join(" · ")}
                </p>
              </>
            }
            end={<StandingChip row={first} />}
          />
        );
      })}
    </List>
  );
}
