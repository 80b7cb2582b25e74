import { mayReadConcern } from "@linkwork/shared/concerns/rules.ts";
import type { ConcernState } from "@linkwork/shared/concerns/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { CaseId } from "@linkwork/shared/kernel/ids.ts";
import { concernRoom } from "@linkwork/shared/kernel/room.ts";
import type { Rooms } from "../kernel/room.ts";
import type { ConcernViews } from "./views.ts";

/** The cases about which somebody may read a worry under this hat, at this moment, that is not closed. */
export const worriesOf =
  ({ rooms, views }: { rooms: Rooms; views: ConcernViews }) =>
  async (actor: Actor): Promise<ReadonlySet<CaseId>> => {
    const found = new Set<CaseId>();
    for (const concernId of await views.concernsOf(actor.personId)) {
      const state = await rooms.ask<ConcernState>(concernRoom(concernId));
      if (state.caseId !== "" && state.status !== "closed" && mayReadConcern(state, actor)) found.add(state.caseId);
    }
    return found;
  };
