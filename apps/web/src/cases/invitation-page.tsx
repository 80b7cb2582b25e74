import "./cases.css";
import { declineWords, purposeWords, scopeWords } from "@linkwork/shared/cases/words.ts";
import { invitationWords } from "@linkwork/shared/cases/words-ending.ts";
import { type CaseId, newId } from "@linkwork/shared/kernel/ids.ts";
import { caseRoom } from "@linkwork/shared/kernel/room.ts";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useInvitations } from "../kernel/notices.ts";
import { api } from "../kernel/trpc.ts";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { useWork, WorkErrors } from "../shell/work.tsx";
import { announce } from "../ui/announcer.tsx";
import { Button, LinkButton } from "../ui/button.tsx";
import { RadioCards } from "../ui/choice-cards.tsx";
import { Empty } from "../ui/empty.tsx";
import { Facts } from "../ui/facts.tsx";
import { LazyDialog } from "../ui/lazy-dialog.tsx";
import { Ticks } from "../ui/print-sheet.tsx";
import { fullDate } from "../ui/time.ts";
import { type CaseRow, useActor, useCases } from "./client.ts";

type Reason = keyof typeof declineWords;

/** An invitation, before one says yes or no: who asks, about whom, what the person agreed to. */
export function InvitationPage() {
  const { caseId } = useParams({ from: "/cases/$caseId/invitation" });
  const cases = useCases();
  if (cases.isError && !cases.data)
    return (
      <>
        <Page title="Invitation" back={{ to: "/cases", label: "Cases" }} />
        <Failed error={cases.error} what="The invitation can't be fetched just now." onAgain={() => void cases.refetch()} />
      </>
    );
  if (!cases.data)
    return (
      <>
        <Page title="Invitation" back={{ to: "/cases", label: "Cases" }} />
        <Waiting what="Fetching the invitation" />
      </>
    );
  const row = cases.data.find((each) => each.caseId === caseId);
  if (!row) return <Unanswerable caseId={caseId} />;
  return <Invitation key={row.participationId} row={row} />;
}

/** One that can't be said yes to at present: of the person it says nothing any more. */
function Unanswerable({ caseId }: { caseId: string }) {
  const go = useNavigate();
  const actor = useActor();
  const cases = useCases();
  const invitation = useInvitations().findLast((each) => each.caseId === caseId);
  const [declining, setDeclining] = useState(false);
  if (!invitation) return <NotFoundPage />;
  const { participationId, fromName } = invitation;
  return (
    <>
      <Page title={`${fromName} invited ${actor.orgName}`} back={{ to: "/cases", label: "Cases" }} />
      <div className="stack loose measure">
        <p>{invitationWords.over(fromName)}</p>
        <p>{invitationWords.nothingNeeded}</p>
        <div className="row wrap">
          <Button onClick={() => setDeclining(true)}>We can't</Button>
          <LinkButton tone="quiet" to={`/cases/${caseId}/stop`}>
            {invitationWords.stop}
          </LinkButton>
        </div>
      </div>
      <DeclineDialog
        invitation={{ roomId: caseRoom(caseId as CaseId), participationId, leadName: fromName }}
        open={declining}
        onClose={() => setDeclining(false)}
        onDone={() => {
          announce(`It is noted in the conversation that you can't take part. ${fromName} can see it there.`);
          void cases.refetch();
          void go({ to: "/cases" });
        }}
      />
    </>
  );
}

function Invitation({ row }: { row: CaseRow }) {
  const actor = useActor();
  const go = useNavigate();
  const cases = useCases();
  const work = useWork();
  const [joinId] = useState(() => newId(Date.now()));
  const [declining, setDeclining] = useState(false);
  const { label, leadName, agreed } = row;
  const open = () => go({ to: "/cases/$caseId", params: { caseId: row.caseId } });
  const join = async () => {
    const { roomId, participationId } = row;
    if (!(await work.run(() => api.cases.joinCase.mutate({ roomId, id: joinId, input: { participationId } })))) return;
    announce(`You are in the conversation about ${label}.`);
    void cases.refetch();
    await open();
  };
  const back = { to: "/cases", label: "Cases" };
  if (row.standing === "in" && !work.busy)
    return (
      <>
        <Page title={`${label} · ${row.need}`} back={back} />
        <Empty title="This is answered: you are in" step={<LinkButton to={`/cases/${row.caseId}`}>Open the conversation</LinkButton>} />
      </>
    );
  return (
    <>
      <Page title={`${leadName} invites ${actor.orgName}`} back={back} lead={`to talk about ${label} · ${row.need}`} />
      <div className="stack loose measure">
        <WorkErrors work={work} title="That didn't work" />
        <section className="card" aria-labelledby="agreed">
          <h2 id="agreed">What {label} agreed to</h2>
          <p>
            {label} was told the name of {actor.orgName} and said yes. You may know:
          </p>
          {agreed ? <Ticks lines={agreed.scopes.map((scope) => scopeWords[scope].ask)} /> : null}
          <Facts
            facts={[
              { name: "Leads the case", value: leadName },
              ...(agreed
                ? [
                    { name: "For", value: purposeWords[agreed.purpose] },
                    { name: "Until", value: fullDate(Date.parse(agreed.until) - 1) },
                  ]
                : []),
            ]}
          />
          <p className="small soft">
            Everybody in the conversation sees that {actor.orgName} is in it. {label} can stop at any time, and so can you.
          </p>
        </section>
        <div className="row wrap">
          <Button tone="main" busy={work.busy} onClick={() => void join()}>
            Take part
          </Button>
          <Button onClick={() => setDeclining(true)}>We can't</Button>
          <LinkButton tone="quiet" to={`/cases/${row.caseId}/stop`}>
            {label} doesn't want it any more
          </LinkButton>
        </div>
      </div>
      <DeclineDialog
        invitation={row}
        open={declining}
        onClose={() => setDeclining(false)}
        onDone={() => {
          announce(`It is noted in the conversation that you can't take part. ${leadName} can see it there.`);
          void cases.refetch();
          void go({ to: "/cases" });
        }}
      />
    </>
  );
}

type DeclineProps = {
  invitation: Pick<CaseRow, "roomId" | "participationId" | "leadName">;
  open: boolean;
  onClose: () => void;
  onDone: () => void;
};

/** "Not now" costs nothing: a reason from a short list, no more. */
function DeclineDialog({ invitation, open, onClose, onDone }: DeclineProps) {
  const work = useWork();
  const [id] = useState(() => newId(Date.now()));
  const [reason, setReason] = useState<Reason | null>(null);
  const decline = async () => {
    if (!work.check(reason === null ? [{ field: "decline-reason", message: "Choose what comes nearest." }] : []) || reason === null) return;
    const { roomId, participationId } = invitation;
    if (await work.run(() => api.cases.declineInvitation.mutate({ roomId, id, input: { participationId, reason } }))) onDone();
  };
  return (
    <LazyDialog
      open={open}
      onClose={onClose}
      title="You can't take part"
      foot={
        <>
          <Button tone="main" busy={work.busy} onClick={() => void decline()}>
            Tell {invitation.leadName}
          </Button>
          <Button onClick={onClose}>Back</Button>
        </>
      }
    >
      <div className="stack">
        <p>That is fine, and it costs you nothing. {invitation.leadName} reads the reason.</p>
        <WorkErrors work={work} />
        <RadioCards
          id="decline-reason"
          legend="Why not?"
          error={work.at("decline-reason")}
          value={reason}
          onChange={setReason}
          choices={(Object.entries(declineWords) as [Reason, string][]).map(([value, words]) => ({ value, label: words }))}
        />
      </div>
    </LazyDialog>
  );
}
