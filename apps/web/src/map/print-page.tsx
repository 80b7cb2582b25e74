import "./map.css";
import { farWords, gapStatusWords, kindWords, themeWords } from "@linkwork/shared/map/words.ts";
import { printWords as words } from "@linkwork/shared/map/words-area.ts";
import { listWords } from "@linkwork/shared/map/words-list.ts";
import { useSearch } from "@tanstack/react-router";
import { Printer } from "lucide-react";
import { useEffect } from "react";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { useNow } from "../shell/use-now.ts";
import { Button } from "../ui/button.tsx";
import { PrintSheet } from "../ui/print-sheet.tsx";
import { QrCode } from "../ui/qr-code.tsx";
import { fullDate } from "../ui/time.ts";
import { type Look, nearOf, spotOf, useLook } from "./address.ts";
import { type MapRow, useAreas } from "./client.ts";
import { type Numbered, PointSketch } from "./components/point-sketch.tsx";
import { idOf } from "./components/thing-rows.tsx";
import { useFound } from "./use-found.ts";
import { dayLine, placesWords, sureWords, themesLine } from "./words-of.ts";

/** The list on paper for a panel's meeting: every row with its number, where they lie to each other, room for notes, and the way to the page. */
export function PrintMapPage() {
  const look = useLook(useSearch({ from: "/map/print" }));
  const found = useFound(look);
  const areas = useAreas().data ?? [];
  const now = useNow();
  const area = areas.find(({ areaId }) => areaId === look.area);
  const { rows, more, fetchingMore, fetchMore } = found;
  useEffect(() => {
    // all of it belongs on the paper
    if (more && !fetchingMore) fetchMore();
  }, [more, fetchingMore, fetchMore]);
  const title = words.title(area?.name ?? look.place ?? "");
  return (
    <>
      <Page
        title={title}
        back={{ to: "/map", label: listWords.map }}
        ends={
          <Button tone="main" icon={<Printer />} onClick={() => window.print()} disabled={rows === undefined || more}>
            {words.print}
          </Button>
        }
      />
      {found.failed !== null && rows === undefined ? (
        <Failed error={found.failed} what={listWords.failed} onAgain={found.again} />
      ) : rows === undefined || more ? (
        <Waiting what={listWords.fetching} />
      ) : (
        <PrintSheet label={title}>
          <h2>{title}</h2>
          <p>
            {listWords.counted(found.assets, found.gaps)} · {words.asOf(fullDate(now))}
          </p>
          <PointSketch label={words.sketch} things={numbered(rows)} />
          <ol className="print-rows">
            {rows.map((row) => (
              <PrintedRow key={idOf(row)} row={row} now={now} />
            ))}
          </ol>
          <div className="print-way">
            <QrCode text={`${location.origin}/explore${searchOf(look)}`} label={words.qr} />
            <p>
              {words.way}
              <br />
              <b>{`${location.host}/explore`}</b>
            </p>
          </div>
          <section aria-labelledby="notes">
            <h3 id="notes">{words.notes}</h3>
            <p>{words.notesHow}</p>
            <div className="print-notes" aria-hidden="true" />
          </section>
        </PrintSheet>
      )}
    </>
  );
}

const numbered = (rows: readonly MapRow[]): Numbered[] =>
  rows.flatMap((row, at) => (row.at ? [{ ...row.at, number: at + 1, gap: row.what === "gap" }] : []));

/** What the public page has to be asked so that it shows the same. */
function searchOf({ near, place, km, area, themes }: Look): string {
  const spot = spotOf(near);
  const parts = {
    ...(spot ? { near: JSON.stringify(nearOf(spot)), place: place ?? "", km: String(km ?? "") } : {}),
    ...(area ? { area } : {}),
    ...(themes ? { themes: JSON.stringify(themes) } : {}),
  };
  const search = new URLSearchParams(Object.entries(parts).filter(([, value]) => value !== "")).toString();
  return search === "" ? "" : `?${search}`;
}

function PrintedRow({ row, now }: { row: MapRow; now: number }) {
  const far = row.km === null ? "" : farWords(row.km);
  const parts =
    row.what === "asset"
      ? [
          ...[kindWords[row.kind].one, themesLine(row.themes), row.area?.name ?? "", far, sureWords(row, now)],
          ...[row.capacity?.at ? placesWords(row.capacity, now) : "", row.closesOn ? listWords.closesOn(dayLine(row.closesOn)) : ""],
        ]
      : [
          ...[listWords.gap, themeWords[row.theme], row.area?.name ?? "", far, gapStatusWords[row.status]],
          row.endorsed.residents + row.endorsed.partners > 0 ? listWords.endorsed(row.endorsed.residents, row.endorsed.partners) : "",
        ];
  return (
    <li>
      <b>
        <bdi>{row.what === "asset" ? row.name : row.title}</bdi>
      </b>
      <br />
      <span className="small">{parts.filter((part) => part !== "").join(" · ")}</span>
    </li>
  );
}
