import { membersAs } from "@linkwork/shared/identity/rules.ts";
import type { OrgState } from "@linkwork/shared/identity/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { AssetId, GapId, OrgId, PersonId, ProjectId } from "@linkwork/shared/kernel/ids.ts";
import { assetRoom, gapRoom, orgRoom } from "@linkwork/shared/kernel/room.ts";
import { most } from "@linkwork/shared/map/rules.ts";
import { spokeUp } from "@linkwork/shared/map/rules-gap.ts";
import type { Told } from "@linkwork/shared/map/schema-asset.ts";
import type { AssetState, Who } from "@linkwork/shared/map/state-asset.ts";
import type { GapState } from "@linkwork/shared/map/state-gap.ts";
import type { Ask } from "../kernel/slice.ts";

/** What leads to what, as the map's tables know it. */
export type MapLeads = {
  /** gaps that something that is there, or a project, is to address */
  gapsLinkedTo(id: AssetId | ProjectId): Promise<GapId[]>;
  /** gaps that are told of in this one since */
  gapsMergedInto(id: GapId): Promise<GapId[]>;
  /** things that are there, and are told of in this one since */
  assetsMergedInto(id: AssetId): Promise<AssetId[]>;
};
/** Those who have to be told that something closes, as another slice knows them: whose cards lead to it, who visits there. */
export type MustKnow = (assetId: AssetId, ask: Ask, now: string) => Promise<readonly Told[]>;

/** So many that are told of in one are listened to. */
const mostMerged = 300;
type Merged<Id extends string> = { readonly status: string; readonly into: Id | null };
/** What was merged into something, and into that, as it stands at this moment. Taken apart again, it is not among them. */
async function thoseInto<Id extends string, S extends Merged<Id>>(
  id: Id,
  { idsInto, stateOf }: { idsInto(id: Id): Promise<Id[]>; stateOf(id: Id): Promise<S> },
): Promise<S[]> {
  const found = new Map<Id, S>();
  const into: Id[] = [id];
  for (let at = 0; at < into.length && found.size < mostMerged; at++) {
    const here = into[at] as Id;
    const states = await Promise.all((await idsInto(here)).map(async (each) => [each, await stateOf(each)] as const));
    for (const [each, state] of states) {
      if (state.status !== "merged" || state.into !== here || into.includes(each)) continue;
      found.set(each, state);
      into.push(each);
    }
  }
  return [...found.values()];
}
/** What was merged into a gap: whoever spoke up there is heard here. */
export const mergedInto = async (
  { gapId }: Pick<GapState, "gapId">,
  { gapsMergedInto }: Pick<MapLeads, "gapsMergedInto">,
  ask: Ask,
): Promise<GapState[]> => (gapId === "" ? [] : thoseInto(gapId, { idsInto: gapsMergedInto, stateOf: (id) => ask<GapState>(gapRoom(id)) }));
/** So many are followed from one to the next. */
const mostLed = 10;
/** Where something that is missing is told of now. */
export async function gapLedTo(gapId: GapId, ask: Ask): Promise<GapState> {
  let at = await ask<GapState>(gapRoom(gapId));
  for (let n = 0; n < mostLed && at.status === "merged" && at.into !== null; n++) at = await ask<GapState>(gapRoom(at.into));
  return at;
}
/** What was merged into something that is there. */
const assetsInto = async (assetId: AssetId, { assetsMergedInto }: Pick<MapLeads, "assetsMergedInto">, ask: Ask): Promise<AssetState[]> =>
  thoseInto(assetId, { idsInto: assetsMergedInto, stateOf: (id) => ask<AssetState>(assetRoom(id)) });

/** Who spoke up for a gap or follows it; of what is hidden whoever raised it, to whom alone it is there. */
const behindGap = (gap: GapState): Who[] => (gap.hidden ? (gap.by ? [gap.by] : []) : [...spokeUp(gap), ...gap.followers]);

/** Who has to know that it closes, each once and for the first of the reasons: who runs it, whose cards and visits lead there, who is behind a gap that it addresses, who made sure of it, who follows it. The same of what was merged into it. */
export async function toldOf(
  state: AssetState,
  { actor, ask, now, views, mustKnow }: { views: MapLeads; mustKnow: readonly MustKnow[]; actor: Actor; ask: Ask; now: string },
): Promise<Told[]> {
  if (state.assetId === "") return [];
  const whole = [state, ...(await assetsInto(state.assetId, views, ask))];
  const ids = whole.flatMap(({ assetId }) => (assetId === "" ? [] : assetId));
  const held = whole.flatMap(({ claims }) => Object.values(claims).flatMap((claim) => (claim?.status === "held" ? claim.org.orgId : [])));
  const runs = await Promise.all([...new Set(held)].map((orgId) => answersForIt(orgId, ask)));
  const elsewhere = await Promise.all(ids.flatMap((assetId) => mustKnow.map((of) => of(assetId, ask, now))));
  const gapIds = new Set((await Promise.all(ids.map((assetId) => views.gapsLinkedTo(assetId)))).flat());
  const gaps = await Promise.all([...gapIds].map((gapId) => ask<GapState>(gapRoom(gapId))));
  const told = await Promise.all(gaps.map(async (gap) => [gap, ...(await mergedInto(gap, views, ask))]));
  const behind = told.flat().flatMap(behindGap);
  const as = (why: Told["why"], all: readonly { personId: PersonId; orgId: OrgId }[]): Told[] =>
    all.map(({ personId, orgId }) => ({ personId, orgId, why }));
  const all = [
    ...as("runs", runs.flat()),
    ...elsewhere.flat(),
    ...as("gap", behind),
    ...as(
      "verified",
      whole.flatMap(({ verifiers }) => verifiers),
    ),
    ...as(
      "follows",
      whole.flatMap(({ followers }) => followers),
    ),
  ];
  const once = new Map<PersonId, Told>();
  for (const one of all) if (one.personId !== actor.personId && !once.has(one.personId)) once.set(one.personId, one);
  return [...once.values()].slice(0, most.told);
}

/** Those of an organisation who are told of what it runs: who works there, manages it, or reads what comes in. */
export async function answersForIt(orgId: OrgId, ask: Ask): Promise<{ personId: PersonId; orgId: OrgId }[]> {
  const org = await ask<OrgState>(orgRoom(orgId));
  const people = (["worker", "linkWorker", "roleInbox", "manager"] as const).flatMap((role) => membersAs(org, role));
  return [...new Set(people.map(({ personId }) => personId))].map((personId) => ({ personId, orgId }));
}
