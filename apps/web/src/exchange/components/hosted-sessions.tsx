import { unfinished } from "@linkwork/shared/exchange/state.ts";
import { exchangeWords, phaseWords, placesWords } from "@linkwork/shared/exchange/words.ts";
import { hostWords as words } from "@linkwork/shared/exchange/words-hosting.ts";
import type { EventId } from "@linkwork/shared/kernel/ids.ts";
import { useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { Chip } from "../../ui/chip.tsx";
import { type HostedRow, roomOf } from "../client.ts";
import { hoursOf, whenOf } from "../when.ts";
import { AskDialog } from "./ask-dialog.tsx";
import { AskedPeople } from "./asked-people.tsx";
import { MoveDate } from "./move-date.tsx";
import { PlacesFields } from "./places-fields.tsx";
import { SayWhy } from "./say-why.tsx";
import { Visitors } from "./visitors.tsx";

/** Each date as its host runs it: who comes, who waits, and what can be done about it. */
export function HostedSessions({ rows, now }: { rows: readonly HostedRow[]; now: number }) {
  return (
    <div className="stack loose">
      <h2>{words.whoComes}</h2>
      {rows.length === 0 ? <p className="soft">{exchangeWords.noDates}</p> : null}
      {rows.map((row) => (
        <Hosted key={row.sessionId} row={row} more={rows.some(({ startsAt }) => startsAt > row.startsAt)} now={now} />
      ))}
    </div>
  );
}

function Hosted({ row, more, now }: { row: HostedRow; more: boolean; now: number }) {
  const when = whenOf(row, now);
  const off = row.phase === "cancelled";
  return (
    <section className="card stack" aria-labelledby={`on-${row.sessionId}`}>
      <div className="row wrap">
        <h3 id={`on-${row.sessionId}`} className="grow">
          {when.charAt(0).toUpperCase()}
          {when.slice(1)}
        </h3>
        {row.phase === "open" ? (
          <Chip tone={row.free > 0 ? "good" : "plain"}>{placesWords(row.free)}</Chip>
        ) : (
          <Chip tone={off ? "stop" : "plain"}>{phaseWords[row.phase]}</Chip>
        )}
      </div>
      <p className="small soft">
        {hoursOf(row)} · {words.places(row.capacity, row.reserve)}
      </p>
      <AskedPeople row={row} when={when} now={now} />
      <Visitors row={row} now={now} />
      {off || row.phase === "completed" ? null : (
        <details>
          <summary>
            {words.changeDate}
            <span className="visually-hidden">: {when}</span>
          </summary>
          <div className="row wrap">
            <ChangePlaces row={row} />
            {row.phase === "inProgress" ? null : (
              <MoveDate
                key={row.starts}
                row={row}
                when={when}
                more={more}
                coming={row.visitors.filter(({ status }) => status === "confirmed").length}
              />
            )}
            <CallOff row={row} when={when} />
          </div>
        </details>
      )}
    </section>
  );
}

function ChangePlaces({ row }: { row: HostedRow }) {
  const { capacity, reserve } = row;
  // what isn't typed is as it stands by now
  const [typed, setTyped] = useState<Partial<Record<"capacity" | "reserve", string>>>({});
  const places = { capacity: String(capacity), reserve: String(reserve), ...typed };
  const send = async (id: EventId) => {
    const input = { capacity: Number(places.capacity), reserve: Number(places.reserve), was: { capacity, reserve } };
    await api.exchange.changeCapacity.mutate({ roomId: roomOf(row), id, input });
    setTyped({});
  };
  return (
    <AskDialog
      label={words.changePlaces}
      title={words.changePlaces}
      press={words.keepPlaces}
      leave={words.leave}
      send={send}
      done={words.placesKept}
    >
      {(work) => <PlacesFields places={places} set={(change) => setTyped({ ...typed, ...change })} work={work} words={words} />}
    </AskDialog>
  );
}

function CallOff({ row, when }: { row: HostedRow; when: string }) {
  const live = row.visitors.filter(({ status }) => unfinished.includes(status)).length;
  return (
    <SayWhy
      label={words.callOff}
      title={words.callOffTitle(when)}
      box={`off/${row.sessionId}`}
      how={words.callOffHow(live)}
      done={words.calledOff}
      send={(id, input) => api.exchange.cancelSession.mutate({ roomId: roomOf(row), id, input })}
    />
  );
}
