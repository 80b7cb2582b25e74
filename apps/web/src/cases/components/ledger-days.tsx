import { didWords, type LedgerEntry, whoWords } from "@linkwork/shared/cases/ledger.ts";
import { markWords } from "@linkwork/shared/cases/words-browsing.ts";
import { CircleHelp, ShieldX } from "lucide-react";
import { Fragment } from "react";
import { useNow } from "../../shell/use-now.ts";
import { Chip } from "../../ui/chip.tsx";
import { clockTime, dayHeading, isoDay } from "../../ui/time.ts";

/** The lines under the days on which they fall. */
export function LedgerDays({ entries }: { entries: readonly LedgerEntry[] }) {
  const now = useNow();
  const days = new Map<string, LedgerEntry[]>();
  for (const entry of entries) days.set(isoDay(entry.at), [...(days.get(isoDay(entry.at)) ?? []), entry]);
  return [...days].map(([day, lines]) => (
    <section key={day} aria-labelledby={`day-${day}`} className="ledger-day">
      <h2 id={`day-${day}`}>{dayHeading(lines[0]?.at ?? day, now)}</h2>
      <ul className="list">
        {lines.map((entry) => (
          <Line key={entry.id} entry={entry} />
        ))}
      </ul>
    </section>
  ));
}

function Line({ entry }: { entry: LedgerEntry }) {
  const who = whoWords(entry.who);
  return (
    <li>
      <time dateTime={entry.at} className="small soft ledger-time">
        {clockTime(entry.at)}
      </time>
      <span className="grow">
        <b>{who.charAt(0).toUpperCase() + who.slice(1)}</b>, {didWords(entry)}
        {entry.marks?.map((mark) => (
          <Fragment key={mark}>
            {" "}
            <Chip tone="wait" icon={<CircleHelp />}>
              {markWords[mark]}
            </Chip>
          </Fragment>
        ))}
      </span>
      {entry.refused ? <ShieldX className="ledger-refused" aria-hidden /> : null}
    </li>
  );
}
