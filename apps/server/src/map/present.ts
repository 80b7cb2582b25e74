import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { AreaId, AssetId, OrgId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { dayInLondon } from "@linkwork/shared/kernel/london.ts";
import { assetRoom } from "@linkwork/shared/kernel/room.ts";
import { isCoordinator, isWorker, looksAfter, type Viewer } from "@linkwork/shared/map/rules.ts";
import {
  isPublic,
  isUntold,
  knowsPlace,
  mayClaim,
  mayClose,
  mayDoubt,
  mayEnd,
  mayHide,
  mayKnowBy,
  mayLookAfter,
  mayRevise,
  maySayCapacity,
  maySeeAsset,
  maySeeCapacity,
  maySeePlace,
  mayVerify,
  readsDetails,
  runsIt,
} from "@linkwork/shared/map/rules-asset.ts";
import { capacityNow, type Fresh, freshness, moneyEndsSoon } from "@linkwork/shared/map/rules-fresh.ts";
import type { Point } from "@linkwork/shared/map/schema.ts";
import type { Area } from "@linkwork/shared/map/schema-area.ts";
import {
  type AssetCommand,
  type AssetDetails,
  type Capacity,
  type CapacityStatus,
  Method,
  type Told,
} from "@linkwork/shared/map/schema-asset.ts";
import type { AssetState, AssetStatus, Who } from "@linkwork/shared/map/state-asset.ts";
import { type DoubtShown, doubtsShown } from "./present-doubts.ts";
import { nameOf, nothingMore } from "./present-merged.ts";
import { nowhere, type PlaceShown, placeForAll } from "./present-place.ts";

/** An area as it is named beside what lies in it. */
export type AreaNamed = Pick<Area, "areaId" | "code" | "name">;
/** What is at hand when something of the map is shown: when, in which area, and what others are called that it names. */
export type Around = {
  /** ISO instant */
  readonly now: string;
  area(areaId: AreaId): Pick<Area, "areaId" | "code" | "name" | "middle"> | undefined;
  /** something else that is there, as this viewer sees it; undefined for what they don't */
  other?(assetId: AssetId): string | undefined;
  /** something of theirs was accepted before */
  readonly accepted?: boolean;
  /** the name of somebody who works for an organisation; undefined for residents, who are named to nobody */
  nameOf?(who: Who): { name: string; org: string } | undefined;
};

type CapacityShown = Omit<Capacity, "status"> & {
  /** `unknown`: nobody said, or it was said more than 21 days ago */
  status: CapacityStatus | "unknown";
  /** when it was said (UTC); null where nobody knows any more */
  at: string | null;
  org: string;
};
/** Somebody who has to know that it ends; residents have no name here. */
type ToldShown = { name: string | null; org: string | null; why: Told["why"]; read: boolean };
type ClosingShown = {
  closesOn: string;
  reason: string;
  alternatives: { assetId: AssetId; name: string }[];
  noneKnown: boolean;
  at: string;
  org: string;
  /** who was told, and who of them has read it: for who runs it or looks after it; null for everybody else */
  told: ToldShown[] | null;
  /** I was told, and this is whether I have read it; null where I wasn't */
  read: boolean | null;
};
type ClaimShown = { orgId: OrgId; name: string; status: "asked" | "held"; words: string; at: string };

/** Something that is there, as one viewer sees it. Nothing of it leaves the house in another way. */
export type AssetShown = {
  roomId: RoomId;
  assetId: AssetId;
  status: Exclude<AssetStatus, "absent">;
  hidden: boolean;
  /** why it was closed, merged, turned down or hidden */
  words: string;
  /** it was merged into this; its page still answers, and leads there */
  into: AssetId | null;
  details: Omit<AssetDetails, "place" | "areaId" | "fundingEnds">;
  area: AreaNamed | null;
  place: PlaceShown;
  /** I am told all of where it is; only then may it be corrected by me */
  knowsPlace: boolean;
  fresh: Fresh;
  verified: { at: string; method: Method | "source"; org: string | null } | null;
  /** null for who isn't shown it: outsiders, and residents, who ask */
  capacity: CapacityShown | null;
  closing: ClosingShown | null;
  /** its money ends within ninety days: the last day of it */
  moneyEnds: string | null;
  /** the last day of its money; for who works, and who looks after it */
  fundingEnds: string | null;
  source: { system: string; licence: string; assuredOn: string | null } | null;
  from: AssetState["from"];
  heardAt: string | null;
  /** organisations that run it */
  runBy: { orgId: OrgId; name: string }[];
  /** who says that they run it, and what was said: for who looks after the map, and for their own; empty for everybody else */
  claims: ClaimShown[];
  /** what is said to be wrong: for who looks after the map, who runs it, and whoever said it */
  doubts: DoubtShown[];
  addedAt: string;
  modifiedAt: string;
  /** I added it */
  mine: boolean;
  following: boolean;
  /** the number to send with a change, as `base`; 0 for who can't change anything */
  base: number;
  /** what I may do with it now */
  may: AssetCommand["type"][];
  /** how I may say that I know it is still there; empty where I may not say so */
  methods: Method[];
};

const methods = Method.options;
function placeShown(state: AssetState, viewer: Viewer, { area }: Around): { place: PlaceShown; area: AreaNamed | null } {
  const { details } = state;
  if (!details) return { place: nowhere, area: null };
  const inArea = area(details.areaId);
  const named = inArea ? { areaId: inArea.areaId, code: inArea.code, name: inArea.name } : null;
  const place = placeForAll(details.place, isUntold(state), inArea?.middle);
  if (!maySeePlace(state, viewer)) return { place, area: isUntold(state) ? null : named };
  const { precision, point = null, address, postcode = "", town = "" } = details.place;
  return { place: { precision, at: place.at, address, postcode, town, exact: point }, area: named };
}

/** What is known of its places now; nothing of what was said before. Null for who isn't shown it. */
function capacityShown({ capacity }: Pick<AssetState, "capacity">, viewer: Viewer, now: string): CapacityShown | null {
  if (!maySeeCapacity(viewer)) return null;
  const status = capacityNow(capacity, now);
  if (!capacity || status === "unknown") return { status: "unknown", wait: "none", urgent: null, note: "", at: null, org: "" };
  return { ...{ status, wait: capacity.wait, urgent: capacity.urgent, note: capacity.note, at: capacity.at }, org: capacity.org.name };
}

function closingShown(state: AssetState, viewer: Viewer, around: Around): ClosingShown | null {
  const { closing } = state;
  if (!closing) return null;
  const mine = viewer !== "outsider" && closing.told.some(({ personId }) => personId === viewer.personId);
  const all = viewer !== "outsider" && (looksAfter(viewer) || runsIt(state, viewer));
  const told = closing.told.map((one): ToldShown => {
    const named = around.nameOf?.(one);
    return { name: named?.name ?? null, org: named?.org ?? null, why: one.why, read: closing.read.includes(one.personId) };
  });
  return {
    ...{ closesOn: closing.closesOn, reason: closing.reason, noneKnown: closing.noneKnown, at: closing.at, org: closing.org.name },
    alternatives: closing.alternatives.flatMap((assetId) => {
      const name = around.other?.(assetId);
      return name === undefined ? [] : { assetId, name };
    }),
    told: all ? told : null,
    read: mine ? closing.read.includes(viewer.personId) : null,
  };
}

function claimsShown(state: AssetState, viewer: Viewer): Pick<AssetShown, "runBy" | "claims"> {
  const all = Object.values(state.claims).flatMap((claim) => claim ?? []);
  const seen = all.filter(({ org }) => viewer !== "outsider" && (looksAfter(viewer) || org.orgId === viewer.orgId));
  return {
    runBy: all.filter(({ status }) => status === "held").map(({ org }) => ({ orgId: org.orgId, name: org.name })),
    claims: seen.map(({ org, status, words, at }) => ({ orgId: org.orgId, name: org.name, status, words, at })),
  };
}

/** What somebody may do with it as it stands; the room asks once more. */
function actsOn(state: AssetState, viewer: Viewer, accepted: boolean): AssetCommand["type"][] {
  if (viewer === "outsider") return [];
  const { status, hidden, closing, claims } = state;
  const asked = Object.values(claims).some((claim) => claim?.status === "asked" && claim.org.orgId !== viewer.orgId);
  const told = closing?.told.some(({ personId }) => personId === viewer.personId) && !closing.read.includes(viewer.personId);
  const verdicts: Partial<Record<AssetCommand["type"], boolean>> = {
    acceptAsset: mayLookAfter(state, viewer, ["held", "rejected"]) === true,
    rejectAsset: mayLookAfter(state, viewer, ["held"]) === true,
    reviseAsset: mayRevise(state, viewer, accepted) === true,
    undoChange:
      mayLookAfter(state, viewer, ["held", "live", "closing"]) === true ||
      (runsIt(state, viewer) && mayRevise(state, viewer, accepted) === true),
    verifyAsset: mayVerify(state) === true,
    sayCapacity: maySayCapacity(state, viewer) === true,
    announceClosing: mayEnd(state, viewer, ["live"]) === true,
    cancelClosing: mayEnd(state, viewer, ["closing"]) === true,
    readClosing: told === true,
    closeAsset: mayClose(state, viewer) === true,
    reopenAsset: mayEnd(state, viewer, ["closed"]) === true,
    hideAsset: mayHide(state) === true && mayLookAfter(state, viewer, ["held", ...isPublic]) === true,
    showAsset: hidden && mayLookAfter(state, viewer, ["held", ...isPublic]) === true,
    mergeAsset: mayLookAfter(state, viewer, ["live", "closing", "closed"]) === true,
    unmergeAsset: mayLookAfter(state, viewer, ["merged"]) === true,
    claimAsset: mayClaim(state, viewer) === true,
    acceptClaim: asked && looksAfter(viewer),
    refuseClaim: asked && looksAfter(viewer),
    endClaim: claims[viewer.orgId] !== undefined || (looksAfter(viewer) && Object.values(claims).some((claim) => claim !== undefined)),
    doubtAsset: mayDoubt(state, viewer) === true,
    settleDoubt: state.doubts.length > 0 && looksAfter(viewer),
    followAsset: status === "live" || status === "closing" || status === "closed",
  };
  return (Object.keys(verdicts) as AssetCommand["type"][]).filter((type) => verdicts[type]);
}

/** Whether somebody is shown on what money it lives, and what of it was changed: people who work, and who look after it. */
const seesWorkings = (state: AssetState, viewer: Viewer): viewer is Actor =>
  viewer !== "outsider" && (isWorker(viewer) || isCoordinator(viewer) || looksAfter(viewer) || state.by?.personId === viewer.personId);

/** Something that is there, as this viewer sees it; undefined where it isn't there for them. */
export function assetShown(state: AssetState, viewer: Viewer, around: Around): AssetShown | undefined {
  const { assetId, status, details, verified, source } = state;
  if (assetId === "" || status === "absent" || !details || !maySeeAsset(state, viewer)) return undefined;
  const { place: _place, areaId: _area, fundingEnds, ...said } = details;
  const may = actsOn(state, viewer, around.accepted === true);
  const reads = readsDetails(state, viewer);
  return {
    ...{
      roomId: assetRoom(assetId),
      assetId,
      status,
      hidden: state.hidden,
      words: state.words,
      into: state.into,
      details: reads ? said : nameOf(said),
    },
    ...placeShown(state, viewer, around),
    knowsPlace: viewer !== "outsider" && knowsPlace(state, viewer),
    fresh: freshness(verified?.at, around.now),
    verified: verified && { at: verified.at, method: verified.method, org: verified.org?.name ?? null },
    capacity: capacityShown(state, viewer, around.now),
    closing: closingShown(state, viewer, around),
    moneyEnds: moneyEndsSoon(fundingEnds, dayInLondon(around.now)) ? fundingEnds : null,
    fundingEnds: seesWorkings(state, viewer) ? fundingEnds : null,
    source: source && { system: source.system, licence: source.licence, assuredOn: source.assuredOn },
    ...{ from: state.from, heardAt: state.heardAt },
    ...claimsShown(state, viewer),
    doubts: doubtsShown(state, viewer),
    ...{ addedAt: state.addedAt, modifiedAt: state.modifiedAt },
    mine: viewer !== "outsider" && state.by?.personId === viewer.personId,
    following: viewer !== "outsider" && state.followers.some(({ personId }) => personId === viewer.personId),
    base: may.includes("reviseAsset") ? state.head : 0,
    may,
    methods: viewer === "outsider" || !may.includes("verifyAsset") ? [] : methods.filter((one) => mayKnowBy(state, viewer, one) === true),
    ...(reads ? {} : nothingMore),
  };
}

/** Something that is there, as it stands in a list. */
export type AssetRow = {
  assetId: AssetId;
  name: string;
  kind: AssetDetails["kind"];
  themes: AssetDetails["themes"];
  /** the beginning of what it is; at most 240 characters */
  summary: string;
  cost: AssetDetails["cost"];
  area: AreaNamed | null;
  status: "live" | "closing";
  /** kept from outsiders and residents */
  hidden: boolean;
  at: Point | null;
  /** as the crow flies from where one looks, to a tenth; null without a point, or where nobody looks from anywhere */
  km: number | null;
  /** about how long one walks there; null like `km` */
  minutes: number | null;
  fresh: Fresh;
  verified: { at: string; method: Method | "source" } | null;
  /** null for who isn't shown it */
  capacity: { status: CapacityStatus | "unknown"; at: string | null } | null;
  closesOn: string | null;
  moneyEnds: string | null;
};
