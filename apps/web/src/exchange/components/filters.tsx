import { accessWords, themeWords, exchangeWords as words } from "@linkwork/shared/exchange/words.ts";
import { sectorWords } from "@linkwork/shared/identity/words.ts";
import { useEffect, useState } from "react";
import { today } from "../../shell/london.ts";
import { Button } from "../../ui/button.tsx";
import { CheckCards } from "../../ui/choice-cards.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import type { Filters as Chosen } from "../client.ts";

type Access = NonNullable<Chosen["access"]>[number];
export const accessChoices = Object.entries(accessWords).map(([value, label]) => ({ value: value as Access, label }));
export const themeOptions = Object.entries(themeWords).map(([value, label]) => ({ value, label }));
const sectorOptions = Object.entries(sectorWords).map(([value, label]) => ({ value, label }));
/** Words are looked up once somebody stops typing (ms). */
const settles = 400;

type Props = { value: Chosen /** whether days are asked for */; days: boolean; onChange: (value: Chosen) => void };
/** What the list is narrowed by. It stands in the address, so that it is there after "back". */
export function Filters({ value, days, onChange }: Props) {
  const [typed, setTyped] = useState(value.words ?? "");
  const set = (change: Partial<Record<keyof Chosen, unknown>>) => {
    const next = Object.entries({ ...value, ...change }).filter(([, each]) => each !== "" && each !== undefined && each !== false);
    onChange(Object.fromEntries(next.filter(([, each]) => !Array.isArray(each) || each.length > 0)) as Chosen);
  };
  useEffect(() => {
    const looked = typed.trim();
    if (looked === (value.words ?? "")) return;
    const timer = setTimeout(() => set({ words: looked }), settles);
    return () => clearTimeout(timer);
  });
  const any = Object.keys(value).length > 0;
  return (
    <details className="card" open={any || undefined}>
      <summary>{words.filters}</summary>
      <div className="stack">
        <div className="exchange-filters">
          <TextField label={words.words} type="search" maxLength={80} value={typed} onChange={(event) => setTyped(event.target.value)} />
          <SelectField
            label={words.theme}
            prompt={words.anyTheme}
            options={themeOptions}
            value={value.theme ?? ""}
            onChange={(event) => set({ theme: event.target.value })}
          />
          <SelectField
            label={words.sector}
            prompt={words.anySector}
            options={sectorOptions}
            value={value.sector ?? ""}
            onChange={(event) => set({ sector: event.target.value })}
          />
          {days ? (
            <>
              <TextField
                label={words.from}
                type="date"
                min={today()}
                value={value.from ?? ""}
                onChange={(event) => set({ from: event.target.value })}
              />
              <TextField
                label={words.to}
                type="date"
                min={value.from ?? today()}
                value={value.to ?? ""}
                onChange={(event) => set({ to: event.target.value })}
              />
            </>
          ) : null}
        </div>
        <CheckCards<Access>
          beside
          legend={words.access}
          value={value.access ?? []}
          onChange={(access) => set({ access })}
          choices={accessChoices}
        />
        <div className="row wrap">
          <label className="choice">
            <input type="checkbox" checked={value.free ?? false} onChange={(event) => set({ free: event.target.checked })} />
            {words.free}
          </label>
          {any ? (
            <Button
              tone="quiet"
              onClick={() => {
                setTyped("");
                onChange({});
              }}
            >
              {words.clear}
            </Button>
          ) : null}
        </div>
      </div>
    </details>
  );
}
