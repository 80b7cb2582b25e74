import { Copy, Printer } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { Failed, Waiting } from "../../shell/states.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { PrintSheet } from "../../ui/print-sheet.tsx";
import { newRecoveryCodes } from "../factors.ts";

export type RecoveryCodesProps = { email: string; onKept: () => void; busy?: boolean | undefined };

/** Makes ten codes and shows them this once, to print or to copy. Those before end. */
export function RecoveryCodes({ email, onKept, busy }: RecoveryCodesProps) {
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  const asked = useRef(false);
  const make = useCallback(() => {
    asked.current = true;
    setFailed(null);
    newRecoveryCodes().then(setCodes, setFailed);
  }, []);
  useEffect(() => {
    if (!asked.current) make();
  }, [make]);
  if (failed) return <Failed error={failed} what="Your recovery codes could not be made." onAgain={make} />;
  if (!codes) return <Waiting what="Making your recovery codes" />;
  return <Codes codes={codes} email={email} onKept={onKept} busy={busy} />;
}

function Codes({ codes, email, onKept, busy }: RecoveryCodesProps & { codes: readonly string[] }) {
  const [copied, setCopied] = useState<"yes" | "no" | null>(null);
  const copy = () =>
    navigator.clipboard.writeText(codes.join("\n")).then(
      () => {
        setCopied("yes");
        announce("Copied.");
      },
      () => setCopied("no"),
    );
  return (
    <div className="stack">
      <p>
        If you lose your passkey or your phone, one of these lets you in. Each works once. <b>They are shown only now</b>: print them, or
        keep them in your password manager. Don't keep them on the phone that they are for.
      </p>
      <PrintSheet label="Your recovery codes">
        <h3>Linkwork recovery codes</h3>
        <p className="small">For {email}. Each works once. Keep them where nobody else finds them.</p>
        <ol className="recovery-codes">
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
      </PrintSheet>
      {copied === "no" ? <Note tone="wait">This browser doesn't let us copy. Print them, or write them down.</Note> : null}
      <div className="row wrap no-print">
        <Button icon={<Printer />} onClick={() => window.print()}>
          Print
        </Button>
        <Button icon={<Copy />} onClick={() => void copy()}>
          {copied === "yes" ? "Copied" : "Copy"}
        </Button>
        <Button tone="main" busy={busy} onClick={onKept}>
          I have kept them
        </Button>
      </div>
    </div>
  );
}
