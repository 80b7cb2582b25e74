import type { Actor } from "@linkwork/shared/kernel/event.ts";
import { isCoordinator, isWorker, looksAfter } from "@linkwork/shared/map/rules.ts";
import { mayLookAfter, mayRevise, maySeePlace, runsIt } from "@linkwork/shared/map/rules-asset.ts";
import type { ForOrg } from "@linkwork/shared/map/schema.ts";
import type { AssetDetails, AssetEvent } from "@linkwork/shared/map/schema-asset.ts";
import type { AssetState } from "@linkwork/shared/map/state-asset.ts";

/** A line of what became of something that is there. */
export type HistoryLine = {
  seq: number;
  at: string;
  what: string;
  /** for which organisation; null for residents, and for the house */
  org: string | null;
  mine: boolean;
  words: string;
  /** what was changed, and both texts; without where it is for who isn't told that */
  changes: { field: keyof AssetDetails; before: unknown; after: unknown }[];
  /** it can be taken back with `undoChange` */
  undo: boolean;
};

/** What isn't told: who follows it, who has read that it ends or is told so later, who asked to run it, what somebody says is wrong; and of its places nothing that was said before. */
export const untold: readonly AssetEvent["type"][] = [
  "assetFollowed",
  "closingRead",
  "closingTold",
  "capacitySaid",
  "assetClaimed",
  "claimRefused",
  "assetDoubted",
];
/** What nobody is shown who isn't shown where it is. */
const places: readonly string[] = ["place", "areaId"];

/** What only a steward or the coordinator does: said for their panel or organisation. Of the rest, a resident is a resident. */
const forTheirs: readonly AssetEvent["type"][] = [
  ...([
    "doubtSettled",
    "assetAccepted",
    "assetRejected",
    "assetHidden",
    "assetShown",
    "assetMerged",
    "assetUnmerged",
    "claimAccepted",
  ] as const),
];

/** What the house hides with what a resident changes is no word of their panel. */
const isForTheirs = (event: AssetEvent): boolean => forTheirs.includes(event.type) && !(event.type === "assetHidden" && event.body.guarded);

type Changing = Extract<AssetEvent, { type: "assetRevised" | "changeUndone" }>;
const changes = ({ type }: AssetEvent): boolean => type === "assetRevised" || type === "changeUndone";

/** Whether somebody reads the texts that stood there: people who work, who looks after it, and whoever added it. */
const readsTexts = (state: AssetState, viewer: Actor): boolean =>
  isWorker(viewer) || looksAfter(viewer) || isCoordinator(viewer) || state.by?.personId === viewer.personId;

function textsOf({ body }: Changing, state: AssetState, viewer: Actor): HistoryLine["changes"] {
  const placed = maySeePlace(state, viewer);
  const before = body.before as Partial<Record<string, unknown>>;
  return Object.entries(body.changes).flatMap(([field, after]) =>
    places.includes(field) && !placed ? [] : [{ field: field as keyof AssetDetails, before: before[field] ?? null, after }],
  );
}

/** What became of something that is there, as somebody who is signed in is told it, the newest first. */
export function historyOf(events: readonly AssetEvent[], state: AssetState, viewer: Actor): HistoryLine[] {
  const undoes =
    mayLookAfter(state, viewer, ["held", "live", "closing"]) === true ||
    (runsIt(state, viewer) && mayRevise(state, viewer, false) === true);
  return events
    .filter(({ type }) => !untold.includes(type))
    .map((event): HistoryLine => {
      const { org, words = "", reason = "" } = event.body as { org?: ForOrg; words?: string; reason?: string };
      return {
        ...{
          seq: event.seq,
          at: event.at,
          what: event.type,
          org: org && (org.sector !== "citizen" || isForTheirs(event)) ? org.name : null,
        },
        ...{ mine: event.actor.personId === viewer.personId, words: words || reason },
        changes: changes(event) && readsTexts(state, viewer) ? textsOf(event as Changing, state, viewer) : [],
        undo: changes(event) && undoes,
      };
    })
    .reverse();
}
