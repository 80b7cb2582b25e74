import "./projects.css";
import { projectNotices } from "@linkwork/shared/identity/rules-notices.ts";
import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import { projectPageWords as words } from "@linkwork/shared/projects/words-page.ts";
import { useParams, useSearch } from "@tanstack/react-router";
import { CloudOff } from "lucide-react";
import { useState } from "react";
import { useActor } from "../cases/client.ts";
import { useNoticesRead } from "../cases/components/use-notices-read.ts";
import { useLive } from "../kernel/live.ts";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { Page } from "../shell/page.tsx";
import { Waiting } from "../shell/states.tsx";
import { useNow } from "../shell/use-now.ts";
import { Note } from "../ui/note.tsx";
import type { ProjectTab } from "./address.ts";
import { type ProjectRoom, useProject } from "./client.ts";
import { ActivityTab } from "./components/activity-tab.tsx";
import { BoardTab } from "./components/board-tab.tsx";
import { CharterTab } from "./components/charter-tab.tsx";
import { ClosedProject } from "./components/closed-project.tsx";
import { DecisionsTab } from "./components/decisions-tab.tsx";
import { MeasuresTab } from "./components/measures-tab.tsx";
import { ProjectHead } from "./components/project-head.tsx";
import { ProjectTabs } from "./components/project-tabs.tsx";
import { StandingNote } from "./components/standing-note.tsx";
import { tabsIn } from "./tabs.ts";

const back = { to: "/projects", label: words.back };

/** One project: who owns it, how long the money lasts, and its parts. */
export function ProjectPage() {
  const { projectId } = useParams({ from: "/projects/$projectId" });
  // another project is another page: nothing half written may wander from one to the other
  return <OneProject key={projectId} projectId={projectId} />;
}

function OneProject({ projectId }: { projectId: string }) {
  const room = useProject(projectId);
  const { live } = useLive();
  const now = useNow();
  const { orgName } = useActor();
  if (room.status === "absent") return <NotFoundPage />;
  if (room.status === "closed" && room.closed) return <ClosedProject closed={room.closed} orgName={orgName} now={now} />;
  if (!room.state || room.state.status === "absent")
    return (
      <>
        <Page title={words.one} back={back} />
        <Waiting what={words.opening} />
        {live ? null : (
          <div className="late measure">
            <Note tone="wait" icon={<CloudOff />}>
              {words.offline}
            </Note>
          </div>
        )}
      </>
    );
  return <Opened room={room} state={room.state} now={now} />;
}

export type PartProps = { room: ProjectRoom; state: ProjectState; now: number };

const parts: Record<ProjectTab, (props: PartProps) => React.ReactNode> = {
  board: BoardTab,
  charter: CharterTab,
  measures: MeasuresTab,
  decisions: DecisionsTab,
  activity: ActivityTab,
};

/** What this page tells, so that it needs no more reading under Today. A card is read where it is opened. */
const told = projectNotices.filter((kind) => kind !== "cardYours");

function Opened({ room, state, now }: PartProps) {
  useNoticesRead({ kinds: told, projectId: state.projectId }, room.live);
  const { tab } = useSearch({ from: "/projects/$projectId" });
  const tabs = tabsIn(state, useActor().orgId);
  // whoever reads the charter goes on reading it when the project begins meanwhile
  const [first] = useState(tabs[0]);
  const current = [tab, first, tabs[0]].find((each) => each !== undefined && tabs.includes(each)) ?? "charter";
  const Part = parts[current];
  return (
    <div className="project-page">
      <ProjectHead room={room} state={state} now={now} />
      <StandingNote state={state} now={now} />
      <ProjectTabs state={state} tabs={tabs} current={current} now={now} />
      <div className="project-body">
        <Part key={current} room={room} state={state} now={now} />
      </div>
    </div>
  );
}
