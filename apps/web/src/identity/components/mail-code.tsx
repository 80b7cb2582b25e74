import { residentWords as words } from "@linkwork/shared/identity/words-residents.ts";
import { useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";

export type MailCodeProps = {
  id: string;
  email: string;
  /** a mail is on its way already */
  asked?: boolean;
  /** gives the code; what it rejects with stands over the field */
  onCode: (code: string) => Promise<unknown>;
};

/** A code from a mail: asked for, and given. What is said is the same for every address. */
export function MailCode({ id, email, asked = false, onCode }: MailCodeProps) {
  const [sent, setSent] = useState(asked);
  const [code, setCode] = useState("");
  const work = useWork((path) => (path === "code" ? id : undefined));
  const ask = () =>
    work
      .run(() => api.residents.askCode.mutate({ email }))
      .then((done) => {
        if (!done) return;
        if (sent) announce(words.sentAgain);
        setSent(true);
      });
  if (!sent)
    return (
      <div className="stack">
        <WorkErrors work={work} title="That didn't work" />
        <div>
          <Button tone="main" busy={work.busy} onClick={() => void ask()}>
            {words.send}
          </Button>
        </div>
      </div>
    );
  return (
    <form
      className="stack"
      aria-label={words.code}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (work.check(/^\d{6}(?:\d{4})?$/.test(code.replace(/\D/g, "")) ? [] : [{ field: id, message: words.codeHint }]))
          void work.run(() => onCode(code.trim()));
      }}
    >
      <WorkErrors work={work} />
      <p>{words.sent(email)}</p>
      <TextField
        id={id}
        label={words.code}
        hint={words.codeHint}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={20}
        autoFocus
        value={code}
        error={work.at(id)}
        onChange={(event) => setCode(event.target.value)}
      />
      <div className="row wrap">
        <Button tone="main" type="submit" busy={work.busy}>
          {words.giveCode}
        </Button>
        <Button tone="quiet" onClick={() => void ask()}>
          {words.another}
        </Button>
      </div>
      <p className="hint">{words.nothing}</p>
    </form>
  );
}
