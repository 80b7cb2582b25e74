import "./projects.css";
import { newId, type OrgId, type ProjectId } from "@linkwork/shared/kernel/ids.ts";
import { projectRoom } from "@linkwork/shared/kernel/room.ts";
import type { Template } from "@linkwork/shared/projects/schema.ts";
import { templateOrder, charterWords as words } from "@linkwork/shared/projects/words-charter.ts";
import { projectPageWords, templateWords } from "@linkwork/shared/projects/words-page.ts";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { LooksLike, useLooksLike } from "../boards/components/looks-like.tsx";
import { useActor, useOrganisations } from "../cases/client.ts";
import { useNote } from "../exchange/learning.ts";
import { useDraftText } from "../kernel/drafts.ts";
import { api } from "../kernel/trpc.ts";
import { AskDialog } from "../shell/ask-dialog.tsx";
import { today } from "../shell/london.ts";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { useRequestId } from "../shell/use-request-id.ts";
import { useWork, WorkErrors } from "../shell/work.tsx";
import { announce } from "../ui/announcer.tsx";
import { Button } from "../ui/button.tsx";
import { RadioCards } from "../ui/choice-cards.tsx";
import { Steps } from "../ui/steps.tsx";
import { charterOf } from "./charter-form.ts";
import { useLookAgain } from "./client.ts";
import { BeganFrom, useFromGap } from "./components/began-from.tsx";
import { BringsFields, MeasuresFields, MoneyFields, WhatFields } from "./components/charter-fields.tsx";
import { CharterText } from "./components/charter-text.tsx";
import { MissingList } from "./components/missing-list.tsx";
import { WhoFields } from "./components/who-fields.tsx";
import { emptyProposal, missingToPropose, ownersOf, type Partner, type ProposalDraft, proposalIn } from "./propose-form.ts";

const back = { to: "/projects", label: projectPageWords.back };
const box = "project/new";

/** A project is thought out step by step, read as its partners will read it, and proposed. */
export function ProposePage() {
  const { note: noteId, gap } = useSearch({ from: "/projects/new" });
  const [kept, keep, ready] = useDraftText(box);
  const orgs = useOrganisations();
  const page = <Page title={words.title} back={back} lead={words.lead} />;
  if (orgs.isError && !orgs.data)
    return (
      <>
        {page}
        <Failed error={orgs.error} what={projectPageWords.failed} onAgain={() => void orgs.refetch()} />
      </>
    );
  if (!ready || !orgs.data)
    return (
      <>
        {page}
        <Waiting what={projectPageWords.fetching} />
      </>
    );
  return (
    <>
      {page}
      <Proposing first={proposalIn(kept)} keep={keep} noteId={noteId} gap={gap} orgs={orgs.data} />
    </>
  );
}

type ProposingProps = {
  first: ProposalDraft | null;
  keep: (text: string) => void;
  noteId: string | undefined;
  gap: string | undefined;
  orgs: readonly (Partner & { about: string })[];
};

function Proposing({ first, keep, noteId, gap, orgs }: ProposingProps) {
  const actor = useActor();
  const go = useNavigate();
  const lookAgain = useLookAgain();
  const [draft, setDraft] = useState<ProposalDraft>(() => ({
    ...(first ?? emptyProposal),
    projectId: first?.projectId || newId<ProjectId>(Date.now()),
  }));
  const [step, setStep] = useState(0);
  const [asked, setAsked] = useState(false);
  const idOf = useRequestId();
  const work = useWork();
  const focus = useFocus();
  const written = useRef(false);
  const set = (change: Partial<ProposalDraft>) => {
    written.current = true;
    setDraft((was) => ({ ...was, ...change }));
  };
  useEffect(() => {
    if (written.current) keep(JSON.stringify(draft));
  }, [draft, keep]);
  useFromNote(noteId, draft, set);
  useFromGap(gap, draft, set);
  const mine: Partner = { orgId: actor.orgId, name: actor.orgName, sector: actor.sector };
  const owners = ownersOf(draft, mine, orgs);
  const looks = useLooksLike(draft, { owners });
  const missing = missingToPropose(draft, owners, today());
  const at = (field: string) => (asked ? missing.find((each) => each.field === field)?.message : undefined) ?? work.at(field);
  const to = (next: number, field = "step") => {
    setStep(next);
    focus(field);
  };
  const last = words.steps.length - 1;
  const propose = async () => {
    setAsked(true);
    if (missing.length > 0) return focus("missing");
    if (looks.stops) return focus(looks.id);
    const { projectId, template, partners, gapId } = draft;
    if (projectId === "") return;
    const from = gapId === "" ? {} : { gapId };
    const input = { projectId, charter: charterOf(draft, owners), template, partners: [...partners], ...from, ...looks.anyway };
    const id = idOf(input);
    if (!(await work.run(() => api.projects.proposeProject.mutate({ roomId: projectRoom(projectId), id, input })))) return;
    keep("");
    announce(words.sent);
    await lookAgain();
    void go({ to: "/projects/$projectId", params: { projectId } });
  };
  const throwAway = async () => {
    written.current = false;
    keep("");
    setDraft({ ...emptyProposal, projectId: newId<ProjectId>(Date.now()) });
    setAsked(false);
    to(0);
  };
  const fields = { draft, set, at };
  return (
    <form
      className="stack loose measure"
      aria-label={words.title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (step < last) to(step + 1);
        else void propose();
      }}
    >
      <Steps label={words.stepsLabel} steps={words.steps} at={step} />
      <WorkErrors work={work} />
      {draft.gapId === "" ? null : <BeganFrom gapId={draft.gapId} leave={() => set({ gapId: "" })} />}
      <div id="step" tabIndex={-1} className="stack loose project-step">
        {step === 0 ? <WhatFields {...fields} /> : null}
        {step === 1 ? (
          <WhoFields
            chosen={draft.partners}
            choose={(partners: OrgId[]) => set({ partners })}
            all={orgs.filter(({ orgId }) => orgId !== actor.orgId)}
            mine={actor.sector}
            error={at("partners")}
          />
        ) : null}
        {step === 2 ? <BringsFields {...fields} orgs={owners} /> : null}
        {step === 3 ? <MoneyFields {...fields} /> : null}
        {step === 4 ? <MeasuresFields {...fields} /> : null}
        {step === 5 ? (
          <RadioCards<Template>
            legend={words.board}
            hint={words.boardHint}
            value={draft.template}
            onChange={(template) => set({ template })}
            choices={templateOrder.map((value) => ({ value, ...templateWords[value] }))}
          />
        ) : null}
        {step === last ? (
          <>
            <h2>{words.read}</h2>
            {missing.length > 0 ? <MissingList missing={missing} urgent={asked} go={(each) => to(each.step, each.field)} /> : null}
            <article className="card stack loose" aria-label={draft.title || words.title}>
              {draft.title.trim() === "" ? null : <h2 dir="auto">{draft.title}</h2>}
              <CharterText charter={charterOf(draft, owners)} orgs={owners} />
            </article>
            {owners.length > 1 ? (
              <p>{words.asksThem(new Intl.ListFormat("en-GB").format(owners.slice(1).map(({ name }) => name)))}</p>
            ) : null}
            <p className="soft">{words.after}</p>
          </>
        ) : null}
      </div>
      <LooksLike looks={looks} />
      <div className="row wrap">
        <Button tone="main" type="submit" busy={work.busy}>
          {step === last ? words.send : words.next}
        </Button>
        {step > 0 ? <Button onClick={() => to(step - 1)}>{words.before}</Button> : null}
        <AskDialog
          label={words.throw}
          title={words.throwTitle}
          leave={words.throwKeep}
          tone="stop"
          quiet
          asking
          done={words.thrown}
          send={throwAway}
        >
          {() => <p>{words.throwHow}</p>}
        </AskDialog>
      </div>
      <p className="small soft">{words.kept}</p>
    </form>
  );
}

/** To a part of the form that is there after the next drawing. */
function useFocus(): (id: string) => void {
  const [wanted, setWanted] = useState<{ id: string } | null>(null);
  useEffect(() => {
    if (wanted) document.getElementById(wanted.id)?.focus();
  }, [wanted]);
  return (id) => setWanted({ id });
}

/** What a learning note says is missing begins the words; what somebody has written already stays. */
function useFromNote(noteId: string | undefined, draft: ProposalDraft, set: (change: Partial<ProposalDraft>) => void): void {
  const note = useNote(noteId ?? "", noteId !== undefined).data;
  const done = useRef(false);
  useEffect(() => {
    if (!note || done.current) return;
    done.current = true;
    if (draft.need.trim() === "") set({ need: words.fromNote(note.title) });
  });
}
