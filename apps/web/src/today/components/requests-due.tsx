import { requestStatusWords, requestWords } from "@linkwork/shared/cases/words-requests.ts";
import { useQuery } from "@tanstack/react-query";
import { CalendarClock } from "lucide-react";
import { useSession } from "../../kernel/session.ts";
import { api } from "../../kernel/trpc.ts";
import { Chip } from "../../ui/chip.tsx";
import { List, Row } from "../../ui/list.tsx";
import { fullDate, isoDay } from "../../ui/time.ts";

/** Copies that people asked for, with the day by which each is owed. Nothing where nobody waits for one. */
export function RequestsDue({ now }: { now: number }) {
  const { hat } = useSession();
  const rows =
    useQuery({
      queryKey: ["requestsDue", hat?.orgId],
      queryFn: () => api.cases.requestsDue.query(),
      staleTime: 60_000,
      enabled: hat?.sector === "statutory",
    }).data ?? [];
  if (rows.length === 0) return null;
  return (
    <section className="card" aria-labelledby="requests-due">
      <h2 id="requests-due">{requestWords.today}</h2>
      <List label={requestWords.today}>
        {rows.map(({ caseId, label, dueOn, status }) => {
          const late = isoDay(now) > dueOn;
          const day = fullDate(`${dueOn}T12:00:00Z`);
          return (
            <Row
              key={caseId}
              lead={
                <Chip tone={late ? "stop" : "wait"} icon={<CalendarClock />}>
                  {label}
                </Chip>
              }
              title={late ? requestWords.overdue(day) : requestWords.due(day)}
              to={`/cases/${caseId}/copy`}
              detail={requestStatusWords[status]}
            />
          );
        })}
      </List>
    </section>
  );
}
