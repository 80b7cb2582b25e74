import "./cases.css";
import type { LedgerEntry } from "@linkwork/shared/cases/ledger.ts";
import { whyWords } from "@linkwork/shared/cases/words-browsing.ts";
import { ledgerWords } from "@linkwork/shared/cases/words-ledger.ts";
import { requestWords } from "@linkwork/shared/cases/words-requests.ts";
import type { CaseId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { caseRoom } from "@linkwork/shared/kernel/room.ts";
import { useParams } from "@tanstack/react-router";
import { FileText, Hourglass, Printer, ScrollText } from "lucide-react";
import { useState } from "react";
import { refusedFrom } from "../kernel/refused.ts";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { Button, LinkButton } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { Note } from "../ui/note.tsx";
import { useActor, useCases } from "./client.ts";
import { SayWhy, wantsWhy } from "./components/ask-why.tsx";
import { CheckLedger } from "./components/ledger-check.tsx";
import { LedgerDays } from "./components/ledger-days.tsx";
import { LedgerFilter } from "./components/ledger-filter.tsx";
import { type LedgerFilters, useLedger } from "./components/use-ledger.ts";

/** Who has seen what in a case: every look, every word's author, every refusal; what was read or written is not here. */
export function LedgerPage() {
  const { caseId } = useParams({ from: "/cases/$caseId/ledger" });
  return <Ledger key={caseId} caseId={caseId} roomId={caseRoom(caseId as CaseId)} />;
}

function Ledger({ caseId, roomId }: { caseId: string; roomId: RoomId }) {
  const actor = useActor();
  const inside = useCases().data?.some((row) => row.caseId === caseId && row.standing === "in") ?? false;
  const [filter, setFilter] = useState<LedgerFilters>({ orgId: "", personId: "", kind: "" });
  const ledger = useLedger(roomId, filter);
  const [first] = ledger.data?.pages ?? [];
  if (ledger.isError && refusedFrom(ledger.error).meaning === "NOT_FOUND") return <NotFoundPage />;
  const back = inside ? { to: `/cases/${caseId}`, label: first?.label ?? "Case" } : { to: "/cases", label: "Cases" };
  if (!first)
    return (
      <>
        <Page title={wantsWhy(ledger.error) ? whyWords.title : ledgerWords.title} back={back} />
        {wantsWhy(ledger.error) ? (
          <SayWhy roomId={roomId} onSaid={() => void ledger.refetch()} />
        ) : ledger.isError ? (
          <Failed error={ledger.error} what="These records can't be fetched just now." onAgain={() => void ledger.refetch()} />
        ) : (
          <Waiting what="Fetching who has seen what" />
        )}
      </>
    );
  const entries: LedgerEntry[] = ledger.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <>
      <Page
        title={`${ledgerWords.title}: ${first.label}`}
        back={back}
        ends={
          <>
            {first.scope === "all" ? (
              <>
                <LinkButton to={`/cases/${caseId}/keeping`} icon={<Hourglass />}>
                  How long it is kept
                </LinkButton>
                <LinkButton to={`/cases/${caseId}/ledger/paper`} icon={<Printer />}>
                  A page for {first.label}
                </LinkButton>
                <LinkButton to={`/cases/${caseId}/copy`} icon={<FileText />}>
                  {requestWords.link(first.label)}
                </LinkButton>
              </>
            ) : null}
            {actor.roles.includes("infoLead") && first.present ? (
              <LinkButton to={`/cases/${caseId}/own-part`} icon={<FileText />}>
                {requestWords.ownLink}
              </LinkButton>
            ) : null}
          </>
        }
        lead={first.scope === "all" ? ledgerWords.all(first.label) : ledgerWords.own(first.label, actor.orgName)}
      />
      <div className="stack loose ledger">
        {first.broken ? (
          <Note tone="stop" role="alert">
            {ledgerWords.broken}
          </Note>
        ) : null}
        <CheckLedger roomId={roomId} />
        <LedgerFilter
          filter={filter}
          orgs={first.orgs}
          people={first.people}
          marked={first.scope === "all" && actor.roles.includes("infoLead")}
          onChange={setFilter}
        />
        <p className="small soft" role="status">
          {first.total === 1 ? "1 line" : `${first.total.toLocaleString("en-GB")} lines`}
        </p>
        {entries.length === 0 ? (
          <Empty icon={<ScrollText />} title="Nothing here">
            <p className="soft">Nobody has done this yet. Choose another filter to see more.</p>
          </Empty>
        ) : (
          <LedgerDays entries={entries} />
        )}
        {ledger.isFetchNextPageError ? (
          <Failed error={ledger.error} what="The earlier lines can't be fetched just now." onAgain={() => void ledger.fetchNextPage()} />
        ) : ledger.hasNextPage ? (
          <div className="row">
            <Button busy={ledger.isFetchingNextPage} onClick={() => void ledger.fetchNextPage()}>
              Show earlier lines
            </Button>
          </div>
        ) : null}
      </div>
    </>
  );
}
