import { alive, keptAway } from "@linkwork/shared/cases/rules.ts";
import { canTakePart, namedAlready } from "@linkwork/shared/cases/rules-consent.ts";
import { sinceOf } from "@linkwork/shared/cases/rules-papers.ts";
import type { CaseState, HeldConsent } from "@linkwork/shared/cases/state.ts";
import { purposeWords } from "@linkwork/shared/cases/words.ts";
import { onceWords } from "@linkwork/shared/cases/words-consent.ts";
import { papers } from "@linkwork/shared/cases/words-papers.ts";
import { agreementWith } from "@linkwork/shared/identity/rules.ts";
import type { OrgCard } from "@linkwork/shared/identity/schema.ts";
import { newId, type OrgId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { clearText } from "../../kernel/drafts.ts";
import { useOrganisation } from "../../kernel/notices.ts";
import { useSession } from "../../kernel/session.ts";
import { api } from "../../kernel/trpc.ts";
import { today } from "../../shell/london.ts";
import { Page } from "../../shell/page.tsx";
import { useKept } from "../../shell/use-kept.ts";
import { useWork } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { Steps } from "../../ui/steps.tsx";
import { fullDate } from "../../ui/time.ts";
import { useActor } from "../client.ts";
import { type Answers, asksTheSame, decidedBy, fieldOfPath, firstAnswers, grantorOf, saidOf, termsOf } from "./consent-answers.ts";
import { ConsentCheck } from "./consent-check.tsx";
import { ConsentDone } from "./consent-done.tsx";
import { errorsOn, stepOf, steps } from "./consent-errors.ts";
import { HowStep } from "./consent-how.tsx";
import { UntilStep, WhatStep, WhoStep, WhyStep } from "./consent-steps.tsx";
import { KeepAway } from "./keep-away.tsx";
import { GrowingPaper } from "./paper.tsx";
import { ReceiptText } from "./receipt-text.tsx";

export type ConsentWizardProps = {
  caseId: string;
  roomId: RoomId;
  state: CaseState;
  organisations: readonly OrgCard[];
  /** The consent that the new one takes the place of. */
  renews: HeldConsent | undefined;
  /** One that was asked about before, without an answer. */
  asked: HeldConsent | undefined;
};

/** Who, why, what, until when, how it was said; then all of it once more before it is recorded. */
export function ConsentWizard({ caseId, roomId, state, organisations, renews, asked }: ConsentWizardProps) {
  const actor = useActor();
  const { hat } = useSession();
  const ours = useOrganisation();
  const go = useNavigate();
  const search = useSearch({ from: "/cases/$caseId/consent" });
  const [fresh] = useState<Answers>(() => firstAnswers(state, actor, renews ?? asked));
  // a phone that loads the page again beside the person asks nothing twice; another day it begins anew, since it says when it was said
  const [box] = useState(() => `consent/${roomId}/${(renews ?? asked)?.consentId ?? "new"}/${today()}`);
  const { draft: answers, set } = useKept<Answers>(box, fresh, true);
  // made once: a double press, or a try after a lost answer, records one consent
  const [ids] = useState(() => ({
    consentId: asked?.consentId ?? newId<string>(Date.now()),
    record: newId(Date.now()),
    propose: newId(Date.now()),
  }));
  const [done, setDone] = useState(false);
  const work = useWork((path) => fieldOfPath(path));
  const { label } = state;
  // what was asked in place of an older yes takes its place, if that one still stands
  const asks = asked?.supersedes === undefined ? undefined : state.consents[asked.supersedes];
  const older = renews ?? (alive(asks) ? asks : undefined);

  // the address names the step, so that "back" on a phone goes one question back; nobody gets past a question unanswered
  const nameOf = (orgId: OrgId): string => organisations.find((each) => each.orgId === orgId)?.name ?? "";
  const takenOf = (orgId: OrgId): boolean => namedAlready(state, orgId, [older?.consentId, ids.consentId]);
  const taken = answers.controllers.filter(takenOf).map(nameOf);
  const reachable = steps.findIndex((_, index) => errorsOn(index, answers, taken).length > 0);
  const at = Math.min(search.step ?? 0, reachable < 0 ? steps.length - 1 : reachable);
  const shownErrors = work.errors.filter((error) => error.field === undefined || stepOf(error.field) === at);
  const mending = shownErrors.length > 0;
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(at);
  useEffect(() => {
    // where something is to be mended, the summary takes the focus to it
    if (shown.current !== at && !mending) heading.current?.focus();
    shown.current = at;
  }, [at, mending]);
  const goTo = (step: number) => go({ to: "/cases/$caseId/consent", params: { caseId }, search: { ...search, step } });

  const told = answers.controllers.map((orgId) => {
    const card = organisations.find((each) => each.orgId === orgId);
    return { name: card?.name ?? "", phone: card?.phone ?? "" };
  });
  const names = new Intl.ListFormat("en-GB").format(told.map((each) => each.name));
  const purpose = answers.purpose;
  const complete = purpose !== null && told.length > 0 && errorsOn(2, answers).length === 0 && errorsOn(3, answers).length === 0;
  const lines =
    complete && hat && saidOf(answers).on !== ""
      ? papers[answers.paper].lines({
          terms: termsOf(answers, purpose, actor),
          said: saidOf(answers),
          told,
          by: { name: actor.name, orgName: actor.orgName, phone: hat.phone },
          ...sinceOf(older),
          grantor: grantorOf(answers),
        })
      : null;

  const standing = (orgId: OrgId) => {
    const now = new Date().toISOString();
    const agreement = ours ? agreementWith(ours, orgId) : undefined;
    const inDate = agreement !== undefined && agreement.validFrom <= now && now < agreement.validTo;
    if (takenOf(orgId)) return { taken: true, words: onceWords.already(label) };
    return {
      taken: false,
      words: inDate
        ? `Agreement with your organisation until ${fullDate(Date.parse(agreement.validTo) - 1)}.`
        : "No agreement in date between you yet: they can come in once it is signed.",
    };
  };

  const record = async () => {
    if (!lines || purpose === null) return;
    const input = {
      consentId: ids.consentId,
      ...(older ? { supersedes: older.consentId } : {}),
      terms: termsOf(answers, purpose, actor),
      said: saidOf(answers),
      notice: { version: 1, language: papers[answers.paper].language, text: lines },
      ...decidedBy(answers),
    };
    if (await work.run(() => api.cases.recordConsent.mutate({ roomId, id: ids.record, input }))) {
      clearText(box);
      announce(`${label}'s yes is recorded.`);
      setDone(true);
    }
  };
  // a complaint about an earlier question takes one there
  const wrong = work.errors.find((error) => error.field !== undefined)?.field;
  const wrongStep = wrong === undefined ? -1 : stepOf(wrong);
  const { attempt } = work;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new attempt moves the page
  useEffect(() => {
    if (wrongStep >= 0 && wrongStep !== at) void goTo(wrongStep);
  }, [attempt]);

  const stop = async () => {
    const leave = () => {
      clearText(box);
      return go({ to: "/cases/$caseId", params: { caseId } });
    };
    const nothingAsked = renews !== undefined && asksTheSame(answers, renews);
    if (answers.controllers.length === 0 || purpose === null || answers.scopes.length === 0 || asked || nothingAsked) return await leave();
    const input = {
      consentId: ids.consentId,
      ...(renews ? { supersedes: renews.consentId } : {}),
      terms: termsOf({ ...answers, span: answers.span === "day" ? "6" : answers.span }, purpose, actor),
    };
    if (await work.run(() => api.cases.proposeConsent.mutate({ roomId, id: ids.propose, input }))) {
      announce(
        renews
          ? `It is noted that ${label} was asked. What was agreed before stays as it is.`
          : `It is noted that ${label} was asked. Nothing is shared.`,
      );
      await leave();
    }
  };

  if (done)
    return (
      <ConsentDone
        caseId={caseId}
        roomId={roomId}
        state={state}
        consentId={ids.consentId}
        orgIds={answers.controllers}
        names={names}
        lines={lines ?? []}
        paper={answers.paper}
      />
    );
  const others = organisations.filter((o) => o.orgId !== actor.orgId && canTakePart(o));
  const step = { answers, set, at: work.at, label };
  return (
    <>
      <Page title={`What does ${label} agree to?`} back={{ to: `/cases/${caseId}`, label }}>
        <Steps label="Questions" steps={steps} at={at} />
      </Page>
      <div className="with-side wide">
        <form
          className="stack loose measure"
          aria-label={`What ${label} agrees to`}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (at === steps.length - 1) void record();
            else if (work.check(errorsOn(at, answers, taken))) void goTo(at + 1);
          }}
        >
          <h2 ref={heading} tabIndex={-1} className="visually-hidden">
            {steps[at]}
          </h2>
          <ErrorSummary key={at} errors={shownErrors} attempt={work.attempt} />
          {at === 0 ? (
            <>
              <WhoStep {...step} organisations={others.filter((o) => !keptAway(state, null, o.orgId))} standing={standing} />
              <KeepAway
                value={answers.excluded}
                onChange={(excluded) => set({ excluded })}
                choosing={answers.choosing}
                onChoosing={(choosing) => set({ choosing })}
                organisations={organisations}
                label={label}
                roomId={roomId}
                error={work.at("excluded")}
              />
            </>
          ) : null}
          {at === 1 ? <WhyStep {...step} /> : null}
          {at === 2 ? <WhatStep {...step} names={names} /> : null}
          {at === 3 ? <UntilStep {...step} /> : null}
          {at === 4 ? <HowStep {...step} /> : null}
          {at === 5 && purpose ? <ConsentCheck answers={answers} names={names} label={label} goTo={(to) => void goTo(to)} /> : null}
          <div className="row wrap">
            <Button tone="main" type="submit" busy={work.busy}>
              {at === steps.length - 1 ? `Record ${label}'s yes` : "Continue"}
            </Button>
            {at > 0 ? <Button onClick={() => void goTo(at - 1)}>Back</Button> : null}
            <Button tone="quiet" onClick={() => void stop()}>
              {label} isn't sure: stop here
            </Button>
          </div>
        </form>
        <GrowingPaper label={label} heading={`What ${label} takes home`} paper={answers.paper} onPaper={(paper) => set({ paper })}>
          {lines ? (
            <ReceiptText lines={lines} />
          ) : (
            <p>
              You told {actor.name} at {actor.orgName} that {names || "…"} may know, for {purpose ? purposeWords[purpose] : "…"}: …
            </p>
          )}
        </GrowingPaper>
      </div>
    </>
  );
}
