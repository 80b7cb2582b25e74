import { breachReasons, type FlagReason, flagReasons, type RedactionReason, redactionReasons } from "@linkwork/shared/cases/redaction.ts";
import {
  breachWords,
  flaggedWords,
  flagReasonWords,
  flagWords,
  redactionReasonWords,
  redactionWords,
} from "@linkwork/shared/cases/words-redaction.ts";
import { newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { Eraser, EyeOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { RadioCards } from "../../ui/choice-cards.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";
import { Note } from "../../ui/note.tsx";
import { focusHeading } from "../../ui/page-head.tsx";
import type { FlagRow } from "../client.ts";
import { useTooMuch } from "../flags.ts";

/** The message that is asked about, in its room. */
export type AskedAbout = { roomId: RoomId; messageSeq: number };

export type FlagDialogProps = { about: AskedAbout | null; onClose: () => void };

/** To say quietly that there is too much in what somebody wrote. */
export function FlagDialog({ about, onClose }: FlagDialogProps) {
  const [why, setWhy] = useState<FlagReason | null>(null);
  const [id, renew] = useState(() => newId(Date.now()));
  const work = useWork((field) => (field === "why" ? "flag-why" : field));
  const { flag } = useTooMuch();
  useEffect(() => {
    if (!about) return;
    setWhy(null);
    renew(newId(Date.now()));
  }, [about]);
  const send = async () => {
    if (!about || !work.check(why === null ? [{ field: "flag-why", message: "Choose what is too much." }] : []) || why === null) return;
    if (!(await work.run(() => flag(id, about, why)))) return;
    announce(flagWords.told);
    onClose();
  };
  return (
    <LazyDialog
      open={about !== null}
      onClose={onClose}
      title={flagWords.title}
      foot={
        <>
          <Button tone="main" busy={work.busy} onClick={() => void send()}>
            {flagWords.send}
          </Button>
          <Button onClick={onClose}>Leave it</Button>
        </>
      }
    >
      <div className="stack">
        <WorkErrors work={work} />
        <RadioCards
          id="flag-why"
          legend={<span className="visually-hidden">{flagWords.title}</span>}
          hint={flagWords.quiet}
          error={work.at("flag-why")}
          choices={flagReasons.map((value) => ({ value, label: flagReasonWords[value].label, hint: flagReasonWords[value].hint }))}
          value={why}
          onChange={setWhy}
        />
      </div>
    </LazyDialog>
  );
}

export type RedactDialogProps = {
  about: AskedAbout | null;
  /** Why somebody else found too much in it, as a first answer. */
  why?: FlagReason | undefined;
  /** Who could read it until now, by organisation; null for who may not know. */
  readers: readonly string[] | null;
  onClose: () => void;
};

/** To take the words out of a message, and what to do then. */
export function RedactDialog({ about, why, readers, onClose }: RedactDialogProps) {
  const [reason, setReason] = useState<RedactionReason | null>(null);
  const [done, setDone] = useState<RedactionReason | null>(null);
  const [id, renew] = useState(() => newId(Date.now()));
  const work = useWork((field) => (field === "reason" ? "redact-why" : field));
  const { takeOut } = useTooMuch();
  useEffect(() => {
    if (!about) return;
    setReason(why ?? null);
    setDone(null);
    renew(newId(Date.now()));
  }, [about, why]);
  const send = async () => {
    if (!about || !work.check(reason === null ? [{ field: "redact-why", message: "Choose why." }] : []) || reason === null) return;
    if (!(await work.run(() => takeOut(id, about, reason)))) return;
    announce(redactionWords.done);
    if (breachReasons.includes(reason)) setDone(reason);
    else onClose();
  };
  if (done !== null) return <WhatNow readers={readers} open={about !== null} onClose={onClose} />;
  return (
    <LazyDialog
      open={about !== null}
      asking
      onClose={onClose}
      title={redactionWords.title}
      foot={
        <>
          <Button onClick={onClose}>Leave them in</Button>
          <Button tone="stop" icon={<Eraser />} busy={work.busy} onClick={() => void send()}>
            {redactionWords.send}
          </Button>
        </>
      }
    >
      <div className="stack">
        <WorkErrors work={work} />
        <p>{redactionWords.before}</p>
        <p className="soft">{redactionWords.stays}</p>
        <RadioCards
          id="redact-why"
          legend={redactionWords.why}
          error={work.at("redact-why")}
          choices={redactionReasons.map((value) => ({
            value,
            label: redactionReasonWords[value].label,
            hint: redactionReasonWords[value].hint,
          }))}
          value={reason}
          onChange={setReason}
        />
      </div>
    </LazyDialog>
  );
}

/** Words about somebody who never agreed to be here were read: what to do next. */
function WhatNow({ open, readers, onClose }: { open: boolean; readers: readonly string[] | null; onClose: () => void }) {
  const { title, steps } = breachWords(readers);
  return (
    <LazyDialog
      open={open}
      onClose={onClose}
      title={redactionWords.done}
      foot={
        <Button tone="main" onClick={onClose}>
          I'll do that
        </Button>
      }
    >
      <div className="stack">
        <p>{redactionWords.doneMore}</p>
        <h3>{title}</h3>
        <ol className="stack steps-to-do">
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </div>
    </LazyDialog>
  );
}

export type FlaggedLineProps = { flag: FlagRow; onTakeOut: () => void };

/** Under one's own message: somebody finds too much in it. */
export function FlaggedLine({ flag, onTakeOut }: FlaggedLineProps) {
  const work = useWork();
  const { leave } = useTooMuch();
  const stays = async () => {
    if (!(await work.run(() => leave(flag)))) return;
    announce(flagWords.left);
    focusHeading();
  };
  return (
    <Note tone="wait" icon={<EyeOff />} role="note">
      <WorkErrors work={work} />
      <p>
        {flaggedWords(flag.why)} <span className="soft">{flagWords.onlyYou}</span>
      </p>
      <div className="row wrap">
        <Button small busy={work.busy} onClick={() => void stays()}>
          {flagWords.stays}
        </Button>
        <Button small tone="stop" icon={<Eraser />} onClick={onTakeOut}>
          {redactionWords.menu}
        </Button>
      </div>
    </Note>
  );
}
