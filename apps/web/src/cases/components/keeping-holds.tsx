import type { HoldAuthority, HoldReason, LiftReason } from "@linkwork/shared/cases/keeping.ts";
import { authorityWords, holdReasonWords, keepingWords, liftReasonWords } from "@linkwork/shared/cases/words-erasure.ts";
import { accessRoom } from "@linkwork/shared/kernel/room.ts";
import { Gavel } from "lucide-react";
import { useRef, useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { useNextId } from "../../shell/use-next-id.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { RadioCards } from "../../ui/choice-cards.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { List, Row } from "../../ui/list.tsx";
import { fullDate } from "../../ui/time.ts";
import type { Keeping } from "./use-keeping.ts";

export type HoldsProps = { keeping: Keeping; onChanged: () => void };
type Hold = Keeping["holds"][number];

const choicesOf = <T extends string>(words: Record<T, string>) =>
  (Object.entries(words) as [T, string][]).map(([value, label]) => ({ value, label: label.charAt(0).toUpperCase() + label.slice(1) }));

/** What holds the case beyond its time: those that stand, a new one, and those that were lifted. */
export function Holds({ keeping, onChanged }: HoldsProps) {
  const standing = keeping.holds.filter((hold) => !hold.lifted);
  const past = keeping.holds.filter((hold) => hold.lifted);
  return (
    <section className="stack" aria-labelledby="holds">
      <h2 id="holds">{keepingWords.holds}</h2>
      <p className="soft">{keepingWords.held}</p>
      {standing.length === 0 ? (
        <p>{keepingWords.noHold}</p>
      ) : (
        <ul className="stack">
          {standing.map((hold) => (
            <Standing key={hold.holdId} hold={hold} keeping={keeping} onChanged={onChanged} />
          ))}
        </ul>
      )}
      {keeping.mayKeep ? <PlaceHold keeping={keeping} onChanged={onChanged} /> : null}
      {past.length > 0 ? (
        <details className="past">
          <summary>{past.length === 1 ? "One hold was lifted" : `${past.length} holds were lifted`}</summary>
          <List label="Holds that were lifted">
            {past.map((hold) => (
              <Row
                key={hold.holdId}
                title={`For ${authorityWords[hold.authority]}: ${holdReasonWords[hold.reason]}`}
                detail={lines(hold).join(" ")}
              />
            ))}
          </List>
        </details>
      ) : null}
    </section>
  );
}

const lines = ({ by, at, reference, lifted }: Hold): string[] => [
  `Placed by ${by.name} on ${fullDate(at)}.`,
  ...(reference ? [`Reference ${reference}.`] : []),
  ...(lifted ? [`Lifted by ${lifted.by.name} on ${fullDate(lifted.at)}.`] : []),
];

function Standing({ hold, keeping, onChanged }: HoldsProps & { hold: Hold }) {
  const work = useWork();
  const { id } = useNextId();
  const [reason, setReason] = useState<LiftReason | null>(null);
  const field = `lift-${hold.holdId}`;
  const lift = async () => {
    if (!work.check(reason ? [] : [{ field, message: "Choose why it can be lifted." }]) || !reason) return;
    const input = { holdId: hold.holdId, reason };
    if (!(await work.run(() => api.cases.liftHold.mutate({ roomId: accessRoom(keeping.caseId), id, input })))) return;
    announce("The hold is lifted.");
    onChanged();
  };
  return (
    <li className="card stack">
      <h3 className="heading">
        <Gavel /> Held for {authorityWords[hold.authority]}: {holdReasonWords[hold.reason]}
      </h3>
      <p className="small soft">{lines(hold).join(" ")}</p>
      {keeping.mayKeep ? (
        <details>
          <summary>{keepingWords.lift}</summary>
          <div className="stack">
            <WorkErrors work={work} />
            <RadioCards
              id={field}
              legend="Why can it be lifted?"
              error={work.at(field)}
              value={reason}
              onChange={setReason}
              choices={choicesOf(liftReasonWords)}
            />
            <div className="row">
              <Button busy={work.busy} onClick={() => void lift()}>
                {keepingWords.lift}
              </Button>
            </div>
          </div>
        </details>
      ) : null}
    </li>
  );
}

function PlaceHold({ keeping, onChanged }: HoldsProps) {
  const work = useWork();
  const { id, used } = useNextId();
  const [authority, setAuthority] = useState<HoldAuthority | "">("");
  const [reason, setReason] = useState<HoldReason | null>(null);
  const [reference, setReference] = useState("");
  const form = useRef<HTMLDetailsElement>(null);
  const place = async () => {
    const errors = [
      ...(authority ? [] : [{ field: "authority", message: "Choose who asks for it." }]),
      ...(reason ? [] : [{ field: "reason", message: "Choose why." }]),
    ];
    if (!work.check(errors) || !authority || !reason) return;
    const input = { holdId: id as string, authority, reason, ...(reference.trim() ? { reference: reference.trim() } : {}) };
    if (!(await work.run(() => api.cases.placeHold.mutate({ roomId: accessRoom(keeping.caseId), id, input })))) return;
    used();
    setAuthority("");
    setReason(null);
    setReference("");
    announce("The hold stands.");
    // what was filled in stands above now: the form closes, and whoever goes on by keyboard is where they were
    form.current?.removeAttribute("open");
    form.current?.querySelector("summary")?.focus();
    onChanged();
  };
  return (
    <details className="card" ref={form}>
      <summary>{keepingWords.place}</summary>
      <form
        className="stack"
        aria-label={keepingWords.place}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void place();
        }}
      >
        <WorkErrors work={work} />
        <SelectField
          id="authority"
          label="Who asks that it be kept?"
          prompt="Choose who"
          value={authority}
          error={work.at("authority")}
          options={choicesOf(authorityWords)}
          onChange={(event) => setAuthority(event.target.value as HoldAuthority)}
        />
        <RadioCards
          id="reason"
          legend="Why?"
          error={work.at("reason")}
          value={reason}
          onChange={setReason}
          choices={choicesOf(holdReasonWords)}
        />
        <TextField
          id="reference"
          label="Reference in your own files (if there is one)"
          hint="Letters and digits without blanks, such as CAS-12/26. No names: this is kept when the case is gone."
          maxLength={30}
          value={reference}
          error={work.at("reference")}
          onChange={(event) => setReference(event.target.value)}
        />
        <div className="row">
          <Button type="submit" icon={<Gavel />} busy={work.busy}>
            {keepingWords.place}
          </Button>
        </div>
      </form>
    </details>
  );
}
