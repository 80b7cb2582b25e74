import type { RestCause } from "@linkwork/shared/cases/rest.ts";
import type { CaseCommand } from "@linkwork/shared/cases/schema.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { restWords } from "@linkwork/shared/cases/words-consent.ts";
import { type EventId, newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { useMemo, useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { londonInstant, today } from "../../shell/london.ts";
import { useWork, type Work, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { RadioCards } from "../../ui/choice-cards.tsx";
import { TextArea, TextField } from "../../ui/field.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";
import { useActor } from "../client.ts";

/** What can be noted: that sharing rests (also: that the person has died since), and each way in which it goes on. */
export type RestMove = "rest" | "died" | "regained" | "best" | "agree" | "mistake";

export type RestDialogProps = { move: RestMove; onClose: () => void; state: CaseState; roomId: RoomId };

type Answers = {
  because: RestCause | null;
  on: string;
  from: string;
  assessedBy: string;
  assessedOn: string;
  authority: string;
  consulted: string;
  why: string;
  reason: string;
};
type Field = keyof Answers;

/** What each move asks for. */
const asks: Record<RestMove, readonly Field[]> = {
  rest: ["because", "on", "from"],
  died: ["on", "from"],
  regained: ["assessedBy", "assessedOn"],
  best: ["assessedBy", "assessedOn", "authority", "consulted", "why"],
  agree: [],
  mistake: ["reason"],
};
const missing: Record<Field, string> = {
  because: "Choose what has happened.",
  on: "Give the day, as far as you know it.",
  from: "Say who told you.",
  assessedBy: "Say who judged it.",
  assessedOn: "Give the day.",
  authority: "Say by which rule it is decided.",
  consulted: "Say whom you asked.",
  why: "Say why it is best for them.",
  reason: "Say in a few words what was wrong.",
};
const dates: readonly Field[] = ["on", "assessedOn"];
const isMissing = (field: Field, value: string | null): boolean =>
  dates.includes(field) ? londonInstant(value ?? "") === null || (value ?? "") > today() : (value ?? "").trim() === "";

/** Which question a server's complaint is about. */
const fieldOf = (path: string): Field | undefined =>
  (Object.keys(missing) as Field[]).find((field) => path === field || path.endsWith(`.${field}`));

function wordsOf(move: RestMove, label: string): { title: string; does?: string; button: string } {
  switch (move) {
    case "rest":
      return { title: restWords.title(label), does: restWords.does, button: restWords.putOnHold };
    case "died":
      return { title: restWords.choices.death(label), does: restWords.now.death(label), button: "Note it" };
    case "regained":
      return {
        title: restWords.regained(label),
        does: `${label} was asked, and wants sharing to go on as before.`,
        button: "Sharing goes on",
      };
    case "best":
      return { title: restWords.bestTitle(label), does: "A second person of the practice reads it and has to agree.", button: "Record it" };
    case "agree":
      return { title: restWords.agree, does: restWords.best(label), button: "I agree" };
    case "mistake":
      return { title: restWords.mistake, does: "Sharing is at once as it was before.", button: "Put it right" };
  }
}

/** Asks what has to be on record, says what will happen, and does it. */
export function RestDialog({ move, onClose, state, roomId }: RestDialogProps) {
  const actor = useActor();
  const work = useWork(fieldOf);
  const id = useMemo(() => newId(Date.now()), []);
  const [answers, setAnswers] = useState<Answers>({
    ...({ because: null, from: "", assessedBy: actor.name, authority: "", consulted: "", why: "", reason: "" } as const),
    ...{ on: today(), assessedOn: today() },
  });
  const words = wordsOf(move, state.label);
  const go = async () => {
    const errors = asks[move].filter((field) => isMissing(field, answers[field])).map((field) => ({ field, message: missing[field] }));
    if (!work.check(errors) || !(await work.run(() => send({ move, answers, roomId, id })))) return;
    announce(`Recorded: ${words.title}.`);
    onClose();
  };
  return (
    <LazyDialog
      open
      asking
      onClose={onClose}
      title={words.title}
      foot={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button tone={move === "rest" || move === "died" ? "stop" : "main"} busy={work.busy} onClick={() => void go()}>
            {words.button}
          </Button>
        </>
      }
    >
      <div className="stack">
        {words.does ? <p>{words.does}</p> : null}
        <WorkErrors work={work} />
        <Questions
          move={move}
          label={state.label}
          answers={answers}
          work={work}
          set={(change) => setAnswers((was) => ({ ...was, ...change }))}
        />
      </div>
    </LazyDialog>
  );
}

type Sent = { move: RestMove; answers: Answers; roomId: RoomId; id: EventId };

function send({ move, answers, roomId, id }: Sent): Promise<unknown> {
  const { because, on, assessedOn } = answers;
  const said = Object.fromEntries(Object.entries(answers).map(([field, value]) => [field, (value ?? "").trim()])) as Record<Field, string>;
  const capacity = { assessedBy: said.assessedBy, assessedOn };
  const end = (how: Extract<CaseCommand, { type: "endRest" }>["input"]["how"]) => api.cases.endRest.mutate({ roomId, id, input: { how } });
  switch (move) {
    case "rest":
      return api.cases.restSharing.mutate({ roomId, id, input: { because: because ?? "capacity", on, from: said.from } });
    case "died":
      return api.cases.restSharing.mutate({ roomId, id, input: { because: "death", on, from: said.from } });
    case "best": {
      const input = {
        capacity: { outcome: "lacks" as const, ...capacity, authority: said.authority },
        consulted: said.consulted,
        why: said.why,
      };
      return api.cases.recordBestInterests.mutate({ roomId, id, input });
    }
    case "regained":
      return end({ kind: "regained", capacity: { outcome: "has", ...capacity } });
    case "agree":
      return end({ kind: "bestInterests" });
    case "mistake":
      return end({ kind: "mistake", reason: said.reason });
  }
}

type QuestionsProps = { move: RestMove; label: string; answers: Answers; work: Work; set: (change: Partial<Answers>) => void };

/** How a question is asked. */
const labels: Record<Exclude<Field, "because" | "why">, { label: string; hint?: string; max?: number }> = {
  on: { label: restWords.since },
  from: { label: restWords.from, hint: restWords.fromHint, max: 120 },
  assessedBy: { label: restWords.assessedBy, max: 120 },
  assessedOn: { label: restWords.assessedOn },
  authority: { label: restWords.authority, hint: restWords.authorityHint, max: 200 },
  consulted: { label: restWords.consulted, hint: restWords.consultedHint, max: 200 },
  reason: { label: restWords.mistakeWhat, max: 200 },
};

const Questions = ({ move, label, answers, work, set }: QuestionsProps) =>
  asks[move].map((field) => {
    if (field === "because")
      return (
        <RadioCards<RestCause>
          key={field}
          id={field}
          legend="What has happened?"
          error={work.at(field)}
          value={answers.because}
          onChange={(because) => set({ because })}
          choices={(["capacity", "death"] as const).map((value) => ({ value, label: restWords.choices[value](label) }))}
        />
      );
    const shared = { id: field, value: answers[field], error: work.at(field) };
    if (field === "why")
      return (
        <TextArea
          key={field}
          {...shared}
          label={restWords.why}
          rows={4}
          maxLength={2_000}
          onChange={(event) => set({ why: event.target.value })}
        />
      );
    const { label: asked, hint, max } = labels[field];
    const day = dates.includes(field) ? { type: "date", max: today() } : { maxLength: max, autoComplete: "off" };
    return (
      <TextField
        key={field}
        {...shared}
        {...day}
        label={asked}
        {...(hint ? { hint } : {})}
        onChange={(event) => set({ [field]: event.target.value })}
      />
    );
  });
