import "./projects.css";
import { type EventId, newId } from "@linkwork/shared/kernel/ids.ts";
import { isWorking } from "@linkwork/shared/projects/rules.ts";
import { joined, joinedOrAsked } from "@linkwork/shared/projects/rules-votes.ts";
import type { Funding, WayOn } from "@linkwork/shared/projects/schema.ts";
import { type ProjectState, undecided } from "@linkwork/shared/projects/state.ts";
import { wayOnWords, wayWords as words } from "@linkwork/shared/projects/words-charter.ts";
import { projectPageWords } from "@linkwork/shared/projects/words-page.ts";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { LooksLike, useLooksLike } from "../boards/components/looks-like.tsx";
import { useActor } from "../cases/client.ts";
import { api } from "../kernel/trpc.ts";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { Page } from "../shell/page.tsx";
import { Waiting } from "../shell/states.tsx";
import { useWork, WorkErrors } from "../shell/work.tsx";
import { announce } from "../ui/announcer.tsx";
import { Button, LinkButton } from "../ui/button.tsx";
import { RadioCards } from "../ui/choice-cards.tsx";
import { SelectField } from "../ui/field.tsx";
import { Note } from "../ui/note.tsx";
import { fullDate } from "../ui/time.ts";
import { type ProjectRoom, useLookAgain, useProject, useSpeaks } from "./client.ts";
import { WayText } from "./components/question-body.tsx";
import { WayFields } from "./components/way-fields.tsx";
import { moneyToChoose } from "./money.ts";
import { openQuestions } from "./questions.ts";
import { emptyWay, missingInWay, type WayDraft, wayOf, ways } from "./way-form.ts";

/** How it goes on when money ends: five ways, each with what it means, who answers for it, and how. Everybody who reads the project reads this. */
export function WayOnPage() {
  const { projectId } = useParams({ from: "/projects/$projectId/way-on" });
  const { money: wanted } = useSearch({ from: "/projects/$projectId/way-on" });
  const room = useProject(projectId);
  if (room.status === "absent" || room.status === "closed") return <NotFoundPage />;
  const { state } = room;
  if (!state || state.status === "absent")
    return (
      <>
        <Page title={words.title} back={{ to: "/projects", label: projectPageWords.back }} />
        <Waiting what={projectPageWords.opening} />
      </>
    );
  const money = moneyToChoose(state, wanted);
  const all = state.charter?.money ?? [];
  return (
    <>
      <Page
        title={words.title}
        back={{ to: `/projects/${projectId}`, label: state.charter?.title ?? projectPageWords.one }}
        lead={money ? words.lead(money.name, fullDate(`${money.until}T12:00:00Z`)) : undefined}
      />
      <div className="stack loose measure">
        {all.length > 1 && money ? <WhichMoney projectId={projectId} all={all} money={money} /> : null}
        {money ? <OneMoney key={money.fundingId} room={room} state={state} money={money} /> : <p>{words.noMoney}</p>}
      </div>
    </>
  );
}

function WhichMoney({ projectId, all, money }: { projectId: string; all: readonly Funding[]; money: Funding }) {
  const go = useNavigate();
  return (
    <SelectField
      label={words.which}
      options={all.map(({ fundingId, name }) => ({ value: fundingId, label: name }))}
      value={money.fundingId}
      onChange={(event) =>
        void go({ to: "/projects/$projectId/way-on", params: { projectId }, search: { money: event.target.value }, replace: true })
      }
    />
  );
}

type OneMoneyProps = { room: ProjectRoom; state: ProjectState; money: Funding };

/** What is decided or asked about it; else the choice. */
function OneMoney({ room, state, money }: OneMoneyProps) {
  const speaks = useSpeaks(state);
  const { orgId } = useActor();
  const decided = undecided(state).includes(money) ? undefined : state.waysOn[money.fundingId];
  const open = openQuestions(state).find(({ question }) => question.kind === "wayOn" && question.fundingId === money.fundingId);
  const may = speaks && state.owners[orgId]?.status === "joined" && isWorking(state);
  return (
    <>
      {decided ? (
        <Note tone="good">
          <div className="stack tight">
            <p>
              <b>{words.decided}</b>, {words.decidedOn(fullDate(decided.at))}
            </p>
            <WayText state={state} wayOn={decided.wayOn} />
          </div>
        </Note>
      ) : null}
      {open?.question.kind === "wayOn" ? (
        <Note tone="wait">
          <div className="stack tight">
            <p>
              <b>{words.open}</b>
            </p>
            <WayText state={state} wayOn={open.question.wayOn} />
            <LinkButton small to={`/projects/${state.projectId}`} search={{ tab: "decisions" }}>
              {words.openLink}
            </LinkButton>
          </div>
        </Note>
      ) : may ? (
        <Choosing room={room} state={state} money={money} />
      ) : (
        <>
          <ul className="stack" aria-label={words.choose}>
            {ways.map((way) => (
              <li className="card" key={way}>
                <h2>{wayOnWords[way].title}</h2>
                <p>{wayOnWords[way].means}</p>
              </li>
            ))}
          </ul>
          {decided ? null : <p className="soft">{words.readOnly}</p>}
        </>
      )}
    </>
  );
}

/** Under which question a server's complaint stands. */
const fieldOf = (path: string): string => {
  const field = path.replace(/^question\.wayOn\./, "").replace(/^funding\./, "");
  return field === "from" || field === "endsOn" ? (path.includes("funding") ? "from" : "day") : field === "pence" ? "pounds" : field;
};

function Choosing({ room, state, money }: OneMoneyProps) {
  const go = useNavigate();
  const lookAgain = useLookAgain();
  const work = useWork(fieldOf);
  const [draft, setDraft] = useState<WayDraft>(emptyWay);
  const [ids] = useState(() => ({ fundingId: newId<string>(Date.now()) }));
  const [sent, setSent] = useState<{ id: EventId; proposalId: string; as: string } | null>(null);
  const looks = useLooksLike(draft, { owners: joinedOrAsked(state), standing: state.charter });
  const set = (change: Partial<WayDraft>) => setDraft((was) => ({ ...was, ...change }));
  const send = async () => {
    if (!work.check([...missingInWay(draft), ...looks.wrong])) return;
    const wayOn = wayOf(draft, ids.fundingId);
    if (!wayOn) return;
    const question = { kind: "wayOn" as const, fundingId: money.fundingId, wayOn };
    const as = JSON.stringify([question, looks.anyway]);
    const next = sent?.as === as ? sent : { id: newId<EventId>(Date.now()), proposalId: newId<string>(Date.now()), as };
    setSent(next);
    const { id, proposalId } = next;
    const input = { proposalId, question, ...looks.anyway };
    const went = await work.run(() => api.projects.openProposal.mutate({ roomId: room.roomId, id, input }));
    await lookAgain();
    if (!went) return;
    announce(words.sent);
    void go({ to: "/projects/$projectId", params: { projectId: state.projectId }, search: { tab: "decisions" } });
  };
  return (
    <form
      className="stack loose"
      aria-label={words.title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <WorkErrors work={work} />
      <RadioCards<WayOn["way"]>
        id="way"
        legend={words.choose}
        value={draft.way}
        error={work.at("way")}
        onChange={(way) => set({ way })}
        choices={ways.map((value) => ({
          value,
          label: wayOnWords[value].title,
          hint: wayOnWords[value].means,
          under: value === draft.way ? <WayFields draft={draft} set={set} at={work.at} owners={joined(state)} /> : null,
        }))}
      />
      <LooksLike looks={looks} />
      <p className="small">{words.takes}</p>
      <div className="row wrap">
        <Button tone="main" type="submit" busy={work.busy}>
          {words.send}
        </Button>
        <LinkButton tone="quiet" to={`/projects/${state.projectId}`}>
          {projectPageWords.leave}
        </LinkButton>
      </div>
    </form>
  );
}
