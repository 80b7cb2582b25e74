import type { Method } from "@linkwork/shared/cases/consent.ts";
import { methodWords } from "@linkwork/shared/cases/words.ts";
import { requestWords } from "@linkwork/shared/cases/words-requests.ts";
import { type CaseId, newId } from "@linkwork/shared/kernel/ids.ts";
import { requestsRoom } from "@linkwork/shared/kernel/room.ts";
import { useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { isoDay } from "../../ui/time.ts";

/** Notes that the person asked for a copy: when, how, and who they are. The month runs from that day. */
export function StartRequest({ caseId, onStarted }: { caseId: CaseId; onStarted: () => void }) {
  const work = useWork();
  const [ids] = useState(() => ({ id: newId(Date.now()), requestId: newId<string>(Date.now()) }));
  const [receivedOn, setReceivedOn] = useState(() => isoDay(Date.now()));
  const [method, setMethod] = useState<Method | "">("");
  const [words, setWords] = useState("");
  const start = async () => {
    const missing = [
      ...(method === "" ? [{ field: "method", message: requestWords.methodNeeded }] : []),
      ...(words.trim() === "" ? [{ field: "words", message: requestWords.wordsNeeded }] : []),
    ];
    if (!work.check(missing) || method === "") return;
    const input = { requestId: ids.requestId, caseId, receivedOn, method, words: words.trim() };
    if (await work.run(() => api.cases.startRequest.mutate({ roomId: requestsRoom(caseId), id: ids.id, input }))) onStarted();
  };
  return (
    <form
      className="stack loose measure"
      aria-label={requestWords.start}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <p>{requestWords.none}</p>
      <WorkErrors work={work} />
      <TextField
        id="receivedOn"
        type="date"
        label={requestWords.received}
        max={isoDay(Date.now())}
        value={receivedOn}
        error={work.at("receivedOn")}
        onChange={(event) => setReceivedOn(event.target.value)}
      />
      <SelectField
        id="method"
        label={requestWords.method}
        prompt="Choose"
        value={method}
        error={work.at("method")}
        options={Object.entries(methodWords).map(([value, label]) => ({ value, label }))}
        onChange={(event) => setMethod(event.target.value as Method)}
      />
      <TextField
        id="words"
        label={requestWords.words}
        hint={requestWords.wordsHint}
        maxLength={200}
        autoComplete="off"
        value={words}
        error={work.at("words")}
        onChange={(event) => setWords(event.target.value)}
      />
      <div>
        <Button tone="main" type="submit" busy={work.busy}>
          {requestWords.start}
        </Button>
      </div>
    </form>
  );
}
