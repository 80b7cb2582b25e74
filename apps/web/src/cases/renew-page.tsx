import "./cases.css";
import { alive, mayRecordConsent } from "@linkwork/shared/cases/rules.ts";
import { sinceOf } from "@linkwork/shared/cases/rules-papers.ts";
import type { CaseState, HeldConsent } from "@linkwork/shared/cases/state.ts";
import { caseWords } from "@linkwork/shared/cases/words.ts";
import { renewWords } from "@linkwork/shared/cases/words-consent.ts";
import { papers } from "@linkwork/shared/cases/words-papers.ts";
import { newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useSession } from "../kernel/session.ts";
import { api } from "../kernel/trpc.ts";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { Page } from "../shell/page.tsx";
import { Waiting } from "../shell/states.tsx";
import { useWork, WorkErrors } from "../shell/work.tsx";
import { announce } from "../ui/announcer.tsx";
import { Button } from "../ui/button.tsx";
import { Note } from "../ui/note.tsx";
import { useActor, useCase, useOrganisations } from "./client.ts";
import { decidedBy, fieldOfPath, firstAnswers, grantorOf, renewedTerms, saidOf } from "./components/consent-answers.ts";
import { ConsentDone } from "./components/consent-done.tsx";
import { errorsOn } from "./components/consent-errors.ts";
import { HowStep } from "./components/consent-how.tsx";
import { SpanChoice } from "./components/consent-steps.tsx";
import { KeepAway } from "./components/keep-away.tsx";
import { GrowingPaper } from "./components/paper.tsx";
import { ReceiptText } from "./components/receipt-text.tsx";
import { useNames } from "./components/use-names.ts";

/** A yes before it ends: the same words once more, for a new time, in one step. */
export function RenewPage() {
  const { caseId, consentId } = useParams({ from: "/cases/$caseId/renew/$consentId" });
  const actor = useActor();
  const room = useCase(caseId);
  const { state } = room;
  const before = state?.consents[consentId];
  const back = { to: `/cases/${caseId}/people`, label: "People and agreements" };
  if (room.status === "absent" || room.status === "closed" || (state && !before?.record)) return <NotFoundPage />;
  if (!state || !before)
    return (
      <>
        <Page title="Ask again" back={back} />
        <Waiting what="One moment" />
      </>
    );
  const may = mayRecordConsent(state, actor);
  if (may !== true)
    return (
      <>
        <Page title={renewWords.title(state.label)} back={back} />
        <Note>{caseWords[may.code as keyof typeof caseWords]}</Note>
      </>
    );
  return <Renew key={consentId} state={state} before={before} caseId={caseId} roomId={room.roomId} />;
}

type RenewProps = { state: CaseState; before: HeldConsent; caseId: string; roomId: RoomId };

function Renew({ state, before, caseId, roomId }: RenewProps) {
  const actor = useActor();
  const { hat } = useSession();
  const go = useNavigate();
  const work = useWork((path) => fieldOfPath(path));
  const [answers, setAnswers] = useState(() => firstAnswers(state, actor, before));
  // made once: a double press, or a try after a lost answer, records one yes
  const [ids] = useState(() => ({ consentId: newId<string>(Date.now()), record: newId(Date.now()), propose: newId(Date.now()) }));
  const [done, setDone] = useState(false);
  const organisations = useOrganisations();
  const names = useNames(state).consent(before.consentId);
  const { label } = state;
  const back = { to: `/cases/${caseId}/people`, label: "People and agreements" };
  const terms = renewedTerms(answers, before.terms);
  const complete = errorsOn(3, answers).length === 0 && terms.period.start !== "" && terms.period.end !== "";
  const lines =
    complete && hat
      ? papers[answers.paper].lines({
          terms,
          said: saidOf(answers),
          told: (before.record?.told ?? []).map((told) => organisations.data?.find((each) => each.orgId === told.orgId) ?? told),
          by: { name: actor.name, orgName: actor.orgName, phone: hat.phone },
          ...sinceOf(before),
          grantor: grantorOf(answers),
        })
      : null;
  const record = async () => {
    if (!work.check([...errorsOn(0, answers), ...errorsOn(3, answers), ...errorsOn(4, answers)]) || !lines) return;
    const input = {
      consentId: ids.consentId,
      supersedes: before.consentId,
      terms,
      said: saidOf(answers),
      notice: { version: 1, language: papers[answers.paper].language, text: lines },
      ...decidedBy(answers),
    };
    if (!(await work.run(() => api.cases.recordConsent.mutate({ roomId, id: ids.record, input })))) return;
    announce(renewWords.recorded(label));
    setDone(true);
  };
  const unsure = async () => {
    if (!work.check(errorsOn(3, answers))) return;
    const input = { consentId: ids.consentId, supersedes: before.consentId, terms };
    if (!(await work.run(() => api.cases.proposeConsent.mutate({ roomId, id: ids.propose, input })))) return;
    announce(renewWords.asked(label));
    await go({ to: "/cases/$caseId/people", params: { caseId } });
  };
  if (done)
    return (
      <ConsentDone
        caseId={caseId}
        roomId={roomId}
        state={state}
        consentId={ids.consentId}
        orgIds={before.terms.controllers}
        names={names}
        lines={lines ?? []}
        paper={answers.paper}
      />
    );
  if (!alive(before))
    return (
      <>
        <Page title={renewWords.title(label)} back={back} />
        <Note>{renewWords.over}</Note>
      </>
    );
  const step = { answers, set: (change: Partial<typeof answers>) => setAnswers((was) => ({ ...was, ...change })), at: work.at, label };
  return (
    <>
      <Page title={renewWords.title(label)} back={back} lead={renewWords.lead(label, names)} />
      <div className="with-side wide">
        <form
          className="stack loose measure"
          aria-label={renewWords.title(label)}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void record();
          }}
        >
          <WorkErrors work={work} />
          <SpanChoice {...step} />
          <HowStep {...step} />
          <KeepAway
            value={answers.excluded}
            onChange={(excluded) => step.set({ excluded })}
            choosing={answers.choosing}
            onChoosing={(choosing) => step.set({ choosing })}
            organisations={organisations.data ?? []}
            label={label}
            roomId={roomId}
            error={work.at("excluded")}
          />
          <div className="row wrap">
            <Button tone="main" type="submit" busy={work.busy}>
              Record {label}'s yes
            </Button>
            <Button tone="quiet" onClick={() => void unsure()}>
              {label} isn't sure: stop here
            </Button>
          </div>
        </form>
        <GrowingPaper
          label={label}
          heading="Read it out: the same words, for a new time"
          paper={answers.paper}
          onPaper={(paper) => step.set({ paper })}
        >
          <ReceiptText lines={lines ?? before.record?.notice.text ?? []} />
        </GrowingPaper>
      </div>
    </>
  );
}
