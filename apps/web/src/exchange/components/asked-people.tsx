import type { Permission } from "@linkwork/shared/exchange/schema-session.ts";
import { permissionWords, hostReadyWords as words } from "@linkwork/shared/exchange/words-ready.ts";
import { api } from "../../kernel/trpc.ts";
import { Note } from "../../ui/note.tsx";
import { type HostedRow, roomOf } from "../client.ts";
import { OnePress } from "./one-press.tsx";

const answers: readonly { answer: Permission; label: string }[] = [
  { answer: "asked", label: words.asked },
  { answer: "someRefused", label: words.refused },
];

/** From so long before it begins it is owed: ms. */
const owedFrom = 48 * 3600_000;

/** Whether people who may be there were asked, for a date to which somebody comes: one no is a no, and nobody is named. */
export function AskedPeople({ row, when, now }: { row: HostedRow; when: string; now: number }) {
  const comes = row.visitors.some(({ status }) => ["confirmed", "onHold", "checkedIn"].includes(status));
  if (!row.clients || row.phase === "cancelled" || row.phase === "completed" || (!comes && row.permission === null)) return null;
  const owed = row.permission === null && now >= Date.parse(row.startsAt) - owedFrom;
  return (
    <Note tone={owed ? "wait" : undefined}>
      <div className="stack tight">
        <p>
          <b>{words.permission}</b>
        </p>
        <p>{row.permission === null ? words.permissionHow : `${words.now}: ${permissionWords[row.permission]}`}</p>
        <div className="row wrap">
          {answers
            .filter(({ answer }) => answer !== row.permission)
            .map(({ answer, label }) => (
              <OnePress
                key={answer}
                main={false}
                label={label}
                about={when}
                done={words.recorded}
                send={(id) => api.exchange.recordPermission.mutate({ roomId: roomOf(row), id, input: { answer } })}
              />
            ))}
        </div>
      </div>
    </Note>
  );
}
