import { checkWords, keptOf, type LedgerCheck } from "@linkwork/shared/cases/ledger.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { subjectOf } from "@linkwork/shared/kernel/room.ts";
import { ShieldAlert, ShieldCheck } from "lucide-react";
import { useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Note } from "../../ui/note.tsx";

/** One press: is it all still what it was? The answer in words, and a seal that was kept outside to compare with. */
export function CheckLedger({ roomId }: { roomId: RoomId }) {
  const work = useWork();
  const [answer, setAnswer] = useState<LedgerCheck | null>(null);
  const check = (kept?: string) => {
    setAnswer(null);
    return work.run(async () => setAnswer(await api.cases.verifyLedger.query({ roomId, ...(kept ? { kept } : {}) })));
  };
  const withFile = async (file: File | undefined) => {
    if (!file) return;
    const kept = keptOf(await file.text(), subjectOf(roomId));
    if (kept) await check(kept);
    else work.check([{ field: "kept-seal", message: "This file says nothing about this case. Choose the file of a seal that you kept." }]);
  };
  return (
    <section className="card no-print" aria-labelledby="check-ledger">
      <h2 id="check-ledger" className="heading">
        Are these records whole?
      </h2>
      <WorkErrors work={work} title="That didn't work" />
      <div className="row wrap">
        <Button icon={<ShieldCheck />} busy={work.busy} onClick={() => void check()}>
          Check that nothing was changed
        </Button>
      </div>
      <div role="status">{answer ? <CheckAnswer answer={answer} /> : null}</div>
      <details className="past">
        <summary>Check against a seal that you kept</summary>
        <TextField
          id="kept-seal"
          type="file"
          accept="text/plain,.txt"
          label="The file that you kept"
          hint="Information leads can take one home each day, from the page of their organisation."
          error={work.at("kept-seal")}
          onChange={(event) => void withFile(event.target.files?.[0])}
        />
      </details>
    </section>
  );
}

/** What came of a check, in words. */
export function CheckAnswer({ answer }: { answer: LedgerCheck }) {
  const whole = answer.finds.length === 0 && answer.kept !== false;
  return (
    <Note tone={whole ? "good" : "stop"} icon={whole ? <ShieldCheck /> : <ShieldAlert />}>
      <div className="stack tight">
        {checkWords(answer).map((sentence, i) => (
          <p key={sentence}>{i === 0 ? <b>{sentence}</b> : sentence}</p>
        ))}
      </div>
    </Note>
  );
}
