import { hostReadyWords } from "@linkwork/shared/exchange/words-ready.ts";
import { owedWords as words } from "@linkwork/shared/exchange/words-told.ts";
import { CalendarHeart } from "lucide-react";
import { type SessionRow, useOwed } from "../../exchange/client.ts";
import { Chip } from "../../ui/chip.tsx";
import { Row } from "../../ui/list.tsx";
import { dayAndTime } from "../../ui/time.ts";

type Owed = { row: SessionRow; kind: "offer" | "ask" | "permission" | "came" | "there" };

/** Visits that wait for me: a place that I can take, somebody who asks to come, people to ask, and who was there. */
export function useOwedVisits(): Owed[] {
  const { offers = [], asks = [], permissions = [], came = [], there = [] } = useOwed().data ?? {};
  return [
    ...offers.map((row) => ({ row, kind: "offer" as const })),
    ...asks.map((row) => ({ row, kind: "ask" as const })),
    ...permissions.map((row) => ({ row, kind: "permission" as const })),
    ...came.map((row) => ({ row, kind: "came" as const })),
    ...there.map((row) => ({ row, kind: "there" as const })),
  ];
}

/** Visits of mine to receive, since whoever did has left. */
export const useLeftVisits = () => useOwed().data?.left ?? [];
export function LeftVisits({ rows }: { rows: ReturnType<typeof useLeftVisits> }) {
  return rows.map(({ opportunityId, title, left }) => (
    <Row
      key={opportunityId}
      lead={
        <Chip tone="wait" icon={<CalendarHeart />}>
          {words.left}
        </Chip>
      }
      title={words.leftTitle(left, title)}
      to={`/exchange/${opportunityId}`}
    />
  ));
}
const titles: Record<Owed["kind"], (title: string) => string> = {
  offer: words.offerTitle,
  ask: words.askTitle,
  permission: hostReadyWords.owedTitle,
  came: words.cameTitle,
  there: words.thereTitle,
};
const titleOf = ({ row, kind }: Owed): string =>
  (kind === "permission" && ["inProgress", "completed"].includes(row.phase) ? hostReadyWords.owedAfterTitle : titles[kind])(row.title);

export function OwedVisits({ visits, now }: { visits: readonly Owed[]; now: number }) {
  return visits.map(({ row, kind }) => (
    <Row
      key={`${kind} ${row.sessionId}`}
      lead={
        <Chip tone="wait" icon={<CalendarHeart />}>
          {kind === "permission" ? hostReadyWords.owed : words[kind]}
        </Chip>
      }
      title={titleOf({ row, kind })}
      to={kind === "offer" || kind === "there" ? "/exchange/mine" : `/exchange/${row.opportunityId}`}
      detail={dayAndTime(row.startsAt, now)}
    />
  ));
}
