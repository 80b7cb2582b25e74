import { mayRemoveWords } from "@linkwork/shared/projects/rules.ts";
import type { Noted } from "@linkwork/shared/projects/state.ts";
import { measureWords as words } from "@linkwork/shared/projects/words-measures.ts";
import { useActor } from "../../cases/client.ts";
import { api } from "../../kernel/trpc.ts";
import { AskDialog } from "../../shell/ask-dialog.tsx";
import { useLookAgain } from "../client.ts";
import type { PartProps } from "../project-page.tsx";

type RemoveWordsProps = Pick<PartProps, "room" | "state"> & {
  by: Noted["by"];
  /** unknown to an older copy on this device: then nothing is offered until the project is there */
  seq: number | undefined;
  about: string;
  label?: string;
  how?: string;
};
/** The way to take words out again that should not stand here: for whoever wrote them, and who speaks for their organisation. */
export function RemoveWords({ room, state, by, seq, about, label = words.remove, how = words.removeHow }: RemoveWordsProps) {
  const actor = useActor();
  const lookAgain = useLookAgain();
  if (seq === undefined || mayRemoveWords(state, actor, by) !== true) return null;
  return (
    <div>
      <AskDialog
        label={label}
        about={about}
        title={words.removeTitle}
        press={label}
        leave={words.leave}
        tone="stop"
        quiet
        asking
        done={words.removed}
        after={lookAgain}
        send={(id) => api.projects.removeWords.mutate({ roomId: room.roomId, id, input: { seq } })}
      >
        {() => <p>{how}</p>}
      </AskDialog>
    </div>
  );
}
