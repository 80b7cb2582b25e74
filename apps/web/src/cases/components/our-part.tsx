import type { Participation } from "@linkwork/shared/cases/state.ts";
import { newId, type PersonId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { useNavigate } from "@tanstack/react-router";
import { LogOut, UserPlus } from "lucide-react";
import { useState } from "react";
import { useOrganisation } from "../../kernel/notices.ts";
import { api } from "../../kernel/trpc.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { SelectField } from "../../ui/field.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";

export type OurPartProps = { roomId: RoomId; caseId: string; part: Participation; leads: boolean; label: string };

/** My own organisation in the conversation: bring a colleague in, or leave. */
export function OurPart({ roomId, part, leads, label }: OurPartProps) {
  const ours = useOrganisation();
  const work = useWork();
  const [personId, setPersonId] = useState("");
  const [leaving, setLeaving] = useState(false);
  const inside = new Set<string>(part.members.map((m) => m.personId));
  const others = Object.entries(ours?.members ?? {}).filter(([id, member]) => !member.ended && !inside.has(id));
  const [id, renew] = useState(() => newId(Date.now()));
  const add = async () => {
    if (!work.check(personId === "" ? [{ field: "colleague", message: "Choose a colleague." }] : [])) return;
    const input = { participationId: part.participationId, personId: personId as PersonId };
    if (!(await work.run(() => api.cases.addColleague.mutate({ roomId, id, input })))) return;
    announce(`${ours?.members[personId as PersonId]?.name ?? "Your colleague"} is in the conversation now.`);
    setPersonId("");
    renew(newId(Date.now()));
  };
  return (
    <section className="card" aria-labelledby="our-part">
      <h2 id="our-part">{part.name}</h2>
      <WorkErrors work={work} title="That didn't work" />
      {others.length === 0 ? (
        <p className="soft small">Everybody in your organisation is in this conversation.</p>
      ) : (
        <>
          <SelectField
            id="colleague"
            label="Bring a colleague in"
            hint={
              leads ? "Everybody in the conversation sees who joins." : `${label} agreed to ${part.name} by name; everybody sees who joins.`
            }
            prompt="Choose a colleague"
            value={personId}
            error={work.at("colleague")}
            options={others.map(([value, member]) => ({ value, label: member.name }))}
            onChange={(event) => setPersonId(event.target.value)}
          />
          <Button icon={<UserPlus />} busy={work.busy} onClick={() => void add()}>
            Bring them in
          </Button>
        </>
      )}
      {leads ? null : (
        <Button tone="stop" icon={<LogOut />} onClick={() => setLeaving(true)}>
          {part.name} leaves the conversation
        </Button>
      )}
      <LeaveDialog open={leaving} onClose={() => setLeaving(false)} roomId={roomId} part={part} label={label} />
    </section>
  );
}

type LeaveProps = {
  open: boolean;
  onClose: () => void;
  roomId: RoomId;
  part: Pick<Participation, "participationId" | "name">;
  label: string;
};

/** The question before an organisation leaves. */
export function LeaveDialog({ open, onClose, roomId, part, label }: LeaveProps) {
  const work = useWork();
  const go = useNavigate();
  const [id] = useState(() => newId(Date.now()));
  const leave = async () => {
    const input = { participationId: part.participationId };
    if (!(await work.run(() => api.cases.leaveCase.mutate({ roomId, id, input })))) return;
    announce(`${part.name} has left the conversation about ${label}.`);
    await go({ to: "/cases" });
  };
  return (
    <LazyDialog
      open={open}
      asking
      onClose={onClose}
      title="Leave the conversation?"
      foot={
        <>
          <Button onClick={onClose}>Stay</Button>
          <Button tone="stop" busy={work.busy} onClick={() => void leave()}>
            {part.name} leaves
          </Button>
        </>
      }
    >
      <div className="stack">
        <WorkErrors work={work} />
        <p>
          Nobody at {part.name} can read or write here any more, from this moment on. What you wrote stays for the others. {label} can agree
          to a new invitation later.
        </p>
      </div>
    </LazyDialog>
  );
}
