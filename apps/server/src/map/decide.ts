import type { AreaId } from "@linkwork/shared/kernel/ids.ts";
import type { Verdict } from "@linkwork/shared/kernel/refusal.ts";
import { mayWrite, refuse } from "@linkwork/shared/map/rules.ts";
import { isGuarded, kept, liesOnMap } from "@linkwork/shared/map/rules-place.ts";
import type { Place } from "@linkwork/shared/map/schema.ts";
import type { AssetDetails } from "@linkwork/shared/map/schema-asset.ts";
import type { SomeDetails } from "@linkwork/shared/map/state-asset.ts";

/** The first refusal of several rules, or none. */
export function first(...rules: (Verdict | (() => Verdict))[]): Verdict {
  for (const rule of rules) {
    const verdict = typeof rule === "function" ? rule() : rule;
    if (verdict !== true) return verdict;
  }
  return true;
}

/** Words that everybody may read. A number of the health service is never among them; what else looks like somebody's, only where whoever wrote it was asked. */
export const wordsFit = (words: Readonly<Record<string, string | undefined>>, anyway?: true): Verdict =>
  mayWrite(Object.fromEntries(Object.entries(words).flatMap(([field, text]) => (text ? [[field, text]] : []))), anyway);
/** The same of words for which nobody is asked: those of who looks after the map, who are told beforehand. */
export const publicWords = (words: Readonly<Record<string, string | undefined>>): Verdict => wordsFit(words, true);

/** As it is kept: a point to six decimals. */
export const asKept = <T extends { place?: Place | undefined }>(details: T): T =>
  details.place?.point ? { ...details, place: { ...details.place, point: kept(details.place.point) } } : details;

/** As it is added: where somebody could be found by it, where it is, is told to nobody until a steward has looked. */
export const asAdded = (details: AssetDetails): AssetDetails =>
  isGuarded(details.themes) ? { ...details, place: { ...details.place, precision: "hidden" } } : details;

type Fitting = { areas: ReadonlySet<AreaId>; anyway: true | undefined; prefix: "details" | "changes" };
/** Whether what is said of something can stand on the map: its areas are drawn, its point lies on the map, and its words tell of nobody. `some`: what is said now; `whole`: all that will stand there. */
export function detailsFit(some: SomeDetails, whole: AssetDetails, { areas, anyway, prefix }: Fitting): Verdict {
  const { areaId, catchment, place, contacts = [], hours = [] } = some;
  if (areaId && !areas.has(areaId)) return refuse("UnknownArea", { field: `${prefix}.areaId` });
  if (catchment?.kind === "areas" && !catchment.areaIds.every((each) => areas.has(each)))
    return refuse("UnknownArea", { field: `${prefix}.catchment.areaIds` });
  const field = `${prefix}.place.point`;
  if (place?.point) {
    const lies = liesOnMap(place.point, field);
    if (lies !== true) return lies;
  }
  const standsStill = whole.kind !== "online" && whole.kind !== "moving";
  if (whole.place.precision === "exact" && standsStill && !whole.place.point) return refuse("PointMissing", { field });
  const of = (name: string) => `${prefix}.${name}`;
  return first(
    wordsFit(
      {
        [of("name")]: some.name,
        [of("summary")]: some.summary,
        [of("when")]: some.when,
        [of("eligibility")]: some.eligibility,
        [of("costWords")]: some.costWords,
        ...Object.fromEntries(hours.map(({ note }, i) => [of(`hours.${i}.note`), note])),
      },
      anyway,
    ),
    // where something is, is an address
    publicWords({
      [of("place.address")]: place?.address,
      [of("place.town")]: place?.town,
      ...Object.fromEntries(contacts.map(({ label }, i) => [of(`contacts.${i}.label`), label])),
    }),
  );
}
