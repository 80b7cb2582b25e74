import "./cases.css";
import type { LedgerEntry } from "@linkwork/shared/cases/ledger.ts";
import { paperOf, paperWords } from "@linkwork/shared/cases/ledger-paper.ts";
import { whyWords } from "@linkwork/shared/cases/words-browsing.ts";
import type { CaseId } from "@linkwork/shared/kernel/ids.ts";
import { caseRoom } from "@linkwork/shared/kernel/room.ts";
import { useParams } from "@tanstack/react-router";
import { Printer } from "lucide-react";
import { useState } from "react";
import { refusedFrom } from "../kernel/refused.ts";
import { useSession } from "../kernel/session.ts";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { useNow } from "../shell/use-now.ts";
import { Button } from "../ui/button.tsx";
import { SelectField } from "../ui/field.tsx";
import { PrintSheet } from "../ui/print-sheet.tsx";
import { fullDate, isoDay } from "../ui/time.ts";
import { SayWhy, wantsWhy } from "./components/ask-why.tsx";
import { useWholeLedger } from "./components/use-ledger.ts";

const periods = [
  { value: "", label: "From the beginning" },
  { value: "90", label: "The last three months" },
  { value: "30", label: "The last 30 days" },
] as const;

/** The ledger as a paper for the person whom the case is about: plain words, large type, no ids. */
export function LedgerPaperPage() {
  const { caseId } = useParams({ from: "/cases/$caseId/ledger/paper" });
  const ledger = useWholeLedger(caseRoom(caseId as CaseId));
  const back = { to: `/cases/${caseId}/ledger`, label: "Who has seen what" };
  const { data } = ledger;
  // only who sees all of it can give the person all of it
  if ((ledger.isError && refusedFrom(ledger.error).meaning === "NOT_FOUND") || data?.scope === "own") return <NotFoundPage />;
  if (!data)
    return (
      <>
        <Page title={wantsWhy(ledger.error) ? whyWords.title : "A page for the person"} back={back} />
        {wantsWhy(ledger.error) ? (
          <SayWhy roomId={caseRoom(caseId as CaseId)} onSaid={() => void ledger.refetch()} />
        ) : ledger.isError ? (
          <Failed error={ledger.error} what="This page can't be made just now." onAgain={() => void ledger.refetch()} />
        ) : (
          <Waiting what="Fetching who has seen what" />
        )}
      </>
    );
  return <Paper label={data.label} entries={data.entries} back={back} />;
}

type PaperProps = { label: string; entries: readonly LedgerEntry[]; back: { to: string; label: string } };

function Paper({ label, entries, back }: PaperProps) {
  const { hat } = useSession();
  const now = useNow();
  const [size, setSize] = useState<"plain" | "large">("large");
  const [days, setDays] = useState("");
  const from = days === "" ? "" : isoDay(now - Number(days) * 86_400_000);
  const paper = paperOf(entries, isoDay).filter(({ day }) => day >= from);
  return (
    <>
      <Page title={paperWords.title(label)} back={back} />
      <div className="stack loose measure">
        <div className="row wrap no-print receipt-tools">
          <SelectField label="Which days" value={days} options={periods} onChange={(event) => setDays(event.target.value)} />
          <SelectField
            label="Print size"
            value={size}
            options={[
              { value: "large", label: "Large print" },
              { value: "plain", label: "Plain" },
            ]}
            onChange={(event) => setSize(event.target.value === "plain" ? "plain" : "large")}
          />
          <Button tone="main" icon={<Printer />} onClick={() => window.print()}>
            Print
          </Button>
        </div>
        <PrintSheet label={`Who has seen what, for ${label}`} large={size === "large"}>
          <h2>{paperWords.heading}</h2>
          <p>
            {paperWords.intro} {paperWords.without}
          </p>
          {paper.length === 0 ? <p>{paperWords.nothing}</p> : null}
          {paper.map(({ day, lines }) => (
            <section key={day} className="paper-day" aria-label={fullDate(`${day}T12:00:00Z`)}>
              <h3>{fullDate(`${day}T12:00:00Z`)}</h3>
              <ul className="paper-lines">
                {lines.map(({ who, did }) => (
                  <li key={who}>
                    <b>{who}</b>
                    <ul>
                      {did.map((each) => (
                        <li key={each}>{each}</li>
                      ))}
                    </ul>
                  </li>
                ))}
              </ul>
            </section>
          ))}
          {hat ? <p>{paperWords.ask(hat.orgName, hat.phone)}</p> : null}
          <p className="small">Made on {fullDate(now)}.</p>
        </PrintSheet>
      </div>
    </>
  );
}
