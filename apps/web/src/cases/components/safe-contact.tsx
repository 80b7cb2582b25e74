import { scopesOf } from "@linkwork/shared/cases/rules.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { Channel, Identity, SafeContact } from "@linkwork/shared/clients/schema.ts";
import { channelWords, safeContactWords } from "@linkwork/shared/clients/words.ts";
import { newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { clientRoom } from "@linkwork/shared/kernel/room.ts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ShieldAlert } from "lucide-react";
import { useRef, useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { wordsFor } from "../../kernel/words.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { CheckCards } from "../../ui/choice-cards.tsx";
import { TextField } from "../../ui/field.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";
import { Note } from "../../ui/note.tsx";
import { useActor } from "../client.ts";
import { onTop, type SafeAnswers, safeAnswersOf, safely, saysTheSame } from "./safe-answers.ts";

/** Who the person is, as far as they agreed that this organisation may know. Asking is on record, so it is asked once a while. */
export function useClient(state: CaseState, roomId: RoomId) {
  const actor = useActor();
  const scopes = scopesOf(state, actor.orgId);
  return useQuery({
    queryKey: ["client", roomId, actor.orgId, scopes === "all" ? "all" : scopes.join()],
    queryFn: () => api.cases.client.query({ roomId }),
    staleTime: 10 * 60_000,
    refetchOnWindowFocus: false,
  });
}

/** The rule, to be read before one writes, rings or gives a paper. Nothing where there is none to be read here. */
export function SafeRule({ rule }: { rule: SafeContact | undefined }) {
  if (!rule) return null;
  return (
    <Note tone="stop" icon={<ShieldAlert />}>
      <ul className="stack tight">
        {safeContactWords.rule(rule).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Note>
  );
}

/** Beside a paper that is going to be printed. */
export function SafeToTake({ state, roomId }: { state: CaseState; roomId: RoomId }) {
  const rule = useClient(state, roomId).data?.safeContact;
  if (!rule) return null;
  return (
    <div className="stack no-print">
      <p className="small">{safeContactWords.takeHome}</p>
      <SafeRule rule={rule} />
    </div>
  );
}

export type SafeContactCardProps = { state: CaseState; roomId: RoomId };

/** For the practice's link workers: how the person can be reached without harm, and where that is changed. */
export function SafeContactCard({ state, roomId }: SafeContactCardProps) {
  const client = useClient(state, roomId);
  const [changing, setChanging] = useState(false);
  const { label } = state;
  return (
    <section className="card" aria-labelledby="safe-contact">
      <h2 id="safe-contact">{safeContactWords.title(label)}</h2>
      {client.isPending ? (
        <p className="small soft">Fetching…</p>
      ) : client.isError ? (
        <p className="small soft">{wordsFor(client.error)}</p>
      ) : (
        <>
          {client.data.contact ? <p dir="auto">{client.data.contact}</p> : null}
          {client.data.safeContact ? (
            <SafeRule rule={client.data.safeContact} />
          ) : (
            <p className="small soft">{safeContactWords.none(label)}</p>
          )}
          <p className="small soft">{safeContactWords.who}</p>
          <div className="row">
            <Button small onClick={() => setChanging(true)}>
              {safeContactWords.change}
            </Button>
          </div>
          {changing ? <ChangeDialog identity={client.data} state={state} roomId={roomId} onClose={() => setChanging(false)} /> : null}
        </>
      )}
    </section>
  );
}

type Shown = "neutral";
type ChangeProps = { identity: Partial<Identity>; state: CaseState; roomId: RoomId; onClose: () => void };

function ChangeDialog({ identity, state, roomId, onClose }: ChangeProps) {
  const work = useWork((path) => path.split(".").at(-1));
  const cache = useQueryClient();
  // tried again after a lost answer it is the same request; with other answers it is another one
  const sent = useRef({ id: newId(Date.now()), as: "" });
  // as it stood when this was filled in, and what a colleague has made of it since, if anything
  const [began, setBegan] = useState(() => safeAnswersOf(identity));
  const [changed, setChanged] = useState<Partial<Identity> | null>(null);
  const [answers, setAnswers] = useState(began);
  const { label, clientId } = state;
  const keep = async () => {
    let overtaken = false;
    const done = await work.run(async () => {
      // as it stands now: what a colleague has corrected meanwhile is not lost
      const now = await api.cases.client.query({ roomId });
      const fresh = safeAnswersOf(now);
      const { name, contact: _was, ...rest } = now;
      overtaken = !saysTheSame(fresh, began) && !saysTheSame(fresh, answers);
      if (overtaken) {
        setChanged(now);
        setAnswers(onTop(answers, began, fresh));
        setBegan(fresh);
      } else if (name !== undefined && clientId !== "") {
        const input = { identity: { ...rest, name, ...safely(answers) } };
        const as = JSON.stringify(input);
        if (sent.current.as !== as) sent.current = { id: newId(Date.now()), as };
        await api.clients.correctIdentity.mutate({ roomId: clientRoom(clientId), id: sent.current.id, input });
      }
    });
    if (overtaken) work.check([{ message: safeContactWords.overtaken }]);
    if (!done || overtaken) return;
    void cache.invalidateQueries({ queryKey: ["client", roomId] });
    announce(safeContactWords.saved(label));
    onClose();
  };
  return (
    <LazyDialog
      open
      asking
      onClose={onClose}
      title={safeContactWords.title(label)}
      foot={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button tone="main" busy={work.busy} onClick={() => void keep()}>
            {safeContactWords.save}
          </Button>
        </>
      }
    >
      <div className="stack">
        <WorkErrors work={work} />
        {changed ? (
          <>
            <p className="small">{safeContactWords.standsNow}</p>
            {changed.contact ? <p dir="auto">{changed.contact}</p> : null}
            <SafeRule rule={changed.safeContact} />
          </>
        ) : null}
        <TextField
          id="contact"
          label={safeContactWords.how}
          autoComplete="off"
          maxLength={300}
          value={answers.contact}
          error={work.at("contact")}
          onChange={(event) => setAnswers((was) => ({ ...was, contact: event.target.value }))}
        />
        <SafeFields value={answers} onChange={(change) => setAnswers((was) => ({ ...was, ...change }))} />
      </div>
    </LazyDialog>
  );
}

type FieldsProps = { value: Omit<SafeAnswers, "contact">; onChange: (change: Partial<SafeAnswers>) => void };

/** What is asked about it. */
const SafeFields = ({ value, onChange }: FieldsProps) => (
  <>
    <CheckCards<Channel>
      legend={safeContactWords.never}
      hint={safeContactWords.neverHint}
      value={value.never}
      onChange={(never) => onChange({ never })}
      choices={(Object.keys(channelWords) as Channel[]).map((channel) => ({ value: channel, label: channelWords[channel].ask }))}
    />
    <CheckCards<Shown>
      legend="From whom it comes"
      value={value.neutral ? ["neutral"] : []}
      onChange={(chosen) => onChange({ neutral: chosen.length > 0 })}
      choices={[{ value: "neutral", label: safeContactWords.neutral, hint: safeContactWords.neutralHint }]}
    />
    <TextField
      id="mayTell"
      label={safeContactWords.mayTell}
      hint={safeContactWords.mayTellHint}
      autoComplete="off"
      maxLength={200}
      value={value.mayTell}
      onChange={(event) => onChange({ mayTell: event.target.value })}
    />
  </>
);
