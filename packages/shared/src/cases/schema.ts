import { z } from "zod";
import type { CommandsOf, EventsOf } from "../kernel/event.ts";
import { besideGeneral, compartments } from "../kernel/room.ts";
import {
  ActorRef,
  CaseId,
  ClientId,
  FileName,
  FileResult,
  line,
  OrgId,
  PartId,
  PersonId,
  Sector,
  text,
  unfinished,
} from "../kernel/shapes.ts";
import {
  agreementCommands,
  ConsentRecord,
  ConsentTerms,
  Doubt,
  doubtEvents,
  Grantor,
  KeptDoubt,
  keptAwayCommands,
  keptAwayEvents,
  LeadOnly,
  Method,
  NoticeShown,
  Purpose,
  Said,
  Scope,
} from "./consent.ts";
import { guestCommands, guestEvents } from "./guests.ts";
import { flagReasons, redactionReasons } from "./redaction.ts";
import { restCommands, restEvents } from "./rest.ts";
import { reactions } from "./rules.ts";
import { relations } from "./rules-browsing.ts";
import { paperCommands, paperEvents } from "./schema-papers.ts";
import type { Shown } from "./shown.ts";

/** A message's number in its room: how replies, edits, reactions and pins name it. */
const MessageSeq = z.int().positive();

/** Somebody who is named in a message: a person, an organisation or its role inbox. */
export const Mention = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("person"), personId: PersonId }),
  z.strictObject({ kind: z.literal("org"), orgId: OrgId }),
  z.strictObject({ kind: z.literal("roleInbox"), orgId: OrgId }),
]);
export type Mention = z.infer<typeof Mention>;

const MessageText = text(10_000);

/** its author wants a CHI or NHS number in it to be read whole; without it such a text is refused */
const wholeNumbers = z.literal(true).optional();

/** The body of a message. */
export const Message = z.strictObject({
  /** plain text, at most 10,000 characters, kept as it came and shown escaped */
  text: MessageText,
  topicId: PartId.optional(),
  /** the message it answers */
  replyTo: MessageSeq.optional(),
  mentions: z.array(Mention).max(20).optional(),
  /** files that its author added to the room before, each carried by one message */
  files: z.array(PartId).min(1).max(10).optional(),
  wholeNumbers,
  /** organisations that are asked to say that they have read and understood it; an urgent one reminds them after 5 and 30 minutes */
  ask: z.strictObject({ orgs: z.array(OrgId).min(1).max(10), urgent: z.literal(true).optional() }).optional(),
});
export type Message = z.infer<typeof Message>;

/** A message that is sent later: words, without files, which would lie in the room meanwhile. */
export const LaterMessage = Message.omit({ files: true });
/** Half-written words; empty once they were sent or taken back. */
export const DraftText = unfinished(10_000);

const consentId = z.strictObject({ consentId: PartId });
/** Who brought the person's word, and how it was said. */
const onTheirWord = consentId.extend({ method: Method });
/** What only takes away asks for no more than the word itself: how it was said can be left out, and is then not said. */
const tookBack = consentId.extend({ method: Method.optional() });
const participation = z.strictObject({ participationId: PartId });
const topic = z.strictObject({ topicId: PartId });

export const commands = {
  openCase: z.strictObject({
    caseId: CaseId,
    clientId: ClientId,
    /** initials by which the case is headed; never a full name */
    label: line(12),
    /** what it is about in a few words, the person's own where possible */
    need: line(80),
    purpose: Purpose,
    jurisdiction: z.enum(["SCT", "ENG", "WLS", "NIR"]),
  }),
  /** asked of the compartment's own room */
  openCompartment: z.strictObject({ compartment: z.enum(besideGeneral) }),
  /** the house: a compartment takes over what was decided in the general room since it last looked */
  followSharing: z.strictObject({}),
  proposeConsent: z.strictObject({
    consentId: PartId,
    /** the consent that this one would widen or renew; it stays as it is until this one is given */
    supersedes: PartId.optional(),
    terms: ConsentTerms,
  }),
  recordConsent: z.strictObject({
    consentId: PartId,
    /** the consent that this one widens or renews; it ends when this one is given */
    supersedes: PartId.optional(),
    terms: ConsentTerms,
    said: Said,
    /** `text`: what stood on the screen; the server makes the paper itself, and refuses what says otherwise */
    notice: NoticeShown.partial({ text: true }),
    ...LeadOnly.shape,
    grantor: Grantor,
  }),
  refuseConsent: tookBack,
  /** with a doubt: quietly, and for everybody but the safeguarding leads it is a pause like any other */
  pauseConsent: tookBack.extend({ doubt: Doubt.optional() }),
  resumeConsent: onTheirWord,
  narrowConsent: tookBack.extend({ scopes: z.array(Scope).min(1).max(14) }),
  withdrawConsent: tookBack,
  markConsentInError: consentId.extend({ reason: line(200) }),
  inviteOrganisation: participation.extend({ orgId: OrgId, consentId: PartId }),
  joinCase: participation,
  declineInvitation: participation.extend({ reason: z.enum(["noPlaces", "notOurService", "conflict", "other"]) }),
  leaveCase: participation,
  addColleague: participation.extend({ personId: PersonId }),
  /** the house's: somebody works for the organisation no more */
  /** the house's: `still`: they work there, and talk in no case any more */
  noteColleagueGone: z.strictObject({ orgId: OrgId, personId: PersonId, name: line(80), still: z.literal(true).optional() }),
  ...agreementCommands,
  postMessage: Message,
  /** "read and understood", for one's organisation, of these very words: `versionSeq` is the message or its latest edit */
  acknowledge: z.strictObject({ messageSeq: MessageSeq, versionSeq: MessageSeq }),
  editMessage: z.strictObject({ messageSeq: MessageSeq, text: MessageText, wholeNumbers }),
  /** takes the words out, and the files; what stays is that it was done, by whom, when and why */
  redactMessage: z.strictObject({ messageSeq: MessageSeq, reason: z.enum(redactionReasons) }),
  react: z.strictObject({ messageSeq: MessageSeq, reaction: z.enum(reactions), on: z.boolean() }),
  /** `versionSeq` is the message or its latest edit: what is pinned is what was read */
  pinMessage: z.strictObject({ messageSeq: MessageSeq, versionSeq: MessageSeq }),
  unpinMessage: z.strictObject({ messageSeq: MessageSeq }),
  openTopic: topic.extend({ title: line(60), purpose: Purpose.optional() }),
  resolveTopic: topic,
  reopenTopic: topic,
  /** no call: the door for files gives it, once the bytes are there */
  addFile: z.strictObject({
    fileId: PartId,
    name: FileName,
    /** bytes that were sent */
    size: z
      .int()
      .positive()
      .max(20 * 1024 * 1024),
    /** of the bytes that were sent, in hexadecimal */
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    /** the type that the device gave: letters, a stroke, letters; it proves nothing */
    declared: z.string().max(100),
  }),
  noteFile: FileResult.extend({ fileId: PartId }),
  ...restCommands,
  ...paperCommands,
  ...{ ...guestCommands, ...keptAwayCommands },
  /** the house's: two people decided it, seven days have passed, and the keys are destroyed next */
  eraseCase: z.strictObject({}),
} as const;
export type CaseCommand = CommandsOf<typeof commands>;
export type CommandName = keyof typeof commands;

/** A named member of a participation. */
export const Member = z.strictObject({ personId: PersonId, name: line(80) });

const caseOpened = commands.openCase.extend({
  lead: z.strictObject({ participationId: PartId, orgId: OrgId, name: line(120), sector: Sector, member: Member }),
  leadOnly: LeadOnly.pick({ excluded: true }).optional(),
});

export const events = {
  caseOpened,
  compartmentOpened: caseOpened.extend({ compartment: z.enum(besideGeneral) }),
  /** stands after the decisions that were copied from the general room, up to its event `through` */
  sharingFollowed: z.strictObject({ through: z.int().min(0), more: z.literal(true).optional() }),
  consentProposed: commands.proposeConsent,
  consentGiven: ConsentRecord,
  consentRefused: tookBack,
  consentPaused: tookBack.extend({ doubt: KeptDoubt.optional() }),
  consentResumed: onTheirWord,
  consentNarrowed: tookBack.extend({ scopes: z.array(Scope).min(1), version: z.int().positive() }),
  consentWithdrawn: tookBack,
  consentMarkedInError: commands.markConsentInError,
  organisationInvited: commands.inviteOrganisation.extend({
    name: line(120),
    sector: Sector,
    /** the agreement that holds between the two, if there is one; a later one is noted */
    agreement: z.strictObject({ agreementId: PartId, validFrom: z.iso.datetime(), validTo: z.iso.datetime() }).optional(),
  }),
  participationJoined: participation.extend({ member: Member }),
  invitationDeclined: commands.declineInvitation,
  participationLeft: participation,
  colleagueAdded: participation.extend({ member: Member }),
  colleagueGone: commands.noteColleagueGone,
  agreementNoted: commands.noteAgreement,
  messagePosted: Message,
  acknowledged: commands.acknowledge.extend({ name: line(80) }),
  messageEdited: commands.editMessage.extend({
    /** when the message was written, ISO UTC; not in what was stored before this was kept */
    postedAt: z.iso.datetime().optional(),
  }),
  messageRedacted: commands.redactMessage.extend({
    author: ActorRef,
    /** who took them out, as they are called */
    name: line(80),
    files: z.array(PartId).max(10),
  }),
  reactionSet: commands.react,
  /** the text is copied, so that the agreed summary stands by itself */
  messagePinned: commands.pinMessage.extend({ text: MessageText }),
  messageUnpinned: commands.unpinMessage,
  topicOpened: commands.openTopic,
  topicResolved: topic,
  topicReopened: topic,
  fileAdded: commands.addFile.extend({
    /** empty for who may not have the file: a name says what is in it */
    name: FileName.or(z.literal("")),
  }),
  fileChecked: commands.noteFile,
  ...restEvents,
  ...paperEvents,
  ...{ ...guestEvents, ...keptAwayEvents, ...doubtEvents },
  caseErased: commands.eraseCase,
} as const;
/** `shown` is never in the log: it goes with what is handed to somebody outside the practice. */
export type CaseEvent = EventsOf<typeof events> & { readonly shown?: Shown };

/** Why somebody who is not in a case looks into it. */
export const Why = z.strictObject({ relation: z.enum(relations), words: line(200).optional(), knows: z.literal(true).optional() });

/** A message of one of the case's rooms. */
const flagged = z.strictObject({ compartment: z.enum(compartments), messageSeq: MessageSeq });

/** What the access room of a case keeps: ids, never content. */
export const accessCommands = {
  noteAccess: z.strictObject({
    decision: z.enum(["permit", "deny"]),
    /**
     * read: a page was fetched; opened, closed: a live subscription; client: who the person is; sharing: what somebody may stop without
     * reading; file: one was fetched, with the number of its message; search: what was found was shown; listed: it stood in somebody's
     * list, once a day; ledger: these records; verified: they were checked; keeping: how long it is kept; certificate: what remains of it; export:
     * an organisation's own words were handed to it; lookup: whether somebody with a CHI or NHS number is known; reason: why somebody who isn't in
     * the case looks; request: what the person asked to be given was dealt with; pack: a copy was made, theirs or an organisation's own; command: a
     * refused one
     */
    what: z.enum([
      ...(["read", "opened", "closed", "client", "sharing", "file", "search", "listed", "ledger", "verified"] as const),
      ...(["keeping", "certificate", "export", "lookup", "reason", "request", "pack", "command"] as const),
    ]),
    personId: PersonId,
    orgId: OrgId,
    /** which of the case's rooms, if it is not the general one */
    compartment: z.enum(besideGeneral).optional(),
    /** first and last event that was shown; the first lies after the last where none was. Of a closed subscription: its last number before, and the last that came */
    fromSeq: z.int().min(0),
    toSeq: z.int().min(0),
    /** the call that was refused: its name, never what was in it */
    asked: z
      .string()
      .regex(/^[a-zA-Z]{1,40}$/)
      .optional(),
    /** with a reason: what brings them, in a few words where they gave some, and whether they know the person outside work */
    why: Why.optional(),
    /** many refusals of one kind in one record: how many, and the hour they fell in (its start) */
    times: z.int().positive().optional(),
    since: z.iso.datetime().optional(),
  }),
  /** somebody who reads a message finds too much in it */
  noteFlag: flagged.extend({ why: z.enum(flagReasons), by: ActorRef, author: ActorRef }),
  /** its author, or their information lead, has looked at it and it stays */
  settleFlag: flagged.extend({ by: ActorRef, as: z.enum(["author", "lead"]) }),
  /** its words were taken out */
  noteRedaction: flagged.extend({ reason: z.enum(redactionReasons), by: ActorRef, author: ActorRef }),
} as const;
export type AccessCommand = CommandsOf<typeof accessCommands>;
const told = {
  /** who is told: the author, and the information leads of the organisation that looks after what they wrote */
  tell: z.array(PersonId).max(50),
  /** that organisation, where it isn't the author's own: of a guest's words, the one that let them in */
  leadsOf: OrgId.optional(),
};
export const accessEvents = {
  accessNoted: accessCommands.noteAccess,
  messageFlagged: accessCommands.noteFlag.extend(told),
  flagSettled: accessCommands.settleFlag,
  redactionNoted: accessCommands.noteRedaction.extend(told),
} as const;
export type AccessRoomEvent = EventsOf<typeof accessEvents>;
/** A look, or a refusal. */
export type AccessEvent = AccessRoomEvent & { type: "accessNoted" };
