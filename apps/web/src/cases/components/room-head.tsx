import { alive, guestOf, guestsNow, holds, invitationLife, open, readersTold, revocable } from "@linkwork/shared/cases/rules.ts";
import { concerning } from "@linkwork/shared/cases/rules-consent.ts";
import { covers, rests } from "@linkwork/shared/cases/sharing.ts";
import type { CaseState, HeldConsent } from "@linkwork/shared/cases/state.ts";
import { compartmentWords } from "@linkwork/shared/cases/words.ts";
import { guestWords } from "@linkwork/shared/cases/words-guests.ts";
import { useNavigate } from "@tanstack/react-router";
import { CalendarDays, FileText, Hand, Hourglass, Users } from "lucide-react";
import type { ReactNode } from "react";
import { Page } from "../../shell/page.tsx";
import { useWide } from "../../shell/use-wide.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { LazyMenu } from "../../ui/lazy-menu.tsx";
import { fullDate } from "../../ui/time.ts";
import { useActor } from "../client.ts";
import { endWords } from "../guests.ts";
import type { Names } from "../thread-model.ts";
import { CouldNotFind } from "./could-not-find.tsx";
import { useNames } from "./use-names.ts";

export type RoomHeadProps = { state: CaseState; caseId: string; now: number; chip: ReactNode; onWithdraw: () => void };

/** Who it is about, whether it is live, who is in as the person agreed, and until when. */
export function RoomHead({ state, caseId, now, chip, onWithdraw }: RoomHeadProps) {
  const actor = useActor();
  const names = useNames(state);
  // in force, or paused
  const held = concerning(state, actor).filter(alive);
  const mine = revocable(state, actor);
  const wide = useWide();
  const receipts = guestOf(state, actor) ? null : <Receipts alive={held.filter((c) => c.record)} caseId={caseId} names={names} />;
  return (
    <Page
      stays
      title={`${state.label} · ${state.compartment === "general" ? state.need : compartmentWords[state.compartment].toLocaleLowerCase("en-GB")}`}
      back={{ to: "/cases", label: "Cases" }}
      ends={
        <>
          {/* on a phone the title scrolls away: whose conversation it is says the button, or these initials */}
          {wide || mine.length > 0 ? null : <b aria-hidden="true">{state.label}</b>}
          {chip}
          {wide ? receipts : null}
          {mine.length > 0 ? (
            <Button tone="stop" icon={<Hand />} onClick={onWithdraw}>
              {state.label} withdraws
            </Button>
          ) : null}
        </>
      }
    >
      <div className="row wrap in-it">
        <span className="small soft">
          {state.compartment === "general"
            ? Object.values(state.consents).some(alive)
              ? `In this conversation, as ${state.label} agreed:`
              : "In this conversation:"
            : `Only these read the notes on ${compartmentWords[state.compartment].toLocaleLowerCase("en-GB")}:`}
        </span>
        <Participants state={state} now={now} />
        {guestsNow(state, new Date(now).toISOString()).map(({ guestId, name, until }) => (
          <Chip key={guestId} icon={<Hourglass />}>
            {name} · {guestWords.until(endWords(until, now))}
          </Chip>
        ))}
        <AgreedUntil alive={held} now={now} />
        {wide ? null : receipts}
        <LinkButton to={`/cases/${caseId}/people`} small tone="quiet" icon={<Users />}>
          People and agreements
        </LinkButton>
        <CouldNotFind state={state} />
      </div>
    </Page>
  );
}

function Receipts({ alive, caseId, names }: { alive: readonly HeldConsent[]; caseId: string; names: Names }) {
  const go = useNavigate();
  const [only] = alive;
  if (!only) return null;
  const to = (consent: HeldConsent) => `/cases/${caseId}/receipt/${consent.consentId}`;
  if (alive.length === 1)
    return (
      <LinkButton to={to(only)} icon={<FileText />}>
        Receipt
      </LinkButton>
    );
  return (
    <LazyMenu
      label="Receipts"
      entries={alive.map((consent) => ({
        id: consent.consentId,
        label: names.consent(consent.consentId),
        icon: <FileText />,
        onAction: () => void go({ to: to(consent) }),
      }))}
    >
      <FileText />
      Receipts
    </LazyMenu>
  );
}

function Participants({ state, now }: { state: CaseState; now: number }) {
  const actor = useActor();
  const iso = new Date(now).toISOString();
  const reads = new Map(readersTold(state, actor, iso).map((p) => [p.participationId, p]));
  return Object.values(state.participations).map((p) => {
    const reading = reads.get(p.participationId);
    if (reading)
      return (
        <Chip key={p.participationId} tone={p.sector}>
          {p.name} · {p.inbox ? "shared inbox" : reading.members.length}
          {p.inbox ? null : <span className="visually-hidden">{reading.members.length === 1 ? " person" : " people"}</span>}
        </Chip>
      );
    if (p.status === "invited" && state.compartment === "general")
      return (
        <Chip key={p.participationId} tone="wait">
          {p.name}: {now - Date.parse(p.invitedAt) > invitationLife ? "did not answer in two weeks" : "invited"}
        </Chip>
      );
    if (p.status !== "joined") return null;
    const consent = p.consentId === null ? undefined : state.consents[p.consentId];
    if (consent && !covers(state.compartment, consent.terms.scopes)) return null;
    const why = open(state, p, iso)
      ? "can't read at present"
      : consent && rests(state, consent)
        ? "on hold"
        : consent?.status === "paused"
          ? "paused"
          : consent && !holds(consent, iso)
            ? "time is over"
            : consent && !consent.terms.scopes.includes("message")
              ? "no longer shared"
              : "waits for the agreement";
    return (
      <Chip key={p.participationId} tone="wait" icon={<Hourglass />}>
        {p.name}: {why}
      </Chip>
    );
  });
}

function AgreedUntil({ alive, now }: { alive: readonly HeldConsent[]; now: number }) {
  const [first, ...others] = alive.map((c) => c.terms.period.end).sort();
  if (first === undefined) return null;
  const day = fullDate(Date.parse(first) - 1);
  if (Date.parse(first) <= now)
    return (
      <Chip tone="wait" icon={<CalendarDays />}>
        agreed until {day}: ask again
      </Chip>
    );
  return <Chip icon={<CalendarDays />}>{others.some((end) => end !== first) ? `first agreed until ${day}` : `agreed until ${day}`}</Chip>;
}
