import { recoveryWords as words } from "@linkwork/shared/identity/words-recovery.ts";
import { useState } from "react";
import { useNow } from "../../shell/use-now.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";
import { Row } from "../../ui/list.tsx";
import { dayAndTime } from "../../ui/time.ts";

export type AskedRowProps = {
  name: string;
  /** where they work, if that isn't clear */
  where?: string | undefined;
  /** how many have said that it is them, and whether I am one of them */
  yes: number;
  mine: boolean;
  /** when it opens; UTC */
  ready: string | undefined;
  may: boolean;
  /** why I may not */
  hint?: string | undefined;
  onYes: () => Promise<unknown>;
  onStop: () => Promise<unknown>;
};

/** Somebody who can't get in: how far it is, "I know it's them" after a question, and one press that stops it. */
export function AskedRow({ name, where, yes, mine, ready, may, hint, onYes, onStop }: AskedRowProps) {
  const [asking, setAsking] = useState(false);
  const now = useNow();
  const [saying, stopping] = [useWork(), useWork()];
  const say = async () => {
    if (!(await saying.run(onYes))) return;
    setAsking(false);
    announce(yes === 0 ? words.second : words.granted);
  };
  const stop = async () => {
    if (await stopping.run(onStop)) announce(words.stopped);
  };
  return (
    <Row
      title={where ? `${name} · ${where}` : name}
      detail={
        <>
          {ready ? <p>{words.open(dayAndTime(ready, now))}</p> : null}
          {mine && !ready ? <p>{words.saidYes(name)}</p> : null}
          {hint ? <p>{hint}</p> : null}
          <WorkErrors work={stopping} title="That didn't work" />
        </>
      }
      end={
        <span className="row wrap">
          <Chip tone="wait">{words.stands(yes)}</Chip>
          {may ? (
            <Button small onClick={() => setAsking(true)}>
              {words.know}
              <span className="visually-hidden"> ({name})</span>
            </Button>
          ) : null}
          <Button small tone="stop" busy={stopping.busy} onClick={() => void stop()}>
            {words.stop}
            <span className="visually-hidden"> ({name})</span>
          </Button>
          <LazyDialog
            open={asking}
            asking
            onClose={() => setAsking(false)}
            title={words.knowTitle(name)}
            foot={
              <>
                <Button onClick={() => setAsking(false)}>I'm not sure</Button>
                <Button tone="main" busy={saying.busy} onClick={() => void say()}>
                  Yes, it's {name}
                </Button>
              </>
            }
          >
            <div className="stack">
              <WorkErrors work={saying} title="That didn't work" />
              <p>{words.knowHow(name)}</p>
              <p>{words.knowThen}</p>
            </div>
          </LazyDialog>
        </span>
      }
    />
  );
}
