const profileAt = "https://raw.githubusercontent.com/tpximpact/OpenReferralApi/refs/heads/main/OpenReferralApi/Schemas/V3.0-UK";

type Parameter = { name: string; in: "query"; required: false; description: string; schema: { type: string; format?: string } };
const parameter = (name: string, type: string, description: string): Parameter => ({
  ...{ name, in: "query", required: false, description },
  schema: name === "modified_after" ? { type, format: "date-time" } : { type },
});
const paging: readonly Parameter[] = [
  parameter("search", "string", "All of these words stand in the name or at the beginning of the description."),
  parameter("page", "integer", "Which page, from 1."),
  parameter("per_page", "integer", "How many are on a page: 50 unless it is said, at most 1,000."),
  parameter("format", "string", "`json`, or `ndjson` for all of them without pages, one a line."),
];
const ofServices: readonly Parameter[] = [
  parameter("taxonomy_term_id", "string", "Those with this term; several with commas."),
  parameter("taxonomy_id", "string", "Those with a term of this taxonomy."),
  parameter("organization_id", "string", "Those that this organisation runs."),
  parameter(
    "modified_after",
    "string",
    "Those that were changed then or later; also what is over since, as `defunct`, and what isn't told any more, with nothing but its id.",
  ),
  parameter("full", "boolean", "With everything that belongs to each."),
  parameter("day", "string", "Those that are open on this day, as `monday` or `MO`."),
  parameter("start_time", "string", "Those that open at this time or later, as `10:30`."),
  parameter("end_time", "string", "Those that close by this time."),
  parameter("minimum_age", "number", "No service of ours says its ages in figures: it changes nothing."),
  parameter("maximum_age", "number", "No service of ours says its ages in figures: it changes nothing."),
];
const ofMap: readonly Parameter[] = [
  parameter("bbox", "string", "West, south, east, north in degrees, with commas."),
  parameter("near", "string", "Longitude and latitude with a comma; with `km`."),
  parameter("km", "number", "So many kilometres around `near`."),
  ...["areaIds", "themes", "audiences", "kinds", "access", "fresh"].map((name) =>
    parameter(name, "string", "As in the list of the map, with commas."),
  ),
  parameter("cost", "string", "`free`, `some` or `asks`."),
  parameter("soon", "string", "`closing`: what is going to close."),
  parameter("text", "string", "The same as `search`."),
];

type Endpoint = { summary: string; schema?: string; list?: true; optional?: true; parameters: readonly Parameter[]; type?: string };
const endpoints: Readonly<Record<string, Endpoint>> = {
  "/": { summary: "What this is.", schema: "api_details", parameters: [] },
  "/services": {
    summary: "All that is there, by when it last changed; what is over is `defunct`.",
    ...{
      schema: "service_list",
      list: true,
      parameters: [...paging, ...ofServices, parameter("minimal", "boolean", "Only ids, and when each last changed; all on one page.")],
    },
  },
  "/services/{id}": {
    summary: "One service, with everything. One that is told of under another id leads there.",
    schema: "service",
    parameters: [],
  },
  "/organizations": {
    summary: "Organisations that run something.",
    ...{
      schema: "organization_list",
      list: true,
      optional: true,
      parameters: [
        ...paging,
        parameter("full", "boolean", "With their services."),
        parameter("full_service", "boolean", "With everything of their services."),
      ],
    },
  },
  "/organizations/{id}": { summary: "One organisation with its services.", schema: "organization", optional: true, parameters: [] },
  "/service_at_locations": {
    summary: "What is where.",
    ...{ schema: "service_at_location_list", list: true, optional: true },
    parameters: [
      ...[...paging, ...ofServices],
      parameter("postcode", "string", "Those that are for people who live there."),
      parameter("proximity", "integer", "Within so many metres of the middle of the postcode."),
    ],
  },
  "/service_at_locations/{id}": { summary: "One service where it is.", schema: "service_at_location", optional: true, parameters: [] },
  "/taxonomies": { summary: "Our lists of terms.", schema: "taxonomy_list", list: true, optional: true, parameters: paging },
  "/taxonomies/{id}": { summary: "One list with its terms.", schema: "taxonomy", optional: true, parameters: [] },
  "/taxonomy_terms": {
    summary: "Our terms.",
    ...{ schema: "taxonomy_term_list", list: true, optional: true },
    parameters: [
      ...paging,
      parameter("taxonomy_id", "string", "Those of this list."),
      parameter("top_only", "boolean", "All of ours are at the top."),
      parameter("parent_id", "string", "None of ours has a parent."),
    ],
  },
  "/taxonomy_terms/{id}": { summary: "One term.", schema: "taxonomy_term", optional: true, parameters: [] },
  "/assets.geojson": {
    summary: "What is open, as GeoJSON.",
    optional: true,
    parameters: [...ofServices, ...ofMap],
    type: "application/geo+json",
  },
  "/assets.csv": {
    summary: "What is open, as a table for spreadsheets.",
    optional: true,
    parameters: [...ofServices, ...ofMap],
    type: "text/csv",
  },
};

/** What is asked for at one address, as OpenAPI says it. */
function pathOf(path: string, { summary, schema, list, optional, parameters, type = "application/json" }: Endpoint) {
  const one = schema && { $ref: `${profileAt}/${schema}.json` };
  const page = { properties: { contents: { type: "array", items: one } }, allOf: [{ $ref: "#/components/schemas/Page" }] };
  const id = { name: "id", in: "path", required: true, description: "Its id.", schema: { type: "string" } };
  return {
    ...(path.includes("{id}") ? { parameters: [id] } : {}),
    get: {
      ...(optional ? { tags: ["Optional"] } : {}),
      ...{ summary, operationId: `get${path.replace(/[^a-z]+([a-z]?)/gi, (_, letter: string) => letter.toUpperCase())}`, parameters },
      responses: { "200": { description: summary, content: { [type]: { schema: list ? page : (one ?? { type: "string" }) } } } },
    },
  };
}

/** The document of the feed. `base`: its own address. */
export const openApiOfFeed = (base: string) => ({
  openapi: "3.1.0",
  info: {
    ...{ title: "Community map: the directory", version: "HSDS-UK-3.0" },
    description:
      "What is there for people, as anybody may see it: no key, no sign-up, reading only. What is missing, whether there are places, and who anybody is, is never in it. Where a place is told roughly, its point is rough here too.",
    license: { name: "Each service names its source and that source's licence; what people added themselves may be used freely." },
  },
  jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
  servers: [{ url: base }],
  tags: [{ name: "Optional", description: "Beyond what every feed of Open Referral UK has." }],
  paths: Object.fromEntries(Object.entries(endpoints).map(([path, endpoint]) => [path, pathOf(path, endpoint)])),
  components: {
    schemas: {
      Page: {
        type: "object",
        properties: {
          ...Object.fromEntries(["total_items", "total_pages", "page_number", "size"].map((name) => [name, { type: "integer" }])),
          ...Object.fromEntries(["first_page", "last_page", "empty"].map((name) => [name, { type: "boolean" }])),
        },
      },
    },
  },
});
