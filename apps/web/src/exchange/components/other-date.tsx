import { bookWords as words } from "@linkwork/shared/exchange/words.ts";
import type { SessionId } from "@linkwork/shared/kernel/ids.ts";
import { sessionRoom } from "@linkwork/shared/kernel/room.ts";
import { useRef, useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { Failed, Waiting } from "../../shell/states.tsx";
import { RadioCards } from "../../ui/choice-cards.tsx";
import { isLive, type SessionRow, useVisit } from "../client.ts";
import { dayOf, hoursOf } from "../when.ts";
import { AskDialog } from "./ask-dialog.tsx";
import { standingWords } from "./session-line.tsx";

type Props = { row: SessionRow; mine: NonNullable<SessionRow["mine"]>; now: number };

/** Another date of the same visit instead of this one: this place is kept until the other one is there. */
export function OtherDate({ row, mine, now }: Props) {
  const [chosen, setChosen] = useState<SessionId | null>(null);
  const became = useRef("");
  const go = async (id: Parameters<typeof api.exchange.book.mutate>[0]["id"]) => {
    if (chosen === null) return;
    const input = { moves: { sessionId: row.sessionId, bookingId: mine.bookingId } };
    became.current = (await api.exchange.book.mutate({ roomId: sessionRoom(chosen), id, input })).type;
  };
  return (
    <AskDialog
      label={words.otherDate}
      about={row.title}
      title={words.otherDateTitle(row.title)}
      press={words.otherDateTake}
      leave={words.leave}
      check={() => (chosen === null ? [{ field: "chosen", message: words.otherDateChoose }] : [])}
      send={go}
      done={() => (became.current === "bookingConfirmed" ? words.otherDateTaken : words.otherDateWaits)}
    >
      {(work) => <Dates row={row} now={now} chosen={chosen} onChange={setChosen} error={work.at("chosen")} />}
    </AskDialog>
  );
}

type DatesProps = {
  row: SessionRow;
  now: number;
  chosen: SessionId | null;
  onChange: (chosen: SessionId) => void;
  error: string | undefined;
};
/** The other dates that one can book or wait for. */
function Dates({ row, now, chosen, onChange, error }: DatesProps) {
  const visit = useVisit(row.opportunityId);
  if (visit.isError && !visit.data) return <Failed error={visit.error} what={words.otherDateFailed} onAgain={() => void visit.refetch()} />;
  if (!visit.data) return <Waiting what={words.otherDateLooking} />;
  const others: readonly SessionRow[] = visit.data.sessions;
  const open = others.filter((each) => each.phase === "open" && !isLive(each) && Date.parse(each.bookableUntil) > now);
  if (open.length === 0) return <p>{words.otherDateNone}</p>;
  return (
    <>
      <p>{words.otherDateHow(dayOf(row, now))}</p>
      <RadioCards<SessionId>
        id="chosen"
        legend={words.otherDateLegend}
        error={error}
        value={chosen}
        onChange={onChange}
        choices={open.map((each) => ({ value: each.sessionId, label: `${dayOf(each, now)}, ${hoursOf(each)}`, hint: standingWords(each) }))}
      />
    </>
  );
}
