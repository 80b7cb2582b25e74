import "./exchange.css";
import { exchangeWords } from "@linkwork/shared/exchange/words.ts";
import { checkKindWords, checkStandingWords, readyWords, confirmWords as words } from "@linkwork/shared/exchange/words-ready.ts";
import { confirmingNotices } from "@linkwork/shared/identity/rules-notices.ts";
import { useNoticesRead } from "../cases/components/use-notices-read.ts";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { useNow } from "../shell/use-now.ts";
import { Chip } from "../ui/chip.tsx";
import { List, Row } from "../ui/list.tsx";
import { dayWords } from "../ui/time.ts";
import { Confirm, TakeBack } from "./components/confirm-check.tsx";
import { datedDay } from "./days.ts";
import { type ConfirmRow, useConfirming, useConfirms } from "./ready.ts";

/** Whose checks I confirm for my organisation: who asks, whose ends soon, and everybody else. */
export function ConfirmPage() {
  const confirms = useConfirms();
  const found = useConfirming();
  const now = useNow();
  useNoticesRead({ kinds: confirmingNotices }, found.data !== undefined);
  if (!confirms) return <NotFoundPage />;
  const rows = found.data ?? [];
  const asked = rows.filter((row) => row.askedAt);
  const soon = rows.filter((row) => !row.askedAt && row.soon);
  const others = rows.filter((row) => !asked.includes(row) && !soon.includes(row));
  return (
    <>
      <Page title={words.page} lead={words.lead} back={{ to: "/exchange", label: exchangeWords.title }} />
      {found.isError && !found.data ? (
        <Failed error={found.error} what={readyWords.failed} onAgain={() => void found.refetch()} />
      ) : found.data === undefined ? (
        <Waiting what={readyWords.fetching} />
      ) : (
        <div className="stack loose">
          <p className="soft">{words.noNumbers}</p>
          {rows.length === 0 ? <p>{words.nobody}</p> : null}
          <Colleagues id="asked" title={words.asked} rows={asked} now={now} />
          <Colleagues id="soon" title={words.soon} rows={soon} now={now} />
          <Colleagues id="others" title={words.others} rows={others} now={now} />
        </div>
      )}
    </>
  );
}

function Colleagues({ id, title, rows, now }: { id: string; title: string; rows: readonly ConfirmRow[]; now: number }) {
  if (rows.length === 0) return null;
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <List label={title}>
        {rows.map((row) => (
          <Colleague key={row.personId} row={row} now={now} />
        ))}
      </List>
    </section>
  );
}

function Colleague({ row, now }: { row: ConfirmRow; now: number }) {
  const { name, standing, seen, askedAt, askedKind } = row;
  return (
    <Row
      title={name}
      detail={
        <div className="stack tight">
          {askedAt ? (
            <p>
              {askedKind ? `${checkKindWords[askedKind]} · ` : ""}
              {words.since(dayWords(askedAt, now))}
            </p>
          ) : null}
          {seen ? (
            <p>
              {checkKindWords[seen.kind]} · {seen.by} · {readyWords.reviewOn(datedDay(seen.review))}
            </p>
          ) : null}
          <div className="row wrap">
            <Confirm row={row} main={askedAt !== undefined} />
            {seen || askedAt ? <TakeBack row={row} /> : null}
          </div>
        </div>
      }
      end={<Chip tone={standing === "verified" ? "good" : standing === "none" ? "plain" : "wait"}>{checkStandingWords[standing]}</Chip>}
    />
  );
}
