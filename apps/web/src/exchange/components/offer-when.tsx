import { durations, offerWords as words } from "@linkwork/shared/exchange/words-hosting.ts";
import { refusedFrom } from "../../kernel/refused.ts";
import { wordsFor } from "../../kernel/words.ts";
import { today } from "../../shell/london.ts";
import { useNow } from "../../shell/use-now.ts";
import type { Work } from "../../shell/work.tsx";
import { Button } from "../../ui/button.tsx";
import { CheckCards, RadioCards } from "../../ui/choice-cards.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { Note } from "../../ui/note.tsx";
import { useDates } from "../client.ts";
import { type Offer, repeats, whenOfOffer } from "../offer-form.ts";
import { dayOf } from "../when.ts";

export type PartProps = { offer: Offer; set: (change: Partial<Offer>) => void; work: Work };

/** On which days, and at what time on the wall there; the dates that come of it are worked out while one writes. */
export function OfferWhen({ offer, set, work }: PartProps) {
  const { again } = offer;
  const repeatOptions = repeats.map((each) => ({ value: each, label: words[each] }));
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
          onChange={(event) => set({ day: event.target.value, except: [], second: false })}
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
          options={again === "kept" ? [...repeatOptions, { value: "kept", label: words.keptRule }] : repeatOptions}
          value={again}
          error={work.at("rule")}
          onChange={(event) => set({ again: event.target.value as Offer["again"], except: [] })}
        />
        {again === "once" || again === "kept" ? null : (
          <TextField
            id="until"
            label={words.until}
            type="date"
            min={offer.day || today()}
            value={offer.until}
            error={work.at("until")}
            onChange={(event) => set({ until: event.target.value, except: [] })}
          />
        )}
      </div>
      <TheDates offer={offer} set={set} />
    </fieldset>
  );
}

function TheDates({ offer, set }: Omit<PartProps, "work">) {
  const now = useNow();
  const asked = whenOfOffer({ ...offer, except: [] });
  const dates = useDates(asked);
  if (asked === null) return null;
  if (dates.isError) return <NoDates error={dates.error} set={set} />;
  if (dates.data === undefined) return <p className="soft">{words.working}…</p>;
  const twice = dates.data.find((date) => date.twice)?.twice;
  const days = dates.data.map((date) => ({ value: date.starts.slice(0, 10), label: dayOf(date, now) }));
  return (
    <>
      {twice ? (
        <RadioCards<"first" | "second">
          beside
          legend={words.twice(twice.first, twice.second)}
          value={offer.second ? "second" : "first"}
          onChange={(which) => set({ second: which === "second" })}
          choices={[
            { value: "first", label: words.first },
            { value: "second", label: words.second },
          ]}
        />
      ) : null}
      {days.length > 1 ? (
        <CheckCards<string>
          beside
          legend={words.dates}
          value={days.map(({ value }) => value).filter((day) => !offer.except.includes(day))}
          onChange={(held) => set({ except: days.map(({ value }) => value).filter((day) => !held.includes(day)) })}
          choices={days}
        />
      ) : null}
    </>
  );
}

/** Why there are no dates; for a time that doesn't exist, the two next to it. */
function NoDates({ error, set }: { error: unknown; set: PartProps["set"] }) {
  const { code, details } = refusedFrom(error);
  const { before, after } = details;
  if (code !== "NoSuchTime" || typeof before !== "string" || typeof after !== "string")
    return (
      <Note tone="wait" role="status">
        {wordsFor(error)}
      </Note>
    );
  return (
    <Note tone="wait" role="status">
      <div className="stack">
        <p>{words.noSuch(before, after)}</p>
        <div className="row wrap">
          {[before, after].map((time) => (
            <Button key={time} small onClick={() => set({ starts: time })}>
              {words.take(time)}
            </Button>
          ))}
        </div>
      </div>
    </Note>
  );
}
