import { accessWords } from "@linkwork/shared/exchange/words.ts";
import type { AreaId } from "@linkwork/shared/kernel/ids.ts";
import type { Theme } from "@linkwork/shared/map/schema.ts";
import { audienceWords, freshChoices, themeWords } from "@linkwork/shared/map/words.ts";
import { listWords as words } from "@linkwork/shared/map/words-list.ts";
import { DoorOpen, X } from "lucide-react";
import { useState } from "react";
import { useWide } from "../../shell/use-wide.ts";
import { Button } from "../../ui/button.tsx";
import { CheckCards } from "../../ui/choice-cards.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { distances, type Look, nearOf, usualKm } from "../address.ts";
import { useAreas, useSeesPlaces } from "../client.ts";
import { PlaceSearch } from "./place-search.tsx";

type FiltersProps = { look: Look; onLook: (next: Look) => void };
const hidden = (label: string) => <span className="visually-hidden">{label}</span>;
const options = (all: Readonly<Record<string, string>>) => Object.entries(all).map(([value, label]) => ({ value, label }));
/** A look without what is left out of it. */
const without = (look: Look, ...names: (keyof Look)[]): Look =>
  Object.fromEntries(Object.entries(look).filter(([name]) => !names.includes(name as keyof Look))) as Look;

/** What is missing alone, without what only things that are here can be. */
const ofGaps = (look: Look): Look => ({ ...without(look, "places", "fresh", "access", "free", "soon"), kind: "gaps" });

/** What the list is narrowed by. The postcode that was typed stays in the field; the address only has about where it lies. */
export function Filters({ look, onLook }: FiltersProps) {
  const [typed, setTyped] = useState("");
  const areas = useAreas().data ?? [];
  const seesPlaces = useSeesPlaces();
  const wide = useWide();
  const [open, setOpen] = useState(() => wide && narrowedBy(look) > 0);
  const set = (change: Look) => onLook({ ...look, ...change });
  const near = look.near !== undefined;
  return (
    <div className="stack tight map-filters">
      <PlaceSearch
        id="where"
        label={words.where}
        hint={words.whereHint}
        shown={near ? typed || look.place || "" : ""}
        onFound={({ kind, at, name, detail, areaId }, said) => {
          setTyped(said);
          if (kind === "area" && areaId) return onLook({ ...without(look, "near", "place", "km", "sort"), area: areaId });
          // the postcode itself stays out of the address
          set({ near: nearOf(at), place: kind === "postcode" ? detail : name, km: look.km ?? usualKm, sort: "distance" });
        }}
        onEmpty={() => onLook(without(look, "near", "place", "km", ...(look.sort === "distance" ? (["sort"] as const) : [])))}
      />
      <fieldset className="chosen-themes">
        <legend className="visually-hidden">{words.themes}</legend>
        <div className="row wrap">
          {seesPlaces && look.kind !== "gaps" ? (
            <Toggle on={look.places === true} onChange={(on) => onLook(on ? { ...look, places: true } : without(look, "places"))}>
              <DoorOpen />
              {words.places}
            </Toggle>
          ) : null}
          {near ? (
            <SelectField
              label={hidden(words.within)}
              value={String(look.km ?? usualKm)}
              options={distances.map((km) => ({ value: String(km), label: words.withinKm(km) }))}
              onChange={(event) => set({ km: Number(event.target.value) })}
            />
          ) : (
            <SelectField
              label={hidden(words.area)}
              value={look.area ?? ""}
              options={[
                { value: "", label: words.anyArea },
                ...areas.map(({ areaId, name, code }) => ({ value: areaId, label: `${name} (${code})` })),
              ]}
              onChange={(event) =>
                onLook(event.target.value === "" ? without(look, "area") : { ...look, area: event.target.value as AreaId })
              }
            />
          )}
          <SelectField
            label={hidden(words.kind)}
            value={look.kind ?? "all"}
            options={options(words.kinds)}
            onChange={(event) =>
              onLook(
                event.target.value === "gaps"
                  ? ofGaps(look)
                  : { ...without(look, "kind", "ended", "voice"), ...(event.target.value === "assets" ? { kind: "assets" } : {}) },
              )
            }
          />
          {(look.themes ?? []).map((theme) => (
            <Toggle key={theme} on onChange={() => onLook(withoutTheme(look, theme))}>
              {themeWords[theme]}
            </Toggle>
          ))}
          <SelectField
            label={hidden(words.theme)}
            prompt={`${words.theme}…`}
            value=""
            options={options(themeWords).filter(({ value }) => !look.themes?.includes(value as Theme))}
            onChange={(event) => event.target.value !== "" && set({ themes: [...(look.themes ?? []), event.target.value as Theme] })}
          />
        </div>
      </fieldset>
      <details className="more-filters" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{words.moreSet(narrowedBy(look))}</summary>
        <More look={look} onLook={onLook} set={set} onFound={() => wide || setOpen(false)} />
      </details>
    </div>
  );
}

const narrowedBy = ({ q, fresh, access, audience, free, soon, ended, voice }: Look): number =>
  [q, fresh, access, audience, free, soon, ended, voice].filter((one) => one !== undefined).length;

function withoutTheme(look: Look, theme: Theme): Look {
  const themes = (look.themes ?? []).filter((one) => one !== theme);
  return themes.length > 0 ? { ...look, themes } : without(look, "themes");
}

/** `onFound`: words were looked for; on a phone, what was found would lie below all of this. */
function More({ look, onLook, set, onFound }: FiltersProps & { set: (change: Look) => void; onFound: () => void }) {
  const [q, setQ] = useState(look.q ?? "");
  return (
    <div className="stack">
      <form
        className="place-search"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onLook(q.trim() === "" ? without(look, "q") : { ...look, q: q.trim() });
          onFound();
        }}
      >
        <TextField label={words.words} hint={words.wordsHint} value={q} maxLength={80} onChange={(event) => setQ(event.target.value)} />
        <Button type="submit">{words.look}</Button>
      </form>
      {look.kind === "gaps" ? null : (
        <SelectField
          label={words.fresh}
          value={look.fresh ?? ""}
          options={[
            { value: "", label: words.anyFresh },
            { value: "fresh", label: freshChoices.fresh },
            { value: "ageing", label: freshChoices.ageing },
          ]}
          onChange={(event) =>
            onLook(event.target.value === "" ? without(look, "fresh") : { ...look, fresh: event.target.value as "fresh" | "ageing" })
          }
        />
      )}
      <SelectField
        label={words.audience}
        value={look.audience ?? ""}
        options={[{ value: "", label: words.anybody }, ...options(audienceWords)]}
        onChange={(event) =>
          onLook(
            event.target.value === ""
              ? without(look, "audience")
              : { ...look, audience: event.target.value as NonNullable<Look["audience"]> },
          )
        }
      />
      {look.kind === "assets" ? null : (
        <>
          <SelectField
            label={words.stands}
            value={look.ended ?? "open"}
            options={options(words.ends)}
            // what has ended is asked for alone: what is here has no such end
            onChange={({ target: { value } }) =>
              onLook(value === "open" ? without(look, "ended") : { ...ofGaps(look), ended: value as "met" | "otherwise" })
            }
          />
          <div className="row wrap">
            <Toggle on={look.voice === true} onChange={(on) => onLook(on ? { ...ofGaps(look), voice: true } : without(look, "voice"))}>
              {words.voice}
            </Toggle>
          </div>
        </>
      )}
      {look.kind === "gaps" ? null : (
        <>
          <CheckCards
            beside
            legend={words.access}
            choices={options(accessWords).map(({ value, label }) => ({ value: value as keyof typeof accessWords, label }))}
            value={look.access ?? []}
            onChange={(access) => onLook(access.length > 0 ? { ...look, access } : without(look, "access"))}
          />
          <div className="row wrap">
            <Toggle on={look.free === true} onChange={(on) => (on ? set({ free: true }) : onLook(without(look, "free")))}>
              {words.free}
            </Toggle>
            {(["closing", "fundingEnds"] as const).map((soon) => (
              <Toggle key={soon} on={look.soon === soon} onChange={(on) => (on ? set({ soon }) : onLook(without(look, "soon")))}>
                {words.soon[soon]}
              </Toggle>
            ))}
          </div>
        </>
      )}
      <Button small icon={<X />} onClick={() => onLook({})}>
        {words.clear}
      </Button>
    </div>
  );
}

function Toggle({ on, onChange, children }: { on: boolean; onChange: (on: boolean) => void; children: React.ReactNode }) {
  return (
    <button type="button" className="toggle-chip" aria-pressed={on} onClick={() => onChange(!on)}>
      {children}
      {on ? <X /> : null}
    </button>
  );
}
