import { KeyRound } from "lucide-react";
import { useState } from "react";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { addPasskey } from "../factors.ts";

export type PasskeySetUpProps = { onDone: () => Promise<unknown>; onBack?: (() => void) | undefined };

/** Lets this device make a passkey, under a name by which its owner knows it again. */
export function PasskeySetUp({ onDone, onBack }: PasskeySetUpProps) {
  const [name, setName] = useState("");
  const work = useWork((path) => (path === "name" ? "passkey-name" : undefined));
  return (
    <form
      className="stack"
      aria-label="Set up a passkey"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (work.check(name.trim() === "" ? [{ field: "passkey-name", message: "Give it a name." }] : []))
          void work.run(async () => {
            await addPasskey(name.trim());
            await onDone();
          });
      }}
    >
      <WorkErrors work={work} title="That didn't work" />
      <TextField
        id="passkey-name"
        label="A name for it"
        hint="So that you know it again: where it is kept, for example “my phone”."
        maxLength={60}
        value={name}
        error={work.at("passkey-name")}
        onChange={(event) => setName(event.target.value)}
      />
      <div className="row wrap">
        <Button tone="main" type="submit" icon={<KeyRound />} busy={work.busy}>
          Make a passkey
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
