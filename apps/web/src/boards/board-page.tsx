import { boardPageWords as words } from "@linkwork/shared/boards/words-board.ts";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useLive } from "../kernel/live.ts";
import { Page } from "../shell/page.tsx";
import { LiveChip } from "../ui/live-chip.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { BoardActivity } from "./activity.tsx";
import { BoardView } from "./board-view.tsx";
import { useBoard } from "./client.ts";

/** One board by itself, at an address that stays. */
export function BoardPage() {
  const { boardId } = useParams({ from: "/boards/$boardId" });
  const { held } = useBoard(boardId);
  const { live, since } = useLive();
  const [view, setView] = useState("board");
  const projectId = held?.state.projectId ?? "";
  const back = projectId === "" ? { to: "/", label: words.today } : { to: `/projects/${projectId}`, label: words.project };
  const tabs = [
    { id: "board", label: words.page },
    { id: "activity", label: words.activity },
  ];
  return (
    <>
      <Page title={held?.board.title.value ?? words.page} back={back} ends={<LiveChip live={live} since={since} />}>
        {held ? <Tabs label={words.parts} tabs={tabs} current={view} onPick={setView} /> : null}
      </Page>
      {view === "activity" ? <BoardActivity boardId={boardId} /> : <BoardView key={boardId} boardId={boardId} projectId={projectId} />}
    </>
  );
}
