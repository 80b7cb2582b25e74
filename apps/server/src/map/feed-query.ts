import { refuse } from "@linkwork/shared/kernel/refusal.ts";
import { OrgId } from "@linkwork/shared/kernel/shapes.ts";
import { postcodeOf } from "@linkwork/shared/map/rules-row.ts";
import type { Point, Theme } from "@linkwork/shared/map/schema.ts";
import { AssetFilter } from "@linkwork/shared/map/schema-filter.ts";
import { z } from "zod";
import { taxonomies, terms } from "./present-feed.ts";

const list = (text: string): string[] => [
  ...new Set(
    text
      .split(",")
      .map((one) => one.trim())
      .filter((one) => one !== ""),
  ),
];
const whole = (most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(most));
const degrees = z
  .string()
  .max(200)
  .transform((text) => list(text).map(Number));
const flag = z.enum(["true", "false", "1", "0", ""]).transform((said) => said !== "false" && said !== "0");
const clock = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/)
  .transform((at) => at.slice(0, 5));
const days: Readonly<Record<string, string>> = {
  ...{ monday: "MO", tuesday: "TU", wednesday: "WE", thursday: "TH", friday: "FR", saturday: "SA", sunday: "SU" },
  ...{ mo: "MO", tu: "TU", we: "WE", th: "TH", fr: "FR", sa: "SA", su: "SU" },
};
const aDay = z
  .string()
  .max(20)
  .transform((said, context) => {
    const day = said.trim().toLowerCase();
    const found = Object.hasOwn(days, day) ? days[day] : undefined;
    if (found === undefined) context.addIssue({ code: "custom", message: "a day like monday or MO" });
    return found ?? "";
  });

/** All parameters of both documents of Open Referral UK, and those of our own list. What is no parameter is passed over: harvesters add things of their own. */
const Parameters = z.object({
  page: whole(100_000).default(1),
  per_page: whole(1_000).optional(),
  search: z.string().max(80).optional(),
  taxonomy_term_id: z.string().max(400).transform(list).optional(),
  taxonomy_id: z.string().max(100).optional(),
  organization_id: z.string().max(100).optional(),
  modified_after: z
    .string()
    .max(40)
    .transform((text) => Date.parse(text))
    .pipe(z.number())
    .optional(),
  minimal: flag.optional(),
  full: flag.optional(),
  full_service: flag.optional(),
  format: z.enum(["json", "ndjson"]).default("json"),
  minimum_age: z.coerce.number().min(0).max(150).optional(),
  maximum_age: z.coerce.number().min(0).max(150).optional(),
  start_time: clock.optional(),
  end_time: clock.optional(),
  day: aDay.optional(),
  postcode: z.string().max(10).optional(),
  proximity: whole(100_000).optional(),
  parent_id: z.string().max(100).optional(),
  top_only: flag.optional(),
  // of the list of the map
  bbox: degrees.optional(),
  near: degrees.optional(),
  km: z.coerce.number().min(0.1).max(50).optional(),
  areaIds: z.string().max(1_000).transform(list).optional(),
  themes: z.string().max(400).transform(list).optional(),
  audiences: z.string().max(200).transform(list).optional(),
  kinds: z.string().max(100).transform(list).optional(),
  access: z.string().max(100).transform(list).optional(),
  fresh: z.string().max(60).transform(list).optional(),
  cost: z.string().max(10).optional(),
  text: z.string().max(80).optional(),
  soon: z.literal("closing").optional(),
});
export type Asked = z.infer<typeof Parameters> & {
  filter: AssetFilter;
  /** of no service: a term, a taxonomy or an organisation that isn't there is asked for */
  nothing: boolean;
  /** all that there is, whatever it is: nothing but when it changed, and how it is handed out, was said */
  all: boolean;
  /** only what says for whom it is: by a term of that, what is for everybody has none */
  says: boolean;
  orgId: OrgId | undefined;
  /** where somebody lives, by the postcode that is given */
  home?: { point: Point; postcode: string };
};

/** What narrows nothing: of what isn't told any more, nothing is left by which it could be chosen. */
const narrowsNothing: readonly string[] = [
  ...["page", "per_page", "modified_after", "minimal", "full", "full_service", "format", "minimum_age", "maximum_age"],
];

/** What is asked for by the query of an address; refused where a value isn't one. */
export function askedBy(query: URLSearchParams): Asked {
  const given: Record<string, string> = {};
  // of one that comes twice the first counts
  for (const [name, value] of query)
    if (Object.hasOwn(Parameters.shape, name) && !Object.hasOwn(given, name) && value !== "") given[name] = value;
  const asked = Parameters.parse(given);
  const { bbox, near, km, search, text, taxonomy_term_id: termIds, taxonomy_id: taxonomyId, organization_id: orgId } = asked;
  if (near && km === undefined) throw refuse("BadInput", { field: "km" });
  const sought = text ?? search;
  const wanted = (termIds ?? []).flatMap((id) => terms.get(id)?.is ?? []);
  const ofTerms = wanted.flatMap((is) => ("theme" in is ? [is.theme] : []));
  const forWhom = wanted.flatMap((is) => ("audience" in is ? [is.audience] : []));
  const { areaIds, audiences = forWhom, kinds, access, fresh, cost, soon } = asked;
  const filter = AssetFilter.parse({
    ...(bbox ? { where: { bbox } } : near ? { where: { near: { lon: near[0], lat: near[1] }, km } } : {}),
    ...(areaIds ? { areaIds } : {}),
    ...((asked.themes ?? ofTerms).length > 0 ? { themes: asked.themes ?? (ofTerms as Theme[]) } : {}),
    ...(audiences.length > 0 ? { audiences } : {}),
    ...(kinds ? { kinds } : {}),
    ...(access ? { access } : {}),
    ...(fresh ? { fresh } : {}),
    ...(cost ? { cost } : {}),
    ...(sought ? { text: sought } : {}),
    ...(soon ? { soon } : {}),
  });
  const org = orgId === undefined ? undefined : OrgId.safeParse(orgId.toLowerCase());
  const unknownTaxonomy = taxonomyId !== undefined && !taxonomies.some(({ id }) => id === taxonomyId);
  const nothing = (termIds !== undefined && wanted.length === 0) || unknownTaxonomy || org?.success === false;
  const says = forWhom.length > 0 || taxonomyId === taxonomies[1].id;
  const all = Object.keys(given).every((name) => narrowsNothing.includes(name));
  return { ...asked, filter, nothing, all, says, orgId: org?.success ? org.data : undefined };
}

/** By a postcode: so many metres around it; what everybody is told of where things are is measured from. */
export function withHome(asked: Asked, pointOf: (postcode: string) => Point | undefined): Asked {
  if (asked.postcode === undefined) {
    if (asked.proximity !== undefined) throw refuse("BadInput", { field: "postcode" });
    return asked;
  }
  const postcode = postcodeOf(asked.postcode);
  const point = postcode && pointOf(postcode);
  // nobody knows where it is: then nobody knows either what lies near it
  if (!point) throw refuse("BadInput", { field: "postcode" });
  const living = { ...asked, home: { point, postcode } };
  if (asked.proximity === undefined) return living;
  const km = asked.proximity / 1000;
  // the map's own list goes to fifty kilometres; further than that everything is looked at
  return km > 50 || km < 0.1 ? living : { ...living, filter: { ...asked.filter, where: { near: point, km } } };
}
