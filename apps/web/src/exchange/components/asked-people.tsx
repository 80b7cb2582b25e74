import type { Permission } from "@linkwork/shared/exchange/schema-session.ts";
import { permissionWords, hostReadyWords as words } from "@linkwork/shared/exchange/words-ready.ts";
import type { EventId } from "@linkwork/shared/kernel/ids.ts";
import { api } from "../../kernel/trpc.ts";
import { Note } from "../../ui/note.tsx";
import { type HostedRow, roomOf } from "../client.ts";
import { AskDialog } from "./ask-dialog.tsx";
import { OnePress } from "./one-press.tsx";

/** What can be said by one press; a no is for good, and asked about first. */
const presses: readonly { answer: Permission; label: string }[] = [
  { answer: "asked", label: words.asked },
  { answer: "notAsked", label: words.notAsked },
];

/** From so long before it begins it is owed: ms. */
const owedFrom = 48 * 3600_000;

/** Whether people who may be there were asked, for a date to which somebody comes, or came: one no is a no for good, and nobody is named. */
export function AskedPeople({ row, when, now }: { row: HostedRow; when: string; now: number }) {
  const comes = row.visitors.some(({ status }) => ["confirmed", "onHold", "checkedIn", "attended", "noShow"].includes(status));
  if (!row.clients || row.phase === "cancelled" || (!comes && row.permission === null)) return null;
  const begun = row.phase === "inProgress" || row.phase === "completed";
  const refused = row.permission === "someRefused";
  const send = (answer: Permission) => (id: EventId) =>
    api.exchange.recordPermission.mutate({ roomId: roomOf(row), id, input: { answer } });
  const owed = row.permission === null && now >= Date.parse(row.startsAt) - owedFrom;
  return (
    <Note tone={owed ? "wait" : undefined}>
      <div className="stack tight">
        <p>
          <b>{words.permission}</b>
        </p>
        <p>{row.permission === null ? words.permissionHow : `${words.now}: ${permissionWords[row.permission]}`}</p>
        {begun && row.permission === null ? <p>{words.first}</p> : null}
        {refused ? null : (
          <div className="row wrap">
            {presses
              .filter(({ answer }) => answer !== row.permission && (begun || answer !== "notAsked"))
              .map(({ answer, label }) => (
                <OnePress key={answer} main={false} label={label} about={when} done={words.recorded} send={send(answer)} />
              ))}
            <AskDialog
              label={words.refused}
              about={when}
              title={words.refusedTitle(when)}
              press={words.refusedPress}
              leave={words.leave}
              quiet
              asking
              send={send("someRefused")}
              done={words.recorded}
            >
              {() => <p>{words.refusedHow}</p>}
            </AskDialog>
          </div>
        )}
      </div>
    </Note>
  );
}
