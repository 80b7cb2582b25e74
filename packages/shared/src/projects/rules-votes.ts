import type { OrgId, Sector } from "../kernel/shapes.ts";
import type { HeldOwner, ProjectState, Proposal } from "./state.ts";

/** Those who own it now. */
export const joined = ({ owners }: Pick<ProjectState, "owners">): HeldOwner[] =>
  Object.values(owners).flatMap((each) => (each?.status === "joined" ? each : []));
/** Those who own it, and those who are asked to. */
export const joinedOrAsked = ({ owners }: Pick<ProjectState, "owners">): HeldOwner[] =>
  Object.values(owners).flatMap((each) => (each?.status === "joined" || each?.status === "invited" ? each : []));
/** Those who owned it once: what they brought stays written in the charter. */
export const gone = ({ owners }: Pick<ProjectState, "owners">): HeldOwner[] =>
  Object.values(owners).flatMap((each) => (each && ["left", "removed", "ceased"].includes(each.status) ? each : []));
export const sectorsOf = (owners: readonly Pick<HeldOwner, "sector">[]): Sector[] => [...new Set(owners.map(({ sector }) => sector))];
/** Two organisations, of two sectors: less is not joint. */
export const isJoint = (state: Pick<ProjectState, "owners">): boolean => sectorsOf(joined(state)).length >= 2;

/** Who may vote on a question that is opened now: all who own it, but for an organisation that it is about. */
export const votersOn = (state: Pick<ProjectState, "owners">, { question }: Pick<Proposal, "question">): OrgId[] => {
  const about = question.kind === "remove" || question.kind === "ceased" ? question.orgId : undefined;
  return joined(state).flatMap(({ orgId }) => (orgId === about ? [] : orgId));
};

export type Tally = "open" | "passed" | "rejected";
/**
 * What the votes come to at this moment. A vote lapses with the ownership of whoever cast it; whoever became an owner since the question was opened has none.
 * charter, invite, wayOn: more than half of each sector; and for a way on, whoever answers for it. close: all; or after 28 days somebody, and nobody against it:
 * who was told twice and said nothing keeps nobody from ending. remove, ceased: all others, and at least two of them. delete: all. In these silence is no yes.
 */
export function tallyOf(state: Pick<ProjectState, "owners">, proposal: Proposal, now: string): Tally {
  const { question, voters, votes, until } = proposal;
  const alive = joined(state).filter(({ orgId }) => voters.includes(orgId));
  const said = (orgId: OrgId): boolean | undefined => votes[orgId]?.yes;
  const against = alive.some(({ orgId }) => said(orgId) === false);
  const all = alive.length > 0 && alive.every(({ orgId }) => said(orgId) === true);
  const over = now >= until;
  // all but one of those who were asked have left, and others have come: that one doesn't decide for them
  if (alive.length === 1 && joined(state).length > 1) return "rejected";
  switch (question.kind) {
    case "charter":
    case "invite":
      return bySector(alive, said);
    case "wayOn": {
      const answers = said(question.wayOn.orgId);
      if (answers === false) return "rejected";
      const sectors = bySector(alive, said);
      return sectors === "passed" && answers !== true ? "open" : sectors;
    }
    case "close":
      if (all) return "passed";
      if (against) return over || alive.every(({ orgId }) => said(orgId) !== undefined) ? "rejected" : "open";
      return over && proposal.reminded && alive.some(({ orgId }) => said(orgId) === true) ? "passed" : "open";
    case "remove":
    case "ceased":
      if (against || alive.length < 2) return "rejected";
      return all ? "passed" : "open";
    case "delete":
      if (against) return "rejected";
      return all ? "passed" : "open";
  }
}

/** More than half of each sector; and when that can't be any more. */
function bySector(alive: readonly HeldOwner[], said: (orgId: OrgId) => boolean | undefined): Tally {
  const sectors = sectorsOf(alive).map((sector): Tally => {
    const here = alive.filter((each) => each.sector === sector);
    const yes = here.filter(({ orgId }) => said(orgId) === true).length;
    const no = here.filter(({ orgId }) => said(orgId) === false).length;
    if (yes * 2 > here.length) return "passed";
    return no * 2 >= here.length ? "rejected" : "open";
  });
  if (sectors.includes("rejected")) return "rejected";
  return sectors.length > 0 && sectors.every((each) => each === "passed") ? "passed" : "open";
}

type At = { orgId: OrgId; now: string };
/** Whether a question is open, or decided and not done yet. */
export const isLive = ({ status }: Pick<Proposal, "status">): boolean => status === "open" || status === "passed";
/** What is said of organisations that they have ceased, and isn't done yet: whatever they do by then tells otherwise. */
export const doubted = ({ proposals }: Pick<ProjectState, "proposals">): (Proposal & { question: { kind: "ceased" } })[] =>
  Object.values(proposals).flatMap((each) => {
    const { question } = each;
    return question.kind === "ceased" && isLive(each) ? { ...each, question } : [];
  });
/** Whether a question waits for what an organisation says to it. */
export const waitsForVote = (
  state: Pick<ProjectState, "owners">,
  { status, until, voters, votes }: Proposal,
  { orgId, now }: At,
): boolean =>
  status === "open" && now < until && voters.includes(orgId) && state.owners[orgId]?.status === "joined" && votes[orgId] === undefined;
/** Whether an organisation is to be removed, and has not said yet what it has to say to that. */
export const mayReply = ({ status, until, question, reply }: Proposal, { orgId, now }: At): boolean =>
  question.kind === "remove" && question.orgId === orgId && reply === null && (status === "passed" || (status === "open" && now < until));
