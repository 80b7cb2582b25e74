import "./cases.css";
import type { CaseState, HeldConsent } from "@linkwork/shared/cases/state.ts";
import { paperOf } from "@linkwork/shared/cases/words-papers.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { useParams } from "@tanstack/react-router";
import { Printer } from "lucide-react";
import { useState } from "react";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { Page } from "../shell/page.tsx";
import { Waiting } from "../shell/states.tsx";
import { Button } from "../ui/button.tsx";
import { SelectField } from "../ui/field.tsx";
import { Note } from "../ui/note.tsx";
import { PrintSheet } from "../ui/print-sheet.tsx";
import { useCase } from "./client.ts";
import { ReceiptText } from "./components/receipt-text.tsx";
import { SafeToTake } from "./components/safe-contact.tsx";

/** The paper that the person takes home: the words that were shown when they said yes, to be printed. */
export function ReceiptPage() {
  const { caseId, consentId } = useParams({ from: "/cases/$caseId/receipt/$consentId" });
  const room = useCase(caseId);
  const back = { to: `/cases/${caseId}`, label: room.state?.label ?? "Case" };
  const consent = room.state?.consents[consentId];
  if (room.status === "absent" || room.status === "closed" || (room.state && !consent?.record)) return <NotFoundPage />;
  if (!room.state || !consent)
    return (
      <>
        <Page title="Receipt" back={back} />
        <Waiting what="Fetching the receipt" />
      </>
    );
  return <Receipt consent={consent} state={room.state} roomId={room.roomId} back={back} />;
}

type ReceiptProps = { consent: HeldConsent; state: CaseState; roomId: RoomId; back: { to: string; label: string } };

function Receipt({ consent, state, roomId, back }: ReceiptProps) {
  const { label } = state;
  const { record } = consent;
  // easy read is large by itself
  const [size, setSize] = useState<"plain" | "large">(paperOf(record?.notice.language) === "easy" ? "large" : "plain");
  if (!record) return null;
  return (
    <>
      <Page title={`What ${label} takes home`} back={back} />
      <div className="stack loose measure">
        {consent.status === "active" ? null : (
          <Note tone="stop">This is what was agreed. It does not hold any more, or not at present.</Note>
        )}
        <SafeToTake state={state} roomId={roomId} />
        <div className="row wrap no-print receipt-tools">
          <SelectField
            label="Print size"
            value={size}
            options={[
              { value: "plain", label: "Plain" },
              { value: "large", label: "Large print" },
            ]}
            onChange={(event) => setSize(event.target.value === "large" ? "large" : "plain")}
          />
          <Button tone="main" icon={<Printer />} onClick={() => window.print()}>
            Print
          </Button>
        </div>
        <PrintSheet label={`Receipt for ${label}`} lang={record.notice.language} large={size === "large"}>
          <h2>What you agreed to</h2>
          <ReceiptText lines={record.notice.text} />
          <p className="small">Receipt {record.receiptId}</p>
        </PrintSheet>
      </div>
    </>
  );
}
