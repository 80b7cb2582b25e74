import { alive, holds, mayRecordConsent, revocable } from "@linkwork/shared/cases/rules.ts";
import { endingSoon } from "@linkwork/shared/cases/rules-due.ts";
import { rests } from "@linkwork/shared/cases/sharing.ts";
import type { CaseState, HeldConsent } from "@linkwork/shared/cases/state.ts";
import { consentStatusWords, purposeWords, scopeWords } from "@linkwork/shared/cases/words.ts";
import { doubtWords, renewWords } from "@linkwork/shared/cases/words-consent.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { useState } from "react";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { Facts } from "../../ui/facts.tsx";
import { fullDate } from "../../ui/time.ts";
import { useActor } from "../client.ts";
import { ConsentDialog, type ConsentMove } from "./consent-dialog.tsx";
import { useNames } from "./use-names.ts";
import { stoppableIn } from "./withdraw-dialog.tsx";

export type ConsentCardProps = {
  consent: HeldConsent;
  state: CaseState;
  roomId: RoomId;
  caseId: string;
  now: number;
  /** Somebody wants to say that this one was not said freely. */
  onDoubt: () => void;
};

/** One yes (or question, or no): for whom, for what, until when, and what the person may change about it. */
export function ConsentCard({ consent, state, roomId, caseId, now, onDoubt }: ConsentCardProps) {
  const actor = useActor();
  const [move, setMove] = useState<ConsentMove | null>(null);
  const iso = new Date(now).toISOString();
  const names = useNames(state);
  const who = names.consent(consent.consentId);
  const over = consent.status === "active" && !holds(consent, iso);
  const mayRecord = mayRecordConsent(state, actor) === true;
  const soon = endingSoon(state, actor, iso).includes(consent);
  const mayStop = revocable(state, actor).includes(consent);
  const resting = alive(consent) && rests(state, consent);
  const tone =
    over || resting || consent.status === "paused" || consent.status === "proposed"
      ? "wait"
      : consent.status === "active"
        ? "good"
        : "plain";
  return (
    <article className="card" aria-label={`${state.label} and ${who}`}>
      <div className="row wrap spread top">
        <h3>{who}</h3>
        <Chip tone={tone}>{resting ? "on hold" : over ? "its time is over" : consentStatusWords[consent.status]}</Chip>
      </div>
      <Facts
        facts={[
          { name: "For", value: purposeWords[consent.terms.purpose] },
          { name: "May see", value: consent.terms.scopes.map((s) => scopeWords[s].short).join(", ") },
          { name: "Until", value: fullDate(Date.parse(consent.terms.period.end) - 1) },
          ...(consent.endedAt ? [{ name: "Ended", value: fullDate(consent.endedAt) }] : []),
        ]}
      />
      {consent.status === "proposed" && consent.supersedes !== undefined ? (
        <p className="small soft">{renewWords.inPlaceOf(state.label)}</p>
      ) : null}
      {soon ? <p className="small">{renewWords.soon}</p> : null}
      <div className="row wrap">
        {consent.record ? (
          <LinkButton small to={`/cases/${caseId}/receipt/${consent.consentId}`}>
            Receipt<span className="visually-hidden"> for {who}</span>
          </LinkButton>
        ) : null}
        {consent.status === "proposed" && mayRecord ? (
          <>
            <LinkButton small to={`/cases/${caseId}/consent`} search={{ asked: consent.consentId }}>
              {state.label} has answered: go on
            </LinkButton>
            <Button small onClick={() => setMove("refuse")}>
              {state.label} said no
            </Button>
          </>
        ) : null}
        {mayRecord && alive(consent) ? (
          <>
            <LinkButton small to={`/cases/${caseId}/renew/${consent.consentId}`}>
              Ask again<span className="visually-hidden"> about {who}</span>
            </LinkButton>
            <LinkButton small to={`/cases/${caseId}/consent`} search={{ renews: consent.consentId, step: 2 }}>
              Share more<span className="visually-hidden"> with {who}</span>
            </LinkButton>
          </>
        ) : null}
        {mayRecord && consent.status === "paused" && !resting ? (
          <Button small onClick={() => setMove("resume")}>
            Go on sharing
          </Button>
        ) : null}
        {alive(consent) ? (
          <Button small tone="quiet" onClick={onDoubt}>
            {doubtWords.button}
            <span className="visually-hidden"> {who}</span>
          </Button>
        ) : null}
        {mayStop ? (
          <>
            {consent.terms.scopes.length > 1 ? (
              <Button small onClick={() => setMove("narrow")}>
                Share less
              </Button>
            ) : null}
            {consent.status === "active" ? (
              <Button small onClick={() => setMove("pause")}>
                Pause
              </Button>
            ) : null}
            <Button small onClick={() => setMove("mistake")}>
              Recorded by mistake
            </Button>
            <Button small tone="stop" onClick={() => setMove("withdraw")}>
              {state.label} withdraws
            </Button>
          </>
        ) : null}
      </div>
      <ConsentDialog
        move={move}
        onClose={() => setMove(null)}
        sharing={stoppableIn(state, actor, names, consent)}
        scopes={consent.terms.scopes}
        label={state.label}
        roomId={roomId}
      />
    </article>
  );
}
