import { arrival } from "@linkwork/shared/exchange/rules-booking.ts";
import { bookWords as words } from "@linkwork/shared/exchange/words.ts";
import { readyWords } from "@linkwork/shared/exchange/words-ready.ts";
import type { EventId } from "@linkwork/shared/kernel/ids.ts";
import { useDraftText } from "../../kernel/drafts.ts";
import { api } from "../../kernel/trpc.ts";
import { Press } from "../../shell/press.tsx";
import { useNextId } from "../../shell/use-next-id.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { TextArea } from "../../ui/field.tsx";
import { Note } from "../../ui/note.tsx";
import { dayAndTime } from "../../ui/time.ts";
import { roomOf, type SessionRow, useLookAgain } from "../client.ts";
import { afterwards, whenOf } from "../when.ts";
import { AskDialog } from "./ask-dialog.tsx";
import { Holds } from "./holds.tsx";
import { OnePress } from "./one-press.tsx";
import { OtherDate } from "./other-date.tsx";

type Props = { row: SessionRow; mine: NonNullable<SessionRow["mine"]>; now: number };

/** What I can do with my booking: answer an offer, give a place back, leave the list. */
export function MyBooking({ row, now }: { row: SessionRow; now: number }) {
  const { mine } = row;
  if (!mine) return null;
  const { can, status } = mine;
  if (status === "offered") return <Offer row={row} mine={mine} now={now} />;
  return (
    <>
      <Holds row={row} now={now} />
      <Said mine={mine} />
      {mine.closed ? <p>{words.waitClosed}</p> : null}
      {waitsForAsking(row, now) ? <p>{readyWords.askFirst}</p> : null}
      {can.includes("checkIn") ? <There row={row} mine={mine} how="checkIn" /> : null}
      {can.includes("sayAttended") ? <There row={row} mine={mine} how="sayAttended" /> : null}
      {can.includes("disputeNoShow") ? <Dispute row={row} mine={mine} how="disputeNoShow" /> : null}
      {can.includes("disputeAttendance") ? <Dispute row={row} mine={mine} how="disputeAttendance" /> : null}
      {mine.moves ? <p>{words.movesFrom(whenOf(mine.moves, now))}</p> : null}
      {can.includes("cancelBooking") && !row.putAway ? <OtherDate row={row} mine={mine} now={now} /> : null}
      {can.includes("cancelBooking") ? <GiveBack row={row} mine={mine} now={now} /> : null}
    </>
  );
}

/** What I said of whether I was there, as long as it is not settled. */
function Said({ mine: { said, status, disputed, denied, agreed } }: Pick<Props, "mine">) {
  const says = said
    ? words.waitsToStand
    : disputed
      ? status === "unsaid"
        ? words.unsettled
        : words.disputed
      : denied
        ? words.denied
        : agreed
          ? words.agreed
          : undefined;
  return says === undefined ? null : <p>{says}</p>;
}

/** They are due, and can't say that they are here before their host has noted that the people there were asked. */
const waitsForAsking = ({ clients, permission, mine, startsAt, endsAt }: SessionRow, now: number): boolean =>
  clients && permission === null && mine?.status === "confirmed" && now >= Date.parse(startsAt) - arrival && now < Date.parse(endsAt);

/** A place that waits for a yes, with the time to say it. */
function Offer({ row, mine, now }: Props) {
  const work = useWork();
  const lookAgain = useLookAgain();
  const ids = { accept: useNextId().id, decline: useNextId().id };
  const answer = async (how: "accept" | "decline") => {
    const request = { roomId: roomOf(row), id: ids[how], input: { bookingId: mine.bookingId } };
    const done = await work.run(() =>
      how === "accept" ? api.exchange.acceptOffer.mutate(request) : api.exchange.declineOffer.mutate(request),
    );
    if (done) announce(how === "accept" ? words.taken : words.declined);
    await lookAgain();
  };
  return (
    <Note tone="wait">
      <div className="stack">
        <p>
          <b>{words.offered}.</b> {words.offeredUntil(dayAndTime(mine.until ?? "", now))}
        </p>
        <Holds row={row} now={now} />
        <WorkErrors work={work} />
        <div className="row wrap">
          {mine.can.includes("acceptOffer") ? (
            <Press tone="main" busy={work.busy} onClick={() => void answer("accept")}>
              {words.accept}
            </Press>
          ) : null}
          <Press busy={work.busy} onClick={() => void answer("decline")}>
            {words.decline}
          </Press>
        </div>
      </div>
    </Note>
  );
}

/** I'm there, or I was. */
const There = ({ row, mine, how }: Omit<Props, "now"> & { how: "checkIn" | "sayAttended" }) => (
  <OnePress
    main={mine.status !== "attended"}
    label={how === "checkIn" ? words.imHere : words.iWasThere}
    about={row.title}
    done={how === "checkIn" ? words.saidHere : mine.status === "attended" ? words.saidThereToo : words.saidThere}
    send={(id) => api.exchange[how].mutate({ roomId: roomOf(row), id, input: { bookingId: mine.bookingId } })}
  />
);

const disputes = {
  disputeNoShow: { label: words.dispute, title: words.disputeTitle, how: words.disputeHow },
  disputeAttendance: { label: words.deny, title: words.denyTitle, how: words.denyHow },
} as const;
/** It was written down that I didn't come, and I did; or that I came, and I didn't. */
function Dispute({ row, mine, how }: Omit<Props, "now"> & { how: keyof typeof disputes }) {
  const [kind, setKind] = useDraftText(`dispute/${mine.bookingId}`);
  const input = { bookingId: mine.bookingId, ...(kind.trim() === "" ? {} : { words: kind }) };
  const said = disputes[how];
  return (
    <AskDialog
      label={said.label}
      about={row.title}
      title={said.title}
      leave={words.leave}
      {...(how === "disputeAttendance" ? { quiet: true as const } : {})}
      send={async (id) => {
        await api.exchange[how].mutate({ roomId: roomOf(row), id, input });
        setKind("");
      }}
      done={words.disputeSent}
    >
      {(work) => (
        <>
          <p>{said.how}</p>
          <TextArea
            id="words"
            label={words.disputeWords}
            rows={3}
            maxLength={500}
            value={kind}
            error={work.at("words")}
            onChange={(event) => setKind(event.target.value)}
          />
        </>
      )}
    </AskDialog>
  );
}

function GiveBack({ row, mine, now }: Props) {
  const send = (id: EventId) => api.exchange.cancelBooking.mutate({ roomId: roomOf(row), id, input: { bookingId: mine.bookingId } });
  if (mine.status !== "confirmed" && mine.status !== "onHold")
    return (
      <OnePress
        main={false}
        label={mine.status === "waitlisted" ? words.leaveList : words.takeBack}
        about={row.title}
        done={words.givenBack}
        send={send}
      />
    );
  return (
    <AskDialog
      label={words.giveBack}
      about={row.title}
      title={words.giveBackTitle(row.title)}
      leave={words.keepIt}
      tone="stop"
      quiet
      asking
      send={send}
      done={words.givenBack}
    >
      {() => <p>{words.giveBackHow[afterwards(row, now)]}</p>}
    </AskDialog>
  );
}
