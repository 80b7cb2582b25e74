import { keptAway } from "@linkwork/shared/cases/rules.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { mayReadExport } from "@linkwork/shared/identity/rules-exports.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { HandedOver } from "@linkwork/shared/identity/words-exports.ts";
import { houseId, type OrgId } from "@linkwork/shared/kernel/ids.ts";
import { refuse } from "@linkwork/shared/kernel/refusal.ts";
import { caseRoom, orgRoom } from "@linkwork/shared/kernel/room.ts";
import { PartId } from "@linkwork/shared/kernel/shapes.ts";
import { z } from "zod";
import { iso } from "../kernel/clock.ts";
import { noted, stepUp } from "../kernel/trpc.ts";
import type { Exports } from "./effects-exports.ts";
import { keepingProcedures } from "./router-keeping.ts";
import type { ErasureViews } from "./views-erasures.ts";

/** The calls about the end of a sharing and of a case. */
export const endingProcedures = (erasures: ErasureViews, handing: Exports) => ({
  ...keepingProcedures(erasures),
  ...exportProcedures(handing),
});
export type EndingProcedures = ReturnType<typeof endingProcedures>;

/** What an organisation wrote in a case that it is no longer in, as it lies open before who opened it. */
const exportProcedures = (handing: Exports) => ({
  /** The words themselves, within an hour of `identity.openExport` and for who asked for that. On record in the case. */
  readExport: stepUp
    .input(z.strictObject({ exportId: PartId }))
    .query(async ({ ctx: { house, actor }, input: { exportId } }): Promise<HandedOver> => {
      const { rooms, clock } = house;
      const org = await rooms.ask<OrgState>(orgRoom(actor.orgId));
      const found = mayReadExport(org, actor, exportId, iso(clock.now())) ? await handing.read(exportId, actor.orgId) : undefined;
      if (!found) throw refuse("NotFound");
      const roomId = caseRoom(found.caseId);
      // also who was named after it was sealed
      if (keptAway(await rooms.ask<CaseState>(roomId), actor.personId, houseId as OrgId)) {
        noted(house, actor, { roomId }, "cases.readExport");
        throw refuse("NotFound");
      }
      await rooms.record({ roomId, slice: rooms.sliceOf(roomId) }, actor, { what: "export", decision: "permit", fromSeq: 0, toSeq: 0 });
      return found.handed;
    }),
});
