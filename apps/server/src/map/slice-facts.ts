import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { AreaId, AssetId, EventId, PersonId } from "@linkwork/shared/kernel/ids.ts";
import { areaRoom, assetRoom, gapRoom, orgRoom, projectRoom } from "@linkwork/shared/kernel/room.ts";
import { isWorker, looksAfter, type Telling, type Viewer } from "@linkwork/shared/map/rules.ts";
import { isPublic, knowsPlace, maySeeAsset } from "@linkwork/shared/map/rules-asset.ts";
import { maySeeGap } from "@linkwork/shared/map/rules-gap.ts";
import { kmBetween } from "@linkwork/shared/map/rules-place.ts";
import type { AssetCommand, AssetDetails, AssetEvent, Told } from "@linkwork/shared/map/schema-asset.ts";
import type { GapCommand, GapLink } from "@linkwork/shared/map/schema-gap.ts";
import type { AreaState } from "@linkwork/shared/map/state-area.ts";
import type { AssetState, SomeDetails } from "@linkwork/shared/map/state-asset.ts";
import type { GapState } from "@linkwork/shared/map/state-gap.ts";
import { mayReadProject } from "@linkwork/shared/projects/rules.ts";
import { endedBy, type ProjectState } from "@linkwork/shared/projects/state.ts";
import type { Ask, FactsInput, Past } from "../kernel/slice.ts";
import { type MapLeads, type MustKnow, mergedInto, toldOf } from "./slice-told.ts";

/** What the rooms ask of the map's tables. */
export type MapAsks = MapLeads & {
  /** whether something that this person added is on the map, or was */
  acceptedBy(personId: PersonId): Promise<boolean>;
  /** one of the far moves that a person has in an hour; the same command asks for the same one. False: they are all gone */
  takeMove(personId: PersonId, of: { id: EventId; now: string }): Promise<boolean>;
  /** the same of what a person adds, raises or tells in an hour */
  takeTelling(personId: PersonId, of: { id: EventId; now: string; what: Telling }): Promise<boolean>;
};
/** What is known of other rooms when something is asked of one that is there. */
export type AssetFacts = {
  /** what it leads to, where it is told of elsewhere, is there for this actor */
  readonly there: boolean;
  /** something of theirs was accepted before */
  readonly accepted: boolean;
  /** of the areas that are named, those that are drawn */
  readonly areas: ReadonlySet<AreaId>;
  /** of the others that are named, those that this actor sees */
  readonly others: ReadonlyMap<AssetId, AssetState>;
  /** who has to know what becomes of it */
  readonly told: readonly Told[];
  /** whether a pin that moves far may do so */
  readonly mayMove: boolean;
  /** whether they have something left to say in this hour */
  readonly mayTell: boolean;
  /** whether they are of the organisation whose claim they answer, under another hat */
  readonly ofClaiming: boolean;
  /** what the import before this one said; and whether where it is was said here since, by people */
  readonly imported: AssetDetails | undefined;
  readonly placedHere: boolean;
};
type Linking = { readonly title: string; readonly ended?: "over" | "money" };
export type GapFacts = {
  readonly areas: ReadonlySet<AreaId>;
  /** the gap that it goes into, as this actor sees it */
  readonly other: GapState | undefined;
  /** what is linked is called so, and whether it has ended; undefined where it isn't there for this actor */
  readonly linked: Linking | undefined;
  /** whether they have something left to say in this hour */
  readonly mayTell: boolean;
  /** those that are told of in it since */
  readonly merged: readonly GapState[];
};

/** Further than that a pin is moved only so often (km). */
const far = 1;

async function drawn(areaIds: readonly AreaId[], ask: Ask): Promise<Set<AreaId>> {
  const unique = [...new Set(areaIds)];
  const found = await Promise.all(unique.map(async (areaId) => ((await ask<AreaState>(areaRoom(areaId))).area ? areaId : [])));
  return new Set(found.flat());
}
const areasIn = ({ areaId, catchment }: SomeDetails): AreaId[] => [
  ...(areaId ? [areaId] : []),
  ...(catchment?.kind === "areas" ? catchment.areaIds : []),
];

const none: AssetFacts = {
  ...{
    there: true,
    accepted: false,
    areas: new Set(),
    others: new Map(),
    told: [],
    mayMove: true,
    mayTell: true,
    ofClaiming: false,
    imported: undefined,
    placedHere: false,
  },
};
type Outside = { views: MapAsks; mustKnow: readonly MustKnow[] };

/** Whether something is there for somebody, and all that it leads to where it is told of elsewhere: it would tell of what isn't. */
export async function isThere(state: AssetState, viewer: Viewer, ask: Ask): Promise<boolean> {
  for await (const at of led(state, ask)) if (!maySeeAsset(at, viewer)) return false;
  return true;
}
/** It, and in turn what it leads to. */
async function* led(state: AssetState, ask: Ask): AsyncGenerator<AssetState> {
  let at = state;
  // two that were merged into each other at one moment lead round in a circle, until the house has taken one of them apart again
  for (const seen = new Set<string>(); !seen.has(at.assetId); ) {
    yield at;
    if (at.status !== "merged" || at.into === null) return;
    seen.add(at.assetId);
    at = await ask<AssetState>(assetRoom(at.into));
  }
}

/** What is looked up before something that is there decides. */
export async function assetFacts(input: FactsInput<AssetState, AssetCommand>, outside: Outside): Promise<AssetFacts> {
  const { state, actor, ask } = input;
  const there = state.status !== "merged" || (await isThere(state, actor, ask));
  return { ...(await factsOf(input, outside)), there };
}
async function factsOf(input: FactsInput<AssetState, AssetCommand>, outside: Outside): Promise<AssetFacts> {
  const { command, actor, id, state, now, ask } = input;
  switch (command.type) {
    case "addAsset": {
      const [areas, accepted, mayTell] = await Promise.all([
        drawn(areasIn(command.input.details), ask),
        outside.views.acceptedBy(actor.personId),
        maySayMore(input, "assets", outside.views),
      ]);
      return { ...none, areas, accepted, mayTell };
    }
    case "suggestAsset":
      return { ...none, areas: await drawn(areasIn(command.input.details), ask) };
    case "importAsset": {
      const [areas, before] = await Promise.all([drawn(areasIn(command.input.details), ask), importedBefore(input)]);
      return { ...none, areas, ...before };
    }
    case "reviseAsset": {
      const { changes } = command.input;
      const [from, to] = [state.details?.place.point, changes.place?.point];
      // who doesn't know where it is learns nothing of it by what they have left: each of theirs is a far one
      const moves = to !== undefined && (!knowsPlace(state, actor) || (from !== undefined && kmBetween(from, to) > far));
      const free = !moves || actor.roles.includes("steward") || actor.roles.includes("coordinator");
      const works = isWorker(actor);
      const [areas, mayMove, accepted, mayTell] = await Promise.all([
        drawn(areasIn(changes), ask),
        free ? true : outside.views.takeMove(actor.personId, { id, now }),
        works ? true : outside.views.acceptedBy(actor.personId),
        works ? true : maySayMore(input, "changes", outside.views),
      ]);
      return { ...none, areas, mayMove, accepted, mayTell };
    }
    case "undoChange":
      return { ...none, accepted: await outside.views.acceptedBy(actor.personId) };
    case "announceClosing":
    case "closeAsset":
      return {
        ...none,
        others: await seen(command.input.alternatives ?? [], { actor, ask }),
        told: state.status === "live" && maySeeAsset(state, actor) ? await toldOf(state, { actor, ask, now, ...outside }) : [],
      };
    case "acceptClaim":
    case "refuseClaim": {
      const { members } = await ask<OrgState>(orgRoom(command.input.orgId));
      const member = members[actor.personId];
      return { ...none, ofClaiming: member !== undefined && !member.ended };
    }
    case "doubtAsset":
      return { ...none, mayTell: await maySayMore(input, "doubts", outside.views) };
    case "mergeAsset": {
      const others = await seen([command.input.into], { actor, ask });
      // what it leads to closes: who relies on it was in no announcement
      const closes = others.get(command.input.into)?.status === "closing" && looksAfter(actor);
      return { ...none, others, told: closes ? await toldOf(state, { actor, ask, now, ...outside }) : [] };
    }
    case "unmergeAsset": {
      if (!actor.system && !looksAfter(actor)) return none;
      let last = state;
      for await (const at of led(state, ask)) last = at;
      if (last === state || !last.closing) return none;
      const know = new Set(last.closing.told.map(({ personId }) => personId));
      const rely = await toldOf(state, { actor, ask, now, ...outside });
      return { ...none, told: rely.filter(({ personId }) => know.has(personId)) };
    }
    default:
      return none;
  }
}

async function seen(ids: readonly AssetId[], { actor, ask }: { actor: Actor; ask: Ask }): Promise<Map<AssetId, AssetState>> {
  const states = await Promise.all(ids.map((id) => ask<AssetState>(assetRoom(id))));
  return new Map(states.flatMap((state) => (state.assetId !== "" && maySeeAsset(state, actor) ? [[state.assetId, state]] : [])));
}

/** What the source said when it was imported last: what people have changed here since is not the source's to change back. */
async function importedBefore({ state, roomId, past }: { state: AssetState; roomId: FactsInput<never, never>["roomId"]; past: Past }) {
  if (!state.source) return {};
  const events = (await past(roomId, 0)) as readonly AssetEvent[];
  const placed = events.find(({ seq }) => seq === state.fields.place);
  return {
    imported: events.findLast((event) => event.type === "assetImported")?.body.details,
    placedHere: placed !== undefined && placed.type !== "assetImported",
  };
}

type Asks = Pick<FactsInput<never, never>, "actor" | "id" | "now">;
/** Whether somebody has something left to say in this hour. Who looks after the map writes down whole meetings. */
const maySayMore = async ({ actor, id, now }: Asks, what: Telling, views: Pick<MapAsks, "takeTelling">): Promise<boolean> =>
  actor.system === true || looksAfter(actor) || views.takeTelling(actor.personId, { id, now, what });

/** What is looked up before a gap decides. */
export async function gapFacts(
  input: FactsInput<GapState, GapCommand>,
  views: Pick<MapAsks, "takeTelling" | "gapsMergedInto">,
): Promise<GapFacts> {
  const { command, actor, ask } = input;
  const nothing: GapFacts = { areas: new Set(), other: undefined, linked: undefined, mayTell: true, merged: [] };
  switch (command.type) {
    case "raiseGap":
    case "suggestGap": {
      const areas = await drawn([command.input.details.areaId], ask);
      return { ...nothing, areas, mayTell: await maySayMore(input, "gaps", views) };
    }
    case "addEvidence":
      return { ...nothing, mayTell: await maySayMore(input, "evidence", views) };
    case "proposeEnd":
    case "mergeGap": {
      const { into } = command.input;
      const mayTell = command.type === "mergeGap" || (await maySayMore(input, "evidence", views));
      if (into === undefined) return { ...nothing, mayTell };
      const other = await ask<GapState>(gapRoom(into));
      return { ...nothing, mayTell, other: maySeeGap(other, actor) ? other : undefined };
    }
    case "linkGap":
      return { ...nothing, linked: await linkedAs(command.input.to, actor, ask) };
    case "noteProject": {
      const { projectId, title } = command.input;
      return { ...nothing, linked: asItStands(title, await ask<ProjectState>(projectRoom(projectId))) };
    }
    case "closeGap":
    case "noteProjectEnd":
    case "noteProjectOn":
    case "withdrawGap":
    case "reopenGap":
    case "sayHelped":
      return { ...nothing, merged: await mergedInto(input.state, views, ask) };
    default:
      return nothing;
  }
}

/** What addresses a gap, by its name: something on the map for everybody, or a project that the actor's organisation owns. One that is over may have met it; it is never shown as going on. */
async function linkedAs(to: GapLink, actor: Actor, ask: Ask): Promise<Linking | undefined> {
  if (to.kind === "asset") {
    const { status, hidden, details } = await ask<AssetState>(assetRoom(to.assetId));
    return isPublic.includes(status) && status !== "merged" && !hidden && details ? { title: details.name } : undefined;
  }
  const project = await ask<ProjectState>(projectRoom(to.projectId));
  if (!mayReadProject(project, actor) || project.owners[actor.orgId]?.status !== "joined" || !project.charter) return undefined;
  return asItStands(project.charter.title, project);
}
function asItStands(title: string, project: ProjectState): Linking {
  const ended = endedBy(project);
  return { title, ...(ended ? { ended } : {}) };
}
