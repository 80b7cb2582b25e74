import { kindLetters, kindWords } from "@linkwork/shared/map/words.ts";
import { listWords as words } from "@linkwork/shared/map/words-list.ts";
import { useNavigate } from "@tanstack/react-router";
import { MapIcon, MapPinPlus } from "lucide-react";
import { useMemo, useState } from "react";
import { Failed, Waiting } from "../../shell/states.tsx";
import { useNow } from "../../shell/use-now.ts";
import { useWide } from "../../shell/use-wide.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Empty } from "../../ui/empty.tsx";
import { SelectField } from "../../ui/field.tsx";
import { type Look, sorts, spotOf, usualKm } from "../address.ts";
import { useArea, useBase } from "../client.ts";
import { around, type Box, boxOf, everywhere, linesOf, ringAround } from "../drawing.ts";
import { type Found, useDrawn, useFound } from "../use-found.ts";
import { MapView } from "./map-view.tsx";
import { TakeAway } from "./take-away.tsx";
import { ThingMark } from "./thing-mark.tsx";
import { idOf, ThingRow } from "./thing-rows.tsx";

type ThingListProps = { look: Look; onLook: (next: Look) => void };

/** The list, nearest or surest first, and the map beside it with the same rows: one question, one count. */
export function ThingList({ look, onLook }: ThingListProps) {
  const found = useFound(look);
  const [pointed, setPointed] = useState<string>();
  const [asked, setAsked] = useState(false);
  const wide = useWide();
  const base = useBase();
  const now = useNow();
  if (found.failed !== null && found.rows === undefined) return <Failed error={found.failed} what={words.failed} onAgain={found.again} />;
  if (found.rows === undefined) return <Waiting what={words.fetching} />;
  const { rows, assets, gaps, ended } = found;
  const counted =
    look.kind === "assets" ? words.assetsOnly(assets) : look.kind === "gaps" ? words.gapsOnly(gaps) : words.counted(assets, gaps);
  const beside = wide || asked;
  return (
    <>
      <div className="row wrap map-counts">
        <p className="grow" role="status">
          <b>{counted}</b>
          {look.place ? ` ${words.near(look.place)}` : ""}
          {ended.met + ended.otherwise > 0 ? <span className="small soft"> · {words.ended(ended.met, ended.otherwise)}</span> : null}
        </p>
        {wide ? null : (
          <Button small icon={<MapIcon />} aria-expanded={asked} aria-controls="map-beside" onClick={() => setAsked(!asked)}>
            {asked ? words.hideMap : words.showMap}
          </Button>
        )}
        <SelectField
          label={<span className="visually-hidden">{words.sort}</span>}
          value={look.sort ?? (look.near ? "distance" : "fresh")}
          options={sorts.filter((sort) => sort !== "distance" || look.near).map((value) => ({ value, label: words.sorts[value] }))}
          onChange={(event) => onLook({ ...look, sort: event.target.value as NonNullable<Look["sort"]> })}
        />
      </div>
      <div className={beside ? "map-halves" : undefined}>
        <section aria-labelledby="found" className="stack">
          <h2 id="found" className="visually-hidden">
            {words.found}
          </h2>
          {rows.length === 0 ? (
            <Empty icon={<MapPinPlus />} title={words.none} step={<LinkButton to={`${base}/missing`}>{words.missing}</LinkButton>}>
              <p className="soft">{words.noneHow}</p>
            </Empty>
          ) : (
            <ul className="things">
              {rows.map((row) => (
                <ThingRow key={idOf(row)} row={row} base={base} now={now} chosen={pointed} onPoint={setPointed} />
              ))}
            </ul>
          )}
          {found.more ? (
            <div className="row wrap">
              <Button busy={found.fetchingMore} onClick={found.fetchMore}>
                {words.showMore}
              </Button>
              <span className="small soft">{words.shown(rows.length, assets + gaps)}</span>
            </div>
          ) : null}
          {assets > 0 ? <TakeAway look={look} /> : null}
        </section>
        {beside ? (
          <section id="map-beside" className="map-beside" aria-labelledby="map-title">
            <h2 id="map-title" className={wide ? "visually-hidden" : undefined}>
              {words.map}
            </h2>
            <Beside look={look} found={found} pointed={pointed} onPoint={setPointed} />
          </section>
        ) : null}
      </div>
    </>
  );
}

type BesideProps = { look: Look; found: Found; pointed: string | undefined; onPoint: (id: string | undefined) => void };

function Beside({ look, found, pointed, onPoint }: BesideProps) {
  const go = useNavigate();
  const base = useBase();
  const [seen, setSeen] = useState<{ box: Box; zoom: number }>();
  const drawn = useDrawn(look, seen);
  const area = useArea(look.area).data;
  const spot = useMemo(() => spotOf(look.near), [look.near]);
  const outline = area?.outline ?? undefined;
  const start = drawn.start;
  const box = useMemo(() => {
    const from = spotOf(look.near);
    if (from) return around(from, look.km ?? usualKm);
    if (outline) return boxOf(outline.flat().map(([lon, lat]) => ({ lon, lat })));
    if (area) return around(area.middle, 2.5);
    // where it begins is known once what lies on it is: nobody is shown the whole country first
    return start && (start.length > 0 ? boxOf(start) : everywhere);
  }, [look.near, look.km, area, outline, start]);
  const lines = useMemo(() => {
    const from = spotOf(look.near);
    return from ? linesOf([ringAround(from, look.km ?? usualKm)]) : outline && linesOf(outline);
  }, [look.near, look.km, outline]);
  const open = (id: string) => {
    const gap = drawn.things.some((thing) => thing.id === id && thing.mark === "gap");
    void go({ to: `${base}/${gap ? "gaps" : "assets"}/${id}` });
  };
  return (
    <div className="stack tight">
      {box ? (
        <MapView
          label={words.map}
          things={drawn.things}
          areas={lines}
          box={box}
          chosen={pointed}
          picked={spot}
          onPoint={onPoint}
          onChoose={open}
          onMoved={(now, zoom) => setSeen({ box: now, zoom })}
        />
      ) : (
        <div className="map-box">
          <Waiting what={words.mapComes} />
        </div>
      )}
      <p className="small soft">{words.sameRows(drawn.shown, found.assets + found.gaps)}</p>
      <p className="small soft row wrap map-letters">
        <span>{words.letters}:</span>
        {Object.keys(kindLetters).map((kind) => (
          <span key={kind} className="row">
            <ThingMark kind={kind as keyof typeof kindLetters} /> {kindWords[kind as keyof typeof kindLetters].one}
          </span>
        ))}
        <span className="row">
          <ThingMark kind="gap" /> {words.gap}
        </span>
      </p>
    </div>
  );
}
