import "./projects.css";
import { type EventId, newId } from "@linkwork/shared/kernel/ids.ts";
import { gone, joined, joinedOrAsked } from "@linkwork/shared/projects/rules-votes.ts";
import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import { placeWords as words } from "@linkwork/shared/projects/words-charter.ts";
import { projectPageWords } from "@linkwork/shared/projects/words-page.ts";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { LooksLike, useLooksLike } from "../boards/components/looks-like.tsx";
import { useActor } from "../cases/client.ts";
import { api } from "../kernel/trpc.ts";
import { today } from "../shell/london.ts";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { Page } from "../shell/page.tsx";
import { Waiting } from "../shell/states.tsx";
import { useKept } from "../shell/use-kept.ts";
import { useWork, WorkErrors } from "../shell/work.tsx";
import { announce } from "../ui/announcer.tsx";
import { Button, LinkButton } from "../ui/button.tsx";
import { Note } from "../ui/note.tsx";
import { charterOf, draftOf, missingIn, sameCharter } from "./charter-form.ts";
import { type ProjectRoom, useLookAgain, useProject } from "./client.ts";
import { CharterChanges } from "./components/charter-changes.tsx";
import { BringsFields, MeasuresFields, MoneyFields, WhatFields } from "./components/charter-fields.tsx";
import { CharterText } from "./components/charter-text.tsx";
import { mayWrite } from "./tabs.ts";

/** Other words of a charter: changed at once while it is only proposed, put to the vote once it has begun. */
export function CharterWordsPage() {
  const { projectId } = useParams({ from: "/projects/$projectId/words" });
  const room = useProject(projectId);
  const actor = useActor();
  if (room.status === "absent" || room.status === "closed") return <NotFoundPage />;
  const { state } = room;
  if (!state || state.status === "absent")
    return (
      <>
        <Page title={words.reviseTitle} back={{ to: "/projects", label: projectPageWords.back }} />
        <Waiting what={projectPageWords.opening} />
      </>
    );
  if (!mayWrite(state, actor)) return <NotFoundPage />;
  return <Writing key={projectId} room={room} state={state} />;
}

function Writing({ room, state }: { room: ProjectRoom; state: ProjectState }) {
  const go = useNavigate();
  const lookAgain = useLookAgain();
  const { charter: stands, charterAt } = state;
  // what one began from stays beside it: somebody else's words meanwhile don't slip under what is being written
  const fresh = { written: stands && draftOf(stands), from: { charter: stands, charterAt } };
  const { draft: kept, set: keep, done } = useKept<typeof fresh>(`${room.roomId}/charter`, fresh, true);
  const { written: draft, from } = kept;
  const [asked, setAsked] = useState(false);
  const [sent, setSent] = useState<{ id: EventId; proposalId: string; as: string } | null>(null);
  const work = useWork();
  const looks = useLooksLike(draft ?? "", { owners: joinedOrAsked(state), standing: from.charter });
  const proposed = state.status === "proposed";
  const here = `/projects/${state.projectId}`;
  const orgs = proposed ? joinedOrAsked(state) : joined(state);
  // what somebody brought who is in it no more stays written
  const named = [...orgs, ...gone(state)];
  if (!draft || !from.charter || !stands) return null;
  // what begins anew begins with money that lasts; what has begun keeps what is over in its charter
  const missing = missingIn(draft, orgs, today(), proposed ? [] : from.charter.money);
  const at = (field: string) => (asked ? missing.find((each) => each.field === field)?.message : undefined) ?? work.at(field);
  const before = from.charter;
  const send = async () => {
    setAsked(true);
    const same = sameCharter(draft, named, before);
    if (!work.check(missing.length > 0 ? [...missing, ...looks.wrong] : same ? [{ message: words.same }] : looks.wrong)) return;
    const charter = charterOf(draft, named);
    const as = JSON.stringify([charter, looks.anyway]);
    const ids = sent?.as === as ? sent : { id: newId<EventId>(Date.now()), proposalId: newId<string>(Date.now()), as };
    setSent(ids);
    const { roomId } = room;
    const { id, proposalId } = ids;
    const went = await work.run(() =>
      proposed
        ? api.projects.reviseCharter.mutate({ roomId, id, input: { charter, heard: from.charterAt, ...looks.anyway } })
        : api.projects.openProposal.mutate({ roomId, id, input: { proposalId, question: { kind: "charter", charter }, ...looks.anyway } }),
    );
    await lookAgain();
    if (!went) return;
    done();
    announce(proposed ? words.revised : words.othered);
    void go({ to: "/projects/$projectId", params: { projectId: state.projectId }, search: { tab: proposed ? "charter" : "decisions" } });
  };
  const fields = {
    draft,
    set: (change: Partial<typeof draft>) => keep((was) => ({ from, written: was.written && { ...was.written, ...change } })),
    at,
  };
  return (
    <>
      <Page
        title={proposed ? words.reviseTitle : words.otherTitle}
        back={{ to: here, label: before.title }}
        lead={proposed ? words.reviseHow : words.otherHow}
      />
      <form
        className="stack loose measure"
        aria-label={proposed ? words.reviseTitle : words.otherTitle}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <WorkErrors work={work} />
        {charterAt === from.charterAt ? null : (
          <Note tone="wait" role="status">
            <p>{words.moved}</p>
            <details>
              <summary>{words.movedTo}</summary>
              <CharterText charter={stands} orgs={orgs} left={gone(state)} />
            </details>
            <Button small onClick={() => keep({ from: fresh.from })}>
              {words.goOn}
            </Button>
          </Note>
        )}
        <WhatFields {...fields} />
        <BringsFields {...fields} orgs={orgs} />
        <MoneyFields {...fields} />
        <MeasuresFields {...fields} />
        <LooksLike looks={looks} />
        {proposed || missing.length > 0 ? null : <CharterChanges state={state} before={stands} after={charterOf(draft, named)} />}
        <div className="row wrap">
          <Button tone="main" type="submit" busy={work.busy}>
            {proposed ? words.reviseSend : words.otherSend}
          </Button>
          <LinkButton tone="quiet" to={here} search={{ tab: "charter" }}>
            {words.leave}
          </LinkButton>
          {sameCharter(draft, named, stands) ? null : <Button onClick={() => done()}>{words.throwAway}</Button>}
        </div>
      </form>
    </>
  );
}
