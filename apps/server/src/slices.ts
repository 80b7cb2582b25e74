import { accessSlice, caseSlice } from "./cases/slice.ts";
import { openCaseViews } from "./cases/views.ts";
import { openAskViews } from "./cases/views-asks.ts";
import { openSealViews } from "./cases/views-seals.ts";
import { clientSlice } from "./clients/slice.ts";
import { openClientViews } from "./clients/views.ts";
import { concernSlice } from "./concerns/slice.ts";
import { openConcernViews } from "./concerns/views.ts";
import type { Links } from "./identity/effects.ts";
import { orgSlice, personSlice } from "./identity/slice.ts";
import { openOrgViews } from "./identity/views.ts";
import type { Database } from "./kernel/database.ts";

/** The one list of slices, with their query tables, and the seals, which no log can give back. Where there are no links, nobody can be invited: the seed and the scripts. */
export async function openSlices(database: Database, links?: Links) {
  const views = {
    cases: await openCaseViews(database),
    asks: await openAskViews(database),
    clients: await openClientViews(database),
    concerns: await openConcernViews(database),
    orgs: await openOrgViews(database),
  };
  const seals = await openSealViews(database);
  const slices = [
    caseSlice(views.cases, views.asks),
    accessSlice(views.cases),
    clientSlice(views.clients),
    concernSlice(views.concerns),
    orgSlice({ views: views.orgs, cases: views.cases, links }),
    personSlice(),
  ];
  return { slices, views, seals };
}

export type Views = Awaited<ReturnType<typeof openSlices>>["views"];
