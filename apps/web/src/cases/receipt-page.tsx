import "./cases.css";
import { directionOf, mayBeTranslated } from "@linkwork/shared/cases/rules-papers.ts";
import type { CaseState, HeldConsent } from "@linkwork/shared/cases/state.ts";
import { day } from "@linkwork/shared/cases/words.ts";
import { languageLabel } from "@linkwork/shared/cases/words-languages.ts";
import { paperOf, papers } from "@linkwork/shared/cases/words-papers.ts";
import { translationWords } from "@linkwork/shared/cases/words-translation.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { useParams } from "@tanstack/react-router";
import { Languages, Printer } from "lucide-react";
import { useState } from "react";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { Page } from "../shell/page.tsx";
import { Waiting } from "../shell/states.tsx";
import { Button } from "../ui/button.tsx";
import { SelectField } from "../ui/field.tsx";
import { Note } from "../ui/note.tsx";
import { PrintSheet } from "../ui/print-sheet.tsx";
import { useActor, useCase } from "./client.ts";
import { ReceiptText } from "./components/receipt-text.tsx";
import { SafeToTake } from "./components/safe-contact.tsx";
import { WriteTranslation } from "./components/write-translation.tsx";

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

/** In which languages the paper is there, and the way to one more. */
function Receipt({ consent, state, roomId, back }: ReceiptProps) {
  const actor = useActor();
  const [shown, setShown] = useState("");
  const [writing, setWriting] = useState<string | null>(null);
  if (writing !== null)
    return (
      <WriteTranslation
        {...{ consent, state, roomId, back }}
        first={writing}
        onDone={(language) => {
          setShown(language ?? shown);
          setWriting(null);
        }}
      />
    );
  const onWrite = mayBeTranslated(state, consent, actor) ? setWriting : undefined;
  return <Paper {...{ consent, state, roomId, back, shown, onWrite }} onShown={setShown} />;
}

type PaperProps = ReceiptProps & { shown: string; onShown: (language: string) => void; onWrite: ((first: string) => void) | undefined };

function Paper({ consent, state, roomId, back, shown, onShown, onWrite }: PaperProps) {
  const { label } = state;
  const { record, translations = {} } = consent;
  const translated = translations[shown];
  const paper = papers[paperOf(record?.notice.language)];
  const [size, setSize] = useState<"plain" | "large">(paper.large ? "large" : "plain");
  if (!record) return null;
  const languages = Object.keys(translations);
  return (
    <>
      <Page title={`What ${label} takes home`} back={back} />
      <div className="stack loose measure">
        {consent.status === "active" ? null : (
          <Note tone="stop">This is what was agreed. It does not hold any more, or not at present.</Note>
        )}
        <SafeToTake state={state} roomId={roomId} />
        <div className="row wrap no-print receipt-tools">
          {languages.length > 0 ? (
            <SelectField
              label={translationWords.choice}
              value={translated ? shown : ""}
              options={[
                { value: "", label: paper.label },
                ...languages.map((language) => ({ value: language, label: languageLabel(language) })),
              ]}
              onChange={(event) => onShown(event.target.value)}
            />
          ) : null}
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
          {onWrite ? (
            <Button icon={<Languages />} onClick={() => onWrite("")}>
              {translationWords.write}
            </Button>
          ) : null}
          {onWrite && translated ? (
            <Button tone="quiet" onClick={() => onWrite(translated.language)}>
              {translationWords.writeAnew}
            </Button>
          ) : null}
        </div>
        <PrintSheet
          label={`Receipt for ${label}`}
          lang={translated?.language ?? record.notice.language}
          dir={translated ? directionOf(translated.language) : paper.dir}
          large={size === "large"}
        >
          <h2>{translated?.title ?? paper.title}</h2>
          <ReceiptText lines={translated?.lines ?? record.notice.text} />
          <div lang="en-GB" dir="ltr">
            {translated ? <p className="small">{translationWords.by(translated, day(translated.at))}</p> : null}
            <p className="small">Receipt {record.receiptId}</p>
          </div>
        </PrintSheet>
      </div>
    </>
  );
}
