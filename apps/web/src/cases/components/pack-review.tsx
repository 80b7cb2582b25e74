import type { Pack, PackMessage } from "@linkwork/shared/cases/pack.ts";
import type { AccessRequest, WithheldWhy } from "@linkwork/shared/cases/requests.ts";
import { packWords, requestWords, withheldWords } from "@linkwork/shared/cases/words-requests.ts";
import { newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { EyeOff, Undo2 } from "lucide-react";
import { useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { RadioCards } from "../../ui/choice-cards.tsx";
import { TextField } from "../../ui/field.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";
import { dayAndTime } from "../../ui/time.ts";

const reasons = Object.keys(withheldWords) as WithheldWhy[];
const partOf = ({ place = "general", seq }: PackMessage) => ({ compartment: place, seq });
const keyOf = (message: PackMessage): string => `${message.place ?? "general"} ${message.seq}`;

export type PackReviewProps = { roomId: RoomId; request: AccessRequest; pack: Pack; now: number; onChanged: () => void };

/** Each message, for the information lead to read before it is given: kept back with a reason, or given. */
export function PackReview({ roomId, request, pack, now, onChanged }: PackReviewProps) {
  const [keeping, setKeeping] = useState<PackMessage | null>(null);
  const work = useWork();
  const give = (message: PackMessage) =>
    work.run(async () => {
      await api.cases.markPart.mutate({
        roomId,
        id: newId(Date.now()),
        input: { requestId: request.requestId, ...partOf(message), withheld: null },
      });
      onChanged();
    });
  return (
    <section className="stack" aria-labelledby="written">
      <h2 id="written">{packWords.written}</h2>
      <WorkErrors work={work} title="That didn't work" />
      {pack.messages.length === 0 ? <p className="soft">{packWords.nothing}</p> : null}
      <ol className="stack pack-messages">
        {pack.messages.map((message) => (
          <li key={keyOf(message)} className="card">
            <div className="row wrap spread top">
              <p>
                <b>{[message.who.name, message.who.orgName].filter(Boolean).join(", ") || "Somebody"}</b>{" "}
                <span className="small soft">
                  {[dayAndTime(message.at, now), message.place ? packWords.places[message.place as keyof typeof packWords.places] : ""]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </p>
              {message.withheld ? (
                <Chip tone="stop" icon={<EyeOff />}>
                  {requestWords.kept}: {withheldWords[message.withheld].ask.toLocaleLowerCase("en-GB")}
                </Chip>
              ) : null}
            </div>
            <p className={message.text === undefined ? "words soft" : "words"} dir="auto">
              {message.text ?? packWords.takenOut}
            </p>
            {message.files ? <p className="small soft">with: {message.files.join(", ")}</p> : null}
            <div className="row">
              {message.withheld ? (
                <Button small icon={<Undo2 />} busy={work.busy} onClick={() => void give(message)}>
                  {requestWords.giveAfterAll}
                </Button>
              ) : message.text === undefined ? null : (
                <Button small tone="quiet" icon={<EyeOff />} onClick={() => setKeeping(message)}>
                  {requestWords.keep}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ol>
      <KeepDialog
        message={keeping}
        onClose={() => setKeeping(null)}
        onKeep={async (message, withheld) => {
          const input = { requestId: request.requestId, ...partOf(message), withheld };
          await api.cases.markPart.mutate({ roomId, id: newId(Date.now()), input });
          announce(requestWords.kept);
          onChanged();
        }}
      />
    </section>
  );
}

type KeepDialogProps = {
  message: PackMessage | null;
  onClose: () => void;
  onKeep: (message: PackMessage, withheld: { why: WithheldWhy; words: string }) => Promise<void>;
};

function KeepDialog({ message, onClose, onKeep }: KeepDialogProps) {
  const work = useWork((path) => path.replace(/^withheld\./, ""));
  const [why, setWhy] = useState<WithheldWhy | null>(null);
  const [words, setWords] = useState("");
  const close = () => {
    setWhy(null);
    setWords("");
    onClose();
  };
  const keep = async () => {
    const errors = [
      ...(why === null ? [{ field: "why", message: requestWords.keepChoose }] : []),
      ...(words.trim() === "" ? [{ field: "words", message: requestWords.keepWordsNeeded }] : []),
    ];
    if (!work.check(errors) || why === null || !message) return;
    if (await work.run(() => onKeep(message, { why, words: words.trim() }))) close();
  };
  return (
    <LazyDialog
      open={message !== null}
      asking
      onClose={close}
      title={requestWords.keepTitle}
      foot={
        <>
          <Button tone="main" busy={work.busy} onClick={() => void keep()}>
            {requestWords.keep}
          </Button>
          <Button onClick={close}>Leave it</Button>
        </>
      }
    >
      <div className="stack">
        <WorkErrors work={work} />
        <RadioCards
          id="why"
          legend={requestWords.keepReason}
          value={why}
          error={work.at("why")}
          onChange={setWhy}
          choices={reasons.map((value) => ({ value, label: withheldWords[value].ask, hint: withheldWords[value].hint }))}
        />
        <TextField
          id="words"
          label={requestWords.keepWords}
          maxLength={200}
          autoComplete="off"
          value={words}
          error={work.at("words")}
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
    </LazyDialog>
  );
}
