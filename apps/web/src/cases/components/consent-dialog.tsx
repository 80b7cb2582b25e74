import type { Method, Scope } from "@linkwork/shared/cases/consent.ts";
import { names as listed, scopeWords } from "@linkwork/shared/cases/words.ts";
import { onceWords } from "@linkwork/shared/cases/words-consent.ts";
import { newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { useMemo, useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { CheckCards } from "../../ui/choice-cards.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";
import { HowSaid, methodOptions, type Stoppable, WithdrawDialog } from "./withdraw-dialog.tsx";

/** What the person may say about a yes they gave, or were asked for. */
export type ConsentMove = "pause" | "resume" | "narrow" | "refuse" | "mistake" | "withdraw";

export type ConsentDialogProps = {
  move: ConsentMove | null;
  onClose: () => void;
  onDone?: ((move: ConsentMove) => void) | undefined;
  sharing: Stoppable;
  /** What is shared now, to choose from when it is narrowed. */
  scopes: readonly Scope[];
  label: string;
  roomId: RoomId;
};

type Words = { title: string; does: string; button: string };

const wordsOf = (move: Exclude<ConsentMove, "withdraw">, label: string, who: string): Words =>
  ({
    pause: {
      title: `${label} pauses`,
      does: `The conversation closes at once for ${who}, until ${label} says yes again.`,
      button: `${label} pauses sharing with ${who}`,
    },
    resume: {
      title: `${label} goes on sharing`,
      does: `${who} can read and write again, as before the pause.`,
      button: `${label} goes on sharing with ${who}`,
    },
    narrow: {
      title: `${label} shares less`,
      does: `Take out what ${who} shall not see any more. To share more, ${label} is asked anew.`,
      button: `${label} shares less with ${who}`,
    },
    refuse: {
      title: `${label} said no`,
      does: `That is fine, and it is noted. Nothing was shared with ${who}.`,
      button: `${label} said no`,
    },
    mistake: {
      title: "Recorded by mistake",
      does: `The yes becomes void, and the conversation closes at once for ${who}. The record stays, marked as a mistake. It can't be undone.`,
      button: "It was a mistake",
    },
  })[move];

/** Asks how it was said, says what will happen, and does it. */
export function ConsentDialog(props: ConsentDialogProps) {
  const { move, onClose, onDone, sharing, label, roomId } = props;
  return (
    <>
      <WithdrawDialog
        open={move === "withdraw"}
        onClose={onClose}
        onDone={() => onDone?.("withdraw")}
        roomId={roomId}
        label={label}
        sharings={[sharing]}
      />
      {move === null || move === "withdraw" ? null : <OtherMove key={move} {...props} move={move} />}
    </>
  );
}

type OtherProps = ConsentDialogProps & { move: Exclude<ConsentMove, "withdraw"> };

function OtherMove({ move, onClose, onDone, sharing, scopes: held, label, roomId }: OtherProps) {
  const work = useWork();
  const { consentId, who, ends, stays } = sharing;
  const [method, setMethod] = useState<Method | "">("");
  const [scopes, setScopes] = useState<readonly Scope[]>(held);
  const [reason, setReason] = useState("");
  const id = useMemo(() => newId(Date.now()), []);
  const words = wordsOf(move, label, who);
  const send = () => {
    const said = { consentId, ...(method ? { method } : {}) };
    switch (move) {
      case "pause":
        return api.cases.pauseConsent.mutate({ roomId, id, input: said });
      case "resume":
        return api.cases.resumeConsent.mutate({ roomId, id, input: { consentId, method: method as Method } });
      case "refuse":
        return api.cases.refuseConsent.mutate({ roomId, id, input: said });
      case "narrow":
        return api.cases.narrowConsent.mutate({ roomId, id, input: { ...said, scopes: [...scopes] } });
      case "mistake":
        return api.cases.markConsentInError.mutate({ roomId, id, input: { consentId, reason: reason.trim() } });
    }
  };
  const errors = () => [
    ...(move === "resume" && method === "" ? [{ field: "method", message: "Say how it was said." }] : []),
    ...(move === "narrow" && scopes.length === held.length ? [{ field: "scopes", message: "Take at least one out." }] : []),
    ...(move === "narrow" && scopes.length === 0
      ? [{ field: "scopes", message: "To share nothing any more, choose “withdraws” instead." }]
      : []),
    ...(move === "mistake" && reason.trim() === "" ? [{ field: "reason", message: "Say in a few words what was wrong." }] : []),
  ];
  const go = async () => {
    if (!work.check(errors()) || !(await work.run(send))) return;
    announce(`Recorded: ${words.title}.`);
    onClose();
    onDone?.(move);
  };
  const stops = move === "pause" || move === "mistake";
  const takes = stops || move === "narrow";
  return (
    <LazyDialog
      open
      asking
      onClose={onClose}
      title={words.title}
      foot={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button tone={stops ? "stop" : "main"} busy={work.busy} onClick={() => void go()}>
            {words.button}
          </Button>
        </>
      }
    >
      <div className="stack">
        {ends ? <p>{words.does}</p> : null}
        {stays.length > 0 && takes ? <p>{onceWords.stays(listed(stays))}</p> : null}
        <WorkErrors work={work} />
        {move === "narrow" ? (
          <CheckCards<Scope>
            id="scopes"
            legend={`${who} may still see`}
            error={work.at("scopes")}
            value={scopes}
            onChange={setScopes}
            choices={held.map((scope) => ({ value: scope, label: scopeWords[scope].ask, hint: scopeWords[scope].hint }))}
          />
        ) : null}
        {move === "narrow" && ends && held.includes("message") && !scopes.includes("message") ? (
          <p>{onceWords.withoutMessages(scopeWords.message.ask, who)}</p>
        ) : null}
        {move === "mistake" ? (
          <TextField
            id="reason"
            label="What was wrong?"
            maxLength={200}
            value={reason}
            error={work.at("reason")}
            onChange={(event) => setReason(event.target.value)}
          />
        ) : move === "resume" ? (
          <SelectField
            id="method"
            label={`How did ${label} say it?`}
            prompt="Choose"
            value={method}
            error={work.at("method")}
            options={methodOptions}
            onChange={(event) => setMethod(event.target.value as Method)}
          />
        ) : (
          <HowSaid label={`How did ${label} say it?`} method={method} onMethod={setMethod} />
        )}
      </div>
    </LazyDialog>
  );
}
