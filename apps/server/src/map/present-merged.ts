import type { AssetDetails } from "@linkwork/shared/map/schema-asset.ts";

type Said = Omit<AssetDetails, "place" | "areaId" | "fundingEnds">;
/** Of what is told of elsewhere: what it was called, and of what kind it is. All the rest is said there, to whom it is said. */
export const nameOf = (said: Said): Said => ({
  ...said,
  catchment: { kind: "areas", areaIds: [] },
  ...{ summary: "", audiences: [], hours: [], when: "", contacts: [], eligibility: "", costWords: "", languages: [], access: [] },
});
/** Nor who runs it, how it ends, on what it lives, or from where it came. */
export const nothingMore = { closing: null, capacity: null, moneyEnds: null, runBy: [], claims: [], source: null, heardAt: null };
