import type { Actor, AnyCommand, AnyEvent, Draft } from "@linkwork/shared/kernel/event.ts";
import type { CaseId, ClientId, EventId, HolderId, OrgId, PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import type { Refusal, Verdict } from "@linkwork/shared/kernel/refusal.ts";
import type { RoomKind } from "@linkwork/shared/kernel/room.ts";
import type { FileResult, FileType } from "@linkwork/shared/kernel/shapes.ts";
import type { ClosedCode } from "@linkwork/shared/kernel/wire.ts";
import type { z } from "zod";
import type { Grant, Holder } from "./keys.ts";
import type { Letter, Unwritten } from "./mail.ts";

/** What decide may look at besides state and command: who, when, and immutable things fetched before. */
export type Context<Facts = unknown> = {
  readonly actor: Actor;
  /** ISO instant; never before the room's last event */
  readonly now: string;
  readonly id: EventId;
  readonly roomId: RoomId;
  /** an earlier event of this room that `refs` named; events never change, so decide stays pure */
  event(seq: number): AnyEvent | undefined;
  /** what `facts` fetched: names and dates from other rooms, copied into the event */
  readonly facts: Facts;
};

/**
 * A command for another room that follows from an event. Its id is the hash of event and target, so it has one effect for ever.
 * `first`: it is done before the event is answered to its author; the others go on behind it.
 */
export type Effect = { readonly target: RoomId; readonly type: string; readonly input: Record<string, unknown>; readonly first?: true };
/**
 * What follows outside the rooms: a mail (its id is the hash of event and receiver) to an address, or to whose account it is; a mail that is
 * written when it goes out; the end of somebody's sessions, `but` for one; the end of all that they sign in with beside the password (`after`: the number of the
 * event in their room, so that what is set up later stays); the end of a case; an organisation's own words handed to it, and what was handed over
 * destroyed; that somebody is counted nowhere any more; the end of a room that is over, with its files and keys.
 */
export type Outside =
  | { readonly mail: Letter }
  | { readonly tell: PersonId; readonly letter: Omit<Letter, "to"> }
  | { readonly unwritten: Unwritten }
  | { readonly endSessions: PersonId; readonly but?: string }
  | { readonly startAnew: PersonId; readonly after: number }
  | { readonly erase: Erasing }
  | { readonly handOver: HandingOver }
  | { readonly shred: string }
  | { readonly uncount: ClientId }
  | { readonly purge: RoomId };
/** What an organisation wrote in a case that it is no longer in: by which part of it, how that ended, and when (UTC). */
export type HandingOver = {
  readonly caseId: CaseId;
  readonly orgId: OrgId;
  readonly participationId: string;
  readonly why: "removed" | "left";
  readonly until: string;
};
/** A case that is erased now: why, and whose it was. */
export type Erasing = { readonly caseId: CaseId; readonly erasureId: string; readonly clientId: ClientId };

export type Follows = Effect | Outside;

/** A look at another room's state, for facts and effects. */
export type Ask = <S>(roomId: RoomId) => Promise<S>;
/** The house's look at what happened in another room after a number, for facts; `commitsAtMost` for less than all of it. */
export type Past = (roomId: RoomId, afterSeq: number, commitsAtMost?: number) => Promise<readonly AnyEvent[]>;

/** A tentative claim in another room, made as the house before the room that it is for decides; refused, it is a fact like any other. */
export type Claim = (roomId: RoomId, request: AnyCommand & { id: EventId }) => Promise<AnyEvent>;

/** A reading that the slice wants recorded elsewhere (a case's access room). */
export type Access = {
  what:
    | "read"
    | "opened"
    | "closed"
    | "client"
    | "sharing"
    | "file"
    | "search"
    | "listed"
    | "ledger"
    | "verified"
    | "keeping"
    | "certificate"
    | "export"
    | "lookup"
    | "reason"
    | "request"
    | "pack"
    | "command";
  decision: "permit" | "deny";
  fromSeq: number;
  toSeq: number;
  /** the name of the call that was refused */
  asked?: string;
  /** why somebody looks, as the slice has it */
  why?: Record<string, unknown>;
};

/** A file that has come: what its sender said, and what was counted. */
type NewFile = { fileId: string; name: string; declared: string; size: number; sha256: string };

/** What is at hand when facts are fetched. `now`: ISO instant; when the room decides it may be later. */
export type FactsInput<S, C> = {
  command: C;
  actor: Actor;
  id: EventId;
  state: S;
  roomId: RoomId;
  now: string;
  ask: Ask;
  past: Past;
  claim: Claim;
};

/** One kind of room: its events, its state, who may, and what follows. Everything that the kernel needs to know of a slice. */
export type Slice<S = unknown, C extends AnyCommand = AnyCommand, E extends AnyEvent = AnyEvent, Facts = unknown> = {
  readonly kind: RoomKind;
  /** event type -> zod schema of its body: checked when written */
  readonly events: Readonly<Record<string, z.ZodType>>;
  readonly initial: S;
  /** nobody is shown to be there, or to be typing */
  readonly quiet?: true;
  /** counts the shapes that the state has had: a snapshot of another shape is passed over and the room folded afresh */
  readonly shape: number;
  fold(state: S, event: E): S;
  /** the key's epoch after this state; rises when somebody was shut out */
  epochOf?(state: S): number;
  /** who holds the room's keys, organisations and guests: what is read for them is opened with their own. Without it the house alone holds them */
  holders?(state: S): Holder[];
  /** by whose keys this actor reads, where it isn't by their organisation's */
  readsBy?(state: S, actor: Actor): HolderId | undefined;
  /** nobody reads it any more, ever: it is held in no memory */
  over?(state: S): boolean;
  readonly rules: {
    /** may they know that the room exists, when they ask for this command? if not, it reads like an absent one */
    mayKnow(state: S, actor: Actor, now: string, roomId: RoomId, command: string): boolean;
    mayRead(state: S, actor: Actor, now: string, roomId: RoomId): boolean;
    /** events before this number or instant don't exist for them */
    readableFrom?(state: S, actor: Actor): { seq: number; at: string };
    whyClosed?(state: S, actor: Actor, now: string): ClosedCode;
    changesReaders(event: E): boolean;
  };
  decide(state: S, command: C, context: Context<Facts>): Draft<E> | Draft<E>[] | Refusal;
  /** numbers of the earlier events that decide needs */
  refs?(command: C): number[];
  /** whether what is asked about is there although the room isn't yet: then a refusal is on record */
  there?(facts: Facts): boolean;
  facts?(input: FactsInput<S, C>): Promise<Facts>;
  /** readers who see the same bytes share an audience; `present` gives an event as that audience may see it, in a state that holds it */
  audience?(state: S, actor: Actor): string;
  present?(event: E, audience: string, state: S): E;
  /** the state as this reader may see it */
  presentState?(state: S, actor: Actor): S;
  /** words that are taken out again: from every way of reading at once, and then from the store */
  readonly takesBack?: {
    /** the event as it is read by now; the same object where nothing was taken out of it */
    conceal(event: E, state: S): E;
    /** what an event takes out: from which number on there may be something of it, and which files; undefined for all others */
    of(event: E): { from: number; files: readonly string[] } | undefined;
    /** whether one event took the words out of another, and nothing of them is left there */
    took(by: E, event: E): boolean;
  };
  /** what is answered to the author of an event who may not read the room */
  answerUnread?(event: E): E;
  /** query tables: which events they care for, and the write after the commit, again after a crash; guarded by `seq` */
  readonly views?: { of(event: E): boolean; write(input: { state: S; roomId: RoomId; seq: number }): Promise<void> };
  /** what follows elsewhere: which events have effects, and the list of them */
  readonly effects?: { of(event: E): boolean; list(event: E, state: S, roomId: RoomId, ask: Ask): Follows[] | Promise<Follows[]> };
  /** files that people put into such a room */
  readonly files?: {
    mayAdd(state: S, actor: Actor, now: string): Verdict;
    /** the command that says in the room that a file has come */
    add(file: NewFile): AnyCommand;
    /** the file as this reader of the room may fetch it, and the number of its message; undefined for what isn't there for them */
    find(state: S, actor: Actor, fileId: string): { name: string; type: FileType; size: number; seq: number } | undefined;
    /** what has to be looked at after an event, if it added a file */
    added(event: E): { fileId: string; name: string; declared: string } | undefined;
    /** the house's command that says what became of it */
    note(file: FileResult & { fileId: string }): AnyCommand;
  };
  /** the records of a reading or a refusal, kept in other rooms; of many refusals one gets `times` and `since` besides */
  recordAccess?(access: Access & { actor: Actor; roomId: RoomId; state: S | undefined }): Effect[];
};

/** The epoch of a room's next commit, and for whom its key is wrapped if it isn't there yet. */
export const keyAfter = (slice: Slice, state: unknown, head: number): { epoch: number; grant(): Grant } => ({
  epoch: slice.epochOf?.(state) ?? 1,
  grant: () => ({ since: head + 1, holders: slice.holders?.(state) ?? [] }),
});
/** Whether who holds the room's keys has to be looked at after an event. */
export const movesKeys = (slice: Slice, event: AnyEvent): boolean => slice.holders !== undefined && slice.rules.changesReaders(event);

/** Declares a kind of room. */
export const defineSlice = <S, C extends AnyCommand, E extends AnyEvent, Facts = unknown>(slice: Slice<S, C, E, Facts>): Slice =>
  slice as unknown as Slice;
