import type { AccessState } from "@linkwork/shared/cases/keeping-state.ts";
import { type Flag, type FlagReason, flagKey, flagReasons } from "@linkwork/shared/cases/redaction.ts";
import { editWindow, guestsNow, leads, readers as readersOf, refuse } from "@linkwork/shared/cases/rules.ts";
import { guestHolder, keyholders } from "@linkwork/shared/cases/rules-keys.ts";
import { flagStanding } from "@linkwork/shared/cases/rules-redaction.ts";
import type { CaseEvent } from "@linkwork/shared/cases/schema.ts";
import { admissionOf } from "@linkwork/shared/cases/sharing.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { CaseId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import { accessRoom, caseRoom, compartmentOf, kindOf, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { EventId, RoomId as RoomIdShape } from "@linkwork/shared/kernel/shapes.ts";
import { z } from "zod";
import { iso } from "../kernel/clock.ts";
import type { Rooms } from "../kernel/room.ts";
import { systemActor } from "../kernel/system.ts";
import { type Deps, inRoom, noted, signedIn } from "../kernel/trpc.ts";
import type { CaseViews } from "./views.ts";

/** A message that somebody found too much in, for its author or their information lead. */
export type FlagRow = {
  roomId: RoomId;
  caseId: CaseId;
  /** the person's initials */
  label: string;
  messageSeq: number;
  why: readonly FlagReason[];
  at: string;
  standing: "author" | "lead";
  /** the organisations that read there now, by name; only for who may know of them: its author, and the practice that leads */
  readers?: string[];
  /** my organisation isn't in it any more and holds no key: the words can still be taken out, and are shown to nobody here */
  shut?: true;
};

/** What was said in it, in its newest words. */
export type FlaggedWords = { text: string; name: string; at: string; files: number };

const messageSeq = z.int().positive();
type Held = { flag: Flag; standing: "author" | "lead"; state: CaseState };

/** What this actor is to an open flag; undefined also where there is none. */
async function held({ rooms, clock }: Deps, actor: Actor, roomId: RoomId, seq: number): Promise<Held | undefined> {
  const { flags } = await rooms.ask<AccessState>(accessRoom(subjectOf(roomId) as CaseId));
  const flag = flags[flagKey({ compartment: compartmentOf(roomId), messageSeq: seq })];
  if (!flag) return undefined;
  const state = await rooms.ask<CaseState>(roomId);
  const standing = flagStanding(state, flag, actor, iso(clock.now()));
  return standing && { flag, standing, state };
}

/** The flag that was asked for, or the answer for what isn't there, on record. */
async function heldOrNot(house: Deps, actor: Actor, { roomId, messageSeq: seq }: { roomId: RoomId; messageSeq: number }, asked: string) {
  const found = kindOf(roomId) === "case" ? await held(house, actor, roomId, seq) : undefined;
  if (found) return found;
  noted(house, actor, { roomId }, `cases.${asked}`);
  throw refuseKernel("NotFound");
}

/** A message in its newest words, as the house reads it: who it is shown to was judged. */
async function wordsOf(rooms: Rooms, roomId: RoomId, seq: number): Promise<FlaggedWords | undefined> {
  const room = await rooms.open<CaseState>(systemActor, roomId);
  const posted = (await rooms.back({ room, before: seq + 1, commits: 1 })).events.at(-1) as CaseEvent | undefined;
  if (posted?.type !== "messagePosted" || posted.seq !== seq) return undefined;
  const until = iso(Date.parse(posted.at) + editWindow);
  let { text } = posted.body;
  for (let after = seq; after < room.head.seq; ) {
    const page = await rooms.since({ room, afterSeq: after, limit: 1000, what: "read" });
    for (const event of page.events as unknown as CaseEvent[])
      if (event.type === "messageEdited" && event.body.messageSeq === seq) text = event.body.text;
    if (page.through <= after || (page.events.at(-1)?.at ?? "") > until) break;
    after = page.through;
  }
  const { personId, orgId } = posted.actor;
  const place = Object.values(room.state.participations).find((p) => p.orgId === orgId);
  const guest = admissionOf(room.state, posted.actor);
  const name = place?.members.find((m) => m.personId === personId)?.name ?? guest?.name ?? place?.name ?? "";
  return { text, name, at: posted.at, files: posted.body.files?.length ?? 0 };
}

/** Who reads a room at this moment, by the names of their organisations. */
function readersBy(state: CaseState, { clock }: Deps): string[] {
  const now = iso(clock.now());
  return [...new Set([...readersOf(state, now).map((p) => p.name), ...guestsNow(state, now).map((guest) => guest.orgName)])];
}

/** "Too much information": to say so quietly, and what its author and their information lead see of it. */
export const flagProcedures = (views: CaseViews) => ({
  /** Says quietly that a message holds too much. Its author and their information lead hear of it, and nobody else; not who said it. */
  flagMessage: inRoom(["case"], { id: EventId, input: z.strictObject({ messageSeq, why: z.enum(flagReasons) }) }).mutation(
    async ({ ctx, input: { id, input } }): Promise<null> => {
      const { room, actor, house } = ctx;
      const { messageSeq: seq, why } = input;
      const found = (await house.rooms.back({ room, before: seq + 1, commits: 1 })).events.at(-1);
      if (found?.type !== "messagePosted" || found.seq !== seq) throw refuse("UnknownReference", { field: "messageSeq" });
      if ((room.state as CaseState).redactions[seq]) throw refuse("WrongState", { field: "messageSeq" });
      const by = { personId: actor.personId, orgId: actor.orgId };
      const { flags } = await house.rooms.ask<AccessState>(accessRoom(subjectOf(room.roomId) as CaseId));
      const before = flags[flagKey({ compartment: compartmentOf(room.roomId), messageSeq: seq })];
      // it is known: nobody hears it a second time, and nobody learns that somebody else said it
      if (before?.why.includes(why)) return null;
      const flag = { compartment: compartmentOf(room.roomId), messageSeq: seq, why, by, author: found.actor };
      await house.rooms.act(systemActor, accessRoom(subjectOf(room.roomId) as CaseId), { id, type: "noteFlag", input: flag });
      return null;
    },
  ),
  /** Messages in which somebody found too much: mine, and as information lead my organisation's. Without their words. */
  flags: signedIn.query(async ({ ctx: { actor, house } }): Promise<FlagRow[]> => {
    const cases = await views.casesFlagged(actor);
    const found = cases.map(async (caseId) => {
      const { flags } = await house.rooms.ask<AccessState>(accessRoom(caseId));
      const rows = Object.values(flags).map(async ({ compartment, messageSeq: seq, why, at }): Promise<FlagRow[]> => {
        const roomId = caseRoom(caseId, compartment);
        const mine = await held(house, actor, roomId, seq);
        if (!mine) return [];
        const reader = guestHolder(mine.state, actor) ?? actor.orgId;
        const holds = keyholders(mine.state).some(({ holder }) => holder === reader);
        const readers = mine.standing === "author" || leads(mine.state, actor) ? { readers: readersBy(mine.state, house) } : {};
        const row = { roomId, caseId, label: mine.state.label, messageSeq: seq, why, at, standing: mine.standing, ...readers };
        return [holds ? row : { ...row, shut: true }];
      });
      return (await Promise.all(rows)).flat();
    });
    const mine = (await Promise.all(found)).flat();
    house.rooms.listed(actor, [...new Map(mine.map((row) => [row.roomId, row])).values()]);
    return mine.sort((a, b) => b.at.localeCompare(a.at));
  }),
  /** What was said in one of them, for who has to look at it, as long as their organisation holds the key. On record. */
  flaggedMessage: signedIn
    .input(z.strictObject({ roomId: RoomIdShape, messageSeq }))
    .query(async ({ ctx: { actor, house }, input }): Promise<FlaggedWords> => {
      const { state } = await heldOrNot(house, actor, input, "flaggedMessage");
      const { roomId, messageSeq: seq } = input;
      if (!(await house.rooms.holdsKeyOf(actor, { roomId, state }, seq))) {
        noted(house, actor, { roomId }, "cases.flaggedMessage");
        throw refuseKernel("NotFound");
      }
      const words = await wordsOf(house.rooms, roomId, seq);
      const room = { roomId, slice: house.rooms.sliceOf(roomId), state };
      await house.rooms.record(room, actor, { what: "read", decision: "permit", fromSeq: seq, toSeq: seq });
      // it may have been taken out meanwhile, or their part in it: what is answered now is judged now
      if (!words || !(await held(house, actor, roomId, seq))) {
        noted(house, actor, { roomId }, "cases.flaggedMessage");
        throw refuseKernel("NotFound");
      }
      return words;
    }),
  /** It was looked at, and stays as it is. */
  settleFlag: signedIn
    .input(z.strictObject({ roomId: RoomIdShape, id: EventId, input: z.strictObject({ messageSeq }) }))
    .mutation(async ({ ctx: { actor, house }, input: { roomId, id, input } }): Promise<null> => {
      const { messageSeq: seq } = input;
      const { standing } = await heldOrNot(house, actor, { roomId, messageSeq: seq }, "settleFlag");
      const by = { personId: actor.personId, orgId: actor.orgId };
      const settled = { compartment: compartmentOf(roomId), messageSeq: seq, by, as: standing };
      await house.rooms.act(systemActor, accessRoom(subjectOf(roomId) as CaseId), { id, type: "settleFlag", input: settled });
      return null;
    }),
});
