import { exchangeWords, nth, bookWords as words } from "@linkwork/shared/exchange/words.ts";
import { readyWords } from "@linkwork/shared/exchange/words-ready.ts";
import { useState } from "react";
import { useDraftText } from "../../kernel/drafts.ts";
import { api } from "../../kernel/trpc.ts";
import { useFocusKept } from "../../shell/press.tsx";
import { useNextId } from "../../shell/use-next-id.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { Facts } from "../../ui/facts.tsx";
import { TextArea } from "../../ui/field.tsx";
import { LazyDialog } from "../../ui/lazy-dialog.tsx";
import { dayAndTime } from "../../ui/time.ts";
import { roomOf, type SessionRow, useLookAgain, useMine, useMissed } from "../client.ts";
import { dayOf, hoursOf, whenOf } from "../when.ts";
import { InPlaceList, useMissing } from "./in-place.tsx";

/** Somebody who comes now waits: where no place is free for them, or the list is closed. */
const joins = ({ waits, mode, late }: SessionRow): boolean => late || (mode === "instant" && waits !== null);
/** What follows for whoever joins the list. */
const joinHow = (row: SessionRow, now: number): string => {
  if (row.late) return words.lateHow;
  if (row.waits === "share") return words.share(wouldBe(row), dayAndTime(row.shareEnds, now));
  return row.waits === "inLine" ? words.inLine(wouldBe(row)) : words.queue(wouldBe(row));
};
/** Where they would stand in the queue. */
const wouldBe = ({ waiting }: SessionRow): string => nth(waiting + 1);
const labelOf = (row: SessionRow): string =>
  row.late ? words.late : row.mode === "approval" ? words.ask : joins(row) ? words.join(wouldBe(row)) : words.book;

/** Books a date, asks for it, or waits for it: what it is stands on the button, and what follows in the dialog. */
export function Book({ row, now, main = false }: { row: SessionRow; now: number; main?: boolean }) {
  const [open, setOpen] = useState(false);
  const when = whenOf(row, now);
  // who has booked finds no button to book any more
  const button = useFocusKept(open);
  return (
    <>
      <Button ref={button} tone={main ? "main" : "plain"} small={!main} onClick={() => setOpen(true)}>
        {labelOf(row)}
        <span className="visually-hidden">, {when}</span>
      </Button>
      {open ? <BookDialog row={row} now={now} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

/** Another visit at which one has a place at that time. */
const useElsewhere = ({ sessionId, startsAt, endsAt }: SessionRow): SessionRow | undefined =>
  (useMine().data ?? []).find(
    (other) =>
      other.sessionId !== sessionId &&
      ["confirmed", "onHold"].includes(other.mine?.status ?? "") &&
      other.startsAt < endsAt &&
      startsAt < other.endsAt,
  );

function BookDialog({ row, now, onClose }: { row: SessionRow; now: number; onClose: () => void }) {
  const when = whenOf(row, now);
  const work = useWork();
  const lookAgain = useLookAgain();
  const { id } = useNextId();
  const [hopes, setHopes] = useDraftText(`hopes/${row.sessionId}`);
  const missed = useMissed().data;
  const asks = !row.late && (row.mode === "approval" || missed?.waitsForYes === true);
  const full = joins(row);
  const title = row.late ? words.titleLate(when) : asks ? words.titleAsk(when) : full ? words.titleJoin(when) : words.titleBook(when);
  const missing = useMissing(row);
  // one may wait for a place before all is in place
  const held = missing === true && !(full && !asks);
  const gets = !asks && !full;
  const elsewhere = useElsewhere(row);
  const how = asks ? words.approval : full ? joinHow(row, now) : words.instant;
  const go = async () => {
    const input = hopes.trim() === "" ? {} : { hopes };
    let became = "";
    const asked = async () => {
      became = (await api.exchange.book.mutate({ roomId: roomOf(row), id, input })).type;
    };
    const done = await work.run(asked);
    await lookAgain();
    if (!done) return;
    setHopes("");
    const waits = row.late ? words.asksLate : words.waits;
    announce(became === "bookingConfirmed" ? words.booked : became === "bookingRequested" ? words.asked : waits);
    onClose();
  };
  return (
    <LazyDialog
      open
      onClose={onClose}
      title={title}
      foot={
        <>
          <Button tone="main" busy={work.busy} disabled={held} onClick={() => void go()}>
            {row.late ? words.late : asks ? words.ask : full ? words.joinShort : words.book}
          </Button>
          <Button onClick={onClose}>{words.leave}</Button>
        </>
      }
    >
      <div className="stack">
        <WorkErrors work={work} />
        <Facts
          facts={[
            { name: row.host.name, value: row.title },
            { name: exchangeWords.where, value: row.place },
            { name: exchangeWords.when, value: `${dayOf(row, now)}, ${hoursOf(row)}` },
          ]}
        />
        <p>{how}</p>
        {elsewhere && !gets ? <p role="status">{words.elsewhere(elsewhere.title)}</p> : null}
        <InPlaceList row={row} now={now} />
        {missing && !held ? <p>{readyWords.joinAnyway}</p> : null}
        <TextArea
          id="hopes"
          label={words.hopes}
          hint={words.hopesHint}
          rows={3}
          maxLength={500}
          value={hopes}
          error={work.at("hopes")}
          onChange={(event) => setHopes(event.target.value)}
        />
      </div>
    </LazyDialog>
  );
}
