import { useState } from "react";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { RadioCards } from "../../ui/choice-cards.tsx";
import { Note } from "../../ui/note.tsx";
import { Steps } from "../../ui/steps.tsx";
import { knowsPasskeys } from "../factors.ts";
import { AuthenticatorSetUp } from "./authenticator-set-up.tsx";
import { PasskeySetUp } from "./passkey-set-up.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";

export type SetUpProps = { email: string; onDone: () => Promise<unknown> };

/** The first second factor: a passkey, else an authenticator; then ten recovery codes. */
export function SetUp({ email, onDone }: SetUpProps) {
  const able = knowsPasskeys();
  const [way, setWay] = useState<"passkey" | "authenticator">(able ? "passkey" : "authenticator");
  const [made, setMade] = useState(false);
  const leaving = useWork();
  const next = async () => setMade(true);
  return (
    <div className="card stack">
      <Steps label="Where you are" steps={["Passkey or app", "Recovery codes"]} at={made ? 1 : 0} />
      {made ? (
        <>
          <h2>Your ten recovery codes</h2>
          <WorkErrors work={leaving} />
          <RecoveryCodes email={email} busy={leaving.busy} onKept={() => void leaving.run(onDone)} />
        </>
      ) : (
        <>
          {able ? null : <Note tone="wait">This browser can't make passkeys. An authenticator app does it too.</Note>}
          {able ? (
            <RadioCards<"passkey" | "authenticator">
              legend="How would you like to show that it's you?"
              value={way}
              onChange={setWay}
              choices={[
                {
                  value: "passkey",
                  label: "With a passkey (recommended)",
                  hint: "Your phone or computer asks for your finger, face or PIN. Nothing to remember, and nobody can trick you out of it.",
                },
                {
                  value: "authenticator",
                  label: "With an authenticator app",
                  hint: "An app on your phone shows a new code every half minute.",
                },
              ]}
            />
          ) : null}
          {way === "passkey" ? <PasskeySetUp onDone={next} /> : <AuthenticatorSetUp onDone={next} />}
        </>
      )}
    </div>
  );
}
