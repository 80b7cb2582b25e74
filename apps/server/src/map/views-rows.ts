import type { AreaId, AssetId, GapId, PersonId } from "@linkwork/shared/kernel/ids.ts";
import { isPublic, isUntold, waitsGuarded } from "@linkwork/shared/map/rules-asset.ts";
import { evidenceMix, lostProject, maySeeGap, waitsToEnd } from "@linkwork/shared/map/rules-gap.ts";
import { shownPoint } from "@linkwork/shared/map/rules-place.ts";
import type { Point, Precision, Side } from "@linkwork/shared/map/schema.ts";
import type { AssetDetails, CapacityStatus, Method } from "@linkwork/shared/map/schema-asset.ts";
import type { ClosureReason, GapDetails, GapStatus } from "@linkwork/shared/map/schema-gap.ts";
import type { AssetState, AssetStatus } from "@linkwork/shared/map/state-asset.ts";
import { endorsed, type GapState } from "@linkwork/shared/map/state-gap.ts";
import { gapPoint, type Mix } from "./present-gap.ts";

/** How much of a summary can be found, and stands in a list. */
const mostSummary = 240;

/** What of something that is there everybody may see in a list: what it is called and where everybody is told it is. Nothing finer stands anywhere but in its room. */
export type AssetSlim = {
  name: string;
  summary: string;
  kind: AssetDetails["kind"];
  themes: AssetDetails["themes"];
  audiences: AssetDetails["audiences"];
  access: AssetDetails["access"];
  cost: AssetDetails["cost"];
  status: AssetStatus;
  /** null where nobody is told where it is */
  areaId: AreaId | null;
  /** of what is told to nobody: for whom it is, by area; null for all others */
  reach: AreaId[] | "everywhere" | null;
  precision: Precision;
  /** null also for a district, whose point is its area's */
  point: Point | null;
  /** its postcode is known to nobody, or it has no point yet: somebody has to say where it is */
  lost: boolean;
  verifiedAt: string | null;
  method: Method | "source" | null;
  closesOn: string | null;
  into: AssetId | null;
  modifiedAt: string;
};
/** What only some see of what stands in a list: sealed in the store. */
export type AssetInner = { capacity: { status: CapacityStatus; at: string } | null; fundingEnds: string | null };

/** Something that is there as it stands in a list, whoever may see that. */
export function assetSlim(state: AssetState): (AssetSlim & AssetInner) | undefined {
  const { details, status, verified, capacity } = state;
  if (!details || status === "absent") return undefined;
  const { place, catchment } = details;
  const placed = !isUntold(state);
  const district = place.precision === "district";
  return {
    ...{
      name: details.name,
      summary: status === "merged" ? "" : details.summary.slice(0, mostSummary),
      kind: details.kind,
      themes: details.themes,
    },
    ...{ audiences: details.audiences, access: details.access, cost: details.cost, status },
    areaId: placed ? details.areaId : null,
    reach: placed ? null : catchment.kind === "areas" ? catchment.areaIds : catchment.kind === "everywhere" ? "everywhere" : [],
    precision: placed ? place.precision : "hidden",
    point: placed && !district ? (shownPoint(place, undefined) ?? null) : null,
    lost: placed && place.point === undefined && (place.postcode !== undefined || (!district && place.address !== "")),
    ...{ verifiedAt: verified?.at ?? null, method: verified?.method ?? null, closesOn: state.closing?.closesOn ?? null },
    ...{ into: state.into, modifiedAt: state.modifiedAt },
    capacity: capacity && { status: capacity.status, at: capacity.at },
    fundingEnds: details.fundingEnds,
  };
}

/** Why something is looked at by who looks after the map. */
export type Waits = "held" | "claim" | "doubt" | "guarded" | "burst" | "needsInfo" | "review" | "proposed" | "lostProject";
/** What stands in the store of something that is there: what everybody may see in the clear; of what is held or hidden only that it is there. */
export type AssetFacts = {
  status: AssetStatus;
  hidden: boolean;
  by: PersonId | null;
  waits: Waits[];
  row: AssetSlim | null;
};
export function assetFacts(state: AssetState): { facts: AssetFacts; inner: AssetInner | null } {
  const { status, hidden, by } = state;
  const slim = assetSlim(state);
  const told = slim !== undefined && isPublic.includes(status) && !hidden;
  const { capacity = null, fundingEnds = null, ...row } = slim ?? ({} as Partial<AssetSlim & AssetInner>);
  const asked = Object.values(state.claims).some((claim) => claim?.status === "asked");
  return {
    facts: {
      ...{ status, hidden, by: by?.personId ?? null },
      waits: [
        ...(status === "held" ? ["held" as const] : []),
        ...(asked ? ["claim" as const] : []),
        ...(state.doubts.length > 0 ? ["doubt" as const] : []),
        // last: an import may bring thousands, and what waits for something else is found before them
        ...(waitsGuarded(state) ? ["guarded" as const] : []),
      ],
      row: told ? (row as AssetSlim) : null,
    },
    inner: told && (capacity || fundingEnds) ? { capacity, fundingEnds } : null,
  };
}

/** What of something that is missing everybody may see in a list, once a steward has looked at it. */
export type GapSlim = {
  title: string;
  statement: string;
  theme: GapDetails["theme"];
  audiences: GapDetails["audiences"];
  areaId: AreaId;
  point: Point | null;
  status: GapStatus;
  side: Side | null;
  endorsed: Record<Side, number>;
  mix: Mix;
  links: number;
  /** why it was closed; null or not there while it isn't */
  closure?: ClosureReason | null;
  raisedAt: string;
  modifiedAt: string;
  into: GapId | null;
  /** opened again as often as this is above 1; not there in rows of before */
  cycle?: number;
};
export type GapFacts = {
  status: GapStatus | "absent";
  by: PersonId | null;
  waits: Waits[];
  row: GapSlim | null;
};

/** Something that is missing as it stands in a list, whoever may see that. */
export function gapSlim(state: GapState): GapSlim | undefined {
  const { details, status, by } = state;
  if (!details || status === "absent") return undefined;
  const { residents: _r, partners: _p, ...mix } = evidenceMix(state);
  return {
    ...{ title: details.title, statement: details.statement.slice(0, mostSummary), theme: details.theme, audiences: details.audiences },
    ...{ areaId: details.areaId, point: gapPoint(state) ?? null, status, side: by?.side ?? null, endorsed: endorsed(state), mix },
    closure: state.closure?.reason ?? null,
    ...{ links: state.links.length, raisedAt: state.raisedAt, modifiedAt: state.modifiedAt, into: state.into, cycle: state.cycle },
  };
}
/** What stands in the store of something that is missing. */
export function gapFacts(state: GapState): GapFacts {
  const { status, by, reviewed, burst } = state;
  const waits: Waits[] = [];
  if (status === "held") waits.push("held");
  if (status === "needsInfo") waits.push("needsInfo");
  if (status === "raised" && !reviewed) waits.push("review");
  if (burst) waits.push("burst");
  if (waitsToEnd(state)) waits.push("proposed");
  if (lostProject(state)) waits.push("lostProject");
  return {
    ...{ status, by: by?.personId ?? null, waits },
    row: maySeeGap(state, "outsider") ? (gapSlim(state) ?? null) : null,
  };
}
