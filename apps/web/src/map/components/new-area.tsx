import { newAreaWords as words } from "@linkwork/shared/map/words-area.ts";
import { useState } from "react";
import { useKept } from "../../shell/use-kept.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import type { FormError } from "../../ui/error-summary.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { Note } from "../../ui/note.tsx";
import { type AreaRow, useLookAgain } from "../client.ts";
import { ringAround, type Spot } from "../drawing.ts";
import { drawArea } from "../outlines.ts";
import { PlaceSearch } from "./place-search.tsx";

type Draft = { name: string; code: string; place: string; middle: Spot | null; km: string; districts: string; residents: string };
const empty: Draft = { name: "", code: "", place: "", middle: null, km: "1.5", districts: "", residents: "" };
const reaches = [0.5, 1, 1.5, 2, 3, 5, 10] as const;
const areaCode = /^[A-Z0-9][A-Z0-9-]{1,19}$/;
const district = /^[A-Z]{1,2}\d[A-Z\d]?$/;
const districtsIn = (typed: string): string[] => [
  ...new Set(
    typed
      .toUpperCase()
      .split(/[\s,;]+/)
      .filter((one) => one !== ""),
  ),
];
const codeIn = (typed: string): string => typed.trim().toUpperCase();

function missingIn({ name, code, middle, districts, residents }: Draft): FormError[] {
  const all = districtsIn(districts);
  const need = (field: keyof typeof words.missing, fine: boolean): FormError[] => (fine ? [] : [{ field, message: words.missing[field] }]);
  return [
    ...need("name", name.trim() !== ""),
    ...need("code", areaCode.test(codeIn(code))),
    ...need("where", middle !== null),
    ...need("districts", all.length <= 60 && all.every((one) => district.test(one))),
    ...need("residents", /^\d{0,8}$/.test(residents.replace(/[\s,]/g, ""))),
  ];
}

/** Under which question a complaint of the server's stands. */
const fieldOf = (path: string): string => (path === "middle" || path.startsWith("outline") ? "where" : (path.split(".")[0] ?? path));

/** A coordinator draws an area without a file: a circle round a place, or postcode districts with a middle. */
export function NewArea({ known }: { known: readonly AreaRow[] }) {
  const { draft, set, done } = useKept<Draft>("map-area", empty, true);
  const [drawn, setDrawn] = useState("");
  const work = useWork(fieldOf);
  const again = useLookAgain();
  const draw = async () => {
    setDrawn("");
    const { middle, km } = draft;
    if (!work.check(missingIn(draft)) || !middle) return;
    const [code, name, people] = [codeIn(draft.code), draft.name.trim(), draft.residents.replace(/[\s,]/g, "")];
    const said = {
      ...{ code, name, middle, districts: districtsIn(draft.districts), residents: people === "" ? null : Number(people) },
      outline: km === "" ? null : [ringAround(middle, Number(km))],
    };
    const before = known.find((row) => row.code === code);
    let changed = false;
    const went = await work.run(async () => {
      changed = await drawArea(said, before);
    });
    if (!went) return;
    const told = changed ? words.done(name) : words.same;
    setDrawn(told);
    announce(told);
    done();
    await again();
  };
  return (
    <section className="stack measure" aria-labelledby="new-area">
      <h2 id="new-area">{words.title}</h2>
      <p>{words.lead}</p>
      <form
        className="stack"
        aria-labelledby="new-area"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void draw();
        }}
      >
        <WorkErrors work={work} />
        <TextField
          id="name"
          label={words.name}
          value={draft.name}
          maxLength={80}
          error={work.at("name")}
          onChange={(event) => set({ name: event.target.value })}
        />
        <TextField
          id="code"
          label={words.code}
          hint={words.codeHint}
          value={draft.code}
          maxLength={20}
          error={work.at("code")}
          onChange={(event) => set({ code: event.target.value })}
        />
        <PlaceSearch
          within
          id="where"
          label={words.where}
          hint={words.whereHint}
          shown={draft.place}
          error={work.at("where")}
          onFound={({ at, name }) => {
            set({ middle: at, place: name });
            announce(words.set(name));
          }}
        />
        {draft.middle ? <p>{words.set(draft.place)}</p> : null}
        <SelectField
          id="km"
          label={words.reach}
          prompt={words.noReach}
          value={draft.km}
          options={reaches.map((km) => ({ value: String(km), label: words.km(km) }))}
          onChange={(event) => set({ km: event.target.value })}
        />
        <TextField
          id="districts"
          label={words.districts}
          hint={words.districtsHint}
          value={draft.districts}
          maxLength={400}
          error={work.at("districts")}
          onChange={(event) => set({ districts: event.target.value })}
        />
        <TextField
          id="residents"
          label={words.residents}
          hint={words.residentsHint}
          inputMode="numeric"
          value={draft.residents}
          maxLength={12}
          error={work.at("residents")}
          onChange={(event) => set({ residents: event.target.value })}
        />
        <div>
          <Button tone="main" type="submit" busy={work.busy}>
            {words.draw}
          </Button>
        </div>
        {drawn === "" ? null : (
          <Note tone="good" role="status">
            {drawn}
          </Note>
        )}
      </form>
    </section>
  );
}
