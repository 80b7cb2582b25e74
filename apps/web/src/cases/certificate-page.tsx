import "./cases.css";
import { compartmentWords } from "@linkwork/shared/cases/words.ts";
import { certificateWords as words } from "@linkwork/shared/cases/words-erasure.ts";
import { compartmentOf, kindOf } from "@linkwork/shared/kernel/room.ts";
import { useParams } from "@tanstack/react-router";
import { Printer } from "lucide-react";
import { refusedFrom } from "../kernel/refused.ts";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { Button } from "../ui/button.tsx";
import { Note } from "../ui/note.tsx";
import { PrintSheet } from "../ui/print-sheet.tsx";
import { clockTime, fullDate } from "../ui/time.ts";
import { basisWords } from "./components/keeping-erasure.tsx";
import { type Certificate, useCertificate } from "./components/use-keeping.ts";

/** What remains of an erased case, to be printed and kept. */
export function CertificatePage() {
  const { caseId } = useParams({ from: "/erased/$caseId" });
  const certificate = useCertificate(caseId);
  const back = { to: "/cases", label: "Cases" };
  if (certificate.isError && refusedFrom(certificate.error).meaning === "NOT_FOUND") return <NotFoundPage />;
  if (!certificate.data)
    return (
      <>
        <Page title={words.title} back={back} />
        {certificate.isError ? (
          <Failed error={certificate.error} what="The certificate can't be fetched just now." onAgain={() => void certificate.refetch()} />
        ) : (
          <Waiting what="Fetching the certificate" />
        )}
      </>
    );
  return (
    <>
      <Page
        title={words.title}
        back={back}
        ends={
          <Button tone="main" icon={<Printer />} onClick={() => window.print()}>
            Print
          </Button>
        }
      />
      <div className="stack loose measure">
        <Note tone={certificate.data.whole ? "good" : "stop"} role={certificate.data.whole ? "status" : "alert"}>
          {certificate.data.whole ? words.whole : words.broken}
        </Note>
        <Paper {...certificate.data} />
      </div>
    </>
  );
}

const moment = (at: string): string => `${fullDate(at)}, ${clockTime(at)}`;
function placeName(roomId: Certificate["rooms"][number]["roomId"]): string {
  const kind = kindOf(roomId);
  if (kind === "client") return words.client;
  return kind === "request" ? words.requests : compartmentWords[compartmentOf(roomId)];
}
const keysIn = ({ epochs }: Certificate["rooms"][number]): number => epochs.reduce((sum, { wraps }) => sum + wraps, 0);

function Paper({ caseId, orgName, at, basis, askedBy, askedAt, agreedBy, agreedAt, rooms, talk }: Certificate) {
  return (
    <PrintSheet label={words.title}>
      <h2>{words.title}</h2>
      <p>{words.intro(orgName)}</p>
      <dl className="certificate">
        <dt>Case</dt>
        <dd className="code">{caseId}</dd>
        <dt>{words.why}</dt>
        <dd>{basisWords(basis)}</dd>
        <dt>{words.who}</dt>
        <dd>
          {askedBy.name} asked on {moment(askedAt)}.{agreedAt ? ` ${agreedBy.name} agreed on ${moment(agreedAt)}.` : ""} For seven days
          nobody stopped it.
        </dd>
        <dt>{words.when}</dt>
        <dd>{moment(at)}</dd>
        <dt>{words.what}</dt>
        <dd>
          <ul>
            {rooms.map((room) => (
              <li key={room.roomId}>
                {keysIn(room) === 0 ? `${placeName(room.roomId)}: ${words.nothing}` : words.place(placeName(room.roomId), keysIn(room))}
              </li>
            ))}
            {rooms.some((room) => kindOf(room.roomId) === "client") ? null : <li>{words.noClient}</li>}
          </ul>
        </dd>
        <dt>{words.chain}</dt>
        <dd>
          <span className="code">
            {talk.seq} · {talk.hash}
          </span>
          <p className="small soft">{words.chainHint}</p>
        </dd>
        <dt>{words.digests}</dt>
        <dd>
          <ul className="code small">
            {rooms.flatMap((room) => room.epochs.map(({ n, digest }) => <li key={`${room.roomId} ${n}`}>{digest}</li>))}
          </ul>
        </dd>
      </dl>
    </PrintSheet>
  );
}
