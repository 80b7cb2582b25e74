import { gapStatusWords } from "@linkwork/shared/map/words.ts";
import { gapWords as words } from "@linkwork/shared/map/words-gap.ts";
import { CircleHelp, CircleSlash, EyeOff, Hourglass, RotateCcw, Sprout } from "lucide-react";
import { Link } from "../../ui/link.tsx";
import { Note } from "../../ui/note.tsx";
import { dayAndTime } from "../../ui/time.ts";
import { type GapShown, useBase, useInside } from "../client.ts";
import { capital } from "../words-of.ts";
import { whoSaid } from "./gap-timeline.tsx";

/** How something that is missing stands, in a word or two. */
export function gapStandsAs({ status, closure, cycle }: Pick<GapShown, "status" | "closure" | "cycle">): string {
  if (status === "closed" && closure) return words.status.closed(closure.reason);
  return cycle > 1 && status === "validated" ? `${gapStatusWords[status]}, ${words.status.again(cycle)}` : gapStatusWords[status];
}

/** How it stands, where that is something one has to know first: what is asked, why it ended and who decided that. */
export function GapStanding({ gap, now }: { gap: GapShown; now: number }) {
  return (
    <>
      {gap.hidden ? (
        <Note tone="wait" icon={<EyeOff />}>
          <b>{words.hidden}</b>
          {gap.hidden.words === "" ? null : <p dir="auto">“{gap.hidden.words}”</p>}
        </Note>
      ) : null}
      <Stands gap={gap} now={now} />
      <Again gap={gap} now={now} />
    </>
  );
}

/** Who opened it again, or asks for that, since it was closed last: each with their word. */
function Again({ gap: { status, timeline, cycle }, now }: { gap: GapShown; now: number }) {
  const closings = timeline.flatMap(({ what }, at) => (what === "gapClosed" ? [at] : []));
  const asks = timeline
    .slice((closings.at(-1) ?? timeline.length) + 1)
    .filter(({ what, helped, reopened }) => what === "reopeningAsked" || reopened || (what === "helpedSaid" && helped === false));
  if (asks.length === 0 || (status !== "closed" && cycle === 1)) return null;
  return (
    <Note tone="wait" icon={<RotateCcw />}>
      <b>{status === "closed" ? words.asksAgain : words.again}</b>
      <ul className="dots">
        {asks.map((line) => (
          <li key={line.id}>
            {words.saidAgain(line.what === "gapReopened" ? words.numbersAgain : capital(whoSaid(line)), dayAndTime(line.at, now))}
            {line.words === "" ? null : (
              <>
                {": "}
                <span dir="auto">“{line.words}”</span>
              </>
            )}
          </li>
        ))}
      </ul>
    </Note>
  );
}

function Stands({ gap, now }: { gap: GapShown; now: number }) {
  const { status, reviewed, closure, into, words: said } = gap;
  const base = useBase();
  const inside = useInside();
  if (status === "closed" && closure)
    return (
      <Note tone={closure.reason === "addressed" ? "good" : "plain"} icon={closure.reason === "addressed" ? <Sprout /> : <CircleSlash />}>
        <b>{capital(gapStandsAs(gap))}</b>
        {closure.words === "" ? null : <p dir="auto">“{closure.words}”</p>}
        {closure.decidedBy === "" ? null : <p dir="auto">{words.decidedBy(closure.decidedBy)}</p>}
        <p className="small soft">{words.closedBy(closure.org, dayAndTime(closure.at, now))}</p>
      </Note>
    );
  if (status === "merged" && into)
    return (
      <Note>
        {words.into} <Link to={`${base}/gaps/${into}`}>{words.intoGo}</Link>
      </Note>
    );
  if (status === "needsInfo" && said !== "")
    return (
      <Note tone="wait" icon={<CircleHelp />}>
        <b>{words.asked}</b> <span dir="auto">“{said}”</span>
      </Note>
    );
  if (status === "declined" || status === "withdrawn")
    return (
      <Note icon={<CircleSlash />}>
        <b>{words[status]}</b> {said === "" ? null : <span dir="auto">“{said}”</span>}
      </Note>
    );
  return inside && !reviewed && status !== "held" && !gap.hidden ? <Note icon={<Hourglass />}>{words.waits}</Note> : null;
}
