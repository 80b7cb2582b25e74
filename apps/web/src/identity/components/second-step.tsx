import { KeyRound } from "lucide-react";
import { useState } from "react";
import type { SecondStep as Step } from "../../kernel/session.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { giveCode, givePasskey, knowsPasskeys } from "../factors.ts";

/** What has to be true before a code is sent: six digits, or a recovery code's ten letters and digits. */
const looksLikeACode = (code: string): boolean => /^(\d{6}|[a-z0-9]{10})$/i.test(code.replace(/[^a-z0-9]/gi, ""));

export type SecondStepProps = {
  has: Step["has"];
  /** Called once a factor was taken. */
  onGiven: () => Promise<unknown>;
};

/** Shows that it's you: with a passkey, a code of the authenticator, or one of the recovery codes. */
export function SecondStep({ has, onGiven }: SecondStepProps) {
  const [code, setCode] = useState("");
  const work = useWork((path) => (path === "code" ? "second-step-code" : undefined));
  const [by, setBy] = useState<"passkey" | "code" | null>(null);
  const give = async (way: "passkey" | "code", given: () => Promise<unknown>) => {
    setBy(way);
    await work.run(async () => {
      await given();
      await onGiven();
    });
    setBy(null);
  };
  const passkey = has.passkeys > 0 && knowsPasskeys();
  const codes = has.authenticator || has.recovery > 0;
  return (
    <div className="stack">
      <WorkErrors work={work} title="That didn't work" />
      {passkey ? (
        <div>
          <Button tone="main" icon={<KeyRound />} busy={by === "passkey"} onClick={() => void give("passkey", givePasskey)}>
            Use my passkey
          </Button>
        </div>
      ) : null}
      {codes ? (
        <form
          className="stack"
          aria-label="Give a code"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            const missing = [{ field: "second-step-code", message: "Give the 6 digits from your app, or a recovery code." }];
            if (work.check(looksLikeACode(code) ? [] : missing)) void give("code", () => giveCode(code));
          }}
        >
          <TextField
            id="second-step-code"
            label={has.authenticator ? "Code from your authenticator app" : "Recovery code"}
            hint={has.authenticator ? "6 digits. A recovery code does as well." : "10 letters and digits. Each works once."}
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus={!passkey}
            value={code}
            error={work.at("second-step-code")}
            onChange={(event) => setCode(event.target.value)}
          />
          <div>
            <Button tone={passkey ? "plain" : "main"} type="submit" busy={by === "code"}>
              Go on with the code
            </Button>
          </div>
        </form>
      ) : null}
      {passkey || codes ? null : <p>You have a passkey, but this browser can't use passkeys. Sign in with another browser or device.</p>}
    </div>
  );
}
