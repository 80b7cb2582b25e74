import { kernelWords } from "@linkwork/shared/kernel/words.ts";
import { useState } from "react";
import { confirmPassword, useSession } from "../kernel/session.ts";
import { SignOutDialog } from "../shell/sign-out-dialog.tsx";
import { useWork, WorkErrors } from "../shell/work.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";

/** After twelve idle hours the password is asked again, over the page: what was written stays where it is. */
export function PasswordAgain() {
  const { me } = useSession();
  const [password, setPassword] = useState("");
  const [leaving, setLeaving] = useState(false);
  const work = useWork();
  return (
    <>
      <Dialog
        open={!leaving}
        asking
        onClose={() => setLeaving(true)}
        title={me ? `Are you still ${me.name}?` : "Are you still there?"}
        foot={
          <>
            <Button tone="main" type="submit" form="password-again" busy={work.busy}>
              Go on
            </Button>
            <Button tone="quiet" onClick={() => setLeaving(true)}>
              Sign out instead
            </Button>
          </>
        }
      >
        <form
          id="password-again"
          className="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (work.check(password === "" ? [{ field: "password-again-password", message: "Give your password." }] : []))
              void work.run(() => confirmPassword(password));
          }}
        >
          <p>{kernelWords.PasswordAgain}</p>
          <WorkErrors work={work} title="That didn't work" />
          {/* the account, so that a password manager knows which password is meant */}
          <input className="visually-hidden" tabIndex={-1} aria-hidden="true" readOnly autoComplete="username" value={me?.email ?? ""} />
          <TextField
            id="password-again-password"
            label="Password"
            type="password"
            autoComplete="current-password"
            autoFocus
            value={password}
            error={work.at("password-again-password")}
            onChange={(event) => setPassword(event.target.value)}
          />
        </form>
      </Dialog>
      <SignOutDialog open={leaving} onClose={() => setLeaving(false)} />
    </>
  );
}
