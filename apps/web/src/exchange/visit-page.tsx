import "./exchange.css";
import {
  accessWords,
  directionWords,
  opportunityStatusWords,
  themeWords,
  exchangeWords as words,
} from "@linkwork/shared/exchange/words.ts";
import { permissionWords, readyWords, requirementWords } from "@linkwork/shared/exchange/words-ready.ts";
import { useParams } from "@tanstack/react-router";
import { refusedFrom } from "../kernel/refused.ts";
import { useSession } from "../kernel/session.ts";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { useNow } from "../shell/use-now.ts";
import { Chip } from "../ui/chip.tsx";
import { Facts } from "../ui/facts.tsx";
import { List, Row } from "../ui/list.tsx";
import { Note } from "../ui/note.tsx";
import { type HostedRow, isLive, type SessionRow, useVisit, type Visit } from "./client.ts";
import { Book } from "./components/book.tsx";
import { HostedSessions } from "./components/hosted-sessions.tsx";
import { MyBooking } from "./components/my-booking.tsx";
import { RunVisit } from "./components/run-visit.tsx";
import { StandingChip } from "./components/session-line.tsx";
import { VisitNotes } from "./components/visit-notes.tsx";
import { dayOf, hoursOf } from "./when.ts";

const back = { to: "/exchange", label: words.backTo };

/** One visit: what one sees, whom one meets, what to know before, and its dates: to book, or for its host to run. */
export function VisitPage() {
  const { opportunityId } = useParams({ from: "/exchange/$opportunityId" });
  const visit = useVisit(opportunityId);
  const now = useNow();
  if (visit.isError && !visit.data && refusedFrom(visit.error).code === "NotFound") return <NotFoundPage />;
  if (!visit.data)
    return (
      <>
        <Page title={words.title} back={back} />
        {visit.isError ? (
          <Failed error={visit.error} what={words.failed} onAgain={() => void visit.refetch()} />
        ) : (
          <Waiting what={words.fetching} />
        )}
      </>
    );
  return <Shown visit={visit.data} now={now} />;
}

function Shown({ visit, now }: { visit: Visit; now: number }) {
  const { hat } = useSession();
  const { terms, host, status, hosts } = visit;
  const direction = hat && !hosts ? ` · ${directionWords({ from: hat.sector, to: host.sector })}` : "";
  return (
    <>
      <Page
        title={terms.title}
        back={hosts ? { to: "/exchange/hosting", label: words.hosting } : back}
        lead={`${themeWords[terms.theme]}${direction}`}
        ends={
          <>
            <Chip tone={host.sector}>{host.name}</Chip>
            {hosts || status !== "published" ? (
              <Chip tone={status === "published" ? "good" : "plain"}>{opportunityStatusWords[status]}</Chip>
            ) : null}
          </>
        }
      />
      <div className="halves">
        {hosts ? (
          <>
            <div className="stack loose">
              <RunVisit visit={visit} now={now} />
              {status === "draft" ? null : <HostedSessions rows={visit.sessions as HostedRow[]} now={now} />}
            </div>
            <div className="stack loose">
              <About visit={visit} />
              <VisitNotes opportunityId={visit.opportunityId} />
            </div>
          </>
        ) : (
          <>
            <div className="stack loose">
              <About visit={visit} />
              <VisitNotes opportunityId={visit.opportunityId} />
            </div>
            <Dates rows={visit.sessions} open={status === "published"} now={now} />
          </>
        )}
      </div>
    </>
  );
}

const receivedBy = ({ contact, deputy }: Visit["terms"]): string[] =>
  [contact?.name, deputy ? words.standIn(deputy.name) : undefined].filter((each) => each !== undefined);

/** What it is, in the host's own words. */
function About({ visit: { terms, phone, contactLeft } }: { visit: Visit }) {
  const { seen, meet, risk, clients, permission, place, access, contact, deputy, asks } = terms;
  const written = (text: string) => (
    <p className="visit-words" dir="auto">
      {text}
    </p>
  );
  const people =
    contactLeft && contact ? [words.hasLeft(contact.name), deputy ? words.standsIn(deputy.name) : words.ringThem] : receivedBy(terms);
  const where = [place, ...access.map((each) => accessWords[each])].filter((each) => each !== "");
  const asked = [
    ...(asks?.agreement ? [requirementWords.agreement] : []),
    ...(asks?.check?.needed ? [requirementWords.check] : []),
    ...(asks?.induction ? [requirementWords.induction] : []),
  ];
  const facts = [
    ...(meet ? [{ name: words.meet, value: written(meet) }] : []),
    ...(where.length > 0 ? [{ name: words.where, value: where.join(" · ") }] : []),
    ...(people.length > 0 ? [{ name: words.with, value: people.join("; ") }] : []),
    ...(phone ? [{ name: words.phone, value: <a href={`tel:${phone.replace(/[^+\d]/g, "")}`}>{phone}</a> }] : []),
  ];
  return (
    <>
      <section className="card stack" aria-labelledby="seen">
        <h2 id="seen">{words.seen}</h2>
        {seen ? written(seen) : null}
        <Facts facts={facts} />
      </section>
      {risk || clients || asked.length > 0 ? (
        <Note tone="wait">
          <div className="stack">
            <h2>{words.before}</h2>
            {risk ? written(risk) : null}
            {clients ? <p>{words.clients}</p> : null}
            {asked.length > 0 ? (
              <>
                <p>{readyWords.firstTitle}:</p>
                <ul className="missing-list">
                  {asked.map((each) => (
                    <li key={each}>{each}</li>
                  ))}
                </ul>
                {asks?.check?.needed && asks.check.why ? (
                  <p>
                    {readyWords.why}: <q dir="auto">{asks.check.why}</q>
                  </p>
                ) : null}
              </>
            ) : null}
            {clients && permission ? (
              <p>
                {words.permission}: <q dir="auto">{permission}</q>
              </p>
            ) : null}
          </div>
        </Note>
      ) : null}
    </>
  );
}

/** The dates that one can book, wait for or has booked. */
function Dates({ rows, open, now }: { rows: readonly SessionRow[]; open: boolean; now: number }) {
  const shown = rows.filter((row) => row.phase !== "cancelled" || row.mine);
  const first = shown.find((row) => row.phase === "open" && !isLive(row) && Date.parse(row.bookableUntil) > now);
  return (
    <section className="card stack" aria-labelledby="dates">
      <h2 id="dates">{words.dates}</h2>
      {open ? null : <p>{words.notOpen}</p>}
      {shown.length === 0 ? (
        <p className="soft">{words.noDates}</p>
      ) : (
        <List label={words.dates}>
          {shown.map((row) => {
            const may = !isLive(row) && (row.late || (row.phase === "open" && Date.parse(row.bookableUntil) > now));
            return (
              <Row
                key={row.sessionId}
                title={dayOf(row, now)}
                detail={
                  <div className="stack tight">
                    <p>{hoursOf(row)}</p>
                    {row.permission ? <p>{permissionWords[row.permission]}</p> : null}
                    {may ? <Book row={row} now={now} main={row === first} /> : <MyBooking row={row} now={now} />}
                  </div>
                }
                end={<StandingChip row={row} />}
              />
            );
          })}
        </List>
      )}
    </section>
  );
}
