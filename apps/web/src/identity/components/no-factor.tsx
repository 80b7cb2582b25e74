import { recoveryWords as words } from "@linkwork/shared/identity/words-recovery.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Failed } from "../../shell/states.tsx";
import { useNow } from "../../shell/use-now.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { dayAndTime } from "../../ui/time.ts";
import { askForHelp, beginAnew, recoveryStanding } from "../factors.ts";

/** For who can do no second step any more: asks for help, says how far it is, and begins anew once two people have said yes and a day is over. */
export function NoFactor({ onBegun }: { onBegun: () => Promise<unknown> }) {
  const standing = useQuery({ queryKey: ["recovery"], queryFn: recoveryStanding, gcTime: 0, refetchInterval: 30_000 });
  const [open, setOpen] = useState(false);
  const now = useNow();
  const work = useWork();
  if (standing.isError)
    return <Failed error={standing.error} what="We can't see whether you asked for help." onAgain={() => void standing.refetch()} />;
  if (standing.data === undefined) return null;
  const ask = () =>
    void work.run(async () => {
      await askForHelp(newId(Date.now()));
      await standing.refetch();
      announce(words.asked);
    });
  const begin = () =>
    void work.run(async () => {
      await beginAnew();
      await onBegun();
    });
  const { data } = standing;
  if (data === null)
    return open ? (
      <section className="card measure stack" aria-labelledby="no-factor">
        <h2 id="no-factor">{words.title}</h2>
        <WorkErrors work={work} title="That didn't work" />
        <p>{words.how}</p>
        <p>{words.mail}</p>
        <div className="row wrap">
          <Button tone="main" busy={work.busy} onClick={ask}>
            {words.ask}
          </Button>
          <Button onClick={() => setOpen(false)}>Leave it</Button>
        </div>
      </section>
    ) : (
      <p>
        <Button onClick={() => setOpen(true)}>{words.none}</Button>
      </p>
    );
  const { yes, ready, until } = data;
  return (
    <section className="card measure stack" aria-labelledby="no-factor">
      <h2 id="no-factor">{data.now ? words.ready : words.asked}</h2>
      <WorkErrors work={work} title="That didn't work" />
      <p role="status">{data.now ? words.readyHow : ready ? words.both(dayAndTime(ready, now)) : yes === 1 ? words.one : words.askedHow}</p>
      {data.now ? (
        <div>
          <Button tone="main" busy={work.busy} onClick={begin}>
            {words.begin}
          </Button>
        </div>
      ) : null}
      <p className="small soft">{words.lapses(dayAndTime(until, now))}</p>
    </section>
  );
}
