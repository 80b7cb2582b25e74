import type { ClientId } from "@linkwork/shared/kernel/ids.ts";
import type { Clock } from "../kernel/clock.ts";
import type { Files } from "../kernel/files.ts";
import type { Log } from "../kernel/log.ts";
import type { Logger } from "../kernel/logger.ts";
import type { Rooms } from "../kernel/room.ts";
import type { Outside } from "../kernel/slice.ts";
import { createErasures } from "./effects-erasure.ts";
import { createExports } from "./effects-exports.ts";
import type { CaseViews } from "./views.ts";
import type { AskViews } from "./views-asks.ts";
import type { LooksViews } from "./views-browsing.ts";
import type { ErasureViews } from "./views-erasures.ts";
import type { ExportViews } from "./views-exports.ts";
import type { OwnWords } from "./views-own.ts";
import type { RequestViews } from "./views-requests.ts";
import type { Unfound } from "./views-unfound.ts";

type Deps = {
  rooms: Rooms;
  log: Log;
  files: Files;
  views: {
    cases: CaseViews;
    asks: AskViews;
    erasures: ErasureViews;
    looks: LooksViews;
    requests: RequestViews;
    clients: { forget(clientId: ClientId): Promise<void> };
  };
  words: OwnWords;
  exported: ExportViews;
  unfound: Pick<Unfound, "forget">;
  clock: Clock;
  logger: Logger;
};
/** What follows at the end of a sharing and of a case, outside the rooms. */
type Ends = Extract<Outside, { erase: unknown } | { handOver: unknown } | { shred: unknown } | { uncount: unknown }>;
export const ends = (what: Outside): what is Ends => "erase" in what || "handOver" in what || "shred" in what || "uncount" in what;

/** How sharing ends, and how a case does: an organisation's own words are handed to it, and what is erased is gone. */
export function createEnding({ views, words, exported, unfound, ...deps }: Deps) {
  const handing = createExports({ ...deps, exported });
  const erasures = createErasures({
    ...{
      ...deps,
      erasures: views.erasures,
      forgetClient: views.clients.forget,
      withdrawExports: handing.withdraw,
      uncount: unfound.forget,
    },
    async forget(caseId, gone) {
      await views.cases.forget(caseId, gone);
      await views.asks.forget(gone);
      await views.requests.forget(caseId);
      await views.looks.forget(caseId);
      await words.forget(gone);
    },
  });
  return {
    handing,
    async follow(what: Ends, id: string): Promise<void> {
      if ("erase" in what) await erasures.erase(what.erase);
      else if ("uncount" in what) await unfound.forget(what.uncount);
      else if ("handOver" in what) await handing.handOver(what.handOver, id);
      else await handing.shred(what.shred);
    },
    /** What is due by the clock. */
    async sweep(): Promise<void> {
      await erasures.sweep();
      await handing.sweep();
    },
  };
}
