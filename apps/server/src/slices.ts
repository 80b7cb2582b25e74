import { accessSlice, caseSlice } from "./cases/slice.ts";
import { openCaseViews } from "./cases/views.ts";
import { openSealViews } from "./cases/views-seals.ts";
import { clientSlice } from "./clients/slice.ts";
import { openClientViews } from "./clients/views.ts";
import { concernSlice } from "./concerns/slice.ts";
import { openConcernViews } from "./concerns/views.ts";
import { orgSlice, personSlice } from "./identity/slice.ts";
import { openOrgViews } from "./identity/views.ts";
import type { Database } from "./kernel/database.ts";

/** The one list of slices, with their query tables, and the seals, which no log can give back. */
export async function openSlices(database: Database) {
  const views = {
    cases: await openCaseViews(database),
    clients: await openClientViews(database),
    concerns: await openConcernViews(database),
    orgs: await openOrgViews(database),
  };
  const seals = await openSealViews(database);
  const slices = [
    caseSlice(views.cases),
    accessSlice(),
    clientSlice(views.clients),
    concernSlice(views.concerns),
    orgSlice({ views: views.orgs, casesBetween: views.cases.casesBetween }),
    personSlice(),
  ];
  return { slices, views, seals };
}

export type Views = Awaited<ReturnType<typeof openSlices>>["views"];
