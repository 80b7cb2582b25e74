import { Chip } from "../../ui/chip.tsx";
import { List, Row } from "../../ui/list.tsx";
import type { SessionRow } from "../client.ts";
import { headingOf, hoursOf } from "../when.ts";
import { StandingChip } from "./session-line.tsx";

export const pageOf = ({ opportunityId }: SessionRow): string => `/exchange/${opportunityId}`;
export const sectorOf = (row: SessionRow) => <Chip tone={row.host.sector}>{row.host.name}</Chip>;

/** An agenda: each day with what is on. */
export function ByDay({ rows, now }: { rows: readonly SessionRow[]; now: number }) {
  const days = Map.groupBy(rows, (row) => row.starts.slice(0, 10));
  return [...days].map(([day, those]) => (
    <section key={day} className="card" aria-labelledby={`day-${day}`}>
      <h2 id={`day-${day}`}>{headingOf(those[0] as SessionRow, now)}</h2>
      <List label={headingOf(those[0] as SessionRow, now)}>
        {those.map((row) => (
          <Row
            key={row.sessionId}
            lead={sectorOf(row)}
            title={row.title}
            to={pageOf(row)}
            detail={`${hoursOf(row)} · ${row.place}`}
            end={<StandingChip row={row} />}
          />
        ))}
      </List>
    </section>
  ));
}
