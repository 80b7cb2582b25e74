import type { Method } from "@linkwork/shared/cases/consent.ts";
import type { GuestKind } from "@linkwork/shared/cases/guests.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { guestKindWords, guestWords } from "@linkwork/shared/cases/words-guests.ts";
import { newId, type OrgId, type PersonId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { londonInstant, nextDay, today } from "../../shell/london.ts";
import { useWork, type Work, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { RadioCards } from "../../ui/choice-cards.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";
import { clockTime } from "../../ui/time.ts";
import { useOrganisations } from "../client.ts";
import { endWords } from "../guests.ts";
import { languages } from "./consent-how.tsx";
import { methodOptions } from "./withdraw-dialog.tsx";

export type GuestFormProps = { state: CaseState; roomId: RoomId; onClose: () => void };

type When = "today" | "tomorrow" | "other";
type Answers = {
  orgId: string;
  personId: string;
  as: GuestKind | "";
  when: When | null;
  day: string;
  time: string;
  may: "read" | "write" | null;
  history: "now" | "all" | null;
  method: Method | "";
  saidDay: string;
  saidTime: string;
  language: string;
};
type FormProps = { answers: Answers; set: (change: Partial<Answers>) => void; work: Work; state: CaseState };

const { missing } = guestWords;
/** Under which question a server's complaint stands. */
const fieldOf = (path: string): string => (path === "said.on" ? "on" : path);

/** When it shall end, UTC; null where nothing that can be has been said. */
function endOf({ when, day, time }: Answers): string | null {
  if (when === "other") return londonInstant(day, time);
  return when === null ? null : londonInstant(when === "today" ? today() : nextDay(today()), "17:00");
}

function lacking(answers: Answers, until: string | null, on: string | null): (keyof typeof missing)[] {
  const { orgId, personId, as, may, history, method } = answers;
  const asked = { orgId, personId, as, until, may, history, method, on };
  return (Object.keys(asked) as (keyof typeof asked)[]).filter((field) => asked[field] === "" || asked[field] === null);
}

/** Lets a named person of another organisation in for a while, as the person agreed. */
export function GuestForm({ state, roomId, onClose }: GuestFormProps) {
  const work = useWork(fieldOf);
  const id = useMemo(() => newId(Date.now()), []);
  const guestId = useMemo(() => newId<string>(Date.now()), []);
  const [answers, setAnswers] = useState<Answers>({
    ...({ orgId: "", personId: "", as: "", when: null, may: null, history: null, method: "", language: "en" } as const),
    ...{ day: today(), time: "17:00", saidDay: today(), saidTime: clockTime(Date.now()) },
  });
  const set = (change: Partial<Answers>) => setAnswers((was) => ({ ...was, ...change }));
  const people = useQuery({
    queryKey: ["workersAt", roomId, answers.orgId],
    queryFn: () => api.cases.workersAt.query({ roomId, orgId: answers.orgId as OrgId }),
    enabled: answers.orgId !== "",
  });
  const letIn = async () => {
    const { orgId, personId, as, may, history, method, saidDay, saidTime, language } = answers;
    const [until, on] = [endOf(answers), londonInstant(saidDay, saidTime)];
    const errors = lacking(answers, until, on).map((field) => ({ field, message: missing[field] }));
    if (!work.check(errors) || !until || !on || as === "" || may === null || method === "") return;
    const who = { guestId, orgId: orgId as OrgId, personId: personId as PersonId, as };
    const input = { ...who, may, until, history: history === "all", said: { on, method, language } };
    if (!(await work.run(() => api.cases.admitGuest.mutate({ roomId, id, input })))) return;
    const name = people.data?.find((each) => each.personId === personId)?.name ?? "";
    announce(guestWords.done(name, endWords(until, Date.now())));
    onClose();
  };
  const form = { answers, set, work, state };
  return (
    <LazyDialog
      open
      onClose={onClose}
      title={guestWords.openTitle}
      foot={
        <>
          <Button tone="main" busy={work.busy} onClick={() => void letIn()}>
            {guestWords.letIn}
          </Button>
          <Button onClick={onClose}>{guestWords.stay}</Button>
        </>
      }
    >
      <div className="stack">
        <p>{guestWords.ask(state.label)}</p>
        <WorkErrors work={work} />
        <Who {...form} people={people.data} />
        <UntilWhen {...form} />
        <What {...form} />
        <HowSaid {...form} />
      </div>
    </LazyDialog>
  );
}

function Who({ answers, set, work, state, people }: FormProps & { people: readonly { personId: PersonId; name: string }[] | undefined }) {
  const places = Object.values(state.participations).filter((p) => p.status === "joined" || p.status === "invited");
  const others = (useOrganisations().data ?? []).filter(({ orgId }) => !places.some((p) => p.orgId === orgId));
  return (
    <>
      <SelectField
        id="orgId"
        label={guestWords.organisation}
        prompt={guestWords.chooseOrganisation}
        value={answers.orgId}
        error={work.at("orgId")}
        options={others.map(({ orgId, name }) => ({ value: orgId, label: name }))}
        onChange={(event) => set({ orgId: event.target.value, personId: "" })}
      />
      {people?.length === 0 ? <p className="soft small">{guestWords.nobodyThere}</p> : null}
      <SelectField
        id="personId"
        label={guestWords.person}
        prompt={guestWords.choosePerson}
        value={answers.personId}
        error={work.at("personId")}
        options={(people ?? []).map(({ personId, name }) => ({ value: personId, label: name }))}
        onChange={(event) => set({ personId: event.target.value })}
      />
      <SelectField
        id="as"
        label={guestWords.as}
        prompt={guestWords.chooseAs}
        value={answers.as}
        error={work.at("as")}
        options={Object.entries(guestKindWords).map(([value, label]) => ({ value, label }))}
        onChange={(event) => set({ as: event.target.value as GuestKind })}
      />
    </>
  );
}

function UntilWhen({ answers, set, work }: FormProps) {
  const five = londonInstant(today(), "17:00") ?? "";
  const other = (
    <div className="row wrap">
      <TextField
        label={guestWords.day}
        type="date"
        value={answers.day}
        min={today()}
        onChange={(event) => set({ day: event.target.value })}
      />
      <TextField label={guestWords.time} type="time" value={answers.time} onChange={(event) => set({ time: event.target.value })} />
    </div>
  );
  return (
    <RadioCards<When>
      id="until"
      legend={guestWords.when}
      error={work.at("until")}
      value={answers.when}
      onChange={(when) => set({ when })}
      choices={[
        ...(Date.now() < Date.parse(five) ? [{ value: "today" as const, label: guestWords.thisAfternoon }] : []),
        { value: "tomorrow", label: guestWords.tomorrow },
        { value: "other", label: guestWords.other, under: other },
      ]}
    />
  );
}

function What({ answers, set, work }: FormProps) {
  return (
    <>
      <RadioCards<"read" | "write">
        id="may"
        legend={guestWords.write}
        error={work.at("may")}
        value={answers.may}
        onChange={(may) => set({ may })}
        choices={[
          { value: "write", label: guestWords.writeYes },
          { value: "read", label: guestWords.writeNo },
        ]}
      />
      <RadioCards<"now" | "all">
        id="history"
        legend={guestWords.history}
        error={work.at("history")}
        value={answers.history}
        onChange={(history) => set({ history })}
        choices={[
          { value: "now", label: guestWords.historyNow },
          { value: "all", label: guestWords.historyAll },
        ]}
      />
    </>
  );
}

function HowSaid({ answers, set, work, state }: FormProps) {
  return (
    <>
      <SelectField
        id="method"
        label={guestWords.said(state.label)}
        prompt={guestWords.chooseAs}
        value={answers.method}
        error={work.at("method")}
        options={methodOptions}
        onChange={(event) => set({ method: event.target.value as Method })}
      />
      <div className="row wrap top said-when">
        <TextField
          id="on"
          label={guestWords.on}
          type="date"
          max={today()}
          value={answers.saidDay}
          error={work.at("on")}
          onChange={(event) => set({ saidDay: event.target.value })}
        />
        <TextField
          label={guestWords.atTime}
          type="time"
          value={answers.saidTime}
          onChange={(event) => set({ saidTime: event.target.value })}
        />
      </div>
      <SelectField
        id="language"
        label={guestWords.language}
        value={answers.language}
        options={languages}
        onChange={(event) => set({ language: event.target.value })}
      />
    </>
  );
}
