import { passwordWords } from "@linkwork/shared/identity/words-passwords.ts";
import { residentWords } from "@linkwork/shared/identity/words-residents.ts";
import { kernelWords } from "@linkwork/shared/kernel/words.ts";
import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { becomes, confirmPassword, secondStep, useSession } from "../kernel/session.ts";
import { SignOutDialog } from "../shell/sign-out-dialog.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { useWork, WorkErrors } from "../shell/work.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { Link } from "../ui/link.tsx";
import { MailCode } from "./components/mail-code.tsx";
import { SecondStep } from "./components/second-step.tsx";
import { SetUp } from "./components/set-up.tsx";
import { givePasskey, knowsPasskeys } from "./factors.ts";
import { giveMailCode } from "./residents.ts";

/** After twelve idle hours the password is asked again, over the page, and then the second step: what was written stays where it is. */
export function PasswordAgain() {
  const { me, status } = useSession();
  const [password, setPassword] = useState("");
  const [leaving, setLeaving] = useState(false);
  const work = useWork();
  if (status === "secondFactor")
    return (
      <>
        <Dialog
          open={!leaving}
          asking
          onClose={() => setLeaving(true)}
          title="One more step"
          foot={
            <Button tone="quiet" onClick={() => setLeaving(true)}>
              Sign out instead
            </Button>
          }
        >
          <OverThePage />
        </Dialog>
        <SignOutDialog open={leaving} onClose={() => setLeaving(false)} />
      </>
    );
  if (me?.byCode)
    return (
      <>
        <Dialog
          open={!leaving}
          asking
          onClose={() => setLeaving(true)}
          title={`Are you still ${me.name}?`}
          foot={
            <Button tone="quiet" onClick={() => setLeaving(true)}>
              Sign out instead
            </Button>
          }
        >
          <div className="stack">
            <p>{residentWords.again}</p>
            <MailCode id="code-again" email={me.email} onCode={(code) => becomes(() => giveMailCode(me.email, code))} />
          </div>
        </Dialog>
        <SignOutDialog open={leaving} onClose={() => setLeaving(false)} />
      </>
    );
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
          <p>
            <Link to="/lost-password">{passwordWords.forgotten}</Link>
          </p>
          {knowsPasskeys() ? (
            <div>
              <Button icon={<KeyRound />} onClick={() => void work.run(() => becomes(givePasskey))}>
                Use a passkey instead
              </Button>
            </div>
          ) : null}
        </form>
      </Dialog>
      <SignOutDialog open={leaving} onClose={() => setLeaving(false)} />
    </>
  );
}

/** The second step for whom the password was given: the same as on its own page. */
function OverThePage() {
  const step = useQuery({ queryKey: ["second-step"], queryFn: secondStep, gcTime: 0, staleTime: Number.POSITIVE_INFINITY });
  const comeIn = () => becomes(async () => undefined);
  if (step.isError) return <Failed error={step.error} what="We can't see how you sign in." onAgain={() => void step.refetch()} />;
  if (!step.data) return <Waiting />;
  const { has, email } = step.data;
  return has.passkeys > 0 || has.authenticator ? <SecondStep has={has} onGiven={comeIn} /> : <SetUp email={email} onDone={comeIn} />;
}
