import "./map.css";
import { accessWords } from "@linkwork/shared/exchange/words.ts";
import { audienceWords, farWords, freshChoices, gapStatusWords, kindWords, themeWords } from "@linkwork/shared/map/words.ts";
import { printWords as words } from "@linkwork/shared/map/words-area.ts";
import { listWords } from "@linkwork/shared/map/words-list.ts";
import { useRouter, useSearch } from "@tanstack/react-router";
import { Printer } from "lucide-react";
import { useEffect, useMemo } from "react";
import { Page } from "../shell/page.tsx";
import { Failed, Waiting } from "../shell/states.tsx";
import { useNow } from "../shell/use-now.ts";
import { Button } from "../ui/button.tsx";
import { PrintSheet } from "../ui/print-sheet.tsx";
import { QrCode } from "../ui/qr-code.tsx";
import { fullDate } from "../ui/time.ts";
import { type Look, spotOf, useLook } from "./address.ts";
import { type MapRow, useAreas } from "./client.ts";
import { type Numbered, PointSketch } from "./components/point-sketch.tsx";
import { idOf } from "./components/thing-rows.tsx";
import { useFound } from "./use-found.ts";
import { dayLine, sureWords, themesLine } from "./words-of.ts";

/** The list on paper for a panel's meeting: every row that isn't kept off the map with its number, where they lie to each other, room for notes, and the way to the page. Whoever prints it, it says what every resident may read. */
export function PrintMapPage() {
  const asked = useLook(useSearch({ from: "/map/print" }));
  const look = useMemo(() => forResidents(asked), [asked]);
  const router = useRouter();
  const found = useFound(look);
  const areas = useAreas().data ?? [];
  const now = useNow();
  const area = areas.find(({ areaId }) => areaId === look.area);
  const { more, fetchingMore, fetchMore, failed } = found;
  const rows = useMemo(() => found.rows?.filter(({ hidden }) => !hidden), [found.rows]);
  const kept = (found.rows?.length ?? 0) - (rows?.length ?? 0);
  const gaps = rows?.filter(({ what }) => what === "gap").length ?? 0;
  useEffect(() => {
    // all of it belongs on the paper; what can't be fetched is asked for again by whoever prints
    if (more && !fetchingMore && failed === null) fetchMore();
  }, [more, fetchingMore, fetchMore, failed]);
  const narrowed = narrowedWords(look);
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
      {failed !== null && (rows === undefined || more) ? (
        <Failed error={failed} what={listWords.failed} onAgain={rows === undefined ? found.again : fetchMore} />
      ) : rows === undefined || more ? (
        <Waiting what={listWords.fetching} />
      ) : (
        <PrintSheet label={title}>
          <h2>{title}</h2>
          <p>
            {listWords.counted(rows.length - gaps, gaps)} · {words.asOf(fullDate(now))}
          </p>
          {kept > 0 ? <p>{words.kept(kept)}</p> : null}
          {narrowed === "" ? null : <p dir="auto">{words.narrowed(narrowed)}</p>}
          <PointSketch label={words.sketch} things={numbered(rows)} />
          <ol className="print-rows">
            {rows.map((row) => (
              <PrintedRow key={idOf(row)} row={row} now={now} />
            ))}
          </ol>
          <div className="print-way">
            <QrCode text={location.origin + router.buildLocation({ to: "/explore", search: forEverybody(look) }).href} label={words.qr} />
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

/** What of the list is asked for a paper: whether there are places is for who works. */
const forResidents = ({ places: _places, ...look }: Look): Look => look;
/** What the public page has to be asked so that it shows about the same. From where somebody looked stands on a paper that is handed round to a kilometre. */
function forEverybody(look: Look): Look {
  const spot = spotOf(look.near);
  return spot ? { ...look, near: `${spot.lon.toFixed(2)},${spot.lat.toFixed(2)}` } : look;
}

/** What the list is narrowed by besides where, in words. */
function narrowedWords({ themes = [], kind, fresh, access = [], audience, free, soon, ended, voice, q }: Look): string {
  return [
    ...themes.map((theme) => themeWords[theme]),
    ...(kind ? [listWords.kinds[kind]] : []),
    ...(fresh ? [freshChoices[fresh]] : []),
    ...access.map((one) => accessWords[one]),
    ...(audience ? [audienceWords[audience]] : []),
    ...(free ? [listWords.free] : []),
    ...(soon ? [listWords.soon[soon]] : []),
    ...(ended ? [listWords.ends[ended]] : []),
    ...(voice ? [listWords.voice] : []),
    ...(q ? [`“${q}”`] : []),
  ].join(", ");
}

function PrintedRow({ row, now }: { row: MapRow; now: number }) {
  const far = row.km === null ? "" : farWords(row.km);
  const parts =
    row.what === "asset"
      ? [
          ...[kindWords[row.kind].one, themesLine(row.themes), row.area?.name ?? "", far, sureWords(row, now)],
          row.closesOn ? listWords.closesOn(dayLine(row.closesOn)) : "",
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
