import { accessWords } from "@linkwork/shared/exchange/words.ts";
import type { Audience, Point, Theme } from "@linkwork/shared/map/schema.ts";
import { Audience as Audiences, Theme as Themes } from "@linkwork/shared/map/schema.ts";
import type { Hours } from "@linkwork/shared/map/schema-asset.ts";
import { audienceWords, costWords, themeWords } from "@linkwork/shared/map/words.ts";
import { derivedId } from "../kernel/decide.ts";
import type { AreaNamed } from "./present.ts";
import type { Handed } from "./views-feed.ts";

/** Something of Open Referral UK 3.0, as JSON. */
export type Referral = Readonly<Record<string, unknown>>;
/** What is looked up when it is handed out: the point that everybody is told, and the names of areas. */
export type HandingOut = {
  at: Point | null;
  area: AreaNamed | null;
  nameOf(areaId: string): string | undefined;
};

const idOf = (...parts: string[]): string => derivedId("open referral", ...parts);
/** Our two lists of words. */
export const taxonomies = [
  { id: idOf("taxonomy", "themes"), name: "Themes of the community map", description: "What something is about." },
  { id: idOf("taxonomy", "audiences"), name: "Whom it is for", description: "For whom something is; without a term for everybody." },
] as const;
const [themes, audiences] = taxonomies;
export type Term = { theme: Theme } | { audience: Audience };
const termOf = (taxonomy: (typeof taxonomies)[number], key: string, name: string): Referral => ({
  ...{ id: idOf("term", taxonomy.id, key), name, description: name, term: key, taxonomy: taxonomy.name, taxonomy_id: taxonomy.id },
});
const themeTerms = new Map(Themes.options.map((theme) => [theme, termOf(themes, theme, themeWords[theme])]));
const audienceTerms = new Map(Audiences.options.map((audience) => [audience, termOf(audiences, audience, audienceWords[audience])]));
type Known = { term: Referral; is: Term };
/** All terms by their ids, and what each of them is here. */
export const terms: ReadonlyMap<string, Known> = new Map(
  [
    ...[...themeTerms].map(([theme, term]): Known => ({ term, is: { theme } })),
    ...[...audienceTerms].map(([audience, term]): Known => ({ term, is: { audience } })),
  ].map((known) => [known.term.id as string, known] as const),
);

/** Without what is empty: a field that says nothing is left out. */
const said = (fields: Readonly<Record<string, unknown>>): Referral =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== ""));

const statusOf = ({ status }: Handed): string => (status === "closing" ? "temporarily closed" : status === "live" ? "active" : "defunct");
/** What somebody has to know before they send anybody there. */
function alertOf({ status, closing, words, into }: Handed): string {
  if (status === "closing" && closing) return `Closes for good on ${closing.closesOn}: ${closing.reason}`;
  if (status === "closed") return `Closed: ${words}`;
  return status === "merged" ? `Told of under another id: ${into ?? ""}` : "";
}

/** The organisation that runs it; what nobody has claimed has none. */
export const organisationOf = ({ orgId, name }: { orgId: string; name: string }): Referral => ({ id: orgId, name, description: name });

/** What it costs; of what is told of elsewhere that is said there. */
const costOf = ({ status, details }: Handed): string => (status === "merged" ? "" : costWords[details.cost]);

/** A service with what there is once of it: as it stands in a list. */
export function serviceInList(shown: Handed): Referral {
  const { details, verified, modifiedAt, runBy } = shown;
  const first = (kind: "email" | "web"): string | undefined => details.contacts.find((one) => one.kind === kind)?.value;
  const [organisation] = runBy;
  return said({
    ...{ id: shown.assetId, organization_id: organisation?.orgId, name: details.name, description: details.summary },
    ...{ url: first("web"), email: first("email"), status: statusOf(shown), alert: alertOf(shown) },
    ...{ fees: details.costWords || costOf(shown), eligibility_description: details.eligibility },
    ...{ assured_date: verified?.at.slice(0, 10), last_modified: modifiedAt },
    organization: organisation && organisationOf(organisation),
  });
}
/** Only that it is there, and when it last changed. */
export const serviceMinimal = ({ assetId, modifiedAt }: Pick<Handed, "assetId" | "modifiedAt">): Referral => ({
  ...{ id: assetId, last_modified: modifiedAt, modified_date: modifiedAt },
});

/** What was told and isn't any more: who keeps a copy takes it out. Nothing else of it is said. `at`: ISO instant. */
export const tombstone = (assetId: string, at: string): Referral => ({
  ...{ id: assetId, name: "Not told any more", status: "defunct", last_modified: at },
});

/** A service with everything that belongs to it. */
export function serviceWhole(shown: Handed, out: HandingOut): Referral {
  const { assetId, details } = shown;
  const phones = details.contacts.flatMap((contact, n) =>
    contact.kind === "phone" ? [said({ id: idOf(assetId, "phone", String(n)), number: contact.value, description: contact.label })] : [],
  );
  const place = atLocation(shown, out);
  const option = costOf(shown);
  return {
    ...serviceInList(shown),
    schedules: details.hours.map((hours, n) =>
      scheduleOf(hours, { id: idOf(assetId, "schedule", String(n)), assetId, when: details.when }),
    ),
    service_areas: areasOf(shown, out),
    service_at_locations: place ? [place] : [],
    languages: details.languages.map((code) => ({ id: idOf(assetId, "language", code), service_id: assetId, code, name: code })),
    contacts: phones.length > 0 ? [{ id: idOf(assetId, "contact"), service_id: assetId, title: "Enquiries", phones }] : [],
    cost_options: option ? [said({ id: idOf(assetId, "cost"), service_id: assetId, option, amount_description: details.costWords })] : [],
    attributes: termsOf(shown).map((term) => ({
      ...{ id: idOf(assetId, "attribute", term.id as string), link_id: assetId, link_type: "service" },
      ...{ taxonomy_term_id: term.id, taxonomy_term: term },
    })),
  };
}

const termsOf = ({ details }: Handed): Referral[] =>
  [...details.themes.map((theme) => themeTerms.get(theme)), ...details.audiences.map((one) => audienceTerms.get(one))].filter(
    (term) => term !== undefined,
  );

function scheduleOf(hours: Hours, { id, assetId, when }: { id: string; assetId: string; when: string }): Referral {
  const nth = hours.freq === "MONTHLY" ? String(hours.nth ?? 1) : "";
  return said({
    ...{ id, service_id: assetId, freq: hours.freq, interval: hours.every, byday: hours.days.map((day) => `${nth}${day}`).join(",") },
    ...{ opens_at: hours.opens, closes_at: hours.closes, dtstart: hours.from, description: hours.note, notes: when },
  });
}

function areasOf({ assetId, details }: Handed, { nameOf }: HandingOut): Referral[] {
  const { catchment } = details;
  const area = (name: string, key: string): Referral => ({ id: idOf(assetId, "area", key), service_id: assetId, name, service_area: name });
  if (catchment.kind === "radius") return [area(`Within ${catchment.km} km of it`, "radius")];
  if (catchment.kind === "everywhere") return [];
  return catchment.areaIds.flatMap((areaId) => {
    const name = nameOf(areaId);
    return name === undefined ? [] : [area(name, areaId)];
  });
}

/** Where it is, as everybody is told; undefined for what is nowhere, or whose place is told to nobody. */
export function atLocation(shown: Handed, { at, area }: HandingOut): Referral | undefined {
  const { assetId, details, place } = shown;
  const online = details.kind === "online";
  const told = place.address !== "" || place.postcode !== "" || place.town !== "";
  if (place.precision === "hidden" || !(online || at || told)) return undefined;
  const [id, locationId] = [idOf(assetId, "at"), idOf(assetId, "location")];
  const kind = online ? "virtual" : "physical";
  const location = said({
    ...{ id: locationId, location_type: kind, name: details.name, latitude: at?.lat, longitude: at?.lon },
    addresses: told
      ? [
          {
            ...{ id: idOf(assetId, "address"), location_id: locationId, address_1: place.address, city: place.town },
            ...{ state_province: area?.name ?? "", postal_code: place.postcode, country: "GB", address_type: kind },
          },
        ]
      : [],
    accessibility: details.access.map((one) => ({
      ...{ id: idOf(assetId, "access", one), location_id: locationId, description: accessWords[one] },
    })),
  });
  return { id, service_id: assetId, location_id: locationId, location };
}
/** The id of where something is, by which it is asked for. */
export const atLocationId = (assetId: string): string => idOf(assetId, "at");
export const taxonomyOfTerm = (is: Term): (typeof taxonomies)[number] => ("theme" in is ? themes : audiences);
