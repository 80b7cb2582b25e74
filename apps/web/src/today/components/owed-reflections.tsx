import { owedReflectionWords as words } from "@linkwork/shared/exchange/words-reflection.ts";
import { CalendarHeart } from "lucide-react";
import { type ReflectionRow, useOwedReflections as useOwed } from "../../exchange/learning.ts";
import { Chip } from "../../ui/chip.tsx";
import { Row } from "../../ui/list.tsx";
import { dayAndTime } from "../../ui/time.ts";

type Owed = ReflectionRow & { owed: NonNullable<ReflectionRow["owed"]> };
const titles: Record<Owed["owed"], (title: string) => string> = {
  write: words.writeTitle,
  mend: words.mendTitle,
  check: words.checkTitle,
};

/** What waits to be written after a visit, to be mended, or to be looked at for the host. */
export const useOwedReflections = (): Owed[] => (useOwed().data ?? []).filter((row): row is Owed => row.owed !== null);

export function OwedReflections({ rows, now }: { rows: readonly Owed[]; now: number }) {
  return rows.map(({ reflectionId, owed, title, date }) => (
    <Row
      key={reflectionId}
      lead={
        <Chip tone="wait" icon={<CalendarHeart />}>
          {words[owed]}
        </Chip>
      }
      title={titles[owed](title)}
      to={`/exchange/reflections/${reflectionId}`}
      detail={dayAndTime(date.startsAt, now)}
    />
  ));
}
