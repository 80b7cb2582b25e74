import type { Method } from "@linkwork/shared/cases/consent.ts";
import type { ErasureBasis } from "@linkwork/shared/cases/keeping.ts";
import { keepingWords } from "@linkwork/shared/cases/words-erasure.ts";
import { accessRoom } from "@linkwork/shared/kernel/room.ts";
import { Hourglass } from "lucide-react";
import { useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { useNextId } from "../../shell/use-next-id.ts";
import { useNow } from "../../shell/use-now.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { RadioCards } from "../../ui/choice-cards.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";
import { Note } from "../../ui/note.tsx";
import { daysBetween, fullDate, isoDay } from "../../ui/time.ts";
import type { Keeping } from "./use-keeping.ts";
import { methodOptions } from "./withdraw-dialog.tsx";

export type ErasureProps = { keeping: Keeping; onChanged: () => void };
type Erasure = NonNullable<Keeping["erasure"]>;

/** Why, as it reads after "because". */
export const basisWords = (basis: ErasureBasis): string =>
  basis.kind === "retentionOver" ? keepingWords.retentionOver : keepingWords.personAsked(basis.on);

/** The end of a case: what it means, how far it is, and who can do what about it. */
export function ErasureCard({ keeping, onChanged }: ErasureProps) {
  const { erasure } = keeping;
  return (
    <section className="stack" aria-labelledby="erasure">
      <h2 id="erasure">{keepingWords.erasure}</h2>
      <p>{keepingWords.erases}</p>
      <p className="soft">{keepingWords.steps}</p>
      {keeping.copyDue ? (
        <Note tone="wait" icon={<Hourglass />} role="note">
          {keepingWords.copyOwed(keeping.label, keeping.copyDue)}
        </Note>
      ) : null}
      {keeping.lapsed ? (
        <Note tone="wait" icon={<Hourglass />} role="note">
          {keepingWords.lapsed(keeping.lapsed.askedAt, keeping.lapsed.at)}
        </Note>
      ) : null}
      {erasure ? (
        <UnderWay keeping={keeping} erasure={erasure} onChanged={onChanged} />
      ) : keeping.mayKeep && !keeping.copyDue ? (
        <AskFor keeping={keeping} onChanged={onChanged} />
      ) : null}
    </section>
  );
}

function UnderWay({ keeping, erasure, onChanged }: ErasureProps & { erasure: Erasure }) {
  const now = useNow();
  const { status, askedBy, askedAt, agreedBy, agreedAt, due, basis } = erasure;
  return (
    <div className="card stack">
      <Note tone={status === "asked" ? "wait" : "stop"} icon={<Hourglass />} role="note">
        <p>
          <b>
            {status === "begun"
              ? keepingWords.begun
              : status === "agreed" && due
                ? keeping.copyDue
                  ? keepingWords.copyWaits
                  : keepingWords.due(Math.max(0, daysBetween(now, due)), due)
                : askedBy.mine
                  ? keepingWords.own
                  : keepingWords.waits}
          </b>
        </p>
      </Note>
      <p>
        {keepingWords.asked(askedBy.name, askedAt)} The reason: {basisWords(basis)}.
        {agreedBy && agreedAt ? ` ${keepingWords.agreed(agreedBy.name, agreedAt)}` : ""}
      </p>
      {status === "begun" || !keeping.mayAgree ? null : (
        <div className="row wrap">
          <Stop keeping={keeping} erasure={erasure} onChanged={onChanged} />
          {status === "asked" && !askedBy.mine && !keeping.copyDue ? (
            <Agree keeping={keeping} erasure={erasure} onChanged={onChanged} />
          ) : null}
        </div>
      )}
    </div>
  );
}

function Stop({ keeping, erasure, onChanged }: ErasureProps & { erasure: Erasure }) {
  const work = useWork();
  const { id } = useNextId();
  const stop = async () => {
    const input = { erasureId: erasure.erasureId };
    if (!(await work.run(() => api.cases.stopErasure.mutate({ roomId: accessRoom(keeping.caseId), id, input })))) return;
    announce("The erasure is stopped. Nothing was destroyed.");
    onChanged();
  };
  return (
    <>
      <WorkErrors work={work} />
      <Button busy={work.busy} onClick={() => void stop()}>
        {keepingWords.stop}
      </Button>
    </>
  );
}

/** The second person reads once more what it means, and agrees. */
function Agree({ keeping, erasure, onChanged }: ErasureProps & { erasure: Erasure }) {
  const work = useWork();
  const { id } = useNextId();
  const [open, setOpen] = useState(false);
  const agree = async () => {
    const input = { erasureId: erasure.erasureId };
    if (!(await work.run(() => api.cases.agreeErasure.mutate({ roomId: accessRoom(keeping.caseId), id, input })))) return;
    setOpen(false);
    announce("Two people have agreed. It is erased in seven days, unless somebody stops it.");
    onChanged();
  };
  return (
    <>
      <Button tone="stop" onClick={() => setOpen(true)}>
        {keepingWords.agree}
      </Button>
      <LazyDialog
        open={open}
        asking
        onClose={() => setOpen(false)}
        title={`Erase everything about ${keeping.label}?`}
        foot={
          <>
            <Button onClick={() => setOpen(false)}>Not now</Button>
            <Button tone="stop" busy={work.busy} onClick={() => void agree()}>
              {keepingWords.agree}
            </Button>
          </>
        }
      >
        <div className="stack">
          <WorkErrors work={work} />
          <p>{keepingWords.erases}</p>
          <p>
            {keepingWords.asked(erasure.askedBy.name, erasure.askedAt)} The reason: {basisWords(erasure.basis)}.
          </p>
          <p>For seven days either of you can stop it. After that nobody can.</p>
        </div>
      </LazyDialog>
    </>
  );
}

function AskFor({ keeping, onChanged }: ErasureProps) {
  const now = useNow();
  const work = useWork((path) => (path.startsWith("basis") ? "basis" : path));
  const { id, used } = useNextId();
  const [kind, setKind] = useState<ErasureBasis["kind"] | null>(null);
  const [day, setDay] = useState("");
  const [method, setMethod] = useState<Method | "">("");
  const over = Date.parse(keeping.keptUntil) <= now;
  const held = keeping.holds.some((hold) => !hold.lifted);
  const ask = async () => {
    const errors = [
      ...(kind ? [] : [{ field: "basis", message: "Choose why." }]),
      ...(kind === "personAsked" && !/^\d{4}-\d\d-\d\d$/.test(day) ? [{ field: "on", message: "Give the day on which they asked." }] : []),
      ...(kind === "personAsked" && method === "" ? [{ field: "method", message: "Say how they said it." }] : []),
    ];
    if (!work.check(errors) || !kind || (kind === "personAsked" && method === "")) return;
    // a moment ago, if it was today: the device's clock may be a little ahead
    const on = day === isoDay(now) ? new Date(now - 120_000).toISOString() : `${day}T12:00:00.000Z`;
    const basis: ErasureBasis = kind === "personAsked" && method !== "" ? { kind, on, method } : { kind: "retentionOver" };
    const input = { erasureId: id as string, basis };
    if (!(await work.run(() => api.cases.askErasure.mutate({ roomId: accessRoom(keeping.caseId), id, input })))) return;
    used();
    announce("It is asked for. It waits for a second person.");
    onChanged();
  };
  if (held) return <p>While a legal hold stands, nobody can ask for its erasure.</p>;
  return (
    <details className="card">
      <summary>{keepingWords.ask}</summary>
      <form
        className="stack"
        aria-label={keepingWords.ask}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void ask();
        }}
      >
        <WorkErrors work={work} />
        <RadioCards
          id="basis"
          legend="Why?"
          error={work.at("basis")}
          value={kind}
          onChange={setKind}
          choices={[
            {
              value: "retentionOver",
              label: "The time for which it has to be kept is over",
              hint: over ? undefined : `Not before ${fullDate(keeping.keptUntil)}.`,
              disabled: !over,
            },
            {
              value: "personAsked",
              label: `${keeping.label} asked for it`,
              under: (
                <>
                  <TextField
                    id="on"
                    type="date"
                    label="When did they ask?"
                    max={isoDay(now)}
                    value={day}
                    error={work.at("on")}
                    onChange={(event) => setDay(event.target.value)}
                  />
                  <SelectField
                    id="method"
                    label="How did they say it?"
                    prompt="Choose"
                    value={method}
                    error={work.at("method")}
                    options={methodOptions}
                    onChange={(event) => setMethod(event.target.value as Method)}
                  />
                </>
              ),
            },
          ]}
        />
        <div className="row">
          <Button type="submit" tone="stop" busy={work.busy}>
            {keepingWords.ask}
          </Button>
        </div>
      </form>
    </details>
  );
}
