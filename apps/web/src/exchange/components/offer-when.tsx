import { durations, offerWords as words } from "@linkwork/shared/exchange/words-hosting.ts";
import { today } from "../../shell/london.ts";
import { useNow } from "../../shell/use-now.ts";
import type { Work } from "../../shell/work.tsx";
import { CheckCards } from "../../ui/choice-cards.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { dayWords } from "../../ui/time.ts";
import { useDates } from "../client.ts";
import { type Offer, whenOfOffer } from "../offer-form.ts";
import { endsOn, repeatOn, repeatOptions } from "../offer-repeat.ts";
import { dayOf } from "../when.ts";
import { NoDates, WhichOfTwo } from "./clock-choice.tsx";

export type PartProps = { offer: Offer; set: (change: Partial<Offer>) => void; work: Work };

/** On which days, and at what time on the wall there; the dates that come of it are worked out while one writes. */
export function OfferWhen({ offer, set, work }: PartProps) {
  const { again } = offer;
  return (
    <fieldset className="stack offer-part">
      <legend>
        <h2>{words.when}</h2>
      </legend>
      <div className="row wrap top">
        <TextField
          id="starts"
          label={words.day}
          type="date"
          min={today()}
          value={offer.day}
          error={work.at("starts")}
          onChange={({ target: { value: day } }) => set({ day, again: repeatOn(day, again), except: [], second: false })}
        />
        <TextField
          label={words.starts}
          type="time"
          value={offer.starts}
          onChange={(event) => set({ starts: event.target.value, second: false })}
        />
        <SelectField
          id="minutes"
          label={words.minutes}
          options={
            durations.some(({ value }) => value === offer.minutes)
              ? durations
              : [...durations, { value: offer.minutes, label: `${offer.minutes} minutes` }]
          }
          value={offer.minutes}
          error={work.at("minutes")}
          onChange={(event) => set({ minutes: event.target.value })}
        />
      </div>
      <div className="row wrap top">
        <SelectField
          id="rule"
          label={words.again}
          options={repeatOptions(offer.day, again)}
          value={again}
          error={work.at("rule")}
          onChange={(event) => set({ again: event.target.value as Offer["again"], except: [] })}
        />
        {endsOn(again) ? (
          <TextField
            id="until"
            label={words.until}
            type="date"
            min={offer.day || today()}
            value={offer.until}
            error={work.at("until")}
            onChange={(event) => set({ until: event.target.value, except: [] })}
          />
        ) : null}
      </div>
      <TheDates offer={offer} set={set} />
    </fieldset>
  );
}

function TheDates({ offer, set }: Omit<PartProps, "work">) {
  const now = useNow();
  const { except, again } = offer;
  const asked = whenOfOffer(offer);
  const dates = useDates(asked);
  if (asked === null) return null;
  if (dates.data === undefined && !dates.isError) return <p className="soft">{words.working}…</p>;
  const found = dates.isError ? [] : (dates.data ?? []);
  const twice = found.find((date) => date.twice)?.twice;
  // what was left out stands among them, so that it can be put back
  const labels = new Map(except.map((day) => [day, dayWords(`${day}T12:00:00Z`, now)]));
  for (const date of found) labels.set(date.starts.slice(0, 10), dayOf(date, now));
  const days = [...labels].sort(([a], [b]) => a.localeCompare(b)).map(([value, label]) => ({ value, label }));
  const leaveOut = again === "once" ? undefined : (day: string) => set({ except: [...except, day] });
  return (
    <>
      {dates.isError ? <NoDates error={dates.error} onTake={(starts) => set({ starts })} onLeaveOut={leaveOut} /> : null}
      {twice ? <WhichOfTwo twice={twice} second={offer.second} onChange={(second) => set({ second })} /> : null}
      {days.length > 1 || except.length > 0 ? (
        <CheckCards<string>
          beside
          legend={words.dates}
          value={days.map(({ value }) => value).filter((day) => !except.includes(day))}
          onChange={(held) => set({ except: days.map(({ value }) => value).filter((day) => !held.includes(day)) })}
          choices={days}
        />
      ) : null}
    </>
  );
}
