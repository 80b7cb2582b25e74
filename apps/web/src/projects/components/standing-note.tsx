import { lastDayOf, type ProjectState } from "@linkwork/shared/projects/state.ts";
import { standingWords, projectPageWords as words } from "@linkwork/shared/projects/words-page.ts";
import { Hourglass, Lock } from "lucide-react";
import { useActor } from "../../cases/client.ts";
import { Note } from "../../ui/note.tsx";
import { fullDate } from "../../ui/time.ts";
import { hasBegun, isOver } from "../tabs.ts";
import { PutAway, TakeOut } from "./put-away.tsx";
import { TakeWithYou } from "./take-with-you.tsx";

/** What is to be known before one does anything here; nothing where all goes on as it should. */
export function StandingNote({ state, now }: { state: ProjectState; now: number }) {
  const { orgId } = useActor();
  const { status } = state;
  if (status === "absent" || status === "active" || status === "proposed") return null;
  const over = isOver(state);
  const last = lastDayOf(state);
  const says = status === "closing" && last ? words.endsWell(fullDate(`${last}T12:00:00Z`)) : standingWords[status];
  return (
    <Note tone={over ? "plain" : "wait"} icon={over ? <Lock /> : <Hourglass />}>
      <div className="stack tight">
        <p>
          {says} {over && status !== "closed" && status !== "archived" ? words.readOnly : null}
        </p>
        {over && hasBegun(state) && state.owners[orgId]?.status === "joined" ? <TakeWithYou state={state} /> : null}
        {status === "closed" ? <PutAway state={state} now={now} /> : null}
        {status === "archived" ? <TakeOut state={state} /> : null}
      </div>
    </Note>
  );
}
