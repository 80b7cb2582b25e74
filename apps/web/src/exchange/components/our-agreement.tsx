import { readyWords, hostReadyWords as words } from "@linkwork/shared/exchange/words-ready.ts";
import { useState } from "react";
import { useSession } from "../../kernel/session.ts";
import { api } from "../../kernel/trpc.ts";
import { useKept } from "../../shell/use-kept.ts";
import { useNextId } from "../../shell/use-next-id.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { TextArea } from "../../ui/field.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";
import { List, Row } from "../../ui/list.tsx";
import { Note } from "../../ui/note.tsx";
import { dayWords } from "../../ui/time.ts";
import { useLookAgain } from "../client.ts";
import { type OurHosting, useMyRooms } from "../ready.ts";
import { Agreement } from "./agreement.tsx";

/** What visitors promise us, in all its versions; whoever may writes the next one. */
export function OurAgreement({ hosting: { versions, mayWrite }, now }: { hosting: OurHosting; now: number }) {
  const { hat } = useSession();
  return (
    <section className="card stack" aria-labelledby="our-agreement">
      <h2 id="our-agreement">{words.agreement}</h2>
      <p className="small soft">{words.agreementHow}</p>
      {versions.length === 0 ? (
        <p>{words.noAgreement}</p>
      ) : (
        <List label={words.agreement}>
          {versions.map(({ version, at }, index) => (
            <Row
              key={version}
              title={index === 0 ? words.inForce(version, dayWords(at, now)) : words.older(version, dayWords(at, now))}
              end={
                hat ? <Agreement orgId={hat.orgId} hostName={hat.orgName} version={version} label={readyWords.read} asked={false} /> : null
              }
            />
          ))}
        </List>
      )}
      {mayWrite ? <Write last={versions[0]} /> : <p className="small soft">{words.onlyManagers}</p>}
    </section>
  );
}

function Write({ last }: { last: OurHosting["versions"][number] | undefined }) {
  const [open, setOpen] = useState(false);
  const label = last ? words.writeNew : words.write;
  return (
    <div className="row">
      <Button onClick={() => setOpen(true)}>{label}</Button>
      {open ? <WriteDialog last={last} title={label} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

function WriteDialog({ last, title, onClose }: { last: OurHosting["versions"][number] | undefined; title: string; onClose: () => void }) {
  const { ours } = useMyRooms();
  const work = useWork();
  const lookAgain = useLookAgain();
  const { id } = useNextId();
  // beside the words, those that they are to follow: a draft may be older than what is in force
  const { draft, set, done: sent } = useKept("agreement", { text: last?.words ?? "", after: last?.version ?? 0 }, true);
  const newer = last !== undefined && draft.after !== last.version;
  const go = async () => {
    if (!ours) return;
    const done = await work.run(() => api.exchange.writeAgreement.mutate({ roomId: ours, id, input: { words: draft.text } }));
    await lookAgain();
    if (!done) return;
    sent();
    announce(words.kept((last?.version ?? 0) + 1));
    onClose();
  };
  return (
    <LazyDialog
      open
      onClose={onClose}
      title={title}
      foot={
        <>
          <Button tone="main" busy={work.busy} onClick={() => void go()}>
            {words.keep}
          </Button>
          <Button onClick={onClose}>{words.leave}</Button>
        </>
      }
    >
      <div className="stack">
        <WorkErrors work={work} />
        {newer ? (
          <Note tone="wait">
            <div className="stack">
              <p>{words.newer(last.version)}</p>
              <div className="row wrap">
                <Button small onClick={() => set({ text: last.words, after: last.version })}>
                  {words.takeNewer(last.version)}
                </Button>
              </div>
            </div>
          </Note>
        ) : null}
        <TextArea
          id="words"
          label={words.words}
          hint={words.wordsHint}
          rows={12}
          maxLength={8000}
          value={draft.text}
          error={work.at("words")}
          onChange={(event) => set({ text: event.target.value })}
        />
        <p className="small soft">{words.onDevice}</p>
      </div>
    </LazyDialog>
  );
}
