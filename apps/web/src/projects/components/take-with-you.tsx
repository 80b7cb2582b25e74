import { boardRoom } from "@linkwork/shared/kernel/room.ts";
import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import { projectPageWords as words } from "@linkwork/shared/projects/words-page.ts";
import { Download } from "lucide-react";
import { fetchWhole } from "../../kernel/file-wire.ts";
import { useWork, WorkErrors } from "../../shell/work.tsx";
import { announce } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { saveFile } from "../../ui/save-file.ts";

/** All of a project as a file, one for each of its boards; every owner gets the same. */
export function TakeWithYou({ state }: { state: Pick<ProjectState, "boards"> }) {
  const work = useWork();
  const take = ({ boardId, title }: ProjectState["boards"][number]) =>
    work.run(async () => {
      saveFile(await fetchWhole(boardRoom(boardId)), { name: `${title}.zip`, type: "application/zip" });
      announce(words.taken);
    });
  if (state.boards.length === 0) return null;
  return (
    <div className="stack tight">
      <p className="small">{words.takeHow}</p>
      <WorkErrors work={work} />
      <div className="row wrap">
        {state.boards.map((board) => (
          <Button small key={board.boardId} icon={<Download />} busy={work.busy} onClick={() => void take(board)}>
            {state.boards.length === 1 ? words.takeWithYou : words.takeBoard(board.title)}
          </Button>
        ))}
      </div>
    </div>
  );
}
