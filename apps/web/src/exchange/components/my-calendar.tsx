import { calendarWords as words } from "@linkwork/shared/exchange/words-calendar.ts";
import { useQueryClient } from "@tanstack/react-query";
import { CalendarPlus, Copy } from "lucide-react";
import { useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { Failed, Waiting } from "../../shell/states.tsx";
import { useNextId } from "../../shell/use-next-id.ts";
import { useNow } from "../../shell/use-now.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Note } from "../../ui/note.tsx";
import { dayWords } from "../../ui/time.ts";
import { useFeed } from "../client.ts";

/** The address under which a calendar program finds my visits: made, shown once, and stopped. */
export function MyCalendar() {
  const feed = useFeed();
  const now = useNow();
  const cache = useQueryClient();
  const work = useWork();
  const { id, used } = useNextId();
  const [address, setAddress] = useState<string>();
  const lookAgain = () => cache.invalidateQueries({ queryKey: ["calendarFeed"] });
  const make = async () => {
    await work.run(async () => {
      const { path } = await api.exchange.makeFeed.mutate({ id });
      setAddress(`${location.origin}${path}`);
    });
    used();
    await lookAgain();
  };
  const end = async () => {
    const done = await work.run(() => api.exchange.endFeed.mutate());
    if (done) {
      setAddress(undefined);
      announce(words.ended);
    }
    await lookAgain();
  };
  const since = feed.data?.since;
  return (
    <section className="card stack" aria-labelledby="my-calendar">
      <h2 id="my-calendar">{words.title}</h2>
      <p>{words.lead}</p>
      <p className="small soft">{words.twice}</p>
      <WorkErrors work={work} />
      {feed.isError && feed.data === undefined ? (
        <Failed error={feed.error} what={words.failed} onAgain={() => void feed.refetch()} />
      ) : feed.data === undefined ? (
        <Waiting what={words.looking} />
      ) : address ? (
        <Address address={address} />
      ) : since ? (
        <p>{words.since(dayWords(since, now))}</p>
      ) : null}
      {feed.data === undefined ? null : (
        <>
          {since && !address ? <p className="small soft">{words.anewHow}</p> : null}
          <div className="row wrap">
            {address ? null : (
              <Button icon={<CalendarPlus />} busy={work.busy} onClick={() => void make()}>
                {since ? words.anew : words.make}
              </Button>
            )}
            {since ? (
              <Button tone="stop" busy={work.busy} onClick={() => void end()}>
                {words.end}
              </Button>
            ) : null}
          </div>
        </>
      )}
    </section>
  );
}

function Address({ address }: { address: string }) {
  const [copied, setCopied] = useState<"yes" | "no">();
  const copy = () =>
    navigator.clipboard.writeText(address).then(
      () => {
        setCopied("yes");
        announce(words.copied);
      },
      () => setCopied("no"),
    );
  return (
    <div className="stack" role="status">
      <Note tone="wait">
        {words.once} <b>{words.secret}</b>
      </Note>
      <TextField label={words.label} readOnly value={address} onFocus={(event) => event.target.select()} />
      {copied === "no" ? <Note tone="wait">{words.noCopy}</Note> : null}
      <div className="row wrap">
        <Button icon={<Copy />} onClick={() => void copy()}>
          {copied === "yes" ? words.copied : words.copy}
        </Button>
      </div>
    </div>
  );
}
