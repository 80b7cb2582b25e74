import type { ImportRow, Outcome, ResultRow } from "@linkwork/shared/map/schema-import.ts";
import { importFieldWords, outcomeWords, reasonWords, rowNoteWords, importWords as words } from "@linkwork/shared/map/words-import.ts";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { Failed, Waiting } from "../../shell/states.tsx";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { SelectField } from "../../ui/field.tsx";
import { Link } from "../../ui/link.tsx";
import { saveFile } from "../../ui/save-file.ts";
import { ImportTable } from "./import-table.tsx";

const outcomes: readonly Outcome[] = ["created", "updated", "unchanged", "duplicate", "rejected"];
const figure = (many: number): string => many.toLocaleString("en-GB");
const doneOf = ({ counts }: ImportRow): number => outcomes.reduce((sum, one) => sum + counts[one], 0);

/** How far it has come: for the eye a bar, for everybody the figures. */
export function ImportProgress({ row }: { row: ImportRow }) {
  const done = doneOf(row);
  if (row.status === "fetching") return <Waiting what={words.fetching} />;
  return (
    <section className="stack tight measure" aria-label={words.progress}>
      <progress aria-label={words.progress} value={done} max={Math.max(1, row.rows)} />
      <p role="status">{words.progressText(figure(done), figure(row.rows))}</p>
      <p className="soft">{words.goesOn}</p>
    </section>
  );
}

/** What became of each row; filtered, and to take along. */
export function ImportResult({ row }: { row: ImportRow }) {
  const [outcome, setOutcome] = useState<Outcome | "">("");
  const work = useWork(() => undefined);
  const { importId } = row;
  const rows = useInfiniteQuery({
    queryKey: ["imports", "results", importId, outcome, doneOf(row)],
    queryFn: ({ pageParam }) => api.imports.results.query({ importId, after: pageParam, ...(outcome ? { outcome } : {}) }),
    initialPageParam: 0,
    getNextPageParam: (page) => (page.length < 200 ? undefined : page.at(-1)?.n),
  });
  const all = rows.data?.pages.flat() ?? [];
  const download = () =>
    work.run(async () => saveFile(await api.imports.table.query({ importId }), { name: "import-result.csv", type: "text/csv" }));
  return (
    <section className="stack" aria-labelledby="result">
      <h2 id="result">{words.result}</h2>
      <ul className="row wrap plain" aria-label={words.result}>
        {outcomes.map((one) => (
          <li key={one}>
            <Chip>{words.counted(figure(row.counts[one]), outcomeWords[one])}</Chip>
          </li>
        ))}
      </ul>
      <WorkErrors work={work} />
      <div className="row wrap area-choice">
        <SelectField
          label={words.show}
          value={outcome}
          options={[
            { value: "", label: words.all },
            ...outcomes.map((one) => ({ value: one, label: `${outcomeWords[one]} (${figure(row.counts[one])})` })),
          ]}
          onChange={(event) => setOutcome(event.target.value as Outcome | "")}
        />
        <Button icon={<Download />} busy={work.busy} onClick={() => void download()}>
          {words.download}
        </Button>
      </div>
      {rows.isPending ? <Waiting what={words.loading} /> : null}
      {rows.isError ? <Failed error={rows.error} what={words.failed} onAgain={() => void rows.refetch()} /> : null}
      {rows.isSuccess && all.length === 0 ? <p>{words.noRows}</p> : null}
      {all.length > 0 ? (
        <ImportTable>
          {all.map((one) => (
            <Line key={one.n} row={one} />
          ))}
        </ImportTable>
      ) : null}
      {rows.hasNextPage ? (
        <div>
          <Button busy={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
            {words.more}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function Line({ row: { n, name, outcome, reason, field, notes, assetId, other } }: { row: ResultRow }) {
  const column = field !== null && Object.hasOwn(importFieldWords, field) ? importFieldWords[field as keyof typeof importFieldWords] : null;
  return (
    <tr>
      <th scope="row">{n}</th>
      <td>
        <bdi>{name}</bdi>
      </td>
      <td>
        <b>{outcomeWords[outcome]}</b>
        {reason ? ` ${reasonWords[reason]}${column ? ` (${column})` : ""}` : ""}
        {notes.map((note) => ` ${rowNoteWords[note]}`).join("")}{" "}
        {other ? (
          <>
            {words.looksLike}:{" "}
            <Link to={`/map/assets/${other.assetId}`}>
              <bdi>{other.name}</bdi>
            </Link>
          </>
        ) : assetId ? (
          <Link to={`/map/assets/${assetId}`}>
            {words.open}
            <span className="visually-hidden">: {name}</span>
          </Link>
        ) : null}
      </td>
    </tr>
  );
}
