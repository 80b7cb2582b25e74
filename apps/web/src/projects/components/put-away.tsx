import { projectRoom } from "@linkwork/shared/kernel/room.ts";
import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import { projectPageWords as words } from "@linkwork/shared/projects/words-page.ts";
import { api } from "../../kernel/trpc.ts";
import { AskDialog } from "../../shell/ask-dialog.tsx";
import { useLookAgain, useSpeaks } from "../client.ts";

/** A project that has closed is put away: nobody notes anything in it any more, and all of it can still be read. */
export function PutAway({ state }: { state: ProjectState }) {
  const lookAgain = useLookAgain();
  const { projectId } = state;
  if (!useSpeaks(state) || projectId === "") return null;
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
