import { z } from "zod";
import { Access, WallDay } from "../exchange/schema.ts";
import type { CommandsOf, EventsOf } from "../kernel/event.ts";
import { AreaId, AssetId, line, OrgId, PartId, PersonId, text, unfinished } from "../kernel/shapes.ts";
import { Audience, anyway, Base, Catchment, each, ForOrg, MayBeWords, nothing, Place, Theme, Words } from "./schema.ts";

/** What it is: a service that somebody runs, a group that meets, a place (a bench, a garden), somebody who is there for others in a role, something online, or something that comes round. */
export const AssetKind = z.enum(["service", "group", "place", "role", "online", "moving"]);
export type AssetKind = z.infer<typeof AssetKind>;
/** How one gets in touch. A person's own number is not for the map: a role's mailbox or a desk's telephone. */
export const Contact = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("phone"),
    value: z
      .string()
      .max(40)
      .regex(/^[+0-9][0-9 ()-]{5,38}$/, "a telephone number"),
    label: unfinished(60),
  }),
  z.strictObject({ kind: z.literal("email"), value: z.email().max(254), label: unfinished(60) }),
  z.strictObject({ kind: z.literal("web"), value: z.url({ protocol: /^https?$/ }).max(500), label: unfinished(60) }),
]);
export type Contact = z.infer<typeof Contact>;
const Clock = z
  .string()
  .max(5)
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "a time like 10:30");
/** When it is open or meets, on the wall in London. `every` two weeks counts from `from`; `monthly` is the day's `nth` in each month. */
export const Hours = z.strictObject({
  days: each(z.enum(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), 7).min(1),
  opens: Clock,
  closes: Clock,
  freq: z.enum(["WEEKLY", "MONTHLY"]),
  every: z.int().min(1).max(12),
  /** of MONTHLY: the first, second ... or last (-1) such day of the month */
  nth: z.int().min(-1).max(5).optional(),
  from: WallDay.optional(),
  note: unfinished(160),
});
export type Hours = z.infer<typeof Hours>;

/** All that is said of something that is there. What is changed is changed field by field. */
export const AssetDetails = z.strictObject({
  name: line(160),
  kind: AssetKind,
  themes: each(Theme, 6).min(1, "choose at least one theme"),
  audiences: each(Audience, 9),
  /** what it is, in plain words */
  summary: text(2_000),
  /** the area that it belongs to */
  areaId: AreaId,
  place: Place,
  catchment: Catchment,
  hours: z.array(Hours).max(14),
  /** what the hours don't say: holidays, "ring first" */
  when: unfinished(500),
  contacts: z.array(Contact).max(8),
  /** who can come, and how: a referral, an age, a place to live */
  eligibility: unfinished(500),
  cost: z.enum(["free", "some", "asks"]),
  costWords: unfinished(160),
  /** languages spoken there, as BCP 47 says them: en, gd, pl, bsl is `bfi` */
  languages: each(z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?$/, "a language like pl"), 20),
  access: each(Access, 6),
  /** the last day of its money, where that is known; undefined where nobody said */
  fundingEnds: WallDay.nullable(),
});
export type AssetDetails = z.infer<typeof AssetDetails>;
/** Some of them, as somebody changes them. */
export const AssetChanges = AssetDetails.partial().refine((some) => Object.keys(some).length > 0, "nothing was changed");
export type AssetChanges = z.infer<typeof AssetChanges>;

/** From where it came: one thing of one source is here once. `assuredOn`: the day on which the source itself was last sure of it. */
export const Source = z.strictObject({
  system: line(80),
  externalId: line(200),
  licence: unfinished(120),
  importId: PartId,
  assuredOn: WallDay.nullable(),
  /** terms of the source that are no theme of ours, as it names them */
  terms: z.array(line(120)).max(30),
});
export type Source = z.infer<typeof Source>;
/** How it was found out that it is still there. */
export const Method = z.enum(["visited", "phoned", "website", "theySaid", "runsIt"]);
export type Method = z.infer<typeof Method>;
/** Whether it has places: the four words of HL7's value set. */
export const CapacityStatus = z.enum(["capacity", "noCapacity", "waitlist", "assessment"]);
export type CapacityStatus = z.infer<typeof CapacityStatus>;
export const WaitBand = z.enum(["none", "weeks", "months", "longer"]);
/** It is said for the organisation and for now: after 21 days nobody knows any more. */
export const Capacity = z.strictObject({
  status: CapacityStatus,
  wait: WaitBand,
  /** whether somebody in need could be squeezed in */
  urgent: z.boolean().nullable(),
  note: unfinished(200),
});
export type Capacity = z.infer<typeof Capacity>;
/** Who has to be told that it closes, and because of what; worked out once, when it is announced. */
export const Told = z.strictObject({
  personId: PersonId,
  orgId: OrgId,
  why: z.enum(["runs", "follows", "card", "visit", "gap", "verified"]),
});
export type Told = z.infer<typeof Told>;
const ToldAll = z.array(Told).max(2_000);
const closing = {
  /** its last day */
  closesOn: WallDay,
  reason: Words,
  /** what there is instead; none known is said, not left out */
  alternatives: z.array(AssetId).max(10),
  noneKnown: z.boolean(),
};
const undo = { seq: Base };

/** Commands of an `asset:` room. */
export const assetCommands = {
  addAsset: z.strictObject({
    assetId: AssetId,
    details: AssetDetails,
    /** said at a meeting, by whoever has no telephone: when and where */
    heardAt: line(160).optional(),
    ...anyway,
  }),
  /** the house's: what somebody without an account suggests */
  suggestAsset: z.strictObject({ assetId: AssetId, details: AssetDetails, ...anyway }),
  /** the house's: of a row of an import; made or changed */
  importAsset: z.strictObject({ assetId: AssetId, details: AssetDetails, source: Source }),
  acceptAsset: z.strictObject({ words: MayBeWords }),
  rejectAsset: z.strictObject({ words: Words }),
  reviseAsset: z.strictObject({ base: Base, changes: AssetChanges, ...anyway }),
  /** takes one change back: of its fields those that nobody changed since */
  undoChange: z.strictObject(undo),
  verifyAsset: z.strictObject({ method: Method, words: MayBeWords, ...anyway }),
  sayCapacity: Capacity.extend(anyway),
  announceClosing: z.strictObject(closing),
  /** it goes on after all */
  cancelClosing: z.strictObject({ words: Words }),
  readClosing: nothing,
  /** it is over. Where that was never announced, what there is instead is said now, as with an announcement */
  closeAsset: z.strictObject({
    words: Words,
    alternatives: closing.alternatives.optional(),
    noneKnown: closing.noneKnown.optional(),
  }),
  /** the house's: the day that was announced is over */
  closeDue: nothing,
  /** the house's: who relies on what is told of here since has to know too that it closes */
  tellClosing: z.strictObject({ told: ToldAll }),
  reopenAsset: z.strictObject({ words: Words }),
  /** kept from outsiders and residents, and off the map: somebody could be found there */
  hideAsset: z.strictObject({ words: Words }),
  showAsset: z.strictObject({ words: Words }),
  mergeAsset: z.strictObject({ into: AssetId, words: Words }),
  unmergeAsset: z.strictObject({ words: Words }),
  /** for one's organisation: we run this */
  claimAsset: z.strictObject({ words: MayBeWords }),
  acceptClaim: z.strictObject({ orgId: OrgId }),
  refuseClaim: z.strictObject({ orgId: OrgId, words: Words }),
  endClaim: z.strictObject({ orgId: OrgId, words: MayBeWords }),
  /** somebody who sees it says that something about it is wrong, or that it is gone: it waits for a steward, and who runs it hears it */
  doubtAsset: z.strictObject({ doubtId: PartId, what: z.enum(["gone", "wrong"]), words: Words, ...anyway }),
  /** a steward has looked at it, and says what came of it */
  settleDoubt: z.strictObject({ doubtId: PartId, words: Words }),
  /** to be told what becomes of it */
  followAsset: z.strictObject({ on: z.boolean() }),
} as const;
export type AssetCommand = CommandsOf<typeof assetCommands>;

const by = { org: ForOrg };
/** who had been told that it closes; older events don't say */
const toldBefore = { told: ToldAll.optional() };
export const assetEvents = {
  /** `held`: it waits for a steward */
  assetAdded: z.strictObject({
    assetId: AssetId,
    details: AssetDetails,
    heardAt: line(160).optional(),
    held: z.boolean(),
    hidden: z.boolean(),
    ...by,
  }),
  /** `hidden`: of a kind in which somebody could be found; it stays so until a steward shows it */
  assetSuggested: assetCommands.suggestAsset.omit({ anyway: true }).extend({ hidden: z.boolean() }),
  /** `kept`: of what the source says, the fields that stay as they stand: they say the same, or the source says nothing new and somebody here knew better */
  assetImported: assetCommands.importAsset.extend({ hidden: z.boolean(), kept: z.array(AssetDetails.keyof()).max(30) }),
  assetAccepted: assetCommands.acceptAsset.extend(by),
  assetRejected: assetCommands.rejectAsset.extend(by),
  /** `before`: what stood there, so that both texts are kept and a change can be taken back */
  assetRevised: z.strictObject({ changes: AssetChanges, before: AssetDetails.partial(), ...by }),
  changeUndone: z.strictObject({ seq: Base, changes: AssetChanges, before: AssetDetails.partial(), ...by }),
  assetVerified: z.strictObject({ method: Method, words: MayBeWords, ...by }),
  capacitySaid: Capacity.extend(by),
  closingAnnounced: z.strictObject({ ...closing, told: ToldAll, ...by }),
  closingCancelled: assetCommands.cancelClosing.extend({ ...by, ...toldBefore }),
  closingRead: nothing,
  closingTold: assetCommands.tellClosing,
  /** `unannounced`: that it closes is told at the same moment */
  assetClosed: z.strictObject({ words: Words, org: ForOrg.optional(), unannounced: z.literal(true).optional() }),
  /** `undone`: so soon that what was known of it holds */
  assetReopened: assetCommands.reopenAsset.extend({ ...by, ...toldBefore, undone: z.literal(true).optional() }),
  /** `guarded`: the house did so for what it is about, and a steward is to look; `still`: a steward has looked at what the house had hidden, and it stays so */
  assetHidden: assetCommands.hideAsset.extend({ ...by, guarded: z.literal(true).optional(), still: z.literal(true).optional() }),
  assetShown: assetCommands.showAsset.extend(by),
  /** `mustKnow`: what it leads to closes, and these rely on it */
  assetMerged: assetCommands.mergeAsset.extend({ ...by, ...toldBefore, mustKnow: ToldAll.optional() }),
  assetUnmerged: assetCommands.unmergeAsset.extend({ ...by, ...toldBefore }),
  assetClaimed: assetCommands.claimAsset.extend(by),
  claimAccepted: assetCommands.acceptClaim.extend(by),
  claimRefused: assetCommands.refuseClaim.extend(by),
  claimEnded: assetCommands.endClaim.extend(by),
  assetFollowed: assetCommands.followAsset,
  assetDoubted: assetCommands.doubtAsset.omit({ anyway: true }).extend(by),
  /** `of`: who had said it */
  doubtSettled: assetCommands.settleDoubt.extend({ of: z.strictObject({ personId: PersonId, orgId: OrgId }), ...by }),
} as const;
export type AssetEvent = EventsOf<typeof assetEvents>;
