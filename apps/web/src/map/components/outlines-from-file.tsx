import { type AreaColumns, areasIn, propertiesIn } from "@linkwork/shared/map/rules-areas.ts";
import { areaFaultWords, outlineWords as words } from "@linkwork/shared/map/words-area.ts";
import { useId, useMemo, useState } from "react";
import { wordsFor } from "../../kernel/words.ts";
import { Waiting } from "../../shell/states.tsx";
import { Button } from "../../ui/button.tsx";
import { SelectField } from "../../ui/field.tsx";
import { Note } from "../../ui/note.tsx";
import { type AreaRow, useLookAgain } from "../client.ts";
import { drawArea, type FileRead, guessed, readFeatures } from "../outlines.ts";

const shownAtMost = 50;

/** A coordinator brings the outlines of areas: a file, which property is what, a look at what would be drawn, and then it is. */
export function OutlinesFromFile({ known }: { known: readonly AreaRow[] }) {
  const [read, setRead] = useState<FileRead | "reading">();
  const [files, setFiles] = useState(0);
  const title = useId();
  const choose = async (file: File | undefined) => {
    if (!file) return;
    setRead("reading");
    setRead(await readFeatures(file));
    setFiles((count) => count + 1);
  };
  return (
    <section className="stack measure" aria-labelledby={title}>
      <h2 id={title}>{words.title}</h2>
      <p>{words.lead}</p>
      <label className="stack tight">
        <b>{words.choose}</b>
        <span className="hint">{words.limits}</span>
        <input
          className="input"
          type="file"
          accept=".json,.geojson,.topojson,application/json,application/geo+json"
          onChange={(event) => {
            void choose(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
      </label>
      {read === "reading" ? <Waiting what={words.reading} /> : null}
      {read && read !== "reading" && "fault" in read ? (
        <Note tone="stop" role="alert">
          {words[read.fault]}
        </Note>
      ) : null}
      {read && read !== "reading" && "features" in read ? <Chosen key={files} features={read.features} known={known} /> : null}
    </section>
  );
}

function Chosen({ features, known }: { features: readonly unknown[]; known: readonly AreaRow[] }) {
  const names = useMemo(() => propertiesIn(features), [features]);
  const [columns, setColumns] = useState<AreaColumns>(() => ({
    code: guessed(names, /(code|cd|id)$/i),
    name: guessed(names, /(name|nm|label)$/i),
    residents: guessed(names, /(residents|population|pop|people)$/i) || null,
  }));
  const { areas, faults } = useMemo(() => areasIn(features, columns), [features, columns]);
  const rows = useMemo(() => new Map(known.map((row) => [row.code as string, row])), [known]);
  const options = names.map((name) => ({ value: name, label: name }));
  const anew = areas.filter(({ code }) => rows.has(code)).length;
  return (
    <>
      <SelectField
        label={words.code}
        hint={words.codeHint}
        value={columns.code}
        options={options}
        prompt=""
        onChange={({ target }) => setColumns({ ...columns, code: target.value })}
      />
      <SelectField
        label={words.name}
        value={columns.name}
        options={options}
        prompt=""
        onChange={({ target }) => setColumns({ ...columns, name: target.value })}
      />
      <SelectField
        label={words.residents}
        value={columns.residents ?? ""}
        options={options}
        prompt={words.noResidents}
        onChange={({ target }) => setColumns({ ...columns, residents: target.value || null })}
      />
      <h3>{words.preview}</h3>
      <p role="status">{words.counts(areas.length - anew, anew)}</p>
      {faults.length > 0 ? (
        <Note tone="wait" role="note">
          <p>{words.refusedCount(faults.length)}</p>
          <ul>
            {faults.slice(0, shownAtMost).map((fault) => (
              <li key={fault.feature}>{areaFaultWords(fault)}</li>
            ))}
          </ul>
          {faults.length > shownAtMost ? <p>{words.more(faults.length - shownAtMost)}</p> : null}
        </Note>
      ) : null}
      {areas.length > 0 ? (
        <>
          <ul>
            {areas.slice(0, shownAtMost).map(({ code, name, residents, offBy, leftOut }) => (
              <li key={code}>
                <bdi>{name}</bdi> ({code}): {words.people(residents)}; {offBy === 0 ? words.fits : words.offBy(offBy)}
                {leftOut > 0 ? `; ${words.leftOut(leftOut)}` : ""}
              </li>
            ))}
          </ul>
          {areas.length > shownAtMost ? <p>{words.more(areas.length - shownAtMost)}</p> : null}
          <Draw areas={areas} rows={rows} />
        </>
      ) : null}
    </>
  );
}

type Drawing = { at: number; drawn: number; unchanged: number; failed: string[] };

function Draw({ areas, rows }: { areas: ReturnType<typeof areasIn>["areas"]; rows: ReadonlyMap<string, AreaRow> }) {
  const again = useLookAgain();
  const [state, setState] = useState<Drawing>();
  const busy = state !== undefined && state.at < areas.length;
  const draw = async () => {
    const now: Drawing = { at: 0, drawn: 0, unchanged: 0, failed: [] };
    for (const area of areas) {
      setState({ ...now });
      try {
        if (await drawArea(area, rows.get(area.code))) now.drawn++;
        else now.unchanged++;
      } catch (error) {
        now.failed.push(words.notDrawn(area.name, wordsFor(error)));
      }
      now.at++;
    }
    setState({ ...now });
    await again();
  };
  return (
    <div className="stack">
      <div>
        <Button busy={busy} onClick={() => void draw()}>
          {words.draw(areas.length)}
        </Button>
      </div>
      {state && busy ? (
        <label className="stack tight">
          <span>{words.progress(state.at, areas.length)}</span>
          <progress value={state.at} max={areas.length} />
        </label>
      ) : null}
      {state && !busy ? (
        <Note role="status">
          {words.done(state.drawn, state.unchanged)}
          {state.failed.length > 0 ? (
            <ul>
              {state.failed.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          ) : null}
        </Note>
      ) : null}
    </div>
  );
}
