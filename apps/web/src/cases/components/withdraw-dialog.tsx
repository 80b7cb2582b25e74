import type { Method } from "@linkwork/shared/cases/consent.ts";
import { readersTold } from "@linkwork/shared/cases/rules.ts";
import { staysWithout } from "@linkwork/shared/cases/rules-consent.ts";
import type { CaseState, HeldConsent } from "@linkwork/shared/cases/state.ts";
import { names as listed, methodWords } from "@linkwork/shared/cases/words.ts";
import { onceWords } from "@linkwork/shared/cases/words-consent.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
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
import type { Names } from "../thread-model.ts";

export const methodOptions = (Object.entries(methodWords) as [Method, string][]).map(([value, label]) => ({ value, label }));

/** How it was said, for what only takes away: nothing is said until somebody says it, and it can stay so. */
export function HowSaid({ label, method, onMethod }: { label: string; method: Method | ""; onMethod: (method: Method | "") => void }) {
  return (
    <SelectField
      label={label}
      hint={onceWords.howLeftOut}
      prompt={onceWords.notSaid}
      value={method}
      options={methodOptions}
      onChange={(event) => onMethod(event.target.value as Method | "")}
    />
  );
}

/**
 * A sharing that may be stopped. `who`: whom its end shuts out (everybody it names, where it shuts out nobody: `ends` is false then); `stays`: whom it
 * names and another yes keeps in; `inside`: who is in the conversation by it, left out where that is not ours to know.
 */
export type Stoppable = { consentId: string; who: string; ends: boolean; stays: readonly string[]; inside?: readonly string[] };

/** Whom the end of a yes shuts out, in words, and whom it doesn't. */
export function whoEnds(named: readonly string[], stays: readonly string[]): Pick<Stoppable, "who" | "ends" | "stays"> {
  const out = listed(named.filter((name) => !stays.includes(name)));
  return { who: out || listed(named) || "an organisation", ends: out !== "" || stays.length === 0, stays };
}

/** A sharing as somebody sees it who reads the conversation. */
export const stoppableIn = (state: CaseState, actor: Actor, names: Names, consent: HeldConsent): Stoppable => ({
  consentId: consent.consentId,
  ...whoEnds(consent.terms.controllers.map(names.org), staysWithout(state, consent).map(names.org)),
  inside: readersTold(state, actor, new Date().toISOString())
    .filter((p) => p.consentId === consent.consentId)
    .flatMap((p) => [...p.members.map((m) => m.name), ...(p.inbox ? ["the shared inbox"] : [])]),
});

export type WithdrawDialogProps = {
  open: boolean;
  onClose: () => void;
  onDone?: (() => void) | undefined;
  roomId: RoomId;
  label: string;
  /** Those that may be withdrawn from here; with several, one is asked for. */
  sharings: readonly Stoppable[];
};

/** Says what will happen and to whom, and does it with one press. */
export function WithdrawDialog({ open, onClose, onDone, roomId, label, sharings }: WithdrawDialogProps) {
  const work = useWork();
  const [picked, setPicked] = useState<string | null>(null);
  const [method, setMethod] = useState<Method | "">("");
  const sharing = sharings.length === 1 ? sharings[0] : sharings.find((s) => s.consentId === picked);
  // one id for each that may be withdrawn: a second press, or a try after a lost answer, can't do it twice
  const [ids] = useState(() => new Map<string, EventId>());
  const withdraw = async () => {
    if (!work.check(sharing ? [] : [{ field: "withdraw-which", message: "Choose whom it is about." }]) || !sharing) return;
    const { consentId, who, ends, stays } = sharing;
    const id = ids.get(consentId) ?? newId(Date.now());
    ids.set(consentId, id);
    const done = await work.run(() =>
      api.cases.withdrawConsent.mutate({ roomId, id, input: { consentId, ...(method ? { method } : {}) } }),
    );
    if (!done) return;
    const still = stays.length > 0 ? ` ${onceWords.stays(listed(stays))}` : "";
    announce(`${ends ? `${label} has stopped sharing with ${who}.` : `${label} has ended this yes.`} It is recorded.${still}`);
    onClose();
    onDone?.();
  };
  return (
    <LazyDialog
      open={open}
      asking
      onClose={onClose}
      title={`${label} stops sharing`}
      foot={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button tone="stop" busy={work.busy} onClick={withdraw}>
            {label} withdraws{sharing ? ` from ${sharing.who}` : ""}
          </Button>
        </>
      }
    >
      <div className="stack">
        <WorkErrors work={work} />
        {sharings.length > 1 ? (
          <RadioCards
            id="withdraw-which"
            legend="From whom?"
            error={work.at("withdraw-which")}
            value={picked}
            onChange={setPicked}
            choices={sharings.map((s) => ({ value: s.consentId, label: s.who }))}
          />
        ) : null}
        {sharing ? <WhatHappens label={label} {...sharing} /> : null}
        <HowSaid label={`How did ${label} say it?`} method={method} onMethod={setMethod} />
      </div>
    </LazyDialog>
  );
}

function WhatHappens({ label, who, ends, stays, inside }: Stoppable & { label: string }) {
  const people = inside && new Intl.ListFormat("en-GB").format(inside);
  const closes =
    people === undefined
      ? `From this moment nobody at ${who} is in the conversation.`
      : people
        ? `The conversation closes at once for ${people} at ${who}.`
        : `${who} can't come in any more.`;
  return (
    <ul className="bullets">
      {stays.length > 0 ? <li>{onceWords.stays(listed(stays))}</li> : null}
      {ends ? (
        <>
          <li>{closes} They can't read any of it, also not what was written before.</li>
          {people === "" ? null : (
            <li>
              {people ? "They are" : "Whoever was in it is"} told that {label} decided this, and never why.
            </li>
          )}
          <li>What they have not sent yet stays with them. For {label} nothing else changes.</li>
        </>
      ) : null}
      <li>It can't be undone. To share again, {label} says yes anew.</li>
    </ul>
  );
}
