import "./cases.css";
import type { AccessRequest } from "@linkwork/shared/cases/requests.ts";
import { isOpen } from "@linkwork/shared/cases/rules-requests.ts";
import { requestStatusWords, requestWords } from "@linkwork/shared/cases/words-requests.ts";
import { type CaseId, newId } from "@linkwork/shared/kernel/ids.ts";
import { caseRoom, requestsRoom } from "@linkwork/shared/kernel/room.ts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { CalendarClock } from "lucide-react";
import { useState } from "react";
import { refusedFrom } from "../kernel/refused.ts";
import { api } from "../kernel/trpc.ts";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { useNow } from "../shell/use-now.ts";
import { useWork, WorkErrors } from "../shell/work.tsx";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { Facts } from "../ui/facts.tsx";
import { LazyDialog } from "../ui/lazy-dialog.tsx";
import { List, Row } from "../ui/list.tsx";
import { Note } from "../ui/note.tsx";
import { fullDate, isoDay } from "../ui/time.ts";
import { useActor, useCases } from "./client.ts";
import { PackReview } from "./components/pack-review.tsx";
import { PackSheet } from "./components/pack-sheet.tsx";
import { StartRequest } from "./components/request-start.tsx";

/** The person asks for a copy of what is held about them: noted, gone through by an information lead, made, given. */
export function RequestPage() {
  const { caseId } = useParams({ from: "/cases/$caseId/copy" });
  return <Requests key={caseId} caseId={caseId as CaseId} />;
}

function Requests({ caseId }: { caseId: CaseId }) {
  const actor = useActor();
  const cache = useQueryClient();
  const row = useCases().data?.find((each) => each.caseId === caseId && each.standing === "in");
  const requests = useQuery({
    queryKey: ["requests", caseId, actor.orgId],
    queryFn: () => api.cases.requests.query({ roomId: caseRoom(caseId) }),
    staleTime: 60_000,
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  });
  const label = requests.data?.label ?? row?.label ?? "the person";
  const back = row ? { to: `/cases/${caseId}`, label: row.label } : { to: "/", label: "Today" };
  if (requests.isError && refusedFrom(requests.error).meaning === "NOT_FOUND") return <NotFoundPage />;
  const changed = () => {
    void cache.invalidateQueries({ queryKey: ["requests", caseId] });
    void cache.invalidateQueries({ queryKey: ["requestsDue"] });
  };
  const all = requests.data?.requests ?? [];
  const open = all.find(isOpen);
  const past = all.filter((request) => request !== open);
  return (
    <>
      <Page title={requestWords.title(label)} back={back} lead={requestWords.lead(label)} />
      {requests.isError ? (
        <Failed error={requests.error} what="This can't be fetched just now." onAgain={() => void requests.refetch()} />
      ) : requests.data === undefined ? (
        <Waiting what="Fetching what was asked for" />
      ) : (
        <div className="stack loose">
          {open ? (
            <OneRequest key={open.requestId} caseId={caseId} label={label} request={open} onChanged={changed} />
          ) : (
            <StartRequest caseId={caseId} onStarted={changed} />
          )}
          {past.length > 0 ? <Past requests={past} /> : null}
        </div>
      )}
    </>
  );
}

type OneRequestProps = { caseId: CaseId; label: string; request: AccessRequest; onChanged: () => void };

function OneRequest({ caseId, label, request, onChanged }: OneRequestProps) {
  const actor = useActor();
  const now = useNow();
  const work = useWork();
  const [takingBack, setTakingBack] = useState(false);
  const reviews = actor.roles.includes("infoLead");
  const { requestId, status } = request;
  // all that was ever said about somebody: it is asked for when it is wanted, and not kept
  const pack = useQuery({
    queryKey: ["pack", caseId, requestId, status, actor.orgId],
    queryFn: () => api.cases.accessPack.query({ roomId: caseRoom(caseId), requestId }),
    enabled: false,
    gcTime: 0,
    retry: false,
  });
  const move = (to: AccessRequest["status"]) =>
    work.run(async () => {
      await api.cases.moveRequest.mutate({ roomId: requestsRoom(caseId), id: newId(Date.now()), input: { requestId, to } });
      onChanged();
    });
  const overdue = isoDay(now) > request.dueOn;
  const due = fullDate(`${request.dueOn}T12:00:00Z`);
  return (
    <div className="stack loose">
      <section className="card measure no-print" aria-labelledby="request">
        <h2 id="request">{requestStatusWords[status]}</h2>
        <div className="row wrap">
          <Chip tone={overdue ? "stop" : "wait"} icon={<CalendarClock />}>
            {overdue ? requestWords.overdue(due) : requestWords.due(due)}
          </Chip>
        </div>
        <Facts
          facts={[
            { name: "Asked", value: fullDate(`${request.receivedOn}T12:00:00Z`) },
            { name: "Who", value: <span dir="auto">{request.words}</span> },
            ...(request.withheld.length > 0 && reviews ? [{ name: requestWords.kept, value: String(request.withheld.length) }] : []),
          ]}
        />
        <WorkErrors work={work} title="That didn't work" />
        {status === "review" && !reviews ? <Note>{requestWords.waits}</Note> : null}
        {status === "review" && reviews ? <p className="small soft">{requestWords.reviewLead}</p> : null}
        {pack.isError ? <Failed error={pack.error} what="It could not be made." onAgain={() => void pack.refetch()} /> : null}
        <div className="row wrap">
          {status === "review" && reviews && !pack.data ? (
            <Button tone="main" busy={pack.isFetching} onClick={() => void pack.refetch()}>
              {requestWords.review}
            </Button>
          ) : null}
          {status === "review" && reviews && pack.data ? (
            <Button tone="main" busy={work.busy} onClick={() => void move("ready")}>
              {requestWords.ready}
            </Button>
          ) : null}
          {status === "ready" && !pack.data ? (
            <Button tone="main" busy={pack.isFetching} onClick={() => void pack.refetch()}>
              {requestWords.make}
            </Button>
          ) : null}
          {status === "ready" && pack.data ? (
            <Button busy={work.busy} onClick={() => void move("given")}>
              {requestWords.givenTo(label)}
            </Button>
          ) : null}
          {status === "ready" && reviews ? (
            <Button busy={work.busy} onClick={() => void move("review")}>
              {requestWords.again}
            </Button>
          ) : null}
          <Button tone="quiet" busy={work.busy} onClick={() => setTakingBack(true)}>
            {requestWords.takenBack(label)}
          </Button>
        </div>
        <LazyDialog
          open={takingBack}
          asking
          onClose={() => setTakingBack(false)}
          title={requestWords.takenBack(label)}
          foot={
            <>
              <Button tone="stop" busy={work.busy} onClick={() => void move("withdrawn").then(() => setTakingBack(false))}>
                {requestWords.takenBackYes}
              </Button>
              <Button onClick={() => setTakingBack(false)}>Leave it</Button>
            </>
          }
        >
          <p>{requestWords.takenBackAsk(label)}</p>
        </LazyDialog>
      </section>
      {pack.data && status === "review" ? (
        <PackReview
          roomId={requestsRoom(caseId)}
          request={request}
          pack={pack.data}
          now={now}
          onChanged={() => {
            onChanged();
            void pack.refetch();
          }}
        />
      ) : null}
      {pack.data && status === "ready" ? <PackSheet pack={pack.data} /> : null}
    </div>
  );
}

function Past({ requests }: { requests: readonly AccessRequest[] }) {
  return (
    <section className="card measure no-print" aria-labelledby="past-requests">
      <h2 id="past-requests">{requestWords.past}</h2>
      <List label={requestWords.past}>
        {requests.map((request) => (
          <Row
            key={request.requestId}
            title={`Asked ${fullDate(`${request.receivedOn}T12:00:00Z`)}`}
            detail={`${requestStatusWords[request.status]}${request.endedAt ? `, ${fullDate(request.endedAt)}` : ""}`}
          />
        ))}
      </List>
    </section>
  );
}
