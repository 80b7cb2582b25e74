import { projectPageWords as words } from "@linkwork/shared/projects/words-page.ts";
import { useSearch } from "@tanstack/react-router";
import { Waiting } from "../../shell/states.tsx";
import { createPart } from "../../ui/part.tsx";
import type { PartProps } from "../project-page.tsx";
import { AnotherBoard, BoardSwitch } from "./board-switch.tsx";

const { Part: BoardView } = createPart(async () => (await import("../../boards/board-view.tsx")).BoardView);

/** The board that one chose, or the first; and another one. */
export function BoardTab({ room, state }: PartProps) {
  const { board: wanted } = useSearch({ from: "/projects/$projectId" });
  const board = state.boards.find(({ boardId }) => boardId === wanted) ?? state.boards[0];
  if (!board) return <p className="soft">{words.notYetBoard}</p>;
  return (
    <div className="stack">
      <BoardSwitch state={state} current={board.boardId} />
      <BoardView key={board.boardId} boardId={board.boardId} projectId={state.projectId} meanwhile={<Waiting what={words.opening} />} />
      <AnotherBoard room={room} state={state} />
    </div>
  );
}
