import { dayNames } from "@linkwork/shared/map/words.ts";
import { addWords as words } from "@linkwork/shared/map/words-forms.ts";
import { Plus, X } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { CheckCards } from "../../ui/choice-cards.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { type HoursDraft, noHours } from "../asset-form.ts";
import type { AssetPartProps } from "./asset-what.tsx";

const days = Object.entries(dayNames).map(([value, label]) => ({ value: value as keyof typeof dayNames, label }));
const options = (all: Readonly<Record<string, string>>) => Object.entries(all).map(([value, label]) => ({ value, label }));

/** When it is open or meets, line by line. */
export function HoursFields({ draft, set, work }: AssetPartProps) {
  const { hours } = draft;
  const change = (key: string, next: Partial<HoursDraft>) =>
    set({ hours: hours.map((line) => (line.key === key ? { ...line, ...next } : line)) });
  return (
    <fieldset className="stack">
      <legend>
        <b>{words.hours}</b>
      </legend>
      {hours.map((line, at) => (
        <div key={line.key} className="card">
          <CheckCards
            beside
            id={at === 0 ? "hours" : undefined}
            legend={words.days}
            choices={days}
            value={line.days}
            error={at === 0 ? work.at("hours") : undefined}
            onChange={(chosen) => change(line.key, { days: chosen })}
          />
          <div className="row wrap">
            <TextField
              label={words.opens}
              type="time"
              value={line.opens}
              onChange={(event) => change(line.key, { opens: event.target.value })}
            />
            <TextField
              label={words.closes}
              type="time"
              value={line.closes}
              onChange={(event) => change(line.key, { closes: event.target.value })}
            />
            {line.kept ? null : (
              <SelectField
                label={words.freq}
                value={line.often}
                options={options(words.often)}
                onChange={(event) => change(line.key, { often: event.target.value as HoursDraft["often"] })}
              />
            )}
            {line.often === "fortnight" ? (
              <TextField
                label={words.fromDay}
                type="date"
                value={line.from}
                onChange={(event) => change(line.key, { from: event.target.value })}
              />
            ) : null}
            {line.often === "monthly" ? (
              <SelectField
                label={words.nth}
                value={line.nth}
                options={options(words.nths)}
                onChange={(event) => change(line.key, { nth: event.target.value })}
              />
            ) : null}
          </div>
          <Button small tone="quiet" icon={<X />} onClick={() => set({ hours: hours.filter((one) => one.key !== line.key) })}>
            {words.takeHours}
          </Button>
        </div>
      ))}
      {hours.length < 14 ? (
        <Button small icon={<Plus />} onClick={() => set({ hours: [...hours, noHours()] })}>
          {words.addHours}
        </Button>
      ) : null}
    </fieldset>
  );
}
