import "./identity.css";
import type { HeldExport } from "@linkwork/shared/identity/state.ts";
import { handedOverLines, handedOverText, exportWords as words, writtenWords } from "@linkwork/shared/identity/words-exports.ts";
import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Download, FileLock, LockOpen, Printer, Trash2 } from "lucide-react";
import { useState } from "react";
import { useNoticesRead } from "../cases/components/use-notices-read.ts";
import { useOrganisation } from "../kernel/notices.ts";
import { useSession } from "../kernel/session.ts";
import { api } from "../kernel/trpc.ts";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { useNextId } from "../shell/use-next-id.ts";
import { useWork, WorkErrors } from "../shell/work.tsx";
import { announce } from "../ui/announcer.tsx";
import { Button, LinkButton } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { PrintSheet } from "../ui/print-sheet.tsx";

type Handed = Awaited<ReturnType<typeof api.cases.readExport.query>>;
const seen = { kinds: ["wordsWait"] } as const;
const back = { to: "/", label: "Today" };

/** What the organisation's own people wrote in a conversation that ended for it: opened once by its information lead. */
export function ExportPage() {
  const { exportId } = useParams({ from: "/handed-over/$exportId" });
  return <OneExport key={exportId} exportId={exportId} />;
}

function OneExport({ exportId }: { exportId: string }) {
  const { me, hat } = useSession();
  const org = useOrganisation();
  const [kept, setKept] = useState(false);
  useNoticesRead(seen, org !== null);
  if (!me || !hat?.roles.includes("infoLead")) return <NotFoundPage />;
  const held = org?.exports[exportId];
  if (!org)
    return (
      <>
        <Page title={words.title} back={back} />
        <Waiting what="Looking whether it is there" />
      </>
    );
  if (kept || !held || (held.opened && held.opened.by !== me.personId))
    return (
      <>
        <Page title={words.title} back={back} />
        <Empty icon={<FileLock />} title={kept ? "Done" : "Not here"} step={<LinkButton to="/">To Today</LinkButton>}>
          <p className="soft">{kept ? words.gone : words.notHere}</p>
        </Empty>
      </>
    );
  return held.opened ? (
    <Opened held={held} until={held.opened.until} onKept={() => setKept(true)} />
  ) : (
    <Sealed held={held} orgName={hat.orgName} />
  );
}

/** What it is and why, before it is opened. */
function Sealed({ held, orgName }: { held: HeldExport; orgName: string }) {
  const { hat } = useSession();
  const work = useWork();
  const { id } = useNextId();
  const open = () =>
    hat && work.run(() => api.identity.openExport.mutate({ roomId: orgRoom(hat.orgId), id, input: { exportId: held.exportId } }));
  return (
    <>
      <Page title={words.title} back={back} lead={words.waitsSince(held.at, held.until)} />
      <div className="card stack measure">
        <p>{words.what(orgName)}</p>
        <p>{words.once}</p>
        <p className="soft">{words.nobody}</p>
        <WorkErrors work={work} />
        <div className="row">
          <Button tone="main" icon={<LockOpen />} busy={work.busy} onClick={() => void open()}>
            {words.open}
          </Button>
        </div>
      </div>
    </>
  );
}

/** It lies open: to be saved, printed, and then destroyed here. */
function Opened({ held, until, onKept }: { held: HeldExport; until: string; onKept: () => void }) {
  const { exportId } = held;
  const handed = useQuery({
    queryKey: ["handed over", exportId],
    queryFn: () => api.cases.readExport.query({ exportId }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  });
  if (!handed.data)
    return (
      <>
        <Page title={words.title} back={back} />
        {handed.isError ? (
          <Failed error={handed.error} what="It can't be opened just now." onAgain={() => void handed.refetch()} />
        ) : (
          <Waiting what="Opening what you wrote" />
        )}
      </>
    );
  return <Words handed={handed.data} exportId={exportId} until={until} onKept={onKept} />;
}

function save(handed: Handed): void {
  const url = URL.createObjectURL(new Blob([handedOverText(handed)], { type: "text/plain" }));
  Object.assign(document.createElement("a"), { href: url, download: `linkwork-${handed.reference}.txt` }).click();
  URL.revokeObjectURL(url);
}

function Words({ handed, exportId, until, onKept }: { handed: Handed; exportId: string; until: string; onKept: () => void }) {
  const { hat } = useSession();
  const work = useWork();
  const { id } = useNextId();
  const keep = async () => {
    if (!hat) return;
    if (!(await work.run(() => api.identity.confirmExport.mutate({ roomId: orgRoom(hat.orgId), id, input: { exportId } })))) return;
    announce(words.gone);
    onKept();
  };
  return (
    <>
      <Page title={words.title} back={back} lead={words.openUntil(until)} />
      <div className="stack loose measure">
        <WorkErrors work={work} />
        <div className="row wrap no-print">
          <Button tone="main" icon={<Download />} onClick={() => save(handed)}>
            {words.save}
          </Button>
          <Button icon={<Printer />} onClick={() => window.print()}>
            {words.print}
          </Button>
          <Button tone="stop" icon={<Trash2 />} busy={work.busy} onClick={() => void keep()}>
            {words.keep}
          </Button>
        </div>
        <PrintSheet label={words.title}>
          {handedOverLines(handed).map((line) => (
            <p key={line}>{line}</p>
          ))}
          {handed.places.map(({ name, written }) => (
            <section key={name} aria-label={name}>
              <h3>{name}</h3>
              {written.map((each) => (
                <div key={`${each.at} ${each.kind} ${each.text}`} className="handed">
                  <p className="small soft">{writtenWords(each)}</p>
                  <p className="words" dir="auto">
                    {each.text}
                  </p>
                </div>
              ))}
            </section>
          ))}
        </PrintSheet>
      </div>
    </>
  );
}
