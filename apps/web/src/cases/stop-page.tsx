import "./cases.css";
import { names as listed } from "@linkwork/shared/cases/words.ts";
import { doubtWords, onceWords } from "@linkwork/shared/cases/words-consent.ts";
import { stopWords } from "@linkwork/shared/cases/words-ending.ts";
import type { CaseId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { caseRoom } from "@linkwork/shared/kernel/room.ts";
import { useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Hand, LogOut } from "lucide-react";
import { useState } from "react";
import { refusedFrom } from "../kernel/refused.ts";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { useNow } from "../shell/use-now.ts";
import { Button, LinkButton } from "../ui/button.tsx";
import { Facts } from "../ui/facts.tsx";
import { fullDate } from "../ui/time.ts";
import { type Sharing, useActor, useSharing } from "./client.ts";
import { ConsentDialog, type ConsentMove } from "./components/consent-dialog.tsx";
import { DoubtDialog } from "./components/doubt-dialog.tsx";
import { LeaveDialog } from "./components/our-part.tsx";
import { SharingChip } from "./components/sharing-chip.tsx";
import { type Stoppable, whoEnds } from "./components/withdraw-dialog.tsx";

type Done = { move: ConsentMove; label: string } & Pick<Stoppable, "who" | "ends" | "stays">;
const back = { to: "/cases", label: "Cases" };

/** For who is not in the conversation, and hears from the person that they want to stop: one question, and nothing of what is written. */
export function StopPage() {
  const { caseId } = useParams({ from: "/cases/$caseId/stop" });
  return <Stop key={caseId} roomId={caseRoom(caseId as CaseId)} />;
}

function Stop({ roomId }: { roomId: RoomId }) {
  const sharing = useSharing(roomId);
  const cache = useQueryClient();
  const [done, setDone] = useState<Done | null>(null);
  if (done) return <Recorded done={done} />;
  if (sharing.isError && refusedFrom(sharing.error).meaning === "NOT_FOUND") return <NotFoundPage />;
  if (!sharing.data)
    return (
      <>
        <Page title={stopWords.title} back={back} />
        {sharing.isError ? (
          <Failed error={sharing.error} what="What you can stop can't be looked up just now." onAgain={() => void sharing.refetch()} />
        ) : (
          <Waiting what="Looking up what you can stop" />
        )}
      </>
    );
  const label = sharing.data[0]?.label ?? "";
  const noted = (next: Done) => {
    void cache.invalidateQueries({ queryKey: ["stoppable"] });
    void cache.invalidateQueries({ queryKey: ["cases"] });
    setDone(next);
  };
  return (
    <>
      <Page title={stopWords.question(label)} back={back} lead={stopWords.asked(label)} />
      <div className="stack loose measure">
        {sharing.data.map((each) => (
          <SharingCard
            key={each.consentId}
            sharing={each}
            onDone={(move) =>
              noted({
                move,
                label,
                ...whoEnds(
                  each.orgs.map((org) => org.name),
                  each.stays,
                ),
              })
            }
          />
        ))}
      </div>
    </>
  );
}

function SharingCard({ sharing, onDone }: { sharing: Sharing; onDone: (move: ConsentMove) => void }) {
  const actor = useActor();
  const now = useNow();
  const [move, setMove] = useState<ConsentMove | null>(null);
  const [leaving, setLeaving] = useState(false);
  const [doubting, setDoubting] = useState(false);
  const { consentId, label, roomId, status, until, leaves, leadName } = sharing;
  const over = Date.parse(until) <= now;
  const { who, ends, stays } = whoEnds(
    sharing.orgs.map((org) => org.name),
    sharing.stays,
  );
  return (
    <section className="card" aria-labelledby={`with-${consentId}`}>
      <div className="row wrap spread top">
        <h2 id={`with-${consentId}`}>{who}</h2>
        <SharingChip sharing={sharing} now={now} />
      </div>
      <Facts facts={[{ name: "Agreed until", value: fullDate(Date.parse(until) - 1) }]} />
      {over ? (
        <p className="small soft">{stopWords.over}</p>
      ) : sharing.orgs.some((org) => org.orgId === actor.orgId) ? (
        <p className="small soft">{stopWords.others(label)}</p>
      ) : null}
      <div className="row wrap">
        {over ? null : (
          <>
            {status === "active" ? <Button onClick={() => setMove("pause")}>{label} pauses</Button> : null}
            <Button tone="stop" icon={<Hand />} onClick={() => setMove("withdraw")}>
              {label} withdraws<span className="visually-hidden"> from {who}</span>
            </Button>
            <Button tone="quiet" onClick={() => setDoubting(true)}>
              {doubtWords.button}
              <span className="visually-hidden"> {who}</span>
            </Button>
          </>
        )}
        {leaves === undefined ? null : (
          <Button tone="stop" icon={<LogOut />} onClick={() => setLeaving(true)}>
            {actor.orgName} leaves the conversation
          </Button>
        )}
      </div>
      {leaves === undefined ? null : (
        <LeaveDialog
          open={leaving}
          onClose={() => setLeaving(false)}
          roomId={roomId}
          part={{ participationId: leaves, name: actor.orgName }}
          label={label}
        />
      )}
      {doubting ? (
        <DoubtDialog consentId={consentId} roomId={roomId} leadName={leadName} unread onClose={() => setDoubting(false)} />
      ) : null}
      <ConsentDialog
        move={move}
        onClose={() => setMove(null)}
        onDone={onDone}
        sharing={{ consentId, who, ends, stays }}
        scopes={[]}
        label={label}
        roomId={roomId}
      />
    </section>
  );
}

/** It is done: what that means, and that nothing more is needed. */
function Recorded({ done: { move, label, who, ends, stays } }: { done: Done }) {
  return (
    <>
      <Page title={stopWords.done} back={back} />
      <div className="stack measure">
        {ends ? <p>{move === "withdraw" ? stopWords.stopped(label, who) : stopWords.paused(label, who)}</p> : null}
        {stays.length > 0 ? <p>{onceWords.stays(listed(stays))}</p> : null}
        <p>{stopWords.thanks}</p>
        <div className="row">
          <LinkButton to="/cases">Back to the cases</LinkButton>
        </div>
      </div>
    </>
  );
}
