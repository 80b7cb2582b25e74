import type { AssetId, GapId, ProjectId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { gapRoom } from "@linkwork/shared/kernel/room.ts";
import { looksAfter, sideOf, type Viewer } from "@linkwork/shared/map/rules.ts";
import {
  type Act,
  countsNow,
  edges,
  evidenceMix,
  isTheirs,
  leadsOn,
  linksOf,
  lostProject,
  mayAct,
  maySeeGap,
  mayWithdraw,
  raisedOne,
  stillMissing,
  type WholeGap,
  waitsToEnd,
  wasHeard,
} from "@linkwork/shared/map/rules-gap.ts";
import { blurred } from "@linkwork/shared/map/rules-place.ts";
import type { ForOrg, Point, Side } from "@linkwork/shared/map/schema.ts";
import type {
  ClosureReason,
  EvidenceKind,
  GapCommand,
  GapDetails,
  GapEvent,
  GapStatus,
  ProposedEnd,
  TakenOutReason,
} from "@linkwork/shared/map/schema-gap.ts";
import { endorsed, type GapState } from "@linkwork/shared/map/state-gap.ts";
import type { AreaNamed, Around } from "./present.ts";
import { type EvidenceShown, evidenceIn, isNamed, isResident, lineOf, type TimelineLine } from "./present-line.ts";

/** How a piece of evidence came, each kind counted by itself; and who stands behind it on each side, never added up. */
export type Mix = Partial<Record<EvidenceKind, number>>;
type Endorsed = Record<Side, number>;
/** What somebody said for their organisation. */
type Said = { org: string; words: string; at: string };
type LinkShown = {
  linkId: string;
  kind: "project" | "asset";
  /** what is linked, for who may go there; null for outsiders where it is a project */
  projectId: ProjectId | null;
  assetId: AssetId | null;
  title: string;
  ended: boolean;
  /** only its money has, as far as is known */
  money: boolean;
  /** it is linked here, and can be taken away here; else to what was merged into it */
  own: boolean;
};
/** Whose word is missing before it can go on: what comes next, and who can do it. */
type Awaited = "steward" | "author" | "residents" | "partners" | "takingOn" | "addressing" | "lostProject" | "nothing";

/** Something that is missing, as one viewer sees it. */
export type GapShown = {
  roomId: RoomId;
  gapId: GapId;
  status: GapStatus;
  /** a steward has looked at it: outsiders see it */
  reviewed: boolean;
  /** kept from everybody but those who look after the map and whoever raised it, and why; null where it isn't */
  hidden: Said | null;
  /** its own words were taken out, and why */
  takenOut: TakenOutReason | null;
  /** it was opened again as often as this is above 1 */
  cycle: number;
  details: Pick<GapDetails, "title" | "theme" | "audiences" | "statement">;
  area: AreaNamed | null;
  /** about where, to half a kilometre; null where only the area was said */
  at: Point | null;
  raised: { at: string; side: Side; kind: EvidenceKind; org: string | null } | null;
  heardAt: string | null;
  mine: boolean;
  following: boolean;
  awaits: Awaited[];
  confirmed: Said | null;
  known: Said | null;
  takenOn: Said | null;
  endorsed: Endorsed;
  /** I am new in my panel: what I say is read, and counts once somebody there has let me in and I say it again */
  uncounted: boolean;
  /** as whom I endorsed it; null where I didn't */
  myEndorsement: Side | null;
  /** too many came at once, and the figures of before are shown: for who looks after the map */
  burst: { since: string; many: number } | null;
  mix: Mix;
  links: LinkShown[];
  /** `into`: in which other one it would be told, for who sees that */
  proposed: { reason: ProposedEnd; words: string; org: string | null; into: { gapId: GapId; title: string } | null } | null;
  closure: { reason: ClosureReason; words: string; decidedBy: string; org: string; at: string } | null;
  /** why it was declined, merged, taken back; or what a steward asks */
  words: string;
  into: GapId | null;
  /** residents who asked, since it was closed, that it be opened again */
  reopeners: number;
  /** four weeks after: whether it helped, of those who raised or endorsed it; null until they are asked. `alone`: my no opens it again by itself */
  helped: { yes: number; no: number; mine: boolean | null; asksMe: boolean; alone: boolean } | null;
  modifiedAt: string;
  /** what I may do with it now */
  may: GapCommand["type"][];
  /** with its words; empty for outsiders, who are told the mix */
  evidence: EvidenceShown[];
  timeline: TimelineLine[];
};

/** Something that is missing, as it stands in a list. */
export type GapRow = {
  gapId: GapId;
  title: string;
  theme: GapDetails["theme"];
  audiences: GapDetails["audiences"];
  status: GapStatus;
  reviewed: boolean;
  /** for who looks after the map, and whoever raised it: nobody else has it in their list */
  hidden: boolean;
  area: AreaNamed | null;
  at: Point | null;
  /** as the crow flies from where one looks, to a tenth; null where nobody looks from anywhere */
  km: number | null;
  side: Side | null;
  endorsed: Endorsed;
  mix: Mix;
  /** whose words came to it: whether a resident told it or stands behind it */
  residents: boolean;
  links: number;
  /** why it was closed; null while it isn't */
  closure: ClosureReason | null;
  raisedAt: string;
  modifiedAt: string;
  /** opened again as often as this is above 1 */
  cycle: number;
  mine: boolean;
};

/** About where it is, for everybody alike. */
export const gapPoint = ({ details }: Pick<GapState, "details">): Point | undefined => details?.point && blurred(details.point);
const named = (areaId: GapDetails["areaId"], { area }: Around): AreaNamed | null => {
  const found = area(areaId);
  return found ? { areaId: found.areaId, code: found.code, name: found.name } : null;
};
const onlyKinds = ({ residents: _r, partners: _p, ...kinds }: Record<string, number>): Mix => kinds;
const said = (one: { org: ForOrg; words: string; at: string } | null): Said | null =>
  one && { org: one.org.name, words: one.words, at: one.at };

function closureShown({ closure }: GapState): GapShown["closure"] {
  if (!closure) return null;
  const { reason, words, decidedBy, at } = closure;
  return { reason, words, decidedBy, org: closure.org.name, at };
}

function proposedShown({ proposed }: GapState, { otherGap }: AroundGap): GapShown["proposed"] {
  if (!proposed) return null;
  const { reason, words, org, into } = proposed;
  const title = into === null ? undefined : otherGap?.(into);
  return {
    reason,
    words,
    org: isResident(org) ? null : org.name,
    into: into !== null && title !== undefined ? { gapId: into, title } : null,
  };
}

/** What comes next. */
function awaited(whole: WholeGap): Awaited[] {
  const [{ status, confirmed, known }] = whole;
  switch (status) {
    case "held":
      return ["steward"];
    case "needsInfo":
      return ["author"];
    case "raised":
      return [...(confirmed ? [] : ["residents" as const]), ...(known ? [] : ["partners" as const])];
    case "validated":
      return ["takingOn"];
    case "beingAddressed":
      return [lostProject({ status, links: linksOf(whole) }) ? "lostProject" : "addressing"];
    default:
      return ["nothing"];
  }
}

/** What somebody may do with it as it stands; the room asks once more. */
function actsOn(whole: WholeGap, viewer: Viewer): GapCommand["type"][] {
  const [state] = whole;
  if (viewer === "outsider") return [];
  const acts = (Object.keys(edges) as Act[]).filter(
    (act) => leadsOn(state, act) === true && mayAct(state, act, viewer) === true && makesSense(whole, act, viewer),
  );
  const more: GapCommand["type"][] = state.status === "held" ? [] : ["followGap"];
  if (state.burst && looksAfter(viewer)) more.push("settleBurst");
  return [...acts, ...more];
}
function makesSense(whole: WholeGap, act: Act, viewer: Exclude<Viewer, "outsider">): boolean {
  const [state] = whole;
  if (act === "withdrawGap") return mayWithdraw(whole) === true;
  if (act === "keepGap") return waitsToEnd(state);
  if (act === "sayHelped") return wasHeard(whole, viewer) && state.asked && state.helped[viewer.personId] === undefined;
  if (act === "unlinkGap") return state.links.length > 0;
  if (act === "hideGap") return state.hidden === null;
  if (act === "showGap") return state.hidden !== null;
  if (act === "confirmNeed") return state.confirmed === null;
  if (act === "sayKnown") return state.known === null;
  if (act === "reopenGap")
    return (
      raisedOne(whole, viewer) ||
      (sideOf(viewer) === "residents" && (!state.reopeners.includes(viewer.personId) || countsNow(state, viewer)))
    );
  return true;
}

/** What a gap stands among. `events`: of its room, oldest first; `merged`: what is told of in it since. */
type AroundGap = Around & {
  events?: readonly GapEvent[];
  merged?: readonly GapState[];
  /** what another one that is missing is called; undefined for what this viewer doesn't see */
  otherGap?(gapId: GapId): string | undefined;
};
/** Something that is missing, as this viewer sees it, with what became of it; undefined where it isn't there for them. */
export function gapShown(state: GapState, viewer: Viewer, around: AroundGap): GapShown | undefined {
  const { gapId, status, details, by } = state;
  if (gapId === "" || status === "absent" || !details || !maySeeGap(state, viewer)) return undefined;
  const mine = isTheirs(state, viewer);
  const me = viewer === "outsider" ? undefined : viewer;
  const helped = Object.values(state.helped);
  const whole: WholeGap = [state, ...(around.merged ?? [])];
  const asksMe = me !== undefined && state.asked && wasHeard(whole, me) && state.helped[me.personId] === undefined;
  const after =
    state.burst && me && looksAfter(me)
      ? Object.values(state.endorsements).filter((one) => one && one.at >= (state.burst?.since ?? ""))
      : [];
  return {
    ...{ roomId: gapRoom(gapId), gapId, status, reviewed: state.reviewed, cycle: state.cycle },
    ...{ hidden: said(state.hidden), takenOut: state.takenOut[1] ?? null },
    details: { title: details.title, theme: details.theme, audiences: details.audiences, statement: details.statement },
    ...{ area: named(details.areaId, around), at: gapPoint(state) ?? null },
    raised: by && { at: state.raisedAt, side: by.side, kind: by.kind, org: isResident(state.org) ? null : (state.org?.name ?? null) },
    ...{ heardAt: state.heardAt, mine, following: me !== undefined && state.followers.some(({ personId }) => personId === me.personId) },
    awaits: awaited(whole),
    ...{ confirmed: said(state.confirmed), known: said(state.known), takenOn: said(state.takenOn) },
    endorsed: endorsed(state),
    // who was let in since gives it anew
    myEndorsement: (me && (me.newcomer || !state.newcomers.includes(me.personId)) && state.endorsements[me.personId]?.side) || null,
    uncounted: me?.newcomer === true,
    burst: state.burst && me && looksAfter(me) ? { since: state.burst.since, many: after.length } : null,
    mix: onlyKinds(evidenceMix(state)),
    links: linksOf(whole)
      .filter(({ to }) => isNamed(to, around))
      .map(({ linkId, to, title, ended, money }) => ({
        ...{ linkId, kind: to.kind, title, ended, money, own: state.links.some((one) => one.linkId === linkId) },
        projectId: to.kind === "project" && me ? to.projectId : null,
        assetId: to.kind === "asset" ? to.assetId : null,
      })),
    proposed: me && waitsToEnd(state) ? proposedShown(state, around) : null,
    closure: closureShown(state),
    ...{ words: state.words, into: state.into, reopeners: stillMissing(whole).length },
    helped:
      state.asked && me
        ? {
            yes: helped.filter((one) => one === true).length,
            no: helped.filter((one) => one === false).length,
            ...{ mine: state.helped[me.personId] ?? null, asksMe, alone: raisedOne(whole, me) },
          }
        : null,
    modifiedAt: state.modifiedAt,
    may: actsOn(whole, viewer),
    evidence: me ? evidenceIn(around.events ?? [], state, me) : [],
    timeline: (around.events ?? []).flatMap((event) => lineOf(event, state, { viewer, around })),
  };
}
