import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { mayReadConcern, mayReadDoubts } from "@linkwork/shared/concerns/rules.ts";
import type { ConcernState } from "@linkwork/shared/concerns/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { CaseId } from "@linkwork/shared/kernel/ids.ts";
import { caseRoom, concernRoom } from "@linkwork/shared/kernel/room.ts";
import type { Rooms } from "../kernel/room.ts";
import { doubtsIn } from "./router.ts";
import type { ConcernViews } from "./views.ts";

/** Of these cases, those about which somebody may read a worry under this hat, at this moment, that is not closed, or is to be kept on or not; or that a yes was not given freely, while its pause stands. */
export const worriesOf =
  ({ rooms, views }: { rooms: Rooms; views: ConcernViews }) =>
  async (actor: Actor, about: readonly CaseId[]): Promise<ReadonlySet<CaseId>> => {
    const found = new Set<CaseId>();
    for (const concernId of await views.concernsOf(actor.personId)) {
      const state = await rooms.ask<ConcernState>(concernRoom(concernId));
      if (
        state.caseId !== "" &&
        about.includes(state.caseId) &&
        (state.status !== "closed" || state.destroyOn !== "") &&
        mayReadConcern(state, actor)
      )
        found.add(state.caseId);
    }
    for (const caseId of about) {
      const general = await rooms.ask<CaseState>(caseRoom(caseId));
      if (mayReadDoubts(general, actor) && doubtsIn(general, caseId).some(({ stands }) => stands)) found.add(caseId);
    }
    return found;
  };
