import type { Theme } from "@linkwork/shared/map/schema.ts";
import type { Delimiter, Encoding, ImportField, ImportRow, Preview, PreviewRow } from "@linkwork/shared/map/schema-import.ts";
import { themeWords } from "@linkwork/shared/map/words.ts";
import {
  delimiterWords,
  encodingWords,
  formatWords,
  importFieldWords,
  reasonWords,
  rowNoteWords,
  importWords as words,
} from "@linkwork/shared/map/words-import.ts";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { Failed, Waiting } from "../../shell/states.tsx";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { useAreas } from "../client.ts";
import { type Chosen, likelySource, sourcesOf, useImports, usePreview } from "../imports.ts";
import { ImportTable } from "./import-table.tsx";

const optionsOf = <Key extends string>(of: Record<Key, string>) => (Object.keys(of) as Key[]).map((value) => ({ value, label: of[value] }));
const byName = <Key extends string>(of: Record<Key, string>) => optionsOf(of).sort((a, b) => a.label.localeCompare(b.label));
/** Numbers of the format itself: nobody chooses them. */
const fields = byName(importFieldWords).filter(({ value }) => value !== "hours");

/** Chosen in the list of sources: none of them; or one, as no name of another can be. */
const another = "another";
const keyOf = (system: string | undefined): string => (system === undefined ? "" : `source ${system}`);

/** A file as it was understood: what each column is can be changed, and the first rows are shown as they would become. */
export function ImportPreview({ row }: { row: ImportRow }) {
  const [chosen, setChosen] = useState<Chosen>({ themes: [], areaId: null });
  const imports = useImports();
  const sources = sourcesOf(imports.data ?? []);
  const [source, setSource] = useState<string>();
  const [newSystem, setNewSystem] = useState("");
  const [newLicence, setLicence] = useState<string>();
  const picked = source ?? keyOf(likelySource(row, imports.data ?? []));
  const isNew = sources.length === 0 || picked === another;
  const before = sources.find((each) => keyOf(each.system) === picked);
  const system = isNew ? newSystem.trim() : (before?.system ?? "");
  // under another licence all of it would be changed
  const licence = newLicence ?? before?.licence ?? "";
  const [takeDuplicates, setTakeDuplicates] = useState(false);
  const preview = usePreview(row.importId, chosen, before?.system);
  const areas = useAreas().data ?? [];
  const client = useQueryClient();
  const work = useWork((path) => (path === "choices.system" ? "system" : undefined));
  const set = (next: Partial<Chosen>) => setChosen((before) => ({ ...before, ...next }));
  const shown = preview.data;
  const start = async () => {
    const nameless = !shown?.columns.some(({ field }) => field === "name");
    const errors = [
      ...(system === "" ? [{ field: "system", message: words.sourceMissing }] : []),
      ...(nameless ? [{ field: "column-0", message: words.nameMissing }] : []),
    ];
    if (!shown || !work.check(errors)) return;
    const choices = {
      ...chosen,
      columns: shown.columns.map(({ field }) => field),
      system,
      licence: licence.trim(),
      takeDuplicates,
    };
    await work.run(() => api.imports.start.mutate({ importId: row.importId, choices }));
    await client.invalidateQueries({ queryKey: ["imports"] });
  };
  if (preview.isPending || imports.isPending) return <Waiting what={words.loading} />;
  if (!shown) return <Failed error={preview.error} what={words.failed} onAgain={() => void preview.refetch()} />;
  return (
    <form
      className="stack loose"
      aria-label={words.title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <WorkErrors work={work} />
      {preview.isError ? <Failed error={preview.error} what={words.failed} onAgain={() => void preview.refetch()} /> : null}
      <p role="status">{words.understood(formatWords[shown.format], shown.total.toLocaleString("en-GB"))}</p>
      <div className="stack measure">
        {shown.encoding ? (
          <SelectField
            label={words.encoding}
            value={shown.encoding}
            options={optionsOf(encodingWords)}
            onChange={(event) => set({ encoding: event.target.value as Encoding })}
          />
        ) : null}
        {shown.delimiter ? (
          <SelectField
            label={words.delimiter}
            value={shown.delimiter}
            options={optionsOf(delimiterWords)}
            // other columns: what they are is found out anew
            onChange={(event) =>
              setChosen(({ columns: _columns, ...before }) => ({ ...before, delimiter: event.target.value as Delimiter }))
            }
          />
        ) : null}
        {sources.length > 0 ? (
          <SelectField
            id={isNew ? "which-source" : "system"}
            label={words.whichSource}
            hint={words.whichHint}
            prompt={words.chooseSource}
            value={picked}
            options={[
              ...sources.map((each) => ({ value: keyOf(each.system), label: each.system })),
              { value: another, label: words.anotherSource },
            ]}
            error={isNew ? undefined : work.at("system")}
            onChange={(event) => {
              setSource(event.target.value);
              setLicence(undefined);
            }}
          />
        ) : null}
        {isNew ? (
          <TextField
            id="system"
            label={words.source}
            hint={words.sourceHint}
            maxLength={80}
            value={newSystem}
            error={work.at("system")}
            onChange={(event) => setNewSystem(event.target.value)}
          />
        ) : null}
        {shown.known && !preview.isPlaceholderData ? <p role="status">{words.known(shown.known, shown.rows.length)}</p> : null}
        <TextField label={words.licence} maxLength={120} value={licence} onChange={(event) => setLicence(event.target.value)} />
        <SelectField
          label={words.themes}
          prompt={words.noTheme}
          value={chosen.themes[0] ?? ""}
          options={byName(themeWords)}
          onChange={(event) => set({ themes: event.target.value === "" ? [] : [event.target.value as Theme] })}
        />
        <SelectField
          label={words.area}
          prompt={words.noArea}
          value={chosen.areaId ?? ""}
          options={areas.map(({ areaId, name }) => ({ value: areaId, label: name }))}
          onChange={(event) => set({ areaId: areas.find(({ areaId }) => areaId === event.target.value)?.areaId ?? null })}
        />
        <label className="row tight">
          <input type="checkbox" checked={takeDuplicates} onChange={(event) => setTakeDuplicates(event.target.checked)} />
          {words.duplicates}
        </label>
      </div>
      <Columns shown={shown} error={work.at("column-0")} onChange={(columns) => set({ columns })} />
      <FirstRows rows={shown.rows} />
      <div>
        <Button type="submit" tone="main" busy={work.busy}>
          {words.start}
        </Button>
      </div>
    </form>
  );
}

type ColumnsProps = { shown: Preview; error: string | undefined; onChange: (columns: (ImportField | null)[]) => void };
function Columns({ shown, error, onChange }: ColumnsProps) {
  const change = (at: number, field: ImportField | null) =>
    // each field is one column: chosen here, it is taken from the other
    onChange(shown.columns.map((column, n) => (n === at ? field : column.field === field ? null : column.field)));
  return (
    <fieldset className="stack">
      <legend>
        <b>{words.columns}</b>
      </legend>
      {shown.columns.map(({ name, field, samples }, at) => (
        <SelectField
          // columns may have one name, and never change their place
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
          key={`${at} ${name}`}
          id={`column-${at}`}
          label={<bdi>{name}</bdi>}
          hint={samples.length > 0 ? <bdi>{`${words.forExample}: ${samples.join(" | ")}`}</bdi> : undefined}
          error={at === 0 ? error : undefined}
          prompt={words.leftOut}
          value={field ?? ""}
          options={field === "hours" ? [...fields, { value: "hours", label: importFieldWords.hours }] : fields}
          onChange={(event) => change(at, event.target.value === "" ? null : (event.target.value as ImportField))}
        />
      ))}
    </fieldset>
  );
}

function FirstRows({ rows }: { rows: readonly PreviewRow[] }) {
  return (
    <section className="stack" aria-labelledby="first-rows">
      <h2 id="first-rows">{words.first}</h2>
      <ImportTable>
        {rows.map((row) => (
          <tr key={row.n}>
            <th scope="row">{row.n}</th>
            <td>
              <bdi>{row.name}</bdi>
            </td>
            <td>{becomes(row)}</td>
          </tr>
        ))}
      </ImportTable>
    </section>
  );
}

function becomes(row: PreviewRow): string {
  if ("reason" in row) return `${reasonWords[row.reason]}${row.field ? ` (${importFieldWords[row.field]})` : ""}`;
  const { themes, place } = row.details;
  const said = [themes.map((theme) => themeWords[theme]).join(", "), place.postcode ?? place.town ?? ""].filter((part) => part !== "");
  return [`${words.taken}: ${said.join("; ")}.`, ...row.notes.map((note) => rowNoteWords[note])].join(" ");
}
