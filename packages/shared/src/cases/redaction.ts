import type { Compartment } from "../kernel/room.ts";
import type { ActorRef, OrgId } from "../kernel/shapes.ts";
import type { AccessRoomEvent, CaseEvent } from "./schema.ts";

/** What may be too much in a message. */
export const flagReasons = ["thirdParty", "otherClient", "moreThanAgreed", "identifier"] as const;
export type FlagReason = (typeof flagReasons)[number];
/** Why words are taken out. */
export const redactionReasons = [...flagReasons, "mistake"] as const;
export type RedactionReason = (typeof redactionReasons)[number];
/** Reasons after which somebody outside may have to be told: words about a person who never agreed to be here. */
export const breachReasons: readonly RedactionReason[] = ["thirdParty", "otherClient"];

/** A message whose words were taken out: what stays in its place. */
export type Redaction = {
  readonly messageSeq: number;
  readonly reason: RedactionReason;
  /** who took them out, by name and place */
  readonly name: string;
  readonly by: ActorRef;
  /** the event that took them out */
  readonly seq: number;
  readonly at: string;
  /** the files that went with them */
  readonly files: readonly string[];
};
/** By the message's number. */
export type Redactions = Readonly<Record<number, Redaction>>;

export function foldRedactions(redactions: Redactions, event: CaseEvent): Redactions {
  if (event.type !== "messageRedacted") return redactions;
  const { messageSeq, reason, name, files } = event.body;
  return { ...redactions, [messageSeq]: { messageSeq, reason, name, by: event.actor, seq: event.seq, at: event.at, files } };
}

/** The message whose words an event holds. */
function messageOf(event: CaseEvent): number | undefined {
  if (event.type === "messagePosted") return event.seq;
  return event.type === "messageEdited" || event.type === "messagePinned" ? event.body.messageSeq : undefined;
}

/** What a file is called says what is in it, and so does its digest to who has the same. */
export const noName = { name: "" as const, sha256: "0".repeat(64) };

/** An event without what somebody wrote or sent. The same object if there is nothing of it left. */
function wordless(event: CaseEvent): CaseEvent {
  switch (event.type) {
    case "messagePosted": {
      const { files: _gone, ...body } = event.body;
      return event.body.text === "" ? event : { ...event, body: { ...body, text: "" } };
    }
    case "messageEdited":
      return event.body.text === "" ? event : { ...event, body: { ...event.body, text: "" } };
    case "messagePinned":
      return event.body.text === "" ? event : { ...event, body: { ...event.body, text: "" } };
    case "fileAdded":
      return event.body.sha256 === noName.sha256 ? event : { ...event, body: { ...event.body, ...noName } };
    default:
      return event;
  }
}

/** Whether an event holds something of what was taken out: the message, its changes, its copy in the agreed summary, its files. */
const holds = (event: CaseEvent, { messageSeq, files }: Pick<Redaction, "messageSeq" | "files">): boolean =>
  event.type === "fileAdded" ? files.includes(event.body.fileId) : messageOf(event) === messageSeq;

/** An event as it may be read: without the words that were taken out since. The same object where none were. */
export function conceal(event: CaseEvent, redactions: Redactions): CaseEvent {
  const messageSeq = messageOf(event);
  if (messageSeq !== undefined) return redactions[messageSeq] ? wordless(event) : event;
  if (event.type !== "fileAdded") return event;
  return Object.values(redactions).some((taken) => holds(event, taken)) ? wordless(event) : event;
}

/** Whether one event took the words of another, and nothing of them is left there. */
export const took = (by: CaseEvent, event: CaseEvent): boolean =>
  by.type === "messageRedacted" &&
  holds(event, by.body) &&
  wordless(event) === event &&
  (event.type !== "messagePosted" || (event.actor.personId === by.body.author.personId && event.actor.orgId === by.body.author.orgId));

/** A message that somebody found too much in. Who it was is not said. */
export type Flag = {
  readonly compartment: Compartment;
  readonly messageSeq: number;
  readonly author: ActorRef;
  /** the organisation that looks after it, where it isn't the author's own */
  readonly leadsOf?: OrgId;
  readonly why: readonly FlagReason[];
  /** the newest */
  readonly at: string;
  /** its author has looked at it, and leaves it */
  readonly seen?: true;
};
/** Open ones, by place and number. */
export type Flags = Readonly<Record<string, Flag>>;
export const flagKey = ({ compartment, messageSeq }: Pick<Flag, "compartment" | "messageSeq">): string => `${compartment}/${messageSeq}`;

export function foldFlags(flags: Flags, event: AccessRoomEvent): Flags {
  switch (event.type) {
    case "messageFlagged": {
      const { compartment, messageSeq, author, leadsOf, why } = event.body;
      const key = flagKey(event.body);
      const before = flags[key]?.why ?? [];
      const by = leadsOf ? { author, leadsOf } : { author };
      return { ...flags, [key]: { compartment, messageSeq, ...by, why: [...before.filter((each) => each !== why), why], at: event.at } };
    }
    case "flagSettled": {
      const key = flagKey(event.body);
      const flag = flags[key];
      return flag && event.body.as === "author" ? { ...flags, [key]: { ...flag, seen: true } } : without(flags, key);
    }
    case "redactionNoted":
      return without(flags, flagKey(event.body));
    default:
      return flags;
  }
}

const without = (flags: Flags, key: string): Flags => Object.fromEntries(Object.entries(flags).filter(([each]) => each !== key));

/** Who gave their reason for looking. */
export const reasonKey = ({ personId, orgId }: ActorRef): string => `${personId}|${orgId}`;
