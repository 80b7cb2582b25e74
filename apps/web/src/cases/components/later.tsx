import { laterWords } from "@linkwork/shared/cases/words-later.ts";
import { maskedNumbers, numbersIn } from "@linkwork/shared/clients/numbers.ts";
import { type EventId, newId } from "@linkwork/shared/kernel/ids.ts";
import { Clock, PenLine, Trash2, Undo2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { wordsForCode } from "../../kernel/words.ts";
import { londonInstant } from "../../shell/london.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { RadioCards } from "../../ui/choice-cards.tsx";
import { TextArea, TextField } from "../../ui/field.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";
import { focusHeading } from "../../ui/page-head.tsx";
import { clockTime, dayAndTime, isoDay } from "../../ui/time.ts";
import { type Later, nineOClock, type SendAt, useSendLater } from "../later.ts";
import { NumberWarning } from "./number-warning.tsx";

type When = "tomorrow" | "monday" | "other";

/** A day and a time in London, as two boxes. */
function DayAndTime({ day, time, onDay, onTime }: { day: string; time: string; onDay: (d: string) => void; onTime: (t: string) => void }) {
  return (
    <div className="row wrap">
      <TextField label={laterWords.day} type="date" id="later-day" value={day} onChange={(event) => onDay(event.target.value)} />
      <TextField label={laterWords.time} type="time" id="later-time" value={time} onChange={(event) => onTime(event.target.value)} />
    </div>
  );
}

export type LaterDialogProps = { open: boolean; onClose: () => void; onSend: (at: SendAt) => Promise<unknown> };

/** When it shall be sent. */
export function LaterDialog({ open, onClose, onSend }: LaterDialogProps) {
  const [when, setWhen] = useState<When | null>(null);
  const [day, setDay] = useState("");
  const [time, setTime] = useState("09:00");
  // one id for each opening: however often it is pressed, one message waits
  const at = useRef({ id: newId<EventId>(Date.now()), again: false });
  const work = useWork((field) => (field === "due" ? "later-when" : field));
  useEffect(() => {
    if (!open) return;
    setWhen(null);
    at.current = { id: newId<EventId>(Date.now()), again: false };
  }, [open]);
  const send = async () => {
    if (!work.check(when === null ? [{ field: "later-when", message: laterWords.choose }] : []) || when === null) return;
    const due = when === "other" ? londonInstant(day, time) : nineOClock(Date.now())[when];
    if (!work.check(due ? [] : [{ field: "later-day", message: laterWords.noTime }]) || !due) return;
    const sent = { ...at.current, due };
    at.current.again = true;
    if (!(await work.run(() => onSend(sent)))) return;
    announce(laterWords.kept(dayAndTime(due, Date.now())));
    onClose();
  };
  return (
    <LazyDialog
      open={open}
      onClose={onClose}
      title={laterWords.title}
      foot={
        <>
          <Button tone="main" icon={<Clock />} busy={work.busy} onClick={() => void send()}>
            {laterWords.send}
          </Button>
          <Button onClick={onClose}>{laterWords.leave}</Button>
        </>
      }
    >
      <div className="stack">
        <WorkErrors work={work} />
        <RadioCards
          id="later-when"
          legend={<span className="visually-hidden">{laterWords.title}</span>}
          hint={laterWords.before}
          error={work.at("later-when")}
          choices={[
            { value: "tomorrow", label: laterWords.tomorrow },
            { value: "monday", label: laterWords.monday },
            { value: "other", label: laterWords.other, under: <DayAndTime {...{ day, time, onDay: setDay, onTime: setTime }} /> },
          ]}
          value={when}
          onChange={setWhen}
        />
      </div>
    </LazyDialog>
  );
}

/** To change the words, or the time. */
function ChangeDialog({ later, onClose }: { later: Later | null; onClose: () => void }) {
  const [text, setText] = useState("");
  const [whole, setWhole] = useState(false);
  const [day, setDay] = useState("");
  const [time, setTime] = useState("");
  const work = useWork((field) => (field === "due" ? "later-day" : field));
  const { change } = useSendLater();
  useEffect(() => {
    if (!later) return;
    setText(later.message.text);
    setWhole(later.message.wholeNumbers === true);
    setDay(isoDay(later.due));
    setTime(clockTime(later.due));
  }, [later]);
  const save = async () => {
    const due = londonInstant(day, time);
    if (!later || !work.check(due ? [] : [{ field: "later-day", message: laterWords.noTime }]) || !due) return;
    if (!(await work.run(() => change(later.id, due, whole ? { text, wholeNumbers: true } : { text: maskedNumbers(text) })))) return;
    announce(laterWords.kept(dayAndTime(due, Date.now())));
    onClose();
  };
  return (
    <LazyDialog
      open={later !== null}
      asking
      onClose={onClose}
      title={laterWords.changeTitle}
      foot={
        <>
          <Button
            tone="main"
            busy={work.busy}
            aria-disabled={text.trim() === ""}
            onClick={() => (text.trim() === "" ? undefined : void save())}
          >
            {laterWords.save}
          </Button>
          <Button onClick={onClose}>{laterWords.leave}</Button>
        </>
      }
    >
      <div className="stack">
        <WorkErrors work={work} />
        <NumberWarning numbers={numbersIn(text)} whole={whole} onWhole={setWhole} />
        <TextArea label="Your message" id="text" maxLength={10_000} value={text} onChange={(event) => setText(event.target.value)} />
        <DayAndTime {...{ day, time, onDay: setDay, onTime: setTime }} />
      </div>
    </LazyDialog>
  );
}

export type LaterListProps = {
  rows: readonly Later[];
  now: number;
  /** Where one can write: puts the words into the box. */
  onBack?: ((text: string) => void) | undefined;
};

/** What waits to be sent, and what could not be, with what one can do with it. */
export function LaterList({ rows, now, onBack }: LaterListProps) {
  const [changing, setChanging] = useState<Later | null>(null);
  return (
    <>
      <ul className="stack" aria-label={laterWords.waits}>
        {rows.map((later) => (
          <LaterItem key={later.id} later={later} now={now} onBack={onBack} onChange={() => setChanging(later)} />
        ))}
      </ul>
      <ChangeDialog later={changing} onClose={() => setChanging(null)} />
    </>
  );
}

type ItemProps = { later: Later; now: number; onBack: LaterListProps["onBack"]; onChange: () => void };

function LaterItem({ later, now, onBack, onChange }: ItemProps) {
  const { status, code = "", due, message } = later;
  const work = useWork();
  const { cancel } = useSendLater();
  const refused = status === "refused";
  const back = async () => {
    // first into the box: if the answer is lost, the words are not
    onBack?.(message.text);
    if (await work.run(() => cancel(later.id))) announce(laterWords.isBack);
  };
  const away = async () => {
    if (!(await work.run(() => cancel(later.id)))) return;
    announce(laterWords.thrown);
    focusHeading();
  };
  const which = <span className="visually-hidden">{laterWords.which(message.text)}</span>;
  return (
    <li className={`card ${refused ? "stop" : "wait"}`}>
      <p className="small">
        <b>{refused ? laterWords.notSent : laterWords.waits}.</b>{" "}
        {refused
          ? `${wordsForCode(code)} (${dayAndTime(due, now)})`
          : status === "sending"
            ? laterWords.onItsWay
            : laterWords.waitsFor(dayAndTime(due, now))}
      </p>
      <p className="words" dir="auto">
        {message.text}
      </p>
      <WorkErrors work={work} />
      {status === "sending" ? null : (
        <div className="row wrap">
          {refused ? null : (
            <Button small icon={<PenLine />} onClick={onChange}>
              {laterWords.change}
              {which}
            </Button>
          )}
          {onBack ? (
            <Button small icon={<Undo2 />} busy={work.busy} onClick={() => void back()}>
              {laterWords.back}
              {which}
            </Button>
          ) : null}
          <Button small tone="stop" icon={<Trash2 />} busy={work.busy} onClick={() => void away()}>
            {laterWords.throw}
            {which}
          </Button>
        </div>
      )}
    </li>
  );
}
