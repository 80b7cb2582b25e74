import * as places from "@linkwork/shared/exchange/rules-session.ts";
import { meets, receivingBeside, weeksOf } from "@linkwork/shared/exchange/rules-week.ts";
import type { OpportunityState } from "@linkwork/shared/exchange/state.ts";
import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import type { ReceivingClaimed, TimeTaken, WeekState } from "@linkwork/shared/exchange/state-week.ts";
import type { PersonId, RoomId, SessionId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import { opportunityRoom, sessionRoom, weekRoom } from "@linkwork/shared/kernel/room.ts";
import { derivedId } from "../kernel/decide.ts";
import type { Ask, Claim } from "../kernel/slice.ts";

/** What is needed to find out what became of a claim. */
export type Finding = { ask: Ask; claim: Claim; now: string };

/** Whoever meets a claim that is too old asks its session. There: it is held. Not there: whatever may still come of it is refused first, then it goes. */
export async function resolve(
  room: RoomId,
  old: { claimId: string; sessionId: SessionId },
  { ask, claim }: Pick<Finding, "ask" | "claim">,
): Promise<void> {
  const session = sessionRoom(old.sessionId);
  const { claimId } = old;
  if (!places.isTakenBy(await ask<SessionState>(session), claimId))
    await claim(session, { id: derivedId(claimId, "abandonClaim"), type: "abandonClaim", input: { claimId } }).catch(unlessRefused);
  const type = places.isTakenBy(await ask<SessionState>(session), claimId) ? "confirmTime" : "dropTime";
  await claim(room, { id: derivedId(claimId, room, type), type, input: { claimId } }).catch(unlessRefused);
}

type Spell = Pick<TimeTaken, "from" | "to" | "buffer">;
/** Which of these times somebody is on a visit, or is about to be: whoever asks this has claimed the times before, so that of two at one moment one sees the other. */
async function awayAt<S extends Spell>(personId: PersonId, spells: readonly S[], finding: Finding): Promise<S | undefined> {
  for (const week of [...new Set(spells.flatMap(weeksOf))].sort()) {
    const room = weekRoom(personId, week);
    const inTheWay = async () => {
      const { taken } = await finding.ask<WeekState>(room);
      return Object.values(taken).filter((one) => spells.some((spell) => meets(spell, one)));
    };
    for (const old of await inTheWay()) if (old.until !== undefined && finding.now >= old.until) await resolve(room, old, finding);
    const [first] = await inTheWay();
    if (first) return spells.find((spell) => meets(spell, first));
  }
  return undefined;
}

type Receiving = ReturnType<typeof receivingBeside>[number];
/** Whether somebody receives visitors on that date, as was claimed once, or is about to. What came to nothing in a minute is refused for good, and then it doesn't. */
async function stillReceives(personId: PersonId, old: Receiving, { ask, claim, now }: Finding): Promise<boolean> {
  const { claimId, sessionId, from, to } = old;
  const room = opportunityRoom(old.opportunityId);
  const does = ({ status, terms, dates }: OpportunityState): boolean =>
    terms?.contact?.personId === personId &&
    status !== "archived" &&
    now < to &&
    dates.some((date) => date.sessionId === sessionId && date.startsAt === from && date.endsAt === to);
  let state = await ask<OpportunityState>(room);
  if (!state.settled[claimId] && !does(state)) {
    if (now < old.until) return true;
    await claim(room, { id: derivedId(claimId, "abandonClaim"), type: "abandonClaim", input: { claimId } }).catch(unlessRefused);
    state = await ask<OpportunityState>(room);
  }
  return does(state) && !(await ask<SessionState>(sessionRoom(sessionId))).cancelled;
}

/** Whether somebody receives visitors at that time, or is about to: whoever asks this has claimed the time before. */
export async function receivesAt(personId: PersonId, { buffer, ...date }: TimeTaken, finding: Finding): Promise<boolean> {
  const state = await finding.ask<WeekState>(weekRoom(personId, "all"));
  for (const each of receivingBeside(state, { dates: [date], buffer })) if (await stillReceives(personId, each, finding)) return true;
  return false;
}

export type ToReceive = Omit<ReceivingClaimed, "until" | "claimId">;
/** On which of the dates something is in the way of receiving visitors; and where it is that they receive others, unless they are on a visit. */
export type InTheWay = { at: SessionId | undefined; other?: { room: RoomId; sessionId: SessionId } };
/**
 * Claims all the dates on which somebody is to receive visitors, in the one room for all their weeks, before the chance to shadow decides; then it is looked
 * whether they are on a visit on one of them. True, or what is in the way.
 */
export async function claimReceiving(
  personId: PersonId,
  input: ToReceive & { claimId: string },
  finding: Finding,
): Promise<true | InTheWay> {
  const { claimId, buffer, dates } = input;
  const { ask, claim, now } = finding;
  const spells = dates.map((date) => ({ ...date, buffer }));
  const room = weekRoom(personId, "all");
  const lookBeside = async () => {
    const found = receivingBeside(await ask<WeekState>(room), input).filter((old) => old.claimId !== claimId);
    const still = await Promise.all(found.map((old) => stillReceives(personId, old, finding)));
    return { standing: found.find((_old, i) => still[i]), over: [...new Set(found.map((old) => old.claimId))] };
  };
  const isInTheWay = (old: Receiving): InTheWay => ({
    at: spells.find((spell) => meets(spell, old))?.sessionId,
    other: { room: opportunityRoom(old.opportunityId), sessionId: old.sessionId },
  });
  const { standing, over } = await lookBeside();
  if (standing) return isInTheWay(standing);
  try {
    // a try that is made again later claims anew: what it claimed before may be dropped by now
    await claim(room, { id: derivedId(claimId, room, now), type: "claimReceiving", input: { ...input, beside: over } });
  } catch (error) {
    if (!(error instanceof Refusal) || error.meaning !== "CONFLICT") throw error;
    // somebody else claimed it at the same moment
    const { standing: first } = await lookBeside();
    return first ? isInTheWay(first) : { at: dates[0]?.sessionId };
  }
  const away = await awayAt(personId, spells, finding);
  const stands = (await ask<WeekState>(room)).received[claimId] !== undefined;
  if (!away) return stands || { at: dates[0]?.sessionId };
  await claim(room, { id: derivedId(claimId, room, now, "dropReceiving"), type: "dropReceiving", input: { claimId } }).catch(unlessRefused);
  return { at: away.sessionId };
}

export function unlessRefused(error: unknown): void {
  if (!(error instanceof Refusal) || error.meaning !== "CONFLICT") throw error;
}
