import "./cases.css";
import { guestOf, alive as isAlive, keptAway, mayRecordConsent, readersTold } from "@linkwork/shared/cases/rules.ts";
import { concerning, waitsForAnswer } from "@linkwork/shared/cases/rules-consent.ts";
import { mayReadLedger } from "@linkwork/shared/cases/rules-ledger.ts";
import type { CaseState, HeldConsent, Participation } from "@linkwork/shared/cases/state.ts";
import { ledgerWords } from "@linkwork/shared/cases/words-ledger.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { useParams } from "@tanstack/react-router";
import { FileSignature, ScrollText } from "lucide-react";
import { Fragment, useState } from "react";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { Page } from "../shell/page.tsx";
import { Waiting } from "../shell/states.tsx";
import { useNow } from "../shell/use-now.ts";
import { LinkButton } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { Face } from "../ui/face.tsx";
import { List, Row } from "../ui/list.tsx";
import { focusHeading } from "../ui/page-head.tsx";
import { type CaseRoom, useActor, useCase } from "./client.ts";
import { ClosedRoom } from "./components/closed-room.tsx";
import { ConsentCard } from "./components/consent-card.tsx";
import { InviteRow } from "./components/consent-done.tsx";
import { DoubtDialog, type Doubted } from "./components/doubt-dialog.tsx";
import { GuestsCard } from "./components/guests-card.tsx";
import { OurPart } from "./components/our-part.tsx";
import { RestCard } from "./components/rest-card.tsx";
import { SafeContactCard } from "./components/safe-contact.tsx";
import { useNames } from "./components/use-names.ts";
import { useNoticesRead } from "./components/use-notices-read.ts";

/** Who is in, on which yes, and what can be changed about it. */
export function PeoplePage() {
  const { caseId } = useParams({ from: "/cases/$caseId/people" });
  const room = useCase(caseId);
  const [doubted, setDoubted] = useState<Doubted | null>(null);
  useNoticesRead({ kinds: ["endingSoon", "ranOut", "invitationLapsed"], caseId }, room.live);
  const close = () => {
    setDoubted(null);
    // the button that led here went with the room
    if (room.status === "closed") requestAnimationFrame(focusHeading);
  };
  return (
    <>
      <PeopleOf room={room} caseId={caseId} onDoubt={setDoubted} />
      {doubted ? <DoubtDialog {...doubted} roomId={room.roomId} onClose={close} /> : null}
    </>
  );
}

type PeopleOfProps = { room: CaseRoom; caseId: string; onDoubt: (doubted: Doubted) => void };

/** The page as the room stands. What is said over it outlasts the room: whoever doubts a yes may be shut out by the pause. */
function PeopleOf({ room, caseId, onDoubt }: PeopleOfProps) {
  const now = useNow();
  const actor = useActor();
  const mayLook = room.state !== null && mayReadLedger(room.state, actor) !== "none";
  if (room.status === "closed" && room.closed)
    return <ClosedRoom roomId={room.roomId} caseId={caseId} closed={room.closed} drafts={room.drafts} now={now} />;
  if (room.status === "absent" || room.status === "closed") return <NotFoundPage />;
  const back = { to: `/cases/${caseId}`, label: room.state?.label ?? "Case" };
  if (!room.state)
    return (
      <>
        <Page title="People and agreements" back={back} />
        <Waiting what="Fetching who is in" />
      </>
    );
  return (
    <>
      <Page
        title="People and agreements"
        back={back}
        lead={`Who is in the conversation about ${room.state.label}, and on which yes`}
        ends={mayLook ? <LedgerLink caseId={caseId} /> : undefined}
      />
      <People state={room.state} roomId={room.roomId} caseId={caseId} now={now} onDoubt={onDoubt} />
    </>
  );
}

const LedgerLink = ({ caseId }: { caseId: string }) => (
  <LinkButton to={`/cases/${caseId}/ledger`} icon={<ScrollText />}>
    {ledgerWords.title}
  </LinkButton>
);

type PeopleProps = { state: CaseState; roomId: RoomId; caseId: string; now: number; onDoubt: PeopleOfProps["onDoubt"] };

function People({ state, roomId, caseId, now, onDoubt }: PeopleProps) {
  const actor = useActor();
  const names = useNames(state);
  const mayRecord = mayRecordConsent(state, actor) === true;
  const present = Object.values(state.participations).filter(
    (p) => p.status === "joined" || waitsForAnswer(p, new Date(now).toISOString()),
  );
  const held = concerning(state, actor).toReversed();
  const alive = held.filter((c) => isAlive(c) || c.status === "proposed");
  const past = held.filter((c) => !alive.includes(c));
  const cardOf = (consent: HeldConsent) => (
    <ConsentCard
      consent={consent}
      state={state}
      roomId={roomId}
      caseId={caseId}
      now={now}
      onDoubt={() => onDoubt({ consentId: consent.consentId, leadName: names.org(state.leadOrg) })}
    />
  );
  const mine = present.find((p) => p.orgId === actor.orgId && p.status === "joined");
  return (
    <div className="halves">
      <div className="stack loose">
        <section className="card" aria-labelledby="who-is-in">
          <h2 id="who-is-in">Who is in</h2>
          <List label="Organisations in the conversation">
            {present.map((p) => (
              <ParticipationRow key={p.participationId} state={state} p={p} now={now} />
            ))}
          </List>
        </section>
        <GuestsCard state={state} roomId={roomId} now={now} />
        {mayRecord ? <SafeContactCard state={state} roomId={roomId} /> : null}
        <RestCard state={state} roomId={roomId} caseId={caseId} />
        {mine ? <OurPart roomId={roomId} caseId={caseId} part={mine} leads={mine.consentId === null} label={state.label} /> : null}
      </div>
      {guestOf(state, actor) ? null : (
        <div className="stack loose">
          <div className="row wrap spread">
            <h2>What {state.label} has said</h2>
            {mayRecord ? (
              <LinkButton to={`/cases/${caseId}/consent`} icon={<FileSignature />} small>
                Ask {state.label}
              </LinkButton>
            ) : null}
          </div>
          {alive.length === 0 ? (
            <p className="soft">No yes is in force. Only the practice that leads the case reads the conversation.</p>
          ) : null}
          {alive.map((consent) => (
            <div key={consent.consentId} className="stack">
              {cardOf(consent)}
              <Uninvited consent={consent} state={state} roomId={roomId} mayInvite={mayRecord} />
            </div>
          ))}
          {past.length > 0 ? (
            <details className="past">
              <summary>Earlier ({past.length})</summary>
              <div className="stack">
                {past.map((consent) => (
                  <Fragment key={consent.consentId}>{cardOf(consent)}</Fragment>
                ))}
              </div>
            </details>
          ) : null}
        </div>
      )}
    </div>
  );
}

function ParticipationRow({ state, p, now }: { state: CaseState; p: Participation; now: number }) {
  const actor = useActor();
  const reads = readersTold(state, actor, new Date(now).toISOString()).some((one) => one.participationId === p.participationId);
  return (
    <Row
      lead={<Face name={p.name} sector={p.sector} />}
      title={p.name}
      detail={
        [
          ...p.members.filter((m) => !keptAway(state, m.personId, p.orgId)).map((m) => m.name),
          ...(p.inbox ? ["their shared inbox"] : []),
        ].join(", ") || "nobody yet"
      }
      end={
        p.status === "invited" ? (
          <Chip tone="wait">invited</Chip>
        ) : p.consentId === null ? (
          <Chip tone={p.sector}>leads the case</Chip>
        ) : reads ? (
          <Chip tone="good">reads and writes</Chip>
        ) : (
          <Chip tone="wait">can't read at present</Chip>
        )
      }
    />
  );
}

/** Organisations that were named and agreed to but not invited yet, that said no, or that let the time to answer go by. */
function Uninvited({ consent, state, roomId, mayInvite }: { consent: HeldConsent; state: CaseState; roomId: RoomId; mayInvite: boolean }) {
  const now = useNow();
  if (!mayInvite || consent.status !== "active" || !consent.terms.scopes.includes("message")) return null;
  const inside = new Set(
    Object.values(state.participations)
      .filter((p) => p.status === "joined" || waitsForAnswer(p, new Date(now).toISOString()))
      .map((p) => p.orgId),
  );
  const missing = consent.terms.controllers.filter((orgId) => !inside.has(orgId));
  if (missing.length === 0) return null;
  return (
    <List label="Not invited yet">
      {missing.map((orgId) => (
        <InviteRow key={orgId} orgId={orgId} consentId={consent.consentId} roomId={roomId} state={state} />
      ))}
    </List>
  );
}
