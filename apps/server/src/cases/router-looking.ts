import type { AccessState } from "@linkwork/shared/cases/keeping-state.ts";
import { refuse as refuseHere } from "@linkwork/shared/cases/rules.ts";
import { mustSayWhy, reasonLife } from "@linkwork/shared/cases/rules-browsing.ts";
import { mayReadLedger } from "@linkwork/shared/cases/rules-ledger.ts";
import { type CaseEvent, Why } from "@linkwork/shared/cases/schema.ts";
import { type CaseState, foldCase, noCase } from "@linkwork/shared/cases/state.ts";
import { whyWords } from "@linkwork/shared/cases/words-browsing.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { CaseId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal, refuse } from "@linkwork/shared/kernel/refusal.ts";
import { accessRoom, compartmentOf, foldAll, kindOf, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { EventId, RoomId as RoomIdShape } from "@linkwork/shared/kernel/shapes.ts";
import { z } from "zod";
import { iso } from "../kernel/clock.ts";
import type { Rooms } from "../kernel/room.ts";
import { type Deps, noted, signedIn } from "../kernel/trpc.ts";

/** The case as it stands; where its records were tampered with, as far as they are whole. */
export async function stateOf(rooms: Rooms, roomId: RoomId): Promise<CaseState> {
  try {
    return await rooms.ask<CaseState>(roomId);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    return foldAll(foldCase, noCase, (await rooms.whole(roomId)).events as unknown as CaseEvent[]);
  }
}

/** Who looked and why; undefined where that was tampered with: nothing can be added there, and who looks must learn of it. */
const accessOf = (rooms: Rooms, roomId: RoomId): Promise<AccessState | undefined> =>
  rooms.ask<AccessState>(accessRoom(subjectOf(roomId) as CaseId)).catch((error: unknown) => {
    if (error instanceof Refusal) throw error;
    return undefined;
  });

export type May = { state: CaseState; scope: "all" | "own" };
/** The case and how much of its records this actor may see. Absent and forbidden are the same answer, and a refusal is on record. */
async function mayLook(house: Deps, actor: Actor, roomId: RoomId, asked: string): Promise<May> {
  // what a case keeps is asked by its conversation, not by a place that may not be there for who asks
  if (kindOf(roomId) === "case" && compartmentOf(roomId) === "general") {
    const state = await stateOf(house.rooms, roomId);
    const scope = mayReadLedger(state, actor);
    if (scope !== "none") return { state, scope };
  }
  noted(house, actor, { roomId }, asked);
  throw refuse("NotFound");
}

/** The same, for what shows something: who isn't in the case has said why they look. That they were asked and have not is on record, too. */
export async function mayLookNow(house: Deps, actor: Actor, roomId: RoomId, asked: string): Promise<May> {
  const may = await mayLook(house, actor, roomId, asked);
  const access = await accessOf(house.rooms, roomId);
  if (access && mustSayWhy(may.state, access, actor, iso(house.clock.now()))) {
    const denial = { what: "reason", decision: "deny", fromSeq: 0, toSeq: 0, asked: asked.split(".").at(-1) ?? "" } as const;
    void house.rooms.record({ roomId, slice: house.rooms.sliceOf(roomId) }, actor, denial);
    throw refuseHere("ReasonNeeded");
  }
  return may;
}

type Look = {
  actor: Actor;
  roomId: RoomId;
  what: "ledger" | "verified" | "reason" | "request" | "pack";
  why?: Record<string, unknown>;
  once?: string;
};
/** That somebody looked is on record before they are answered. Where the records themselves were tampered with, nothing can be added, and they must be told. */
export const onRecord = async ({ rooms }: Deps, { actor, roomId, ...what }: Look): Promise<void> => {
  const look = { decision: "permit", fromSeq: 0, toSeq: 0, ...what } as const;
  await rooms.record({ roomId, slice: rooms.sliceOf(roomId) }, actor, look).catch(async (error: unknown) => {
    if (error instanceof Refusal || (await rooms.whole(accessRoom(subjectOf(roomId) as CaseId))).broken === undefined) throw error;
  });
};

/** What is said before one looks: who has none of the relations says it in words. */
const SayWhy = z
  .strictObject({ roomId: RoomIdShape, id: EventId, why: Why })
  .refine(({ why }) => why.relation !== "other" || why.words !== undefined, { path: ["why", "words"], message: whyWords.wordsNeeded });

/** Saying why one looks. */
export const lookingProcedures = () => ({
  /** For who may look into the records of a case that they are not in: why they do. It stands for eight hours, on record. */
  sayWhy: signedIn.input(SayWhy).mutation(async ({ ctx: { house, actor }, input: { roomId, id, why } }): Promise<{ until: string }> => {
    await mayLook(house, actor, roomId, "cases.sayWhy");
    await onRecord(house, { actor, roomId, what: "reason", why, once: id });
    return { until: iso(house.clock.now() + reasonLife) };
  }),
});
