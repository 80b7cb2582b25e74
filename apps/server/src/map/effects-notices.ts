import { membersAs } from "@linkwork/shared/identity/rules.ts";
import type { MapNotice } from "@linkwork/shared/identity/rules-notices.ts";
import type { Notice, OrgCard } from "@linkwork/shared/identity/schema.ts";
import type { OrgState, PersonState } from "@linkwork/shared/identity/state.ts";
import type { OrgId, PersonId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { waitsGuarded } from "@linkwork/shared/map/rules-asset.ts";
import { linksOf, lostProject, spokeUp } from "@linkwork/shared/map/rules-gap.ts";
import type { AssetEvent } from "@linkwork/shared/map/schema-asset.ts";
import type { GapEvent } from "@linkwork/shared/map/schema-gap.ts";
import type { AssetState, Who } from "@linkwork/shared/map/state-asset.ts";
import type { GapState } from "@linkwork/shared/map/state-gap.ts";
import type { Ask, Effect } from "../kernel/slice.ts";
import { answersForIt, type MapLeads, mergedInto } from "./slice-told.ts";

/** The organisations that there are. */
export type Orgs = () => Promise<readonly Pick<OrgCard, "orgId" | "sector">[]>;

/** Each one once, and nobody of what they did themselves. */
function delivered(kind: MapNotice, about: Pick<Notice, "assetId" | "gapId">, all: readonly Who[], but?: PersonId): Effect[] {
  const once = new Map<PersonId, Who>();
  for (const who of all) if (who.personId !== but && !once.has(who.personId)) once.set(who.personId, who);
  return [...once.values()].map(({ personId, orgId }): Effect => {
    const input: Notice = { kind, orgId, ...about };
    return { target: personRoom(personId), type: "deliverNotice", input };
  });
}

/** Of several things that follow from one event somebody is told the first: there is one notice of an event for each person. */
const firstOf = (all: readonly Effect[]): Effect[] =>
  all.filter((one, at) => !all.some((other, before) => before < at && "target" in one && "target" in other && other.target === one.target));

/** So many stewards and coordinators at most are told of one thing: somebody of them looks. */
const mostCarers = 60;
type Carers = { readonly coordinators: Who[]; readonly residents: Who[]; readonly partners: Who[] };
/** Who looks after the map: coordinators, and the stewards of the residents' side and of the partners'. */
async function carers(orgs: Orgs, ask: Ask): Promise<Carers> {
  const found: Carers = { coordinators: [], residents: [], partners: [] };
  for (const { orgId, sector } of await orgs()) {
    const org = await ask<OrgState>(orgRoom(orgId));
    const as = (role: "coordinator" | "steward"): Who[] => membersAs(org, role).map(({ personId }) => ({ personId, orgId }));
    found.coordinators.push(...as("coordinator"));
    found[sector === "citizen" ? "residents" : "partners"].push(...as("steward"));
  }
  return found;
}

/** Something waits to be looked at: those who can settle it hear it, for the most part the residents' stewards and the coordinators. Who was told before, and hasn't read it, isn't told again. */
export async function waits(
  about: Pick<Notice, "assetId" | "gapId">,
  but: PersonId,
  orgs: Orgs,
  ask: Ask,
  settle = ({ residents, coordinators }: Carers): Who[] => [...residents, ...coordinators],
): Promise<Effect[]> {
  const unread = async ({ personId, orgId }: Who): Promise<boolean> => {
    const { notices } = await ask<PersonState>(personRoom(personId));
    return Object.values(notices).some((notice) => notice.kind === "mapWaits" && notice.orgId === orgId);
  };
  const all = settle(await carers(orgs, ask)).slice(0, mostCarers);
  const told = await Promise.all(all.map(async (who) => ((await unread(who)) ? [] : [who])));
  return delivered("mapWaits", about, told.flat(), but);
}

/** An organisation says that it runs something: whoever can answer it hears that, and nobody of that organisation. Coordinators do; where there are none, the stewards. */
async function claimAsked(claiming: OrgId, about: Pick<Notice, "assetId">, orgs: Orgs, ask: Ask): Promise<Effect[]> {
  const { coordinators, residents, partners } = await carers(orgs, ask);
  const others = (all: readonly Who[]) => all.filter(({ orgId }) => orgId !== claiming);
  const named = others(coordinators);
  return delivered("claimAsked", about, (named.length > 0 ? named : others([...partners, ...residents])).slice(0, mostCarers));
}

/** Those who hear what was said to their organisation: its managers and whoever reads what comes in; where there are none, who works there. */
async function speaksFor(orgId: OrgId, ask: Ask): Promise<Who[]> {
  const org = await ask<OrgState>(orgRoom(orgId));
  const named = (["manager", "roleInbox"] as const).flatMap((role) => membersAs(org, role)).map(({ personId }) => ({ personId, orgId }));
  return named.length > 0 ? named : answersForIt(orgId, ask);
}

/** The organisations that were found to run it. */
const runBy = (claims: AssetState["claims"]): OrgId[] =>
  Object.values(claims).flatMap((claim) => (claim?.status === "held" ? claim.org.orgId : []));

/** Who is told what became of something that is there. */
export async function assetNotices(event: AssetEvent, state: AssetState, orgs: Orgs, ask: Ask): Promise<Effect[]> {
  const { assetId, followers, claims, closing } = state;
  if (assetId === "") return [];
  const about = { assetId };
  const { personId } = event.actor;
  switch (event.type) {
    case "assetAdded":
      return event.body.held || waitsGuarded(state) ? waits(about, personId, orgs, ask) : [];
    case "assetHidden":
      return event.body.guarded && waitsGuarded(state) ? waits(about, personId, orgs, ask) : [];
    case "assetSuggested":
      return waits(about, personId, orgs, ask);
    case "closingAnnounced":
    case "closingTold":
      return delivered("assetCloses", about, event.body.told, personId);
    case "closingCancelled":
    case "assetClosed": {
      // whoever runs it hears it from us first, whoever closed it
      const runs = await Promise.all(runBy(claims).map((orgId) => answersForIt(orgId, ask)));
      const told = (event.type === "closingCancelled" ? event.body.told : closing?.told) ?? [];
      // what was announced and is over at one moment is told once
      const justTold = event.type === "assetClosed" && event.body.unannounced ? told.map((one) => one.personId) : [];
      const all = [...runs.flat(), ...told, ...followers].filter((one) => !justTold.includes(one.personId));
      return delivered("assetMoved", about, all, personId);
    }
    case "assetReopened":
    case "assetMerged":
    case "assetUnmerged": {
      // what was hidden with it by what it led to waits once it stands by itself
      const looks = event.type === "assetUnmerged" && waitsGuarded(state) ? await waits(about, personId, orgs, ask) : [];
      return firstOf([...delivered("assetMoved", about, [...(event.body.told ?? []), ...followers], personId), ...looks]);
    }
    case "assetAccepted":
    case "assetRejected":
      return delivered("assetMoved", about, followers, personId);
    case "assetDoubted": {
      const runs = await Promise.all(runBy(claims).map((orgId) => answersForIt(orgId, ask)));
      return firstOf([...(await waits(about, personId, orgs, ask)), ...delivered("assetDoubted", about, runs.flat(), personId)]);
    }
    case "doubtSettled":
      return delivered("assetMoved", about, [event.body.of], personId);
    case "assetClaimed":
      return claimAsked(event.body.org.orgId, about, orgs, ask);
    case "claimAccepted":
    case "claimRefused":
      return delivered("claimAnswered", about, await speaksFor(event.body.orgId, ask), personId);
    case "claimEnded":
      return event.actor.orgId === event.body.orgId
        ? []
        : delivered("claimAnswered", about, await speaksFor(event.body.orgId, ask), personId);
    default:
      return [];
  }
}

/** Whether a gap stands otherwise by an event. Of both sides' words it is the second that moves it. */
function moves(event: GapEvent, { confirmed, known, status }: GapState): boolean {
  switch (event.type) {
    case "gapAccepted":
    case "moreAsked":
    case "moreAnswered":
    case "takenOn":
    case "stoodDown":
    case "gapClosed":
    case "gapReopened":
    case "gapDeclined":
    case "gapWithdrawn":
    case "gapMerged":
    case "gapUnmerged":
    case "gapRestored":
    case "gapShown":
      return true;
    case "projectEndNoted":
      // that its money was gone was told
      return !event.body.again && (status === "validated" || status === "beingAddressed");
    case "projectOnNoted":
      return status === "validated" || status === "beingAddressed";
    case "needConfirmed":
      return known !== null && known.at <= event.at && status !== "needsInfo";
    case "knownSaid":
      return confirmed !== null && confirmed.at <= event.at && status !== "needsInfo";
    case "reopeningAsked":
    case "helpedSaid":
      return event.body.reopened;
    default:
      return false;
  }
}

/** Whose word a gap waits for by an event: what a resident says is missing for the residents' stewards, one side's word for the other side's. */
function awaits({ type }: GapEvent, { confirmed, known, status }: GapState): "residents" | "partners" | undefined {
  if (status === "needsInfo") return undefined;
  if (type === "gapRaised" || (type === "knownSaid" && !confirmed)) return "residents";
  return type === "needConfirmed" && !known ? "partners" : undefined;
}

/** Who proposed the end that a steward decided on. */
function proposers(event: GapEvent): Who[] {
  if (!["gapKept", "gapClosed", "gapDeclined", "gapMerged"].includes(event.type)) return [];
  const { of, others = [] } = event.body as { of?: Who; others?: Who[] };
  return [...(of ? [of] : []), ...others];
}

/** What a gap stands among when it is told of. */
export type GapAround = { orgs: Orgs; ask: Ask; views: Pick<MapLeads, "gapsMergedInto"> };
/** Who is told what became of something that is missing: whoever raised it, stands behind it, told of it or follows it, or did so of one that is told of here since; and whoever has to look at it. */
export async function gapNotices(event: GapEvent, state: GapState, { orgs, ask, views }: GapAround): Promise<Effect[]> {
  const { gapId, by, followers, burst, hidden } = state;
  if (gapId === "") return [];
  const about = { gapId };
  const { personId } = event.actor;
  if (event.type === "wordsTakenOut") return delivered("gapMoved", about, event.body.of ? [event.body.of] : [], personId);
  // while it is hidden, it is there for nobody else
  if (hidden) return event.type === "gapHidden" || moves(event, state) ? delivered("gapMoved", about, by ? [by] : [], personId) : [];
  const word = awaits(event, state);
  if (word) return waits(about, personId, orgs, ask, (all) => all[word]);
  const bursts = event.type === "gapEndorsed" && burst?.after === event.seq;
  if (event.type === "gapSuggested" || bursts) return waits(about, personId, orgs, ask);
  if (event.type === "endProposed") {
    const { takenOn } = state;
    const tookOn = takenOn ? await speaksFor(takenOn.org.orgId, ask) : [];
    return firstOf([...(await waits(about, personId, orgs, ask)), ...delivered("gapMoved", about, tookOn, personId)]);
  }
  if (event.type === "gapKept") return delivered("gapMoved", about, proposers(event), personId);
  if (event.type !== "helpedAsked" && !moves(event, state)) return [];
  const merged = await mergedInto(state, views, ask);
  // what is hidden is there for nobody but whoever raised it
  const heard = [state, ...merged].flatMap((one) => (one.hidden ? (one.by ?? []) : spokeUp(one)));
  if (event.type === "helpedAsked") return delivered("helpAsked", about, heard);
  // who took it on hears it too when somebody else says that they stop, and when the project has ended or goes on after all
  const ofProject = event.type === "projectEndNoted" || event.type === "projectOnNoted";
  const took = event.type === "stoodDown" ? event.body.of : ofProject ? state.takenOn?.org : undefined;
  const tookOn = took ? await speaksFor(took.orgId, ask) : [];
  const follow = [...followers, ...merged.flatMap((one) => (one.hidden ? [] : one.followers))];
  // somebody looks at it where nothing else goes on that is to meet it
  const lost = event.type === "projectEndNoted" && lostProject({ status: state.status, links: linksOf([state, ...merged]) });
  const looks = lost ? await waits(about, personId, orgs, ask) : [];
  return firstOf([...looks, ...delivered("gapMoved", about, [...heard, ...follow, ...tookOn, ...proposers(event)], personId)]);
}
