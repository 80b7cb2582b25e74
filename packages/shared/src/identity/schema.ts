import { z } from "zod";
import type { CommandsOf, EventsOf } from "../kernel/event.ts";
import { besideGeneral } from "../kernel/room.ts";
import { CaseId, Email, line, OrgId, PartId, PersonId, Role, RoomId, Sector } from "../kernel/shapes.ts";
import { ways } from "./rules-notices.ts";
import { noticeWords } from "./words-notices.ts";

/** What everybody may know of an organisation. */
export const OrgCard = z.strictObject({
  orgId: OrgId,
  /** as people call it */
  name: line(120),
  sector: Sector,
  /** the number that goes on the receipt; E.164 or as written on a letterhead */
  phone: line(30),
  /** what it does, in one sentence */
  about: line(200),
});
export type OrgCard = z.infer<typeof OrgCard>;

/** One person's place in one organisation. */
export const Membership = z.strictObject({
  orgId: OrgId,
  orgName: line(120),
  sector: Sector,
  phone: line(30),
  roles: z.array(Role).min(1).max(7),
});
export type Membership = z.infer<typeof Membership>;

/** An information-sharing agreement between two organisations (ISA). */
export const Agreement = z.strictObject({
  agreementId: PartId,
  /** the other organisation */
  withOrgId: OrgId,
  withName: line(120),
  /** reference of the data protection impact assessment */
  dpiaRef: line(60),
  /** first and last instant at which it holds; UTC */
  validFrom: z.iso.datetime(),
  validTo: z.iso.datetime(),
});
export type Agreement = z.infer<typeof Agreement>;

/** The hash of a one-time link's secret: SHA-256, base64url. The secret itself is in no event. */
const SecretHash = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** What an invitation makes of somebody: at least one role, each once. */
export const Roles = z
  .array(Role)
  .min(1)
  .max(6)
  .refine((roles) => new Set(roles).size === roles.length, "each role once");

/** An invitation to work for the organisation: for this address, as this, until then, once. */
export const ColleagueInvitation = z.strictObject({
  /** the event's own id */
  invitationId: PartId,
  roles: Roles,
  /** who invites, as the mail says it */
  by: line(80),
  /** the first instant at which it holds no more; UTC */
  until: z.iso.datetime(),
  /** always stored; shown to whoever may invite */
  email: Email.optional(),
  /** always stored; shown to nobody */
  hash: SecretHash.optional(),
});
export type ColleagueInvitation = z.infer<typeof ColleagueInvitation>;

/** Somebody who has said: I know that it is them. */
const SaidYes = z.strictObject({
  personId: PersonId,
  name: line(80),
  /** no manager of theirs: an information lead, or an administrator of the platform, where managers are too few */
  standIn: z.literal(true).optional(),
});

/** A request for a way back in, as far as it has come. */
const Asked = z.strictObject({
  /** the id of the event that asked */
  recoveryId: PartId,
  /** the first instant at which it holds no more; UTC */
  until: z.iso.datetime(),
  yes: z.array(SaidYes).max(2),
  /** once two have said yes: the first instant at which it can be used; UTC */
  ready: z.iso.datetime().optional(),
});
export type Recovery = z.infer<typeof Asked>;

/** What an organisation is told of a colleague's way back in. */
export const RecoveryNote = Asked.extend({
  personId: PersonId,
  name: line(80),
  /** the number of what it tells in the person's room: what is older comes too late */
  told: z.int().positive(),
  /** it is over, and how */
  over: z.enum(["stopped", "used"]).optional(),
});
export type RecoveryNote = z.infer<typeof RecoveryNote>;

/** An organisation's own words, sealed for it at the end of a sharing. */
const exported = z.strictObject({ exportId: PartId });
const period = <T extends { validFrom: string; validTo: string }>(a: T) => a.validFrom < a.validTo;

/** Commands of an `org:` room. */
export const orgCommands = {
  registerOrganisation: OrgCard,
  addMember: z.strictObject({ personId: PersonId, name: line(80), roles: z.array(Role).min(1).max(7) }),
  endMembership: z.strictObject({ personId: PersonId }),
  inviteColleague: z.strictObject({ email: Email, roles: Roles }),
  cancelColleagueInvitation: z.strictObject({ invitationId: PartId }),
  /** the house's: somebody showed the secret, and that the address is theirs */
  takeUpInvitation: z.strictObject({ invitationId: PartId, hash: SecretHash, personId: PersonId, name: line(80) }),
  proposeAgreement: Agreement.omit({ withName: true }).refine(period, { path: ["validTo"], message: "must end after it starts" }),
  receiveAgreement: Agreement,
  signAgreement: z.strictObject({ agreementId: PartId }),
  agreementSignedThere: z.strictObject({ agreementId: PartId }),
  endAgreement: z.strictObject({ agreementId: PartId }),
  agreementEndedThere: z.strictObject({ agreementId: PartId, at: z.iso.datetime() }),
  /** the house's: an agreement has run out, and those who can sign a new one are told */
  noteLapse: z.strictObject({ agreementId: PartId }),
  receiveInvitation: z.strictObject({ caseId: CaseId, participationId: PartId, fromOrgId: OrgId, fromName: line(120) }),
  closeInvitation: z.strictObject({ caseId: CaseId, participationId: PartId }),
  /** the house's: a colleague's way back in, as far as it has come */
  noteRecovery: RecoveryNote,
  /** the house's: what the organisation's people wrote in a conversation that it is no longer in waits for its information lead */
  receiveExport: exported,
  openExport: exported,
  /** whoever opened it has kept it */
  confirmExport: exported,
  /** the house's: its time is over, or the case was erased */
  endExport: exported.extend({ why: z.enum(["over", "erased"]) }),
} as const;
export type OrgCommand = CommandsOf<typeof orgCommands>;

export const orgEvents = {
  organisationRegistered: OrgCard,
  memberAdded: orgCommands.addMember,
  membershipEnded: orgCommands.endMembership,
  colleagueInvited: ColleagueInvitation,
  colleagueInvitationCancelled: orgCommands.cancelColleagueInvitation,
  colleagueInvitationTakenUp: z.strictObject({ invitationId: PartId, personId: PersonId }),
  agreementProposed: Agreement,
  agreementReceived: Agreement,
  agreementSigned: z.strictObject({ agreementId: PartId }),
  agreementEnded: z.strictObject({ agreementId: PartId, at: z.iso.datetime() }),
  agreementLapsed: orgCommands.noteLapse,
  invitationReceived: orgCommands.receiveInvitation,
  invitationClosed: orgCommands.closeInvitation,
  /** the note is always stored; shown to those who may be asked whether it is them */
  recoveryNoted: z.strictObject({ note: RecoveryNote.optional() }),
  exportReceived: exported,
  /** `until`: how long whoever opened it can look at it (UTC, the end not included) */
  exportOpened: exported.extend({ until: z.iso.datetime() }),
  exportClosed: exported.extend({ why: z.enum(["kept", "over", "erased"]) }),
} as const;
export type OrgEvent = EventsOf<typeof orgEvents>;

/** A notice in a person's own room: what happened, when, where; never content. */
export const Notice = z.strictObject({
  /**
   * concern: you were named as a lead of a worry about safety; flagged: somebody found too much in what you, or your organisation, wrote; redacted: words
   * of yours, or of your organisation, were taken out; asked: your organisation is asked to say that it has read and understood something; notSent: a
   * message of yours that was to be sent later could not be; bestInterests: sharing was decided for somebody who can't; agreementLapsed: one of yours has
   * run out; placeOpened: a place beside the conversation was begun; endingSoon: a yes that you could ask for again ends soon, ranOut: it has ended;
   * invitationLapsed: an organisation that you invited did not answer in time; guestAdmitted: you were let into a conversation as a guest; wordsWait: what
   * your organisation wrote in a conversation that it left is destroyed soon, and nobody has opened it
   */
  kind: z.enum([
    ...(["sharingEnded", "mentioned", "concern", "flagged", "redacted", "asked", "notSent", "bestInterests", "agreementLapsed"] as const),
    ...(["placeOpened", "endingSoon", "ranOut", "invitationLapsed", "guestAdmitted", "wordsWait"] as const),
  ]),
  /** none where it is about no case */
  caseId: CaseId.optional(),
  /** the organisation whose sharing ended, who mentioned you, or with whom there was an agreement; else the one for which you are told */
  orgId: OrgId,
  reason: z.enum(["withdrawn", "paused", "rests", "died", "expired", "agreementEnded", "left", "removed", "erased", "ended"]).optional(),
  /** with `asked`: it can't wait, and after how many minutes without an answer it is said again. For whatever channel brings it */
  urgent: z.literal(true).optional(),
  again: z.union([z.literal(5), z.literal(30)]).optional(),
  /** which of the case's rooms, if it is not the general one */
  compartment: z.enum(besideGeneral).optional(),
  /** what waits to be opened */
  exportId: PartId.optional(),
  /** the yes that ends, or the invitation that nobody answered */
  consentId: PartId.optional(),
  participationId: PartId.optional(),
});
export type Notice = z.infer<typeof Notice>;

/** Where a kind of notice reaches somebody. */
const Way = z.enum(ways);
/** A full hour in London, 0 to 23. */
const Hour = z.int().min(0).max(23);

/** Where notices reach somebody, and when they don't. */
export const NoticeWishes = z.strictObject({
  by: z.strictObject({
    named: Way,
    news: Way,
    invited: Way,
    sharing: Way,
    place: Way,
    ending: Way,
    lapsed: Way,
    worry: Way,
  }),
  /** when the daily mail comes */
  digestHour: Hour,
  quiet: z.strictObject({
    /** no mail from this hour on until that one, over midnight too; null: at any time of day */
    hours: z
      .strictObject({ from: Hour, to: Hour })
      .refine((hours) => hours.from !== hours.to, { path: ["to"], message: noticeWords.sameHours })
      .nullable(),
    /** days without mail, Monday is 1 */
    daysOff: z
      .array(z.int().min(1).max(7))
      .max(6, noticeWords.noDay)
      .refine((days) => new Set(days).size === days.length, "each day once"),
  }),
  /** whether a worry about safety, or the end of a sharing, comes in quiet hours too */
  urgent: z.boolean(),
});
export type NoticeWishes = z.infer<typeof NoticeWishes>;

/** What one mail is about: never its words. */
export const Telling = z.strictObject({
  /** the first mail of this person is 1: of two with one number only one is written */
  number: z.int().positive(),
  /** notices of this room */
  notices: z.array(PartId).max(500),
  /** conversations, and how many messages each held */
  rooms: z.array(z.strictObject({ roomId: RoomId, speech: z.int().positive() })).max(500),
  /** invitations to cases, by participation */
  invitations: z.array(PartId).max(500),
  /** conversations and invitations that were told before and need not be remembered any more */
  over: z.array(z.union([RoomId, PartId])).max(2000),
});
export type Telling = z.infer<typeof Telling>;

/** Commands of a `person:` room. */
export const personCommands = {
  registerPerson: z.strictObject({ name: line(80) }),
  /** a one-time link for the first administrator of the platform; takes the place of an older one */
  inviteAdministrator: z.strictObject({ hash: SecretHash, until: z.iso.datetime() }),
  becomeAdministrator: z.strictObject({ hash: SecretHash, name: line(80) }),
  startMembership: Membership,
  stopMembership: z.strictObject({ orgId: OrgId }),
  deliverNotice: Notice,
  readNotice: z.strictObject({ noticeId: PartId }),
  /** whether others learn up to where I have read */
  chooseReceipts: z.strictObject({ shown: z.boolean() }),
  /** where notices reach me */
  chooseNotices: NoticeWishes,
  /** the house's: these are told by mail now, and never again */
  tellByMail: Telling,
  /** the house's: somebody gave this person's password, and can't do the second step */
  askForRecovery: z.strictObject({}),
  /** somebody else, in this person's room: I know that it is them */
  confirmRecovery: z.strictObject({ recoveryId: PartId }),
  stopRecovery: z.strictObject({ recoveryId: PartId }),
  /** the house's: the day is over, and who gave the password begins anew */
  useRecovery: z.strictObject({ recoveryId: PartId }),
  /** the house's, on the word of whoever runs the machine: who looks after the platform works nowhere, so there is nobody to say that it is them */
  startAnew: z.strictObject({}),
} as const;
export type PersonCommand = CommandsOf<typeof personCommands>;

export const personEvents = {
  personRegistered: personCommands.registerPerson,
  administratorInvited: personCommands.inviteAdministrator,
  administratorMade: z.strictObject({}),
  membershipStarted: Membership,
  membershipStopped: personCommands.stopMembership,
  noticeDelivered: Notice,
  noticeRead: personCommands.readNotice,
  receiptsChosen: personCommands.chooseReceipts,
  noticesChosen: NoticeWishes,
  toldByMail: Telling,
  recoveryAsked: Asked,
  /** `yes`: all who have said so, this one last */
  recoveryConfirmed: Asked,
  recoveryStopped: personCommands.stopRecovery,
  recoveryUsed: personCommands.useRecovery,
  startedAnew: personCommands.startAnew,
} as const;
export type PersonEvent = EventsOf<typeof personEvents>;
