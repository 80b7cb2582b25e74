import "./projects.css";
import { type EventId, newId } from "@linkwork/shared/kernel/ids.ts";
import { joined, joinedOrAsked } from "@linkwork/shared/projects/rules-votes.ts";
import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import { placeWords as words } from "@linkwork/shared/projects/words-charter.ts";
import { projectPageWords } from "@linkwork/shared/projects/words-page.ts";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useActor } from "../cases/client.ts";
import { api } from "../kernel/trpc.ts";
import { today } from "../shell/london.ts";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { Page } from "../shell/page.tsx";
import { Waiting } from "../shell/states.tsx";
import { useWork, WorkErrors } from "../shell/work.tsx";
import { announce } from "../ui/announcer.tsx";
import { Button, LinkButton } from "../ui/button.tsx";
import { Note } from "../ui/note.tsx";
import { charterOf, draftOf, missingIn, sameCharter } from "./charter-form.ts";
import { type ProjectRoom, useLookAgain, useProject } from "./client.ts";
import { BringsFields, MeasuresFields, MoneyFields, WhatFields } from "./components/charter-fields.tsx";
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
  // what one began from; somebody else's words meanwhile don't slip under what is being written
  const [from] = useState({ charter: state.charter, charterAt: state.charterAt });
  const [draft, setDraft] = useState(() => (from.charter ? draftOf(from.charter) : null));
  const [asked, setAsked] = useState(false);
  const [sent, setSent] = useState<{ id: EventId; proposalId: string; as: string } | null>(null);
  const work = useWork();
  const proposed = state.status === "proposed";
  const here = `/projects/${state.projectId}`;
  const orgs = proposed ? joinedOrAsked(state) : joined(state);
  if (!draft || !from.charter) return null;
  const missing = missingIn(draft, orgs, today());
  const at = (field: string) => (asked ? missing.find((each) => each.field === field)?.message : undefined) ?? work.at(field);
  const before = from.charter;
  const send = async () => {
    setAsked(true);
    const same = sameCharter(draft, orgs, before);
    if (!work.check(missing.length > 0 ? missing : same ? [{ message: words.same }] : [])) return;
    const charter = charterOf(draft, orgs);
    const as = JSON.stringify(charter);
    const ids = sent?.as === as ? sent : { id: newId<EventId>(Date.now()), proposalId: newId<string>(Date.now()), as };
    setSent(ids);
    const { roomId } = room;
    const { id, proposalId } = ids;
    const went = await work.run(() =>
      proposed
        ? api.projects.reviseCharter.mutate({ roomId, id, input: { charter, heard: from.charterAt } })
        : api.projects.openProposal.mutate({ roomId, id, input: { proposalId, question: { kind: "charter", charter } } }),
    );
    await lookAgain();
    if (!went) return;
    announce(proposed ? words.revised : words.othered);
    void go({ to: "/projects/$projectId", params: { projectId: state.projectId }, search: { tab: proposed ? "charter" : "decisions" } });
  };
  const fields = { draft, set: (change: Partial<typeof draft>) => setDraft((was) => was && { ...was, ...change }), at };
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
        {state.charterAt === from.charterAt ? null : (
          <Note tone="wait" role="status">
            {words.moved}
          </Note>
        )}
        <WhatFields {...fields} />
        <BringsFields {...fields} orgs={orgs} />
        <MoneyFields {...fields} />
        <MeasuresFields {...fields} />
        <div className="row wrap">
          <Button tone="main" type="submit" busy={work.busy}>
            {proposed ? words.reviseSend : words.otherSend}
          </Button>
          <LinkButton tone="quiet" to={here} search={{ tab: "charter" }}>
            {words.leave}
          </LinkButton>
        </div>
      </form>
    </>
  );
}
