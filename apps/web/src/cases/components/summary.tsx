import { guestOf } from "@linkwork/shared/cases/rules.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { CornerDownRight, Pin, PinOff } from "lucide-react";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Empty } from "../../ui/empty.tsx";
import { dayAndTime } from "../../ui/time.ts";
import { type CaseRoom, placeOf, useActor } from "../client.ts";
import { notDone } from "../not-done.ts";
import { useNames } from "./use-names.ts";

export type SummaryProps = { room: CaseRoom; state: CaseState; caseId: string; now: number };

/** The agreed summary by itself: what everybody holds on to, who put it there, and the way to where it was said. */
export function Summary({ room, state, caseId, now }: SummaryProps) {
  const actor = useActor();
  const names = useNames(state);
  const leaves = (seq: number) => room.pending.some(({ type, input }) => type === "unpinMessage" && input.messageSeq === seq);
  if (state.pins.length === 0)
    return (
      <Empty icon={<Pin />} title="Here you'll see what everybody has agreed to hold on to">
        <p className="soft">
          Choose “Put into the agreed summary” under “More” beside a message. Its words are kept here as they were when it was put in.
        </p>
      </Empty>
    );
  return (
    <div className="stack">
      <h2 className="visually-hidden">Agreed summary</h2>
      <ul className="stack">
        {state.pins.map((pin) => (
          <li key={pin.messageSeq} className="card">
            <p className="words" dir="auto">
              {pin.text}
            </p>
            <p className="small soft">
              put here by {names.person(pin.by)} · {dayAndTime(pin.pinned.at, now)}
              {leaves(pin.messageSeq) ? " · waits to be taken out" : ""}
            </p>
            <div className="row wrap">
              <LinkButton small to={`/cases/${caseId}`} search={placeOf(state)} hash={`m${pin.messageSeq}`} icon={<CornerDownRight />}>
                Where it was said
              </LinkButton>
              {room.status === "copy" || guestOf(state, actor) ? null : (
                <Button
                  small
                  icon={<PinOff />}
                  onClick={() =>
                    void room
                      .act("unpinMessage", { messageSeq: pin.messageSeq })
                      .catch(notDone("This was not taken out of the agreed summary."))
                  }
                >
                  Take out
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
