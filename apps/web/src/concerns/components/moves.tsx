import type { LedgerCheck } from "@linkwork/shared/cases/ledger.ts";
import { leadsNow } from "@linkwork/shared/concerns/rules.ts";
import type { Lead } from "@linkwork/shared/concerns/schema.ts";
import type { ConcernState } from "@linkwork/shared/concerns/state.ts";
import { safetyWords } from "@linkwork/shared/concerns/words.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { CircleCheck, Send, ShieldCheck, UserPlus } from "lucide-react";
import { useState } from "react";
import { CheckAnswer } from "../../cases/components/ledger-check.tsx";
import { useDraftText } from "../../kernel/drafts.ts";
import { api } from "../../kernel/trpc.ts";
import { useNextId } from "../../shell/use-next-id.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextArea, TextField } from "../../ui/field.tsx";
import { useNameable } from "../client.ts";

/** The second person has read it, and says so. */
export function ConfirmIt({ roomId, state }: { roomId: RoomId; state: ConcernState }) {
  const work = useWork();
  const { id } = useNextId();
  const [note, setNote] = useDraftText(`${roomId} confirm`);
  const go = async () => {
    const input = note.trim() === "" ? {} : { note };
    if (!(await work.run(() => api.concerns.confirmConcern.mutate({ roomId, id, input })))) return;
    setNote("");
    announce("It is confirmed.");
  };
  return (
    <section className="card stack" aria-labelledby="confirm-concern">
      <h2 id="confirm-concern">{state.raisedBy?.name} asks you to look at this</h2>
      <WorkErrors work={work} />
      <TextArea
        id="note"
        label="What do you say to it? (if you like)"
        rows={3}
        maxLength={10_000}
        value={note}
        error={work.at("note")}
        onChange={(event) => setNote(event.target.value)}
      />
      <Button tone="main" icon={<CircleCheck />} busy={work.busy} onClick={() => void go()}>
        I have read it, and it belongs here
      </Button>
    </section>
  );
}

/** Something is added to the record. Nothing in it is changed or taken out later. */
export function AddNote({ roomId, leads }: { roomId: RoomId; leads: readonly Lead[] }) {
  const work = useWork();
  const { id, used } = useNextId();
  const [text, setText] = useDraftText(roomId);
  const go = async () => {
    if (!work.check(text.trim() === "" ? [{ field: "text", message: "Write something first." }] : [])) return;
    if (!(await work.run(() => api.concerns.writeNote.mutate({ roomId, id, input: { text } })))) return;
    used();
    setText("");
    announce("Added.");
  };
  return (
    <form
      className="card stack"
      aria-label="Add to the record"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      <WorkErrors work={work} />
      <TextArea
        id="text"
        label="Add to the record"
        hint={`${leads.length} people will read this. It can't be changed later; add to it instead.`}
        rows={3}
        maxLength={10_000}
        value={text}
        error={work.at("text")}
        onChange={(event) => setText(event.target.value)}
      />
      <Button tone="main" type="submit" icon={<Send />} busy={work.busy}>
        Add it
      </Button>
    </form>
  );
}

const keyOf = ({ orgId, personId }: Lead): string => `${orgId} ${personId}`;
const optionOf = (lead: Lead) => ({ value: keyOf(lead), label: `${lead.name}, ${lead.orgName}` });
const notYetIn = (state: ConcernState, all: readonly Lead[] = []): Lead[] => {
  const known = new Set(leadsNow(state).map(keyOf));
  return all.filter((lead) => !known.has(keyOf(lead)));
};

/** The one who was chosen is away, or has gone: somebody else is asked to be the second person. */
export function ChooseSecond({ roomId, state }: { roomId: RoomId; state: ConcernState }) {
  const work = useWork();
  const { id, used } = useNextId();
  const nameable = useNameable(state.caseId);
  const [who, setWho] = useState("");
  const others = notYetIn(state, nameable.data).filter((lead) => lead.personId !== state.raisedBy?.personId);
  if (others.length === 0) return null;
  const go = async () => {
    const chosen = others.find((lead) => keyOf(lead) === who);
    if (!work.check(chosen ? [] : [{ field: "second", message: "Choose who." }]) || !chosen) return;
    const { orgId, personId } = chosen;
    if (!(await work.run(() => api.concerns.chooseSecond.mutate({ roomId, id, input: { second: { orgId, personId } } })))) return;
    used();
    setWho("");
    announce(safetyWords.chosen(chosen.name));
  };
  return (
    <details className="card">
      <summary>{safetyWords.chooseSecond}</summary>
      <div className="stack">
        <p className="small soft">{safetyWords.chooseSecondHow}</p>
        <WorkErrors work={work} />
        <SelectField
          id="second"
          label="Who?"
          prompt="Choose who"
          value={who}
          error={work.at("second")}
          onChange={(event) => setWho(event.target.value)}
          options={others.map(optionOf)}
        />
        <Button icon={<UserPlus />} busy={work.busy} onClick={() => void go()}>
          Ask them
        </Button>
      </div>
    </details>
  );
}

/** One more lead is let in. */
export function NameAnother({ roomId, state }: { roomId: RoomId; state: ConcernState }) {
  const work = useWork();
  const { id, used } = useNextId();
  const nameable = useNameable(state.caseId);
  const [who, setWho] = useState("");
  const [why, setWhy] = useState("");
  const others = notYetIn(state, nameable.data);
  const chosen = others.find((lead) => keyOf(lead) === who);
  if (others.length === 0) return null;
  const go = async () => {
    const errors = [
      ...(chosen ? [] : [{ field: "personId", message: "Choose who." }]),
      ...(why.trim() === "" ? [{ field: "why", message: "Say why they need to know." }] : []),
    ];
    if (!work.check(errors) || !chosen) return;
    const input = { orgId: chosen.orgId, personId: chosen.personId, why: why.trim() };
    if (!(await work.run(() => api.concerns.nameLead.mutate({ roomId, id, input })))) return;
    used();
    setWho("");
    setWhy("");
    announce(`${chosen.name} knows of it now.`);
  };
  return (
    <details className="card">
      <summary>Let another safeguarding lead know</summary>
      <div className="stack">
        <WorkErrors work={work} />
        <SelectField
          id="personId"
          label="Who?"
          prompt="Choose who"
          value={who}
          error={work.at("personId")}
          onChange={(event) => setWho(event.target.value)}
          options={others.map(optionOf)}
        />
        <TextField
          id="why"
          label="Why do they need to know?"
          maxLength={200}
          value={why}
          error={work.at("why")}
          onChange={(event) => setWhy(event.target.value)}
        />
        <Button icon={<UserPlus />} busy={work.busy} onClick={() => void go()}>
          Let them know
        </Button>
      </div>
    </details>
  );
}

/** It is closed, with what became of it. */
export function CloseIt({ roomId }: { roomId: RoomId }) {
  const work = useWork();
  const { id } = useNextId();
  const [outcome, setOutcome] = useDraftText(`${roomId} close`);
  const go = async () => {
    if (!work.check(outcome.trim() === "" ? [{ field: "outcome", message: "Say what became of it." }] : [])) return;
    if (!(await work.run(() => api.concerns.closeConcern.mutate({ roomId, id, input: { outcome } })))) return;
    setOutcome("");
    announce("It is closed. The record stays.");
  };
  return (
    <details className="card">
      <summary>Close it</summary>
      <div className="stack">
        <WorkErrors work={work} />
        <TextArea
          id="outcome"
          label="What became of it?"
          rows={3}
          maxLength={10_000}
          value={outcome}
          error={work.at("outcome")}
          onChange={(event) => setOutcome(event.target.value)}
        />
        <Button tone="stop" busy={work.busy} onClick={() => void go()}>
          Close it; the record stays
        </Button>
      </div>
    </details>
  );
}

/** Its time is over: it goes on its day, unless one of those who are named says that it is still needed. */
export function KeepOn({ roomId, on }: { roomId: RoomId; on: string }) {
  const work = useWork();
  const { id, used } = useNextId();
  const [why, setWhy] = useState("");
  const go = async () => {
    if (!work.check(why.trim() === "" ? [{ field: "why", message: safetyWords.keepOnSay }] : [])) return;
    if (!(await work.run(() => api.concerns.keepOn.mutate({ roomId, id, input: { why: why.trim() } })))) return;
    used();
    announce(safetyWords.keptOn);
  };
  return (
    <form
      className="card stack"
      aria-labelledby="keep-on"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      <h2 id="keep-on">{safetyWords.goes(on)}</h2>
      <p>{safetyWords.goesWhy}</p>
      <WorkErrors work={work} />
      <TextField
        id="why"
        label={safetyWords.keepOnWhy}
        maxLength={200}
        autoComplete="off"
        value={why}
        error={work.at("why")}
        onChange={(event) => setWhy(event.target.value)}
      />
      <div className="row">
        <Button type="submit" tone="main" busy={work.busy}>
          {safetyWords.keepOn}
        </Button>
      </div>
    </form>
  );
}

/** One press: is this record, and that of who looked into it, still what it was? */
export function CheckIt({ roomId }: { roomId: RoomId }) {
  const work = useWork();
  const [answer, setAnswer] = useState<LedgerCheck | null>(null);
  const go = () => {
    setAnswer(null);
    return work.run(async () => setAnswer(await api.concerns.verify.query({ roomId })));
  };
  return (
    <section className="card no-print" aria-labelledby="check-concern">
      <h2 id="check-concern" className="heading">
        {safetyWords.check}
      </h2>
      <p className="small">{safetyWords.checkHow}</p>
      <WorkErrors work={work} title="That didn't work" />
      <Button icon={<ShieldCheck />} busy={work.busy} onClick={() => void go()}>
        Check that nothing was changed
      </Button>
      <div role="status">{answer ? <CheckAnswer answer={answer} /> : null}</div>
    </section>
  );
}
