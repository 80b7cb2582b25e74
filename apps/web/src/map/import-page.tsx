import "./map.css";
import { newId } from "@linkwork/shared/kernel/ids.ts";
import type { ImportRow } from "@linkwork/shared/map/schema-import.ts";
import { faultWords, importStatusWords, importWords as words } from "@linkwork/shared/map/words-import.ts";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { FileUp } from "lucide-react";
import { useRef, useState } from "react";
import { sendBytes } from "../kernel/file-wire.ts";
import { refusedFrom } from "../kernel/refused.ts";
import { api } from "../kernel/trpc.ts";
import { wordsForCode } from "../kernel/words.ts";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { useNow } from "../shell/use-now.ts";
import { useWork, WorkErrors } from "../shell/work.tsx";
import { Button } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { TextField } from "../ui/field.tsx";
import { Link } from "../ui/link.tsx";
import { Note } from "../ui/note.tsx";
import { dayAndTime } from "../ui/time.ts";
import { ImportPreview } from "./components/import-preview.tsx";
import { ImportProgress, ImportResult } from "./components/import-result.tsx";
import { MapHead } from "./components/map-head.tsx";
import { isMoving, useHosts, useImport, useImports, useIsCoordinator } from "./imports.ts";

/** Directories of others come in: chosen here, and looked at before anything is changed. */
export function ImportPage() {
  return useIsCoordinator() ? <Imports /> : <NotFoundPage />;
}

function Imports() {
  const imports = useImports();
  const now = useNow();
  return (
    <>
      <MapHead current="import" title={words.title} />
      <div className="stack loose measure">
        <p>{words.intro}</p>
        <Choose />
        <section className="stack" aria-labelledby="earlier">
          <h2 id="earlier">{words.earlier}</h2>
          {imports.isPending ? <Waiting what={words.loading} /> : null}
          {imports.isError ? <Failed error={imports.error} what={words.failed} onAgain={() => void imports.refetch()} /> : null}
          {imports.data?.length === 0 ? <Empty icon={<FileUp />} title={words.none} /> : null}
          {imports.data && imports.data.length > 0 ? (
            <ul className="stack tight plain">
              {imports.data.map((row) => (
                <li key={row.importId}>
                  <Link to={`/map/import/${row.importId}`}>
                    <bdi>{row.name}</bdi>
                  </Link>{" "}
                  <span className="soft">
                    {importStatusWords[row.status]}; {words.by(row.byName, dayAndTime(row.at, now))}
                  </span>
                </li>
              ))}
            </ul>
          ) : null}
        </section>
      </div>
    </>
  );
}

/** A file of one's own, or a feed from a host that the operator allows. */
function Choose() {
  const work = useWork((path) => (path === "url" ? "url" : undefined));
  const go = useNavigate();
  const client = useQueryClient();
  const hosts = useHosts().data ?? [];
  const [url, setUrl] = useState("");
  // made once for each attempt: sent again, it is still one import
  const id = useRef(newId<string & never>(Date.now()) as string);
  const [where, setWhere] = useState("");
  const open = async (made: Promise<ImportRow>) => {
    setWhere("");
    const { importId } = await made.catch((error: unknown) => {
      setWhere(faultWords(refusedFrom(error).details));
      throw error;
    });
    await client.invalidateQueries({ queryKey: ["imports"] });
    await go({ to: "/map/import/$importId", params: { importId } });
  };
  const send = (file: File | undefined) => {
    if (!file) return;
    id.current = newId<string & never>(Date.now()) as string;
    void work.run(() => open(sendBytes<ImportRow>("/imports", { id: id.current, file, name: file.name })));
  };
  return (
    <div className="stack">
      <WorkErrors work={work} />
      {where === "" ? null : <p>{where}</p>}
      <label className="stack tight">
        <b>{words.choose}</b>
        <span className="hint">{words.limits}</span>
        <input
          className="input"
          type="file"
          accept=".csv,.txt,.tsv,.json,.geojson,.zip,text/csv,application/json,application/geo+json,application/zip"
          disabled={work.busy}
          onChange={(event) => {
            send(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
      </label>
      {work.busy ? <Waiting what={words.sending.replace("…", "")} /> : null}
      {hosts.length > 0 ? (
        <form
          className="stack tight"
          aria-label={words.orFeed}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            const importId = newId<string & never>(Date.now()) as string;
            void work.run(() => open(api.imports.fetch.mutate({ importId, url: url.trim() })));
          }}
        >
          <TextField
            id="url"
            label={words.orFeed}
            hint={words.feedHosts(hosts.join(", "))}
            type="url"
            value={url}
            error={work.at("url")}
            onChange={(event) => setUrl(event.target.value)}
          />
          <div>
            <Button type="submit" busy={work.busy} aria-disabled={url.trim() === "" || undefined}>
              {words.fetchIt}
            </Button>
          </div>
        </form>
      ) : null}
    </div>
  );
}

/** One import: how it would be, how far it is, or what became of it. */
export function OneImportPage() {
  const { importId } = useParams({ from: "/map/import/$importId" });
  return useIsCoordinator() ? <OneImport importId={importId} /> : <NotFoundPage />;
}

function OneImport({ importId }: { importId: string }) {
  const asked = useImport(importId);
  const row = asked.data;
  return (
    <>
      <MapHead current="import" title={row?.name ?? words.title} />
      <div className="stack loose">
        <p>
          <Link to="/map/import">{words.earlier}</Link>
        </p>
        {asked.isPending ? <Waiting what={words.loading} /> : null}
        {asked.isError ? <Failed error={asked.error} what={words.failed} onAgain={() => void asked.refetch()} /> : null}
        {row ? <Stands row={row} /> : null}
      </div>
    </>
  );
}

function Stands({ row }: { row: ImportRow }) {
  return (
    <>
      {row.warnings.map((warning) => (
        <Note key={warning} tone="wait" role="note">
          {warning}
        </Note>
      ))}
      {row.fault ? (
        <Note tone="stop" role="alert">
          {wordsForCode(row.fault.code)} {faultWords(row.fault.details)} {row.rows > 0 ? words.broke : ""}
        </Note>
      ) : null}
      {row.status === "ready" ? <ImportPreview row={row} /> : null}
      {isMoving(row) ? <ImportProgress row={row} /> : null}
      {row.rows > 0 && row.status !== "ready" ? <ImportResult row={row} /> : null}
    </>
  );
}
