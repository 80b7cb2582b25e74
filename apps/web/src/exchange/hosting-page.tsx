import "./exchange.css";
import { exchangeWords, opportunityStatusWords } from "@linkwork/shared/exchange/words.ts";
import { timeWords, hostWords as words } from "@linkwork/shared/exchange/words-hosting.ts";
import { hostNotices, learningNotices } from "@linkwork/shared/identity/rules-notices.ts";
import { CalendarHeart } from "lucide-react";
import { useNoticesRead } from "../cases/components/use-notices-read.ts";
import { useSession } from "../kernel/session.ts";
import { Failed, Waiting } from "../shell/states.tsx";
import { useNow } from "../shell/use-now.ts";
import { Chip } from "../ui/chip.tsx";
import { Empty } from "../ui/empty.tsx";
import { Facts } from "../ui/facts.tsx";
import { List, Row } from "../ui/list.tsx";
import { type PostedRow, useHosting, useReciprocity } from "./client.ts";
import { AfterVisits } from "./components/after-visits.tsx";
import { ExchangeHead, OfferButton } from "./components/exchange-head.tsx";
import { HandAllOver } from "./components/hand-all-over.tsx";
import { OurAgreement } from "./components/our-agreement.tsx";
import { OurAppetite } from "./components/our-appetite.tsx";
import { useOurHosting } from "./ready.ts";
import { whenOf } from "./when.ts";

/** What is open stands before what is over. */
const order: readonly PostedRow["status"][] = ["published", "paused", "draft", "closed"];

/** What this page tells, so that it needs no more reading under Today. */
const read = [...hostNotices, ...learningNotices];

/** What my organisation lets others come and see: what waits for us first. */
export function HostingPage() {
  const hosting = useHosting();
  const now = useNow();
  const { me } = useSession();
  const archived = (hosting.data ?? []).filter(({ status }) => status === "archived");
  const there = (hosting.data ?? []).filter(({ status }) => status !== "archived");
  useNoticesRead({ kinds: read }, hosting.data !== undefined);
  return (
    <>
      <ExchangeHead current="hosting" />
      {hosting.isError && !hosting.data ? (
        <Failed error={hosting.error} what={exchangeWords.failed} onAgain={() => void hosting.refetch()} />
      ) : hosting.data === undefined ? (
        <Waiting what={exchangeWords.fetching} />
      ) : there.length === 0 ? (
        <Empty icon={<CalendarHeart />} title={words.emptyTitle} step={<OfferButton />}>
          <p className="soft">{words.empty}</p>
        </Empty>
      ) : (
        <List label={exchangeWords.hosting}>
          {there
            .toSorted((a, b) => b.asks - a.asks || order.indexOf(a.status) - order.indexOf(b.status))
            .map((row) => (
              <Posted key={row.opportunityId} row={row} now={now} />
            ))}
        </List>
      )}
      {archived.length > 0 ? (
        <details className="card">
          <summary>{words.putAway(archived.length)}</summary>
          <List label={words.putAway(archived.length)}>
            {archived.map((row) => (
              <Posted key={row.opportunityId} row={row} now={now} />
            ))}
          </List>
        </details>
      ) : null}
      {me && hosting.data ? (
        <p className="hand-all">
          <HandAllOver rows={hosting.data} me={me.personId} />
        </p>
      ) : null}
      <AfterVisits hosts now={now} />
      <GivenAndReceived />
      <AsAHost now={now} />
    </>
  );
}

/** What we say of ourselves as a host. */
function AsAHost({ now }: { now: number }) {
  const { data } = useOurHosting();
  if (!data) return null;
  return (
    <div className="halves as-a-host">
      <OurAgreement hosting={data} now={now} />
      <OurAppetite key={data.appetite?.until ?? ""} hosting={data} now={now} />
    </div>
  );
}

/** What we and each other organisation gave each other; nothing where nothing took place yet. In no order but the alphabet's. */
function GivenAndReceived() {
  const { data = [] } = useReciprocity();
  if (data.length === 0) return null;
  const facts = data.map(({ name, gave, received }) => ({
    name,
    value: [...(gave > 0 ? [words.gave(timeWords(gave))] : []), ...(received > 0 ? [words.received(timeWords(received))] : [])].join(" · "),
  }));
  return (
    <section className="card stack given-and-received" aria-labelledby="given">
      <h2 id="given">{words.ledger}</h2>
      <Facts facts={facts} />
      <p className="small soft">{words.ledgerHow}</p>
    </section>
  );
}

function Posted({ row, now }: { row: PostedRow; now: number }) {
  const { status, asks, coming, waiting, next, left } = row;
  const parts = [
    next ? words.next(whenOf(next, now)) : words.noNext,
    ...(coming > 0 ? [words.coming(coming)] : []),
    ...(waiting > 0 ? [words.waiting(waiting)] : []),
  ];
  return (
    <Row
      title={row.title}
      to={`/exchange/${row.opportunityId}`}
      detail={parts.join(" · ")}
      end={
        <>
          {left ? <Chip tone="stop">{words.left(left)}</Chip> : null}
          {asks > 0 ? <Chip tone="wait">{words.asks(asks)}</Chip> : null}
          <Chip tone={status === "published" ? "good" : "plain"}>{opportunityStatusWords[status]}</Chip>
        </>
      }
    />
  );
}
