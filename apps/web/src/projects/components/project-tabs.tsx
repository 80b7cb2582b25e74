import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import { projectPageWords as words } from "@linkwork/shared/projects/words-page.ts";
import { useActor } from "../../cases/client.ts";
import { Chip } from "../../ui/chip.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import type { ProjectTab } from "../address.ts";
import { waitingFor } from "../questions.ts";

type ProjectTabsProps = { state: ProjectState; tabs: readonly ProjectTab[]; current: ProjectTab; now: number };
/** The parts of a project; decisions with how many wait for mine. */
export function ProjectTabs({ state, tabs, current, now }: ProjectTabsProps) {
  const waits = waitingFor(state, useActor(), now).length;
  return (
    <Tabs
      label={words.tabs}
      current={current}
      tabs={tabs.map((id) => ({
        id,
        to: `/projects/${state.projectId}`,
        search: { tab: id },
        label:
          id === "decisions" && waits > 0 ? (
            <>
              {words.decisions}{" "}
              <Chip tone="wait" icon={null}>
                <span aria-hidden="true">{waits}</span>
                <span className="visually-hidden">({words.waitsHere(waits)})</span>
              </Chip>
            </>
          ) : (
            words[id]
          ),
      }))}
    />
  );
}
