import { hostWords as words } from "@linkwork/shared/exchange/words-hosting.ts";
import { opportunityRoom } from "@linkwork/shared/kernel/room.ts";
import { useState } from "react";
import { api } from "../../kernel/trpc.ts";
import { today } from "../../shell/london.ts";
import { RadioCards } from "../../ui/choice-cards.tsx";
import { TextField } from "../../ui/field.tsx";
import type { HostedRow } from "../client.ts";
import { AskDialog } from "./ask-dialog.tsx";

type Props = { row: HostedRow; when: string /** others come after it */; more: boolean; coming: number };

/** This date at another time, or this one and all that come after it. Who has a place comes then too. */
export function MoveDate({ row, when, more, coming }: Props) {
  const [day, setDay] = useState(row.starts.slice(0, 10));
  const [time, setTime] = useState(row.starts.slice(11));
  const [which, setWhich] = useState<"one" | "following">("one");
  const starts = `${day}T${time}`;
  return (
    <AskDialog
      label={words.move}
      title={words.moveTitle(when)}
      press={words.movePress}
      leave={words.leave}
      check={() => (day === "" || time === "" || starts === row.starts ? [{ field: "starts", message: words.moveChoose }] : [])}
      send={(id) =>
        api.exchange.moveDates.mutate({
          roomId: opportunityRoom(row.opportunityId),
          id,
          input: { sessionId: row.sessionId, starts, following: which === "following" },
        })
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
              onChange={(event) => setDay(event.target.value)}
            />
            <TextField label={words.moveTime} type="time" value={time} onChange={(event) => setTime(event.target.value)} />
          </div>
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
