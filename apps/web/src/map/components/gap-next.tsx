import { gapWords as words } from "@linkwork/shared/map/words-gap.ts";
import { Link } from "../../ui/link.tsx";
import type { GapShown } from "../client.ts";

/** Which act answers which waiting. */
const turns: Readonly<Record<GapShown["awaits"][number], readonly GapShown["may"][number][]>> = {
  steward: ["acceptGap", "declineGap"],
  author: ["answerMore"],
  residents: ["confirmNeed"],
  partners: ["sayKnown"],
  takingOn: ["takeOn"],
  addressing: ["closeGap"],
  lostProject: ["closeGap", "standDown", "linkGap"],
  nothing: [],
};

/** What happens next, who can do it, and whether that is me. */
export function GapNext({ gap }: { gap: GapShown }) {
  const { awaits, may, confirmed, known, takenOn } = gap;
  const open = awaits.filter((one) => one !== "nothing");
  const said = [confirmed, known, takenOn].filter((one) => one !== null);
  return (
    <section className="card" aria-labelledby="next">
      <h2 id="next">{words.next}</h2>
      {open.length === 0 ? (
        <p>{words.awaits.nothing}</p>
      ) : (
        <ul className="stack tight">
          {open.map((one) => (
            <li key={one}>
              {/* a steward can go on without the answer, but it isn't asked of them */}
              {words.awaits[one]}{" "}
              {turns[one].some((act) => may.includes(act)) && (one !== "author" || gap.mine || gap.raised === null) ? (
                <b>{words.yourTurn}</b>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {gap.proposed ? (
        <p>
          {words.proposed(gap.proposed.org, gap.proposed.reason)}
          {gap.proposed.words === "" ? "." : <>: “{gap.proposed.words}”</>}
          {gap.proposed.into ? (
            <>
              {" "}
              {words.proposedInto}{" "}
              <Link to={`/map/gaps/${gap.proposed.into.gapId}`}>
                <bdi>{gap.proposed.into.title}</bdi>
              </Link>
            </>
          ) : null}
        </p>
      ) : null}
      {said.length > 0 && open.length === 0 ? null : <p className="small soft">{words.neither}</p>}
    </section>
  );
}
