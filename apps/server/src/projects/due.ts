import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { projectRoom } from "@linkwork/shared/kernel/room.ts";
import type { ProjectState } from "@linkwork/shared/projects/state.ts";
import { iso } from "../kernel/clock.ts";
import { derivedId } from "../kernel/decide.ts";
import type { Logger } from "../kernel/logger.ts";
import type { Rooms } from "../kernel/room.ts";
import { systemActor } from "../kernel/system.ts";
import type { ProjectViews } from "./views.ts";

type Deps = { rooms: Rooms; views: ProjectViews; logger: Logger; now: number };
/**
 * What has become true by the clock is written down: money that ends, a question whose time is over, a removal whose notice has passed, a project that
 * nobody answered. Whichever node does it, and however late, each is there once.
 */
export async function settleProjects({ rooms, views, logger, now }: Deps): Promise<void> {
  for (const projectId of await views.due(now)) {
    const room = projectRoom(projectId);
    try {
      const { heard } = await rooms.ask<ProjectState>(room);
      await rooms
        .act(systemActor, room, { id: derivedId(projectId, "settled", String(heard)), type: "settleProject", input: {} })
        .catch(unlessNothing);
      await views.looked(projectId, { state: await rooms.ask<ProjectState>(room), now: iso(now) });
    } catch (error) {
      logger.error({ room, error: String(error) }, "what is due in a project waits for the next sweep");
    }
  }
}

function unlessNothing(error: unknown): void {
  if (!(error instanceof Refusal) || error.code !== "NothingFollows") throw error;
}
