import type { Guest } from "@linkwork/shared/cases/guests.ts";
import { guestsNow } from "@linkwork/shared/cases/rules.ts";
import { mayEndGuest, mayLetIn } from "@linkwork/shared/cases/rules-guests.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { guestWords } from "@linkwork/shared/cases/words-guests.ts";
import { newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { useNavigate } from "@tanstack/react-router";
import { DoorOpen } from "lucide-react";
import { useMemo, useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { Face } from "../../ui/face.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";
import { List, Row } from "../../ui/list.tsx";
import { useActor } from "../client.ts";
import { endWords, stillHere } from "../guests.ts";
import { GuestForm } from "./guest-form.tsx";

export type GuestsCardProps = { state: CaseState; roomId: RoomId; now: number };

/** Who is here for a while, and until when: for everybody in the conversation. The link worker lets somebody in, and ends it. */
export function GuestsCard({ state, roomId, now }: GuestsCardProps) {
  const actor = useActor();
  const [asking, setAsking] = useState(false);
  const [ending, setEnding] = useState<Guest | null>(null);
  const iso = new Date(now).toISOString();
  const guests = stillHere(state.guests, now);
  const reading = guestsNow(state, iso);
  const mayAsk = mayLetIn(state, actor) === true;
  if (guests.length === 0 && !mayAsk) return null;
  return (
    <section className="card" aria-labelledby="guests">
      <h2 id="guests">{guestWords.title}</h2>
      {guests.length === 0 ? <p className="soft small">{guestWords.none}</p> : null}
      {guests.length > 0 ? (
        <List label={guestWords.title}>
          {guests.map((guest) => (
            <Row
              key={guest.guestId}
              lead={<Face name={guest.name} sector={guest.sector} />}
              title={guest.name}
              detail={
                <>
                  <p>{guestWords.from(guest.as, guest.orgName)}</p>
                  <p>
                    {guestWords.until(endWords(guest.until, now))}, {guest.history ? guestWords.seesAll : guestWords.seesNew}
                  </p>
                </>
              }
              end={
                <span className="row wrap">
                  {reading.includes(guest) ? (
                    <Chip tone="good">{guestWords.may[guest.may]}</Chip>
                  ) : (
                    <Chip tone="wait">can't read at present</Chip>
                  )}
                  {mayEndGuest(state, guest.guestId, actor, iso) === true ? (
                    <Button small tone="stop" onClick={() => setEnding(guest)}>
                      {guest.personId === actor.personId ? guestWords.leave : guestWords.endNow}
                      <span className="visually-hidden">: {guest.name}</span>
                    </Button>
                  ) : null}
                </span>
              }
            />
          ))}
        </List>
      ) : null}
      {mayAsk ? (
        <>
          <p className="soft small">{guestWords.lead}</p>
          {state.rest ? null : (
            <Button icon={<DoorOpen />} onClick={() => setAsking(true)}>
              {guestWords.open}
            </Button>
          )}
        </>
      ) : null}
      {asking ? <GuestForm state={state} roomId={roomId} onClose={() => setAsking(false)} /> : null}
      {ending ? (
        <EndDialog guest={ending} own={ending.personId === actor.personId} roomId={roomId} onClose={() => setEnding(null)} />
      ) : null}
    </section>
  );
}

type EndProps = { guest: Guest; own: boolean; roomId: RoomId; onClose: () => void };

/** The question before somebody's time here ends. */
function EndDialog({ guest: { guestId, name }, own, roomId, onClose }: EndProps) {
  const work = useWork();
  const go = useNavigate();
  const id = useMemo(() => newId(Date.now()), []);
  const end = async () => {
    if (!(await work.run(() => api.cases.endGuest.mutate({ roomId, id, input: { guestId } })))) return;
    announce(guestWords.ended(name));
    if (own) await go({ to: "/cases" });
    else onClose();
  };
  return (
    <LazyDialog
      open
      asking
      onClose={onClose}
      title={own ? guestWords.leaveAsk : guestWords.endAsk(name)}
      foot={
        <>
          <Button onClick={onClose}>{guestWords.stay}</Button>
          <Button tone="stop" busy={work.busy} onClick={() => void end()}>
            {own ? guestWords.leave : guestWords.endNow}
          </Button>
        </>
      }
    >
      <div className="stack">
        <WorkErrors work={work} />
        <p>{own ? guestWords.leaveDoes : guestWords.endDoes(name)}</p>
      </div>
    </LazyDialog>
  );
}
