import type { KeyObject } from "node:crypto";
import { caseSlice } from "./cases/slice.ts";
import { accessSlice, requestSlice } from "./cases/slice-records.ts";
import { openCaseViews } from "./cases/views.ts";
import { openAskViews } from "./cases/views-asks.ts";
import { openLooksViews } from "./cases/views-browsing.ts";
import { openErasureViews } from "./cases/views-erasures.ts";
import { openExportViews } from "./cases/views-exports.ts";
import { openRequestViews } from "./cases/views-requests.ts";
import { openSealViews } from "./cases/views-seals.ts";
import { createWaiting } from "./cases/waiting.ts";
import { clientSlice } from "./clients/slice.ts";
import { openClientViews } from "./clients/views.ts";
import { numberTags } from "./clients/views-numbers.ts";
import { concernSlice } from "./concerns/slice.ts";
import { openConcernViews } from "./concerns/views.ts";
import { worriesOf } from "./concerns/waiting.ts";
import type { Links } from "./identity/effects.ts";
import { createRound } from "./identity/round.ts";
import { orgSlice, personSlice } from "./identity/slice.ts";
import { openOrgViews } from "./identity/views.ts";
import { openBellViews } from "./identity/views-bells.ts";
import type { Database } from "./kernel/database.ts";

/** The one list of slices, with their query tables, and the seals and what waits to be handed over, which no log can give back. Where there are no links, nobody can be invited: the seed and the scripts. */
export async function openSlices(database: Database, masterKey: KeyObject, links?: Links) {
  const views = {
    cases: await openCaseViews(database),
    asks: await openAskViews(database),
    clients: await openClientViews(database, numberTags(masterKey)),
    concerns: await openConcernViews(database),
    orgs: await openOrgViews(database),
    bells: await openBellViews(database),
    erasures: await openErasureViews(database),
    looks: await openLooksViews(database),
    requests: await openRequestViews(database),
  };
  const seals = await openSealViews(database);
  const exported = await openExportViews(database);
  const slices = [
    caseSlice(views.cases, views.asks),
    accessSlice(views.cases, views.erasures),
    requestSlice(views.requests),
    clientSlice(views.clients),
    concernSlice(views.concerns),
    orgSlice({ views: views.orgs, bells: views.bells, cases: views.cases, links }),
    personSlice(views.bells),
  ];
  return { slices, views, seals, exported };
}

type Outside = Pick<Parameters<typeof createRound>[0], "rooms" | "log" | "clock" | "logger" | "accountOf" | "publicUrl">;
/** The round that tells people by mail, with what each slice knows of what waits for them. */
export function openRound({ views, ...outside }: Outside & { views: Views }) {
  const { rooms, clock } = outside;
  const waiting = createWaiting({ rooms, views: views.cases, clock });
  return createRound({ ...outside, bells: views.bells, waiting, worriesOf: worriesOf({ rooms, views: views.concerns }) });
}

export type Views = Awaited<ReturnType<typeof openSlices>>["views"];
