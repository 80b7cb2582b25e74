import type { AssetId } from "@linkwork/shared/kernel/ids.ts";
import { dayInLondon } from "@linkwork/shared/kernel/london.ts";
import { AssetId as AssetIdShape } from "@linkwork/shared/kernel/shapes.ts";
import { belongsTo } from "@linkwork/shared/map/rules-lies.ts";
import { kmBetween } from "@linkwork/shared/map/rules-place.ts";
import type { Point } from "@linkwork/shared/map/schema.ts";
import type { Clock } from "../kernel/clock.ts";
import { iso } from "../kernel/clock.ts";
import type { PublicAnswer } from "../kernel/public-door.ts";
import { collected, type Found, files, lines } from "./feed-exports.ts";
import { openApiOfFeed } from "./feed-openapi.ts";
import { type Asked, askedBy, withHome } from "./feed-query.ts";
import {
  atLocation,
  atLocationId,
  organisationOf,
  type Referral,
  serviceInList,
  serviceMinimal,
  serviceWhole,
  taxonomies,
  taxonomyOfTerm,
  terms,
  tombstone,
} from "./present-feed.ts";
import { alsoOver, matching } from "./search.ts";
import type { MapViews } from "./views.ts";
import type { FeedViews } from "./views-feed.ts";

/** What the directory is handed out with. */
export type FeedSettings = {
  views: MapViews;
  feed: FeedViews;
  clock: Clock;
  publicUrl: string;
  /** the middle of a postcode; undefined for one that nobody knows */
  pointOf(postcode: string): Point | undefined;
};
/** So many are looked up at a time. */
const atATime = 250;
const json = "application/json; charset=utf-8";

/** The directory as Open Referral UK 3.0, GeoJSON and CSV: what outsiders see of it, for anybody, without a key. */
export function createDirectoryFeed({ views, feed, clock, publicUrl, pointOf }: FeedSettings) {
  const { index } = views;
  const base = `${publicUrl}/openreferral`;
  const now = (): string => iso(clock.now());
  const nameOf = (areaId: string): string | undefined => index.areas().get(areaId as never)?.area.name;

  /** With what depends on how areas are drawn now: the same point as on the map. */
  function outOf(handed: Awaited<ReturnType<FeedViews["these"]>>[number]): Found {
    const known = handed.areaId === null ? undefined : index.areas().get(handed.areaId)?.area;
    const slot = index.table().slotOf(handed.assetId);
    const at = slot === undefined ? handed.place.at : index.table().pointOf(slot);
    return { shown: handed, out: { at, area: known ? { areaId: known.areaId, code: known.code, name: known.name } : null, nameOf } };
  }
  /** Piece by piece, in this order: a directory of any size fits into the memory. */
  async function* each(ids: readonly AssetId[]): AsyncGenerator<Found> {
    for (let at = 0; at < ids.length; at += atATime)
      for (const handed of await feed.these(ids.slice(at, at + atATime))) yield outOf(handed);
  }

  /** The ids of all that is asked for, by when they last changed: who keeps a copy goes on where they stopped. `over`: also what is over. */
  async function idsFor(asked: Asked, { over }: { over: boolean }): Promise<Listed> {
    await index.fresh();
    if (asked.nothing) return { ids: [], gone: new Map(), modified: undefined };
    const table = index.table();
    const { modified, audiences } = table.columns();
    const open = asked.day || asked.start_time || asked.end_time;
    const times = { day: asked.day, from: asked.start_time, until: asked.end_time };
    const among = asked.orgId || open ? await feed.idsWhere({ orgId: asked.orgId, open: open ? times : undefined }) : undefined;
    const since = asked.modified_after ?? Number.NEGATIVE_INFINITY;
    const slots = matching(table, asked.filter, now(), over ? alsoOver : undefined)
      .filter((slot) => (modified[slot] as number) >= since && (!asked.says || audiences[slot] !== 0))
      .filter((slot) => among?.has(table.idOf(slot)) ?? true);
    const gone = over && asked.all ? await feed.gone({ since: Number.isFinite(since) ? iso(since) : "0" }) : new Map<AssetId, string>();
    const found = [
      ...slots.map((slot) => ({ id: table.idOf(slot), at: modified[slot] as number })),
      ...[...gone].flatMap(([id, at]) => (table.slotOf(id) === undefined && Date.parse(at) >= since ? { id, at: Date.parse(at) } : [])),
    ].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    const last = found.at(-1);
    return { ids: found.map(({ id }) => id), gone, modified: last && iso(last.at) };
  }

  /** A page of something, with what is in it. */
  function pageOf(all: { total: number; asked: Asked; per: number }, contents: readonly Referral[]): string {
    const { total, asked, per } = all;
    const pages = Math.max(1, Math.ceil(total / per));
    return JSON.stringify({
      ...{ total_items: total, total_pages: pages, page_number: asked.page, size: contents.length },
      ...{ first_page: asked.page === 1, last_page: asked.page >= pages, empty: contents.length === 0, contents },
    });
  }
  const cut = <T>(all: readonly T[], { page }: Asked, per: number): T[] => all.slice((page - 1) * per, page * per);
  const isOn = (at: number, { page }: Asked, per: number): boolean => at >= (page - 1) * per && at < page * per;
  const perPage = (asked: Asked, usual: number): number => asked.per_page ?? usual;
  /** Two answers with the same one were made of the same rows, on the same day, with areas called and lying the same. */
  const rev = (): string => {
    const areas = [...index.areas().values()].map(({ area }) => `${area.areaId} ${area.name} ${area.middle.lon} ${area.middle.lat}`).sort();
    return `${index.table().print()} ${dayInLondon(now())} ${areas.join("\n")}`;
  };

  async function services(asked: Asked, query: string): Promise<PublicAnswer> {
    const { ids, gone, modified } = await idsFor(asked, { over: true });
    const shape = ({ id, found }: { id: AssetId; found: Found | undefined }): Referral => {
      const since = gone.get(id) ?? "";
      if (asked.minimal) return serviceMinimal(found?.shown ?? { assetId: id, modifiedAt: since });
      if (!found) return tombstone(id, since);
      return asked.full ? serviceWhole(found.shown, found.out) : serviceInList(found.shown);
    };
    async function* all(some: readonly AssetId[]) {
      for (let at = 0; at < some.length; at += atATime) {
        const these = some.slice(at, at + atATime);
        const by = new Map((await feed.these(these)).map((handed) => [handed.assetId, outOf(handed)]));
        for (const id of these) if (by.has(id) || gone.has(id)) yield { id, found: by.get(id) };
      }
    }
    const made = `services ${query} ${rev()}`;
    if (asked.format === "ndjson") return lines(all(ids), shape, { made, modified });
    const per = perPage(asked, asked.minimal ? Math.max(1, ids.length) : 50);
    const found = await collected(all(cut(ids, asked, per)), shape);
    return { type: json, body: pageOf({ total: ids.length, asked, per }, found), made, modified };
  }
  async function service(assetId: AssetId): Promise<PublicAnswer | undefined> {
    await index.fresh();
    const handed = await feed.one(assetId);
    if (!handed) {
      const since = (await feed.gone({ assetId })).get(assetId);
      return since === undefined ? undefined : { type: json, body: JSON.stringify(tombstone(assetId, since)), modified: since };
    }
    if (handed.into) return (await feed.leadsOn(handed.into)) ? { moved: `${base}/services/${handed.into}` } : undefined;
    const { shown, out } = outOf(handed);
    return { type: json, body: JSON.stringify(serviceWhole(shown, out)), modified: handed.modifiedAt };
  }

  /** A list that is small enough to be made whole. */
  async function listed(
    all: readonly Referral[],
    asked: Asked,
    whole: (one: Referral) => Promise<Referral> = async (one) => one,
  ): Promise<PublicAnswer> {
    const { search } = asked;
    const sought = search?.toLowerCase();
    const found = sought ? all.filter(({ name }) => String(name).toLowerCase().includes(sought)) : all;
    const per = perPage(asked, 50);
    const some: Referral[] = [];
    // one after the other, and no more than are on the page
    for (const one of asked.format === "ndjson" ? found : cut(found, asked, per)) some.push(await whole(one));
    if (asked.format === "ndjson")
      return { type: "application/x-ndjson; charset=utf-8", body: some.map((one) => `${JSON.stringify(one)}\n`).join("") };
    return { type: json, body: pageOf({ total: found.length, asked, per }, some) };
  }
  async function organisations(asked: Asked): Promise<PublicAnswer> {
    const all = (await feed.organisations()).map(organisationOf);
    return asked.full || asked.full_service ? listed(all, asked, (one) => withServices(one, asked)) : listed(all, asked);
  }
  async function withServices(organisation: Referral, asked: Asked): Promise<Referral> {
    await index.fresh();
    const ids = [...(await feed.idsWhere({ orgId: organisation.id as never }))].sort();
    const services = await collected(each(ids), ({ shown, out }) => (asked.full_service ? serviceWhole(shown, out) : serviceInList(shown)));
    return { ...organisation, services };
  }

  async function atLocations(all: Asked, query: string): Promise<PublicAnswer> {
    const asked = withHome(all, pointOf);
    const { ids, modified } = await idsFor(asked, { over: false });
    const shape = ({ shown, out }: Found): Referral | undefined => {
      const place = atLocation(shown, out);
      return place && { ...place, service: asked.full ? serviceWhole(shown, out) : serviceInList(shown) };
    };
    const covers = coverage(asked);
    async function* fitting(): AsyncGenerator<Found> {
      for await (const one of each(ids)) if (atLocation(one.shown, one.out) && covers(one)) yield one;
    }
    const made = `at locations ${query} ${rev()}`;
    if (asked.format === "ndjson") return lines(fitting(), (one) => shape(one) ?? {}, { made, modified });
    const per = perPage(asked, 50);
    // all are counted, and those of the page alone are kept
    const found: Referral[] = [];
    let total = 0;
    for await (const one of fitting()) if (isOn(total++, asked, per)) found.push(shape(one) ?? {});
    return { type: json, body: pageOf({ total, asked, per }, found), made, modified };
  }
  /** For whom something is, by where they live: known where a postcode is given. */
  function coverage({ home, proximity }: Asked): (one: Found) => boolean {
    if (!home) return () => true;
    return ({ shown: { details }, out: { at } }) => {
      const { catchment } = details;
      const far = at ? kmBetween(home.point, at) : Number.POSITIVE_INFINITY;
      if (proximity !== undefined && far > proximity / 1000) return false;
      if (catchment.kind === "everywhere") return true;
      if (catchment.kind === "radius") return far <= catchment.km;
      return catchment.areaIds.some((areaId) => {
        const area = index.areas().get(areaId)?.area;
        return area !== undefined && belongsTo(area, home);
      });
    };
  }
  /** What is where by this id. It follows from the thing's own, and is worked out once of each. */
  const known = new Set<AssetId>();
  const byPlace = new Map<string, AssetId>();
  function placed(id: string): AssetId | undefined {
    const table = index.table();
    for (const slot of table.all()) {
      const assetId = table.idOf(slot);
      if (known.has(assetId)) continue;
      known.add(assetId);
      byPlace.set(atLocationId(assetId), assetId);
    }
    return byPlace.get(id);
  }
  async function oneAtLocation(id: string): Promise<PublicAnswer | undefined> {
    await index.fresh();
    const assetId = placed(id);
    const handed = assetId && (await feed.one(assetId));
    const place = handed && atLocation(handed, outOf(handed).out);
    if (!handed || !place || handed.into) return undefined;
    return {
      type: json,
      body: JSON.stringify({ ...place, service: serviceWhole(handed, outOf(handed).out) }),
      modified: handed.modifiedAt,
    };
  }

  const allTerms = [...terms.values()].map(({ term }) => term);
  function termsFor(asked: Asked): Referral[] {
    if (asked.parent_id) return [];
    return allTerms.filter((term) => asked.taxonomy_id === undefined || term.taxonomy_id === asked.taxonomy_id);
  }

  /** What is open, as a file of its own; the same rows as in the list of the map, whatever is asked. */
  async function file(kind: keyof typeof files, asked: Asked): Promise<PublicAnswer> {
    const { ids, modified } = await idsFor(asked, { over: false });
    const { type, body } = files[kind];
    return { type, body: body(each(ids), now()), made: `${kind} ${JSON.stringify(asked)} ${rev()}`, modified, fileName: `assets.${kind}` };
  }

  /** What is answered below /openreferral. */
  return async function answer(path: string, params: URLSearchParams): Promise<PublicAnswer | undefined> {
    const [, first = "", second, ...more] = path.replace(/\/$/, "").split("/");
    if (more.length > 0) return undefined;
    const asked = askedBy(params);
    const query = params.toString();
    if (second === undefined)
      switch (first) {
        case "":
          return { type: json, body: JSON.stringify({ version: "HSDS-UK-3.0", profile, openapi_url: `${base}/openapi.json` }) };
        case "openapi.json":
          return { type: json, body: JSON.stringify(openApiOfFeed(base)) };
        case "services":
          return services(asked, query);
        case "service_at_locations":
          return atLocations(asked, query);
        case "organizations":
          return organisations(asked);
        case "taxonomies":
          return listed(taxonomies, asked);
        case "taxonomy_terms":
          return listed(termsFor(asked), asked);
        case "assets.geojson":
          return file("geojson", asked);
        case "assets.csv":
          return file("csv", asked);
        default:
          return undefined;
      }
    const id = AssetIdShape.safeParse(second.toLowerCase());
    if (!id.success) return undefined;
    switch (first) {
      case "services":
        return service(id.data);
      case "service_at_locations":
        return oneAtLocation(id.data);
      case "organizations": {
        const one = (await feed.organisations()).find(({ orgId }) => (orgId as string) === id.data);
        return one && { type: json, body: JSON.stringify(await withServices(organisationOf(one), asked)) };
      }
      case "taxonomies": {
        const one = taxonomies.find((each) => each.id === (id.data as string));
        const own = [...terms.values()].filter(({ is }) => taxonomyOfTerm(is) === one).map(({ term }) => term);
        return one && { type: json, body: JSON.stringify({ ...one, taxonomy_terms: own }) };
      }
      case "taxonomy_terms": {
        const one = terms.get(id.data)?.term;
        return one && { type: json, body: JSON.stringify(one) };
      }
      default:
        return undefined;
    }
  };
}

/** `gone`: which of them aren't told any more, and since when. */
type Listed = { ids: AssetId[]; gone: ReadonlyMap<AssetId, string>; modified: string | undefined };

const profile = "https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md";
