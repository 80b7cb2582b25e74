import { refuse as refuseExchange } from "@linkwork/shared/exchange/rules.ts";
import * as rules from "@linkwork/shared/exchange/rules-booking.ts";
import { whoseTime } from "@linkwork/shared/exchange/rules-moving.ts";
import { type Diary, liveElsewhere, mayCome, mayHaveOneMore, waitsForYes } from "@linkwork/shared/exchange/rules-person.ts";
import * as places from "@linkwork/shared/exchange/rules-session.ts";
import { mayAskFor, timeOf, unsureBeside, weeksOf } from "@linkwork/shared/exchange/rules-week.ts";
import type { SessionCommand } from "@linkwork/shared/exchange/schema-session.ts";
import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import type { BookingAsked, WeekState } from "@linkwork/shared/exchange/state-week.ts";
import { wishesOf } from "@linkwork/shared/identity/rules-notices.ts";
import type { PersonState } from "@linkwork/shared/identity/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { EventId, PersonId, RoomId, SessionId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import { personRoom, sessionRoom, weekRoom } from "@linkwork/shared/kernel/room.ts";
import { derivedId } from "../kernel/decide.ts";
import type { Ask, Claim, FactsInput } from "../kernel/slice.ts";
import { receivesAt, resolve, unlessRefused } from "./claims-weeks.ts";
import type { SessionFacts } from "./decide-session.ts";
import { lookReady } from "./present-ready.ts";
import type { ExchangeViews } from "./views.ts";

/** Whose time a command takes if the session decides now; undefined where nobody gets a place by it. */
function takes(state: SessionState, command: SessionCommand, actor: Actor, now: string): PersonId | undefined {
  if (!rules.mayKnowSession(state, actor, command.type)) return undefined;
  if (command.type === "book") {
    const place = state.card?.rules.mode === "instant" && places.hasPlaceFor(state, actor.orgId, now);
    return place && !rules.asksLate(state, now) && rules.mayBook(state, actor, now) === true ? actor.personId : undefined;
  }
  if (command.type !== "acceptOffer" && command.type !== "approveBooking") return undefined;
  const { bookingId } = command.input;
  const booking = state.bookings[bookingId];
  if (!booking || rules.mayMove(state, actor, { move: command.type, bookingId, now }) !== true) return undefined;
  return command.type === "acceptOffer" || places.hasPlaceFor(state, booking.orgId, now) ? booking.personId : undefined;
}

type Claiming = {
  claimId: EventId;
  personId: PersonId;
  state: SessionState;
  ask: Ask;
  claim: Claim;
  now: string;
  /** the claim that it takes the place of */
  instead?: string | undefined;
  /** sessions that move with this one, and give back what they take of anybody now */
  beside?: readonly SessionId[] | undefined;
};
/**
 * Claims the time that a session takes in each week that it touches, in order, before the session decides: its commit is what counts. Then it is looked whether
 * they receive visitors at that time. True, or why they can't be there. What was claimed and came to nothing lapses by itself, so that the same try again
 * finds what it claimed.
 */
async function claimTime({ claimId, personId, state, ask, claim, now, instead, beside }: Claiming): Promise<true | Refusal> {
  const time = timeOf(state, claimId);
  if (!time) return true;
  const input = { ...time, ...(instead === undefined ? {} : { instead }), ...(beside ? { beside } : {}) };
  for (const room of weeksOf(input).map((week) => weekRoom(personId, week))) {
    const claimed = await claimIn(room, { claimId, input, ask, claim });
    if (claimed !== true) return claimed;
  }
  return !(await receivesAt(personId, time, { ask, claim, now })) || refuseExchange("Elsewhere");
}

type Facts = FactsInput<SessionState, SessionCommand>;
/** What a session looks at, and claims, before it decides: when those who wait want no mail, the time of whoever gets a place by it, and the place that they give for it. */
export async function sessionFacts(asked: Facts, views: Pick<ExchangeViews, "sessionsWith">): Promise<SessionFacts> {
  const quiet = await quietOf(asked);
  return { ...(await bookingFacts(asked, views)), ...(quiet ? { quiet } : {}) };
}

/** So many of those who wait are looked at: more places than that don't come free at once. */
const mostOffered = 30;
/** When those who may be offered a place want no mail. Who books offers nobody a place, unless one has come free by the clock. */
async function quietOf({ command, state, now, ask }: Facts): Promise<SessionFacts["quiet"]> {
  const queue = places.queueOf(state);
  if (queue.length === 0 || (command.type === "book" && places.freePlaces(state, now) === 0)) return undefined;
  const byHand = command.type === "offerPlace" ? state.bookings[command.input.bookingId] : undefined;
  const wishes = [...queue.slice(0, mostOffered), ...(byHand ? [byHand] : [])].map(
    async ({ personId }) => [personId, wishesOf(await ask<PersonState>(personRoom(personId)))] as const,
  );
  return new Map(await Promise.all(wishes));
}

/** The time of whoever gets a place, one of their few bookings, and the place that they give for it. */
async function bookingFacts(
  { command, actor, id, state, roomId, now, ask, claim }: Facts,
  views: Pick<ExchangeViews, "sessionsWith">,
): Promise<SessionFacts> {
  const elsewhereOf = async (personId: PersonId): Promise<SessionState[]> => {
    const others = (await views.sessionsWith(personId, Date.parse(now))).map(sessionRoom).filter((room) => room !== roomId);
    return Promise.all(others.map((room) => ask<SessionState>(room)));
  };
  if (command.type === "moveSession")
    return actor.system ? { claims: await claimsOf({ command, id, state, now, ask, claim, elsewhereOf }) } : {};
  const taking = takes(state, command, actor, now);
  const personId = taking ?? (command.type === "book" ? actor.personId : undefined);
  if (!personId) return {};
  const said =
    command.type === "book"
      ? command.input.moves
      : "bookingId" in command.input
        ? state.bookings[command.input.bookingId]?.moves
        : undefined;
  const { moves, leaving } = said ? await given(said, personId, ask) : {};
  const looked = command.type === "book" ? await lookReady(ask, state, actor, now) : undefined;
  const elsewhere = await elsewhereOf(personId);
  const diary = { personId, elsewhere: elsewhere.filter(({ date }) => date?.sessionId !== moves?.sessionId), now };
  const may =
    taking && !looked?.missing.length && mayCome(state, diary) === true && (command.type !== "book" || mayHaveOneMore(diary) === true);
  const known = { elsewhere, ...(looked ? { looked } : {}), ...(leaving && moves ? { leaving, moves } : {}) };
  const instead = moves && leaving?.bookings[moves.bookingId]?.takenBy;
  const claimed = may ? await claimTime({ claimId: id, personId, state, ask, claim, now, instead }) : undefined;
  const facts = { ...known, ...(claimed ? { claimed, claimedAt: places.startsAt(state) } : {}) };
  const books = command.type === "book" && rules.mayKnowSession(state, actor, command.type) && rules.mayBook(state, actor, now) === true;
  if (!books || mayHaveOneMore(diary) !== true) return facts;
  // what is refused for another reason takes none of the few that they may have
  const asks = state.card?.rules.mode === "approval" || waitsForYes({ ...diary, elsewhere: [...elsewhere, state] });
  const how = rules.howBooked(state, { orgId: actor.orgId, asks, now });
  if (how !== "waits" && looked?.missing.length) return facts;
  if (how === "comes" && (mayCome(state, diary) !== true || claimed instanceof Refusal)) return facts;
  return { ...facts, asked: await claimBooking({ claimId: id, state, diary, instead: moves?.sessionId, ask, claim }) };
}

type Asking = Pick<Claiming, "claimId" | "state" | "ask" | "claim"> & { diary: Diary; instead: SessionId | undefined };
/**
 * Claims one of the few live bookings that somebody may have, in the one room for all their weeks, before the session decides: several sessions that are asked
 * at the same moment are counted there. What they asked for before and is over, or came to nothing, is given back first.
 */
async function claimBooking({ claimId, state, diary, instead, ask, claim }: Asking): Promise<true | Refusal> {
  const { date } = state;
  if (!date) return refuseKernel("Busy");
  const room = weekRoom(diary.personId, "all");
  const live = liveElsewhere(diary).flatMap((each) => each.date?.sessionId ?? []);
  const asking = { sessionId: date.sessionId, live, ...(instead ? { instead } : {}) };
  const before = await ask<WeekState>(room);
  if (mayAskFor(before, asking) !== true)
    for (const old of unsureBeside(before, asking)) await giveBack(room, old, { ask, claim, now: diary.now });
  try {
    await claim(room, { id: derivedId(claimId, room, "claimBooking"), type: "claimBooking", input: { claimId, ...asking } });
    return true;
  } catch (error) {
    if (!(error instanceof Refusal) || error.meaning !== "CONFLICT") throw error;
    // it was claimed by this id, and elsewhere something is otherwise by now
    return error.code === "IdReused" || error;
  }
}

/** A booking that was asked for is over, or none came of it in time: it counts no more, and what may still come of it is refused first. */
async function giveBack(
  room: RoomId,
  { claimId, sessionId, until }: BookingAsked,
  { ask, claim, now }: Pick<Facts, "ask" | "claim" | "now">,
) {
  const session = sessionRoom(sessionId);
  const isLive = async (): Promise<boolean | undefined> => {
    const state = await ask<SessionState>(session);
    const booking = state.bookings[claimId];
    return booking && places.isLive(state, booking, now) && places.phaseOf(state, now) !== "completed";
  };
  let live = await isLive();
  if (live === undefined && now >= until) {
    await claim(session, { id: derivedId(claimId, "abandonClaim"), type: "abandonClaim", input: { claimId } }).catch(unlessRefused);
    live = (await isLive()) ?? false;
  }
  if (live === false)
    await claim(room, { id: derivedId(claimId, room, "dropBooking"), type: "dropBooking", input: { claimId } }).catch(unlessRefused);
}

type Place = { sessionId: SessionId; bookingId: string };
/** The place that somebody gives for another one: the one that they said, or what they exchanged it for meanwhile. */
async function given(said: Place, personId: PersonId, ask: Ask): Promise<{ moves: Place; leaving: SessionState }> {
  let moves = said;
  const seen = new Set<string>();
  for (;;) {
    const leaving = await ask<SessionState>(sessionRoom(moves.sessionId));
    const next = leaving.bookings[moves.bookingId]?.movedTo;
    seen.add(moves.bookingId);
    const there = next && Object.values((await ask<SessionState>(sessionRoom(next))).bookings);
    const now = there?.find(
      (booking) => booking.personId === personId && booking.takenBy !== undefined && booking.moves?.bookingId === moves.bookingId,
    );
    if (!next || !now || seen.has(now.bookingId)) return { moves, leaving };
    moves = { sessionId: next, bookingId: now.bookingId };
  }
}

type Moving = Pick<Facts, "id" | "state" | "now" | "ask" | "claim"> & {
  command: Extract<SessionCommand, { type: "moveSession" }>;
  elsewhereOf(personId: PersonId): Promise<SessionState[]>;
};
/** The new time of everybody who has a place, claimed one after the other. */
async function claimsOf({ command, id, state, now, ask, claim, elsewhereOf }: Moving): Promise<NonNullable<SessionFacts["claims"]>> {
  const then = { ...state, date: command.input.date };
  const claims: Record<string, { claimId: string; claimed: true | Refusal }> = {};
  for (const { bookingId, personId } of whoseTime(state)) {
    const claimId = derivedId(id, bookingId, now);
    const comes = mayCome(then, { personId, elsewhere: await elsewhereOf(personId), now });
    claims[bookingId] = {
      claimId,
      claimed: comes === true ? await claimTime({ claimId, personId, state: then, ask, claim, now, beside: command.input.beside }) : comes,
    };
  }
  return claims;
}

/** How many claims that came to nothing are cleared away before somebody is told to try again. */
const mostLapsed = 5;
type In = Pick<Claiming, "claimId" | "ask" | "claim"> & { input: Record<string, unknown> };
async function claimIn(room: RoomId, { claimId, input, ask, claim }: In): Promise<true | Refusal> {
  for (let tries = 0; tries < mostLapsed; tries++) {
    try {
      await claim(room, { id: derivedId(claimId, room, "claimTime"), type: "claimTime", input });
      return true;
    } catch (error) {
      if (!(error instanceof Refusal) || error.meaning !== "CONFLICT") throw error;
      // by this id the time was claimed at which it was before it moved
      if (error.code === "IdReused") return refuseExchange("ClaimAbandoned");
      if (error.code !== "ClaimLapsed") return error;
      await resolve(room, { claimId: String(error.details.claimId), sessionId: error.details.sessionId as SessionId }, { ask, claim });
    }
  }
  return refuseKernel("Busy");
}
