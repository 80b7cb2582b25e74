import { accessWords } from "@linkwork/shared/exchange/words.ts";
import type { AssetDetails } from "@linkwork/shared/map/schema-asset.ts";
import type { Field } from "@linkwork/shared/map/state-asset.ts";
import { audienceWords, costWords, hoursWords, kindWords, languageName, precisionWords, themeWords } from "@linkwork/shared/map/words.ts";
import { assetWords as words } from "@linkwork/shared/map/words-asset.ts";

const list = new Intl.ListFormat("en-GB");
type Sayers = { readonly [F in Field]: (value: AssetDetails[F]) => string };
const plain = (value: string): string => value;
const sayers: Sayers = {
  ...{ name: plain, summary: plain, when: plain, eligibility: plain, costWords: plain },
  kind: (kind) => kindWords[kind].one,
  themes: (all) => list.format(all.map((one) => themeWords[one])),
  audiences: (all) => list.format(all.map((one) => audienceWords[one])),
  areaId: () => words.anotherArea,
  place: ({ address, town = "", postcode = "", precision }) =>
    [address, town, postcode, precisionWords[precision]].filter((part) => part !== "").join(", "),
  catchment: (one) => (one.kind === "radius" ? words.around(one.km) : one.kind === "areas" ? words.someAreas : words.everywhere),
  hours: (all) => all.map(hoursWords).join("; "),
  contacts: (all) => all.map(({ value }) => value).join(", "),
  cost: (cost) => costWords[cost],
  languages: (all) => list.format(all.map(languageName)),
  access: (all) => list.format(all.map((one) => accessWords[one])),
  fundingEnds: (day) => day ?? "",
};

/** What a field says, for people to read. `value`: as the field holds it. */
export function valueWords(field: Field, value: unknown): string {
  const said = value === undefined || value === null ? "" : (sayers[field] as (value: unknown) => string)(value);
  return said === "" ? words.nothing : said;
}
