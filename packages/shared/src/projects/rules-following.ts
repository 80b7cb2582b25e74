import type { Actor, Draft } from "../kernel/event.ts";
import type { EventId } from "../kernel/ids.ts";
import { atWallInLondon } from "../kernel/london.ts";
import type { OrgId } from "../kernel/shapes.ts";
import { isWorking } from "./rules.ts";
import { withoutExport } from "./rules-export.ts";
import { isJoint, joined, tallyOf } from "./rules-votes.ts";
import type { Milestone, ProjectEvent } from "./schema.ts";
import type { Owner } from "./schema-owners.ts";
import { endOf, foldProject, lastDayOf, milestoneKey, type ProjectState, type Proposal, undecided } from "./state.ts";

export type ProjectDraft = Draft<ProjectEvent>;
/** What is known of organisations that are asked in. */
export type Asked = ReadonlyMap<OrgId, Pick<Owner, "name" | "sector">>;

const day = 24 * 3600_000;
const iso = (ms: number): string => new Date(ms).toISOString();
/** An instant so many days later. */
export const daysLater = (at: string, days: number): string => iso(Date.parse(at) + days * day);
/** When a day begins in London, or another one so many days later. */
const begins = (date: string, later = 0): string => iso(atWallInLondon(Date.parse(`${date}T00:00:00Z`) + later * day));

/** How long it can be answered: a project that is proposed, or a place in one that has begun, and a question. Days. */
export const answerDays = { project: 30, question: 28, remindAfter: 14, remindBefore: 7 } as const;
/** How long what was decided waits before it is done: the right of reply; and time for whoever has not ceased after all. Days. */
const noticeDays = { remove: 14, ceased: 28 } as const;
/** How long a project has to be closed before it can be deleted. Days. */
export const closedDays = 90;

/** The state that an event leaves, before it has its number. */
export const afterDraft = (state: ProjectState, draft: ProjectDraft, { actor, now }: { actor: Actor; now: string }): ProjectState =>
  foldProject(state, {
    ...draft,
    ...{ seq: state.heard + 1, id: "" as EventId, at: now },
    actor: { personId: actor.personId, orgId: actor.orgId },
  } as ProjectEvent);

/** Whether what a question asks can still be done. */
function stillAsked(state: ProjectState, { question, status, ...rest }: Proposal): boolean {
  const isIn = (orgId: OrgId) => state.owners[orgId]?.status === "joined";
  if (!isWorking(state) && !["remove", "ceased", "delete"].includes(question.kind)) return false;
  switch (question.kind) {
    case "charter":
      // what it was written on is there no more: money came in meanwhile by another vote
      return Object.values(state.waysOn).every(({ at, wayOn }) => wayOn.way !== "successorFunding" || at <= rest.at);
    case "invite":
      return !isIn(question.orgId) && state.owners[question.orgId]?.status !== "invited";
    case "wayOn":
      // it was asked about one end: another question has moved it, or taken the money out
      return isIn(question.wayOn.orgId) && endOf(state, question.fundingId) === rest.ends;
    case "remove":
    case "ceased":
      // decided by all others and at least two: should they be fewer by the day, it is nobody's to do
      return isIn(question.orgId) && (status === "open" || tallyOf(state, { question, status, ...rest }, rest.until) === "passed");
    case "close":
      return true;
    case "delete":
      // something was noted since: with it would go what nobody has
      return withoutExport(state).length === 0;
  }
}

/** What a question comes to at this moment. */
function nextOf(state: ProjectState, proposal: Proposal, now: string, asked: Asked): ProjectDraft[] {
  const { proposalId, question, status, from, until } = proposal;
  if (status !== "open" && status !== "passed") return [];
  const body = { proposalId };
  if (!stillAsked(state, proposal)) return [{ type: "proposalOvertaken", body }];
  if (status === "open") {
    const tally = tallyOf(state, proposal, now);
    if (tally === "rejected") return [{ type: "proposalRejected", body }];
    if (tally === "open") return now >= until ? [{ type: "proposalExpired", body }] : [];
    const waits = question.kind === "remove" || question.kind === "ceased" ? daysLater(now, noticeDays[question.kind]) : null;
    return [{ type: "proposalPassed", body: { proposalId, from: waits } }];
  }
  if (from !== null && now < from) return [];
  if (question.kind !== "invite") return [{ type: "proposalExecuted", body }];
  const org = asked.get(question.orgId);
  const owner: Owner | undefined = org && { orgId: question.orgId, ...org, status: "invited", stewards: [] };
  return owner
    ? [
        { type: "proposalExecuted", body },
        { type: "partnerInvited", body: { owner } },
      ]
    : [];
}

/** What follows from who is in it, whatever the clock says. */
function standing(state: ProjectState): ProjectDraft[] {
  const { status } = state;
  if (isWorking(state) && joined(state).length === 0) return [{ type: "projectClosed", body: {} }];
  if ((status === "proposed" || status === "needsPartner") && isJoint(state)) return [{ type: "projectActivated", body: {} }];
  if ((status === "active" || status === "sustainReview") && !isJoint(state)) return [{ type: "partnerNeeded", body: {} }];
  const ended = undecided(state).some(({ fundingId, until }) =>
    state.milestones.includes(milestoneKey({ fundingId, until, milestone: 0 })),
  );
  return ended && isWorking(state) && status !== "closing" ? [{ type: "closingBegun", body: {} }] : [];
}

type Timed = { readonly at: string; readonly draft: ProjectDraft };
const milestones: readonly Milestone[] = [120, 90, 30, 0];
/** All that will follow by the clock alone, as it stands. London's days. */
function timed(state: ProjectState, now: string): Timed[] {
  const reminders = Object.values(state.proposals).flatMap(({ proposalId, status, at, until, reminded }): Timed[] => {
    const due = daysLater(at, answerDays.remindAfter);
    // who slept through it is not told when there is no time left to answer
    const late = now >= daysLater(until, -answerDays.remindBefore);
    return status === "open" && !reminded && !late ? [{ at: due, draft: { type: "votersReminded", body: { proposalId } } }] : [];
  });
  if (state.status === "proposed")
    return [{ at: daysLater(state.proposedAt, answerDays.project), draft: { type: "projectLapsed", body: {} } }];
  if (!isWorking(state)) return reminders;
  const unanswered = Object.values(state.owners).flatMap((each): Timed[] =>
    each?.status === "invited"
      ? [{ at: daysLater(each.since, answerDays.project), draft: { type: "placeLapsed", body: { orgId: each.orgId } } }]
      : [],
  );
  const ends = undecided(state).flatMap(({ fundingId, until }) =>
    milestones.flatMap((milestone): Timed[] => {
      const body = { fundingId, until, milestone };
      const at = milestone === 0 ? begins(until, 1) : begins(until, -milestone);
      return state.milestones.includes(milestoneKey(body)) ? [] : [{ at, draft: { type: "milestoneReached", body } }];
    }),
  );
  const last = lastDayOf(state);
  return [
    ...reminders,
    ...unanswered,
    ...ends,
    ...(last ? [{ at: begins(last, 1), draft: { type: "projectClosed", body: {} } as const }] : []),
  ];
}

/** A commit holds 64 events, and what caused these is among them: what is left comes with the next one. */
const atOnce = 40;
/** All that is so and not written down yet: what votes have come to, who is missing, and what has become true by the clock. */
export function following(start: ProjectState, { actor, now, asked }: { actor: Actor; now: string; asked: Asked }): ProjectDraft[] {
  const drafts: ProjectDraft[] = [];
  let state = start;
  while (drafts.length < atOnce) {
    const questions = Object.values(state.proposals);
    const settled = questions.map((each) => nextOf(state, each, now, asked)).find((some) => some.length > 0) ?? standing(state);
    const due = timed(state, now).filter(({ at }) => at <= now);
    const [first] = due.sort((a, b) => a.at.localeCompare(b.at));
    const next = settled.length > 0 ? settled : first ? [first.draft] : [];
    if (next.length === 0) return drafts;
    for (const draft of next) {
      drafts.push(draft);
      state = afterDraft(state, draft, { actor, now });
    }
  }
  return drafts;
}

/** The next instant at which something follows by the clock, as seen at `now`; undefined where nothing will. */
export function dueAt(state: ProjectState, now: string): string | undefined {
  const questions = Object.values(state.proposals).flatMap(({ status, until, from }) =>
    status === "open" ? [until] : status === "passed" && from !== null ? [from] : [],
  );
  return [...timed(state, now).map(({ at }) => at), ...questions].sort()[0];
}
