import { worksHere } from "@linkwork/shared/exchange/rules.ts";
import { type Giver, inFairOrder } from "@linkwork/shared/exchange/rules-match.ts";
import { Access, Theme, WallDay } from "@linkwork/shared/exchange/schema.ts";
import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { SessionId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom, sessionRoom } from "@linkwork/shared/kernel/room.ts";
import { Sector, SessionId as SessionIdShape } from "@linkwork/shared/kernel/shapes.ts";
import { z } from "zod";
import { iso } from "../kernel/clock.ts";
import { type Deps, signedIn } from "../kernel/trpc.ts";
import { rowOf, type SessionRow } from "./present.ts";
import { dayBegins } from "./times.ts";
import type { ExchangeViews } from "./views.ts";
import type { LedgerViews } from "./views-ledger.ts";

const aYear = 365 * 24 * 3600_000;
/** How many sessions a page of the list holds; and how many visits a map. */
const pageOf = 40;
const mostOnMap = 200;
/** What visits are narrowed by. */
const Filters = z.strictObject({
  theme: Theme.optional(),
  /** of the host */
  sector: Sector.optional(),
  access: z.array(Access).max(6).optional(),
  /** in the title, the place, its postcode or the host's name */
  words: z.string().trim().min(1).max(80).optional(),
  /** days in London */
  from: WallDay.optional(),
  /** the last day that is shown */
  to: WallDay.optional(),
  /** only where somebody could have a place at once */
  free: z.literal(true).optional(),
});
const Paged = Filters.extend({
  /** the last one of the page before */
  after: z.strictObject({ startsAt: z.iso.datetime(), sessionId: SessionIdShape }).optional(),
});

type Page = { rows: SessionRow[]; after: { startsAt: string; sessionId: SessionId } | null };
/** Each visit once, by its next session, and how many come after that one; `more`: there are others, later ones. */
type Visits = { rows: (SessionRow & { later: number })[]; more: boolean };

const wanted = ({ clock }: Deps, { from, to, ...rest }: z.infer<typeof Filters>) => ({
  ...{ ...rest, now: clock.now() },
  from: from === undefined ? undefined : dayBegins(from),
  to: to === undefined ? undefined : dayBegins(to, 1),
});

/** What there is to go and see: by session, and by visit with where it lies. Each is judged on its room. */
export function findProcedures({ views, ledger }: { views: ExchangeViews; ledger: LedgerViews }) {
  const rowIn = async ({ rooms, clock }: Deps, actor: Actor, id: SessionId): Promise<SessionRow | undefined> =>
    rowOf(await rooms.ask<SessionState>(sessionRoom(id)), actor, iso(clock.now()));

  /** What is known of the hosts of those that begin at the same moment as another. */
  async function givers(house: Deps, found: readonly SessionRow[]): Promise<ReadonlyMap<string, Giver>> {
    const together = found.filter(({ startsAt, sessionId }) =>
      found.some((each) => each.startsAt === startsAt && each.sessionId !== sessionId),
    );
    const orgIds = [...new Set(together.map(({ host }) => host.orgId))];
    if (orgIds.length < 2) return new Map();
    const sums = await ledger.sums(orgIds, house.clock.now() - aYear);
    const known = orgIds.map(async (orgId): Promise<[string, Giver]> => {
      const { members } = await house.rooms.ask<OrgState>(orgRoom(orgId));
      const people = Object.values(members).filter(({ ended }) => !ended).length;
      return [orgId, { people, gave: 0, received: 0, ...sums.get(orgId) }];
    });
    return new Map(await Promise.all(known));
  }

  return {
    /** Changes when some session does: it costs next to nothing to ask, and says whether a list is worth asking for again. */
    stirred: signedIn.query(({ ctx }): Promise<number> | number => (worksHere(ctx.actor) ? views.stirred() : 0)),
    /** Sessions that can be booked or waited for, the next first. */
    sessions: signedIn.input(Paged).query(async ({ ctx, input }): Promise<Page> => {
      const { actor, house } = ctx;
      const { after, ...filters } = input;
      const ids = await views.sessionsLike({
        ...{ ...wanted(house, filters), limit: pageOf },
        after: after && { startsAt: Date.parse(after.startsAt), sessionId: after.sessionId },
      });
      const found = (await Promise.all(ids.map((id) => rowIn(house, actor, id)))).filter((row) => row !== undefined);
      const last = ids.length === pageOf ? found.at(-1) : undefined;
      return {
        rows: inFairOrder(found, await givers(house, found)),
        after: last ? { startsAt: last.startsAt, sessionId: last.sessionId } : null,
      };
    }),
    /** The same by visit, for a map: what its place lies at, as its host says. */
    visits: signedIn.input(Filters).query(async ({ ctx, input }): Promise<Visits> => {
      const { actor, house } = ctx;
      const { visits, more } = await views.visitsLike({ ...wanted(house, input), limit: mostOnMap });
      const found = visits.map(async ({ next, later }) => {
        const row = await rowIn(house, actor, next);
        return row ? [{ ...row, later }] : [];
      });
      const rows = (await Promise.all(found)).flat();
      return { rows: inFairOrder(rows, await givers(house, rows)), more };
    }),
  };
}
