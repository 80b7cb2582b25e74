import { residentWords } from "@linkwork/shared/identity/words-residents.ts";
import { kernelWords } from "@linkwork/shared/kernel/words.ts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { secondStep, useSession } from "../kernel/session.ts";
import { Failed, Waiting } from "../shell/states.tsx";
import { useWork, WorkErrors } from "../shell/work.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { MailCode } from "./components/mail-code.tsx";
import { SecondStep } from "./components/second-step.tsx";
import { givePassword } from "./factors.ts";
import { giveMailCode } from "./residents.ts";

export type StepUpProps = { ask: "factor" | "password" | "code"; answer: (given: boolean) => void };

/** Over the page, before something that needs more than being signed in: once given, what waits goes on by itself. */
export function StepUp({ ask, answer }: StepUpProps) {
  return (
    <Dialog open asking onClose={() => answer(false)} title="Show that it's you">
      <div className="stack">
        <p>{ask === "code" ? residentWords.stepUp : kernelWords.StepUpNeeded}</p>
        {ask === "code" ? (
          <Code onGiven={() => answer(true)} />
        ) : ask === "factor" ? (
          <Factor onGiven={async () => answer(true)} />
        ) : (
          <Password onGiven={() => answer(true)} />
        )}
      </div>
    </Dialog>
  );
}

/** The session is the same one afterwards: nothing is cut that is open. */
function Code({ onGiven }: { onGiven: () => void }) {
  const email = useSession().me?.email ?? "";
  return <MailCode id="step-up-code" email={email} onCode={(code) => giveMailCode(email, code).then(onGiven)} />;
}

function Factor({ onGiven }: { onGiven: () => Promise<unknown> }) {
  const step = useQuery({ queryKey: ["second-step"], queryFn: secondStep, gcTime: 0 });
  if (step.isError) return <Failed error={step.error} what="We can't see how you sign in." onAgain={() => void step.refetch()} />;
  return step.data ? <SecondStep has={step.data.has} onGiven={onGiven} /> : <Waiting />;
}

function Password({ onGiven }: { onGiven: () => void }) {
  const [password, setPassword] = useState("");
  const work = useWork((path) => (path === "password" ? "step-up-password" : undefined));
  return (
    <form
      className="stack"
      aria-label="Give your password"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (work.check(password === "" ? [{ field: "step-up-password", message: "Give your password." }] : []))
          void work.run(() => givePassword(password)).then((done) => (done ? onGiven() : undefined));
      }}
    >
      <WorkErrors work={work} title="That didn't work" />
      <TextField
        id="step-up-password"
        label="Password"
        type="password"
        autoComplete="current-password"
        autoFocus
        value={password}
        error={work.at("step-up-password")}
        onChange={(event) => setPassword(event.target.value)}
      />
      <div>
        <Button tone="main" type="submit" busy={work.busy}>
          Go on
        </Button>
      </div>
    </form>
  );
}
