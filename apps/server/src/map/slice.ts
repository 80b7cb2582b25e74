import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { maySeeAsset } from "@linkwork/shared/map/rules-asset.ts";
import { maySeeGap } from "@linkwork/shared/map/rules-gap.ts";
import { concealGap, tookGap } from "@linkwork/shared/map/rules-words.ts";
import { type AreaCommand, type AreaEvent, areaEvents } from "@linkwork/shared/map/schema-area.ts";
import { type AssetCommand, type AssetEvent, assetEvents } from "@linkwork/shared/map/schema-asset.ts";
import { type GapCommand, type GapEvent, gapEvents } from "@linkwork/shared/map/schema-gap.ts";
import { type AreaState, foldArea, noArea } from "@linkwork/shared/map/state-area.ts";
import { type AssetState, foldAsset, noAsset } from "@linkwork/shared/map/state-asset.ts";
import { foldGap, type GapState, noGap } from "@linkwork/shared/map/state-gap.ts";
import { defineSlice } from "../kernel/slice.ts";
import { decideArea } from "./decide-area.ts";
import { decideAsset } from "./decide-asset.ts";
import { decideGap } from "./decide-gap.ts";
import { assetEffects, assetHasEffects, gapEffects, gapHasEffects } from "./effects.ts";
import type { Orgs } from "./effects-notices.ts";
import { type AssetFacts, assetFacts, type GapFacts, gapFacts, type MapAsks } from "./slice-facts.ts";
import type { MustKnow } from "./slice-told.ts";

type Written<S> = { state: S; roomId: RoomId; seq: number };
/** Where what stands in the rooms is written down, to be found again. Each writes only what is newer than what it has (`seq`). */
export type MapWrites = {
  writeAsset(written: Written<AssetState>): Promise<void>;
  writeGap(written: Written<GapState>): Promise<void>;
  writeArea(written: Written<AreaState>): Promise<void>;
};

/** What the author of an event is given back who doesn't read the room: what they asked for, and nothing that stood there or whom it concerns. */
function ownPart(event: AssetEvent): AssetEvent {
  switch (event.type) {
    case "assetRevised":
      return { ...event, body: { ...event.body, before: {} } };
    case "changeUndone":
      return { ...event, body: { ...event.body, changes: {}, before: {} } };
    case "closingAnnounced":
      return { ...event, body: { ...event.body, told: [] } };
    case "closingCancelled":
      return { ...event, body: { ...event.body, told: [] } };
    case "assetReopened":
      return { ...event, body: { ...event.body, told: [] } };
    case "assetUnmerged":
      return { ...event, body: { ...event.body, told: [] } };
    case "assetMerged": {
      const { told: _told, mustKnow: _mustKnow, ...body } = event.body;
      return { ...event, body };
    }
    case "doubtSettled": {
      // to whoever settles it, it was a resident, or somebody of an organisation
      const { of: _of, ...body } = event.body;
      return { ...event, body } as AssetEvent;
    }
    default:
      return event;
  }
}

/** The same of a gap: whose words they were, and who had proposed what is settled, is for the house. */
function ownGapPart(event: GapEvent): GapEvent {
  switch (event.type) {
    case "gapClosed":
    case "gapDeclined":
    case "gapMerged":
    case "gapKept": {
      const { of: _of, others: _others, ...body } = event.body;
      return { ...event, body } as GapEvent;
    }
    case "wordsTakenOut":
      return { ...event, body: { ...event.body, of: null } };
    default:
      return event;
  }
}

/** Something that is there for people. Nobody but the house reads the room: what people see of it is made in one place, for every kind of viewer. */
export const assetSlice = ({ views, orgs, mustKnow }: { views: MapWrites & MapAsks; orgs: Orgs; mustKnow: readonly MustKnow[] }) =>
  defineSlice<AssetState, AssetCommand, AssetEvent, AssetFacts>({
    kind: "asset",
    events: assetEvents,
    initial: noAsset,
    shape: 5,
    quiet: true,
    fold: foldAsset,
    rules: {
      mayKnow: (state, actor) => maySeeAsset(state, actor),
      mayRead: (_state, actor) => actor.system === true,
      changesReaders: () => false,
    },
    decide: decideAsset,
    refs: ({ type, input }) => (type === "undoChange" ? [input.seq] : []),
    facts: (input) => assetFacts(input, { views, mustKnow }),
    answerUnread: ownPart,
    views: { of: () => true, write: views.writeAsset },
    effects: { of: assetHasEffects, list: (event, state, _roomId, ask) => assetEffects(event, state, orgs, ask) },
  });

/** Something that is missing; read like what is there, by nobody but the house. */
export const gapSlice = ({ views, orgs }: { views: MapWrites & MapAsks; orgs: Orgs }) =>
  defineSlice<GapState, GapCommand, GapEvent, GapFacts>({
    kind: "gap",
    events: gapEvents,
    initial: noGap,
    shape: 5,
    quiet: true,
    fold: foldGap,
    rules: {
      mayKnow: (state, actor) => maySeeGap(state, actor),
      mayRead: (_state, actor) => actor.system === true,
      changesReaders: () => false,
    },
    decide: decideGap,
    refs: ({ type, input }) => (type === "takeOutWords" ? [input.seq] : []),
    facts: (input) => gapFacts(input, views),
    answerUnread: ownGapPart,
    takesBack: {
      conceal: concealGap,
      of: ({ type }) => (type === "wordsTakenOut" ? { from: 1, files: [] } : undefined),
      took: tookGap,
    },
    views: { of: () => true, write: views.writeGap },
    effects: { of: gapHasEffects, list: (event, state, _roomId, ask) => gapEffects(event, state, { orgs, ask, views }) },
  });

/** A part of the map with a name. Everybody who is signed in reads it: what it is, its numbers, and that something in it has changed. */
export const areaSlice = (views: MapWrites) =>
  defineSlice<AreaState, AreaCommand, AreaEvent>({
    kind: "area",
    events: areaEvents,
    initial: noArea,
    shape: 1,
    quiet: true,
    fold: foldArea,
    rules: { mayKnow: () => true, mayRead: () => true, changesReaders: () => false },
    decide: decideArea,
    views: { of: ({ type }) => type !== "stirred", write: views.writeArea },
  });
