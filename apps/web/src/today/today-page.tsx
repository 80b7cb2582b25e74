import { askWords } from "@linkwork/shared/cases/words-asks.ts";
import { laterWords } from "@linkwork/shared/cases/words-later.ts";
import { flagWords } from "@linkwork/shared/cases/words-redaction.ts";
import { recoveryWords } from "@linkwork/shared/identity/words-recovery.ts";
import { AtSign, Clock, EyeOff, KeyRound, LifeBuoy, ListChecks, MessageCircle } from "lucide-react";
import { type CaseRow, caseTitle, useCases, useFlags, useUnsentCount } from "../cases/client.ts";
import { useErasures } from "../cases/components/use-keeping.ts";
import { whereIn } from "../cases/where-in.ts";
import { useConcerns, useDoubts } from "../concerns/client.ts";
import { useAskedAbout, useAskedInMyName } from "../identity/client.ts";
import { useNotices } from "../kernel/notices.ts";
import { useSession } from "../kernel/session.ts";
import { useOwedProjects } from "../projects/owed.ts";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { useNow } from "../shell/use-now.ts";
import { Chip } from "../ui/chip.tsx";
import { List, Row } from "../ui/list.tsx";

import { dayAndTime, daysBetween, dayWords, greeting } from "../ui/time.ts";
import { Changed } from "./components/changed.tsx";
import { Endings, useHandedOver } from "./components/endings.tsx";
import { MyCards } from "./components/my-cards.tsx";
import { OwedProjects } from "./components/owed-projects.tsx";
import { OwedReflections, useOwedReflections } from "./components/owed-reflections.tsx";
import { LeftVisits, OwedVisits, useLeftVisits, useOwedVisits } from "./components/owed-visits.tsx";
import { RequestsDue } from "./components/requests-due.tsx";
import { OnThisDevice, UnsentRow } from "./components/unsent.tsx";

/** What I owe, what I wait for, what has changed. */
export function TodayPage() {
  const { me, hat } = useSession();
  const now = useNow();
  const cases = useCases();
  const first = me?.name.split(" ")[0] ?? "";
  return (
    <>
      <Page title={`${greeting(now)}, ${first}`} lead={`${dayOf(now)} · you act for ${hat?.orgName ?? ""}`} />
      {cases.isError && !cases.data ? (
        <div className="stack loose">
          <Failed error={cases.error} what="What waits for you can't be looked up just now." onAgain={() => void cases.refetch()} />
          <OnThisDevice />
        </div>
      ) : cases.data === undefined ? (
        <Waiting what="Looking up what waits for you" />
      ) : (
        <div className="halves">
          <div className="stack loose">
            <Owed rows={cases.data} now={now} />
            <RequestsDue now={now} />
            <MyCards now={now} />
            <EndingSoon rows={cases.data} now={now} />
            <WaitedFor rows={cases.data} now={now} />
          </div>
          <Changed rows={cases.data} now={now} />
        </div>
      )}
    </>
  );
}

/** "Tuesday 22 September" */
const dayOf = (now: number): string =>
  new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", timeZone: "Europe/London" })
    .format(now)
    .replace(",", "");

const signIn = (
  <Chip tone="wait" icon={<KeyRound />}>
    sign-in
  </Chip>
);

function Owed({ rows, now }: { rows: readonly CaseRow[]; now: number }) {
  const invited = rows.filter((row) => row.standing === "invited");
  const asked = rows.filter((row) => row.asked > 0);
  const named = rows.filter((row) => row.standing === "in" && row.asked === 0 && row.mentions > 0);
  const unread = rows.filter((row) => row.standing === "in" && row.asked === 0 && row.mentions === 0 && row.unread > 0);
  const worries = (useConcerns().data ?? []).filter((row) => row.waitsForMe);
  const doubts = (useDoubts().data ?? []).filter((row) => row.stands);
  const flags = useFlags().data ?? [];
  const notSent = useNotices().filter((notice) => notice.kind === "notSent").length;
  const erasures = useErasures().data ?? [];
  const handed = useHandedOver();
  const mine = useAskedInMyName();
  const locked = useAskedAbout().filter(({ may }) => may === true);
  const visits = useOwedVisits();
  const leftVisits = useLeftVisits();
  const reflections = useOwedReflections();
  const projects = useOwedProjects();
  const unsent = useUnsentCount();
  const ours =
    (unsent > 0 ? 1 : 0) +
    visits.length +
    leftVisits.length +
    reflections.length +
    projects.length +
    (mine ? 1 : 0) +
    locked.length +
    (notSent > 0 ? 1 : 0) +
    flags.length +
    worries.length +
    doubts.length;
  const endings = handed.length + erasures.length;
  const count = ours + endings + invited.length + asked.length + named.length + unread.length;
  return (
    <section className="card" aria-labelledby="owed">
      <h2 id="owed">
        Waiting for you{" "}
        {count > 0 ? (
          <Chip tone="wait" icon={null}>
            {count}
          </Chip>
        ) : null}
      </h2>
      {count === 0 ? (
        <p className="soft">Nothing waits for you. When somebody writes to you, names you or invites you, it stands here.</p>
      ) : (
        <List label="Waiting for you">
          {mine ? <Row lead={signIn} title={recoveryWords.mine} to="/account" detail={recoveryWords.mineHow} /> : null}
          {locked.map(({ note }) => (
            <Row
              key={note.recoveryId}
              lead={signIn}
              title={recoveryWords.knowTitle(note.name)}
              to="/organisation"
              detail={recoveryWords.helpHow}
            />
          ))}
          <OwedVisits visits={visits} now={now} />
          <LeftVisits rows={leftVisits} />
          <OwedProjects owed={projects} />
          <OwedReflections rows={reflections} now={now} />
          {worries.map((row) => (
            <Row
              key={row.concernId}
              lead={
                <Chip tone="wait" icon={<LifeBuoy />}>
                  safety
                </Chip>
              }
              title={`${row.label} · raised by ${row.raisedBy}`}
              to={`/safety/${row.concernId}`}
              detail={dayAndTime(row.raisedAt, now)}
            />
          ))}
          {unsent > 0 ? <UnsentRow count={unsent} /> : null}
          {notSent > 0 ? (
            <Row
              lead={
                <Chip tone="wait" icon={<Clock />}>
                  not sent
                </Chip>
              }
              title={laterWords.today}
              to="/later"
            />
          ) : null}
          {flags.length > 0 ? (
            <Row
              lead={
                <Chip tone="wait" icon={<EyeOff />}>
                  {flags.length === 1 ? "a message" : `${flags.length} messages`}
                </Chip>
              }
              title={flagWords.page}
              to="/flags"
              detail={`${flags[0]?.label} · ${dayAndTime(flags[0]?.at ?? "", now)}`}
            />
          ) : null}
          {doubts.map((row) => (
            <Row
              key={`${row.caseId} ${row.consentId} ${row.at}`}
              lead={
                <Chip tone="wait" icon={<LifeBuoy />}>
                  safety
                </Chip>
              }
              title={`${row.label} · said quietly by ${row.by}`}
              to="/safety"
              detail={dayAndTime(row.at, now)}
            />
          ))}
          <Endings erasures={erasures} handed={handed} now={now} />
          {invited.map((row) => (
            <Row
              key={row.caseId}
              lead={<Chip tone="wait">invitation</Chip>}
              title={caseTitle(row)}
              to={`/cases/${row.caseId}/invitation`}
              detail={`${row.leadName} asks whether you take part`}
            />
          ))}
          {asked.map((row) => (
            <Row
              key={row.caseId}
              lead={
                <Chip tone="wait" icon={<ListChecks />}>
                  {askWords.today}
                </Chip>
              }
              title={caseTitle(row)}
              {...whereIn(row, "asked")}
              detail={`${row.unread} new · ${dayAndTime(row.lastAt, now)}`}
            />
          ))}
          {named.map((row) => (
            <Row
              key={row.caseId}
              lead={
                <Chip tone="wait" icon={<AtSign />}>
                  names you
                </Chip>
              }
              title={caseTitle(row)}
              {...whereIn(row, "mentions")}
              detail={`${row.unread} new · ${dayAndTime(row.lastAt, now)}`}
            />
          ))}
          {unread.map((row) => (
            <Row
              key={row.caseId}
              lead={
                <Chip tone="good" icon={<MessageCircle />}>
                  {row.unread} new
                </Chip>
              }
              title={caseTitle(row)}
              {...whereIn(row, "unread")}
              detail={dayAndTime(row.lastAt, now)}
            />
          ))}
        </List>
      )}
    </section>
  );
}

/** Whom to ask again, before their yes runs out by itself. */
function EndingSoon({ rows, now }: { rows: readonly CaseRow[]; now: number }) {
  const ending = rows.flatMap((row) => row.endingSoon.map((yes) => ({ row, yes })));
  if (ending.length === 0) return null;
  return (
    <section className="card" aria-labelledby="ending-soon">
      <h2 id="ending-soon">Ask them again</h2>
      <List label="Ask them again">
        {ending.map(({ row, yes }) => (
          <Row
            key={yes.consentId}
            title={`${row.label} · ${new Intl.ListFormat("en-GB").format(yes.orgs)}`}
            to={`/cases/${row.caseId}/renew/${yes.consentId}`}
            detail={`What ${row.label} agreed to ends after ${dayWords(Date.parse(yes.until) - 1, now)}. A new yes goes on without a gap.`}
          />
        ))}
      </List>
    </section>
  );
}

function WaitedFor({ rows, now }: { rows: readonly CaseRow[]; now: number }) {
  const sent = rows.flatMap((row) => row.waiting.map((org) => ({ row, org })));
  return (
    <section className="card" aria-labelledby="waited-for">
      <h2 id="waited-for">You are waiting for</h2>
      {sent.length === 0 ? (
        <p className="soft">Nobody owes you an answer. Invitations that you send stand here until they are answered.</p>
      ) : (
        <List label="You are waiting for">
          {sent.map(({ row, org }) => {
            const days = daysBetween(org.since, now);
            return (
              <Row
                key={`${row.caseId} ${org.orgId}`}
                lead={<Chip>{days === 0 ? "today" : days === 1 ? "1 day" : `${days} days`}</Chip>}
                title={`${row.label} · ${org.name}`}
                to={`/cases/${row.caseId}`}
                detail={days > 14 ? "invited, did not answer in two weeks: ask again" : "invited, no answer yet"}
              />
            );
          })}
        </List>
      )}
    </section>
  );
}
