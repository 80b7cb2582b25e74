import type { Method } from "@linkwork/shared/cases/consent.ts";
import { doubtWords } from "@linkwork/shared/cases/words-consent.ts";
import { newId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { useQuery } from "@tanstack/react-query";
import { LifeBuoy, Phone } from "lucide-react";
import { useMemo, useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { Button, LinkButton } from "../../ui/button.tsx";
import { TextArea } from "../../ui/field.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";
import { Note } from "../../ui/note.tsx";
import { useActor } from "../client.ts";
import { HowSaid } from "./withdraw-dialog.tsx";

/** The yes that is doubted, and the practice whose safeguarding leads will read why. */
export type Doubted = { consentId: string; leadName: string };
export type DoubtDialogProps = Doubted & {
  roomId: RoomId;
  /** who says it doesn't read the conversation, and so can't ask there who would hear of it */
  unread?: boolean;
  onClose: () => void;
};

/** Says quietly that a yes was not given freely: it is paused, and the safeguarding leads alone learn why. */
export function DoubtDialog({ onClose, consentId, roomId, leadName, unread = false }: DoubtDialogProps) {
  const actor = useActor();
  const work = useWork();
  const id = useMemo(() => newId(Date.now()), []);
  const [words, setWords] = useState("");
  const [method, setMethod] = useState<Method | "">("");
  const [done, setDone] = useState(false);
  // asked before it is paused: whoever says it may be shut out by the pause
  const { data: heard } = useQuery({
    queryKey: ["doubt heard", roomId],
    queryFn: () => api.cases.doubtHeard.query({ roomId }),
    enabled: !unread,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  });
  const say = async () => {
    const doubt = words.trim() === "" ? {} : { words: words.trim() };
    if (await work.run(() => api.cases.pauseConsent.mutate({ roomId, id, input: { consentId, ...(method ? { method } : {}), doubt } })))
      setDone(true);
  };
  const danger = (
    <Note tone="wait" icon={<Phone />}>
      {doubtWords.danger}
    </Note>
  );
  const foot = done ? (
    <Button tone="main" onClick={onClose}>
      Close
    </Button>
  ) : (
    <>
      <Button onClick={onClose}>Not now</Button>
      <Button tone="stop" busy={work.busy} onClick={() => void say()}>
        {doubtWords.pause}
      </Button>
    </>
  );
  return (
    <LazyDialog open asking onClose={onClose} title={doubtWords.title} foot={foot}>
      {done ? (
        <div className="stack" role="status">
          <p>{heard === undefined ? doubtWords.paused : heard ? doubtWords.done(leadName) : doubtWords.doneUnheard(leadName)}</p>
          {danger}
          {actor.roles.includes("safeguardingLead") ? (
            <div className="row">
              <LinkButton to="/safety/raise" icon={<LifeBuoy />}>
                {doubtWords.raise}
              </LinkButton>
            </div>
          ) : (
            <p>{doubtWords.ring}</p>
          )}
        </div>
      ) : (
        <div className="stack">
          {doubtWords.does.map((line) => (
            <p key={line}>{line}</p>
          ))}
          <p>{doubtWords.who(leadName)}</p>
          {heard === false ? <Note tone="stop">{doubtWords.unheard(leadName)}</Note> : null}
          {danger}
          <WorkErrors work={work} />
          <HowSaid label={doubtWords.how} method={method} onMethod={setMethod} />
          <TextArea
            id="doubt.words"
            label={doubtWords.words}
            hint={doubtWords.wordsHint}
            rows={4}
            maxLength={2_000}
            value={words}
            error={work.at("doubt.words")}
            onChange={(event) => setWords(event.target.value)}
          />
        </div>
      )}
    </LazyDialog>
  );
}
