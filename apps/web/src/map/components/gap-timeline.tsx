import type { ClosureReason } from "@linkwork/shared/map/schema-gap.ts";
import { closureWords } from "@linkwork/shared/map/words.ts";
import { gapActWords as acts, proposedWords, gapWords as words } from "@linkwork/shared/map/words-gap.ts";
import { timelineWords } from "@linkwork/shared/map/words-timeline.ts";
import {
  Check,
  CircleHelp,
  CircleSlash,
  DoorOpen,
  Hammer,
  Link2,
  type LucideIcon,
  Megaphone,
  MessageCircle,
  RotateCcw,
  Sprout,
  Stethoscope,
  Undo2,
} from "lucide-react";
import { Thread, Tied } from "../../ui/thread.tsx";
import { dayAndTime } from "../../ui/time.ts";
import type { Tone } from "../../ui/tone.ts";
import type { GapShown, TimelineLine } from "../client.ts";
import { capital } from "../words-of.ts";
import { TakeOut } from "./take-out.tsx";

const icons: Partial<Record<TimelineLine["what"], LucideIcon>> = {
  ...{ gapRaised: Megaphone, gapSuggested: Megaphone, gapAccepted: DoorOpen, moreAsked: CircleHelp, moreAnswered: MessageCircle },
  ...{ needConfirmed: Check, knownSaid: Stethoscope, takenOn: Hammer, stoodDown: Undo2, gapClosed: Sprout, reopeningAsked: RotateCcw },
  ...{ gapReopened: RotateCcw, gapDeclined: CircleSlash, gapWithdrawn: CircleSlash, gapLinked: Link2, helpedAsked: CircleHelp },
};
const toneOf = ({ side, what }: TimelineLine): Tone =>
  what === "gapClosed" ? "good" : side === "residents" ? "citizen" : side === "partners" ? "statutory" : "plain";

/** For whom a line was said: a resident is a resident, whoever it was. */
export const whoSaid = ({ mine, org, side }: TimelineLine): string =>
  mine ? words.you : (org ?? (side === "house" ? words.house : words.aResident));

function reasonOf({ what, reason }: TimelineLine): string {
  if (reason === null) return "";
  return what === "endProposed" ? proposedWords(reason) : closureWords[reason as ClosureReason];
}

/** Its thread, from the first voice on: what, by which side, when, in whose words. */
export function GapTimeline({ gap, now }: { gap: GapShown; now: number }) {
  const says = (line: TimelineLine): string => {
    const reason = reasonOf(line);
    return capital(timelineWords[line.what](whoSaid(line), { ...line, title: line.title ?? "", reason }));
  };
  const mayGo = gap.timeline.filter((line) => line.mayTakeOut).map((line) => ({ line, says: says(line) }));
  return (
    <section aria-labelledby="timeline" className="stack">
      <h2 id="timeline">{words.timeline}</h2>
      <Thread label={words.timeline}>
        {gap.timeline.map((line) => {
          const Icon = icons[line.what] ?? MessageCircle;
          return (
            <Tied key={line.id} icon={<Icon />} tone={toneOf(line)} what={says(line)} detail={dayAndTime(line.at, now)}>
              {line.words === "" ? null : (
                <span className="map-words" dir="auto">
                  “{line.words}”
                </span>
              )}
              {line.takenOut ? <span className="soft">{words.takenOut(acts.takeOutWords.reasons[line.takenOut])}</span> : null}
            </Tied>
          );
        })}
      </Thread>
      {mayGo.length > 0 ? <TakeOut gap={gap} lines={mayGo} now={now} /> : null}
    </section>
  );
}
