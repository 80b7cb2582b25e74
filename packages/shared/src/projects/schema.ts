import { z } from "zod";
import { WallDay } from "../exchange/schema.ts";
import type { CommandsOf, EventsOf } from "../kernel/event.ts";
import { BoardId, GapId, line, OrgId, PartId, PersonId, ProjectId, text, unfinished } from "../kernel/shapes.ts";
import { Owner } from "./schema-owners.ts";

/** What somebody brings: money is one of many. */
export const Kind = z.enum(["place", "time", "livedExperience", "skills", "equipment", "food", "money", "other"]);
export type Kind = z.infer<typeof Kind>;
/** How much money, in pence. */
export const Pence = z.int().min(0).max(10_000_000_00);
/** How much time, in hours. */
export const Hours = z.number().min(0).max(10_000).multipleOf(0.25);

/** What an organisation brings to it. */
export const Brings = z.strictObject({ bringsId: PartId, orgId: OrgId, kind: Kind, words: line(200) });
/** Money with an end: who gives it, how much, from when and until when (the last day that it pays for). */
export const Funding = z.strictObject({
  fundingId: PartId,
  name: line(120),
  funder: line(120),
  /** null where it is not said */
  pence: Pence.nullable(),
  from: WallDay,
  until: WallDay,
});
export type Funding = z.infer<typeof Funding>;
/** What both sectors look at to see whether it helped. Links and referrals are not counted here, nor anywhere. */
export const Measure = z.strictObject({
  measureId: PartId,
  /** what should become better, and for whom */
  words: line(200),
  /** how we'll know */
  how: line(200),
  /** what we hope for */
  target: line(120),
  by: WallDay.nullable(),
});
export type Measure = z.infer<typeof Measure>;

/** What a project is: agreed by all who own it. What is not written yet is empty; saying yes to it asks for it. */
export const Charter = z.strictObject({
  title: line(80),
  /** why, and for whom */
  purpose: unfinished(2_000),
  /** what people said is missing, in their words */
  need: unfinished(1_000),
  startsOn: WallDay.nullable(),
  brings: z.array(Brings).max(40),
  money: z.array(Funding).max(10),
  measures: z.array(Measure).max(12),
});
export type Charter = z.infer<typeof Charter>;

/** What the boards of a project begin with. */
export const Template = z.enum(["empty", "befriending", "jointClinic", "trainingDay"]);
export type Template = z.infer<typeof Template>;

/** How it goes on when money ends; each with the organisation that answers for it. */
export const WayOn = z.discriminatedUnion("way", [
  /** it becomes somebody's everyday work, in their own budget */
  z.strictObject({ way: z.literal("mainstreamed"), orgId: OrgId, from: WallDay, words: text(1_000) }),
  z.strictObject({ way: z.literal("successorFunding"), orgId: OrgId, funding: Funding, words: unfinished(1_000) }),
  z.strictObject({ way: z.literal("partnerTakesOver"), orgId: OrgId, from: WallDay, words: text(1_000) }),
  /** volunteers or peers carry it; `orgId` supports them, `words` how */
  z.strictObject({ way: z.literal("volunteerLed"), orgId: OrgId, from: WallDay, words: text(1_000) }),
  /** it ends, on a day, and whoever came to it is told where they can go */
  z.strictObject({ way: z.literal("plannedConclusion"), orgId: OrgId, endsOn: WallDay, words: text(1_000) }),
]);
export type WayOn = z.infer<typeof WayOn>;

/** What can be put to the vote: one vote for each organisation. */
export const Question = z.discriminatedUnion("kind", [
  /** other words of the charter, other money or other measures */
  z.strictObject({ kind: z.literal("charter"), charter: Charter }),
  z.strictObject({ kind: z.literal("invite"), orgId: OrgId }),
  /** how it goes on when this money ends */
  z.strictObject({ kind: z.literal("wayOn"), fundingId: PartId, wayOn: WayOn }),
  z.strictObject({ kind: z.literal("close"), words: text(1_000) }),
  z.strictObject({ kind: z.literal("remove"), orgId: OrgId, words: text(1_000) }),
  /** an organisation doesn't exist any more; `words`: how one knows */
  z.strictObject({ kind: z.literal("ceased"), orgId: OrgId, words: text(1_000) }),
  z.strictObject({ kind: z.literal("delete"), words: text(1_000) }),
]);
export type Question = z.infer<typeof Question>;
/** What a proposal is made of, before it is clear who votes. */
const Proposed = z.strictObject({ proposalId: PartId, question: Question });

/** With what looks like somebody's number or telephone in it: they were asked, and it is none. */
const anyway = { anyway: z.literal(true).optional() };
const nothing = z.strictObject({});
const proposal = z.strictObject({ proposalId: PartId });
/** Commands of a `project:` room. */
export const projectCommands = {
  proposeProject: z.strictObject({
    ...{ projectId: ProjectId, charter: Charter, template: Template, partners: z.array(OrgId).min(1).max(11) },
    /** what is missing, of the map, that it is to address */
    gapId: GapId.optional(),
    ...anyway,
  }),
  /** while it is only proposed: whoever had said yes says it again. `heard`: the newest event that its author had read */
  reviseCharter: z.strictObject({ charter: Charter, heard: z.int().min(0), ...anyway }),
  invitePartner: z.strictObject({ orgId: OrgId }),
  /** yes, to the charter as I read it: the number of the event that wrote it */
  acceptPlace: z.strictObject({ charterAt: z.int().positive() }),
  declinePlace: z.strictObject({ words: unfinished(500), ...anyway }),
  leaveProject: z.strictObject({ words: unfinished(500), ...anyway }),
  withdrawProject: nothing,
  addSteward: z.strictObject({ personId: PersonId }),
  removeSteward: z.strictObject({ personId: PersonId }),
  openProposal: Proposed.extend(anyway),
  vote: proposal.extend({ yes: z.boolean(), words: unfinished(500), ...anyway }),
  withdrawProposal: proposal,
  /** the right of reply of whoever is to be removed; it stands beside the question */
  replyToRemoval: proposal.extend({ words: text(2_000), ...anyway }),
  recordContribution: z.strictObject({
    ...anyway,
    contributionId: PartId,
    kind: Kind,
    words: line(200),
    on: WallDay,
    hours: Hours.nullable(),
    pence: Pence.nullable(),
  }),
  recordMeasure: z.strictObject({
    ...anyway,
    entryId: PartId,
    measureId: PartId,
    words: text(1_000),
    value: unfinished(60),
    on: WallDay,
  }),
  recordOutcome: z.strictObject({
    ...anyway,
    outcomeId: PartId,
    words: text(2_000),
    on: WallDay,
  }),
  addBoard: z.strictObject({ boardId: BoardId, title: line(120), template: Template, ...anyway }),
  /** a project that has been closed for long enough: nothing is noted in it any more */
  archiveProject: nothing,
  /** one that was put away is taken out again, by any of its owners: it is closed as it was */
  restoreProject: nothing,
  /** the words of something that was noted, a vote or a reply, by its number: they leave the store, and what was noted is gone */
  removeWords: z.strictObject({ seq: z.int().positive() }),
  /** the house's: what the clock has made true */
  settleProject: nothing,
  /** the house's: somebody of an owner took all of it with them. `heard`: how far the project had come in what they took; older ones are without it */
  noteExport: z.strictObject({
    ...{ personId: PersonId, orgId: OrgId, boardId: BoardId, boardHead: z.int().min(0) },
    heard: z.int().min(0).optional(),
  }),
} as const;
export type ProjectCommand = CommandsOf<typeof projectCommands>;

/** Days before money ends on which something is due, each once. 0: the day after its last. */
export const Milestone = z.union([z.literal(120), z.literal(90), z.literal(30), z.literal(0)]);
export type Milestone = z.infer<typeof Milestone>;

/** That somebody was asked about their words is no part of what happened. */
const asked = { anyway: true } as const;
export const projectEvents = {
  projectProposed: projectCommands.proposeProject
    .omit({ partners: true, anyway: true })
    .extend({ boardId: BoardId, owners: z.array(Owner).min(2).max(12) }),
  charterRevised: z.strictObject({ charter: Charter }),
  partnerInvited: z.strictObject({ owner: Owner }),
  placeAccepted: z.strictObject({ steward: PersonId }),
  placeDeclined: projectCommands.declinePlace.omit(asked),
  /** nobody answered for an organisation that was asked: its place is over */
  placeLapsed: z.strictObject({ orgId: OrgId }),
  partnerLeft: projectCommands.leaveProject.omit(asked),
  /** two sectors have said yes */
  projectActivated: nothing,
  /** a sector has gone: nothing is lost, and somebody has to be found */
  partnerNeeded: nothing,
  projectLapsed: nothing,
  projectWithdrawn: nothing,
  stewardAdded: z.strictObject({ orgId: OrgId, personId: PersonId }),
  stewardRemoved: z.strictObject({ orgId: OrgId, personId: PersonId }),
  /** `voters`: fixed now; `until`: the end of the time to answer, UTC, not included */
  proposalOpened: Proposed.extend({ voters: z.array(OrgId).min(1).max(12), until: z.iso.datetime() }),
  voteCast: projectCommands.vote.omit(asked).extend({ orgId: OrgId }),
  proposalWithdrawn: proposal,
  removalAnswered: projectCommands.replyToRemoval.omit(asked),
  /** for a removal and for what has ceased: decided, and done on `from` (UTC) unless it is overtaken */
  proposalPassed: proposal.extend({ from: z.iso.datetime().nullable() }),
  proposalRejected: proposal,
  proposalExpired: proposal,
  /** what it asks is no question any more: of what had ceased, somebody did something after all; whom it was about has left; the charter has other money, or an end of it has moved */
  /** `spoke`: who was said to have ceased did something; older ones are without it */
  proposalOvertaken: proposal.extend({ spoke: z.literal(true).optional() }),
  /** what was decided is done, once; what it did follows from the question */
  proposalExecuted: proposal,
  /** `until`: the end that it counts towards; with a later end it counts anew */
  milestoneReached: z.strictObject({ fundingId: PartId, until: WallDay, milestone: Milestone }),
  /** half of the time to answer is over: those who have not voted are told once more */
  votersReminded: proposal,
  closingBegun: nothing,
  projectClosed: nothing,
  projectArchived: nothing,
  projectRestored: nothing,
  contributionRecorded: projectCommands.recordContribution.omit(asked).extend({ orgId: OrgId }),
  measureRecorded: projectCommands.recordMeasure.omit(asked),
  outcomeRecorded: projectCommands.recordOutcome.omit(asked),
  wordsRemoved: projectCommands.removeWords,
  boardAdded: projectCommands.addBoard.omit(asked),
  exportNoted: projectCommands.noteExport,
} as const;
export type ProjectEvent = EventsOf<typeof projectEvents>;
