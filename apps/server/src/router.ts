import type { AnyEvent } from "@linkwork/shared/kernel/event.ts";
import type { Page } from "@linkwork/shared/kernel/wire.ts";
import { z } from "zod";
import { boardRouter } from "./boards/router.ts";
import type { Exports } from "./cases/effects-exports.ts";
import { caseRouter } from "./cases/router.ts";
import { endingProcedures } from "./cases/router-exports.ts";
import type { OwnWords } from "./cases/views-own.ts";
import type { SealViews } from "./cases/views-seals.ts";
import type { Unfound } from "./cases/views-unfound.ts";
import { clientRouter } from "./clients/router.ts";
import { concernRouter } from "./concerns/router.ts";
import { exchangeRouter } from "./exchange/router.ts";
import type { CalendarSettings } from "./exchange/router-calendar.ts";
import { type DemoPerson, identityRouter, type People } from "./identity/router.ts";
import { factorRouter } from "./identity/router-factors.ts";
import { passwordRouter } from "./identity/router-passwords.ts";
import { recoveryRouter } from "./identity/router-recovery.ts";
import { type Posting, residentRouter } from "./identity/router-residents.ts";
import { inRoom, router } from "./kernel/trpc.ts";
import { createPlaces } from "./map/places.ts";
import { type Postcodes, postcodesOf } from "./map/places-postcodes.ts";
import { mapCare } from "./map/router-care.ts";
import { mapCommands } from "./map/router-commands.ts";
import type { ImportRouter } from "./map/router-imports.ts";
import { publicMap } from "./map/router-public.ts";
import { mapReads, readingOf } from "./map/router-read.ts";
import { projectRouter } from "./projects/router.ts";
import type { Views } from "./slices.ts";

/** Everything that can be asked for, on either door. */
type Options = {
  views: Views;
  seals: SealViews;
  words: OwnWords;
  unfound: Unfound;
  handing: Exports;
  calendars: CalendarSettings;
  directory: ImportRouter;
} & Asked &
  MapSettings;
/** Where postcodes are; without it none is known. */
export type MapSettings = { postcodes?: Postcodes | undefined };
type Asked = { demo: readonly DemoPerson[]; people: People & Posting };
export const createRouter = ({
  views,
  seals,
  words,
  unfound,
  handing,
  calendars,
  postcodes = postcodesOf({}),
  directory,
  demo,
  people,
}: Options) => {
  const map = readingOf({ views: views.map, places: createPlaces(postcodes) });
  return router({
    room: router({
      /** Events after a number, oldest first; null for the newest and the state. At most 1,000 events or 256 kB. */
      since: inRoom(
        [
          "case",
          "client",
          "concern",
          "opportunity",
          "session",
          "reflection",
          "learning",
          "training",
          "hosting",
          "readiness",
          "board",
          "project",
          "area",
          "org",
          "person",
        ],
        {
          afterSeq: z.int().min(0).nullable(),
          limit: z.int().min(1).max(1000).default(1000),
        },
      ).query(
        ({ ctx, input }): Promise<Page<AnyEvent, unknown>> =>
          ctx.house.rooms.since({ room: ctx.room, afterSeq: input.afterSeq, limit: input.limit, what: "read" }),
      ),
    }),
    cases: caseRouter({ views, seals, words, unfound, ending: endingProcedures(views.erasures, handing) }),
    clients: clientRouter(views.clients),
    concerns: concernRouter({ views: views.concerns, casesOf: views.cases.casesOf, doubtedIn: views.cases.doubtedIn, endsOf: seals.of }),
    exchange: exchangeRouter({
      ...{ views: views.exchange, ledger: views.visitLedger, learning: views.learning, ready: views.ready, calendars },
    }),
    boards: boardRouter(views.boards),
    projects: projectRouter(views.projects),
    map: router({ ...mapCommands, ...mapReads(map), ...mapCare(views.map) }),
    public: publicMap(map),
    imports: directory,
    identity: identityRouter({ views: views.orgs, demo, people }),
    factors: factorRouter(),
    recovery: recoveryRouter(views.orgs),
    passwords: passwordRouter(),
    residents: residentRouter({ views: views.orgs, ...people }),
  });
};

export type AppRouter = ReturnType<typeof createRouter>;
