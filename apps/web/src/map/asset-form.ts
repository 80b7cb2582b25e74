import type { AreaId } from "@linkwork/shared/kernel/ids.ts";
import type { AssetChanges, AssetDetails, Contact, Hours } from "@linkwork/shared/map/schema-asset.ts";
import type { Field, SomeDetails } from "@linkwork/shared/map/state-asset.ts";
import { whereWords, addWords as words } from "@linkwork/shared/map/words-forms.ts";
import type { FormError } from "../ui/error-summary.tsx";
import type { AssetShown } from "./client.ts";
import { isUnlooked, noWhere, postcodeOf, type Where } from "./where.ts";

export type HoursDraft = {
  key: string;
  days: Hours["days"];
  opens: string;
  closes: string;
  often: "weekly" | "fortnight" | "monthly" | "kept";
  nth: string;
  /** of every other week: a day on which it is, "" while nobody said */
  from: string;
  /** a rule that the form doesn't know, as it stood */
  kept: Hours | null;
};
/** What stands in the form, as it is typed. */
export type AssetDraft = {
  name: string;
  kind: AssetDetails["kind"] | "";
  themes: AssetDetails["themes"];
  audiences: AssetDetails["audiences"];
  summary: string;
  where: Where;
  precision: AssetDetails["place"]["precision"];
  address: string;
  hours: HoursDraft[];
  when: string;
  phone: string;
  email: string;
  web: string;
  /** contacts beyond the first of each kind, and their labels, which the form doesn't ask for */
  otherContacts: Contact[];
  labels: Partial<Record<Contact["kind"], string>>;
  eligibility: string;
  cost: AssetDetails["cost"];
  costWords: string;
  languages: string;
  access: AssetDetails["access"];
  catchment: AssetDetails["catchment"]["kind"];
  catchmentAreas: AreaId[];
  km: string;
  fundingEnds: string;
  heardAt: string;
};
export const emptyAsset: AssetDraft = {
  ...{ name: "", kind: "", themes: [], audiences: [], summary: "", where: noWhere, precision: "exact", address: "" },
  ...{ hours: [], when: "", phone: "", email: "", web: "", otherContacts: [], labels: {}, eligibility: "", cost: "free", costWords: "" },
  ...{ languages: "", access: [], catchment: "everywhere", catchmentAreas: [], km: "2", fundingEnds: "", heardAt: "" },
};

let keys = 0;
export const noHours = (): HoursDraft => ({
  ...{ key: `new-${keys++}`, days: [], opens: "10:00", closes: "12:00", often: "weekly", nth: "1", from: "", kept: null },
});

function hoursIn(hours: Hours): HoursDraft {
  const { days, opens, closes, freq, every, nth } = hours;
  const plain = hours.note === "" && (hours.from === undefined || (freq === "WEEKLY" && every === 2));
  const often =
    freq === "MONTHLY" && every === 1 && nth !== undefined
      ? "monthly"
      : freq === "WEEKLY" && every <= 2
        ? every === 1
          ? "weekly"
          : "fortnight"
        : "kept";
  return {
    ...{ key: `kept-${keys++}`, days, opens, closes, nth: String(nth ?? 1), from: hours.from ?? "" },
    ...(plain && often !== "kept" ? { often, kept: null } : { often: "kept" as const, kept: hours }),
  };
}
function hoursOf({ days, opens, closes, often, nth, from = "", kept }: HoursDraft): Hours {
  if (kept) return { ...kept, days, opens, closes };
  const monthly = often === "monthly";
  return {
    ...{ days, opens, closes, freq: monthly ? "MONTHLY" : "WEEKLY", every: often === "fortnight" ? 2 : 1, note: "" },
    ...(monthly ? { nth: Number(nth) } : {}),
    ...(often === "fortnight" && from !== "" ? { from } : {}),
  };
}

/** What is there, for the form. */
export function draftOf({ details, area, place, fundingEnds }: AssetShown): AssetDraft {
  const first = (kind: Contact["kind"]) => details.contacts.find((one) => one.kind === kind);
  const firsts = (["phone", "email", "web"] as const).map(first);
  const { catchment } = details;
  const point = place.exact ?? place.at;
  return {
    ...emptyAsset,
    ...{ name: details.name, kind: details.kind, themes: details.themes, audiences: details.audiences, summary: details.summary },
    where: { areaId: area?.areaId ?? "", point, postcode: place.postcode, town: place.town, found: place.postcode || place.town },
    ...{ precision: place.precision, address: place.address, hours: details.hours.map(hoursIn), when: details.when },
    ...{ phone: firsts[0]?.value ?? "", email: firsts[1]?.value ?? "", web: firsts[2]?.value ?? "" },
    otherContacts: details.contacts.filter((one) => !firsts.includes(one)),
    labels: Object.fromEntries(firsts.flatMap((one) => (one ? [[one.kind, one.label]] : []))),
    ...{ eligibility: details.eligibility, cost: details.cost, costWords: details.costWords, languages: details.languages.join(", ") },
    ...{ access: details.access, catchment: catchment.kind, catchmentAreas: catchment.kind === "areas" ? catchment.areaIds : [] },
    ...{ km: catchment.kind === "radius" ? String(catchment.km) : emptyAsset.km, fundingEnds: fundingEnds ?? "" },
  };
}

function contactsOf({ phone, email, web, labels, otherContacts }: AssetDraft): Contact[] {
  const one = (kind: Contact["kind"], value: string): Contact[] =>
    value.trim() === "" ? [] : [{ kind, value: value.trim(), label: labels[kind] ?? "" }];
  return [...one("phone", phone), ...one("email", email), ...one("web", web), ...otherContacts];
}
function catchmentOf({ catchment, catchmentAreas, where, km }: AssetDraft): AssetDetails["catchment"] {
  const own = where.areaId === "" ? [] : [where.areaId];
  if (catchment === "areas") return { kind: "areas", areaIds: catchmentAreas.length > 0 ? catchmentAreas : own };
  return catchment === "radius" ? { kind: "radius", km: Number(km) || 2 } : { kind: "everywhere" };
}
function placeOf({ where, precision, address }: AssetDraft): AssetDetails["place"] {
  const postcode = postcodeOf(where.postcode);
  // where nobody said a point, none is made up: its area is told
  const told = where.point === null && (precision === "exact" || precision === "postcode") ? "district" : precision;
  return {
    ...{ precision: told, address: address.trim() },
    ...(where.point ? { point: where.point } : {}),
    ...(postcode ? { postcode } : {}),
    ...(where.town.trim() === "" ? {} : { town: where.town.trim() }),
  };
}

/** What is said in the form, without what is missing. `placed`: also where it is, which not everybody may say who corrects the rest. */
export function saidOf(draft: AssetDraft, placed: boolean): SomeDetails {
  const { name, kind, themes, audiences, summary, where, hours, when, eligibility, cost, costWords, languages, access } = draft;
  return {
    ...{ name: name.trim(), themes, audiences, summary: summary.trim() },
    ...(kind === "" ? {} : { kind }),
    ...(placed ? { place: placeOf(draft) } : {}),
    ...(placed && where.areaId !== "" ? { areaId: where.areaId } : {}),
    ...{ catchment: catchmentOf(draft), hours: hours.map(hoursOf), when: when.trim(), contacts: contactsOf(draft) },
    ...{ eligibility: eligibility.trim(), cost, costWords: costWords.trim(), access },
    languages: [...new Set(languages.split(/[\s,;]+/).filter((tag) => tag !== ""))],
    fundingEnds: draft.fundingEnds === "" ? null : draft.fundingEnds,
  };
}
/** What is sent; null as long as something is missing. */
export const detailsOf = (draft: AssetDraft): AssetDetails | null =>
  draft.kind === "" || draft.where.areaId === "" ? null : (saidOf(draft, true) as AssetDetails);

/** The fields in which two say something else. */
export function changesOf(before: SomeDetails, after: SomeDetails): AssetChanges {
  const fields = (Object.keys(after) as Field[]).filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  return Object.fromEntries(fields.map((field) => [field, after[field]]));
}

/** What has to be mended on each of the three steps before one goes on. */
export function missingAt(step: number, draft: AssetDraft): FormError[] {
  const { name, kind, themes, summary, where, hours, web } = draft;
  const need = (field: string, message: string, fine: boolean): FormError[] => (fine ? [] : [{ field, message }]);
  if (step === 0)
    return [
      ...need("name", words.missing.name, name.trim() !== ""),
      ...need("kind", words.missing.kind, kind !== ""),
      ...need("themes", words.missing.themes, themes.length > 0),
      ...need("summary", words.missing.summary, summary.trim() !== ""),
    ];
  if (step === 1)
    return isUnlooked(where) ? need("where", whereWords.unlooked, false) : need("where", whereWords.missing, where.areaId !== "");
  return [
    ...need(
      "hours",
      words.missing.hours,
      hours.every(({ days, opens, closes }) => days.length > 0 && opens !== "" && closes !== ""),
    ),
    ...need(
      "hours",
      words.missing.from,
      hours.every(({ often, from = "" }) => often !== "fortnight" || from !== ""),
    ),
    ...need("web", words.missing.web, web.trim() === "" || /^https?:\/\/\S+$/.test(web.trim())),
  ];
}
/** Words in which somebody could be found out, by field, to be marked. Where something is, is an address, and nobody is asked about that. */
export const textsOf = ({ name, summary, when, eligibility, costWords, heardAt }: AssetDraft): Record<string, string> => ({
  ...{ name, summary, when, eligibility, costWords, heardAt },
});
