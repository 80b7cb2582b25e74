import { z } from "zod";
import type { CommandsOf, EventsOf } from "../kernel/event.ts";
import { besideGeneral } from "../kernel/room.ts";
import {
  AssetId,
  BoardId,
  CaseId,
  Email,
  GapId,
  line,
  OrgId,
  PartId,
  PersonId,
  ProjectId,
  ReflectionId,
  Role,
  SecretHash,
  Sector,
  SessionId,
} from "../kernel/shapes.ts";
import { NoticeWishes, Telling } from "./notices.ts";
import { caseNotices, mapNotices, projectNotices, visitNotices } from "./rules-notices.ts";
import { Came, residentCommands, residentEvents } from "./schema-residents.ts";

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
  roles: z.array(Role).min(1).max(9),
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

/** What an invitation makes of somebody: at least one role, each once. */
export const Roles = z
  .array(Role)
  .min(1)
  .max(8)
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
/** `notFor`: its members whom the person wants kept away; always stored, shown to nobody. Who is no information lead, or one of them, is shown none of the rest. */
const heldFor = exported.partial().extend({ notFor: z.array(PersonId).max(500).optional() });
const period = <T extends { validFrom: string; validTo: string }>(a: T) => a.validFrom < a.validTo;

/** Commands of an `org:` room. */
export const orgCommands = {
  registerOrganisation: OrgCard,
  addMember: z.strictObject({ personId: PersonId, name: line(80), roles: z.array(Role).min(1).max(9) }),
  endMembership: z.strictObject({ personId: PersonId }),
  /** all that somebody does here from now on */
  changeRoles: z.strictObject({ personId: PersonId, roles: Roles }),
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
  receiveExport: heldFor.required({ exportId: true }),
  openExport: exported,
  /** whoever opened it has kept it */
  confirmExport: exported,
  /** the house's: its time is over, or the case was erased */
  endExport: exported.extend({ why: z.enum(["over", "erased"]) }),
  ...residentCommands,
} as const;
export type OrgCommand = CommandsOf<typeof orgCommands>;

export const orgEvents = {
  organisationRegistered: OrgCard,
  memberAdded: orgCommands.addMember.extend(Came.shape),
  membershipEnded: orgCommands.endMembership,
  rolesChanged: orgCommands.changeRoles.extend({ before: z.array(Role).max(9) }),
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
  exportReceived: heldFor,
  /** `until`: how long whoever opened it can look at it (UTC, the end not included) */
  exportOpened: heldFor.extend({ until: z.iso.datetime().optional() }),
  exportClosed: heldFor.extend({ why: z.enum(["kept", "over", "erased"]).optional() }),
  ...residentEvents,
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
   * your organisation wrote in a conversation that it left is destroyed soon, and nobody has opened it; erasureStopped: a case that was to be erased is not,
   * since something was written in it; sharingAgain: sharing goes on that was shut; invitationDeclined: an organisation that you invited can't take part. Of a visit: placeOffered: a place waits for your
   * answer, offerLapsed: you did not answer in time; visitAgreed, visitQueued, visitDeclined: what your asking came to; visitOff: your place was called off, visitMoved: it is elsewhere or at another time now,
   * hostChanged: somebody else receives you, visitSoon: it is soon, visitorsSoon: visitors of yours come soon, handedToYou: you receive the visitors from now on;
   * visitWithout: somebody who is helped there said no, and it is without them; wereYouThere: it is over, and it is to be said whether you were there; noPlaceCame: you waited, and the list is closed;
   * for its contact: visitAsked: somebody asks to come, visitorBooked: somebody comes, visitorOff: somebody gave a place back; noShowNoted: it was written down that you did not come; noShowDisputed: somebody says that they did, attendanceDisputed: that they did not;
   * visitorsWithout: as visitWithout; whoCame: it is over, and it is to be said who came; keptAsked: somebody asks for a place that you keep; placeToGive: a place was given back or not taken, somebody waits, and it was offered to nobody;
   * of what is written after a visit: reflectionDue: it waits to be written, reflectionWaits: to be looked at for the host, reflectionBack: something is to be taken out, reflectionChecked: it was looked at.
   * Of what has to be in place first: readinessEnds, visitHeld, visitResumed, visitLapsed: of yours something ends before the visit, your place is on hold, is yours again, is free;
   * visitorEnds, visitorHeld, visitorResumed, visitorLapsed: the same, for the contact; checkAsked: a colleague asks you to confirm that a check was seen, checkConfirmed, checkRevoked: what
   * became of yours; agreementChanged: a host to whom you go has new words; hostingAsked: somebody asks whether they could come and see you.
   * Of what two sectors do together: projectInvited: your organisation is asked in, voteAsked: it is asked to vote, replyAsked: others want to remove it, and it can reply; wayOnOwed: money ends, and how it
   * goes on is to be chosen; voteDecided: a question was decided, moneyEnds: money ends in some months, partnerGone: an organisation has left, or a sector is missing, projectClosed: it is over;
   * cardYours: a card of a board is yours to do; placeAnswered: who was asked in has said yes, or no, or nothing in time; projectBegan: two sides have said yes; projectOff: it did not begin;
   * replyGiven: whom others want to remove has answered; saidCeased: others say that your organisation does not exist any more.
   * rolesChanged: what you do for an organisation of yours was changed; newcomerWaits: somebody came by the poster of your panel, letIn: one of a panel's has let you in. Of the map: gapMoved: a gap of yours stands otherwise, helpAsked: did what was done about it help; assetCloses: something that you rely on ends, assetMoved: something that you follow stands otherwise;
   * claimAsked: an organisation says that it runs something, claimAnswered: what was said to that; assetDoubted: somebody says that something is wrong with what
   * yours runs; mapWaits: something waits to be looked at
   */
  kind: z.enum([...caseNotices, ...visitNotices, ...projectNotices, ...mapNotices]),
  /** none where it is about no case */
  caseId: CaseId.optional(),
  /** the organisation whose sharing ended, who mentioned you, or with whom there was an agreement; else the one for which you are told */
  orgId: OrgId,
  reason: z
    .enum(["withdrawn", "paused", "rests", "died", "withoutMessages", "expired", "agreementEnded", "left", "removed", "erased", "ended"])
    .optional(),
  /** with `asked`: it can't wait, and after how many minutes without an answer it is said again. For whatever channel brings it */
  urgent: z.literal(true).optional(),
  again: z.union([z.literal(5), z.literal(30)]).optional(),
  /** which of the case's rooms, if it is not the general one */
  compartment: z.enum(besideGeneral).optional(),
  /** the visit that it is about */
  sessionId: SessionId.optional(),
  /** what is written about it */
  reflectionId: ReflectionId.optional(),
  /** the project that it is about; with `cardYours`, the board and the card */
  projectId: ProjectId.optional(),
  boardId: BoardId.optional(),
  cardId: PartId.optional(),
  /** what is there, or missing, on the map */
  assetId: AssetId.optional(),
  gapId: GapId.optional(),
  /** what waits to be opened */
  exportId: PartId.optional(),
  /** the yes that ends, or the invitation that nobody answered */
  consentId: PartId.optional(),
  participationId: PartId.optional(),
});
export type Notice = z.infer<typeof Notice>;

/** The number of the organisation's event that says so. What follows from two of them may come in either order: the older word doesn't undo the newer. Absent before 2026-12-01 */
const asOf = z.int().min(1).optional();

/** Commands of a `person:` room. */
export const personCommands = {
  registerPerson: z.strictObject({ name: line(80) }),
  /** a one-time link for the first administrator of the platform; takes the place of an older one */
  inviteAdministrator: z.strictObject({ hash: SecretHash, until: z.iso.datetime() }),
  becomeAdministrator: z.strictObject({ hash: SecretHash, name: line(80) }),
  startMembership: Membership.extend({ asOf }),
  stopMembership: z.strictObject({ orgId: OrgId, asOf }),
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
  /** the house's: somebody says that they can't remember this person's password */
  askForPasswordLink: z.strictObject({}),
  /** the house's: somebody showed the secret of such a link, and gives a new password */
  usePasswordLink: z.strictObject({ linkId: PartId, hash: SecretHash }),
  /** the house's: the old one was given, and a second factor. `since`: the event that set it, 0 for none; `keeps`: the session that goes on, by its id in the store */
  changePassword: z.strictObject({ since: z.int().min(0), keeps: z.string().regex(/^[0-9a-f]{24}$/) }),
} as const;
export type PersonCommand = CommandsOf<typeof personCommands>;

export const personEvents = {
  personRegistered: personCommands.registerPerson,
  administratorInvited: personCommands.inviteAdministrator,
  administratorMade: z.strictObject({}),
  membershipStarted: personCommands.startMembership,
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
  passwordLinkMade: personCommands.usePasswordLink.extend({ until: z.iso.datetime() }),
  passwordRenewed: z.strictObject({ linkId: PartId }),
  passwordChanged: personCommands.changePassword.pick({ keeps: true }),
} as const;
export type PersonEvent = EventsOf<typeof personEvents>;
