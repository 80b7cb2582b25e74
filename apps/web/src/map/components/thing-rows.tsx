import { farWords, gapStatusWords, kindWords, onFootWords, themeWords } from "@linkwork/shared/map/words.ts";
import { gapWords } from "@linkwork/shared/map/words-gap.ts";
import { listWords as words } from "@linkwork/shared/map/words-list.ts";
import { BadgeCheck, CalendarX, CircleDashed, CircleHelp, DoorOpen, EyeOff, Hammer, Users } from "lucide-react";
import type { ReactNode } from "react";
import { Chip } from "../../ui/chip.tsx";
import { Link } from "../../ui/link.tsx";
import type { AssetRow, GapRow, MapRow } from "../client.ts";
import { dayLine, placesTones, placesWords, sureTones, sureWords, themesLine } from "../words-of.ts";
import { ThingMark } from "./thing-mark.tsx";

export const idOf = (row: MapRow): string => (row.what === "asset" ? row.assetId : row.gapId);

type RowProps<Row> = { row: Row; base: string; now: number };
type Pointing = { chosen: string | undefined; onPoint: (id: string | undefined) => void };

/** One row of the list: what it is, how far away, how sure. Its title is the link; the map shows the same one. */
export function ThingRow({ row, base, now, chosen, onPoint }: RowProps<MapRow> & Pointing) {
  const id = idOf(row);
  return (
    <li
      id={`thing-${id}`}
      className={`thing${row.what === "gap" ? " missing" : ""}${chosen === id ? " chosen" : ""}`}
      onMouseEnter={() => onPoint(id)}
      onMouseLeave={() => onPoint(undefined)}
      onFocus={() => onPoint(id)}
      onBlur={() => onPoint(undefined)}
    >
      {row.what === "asset" ? <Asset row={row} base={base} now={now} /> : <Gap row={row} base={base} now={now} />}
    </li>
  );
}

function Head({
  to,
  title,
  km,
  minutes,
  mark,
}: {
  to: string;
  title: string;
  km: number | null;
  minutes?: number | null;
  mark: ReactNode;
}) {
  return (
    <div className="thing-head">
      {mark}
      <h3 className="grow">
        <Link className="title" to={to}>
          <bdi>{title}</bdi>
        </Link>
      </h3>
      {km === null ? null : (
        <span className="small soft far">
          {farWords(km)}
          {minutes === null || minutes === undefined ? null : <span className="block">{onFootWords(minutes)}</span>}
        </span>
      )}
    </div>
  );
}

function Asset({ row, base, now }: RowProps<AssetRow>) {
  const where =
    row.area === null ? (row.hidden ? words.hidden : "") : row.at === null ? `${row.area.name} · ${words.areaOnly}` : row.area.name;
  return (
    <>
      <Head to={`${base}/assets/${row.assetId}`} title={row.name} km={row.km} minutes={row.minutes} mark={<ThingMark kind={row.kind} />} />
      <div className="row wrap chips">
        <Chip>{kindWords[row.kind].one}</Chip>
        {row.capacity ? (
          <Chip tone={placesTones[row.capacity.status]} icon={<DoorOpen />}>
            {placesWords(row.capacity, now)}
          </Chip>
        ) : null}
        <Chip tone={sureTones[row.fresh]} icon={row.fresh === "fresh" || row.fresh === "ageing" ? <BadgeCheck /> : <CircleHelp />}>
          {sureWords(row, now)}
        </Chip>
        {row.closesOn ? (
          <Chip tone="stop" icon={<CalendarX />}>
            {words.closesOn(dayLine(row.closesOn))}
          </Chip>
        ) : row.moneyEnds ? (
          <Chip tone="wait" icon={<CalendarX />}>
            {words.moneyEnds(dayLine(row.moneyEnds))}
          </Chip>
        ) : null}
        {row.hidden ? <Chip icon={<EyeOff />}>{words.hidden}</Chip> : null}
      </div>
      <p className="small" dir="auto">
        {row.summary}
      </p>
      <p className="small soft">{[themesLine(row.themes), where].filter((part) => part !== "").join(" · ")}</p>
    </>
  );
}

function Gap({ row, base }: RowProps<GapRow>) {
  const { residents, partners } = row.endorsed;
  return (
    <>
      <Head to={`${base}/gaps/${row.gapId}`} title={row.title} km={row.km} mark={<ThingMark kind="gap" />} />
      <div className="row wrap chips">
        <Chip tone="wait" icon={<CircleDashed />}>
          {words.gap}
        </Chip>
        <Chip
          tone={row.status === "beingAddressed" || row.closure === "addressed" ? "good" : "plain"}
          icon={row.status === "beingAddressed" ? <Hammer /> : row.status === "validated" ? <BadgeCheck /> : null}
        >
          {row.closure ? gapWords.status.closed(row.closure) : gapStatusWords[row.status]}
        </Chip>
        {residents + partners > 0 ? <Chip icon={<Users />}>{words.endorsed(residents, partners)}</Chip> : null}
        {row.hidden ? <Chip icon={<EyeOff />}>{words.hidden}</Chip> : null}
      </div>
      <p className="small soft">{[themeWords[row.theme], row.area?.name ?? ""].filter((part) => part !== "").join(" · ")}</p>
    </>
  );
}
