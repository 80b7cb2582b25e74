import { bookingWords, nth } from "@linkwork/shared/exchange/words.ts";
import { hostWords as words } from "@linkwork/shared/exchange/words-hosting.ts";
import { hostReadyWords as readyWords } from "@linkwork/shared/exchange/words-ready.ts";
import { api } from "../../kernel/trpc.ts";
import { Chip } from "../../ui/chip.tsx";
import { Face } from "../../ui/face.tsx";
import { List, Row } from "../../ui/list.tsx";
import { dayAndTime, dayWords } from "../../ui/time.ts";
import { type HostedRow, roomOf, type VisitorRow } from "../client.ts";
import { AskDialog } from "./ask-dialog.tsx";
import { OnePress } from "./one-press.tsx";
import { SayWhy } from "./say-why.tsx";

type Props = { row: HostedRow; visitor: VisitorRow; now: number };

/** Who comes and who waits for one date, with what the host can answer. */
export function Visitors({ row, now }: { row: HostedRow; now: number }) {
  if (row.visitors.length === 0) return <p className="soft">{words.nobody}</p>;
  return (
    <List label={words.whoComes}>
      {row.visitors.map((visitor) => (
        <Visitor key={visitor.bookingId} row={row} visitor={visitor} now={now} />
      ))}
    </List>
  );
}

function Visitor({ row, visitor, now }: Props) {
  const { name, orgName, sector, status, hopes, position, until, late, says, can } = visitor;
  const may = (move: VisitorRow["can"][number]) => can.includes(move);
  const cameAfterAll = status === "noShow";
  const denied = says?.there === false;
  const unsettled = status === "unsaid" && says !== undefined;
  return (
    <Row
      lead={<Face name={name} sector={sector} />}
      title={name}
      detail={
        <div className="stack tight">
          <p>
            {orgName} · {dayAndTime(visitor.askedAt, now)}
          </p>
          <Stands visitor={visitor} now={now} />
          {hopes ? (
            <p className="visit-words" dir="auto">
              <q>{hopes}</q>
            </p>
          ) : null}
          {says ? (
            <p className="visit-words" dir="auto">
              {name} {unsettled ? words.saysOpen : says.there ? words.says : words.saysNot}
              {says.words ? (
                <>
                  {" "}
                  <q>{says.words}</q>
                </>
              ) : null}
            </p>
          ) : null}
          <div className="row wrap">
            {(Object.keys(presses) as Press[]).filter(may).map((press) => (
              <OnePress
                key={press}
                label={cameAfterAll && press === "confirmAttendance" ? words.cameAfterAll : presses[press].label}
                about={name}
                done={presses[press].done}
                main={presses[press].main && (!cameAfterAll || says !== undefined)}
                send={(id) => api.exchange[press].mutate({ roomId: roomOf(row), id, input: { bookingId: visitor.bookingId } })}
              />
            ))}
            {may("declineBooking") ? <SayNo row={row} visitor={visitor} now={now} /> : null}
            {may("recordNoShow") ? <Absent row={row} visitor={visitor} now={now} /> : null}
            {may("cancelPlace") ? <TakeBack row={row} visitor={visitor} now={now} /> : null}
          </div>
        </div>
      }
      end={
        <Chip
          tone={
            denied
              ? "wait"
              : ["confirmed", "checkedIn", "attended"].includes(status)
                ? "good"
                : ["requested", "offered", "onHold"].includes(status)
                  ? "wait"
                  : "plain"
          }
        >
          {denied
            ? words.deniedChip
            : unsettled
              ? words.openChip
              : position === undefined
                ? bookingWordsForHost[status]
                : words.position(nth(position))}
          {until ? ` ${words.until(dayAndTime(until, now))}` : ""}
          {late ? `, ${words.late}` : ""}
        </Chip>
      }
    />
  );
}

/** Whether what we ask for is in place, and whether they were shown around. */
function Stands({ visitor: { ready, readyUntil, inducted }, now }: { visitor: VisitorRow; now: number }) {
  if (ready === undefined && inducted === undefined) return null;
  return (
    <div className="row wrap">
      {ready === undefined ? null : (
        <Chip tone={ready && !readyUntil ? "good" : "wait"}>
          {!ready ? readyWords.notReady : readyUntil ? readyWords.ends(dayWords(readyUntil, now)) : readyWords.ready}
        </Chip>
      )}
      {inducted === undefined ? null : <Chip tone={inducted ? "good" : "plain"}>{inducted ? readyWords.shown : readyWords.toShow}</Chip>}
    </div>
  );
}

/** The same states, seen from the other side. */
const bookingWordsForHost: typeof bookingWords = {
  ...bookingWords,
  requested: "asks to come",
  offered: "was offered a place",
  confirmed: "comes",
  checkedIn: "is there",
  onHold: "on hold",
  cancelledByHost: "you took it back",
};

/** What needs no more than one press. */
const presses = {
  approveBooking: { label: words.yes, done: words.saidYes, main: true },
  offerPlace: { label: words.give, done: words.given, main: false },
  checkIn: { label: words.here, done: words.notedHere, main: false },
  confirmAttendance: { label: words.came, done: words.notedCame, main: true },
  recordInduction: { label: readyWords.show, done: readyWords.noted, main: false },
} as const;
type Press = keyof typeof presses;

const SayNo = ({ row, visitor: { bookingId, name } }: Props) => (
  <SayWhy
    label={words.no}
    title={words.noTitle(name)}
    box={`no/${bookingId}`}
    done={words.saidYes}
    send={(id, input) => api.exchange.declineBooking.mutate({ roomId: roomOf(row), id, input: { ...input, bookingId } })}
  />
);

const Absent = ({ row, visitor: { bookingId, name, says } }: Props) => (
  <AskDialog
    label={words.absent}
    about={name}
    title={words.absentTitle(name)}
    leave={words.leave}
    quiet
    asking
    send={(id) => api.exchange.recordNoShow.mutate({ roomId: roomOf(row), id, input: { bookingId } })}
    done={words.notedAbsent}
  >
    {() => <p>{says ? words.absentAgreed : words.absentHow}</p>}
  </AskDialog>
);

const TakeBack = ({ row, visitor: { bookingId, name } }: Props) => (
  <SayWhy
    label={words.takePlace}
    title={words.takePlaceTitle(name)}
    box={`no/${bookingId}`}
    done={words.saidYes}
    send={(id, input) => api.exchange.cancelPlace.mutate({ roomId: roomOf(row), id, input: { ...input, bookingId } })}
  />
);
