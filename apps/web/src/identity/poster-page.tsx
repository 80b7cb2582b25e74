import "./identity.css";
import { posterWords as words } from "@linkwork/shared/identity/words-posters.ts";
import { useQuery } from "@tanstack/react-query";
import { Printer } from "lucide-react";
import { useSession } from "../kernel/session.ts";
import { api } from "../kernel/trpc.ts";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { Button, LinkButton } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { PrintSheet } from "../ui/print-sheet.tsx";
import { QrCode } from "../ui/qr-code.tsx";
import { fullDate } from "../ui/time.ts";

const { paper } = words;

/** The poster of a panel, on one page of paper: how one comes in with a phone, and how without. */
export function PosterPage() {
  const { hat } = useSession();
  const poster = useQuery({ queryKey: ["poster", hat?.orgId], queryFn: () => api.residents.poster.query(), retry: false });
  const back = { to: "/organisation", label: paper.back };
  return (
    <>
      <Page title={words.posterTitle} back={back} />
      {poster.error ? (
        <Failed error={poster.error} what={words.failed} onAgain={() => void poster.refetch()} />
      ) : poster.data === undefined ? (
        <Waiting what={words.fetching} />
      ) : poster.data === null || !hat ? (
        <Empty title={paper.over} step={<LinkButton to="/organisation">{paper.back}</LinkButton>}>
          <p className="soft">{words.noPoster}</p>
        </Empty>
      ) : (
        <div className="stack loose measure">
          <div className="row wrap no-print">
            <Button tone="main" icon={<Printer />} onClick={() => window.print()}>
              {words.print}
            </Button>
          </div>
          <Paper panel={hat.orgName} code={poster.data.code} until={poster.data.until} />
        </div>
      )}
    </>
  );
}

function Paper({ panel, code, until }: { panel: string; code: string; until: string }) {
  const { host, origin } = window.location;
  return (
    <PrintSheet label={words.posterTitle}>
      <div className="poster">
        <h2>{paper.title}</h2>
        <p>
          <b>{panel}</b>
        </p>
        {paper.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        <h3>{paper.scan}</h3>
        <QrCode text={`${origin}/join-panel#${code}`} label={paper.qr} />
        <p>{paper.or(`${host}/join-panel`)}</p>
        <h3>{paper.type}</h3>
        <p className="poster-code">{code}</p>
        <p>{paper.none}</p>
        <p className="small">{paper.until(fullDate(Date.parse(until) - 1))}</p>
      </div>
    </PrintSheet>
  );
}
