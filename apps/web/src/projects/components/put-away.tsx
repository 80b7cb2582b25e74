import { projectRoom } from "@linkwork/shared/kernel/room.ts";
import { closedDays, daysLater } from "@linkwork/shared/projects/rules-following.ts";
import { closedLongEnough } from "@linkwork/shared/projects/rules-questions.ts";
import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import { projectPageWords as words } from "@linkwork/shared/projects/words-page.ts";
import { api } from "../../kernel/trpc.ts";
import { AskDialog } from "../../shell/ask-dialog.tsx";
import { fullDate } from "../../ui/time.ts";
import { useLookAgain, useSpeaks } from "../client.ts";

type PutAwayProps = { state: ProjectState; now: number };

/** A project that has been closed for long enough is put away: nobody notes anything in it any more, and all of it can still be read. */
export function PutAway({ state, now }: PutAwayProps) {
  const lookAgain = useLookAgain();
  const { projectId, closedAt } = state;
  if (!useSpeaks(state) || projectId === "" || closedAt === null) return null;
  if (closedLongEnough(state, new Date(now).toISOString()) !== true)
    return <p className="small soft">{words.putAwayFrom(fullDate(daysLater(closedAt, closedDays)))}</p>;
  return (
    <div>
      <AskDialog
        label={words.putAway}
        title={words.putAwayTitle}
        leave={words.leave}
        asking
        done={words.putAwayDone}
        after={lookAgain}
        send={(id) => api.projects.archiveProject.mutate({ roomId: projectRoom(projectId), id, input: {} })}
      >
        {() => <p>{words.putAwayHow}</p>}
      </AskDialog>
    </div>
  );
}

/** Any of its owners takes it out again. */
export function TakeOut({ state }: Pick<PutAwayProps, "state">) {
  const lookAgain = useLookAgain();
  const { projectId } = state;
  if (!useSpeaks(state) || projectId === "") return null;
  return (
    <div>
      <AskDialog
        label={words.takeOut}
        title={words.takeOutTitle}
        leave={words.leave}
        asking
        done={words.takeOutDone}
        after={lookAgain}
        send={(id) => api.projects.restoreProject.mutate({ roomId: projectRoom(projectId), id, input: {} })}
      >
        {() => <p>{words.takeOutHow}</p>}
      </AskDialog>
    </div>
  );
}
