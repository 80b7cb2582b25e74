import type { KeyObject } from "node:crypto";
import { boardSlice } from "./boards/slice.ts";
import { cardsLeadingTo } from "./boards/slice-told.ts";
import { openBoardViews } from "./boards/views.ts";
import { caseSlice } from "./cases/slice.ts";
import { accessSlice, requestSlice } from "./cases/slice-records.ts";
import { openCaseViews } from "./cases/views.ts";
import { openAskViews } from "./cases/views-asks.ts";
import { openLooksViews } from "./cases/views-browsing.ts";
import { openErasureViews } from "./cases/views-erasures.ts";
import { openExportViews } from "./cases/views-exports.ts";
import { openRequestViews } from "./cases/views-requests.ts";
import { openSealViews } from "./cases/views-seals.ts";
import { unfoundOf } from "./cases/views-unfound.ts";
import { createWaiting } from "./cases/waiting.ts";
import { clientSlice } from "./clients/slice.ts";
import { openClientViews } from "./clients/views.ts";
import { numberTags } from "./clients/views-numbers.ts";
import { settleConcerns } from "./concerns/due.ts";
import { lookAgain } from "./concerns/effects.ts";
import { concernSlice } from "./concerns/slice.ts";
import { openConcernViews } from "./concerns/views.ts";
import { worriesOf } from "./concerns/waiting.ts";
import { settleDue } from "./exchange/due.ts";
import { createInvitations } from "./exchange/effects-calendar.ts";
import { addressIn } from "./exchange/present-calendar.ts";
import { createFeed } from "./exchange/router-calendar.ts";
import { opportunitySlice, sessionSlice, weekSlice } from "./exchange/slice.ts";
import { learningSlice, reflectionSlice, trainingSlice } from "./exchange/slice-learning.ts";
import { hostingSlice, readinessSlice } from "./exchange/slice-ready.ts";
import { visitsAtWhoRuns } from "./exchange/slice-told.ts";
import { openExchangeViews } from "./exchange/views.ts";
import { type Feeds, openFeeds } from "./exchange/views-feeds.ts";
import { openLearningViews } from "./exchange/views-learning.ts";
import { openLedgerViews } from "./exchange/views-ledger.ts";
import { openReadyViews } from "./exchange/views-ready.ts";
import { visitHolds } from "./exchange/waiting.ts";
import type { Links } from "./identity/effects.ts";
import { createRound } from "./identity/round.ts";
import { orgSlice, personSlice } from "./identity/slice.ts";
import { openOrgViews } from "./identity/views.ts";
import { openBellViews } from "./identity/views-bells.ts";
import type { Database } from "./kernel/database.ts";
import { settleMap } from "./map/due.ts";
import { publishNumbers } from "./map/effects-numbers.ts";
import { createDirectoryFeed } from "./map/feed.ts";
import { createImporter, type ImportSettings } from "./map/imports-run.ts";
import { createPlaces } from "./map/places.ts";
import { type Postcodes, postcodesOf } from "./map/places-postcodes.ts";
import { importRouter, importUploads } from "./map/router-imports.ts";
import { areaSlice, assetSlice, gapSlice } from "./map/slice.ts";
import { openMapViews } from "./map/views.ts";
import { openFeedViews, writtenOut } from "./map/views-feed.ts";
import { openImports } from "./map/views-imports.ts";
import { openUnmetViews, type UnmetViews } from "./map/views-unmet.ts";
import { mapHolds } from "./map/waiting.ts";
import { settleProjects } from "./projects/due.ts";
import { projectSlice } from "./projects/slice.ts";
import { openProjectViews } from "./projects/views.ts";
import { projectHolds } from "./projects/waiting.ts";

/** The one list of slices, with their query tables, and the seals, what waits to be handed over and the addresses of calendars, which no log can give back. Where there are no links, nobody can be invited: the seed and the scripts. */
export async function openSlices(database: Database, masterKey: KeyObject, links?: Links) {
  const views = {
    cases: await openCaseViews(database),
    asks: await openAskViews(database),
    clients: await openClientViews(database, numberTags(masterKey)),
    concerns: await openConcernViews(database),
    exchange: await openExchangeViews(database),
    ready: await openReadyViews(database),
    visitLedger: await openLedgerViews(database),
    learning: await openLearningViews(database),
    boards: await openBoardViews(database),
    projects: await openProjectViews(database),
    map: await openMapViews(database, masterKey),
    mapFeed: await openFeedViews(database),
    orgs: await openOrgViews(database),
    bells: await openBellViews(database),
    erasures: await openErasureViews(database),
    looks: await openLooksViews(database),
    requests: await openRequestViews(database),
  };
  const seals = await openSealViews(database);
  const exported = await openExportViews(database);
  const feeds = await openFeeds(database, masterKey);
  const imports = await openImports(database, masterKey);
  const unmet = await openUnmetViews(database, masterKey);
  const map = writtenOut(views.mapFeed, views.map);
  const mustKnow = [cardsLeadingTo(views.boards), visitsAtWhoRuns(views.exchange)];
  const slices = [
    caseSlice(views.cases, views.asks, (people) => lookAgain(views.concerns, people)),
    accessSlice(views.cases, views.erasures),
    requestSlice(views.requests),
    clientSlice(views.clients),
    concernSlice(views.concerns),
    opportunitySlice(views.exchange),
    sessionSlice(views.exchange, views.visitLedger),
    weekSlice,
    reflectionSlice(views.learning),
    learningSlice(views.learning),
    trainingSlice,
    hostingSlice(views.ready, views.exchange),
    readinessSlice(views.ready),
    boardSlice(views.boards),
    projectSlice(views.projects, map.gapsLinkedTo),
    assetSlice({ views: map, orgs: views.orgs.all, mustKnow }),
    gapSlice({ views: map, orgs: views.orgs.all }),
    areaSlice(map),
    orgSlice({
      ...{ views: views.orgs, bells: views.bells, cases: views.cases, boards: views.boards, visits: views.exchange, links },
      worries: (people) => lookAgain(views.concerns, people),
    }),
    personSlice(views.bells, links),
  ];
  const unfound = unfoundOf(masterKey, { ...map, areaOfOrg: views.mapFeed.areaOfOrg, ...unmet });
  return { slices, views, seals, exported, feeds, imports, unmet, unfound };
}

type Outside = Pick<Parameters<typeof createRound>[0], "rooms" | "log" | "clock" | "logger" | "accountOf" | "publicUrl">;
/** The round that tells people by mail, with what each slice knows of what waits for them. */
export function openRound({ views, ...outside }: Outside & { views: Views }) {
  const { rooms, clock } = outside;
  const waiting = createWaiting({ rooms, views: views.cases, clock });
  return createRound({
    ...{ ...outside, bells: views.bells, waiting, worriesOf: worriesOf({ rooms, views: views.concerns }) },
    ...{ visitHolds: visitHolds({ rooms, clock }), projectHolds: projectHolds({ rooms, clock }) },
    mapHolds: mapHolds({ rooms, views: views.map }),
  });
}

type Settling = Omit<Parameters<typeof settleDue>[0], "views"> & { views: Views; unmet: UnmetViews };
/** What has become true by the clock is written down, in each kind of room where something can. */
export async function settle({ views, unmet, ...at }: Settling): Promise<void> {
  await settleDue({ ...at, views: views.exchange });
  await settleProjects({ ...at, views: views.projects });
  await settleConcerns({ ...at, views: views.concerns });
  await settleMap({ ...at, views: views.map });
  await publishNumbers({ ...at, views: { map: views.map, unmet } });
}

type Directory = Omit<ImportSettings, "views" | "feed" | "orgs" | "pointOf"> & {
  views: Views;
  publicUrl: string;
  postcodes: Postcodes | undefined;
};
/** The directory as it is handed out to anybody, and as others' directories come into it. */
export function openDirectory({ views, publicUrl, postcodes = postcodesOf({}), ...outside }: Directory) {
  const { imports, clock, fetching } = outside;
  const both = { views: views.map, feed: views.mapFeed, pointOf: createPlaces(postcodes).postcode };
  const importer = createImporter({ ...outside, ...both, orgs: views.orgs.all });
  return {
    importer,
    answer: createDirectoryFeed({ ...both, clock, publicUrl }),
    uploads: importUploads({ imports, clock }),
    procedures: importRouter({ ...both, imports, importer, hosts: fetching.hosts }),
  };
}

type Calendars = Pick<Parameters<typeof createInvitations>[0], "rooms" | "clock" | "accountOf" | "publicUrl" | "from"> & {
  views: Views;
  feeds: Feeds;
};
/** What people have in calendars of their own: the mails that change something there, and the feeds that are fetched by a secret address. */
export function openCalendars({ views, feeds, from, ...outside }: Calendars) {
  const settings = { feeds, publicUrl: outside.publicUrl, organizer: addressIn(from) };
  return {
    settings,
    write: createInvitations({ ...outside, from }),
    feed: createFeed({ ...outside, ...settings, views: views.exchange }),
  };
}

export type Views = Awaited<ReturnType<typeof openSlices>>["views"];
