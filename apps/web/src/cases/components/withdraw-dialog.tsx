import type { Method } from "@linkwork/shared/cases/consent.ts";
import { readers } from "@linkwork/shared/cases/rules.ts";
import type { CaseState, HeldConsent } from "@linkwork/shared/cases/state.ts";
import { methodWords } from "@linkwork/shared/cases/words.ts";
import { type EventId, newId } from "@linkwork/shared/kernel/ids.ts";
import type { RoomId } from "@linkwork/shared/kernel/shapes.ts";
import { useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { RadioCards } from "../../ui/choice-cards.tsx";
import { SelectField } from "../../ui/field.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";
import { useNames } from "./use-names.ts";

export const methodOptions = (Object.entries(methodWords) as [Method, string][]).map(([value, label]) => ({ value, label }));

export type WithdrawDialogProps = {
  open: boolean;
  onClose: () => void;
  roomId: RoomId;
  state: CaseState;
  /** Those that may be withdrawn from here; with several, one is asked for. */
  consents: readonly HeldConsent[];
};

/** Says what will happen and to whom, and does it with one press. */
export function WithdrawDialog({ open, onClose, roomId, state, consents }: WithdrawDialogProps) {
  const names = useNames(state);
  const work = useWork();
  const [picked, setPicked] = useState<string | null>(null);
  const [method, setMethod] = useState<Method>("face");
  const consentId = consents.length === 1 ? (consents[0]?.consentId ?? null) : picked;
  // one id for each that may be withdrawn: a second press, or a try after a lost answer, can't do it twice
  const [ids] = useState(() => new Map<string, EventId>());
  const who = consentId === null ? null : names.consent(consentId);
  const withdraw = async () => {
    if (!work.check(consentId === null ? [{ field: "withdraw-which", message: "Choose whom it is about." }] : []) || consentId === null)
      return;
    const id = ids.get(consentId) ?? newId(Date.now());
    ids.set(consentId, id);
    const done = await work.run(() => api.cases.withdrawConsent.mutate({ roomId, id, input: { consentId, method } }));
    if (!done) return;
    announce(`${state.label} has stopped sharing with ${who}. It is recorded.`);
    onClose();
  };
  return (
    <LazyDialog
      open={open}
      asking
      onClose={onClose}
      title={`${state.label} stops sharing`}
      foot={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button tone="stop" busy={work.busy} onClick={withdraw}>
            {state.label} withdraws{who === null ? "" : ` from ${who}`}
          </Button>
        </>
      }
    >
      <div className="stack">
        <WorkErrors work={work} />
        {consents.length > 1 ? (
          <RadioCards
            id="withdraw-which"
            legend="From whom?"
            error={work.at("withdraw-which")}
            value={picked}
            onChange={setPicked}
            choices={consents.map((c) => ({ value: c.consentId, label: names.consent(c.consentId) }))}
          />
        ) : null}
        {consentId === null ? null : <WhatHappens state={state} consentId={consentId} who={who ?? ""} />}
        <SelectField
          label={`How did ${state.label} say it?`}
          value={method}
          options={methodOptions}
          onChange={(event) => setMethod(event.target.value as Method)}
        />
      </div>
    </LazyDialog>
  );
}

function WhatHappens({ state, consentId, who }: { state: CaseState; consentId: string; who: string }) {
  const inside = readers(state, new Date().toISOString()).filter((p) => p.consentId === consentId);
  const people = new Intl.ListFormat("en-GB").format(inside.flatMap((p) => p.members.map((m) => m.name)));
  return (
    <ul className="bullets">
      <li>
        {people ? `The conversation closes at once for ${people} at ${who}.` : `${who} can't come in any more.`} They can't read any of it,
        also not what was written before.
      </li>
      <li>They are told that {state.label} decided this, and never why.</li>
      <li>What they have not sent yet stays with them. For {state.label} nothing else changes.</li>
      <li>It can't be undone. To share again, {state.label} says yes anew.</li>
    </ul>
  );
}
