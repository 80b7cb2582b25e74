import { passwordWords as words } from "@linkwork/shared/identity/words-passwords.ts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";
import { Link } from "../../ui/link.tsx";
import { changePassword } from "../factors.ts";
import { NewPasswordField, tooShort } from "./new-password.tsx";

/** My password: a way to change it. The invented people can't. */
export function PasswordCard({ email }: { email: string }) {
  const [open, setOpen] = useState(false);
  const [changed, setChanged] = useState(false);
  const welcome = useQuery({ queryKey: ["welcome"], queryFn: () => api.identity.welcome.query(), staleTime: 60_000 });
  const invented = welcome.data?.demo.some((person) => person.email === email) ?? false;
  return (
    <section className="card" aria-labelledby="my-password">
      <h2 id="my-password">{words.title}</h2>
      <p className="hint">{invented ? words.demoCard : words.hint}</p>
      {changed ? <p>{words.changed}</p> : null}
      {invented ? null : (
        <div>
          <Button onClick={() => setOpen(true)}>{words.change}</Button>
        </div>
      )}
      <LazyDialog open={open} onClose={() => setOpen(false)} title={words.change}>
        <Change
          email={email}
          onChanged={() => {
            setOpen(false);
            setChanged(true);
            announce(words.changed);
          }}
        />
      </LazyDialog>
    </section>
  );
}

function Change({ email, onChanged }: { email: string; onChanged: () => void }) {
  const [old, setOld] = useState("");
  const [next, setNext] = useState("");
  const fields = { current: "old-password", password: "next-password" };
  const work = useWork((path) => (path === "current" || path === "password" ? fields[path] : undefined));
  const change = () => {
    const missing = [
      ...(old === "" ? [{ field: fields.current, message: "Give the password that you have now." }] : []),
      ...tooShort(next, fields.password),
    ];
    if (work.check(missing))
      void work.run(() => changePassword({ current: old, password: next })).then((done) => (done ? onChanged() : undefined));
  };
  return (
    <form
      className="stack"
      aria-label={words.change}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        change();
      }}
    >
      <WorkErrors work={work} />
      {/* the account, so that a password manager knows which password is meant */}
      <input className="visually-hidden" tabIndex={-1} aria-hidden="true" readOnly autoComplete="username" value={email} />
      <TextField
        id={fields.current}
        label={words.old}
        type="password"
        autoComplete="current-password"
        maxLength={200}
        value={old}
        error={work.at(fields.current)}
        onChange={(event) => setOld(event.target.value)}
      />
      <NewPasswordField
        id={fields.password}
        label={words.next}
        value={next}
        error={work.at(fields.password)}
        onChange={(event) => setNext(event.target.value)}
      />
      <p className="hint">{words.changeHow}</p>
      <div className="row wrap">
        <Button tone="main" type="submit" busy={work.busy}>
          {words.change}
        </Button>
        <Link to="/lost-password">{words.forgotten}</Link>
      </div>
    </form>
  );
}
