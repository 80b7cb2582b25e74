import { z } from "zod";
import type { CommandsOf, EventsOf } from "../kernel/event.ts";
import { CaseId, ConcernId, line, OrgId, PersonId, text } from "../kernel/shapes.ts";

/** By what right a worry is shared without asking: none of these is consent (UK GDPR, DUAA 2025 recognised legitimate interests). */
export const Authority = z.enum(["danger", "safeguarding", "legalDuty", "publicInterest"]);
export type Authority = z.infer<typeof Authority>;

/** A safeguarding lead of an organisation. */
const named = z.strictObject({ orgId: OrgId, personId: PersonId });
/** The same with the names that they had when they were named. */
export const Lead = named.extend({ name: line(80), orgName: line(120) });
export type Lead = z.infer<typeof Lead>;

/** Plain text, at most 10,000 characters, kept as it came. */
const Note = text(10_000);

/** Commands of a `concern:` room. */
export const concernCommands = {
  raiseConcern: z.strictObject({
    concernId: ConcernId,
    caseId: CaseId,
    authority: Authority,
    /** what was seen or said, and why it can't wait for a yes */
    reason: Note,
    /** who looks at it too before anybody else is let in */
    second: named,
  }),
  /** the second person has read it and agrees that it belongs here */
  confirmConcern: z.strictObject({ note: Note.optional() }),
  /** while the second person has not looked at it: another one takes their place */
  chooseSecond: z.strictObject({ second: named }),
  nameLead: named.extend({ why: line(200) }),
  writeNote: z.strictObject({ text: Note }),
  closeConcern: z.strictObject({ outcome: Note }),
  /** its time is over, and its destruction is planned: it is still needed, and its time begins anew */
  keepOn: z.strictObject({ why: line(200) }),
  /** the house's: looks whether its time is over, or whether something keeps it longer after all */
  settleConcern: z.strictObject({}),
  /** the house's: looks whether whoever is named may still read it, and whether anybody is left */
  followLeads: z.strictObject({}),
} as const;
export type ConcernCommand = CommandsOf<typeof concernCommands>;

export const concernEvents = {
  concernRaised: concernCommands.raiseConcern.omit({ second: true }).extend({
    /** initials, as the case is headed */
    label: line(12),
    raisedBy: Lead,
    second: Lead,
  }),
  concernConfirmed: concernCommands.confirmConcern,
  secondChosen: Lead,
  leadNamed: Lead.extend({ why: line(200) }),
  /** who reads it no more, whatever the cause; and who has it from now on, where nobody was left */
  leadsFollowed: z.strictObject({ out: z.array(named).max(200), handedTo: z.array(Lead).min(1).max(100).optional() }),
  noteWritten: concernCommands.writeNote,
  concernClosed: concernCommands.closeConcern,
  /** the day on which it is destroyed if nobody keeps it on (UTC) */
  destructionPlanned: z.strictObject({ on: z.iso.datetime() }),
  /** something keeps it longer after all */
  destructionOff: z.strictObject({}),
  keptOn: concernCommands.keepOn,
  /** the last event: from here on no key opens it */
  concernDestroyed: z.strictObject({}),
} as const;
export type ConcernEvent = EventsOf<typeof concernEvents>;
