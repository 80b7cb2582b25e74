import { reflectionStatusForHost, reflectionStatusWords, reflectionWords as words } from "@linkwork/shared/exchange/words-reflection.ts";
import { Chip } from "../../ui/chip.tsx";
import { List, Row } from "../../ui/list.tsx";
import { type ReflectionRow, useReflections } from "../learning.ts";
import { dayOf } from "../when.ts";

/** What was, or can be, written after visits: of those that I made, or of those to us. What is owed comes first. Nothing where nothing took place yet. */
export function AfterVisits({ hosts, now }: { hosts: boolean; now: number }) {
  const { data = [] } = useReflections();
  const rows = data
    .filter((row) => row.hosts === hosts && (row.standing !== "author" || row.side === (hosts ? "host" : "visitor")))
    .toSorted((a, b) => Number(a.owed === null) - Number(b.owed === null));
  if (rows.length === 0) return null;
  const title = hosts ? words.listHosting : words.list;
  return (
    <section className="card stack after-visits" aria-labelledby="after">
      <h2 id="after">{title}</h2>
      <p className="small soft">{hosts ? words.listHostingHow : words.listHow}</p>
      <List label={title}>
        {rows.map((row) => (
          <Row
            key={row.reflectionId}
            title={row.title}
            to={`/exchange/reflections/${row.reflectionId}`}
            detail={`${dayOf(row.date, now)} · ${whose(row)}`}
            end={<ReflectionChip row={row} />}
          />
        ))}
      </List>
    </section>
  );
}

const whose = ({ side, standing, status, hosts, visitorName, hostName }: ReflectionRow): string =>
  hosts && status === "due"
    ? words.ours
    : standing === "author"
      ? words.mineSide
      : words.theirs(side === "visitor" ? visitorName : hostName);

function ReflectionChip({ row: { status, standing, owed } }: { row: ReflectionRow }) {
  const said = standing === "author" ? reflectionStatusWords : reflectionStatusForHost;
  return <Chip tone={owed ? "wait" : status === "shared" ? "good" : "plain"}>{said[status]}</Chip>;
}
