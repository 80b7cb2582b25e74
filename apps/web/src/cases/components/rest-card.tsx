import { alive, leads, mayRecordConsent } from "@linkwork/shared/cases/rules.ts";
import type { Rest } from "@linkwork/shared/cases/sharing.ts";
import { rests } from "@linkwork/shared/cases/sharing.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { restWords } from "@linkwork/shared/cases/words-consent.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { useState } from "react";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Facts } from "../../ui/facts.tsx";
import { fullDate } from "../../ui/time.ts";
import { useActor } from "../client.ts";
import { RestDialog, type RestMove } from "./rest-dialog.tsx";
import { RestLine } from "./rest-line.tsx";
import { useNames } from "./use-names.ts";

export type RestCardProps = { state: CaseState; roomId: RoomId; caseId: string };

/** Where it is noted that the person can't decide any more, or has died; and what it takes for sharing to go on. */
export function RestCard({ state, roomId, caseId }: RestCardProps) {
  const [move, setMove] = useState<RestMove | null>(null);
  const mayNote = mayRecordConsent(state, useActor()) === true;
  const { label, rest } = state;
  if (!rest && !mayNote) return null;
  return (
    <section className="card" aria-labelledby="rest">
      <h2 id="rest">{rest ? restWords.isOnHold : restWords.offer(label)}</h2>
      {rest ? (
        <Resting rest={rest} state={state} caseId={caseId} mayNote={mayNote} onMove={setMove} />
      ) : (
        <>
          <p className="small soft">{restWords.offerMore(label)}</p>
          <div className="row">
            <Button small onClick={() => setMove("rest")}>
              {restWords.note}
            </Button>
          </div>
        </>
      )}
      {move ? <RestDialog key={move} move={move} onClose={() => setMove(null)} state={state} roomId={roomId} /> : null}
    </section>
  );
}

type RestingProps = { rest: Rest; state: CaseState; caseId: string; mayNote: boolean; onMove: (move: RestMove) => void };

function Resting({ rest, state, caseId, mayNote, onMove }: RestingProps) {
  const actor = useActor();
  const { label } = state;
  const facts = [
    ...(rest.on ? [{ name: "Since", value: fullDate(`${rest.on}T12:00:00Z`) }] : []),
    ...(rest.from ? [{ name: "Told by", value: rest.from }] : []),
  ];
  return (
    <div className="stack">
      <RestLine state={state} />
      {facts.length > 0 ? <Facts facts={facts} /> : null}
      {rest.bestInterests && leads(state, actor) ? (
        <div className="stack">
          <p>{restWords.bestWaits(label)}</p>
          <BestInterests rest={rest} state={state} />
          {rest.bestInterests.by === actor.personId ? null : (
            <div className="row">
              <Button small tone="main" onClick={() => onMove("agree")}>
                {restWords.agree}
              </Button>
            </div>
          )}
        </div>
      ) : null}
      {mayNote && rest.because === "capacity" ? <WaysOn state={state} caseId={caseId} onMove={onMove} /> : null}
      {mayNote ? (
        <div className="row wrap">
          {rest.because === "capacity" ? (
            <Button small onClick={() => onMove("died")}>
              {restWords.choices.death(label)}
            </Button>
          ) : null}
          <Button small onClick={() => onMove("mistake")}>
            {restWords.mistake}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function WaysOn({ state, caseId, onMove }: Pick<RestingProps, "state" | "caseId" | "onMove">) {
  const names = useNames(state);
  const { label } = state;
  const resting = Object.values(state.consents).filter((c) => alive(c) && rests(state, c));
  return (
    <>
      <p>{restWords.ways}</p>
      <ul className="bullets">
        {resting.length > 0 ? (
          <li>
            {restWords.ask(label)}
            <span className="row wrap">
              {resting.map((c) => (
                <LinkButton key={c.consentId} small to={`/cases/${caseId}/renew/${c.consentId}`}>
                  Ask about {names.consent(c.consentId)}
                </LinkButton>
              ))}
            </span>
          </li>
        ) : null}
        <li>
          <Button small onClick={() => onMove("regained")}>
            {restWords.regained(label)}
          </Button>
        </li>
        <li>
          <Button small onClick={() => onMove("best")}>
            {restWords.best(label)}
          </Button>
        </li>
      </ul>
    </>
  );
}

function BestInterests({ rest, state }: { rest: Rest; state: CaseState }) {
  const names = useNames(state);
  if (!rest.bestInterests) return null;
  const { by, at, consulted, why, capacity } = rest.bestInterests;
  return (
    <Facts
      facts={[
        { name: "Recorded by", value: `${names.who(by, state.leadOrg).name}, ${fullDate(at)}` },
        { name: "Asked", value: consulted },
        { name: "Why", value: <span dir="auto">{why}</span> },
        ...(capacity ? [{ name: "Judged by", value: `${capacity.assessedBy}, ${fullDate(`${capacity.assessedOn}T12:00:00Z`)}` }] : []),
        ...(capacity?.authority ? [{ name: "By", value: capacity.authority }] : []),
      ]}
    />
  );
}
