import { useEffect, useState } from "react";
import { Failed, Waiting } from "../../shell/states.tsx";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { QrCode } from "../../ui/qr-code.tsx";
import { confirmAuthenticator, startAuthenticator } from "../factors.ts";

export type AuthenticatorSetUpProps = { onDone: () => Promise<unknown>; onBack?: (() => void) | undefined };

/** An authenticator app: a key to scan or to type, and its first code. */
export function AuthenticatorSetUp({ onDone, onBack }: AuthenticatorSetUpProps) {
  const [shown, setShown] = useState<{ uri: string; key: string } | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  const [code, setCode] = useState("");
  const work = useWork((path) => (path === "code" ? "authenticator-code" : undefined));
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the person tries again
  useEffect(() => {
    let here = true;
    setFailed(null);
    startAuthenticator().then(
      (key) => here && setShown(key),
      (error: unknown) => here && setFailed(error),
    );
    return () => {
      here = false;
    };
  }, [tries]);
  if (failed) return <Failed error={failed} what="The key could not be made." onAgain={() => setTries((n) => n + 1)} />;
  if (!shown) return <Waiting what="Making a key" />;
  return (
    <form
      className="stack"
      aria-label="Set up an authenticator app"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const missing = [{ field: "authenticator-code", message: "Give the 6 digits that your app shows." }];
        if (work.check(/^\d{6}$/.test(code.replace(/\s/g, "")) ? [] : missing))
          void work.run(async () => {
            await confirmAuthenticator(code);
            await onDone();
          });
      }}
    >
      <WorkErrors work={work} title="That didn't work" />
      <p>
        <b>1.</b> Open your authenticator app and let it scan this.
      </p>
      <QrCode text={shown.uri} label="The key as a picture, for the camera of your app" />
      <p>No camera? Type this key into the app:</p>
      <p>
        <code className="key">{shown.key.match(/.{1,4}/g)?.join(" ")}</code>
      </p>
      <TextField
        id="authenticator-code"
        label={
          <>
            <b>2.</b> The code that it shows
          </>
        }
        hint="6 digits. A new one comes every half minute."
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        error={work.at("authenticator-code")}
        onChange={(event) => setCode(event.target.value)}
      />
      <div className="row wrap">
        <Button tone="main" type="submit" busy={work.busy}>
          Go on
        </Button>
        {onBack ? (
          <Button tone="quiet" onClick={onBack}>
            Back
          </Button>
        ) : null}
      </div>
    </form>
  );
}
