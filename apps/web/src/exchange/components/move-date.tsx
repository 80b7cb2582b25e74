import { hostWords as words } from "@linkwork/shared/exchange/words-hosting.ts";
import { opportunityRoom } from "@linkwork/shared/kernel/room.ts";
import { useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { today } from "../../shell/london.ts";
import { RadioCards } from "../../ui/choice-cards.tsx";
import { TextField } from "../../ui/field.tsx";
import { type HostedRow, useDates } from "../client.ts";
import { throwClash } from "../missing.ts";
import { AskDialog } from "./ask-dialog.tsx";
import { NoDates, WhichOfTwo } from "./clock-choice.tsx";

type Props = { row: HostedRow; when: string /** others come after it */; more: boolean; coming: number };

/** This date at another time, or this one and all that come after it. Who has a place comes then too. */
export function MoveDate({ row, when, more, coming }: Props) {
  const [day, setDay] = useState(row.starts.slice(0, 10));
  const [time, setTime] = useState(row.starts.slice(11));
  const [which, setWhich] = useState<"one" | "following">("one");
  const [second, setSecond] = useState(false);
  const starts = `${day}T${time}`;
  const at = day === "" || time === "" ? null : starts;
  return (
    <AskDialog
      label={words.move}
      title={words.moveTitle(when)}
      press={words.movePress}
      leave={words.leave}
      check={() => (at === null || (at === row.starts && !second) ? [{ field: "starts", message: words.moveChoose }] : [])}
      send={(id) =>
        api.exchange.moveDates
          .mutate({
            roomId: opportunityRoom(row.opportunityId),
            id,
            input: { sessionId: row.sessionId, starts, ...(second ? { second } : {}), following: which === "following" },
          })
          .catch(throwClash)
      }
      done={words.moved}
    >
      {(work) => (
        <>
          <p>{words.moveHow(coming)}</p>
          <div className="row wrap top">
            <TextField
              id="starts"
              label={words.moveDay}
              type="date"
              min={today()}
              value={day}
              error={work.at("starts")}
              onChange={(event) => {
                setDay(event.target.value);
                setSecond(false);
              }}
            />
            <TextField
              label={words.moveTime}
              type="time"
              value={time}
              onChange={(event) => {
                setTime(event.target.value);
                setSecond(false);
              }}
            />
          </div>
          <Clock row={row} starts={at} second={second} onTake={setTime} onSecond={setSecond} />
          {more ? (
            <RadioCards<"one" | "following">
              legend={words.moveWhich}
              value={which}
              onChange={setWhich}
              choices={[
                { value: "one", label: words.moveOne },
                { value: "following", label: words.moveFollowing, hint: words.moveFollowingHint },
              ]}
            />
          ) : null}
        </>
      )}
    </AskDialog>
  );
}

type ClockProps = {
  row: HostedRow;
  starts: string | null;
  second: boolean;
  onTake: (time: string) => void;
  onSecond: (second: boolean) => void;
};
/** What the clock there makes of it: where it shows that time twice, or never, one can choose. */
function Clock({ row, starts, second, onTake, onSecond }: ClockProps) {
  const minutes = Math.round((Date.parse(row.endsAt) - Date.parse(row.startsAt)) / 60_000);
  const dates = useDates(starts === null ? null : { starts, minutes, zone: row.zone, except: [] });
  if (dates.isError) return <NoDates error={dates.error} onTake={onTake} />;
  const twice = dates.data?.find((date) => date.starts === starts)?.twice;
  return twice ? <WhichOfTwo twice={twice} second={second} onChange={onSecond} /> : null;
}
