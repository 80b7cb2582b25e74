import { z } from "zod";
import type { CommandsOf, EventsOf } from "../kernel/event.ts";
import { AreaId, AssetId, GapId, line, OrgId, PartId, PersonId, ProjectId, text } from "../kernel/shapes.ts";
import { Audience, anyway, Base, each, ForOrg, MayBeWords, nothing, Point, Side, Theme, Words } from "./schema.ts";

/** How a gap stands. `closed` is not the same as solved: only what was closed as `addressed` is. */
export const GapStatus = z.enum([
  "held",
  "raised",
  "needsInfo",
  "validated",
  "beingAddressed",
  "closed",
  "declined",
  "withdrawn",
  "merged",
]);
export type GapStatus = z.infer<typeof GapStatus>;
/** From whom a piece of evidence is; a gap shows how it is mixed. */
export const EvidenceKind = z.enum(["residentStory", "linkWorkerSaw", "unmetNeed", "partnerData"]);
export type EvidenceKind = z.infer<typeof EvidenceKind>;
/** Why words were taken out: from a list, since words of one's own would say again what was too much. */
export const TakenOutReason = z.enum(["namesSomebody", "recognisable", "hurtful", "mistake"]);
export type TakenOutReason = z.infer<typeof TakenOutReason>;
export const ClosureReason = z.enum(["addressed", "needGone", "notPossible", "outOfArea"]);
export type ClosureReason = z.infer<typeof ClosureReason>;
/** How somebody proposes that it ends: closed, and why; not taken up; or told of in another one. */
export const ProposedEnd = z.enum([...ClosureReason.options, "notTakenUp", "toldElsewhere"]);
export type ProposedEnd = z.infer<typeof ProposedEnd>;

/** What is missing, as it is raised. */
export const GapDetails = z.strictObject({
  title: line(120),
  theme: Theme,
  audiences: each(Audience, 9),
  areaId: AreaId,
  /** about where; others are told it to some half a kilometre */
  point: Point.optional(),
  /** in one's own words */
  statement: text(2_000),
});
export type GapDetails = z.infer<typeof GapDetails>;
/** What is done about it: a project that two sectors own, or something that is there. */
export const GapLink = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("project"), projectId: ProjectId }),
  z.strictObject({ kind: z.literal("asset"), assetId: AssetId }),
]);
export type GapLink = z.infer<typeof GapLink>;
/** How the gap stood for whoever asks: of two at once one is told that it stands otherwise by now. */
const from = { from: GapStatus };

/** Commands of a `gap:` room. */
export const gapCommands = {
  raiseGap: z.strictObject({
    gapId: GapId,
    details: GapDetails,
    /** said at a meeting by whoever has no telephone: when and where */
    heardAt: line(160).optional(),
    /** a link worker found nothing for somebody; of whom is not said */
    found: z.literal("nothingSuitable").optional(),
    ...anyway,
  }),
  /** the house's: what somebody without an account suggests */
  suggestGap: z.strictObject({ gapId: GapId, details: GapDetails, ...anyway }),
  /** a steward lets what was suggested in */
  acceptGap: nothing,
  askMore: z.strictObject({ ...from, words: Words }),
  answerMore: z.strictObject({ words: Words, ...anyway }),
  /** the residents' part: their steward says that people need it */
  confirmNeed: z.strictObject({ words: Words }),
  /** the partners' part: what they know of it */
  sayKnown: z.strictObject({ words: Words }),
  /** partners take it on: what they do, and until when they say how it goes */
  takeOn: z.strictObject({ ...from, words: Words }),
  standDown: z.strictObject({ ...from, words: Words }),
  closeGap: z.strictObject({ ...from, reason: ClosureReason, words: Words, /** of `notPossible`: who decided */ decidedBy: MayBeWords }),
  reopenGap: z.strictObject({ words: Words, ...anyway }),
  declineGap: z.strictObject({ ...from, words: Words }),
  withdrawGap: z.strictObject({ words: MayBeWords }),
  mergeGap: z.strictObject({ ...from, into: GapId, words: Words }),
  unmergeGap: z.strictObject({ words: Words }),
  /** what a steward declined goes on after all */
  restoreGap: z.strictObject({ words: Words }),
  endorseGap: z.strictObject({ on: z.boolean() }),
  addEvidence: z.strictObject({ evidenceId: PartId, text: text(1_000), ...anyway }),
  /** who can't end it says how it could; `into`: of `toldElsewhere`, in which */
  proposeEnd: z.strictObject({ reason: ProposedEnd, into: GapId.optional(), words: Words, ...anyway }),
  /** a steward has looked at what is proposed: it stays open, and why */
  keepGap: z.strictObject({ words: Words }),
  linkGap: z.strictObject({ linkId: PartId, to: GapLink }),
  unlinkGap: z.strictObject({ linkId: PartId, words: Words }),
  followGap: z.strictObject({ on: z.boolean() }),
  /** four weeks after it was closed as addressed: did it help? */
  sayHelped: z.strictObject({ helped: z.boolean(), words: MayBeWords, ...anyway }),
  /** the house's: it is time to ask whoever raised or endorsed it; once in each round */
  askHelped: nothing,
  /** the house's: a project that began from it has begun; for the organisation that proposed it */
  noteProject: z.strictObject({ projectId: ProjectId, title: line(160), org: ForOrg }),
  /** the house's: a project that was to address it has ended; `why`: its money has, and how it goes on isn't decided; `again`: that was told before, and now it is over */
  noteProjectEnd: z.strictObject({ projectId: ProjectId, why: z.literal("money").optional(), again: z.literal(true).optional() }),
  /** the house's: its money had ended, and it goes on after all */
  noteProjectOn: z.strictObject({ projectId: ProjectId }),
  /** the house's: numbers of unmet need were published for its theme and area after it had been closed */
  reopenByNumbers: z.strictObject({ weekOf: line(10) }),
  /** kept from everybody but those who look after the map and whoever raised it */
  hideGap: z.strictObject({ words: Words }),
  showGap: z.strictObject({ words: Words }),
  /** the words of one event of its line go, from every screen and from the store; that there were some stays */
  takeOutWords: z.strictObject({ /** the number of the event */ seq: Base.min(1), reason: TakenOutReason }),
  /** a burst of endorsements was looked at: they count again, or the newest don't */
  settleBurst: z.strictObject({ keep: z.boolean(), words: Words }),
} as const;
export type GapCommand = CommandsOf<typeof gapCommands>;

const by = { org: ForOrg };
const Whose = z.strictObject({ personId: PersonId, orgId: OrgId });
/** where older events don't say for whom it was said */
/** said by somebody who came by a poster and whom nobody of the panel has let in yet: it is read, and counts towards nothing */
const fresh = { newcomer: z.literal(true).optional() };
const mayBeBy = { org: ForOrg.optional() };
/** Whose proposal that it ends was settled by it (`of`), and whose it had taken the place of. */
const settles = { of: Whose.optional(), others: each(Whose, 20).optional() };
export const gapEvents = {
  gapRaised: z.strictObject({
    ...{ gapId: GapId, details: GapDetails, heardAt: line(160).optional(), found: z.literal("nothingSuitable").optional() },
    /** as whom it was said; older events told it by the sector */
    kind: EvidenceKind.optional(),
    ...by,
  }),
  gapSuggested: gapCommands.suggestGap.omit({ anyway: true }),
  gapAccepted: z.strictObject(by),
  moreAsked: z.strictObject({ words: Words, ...by }),
  moreAnswered: z.strictObject({ words: Words, ...mayBeBy }),
  needConfirmed: z.strictObject({ words: Words, ...by }),
  knownSaid: z.strictObject({ words: Words, ...by }),
  takenOn: z.strictObject({ words: Words, ...by }),
  /** `of`: who had taken it on */
  stoodDown: z.strictObject({ words: Words, of: ForOrg.optional(), ...mayBeBy }),
  gapClosed: z.strictObject({ reason: ClosureReason, words: Words, decidedBy: MayBeWords, ...settles, ...by }),
  /** `word`: one more resident asks for it; at the third it is open again. `reopened` says whether it is by this one */
  reopeningAsked: z.strictObject({ words: Words, reopened: z.boolean(), ...fresh, ...by }),
  gapReopened: z.strictObject({ weekOf: line(10) }),
  gapDeclined: z.strictObject({ words: Words, ...settles, ...by }),
  gapWithdrawn: z.strictObject({ words: MayBeWords, ...mayBeBy }),
  gapMerged: z.strictObject({ into: GapId, words: Words, ...settles, ...by }),
  gapUnmerged: z.strictObject({ words: Words, ...by }),
  gapRestored: z.strictObject({ words: Words, ...by }),
  /** `side`: as whom; it stays so whatever they are later */
  gapEndorsed: z.strictObject({ on: z.boolean(), side: Side, ...fresh, ...by }),
  evidenceAdded: z.strictObject({ evidenceId: PartId, kind: EvidenceKind, text: text(1_000), ...fresh, ...by }),
  endProposed: z.strictObject({ reason: ProposedEnd, into: GapId.optional(), words: Words, ...by }),
  gapKept: z.strictObject({ words: Words, ...settles, ...by }),
  /** `ended`: a project that was over by then, or whose money was and how it goes on not decided */
  gapLinked: z.strictObject({ linkId: PartId, to: GapLink, title: line(160), ended: z.enum(["over", "money"]).optional(), ...by }),
  gapUnlinked: z.strictObject({ linkId: PartId, words: Words.optional(), ...mayBeBy }),
  gapFollowed: gapCommands.followGap,
  helpedSaid: z.strictObject({ helped: z.boolean(), words: MayBeWords, reopened: z.boolean(), ...mayBeBy }),
  helpedAsked: nothing,
  projectEndNoted: gapCommands.noteProjectEnd,
  projectOnNoted: gapCommands.noteProjectOn,
  burstSettled: z.strictObject({ keep: z.boolean(), words: Words, ...by }),
  gapHidden: z.strictObject({ words: Words, ...by }),
  gapShown: z.strictObject({ words: Words, ...by }),
  /** `of`: whose words they were; nobody's who is known where they came without an account */
  wordsTakenOut: z.strictObject({
    ...{ seq: Base.min(1), reason: TakenOutReason, of: Whose.nullable() },
    ...by,
  }),
} as const;
export type GapEvent = EventsOf<typeof gapEvents>;
/** Of what an area is told: the id of what changed; of what waits for a steward only that something does. */
export const Stirred = z.discriminatedUnion("what", [
  z.strictObject({ what: z.literal("asset"), assetId: AssetId }),
  z.strictObject({ what: z.literal("gap"), gapId: GapId }),
  z.strictObject({ what: z.literal("queue") }),
]);
export type Stirred = z.infer<typeof Stirred>;
