import { stewardWords as words } from "@linkwork/shared/exchange/words-steward.ts";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { List, Row } from "../../ui/list.tsx";
import { fullDate } from "../../ui/time.ts";

type Pair = Awaited<ReturnType<typeof api.exchange.oddVisits.query>>[number];

/** Visits of which the host alone says that they took place, by pair of organisations; nothing where there are none. No name of anybody is in sight. */
export function OddVisits() {
  const odd = useQuery({ queryKey: ["oddVisits"], queryFn: () => api.exchange.oddVisits.query() });
  if (!odd.data || odd.data.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="odd">
      <h2 id="odd">{words.title}</h2>
      <p>{words.how}</p>
      {odd.data.map((pair) => (
        <section key={`${pair.host} ${pair.visitor}`} className="stack" aria-label={words.pair(pair.host, pair.visitor)}>
          <h3>{words.pair(pair.host, pair.visitor)}</h3>
          <List label={words.pair(pair.host, pair.visitor)}>
            {pair.visits.map((visit) => (
              <OddVisit key={visit.bookingId} visit={visit} onDone={() => void odd.refetch()} />
            ))}
          </List>
        </section>
      ))}
    </section>
  );
}

function OddVisit({ visit, onDone }: { visit: Pair["visits"][number]; onDone: () => void }) {
  const [open, setOpen] = useState(false);
  const [why, setWhy] = useState("");
  const [id] = useState(() => newId(Date.now()));
  const work = useWork();
  const day = fullDate(visit.at);
  const go = async () => {
    if (!work.check(why.trim() === "" ? [{ field: "why", message: words.sayWhy }] : [])) return;
    const { sessionId, bookingId } = visit;
    if (!(await work.run(() => api.exchange.voidBooking.mutate({ id, sessionId, bookingId, why })))) return;
    announce(words.done);
    onDone();
  };
  return (
    <Row
      title={day}
      detail={
        <div className="stack tight">
          <p>
            {words.minutes(visit.minutes)}
            {visit.denied ? ` · ${words.denied}` : ""}
          </p>
          {open ? (
            <>
              <WorkErrors work={work} />
              <TextField
                id="why"
                label={words.why}
                hint={words.whyHint}
                maxLength={200}
                value={why}
                error={work.at("why")}
                onChange={(event) => setWhy(event.target.value)}
              />
              <div className="row wrap">
                <Button onClick={() => setOpen(false)}>{words.leave}</Button>
                <Button tone="stop" busy={work.busy} onClick={() => void go()}>
                  {words.press}
                </Button>
              </div>
            </>
          ) : null}
        </div>
      }
      end={
        open ? null : (
          <Button small onClick={() => setOpen(true)}>
            {words.press}
            <span className="visually-hidden">: {day}</span>
          </Button>
        )
      }
    />
  );
}
