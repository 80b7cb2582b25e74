import { caseRef } from "@linkwork/shared/cases/words.ts";
import "./concerns.css";
import { leadsNow, leadsOf, mayAdd, mayChooseSecond, mayConfirm } from "@linkwork/shared/concerns/rules.ts";
import type { ConcernEvent } from "@linkwork/shared/concerns/schema.ts";
import type { ConcernState } from "@linkwork/shared/concerns/state.ts";
import { authorityWords, concernKnot, concernStatusWords, safetyWords } from "@linkwork/shared/concerns/words.ts";
import { useParams } from "@tanstack/react-router";
import { CircleCheck, Flag, Hourglass, LogOut, Phone, UserMinus, UserPlus } from "lucide-react";
import { useActor } from "../cases/client.ts";
import { useNoticesRead } from "../cases/components/use-notices-read.ts";
import { useLive } from "../kernel/live.ts";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { Page } from "../shell/page.tsx";
import { Waiting } from "../shell/states.tsx";
import { useNow } from "../shell/use-now.ts";
import { Chip } from "../ui/chip.tsx";
import { LiveChip } from "../ui/live-chip.tsx";
import { Note } from "../ui/note.tsx";
import { Said, Thread, Tied } from "../ui/thread.tsx";
import { threadTime } from "../ui/time.ts";
import { useConcern } from "./client.ts";
import { AddNote, CheckIt, ChooseSecond, CloseIt, ConfirmIt, KeepOn, NameAnother } from "./components/moves.tsx";

const back = { to: "/safety", label: safetyWords.title };

/** One worry: who knows of it, by what right, what was written, and what may be done now. */
export function ConcernPage() {
  const { concernId } = useParams({ from: "/safety/$concernId" });
  const concern = useConcern(concernId);
  const { since } = useLive();
  const now = useNow();
  const { status, state } = concern;
  if (status === "absent" || status === "closed") return <NotFoundPage />;
  if (!state)
    return (
      <>
        <Page title={safetyWords.title} back={back} />
        <Waiting what="Opening the record" />
      </>
    );
  return <Record concern={concern} state={state} now={now} since={since} />;
}

type RecordProps = { concern: ReturnType<typeof useConcern>; state: ConcernState; now: number; since: string | null };

function Record({ concern, state, now, since }: RecordProps) {
  const actor = useActor();
  useNoticesRead({ kinds: ["concern"], caseId: state.caseId }, concern.live);
  const leads = leadsOf(state);
  const reading = leadsNow(state);
  const gone = leads.filter((lead) => !reading.includes(lead));
  const secondGone = state.second !== null && gone.includes(state.second);
  const confirm = mayConfirm(state, actor) === true;
  const add = mayAdd(state) === true;
  return (
    <>
      <Page
        title={`${state.label} · safety`}
        back={back}
        ends={
          <>
            <LiveChip live={concern.live} since={since} />
            {state.status === "absent" || state.status === "destroyed" ? null : (
              <Chip tone={state.status === "raised" ? "wait" : state.status === "confirmed" ? "good" : "plain"}>
                {concernStatusWords[state.status]}
              </Chip>
            )}
          </>
        }
      >
        <p className="small soft">
          Only these know of it: <b>{safetyWords.readers(reading)}</b>. {gone.length > 0 ? `${safetyWords.readNoMore(gone)} ` : null}
          {state.authority === "" ? null : `${authorityWords[state.authority].ask}. `}
          {state.caseId === "" ? null : `Case ${caseRef(state.caseId)}.`}
        </p>
      </Page>
      <div className="stack loose measure">
        <Note tone="wait" icon={<Phone />}>
          {safetyWords.phone}
        </Note>
        <Thread label={`The record about ${state.label}`}>
          {concern.events.map((event) => (
            <Line key={event.id} event={event} leads={leads} now={now} />
          ))}
        </Thread>
        {state.status === "raised" && !confirm ? (
          <Note tone="wait">{(secondGone ? safetyWords.secondGone : safetyWords.waits)(state.second?.name ?? "The second person")}</Note>
        ) : null}
        {confirm ? <ConfirmIt roomId={concern.roomId} state={state} /> : null}
        {mayChooseSecond(state, actor) === true ? <ChooseSecond roomId={concern.roomId} state={state} /> : null}
        {add ? (
          <>
            <AddNote roomId={concern.roomId} leads={reading} />
            <NameAnother roomId={concern.roomId} state={state} />
            <CloseIt roomId={concern.roomId} />
          </>
        ) : null}
        {state.destroyOn === "" ? null : <KeepOn roomId={concern.roomId} on={state.destroyOn} />}
        <CheckIt roomId={concern.roomId} />
        <p className="small soft">{safetyWords.kept(state.label)}</p>
      </div>
    </>
  );
}

const icons: Record<Exclude<ConcernEvent["type"], "noteWritten">, React.ReactNode> = {
  concernRaised: <Flag />,
  concernConfirmed: <CircleCheck />,
  secondChosen: <UserPlus />,
  leadNamed: <UserPlus />,
  leadsFollowed: <UserMinus />,
  concernClosed: <LogOut />,
  destructionPlanned: <Hourglass />,
  destructionOff: <Hourglass />,
  keptOn: <Hourglass />,
  concernDestroyed: <LogOut />,
};

/** What follows by itself: nobody did it. */
const byTheHouse: readonly ConcernEvent["type"][] = ["leadsFollowed", "destructionPlanned", "destructionOff", "concernDestroyed"];

/** A decision as a knot, with the words that were written with it; a note as what somebody said. */
function Line({ event, leads, now }: { event: ConcernEvent; leads: ReturnType<typeof leadsOf>; now: number }) {
  const who = leads.find((lead) => lead.personId === event.actor.personId && lead.orgId === event.actor.orgId);
  const when = { at: event.at, words: threadTime(event.at, now) };
  const knot = concernKnot(event);
  if (event.type === "noteWritten")
    return (
      <Said id={`m${event.seq}`} name={who?.name ?? "somebody"} place={who?.orgName} when={when}>
        <span dir="auto">{event.body.text}</span>
      </Said>
    );
  const words =
    event.type === "concernRaised"
      ? event.body.reason
      : event.type === "concernClosed"
        ? event.body.outcome
        : event.type === "concernConfirmed"
          ? event.body.note
          : undefined;
  return (
    <Tied
      id={`m${event.seq}`}
      icon={icons[event.type]}
      tone={event.type === "concernRaised" ? "wait" : undefined}
      what={knot?.bold}
      detail={byTheHouse.includes(event.type) ? when.words : `by ${who?.name ?? "somebody"} · ${when.words}`}
    >
      {knot?.rest}
      {words ? (
        <span className="words concern-words" dir="auto">
          {words}
        </span>
      ) : null}
    </Tied>
  );
}
