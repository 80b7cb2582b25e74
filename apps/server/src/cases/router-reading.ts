import * as rules from "@linkwork/shared/cases/rules.ts";
import type { CaseEvent, Mention } from "@linkwork/shared/cases/schema.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import type { PersonState } from "@linkwork/shared/identity/state.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { z } from "zod";
import { iso } from "../kernel/clock.ts";
import type { OpenRoom, Rooms } from "../kernel/room.ts";
import { inRoom } from "../kernel/trpc.ts";
import type { CaseViews } from "./views.ts";
import { namedSoFar } from "./waiting.ts";

const namesMe = (mention: Mention, actor: Actor): boolean =>
  mention.kind === "person" ? mention.personId === actor.personId : mention.orgId === actor.orgId;

/** How far a look goes back from the newest word, in steps of so many commits. */
const steps = 8;
const commitsAtOnce = 64;

/** What lies after a number: how many messages, and how often they name this reader. Whatever lies beyond a long look counts as not read: better twice than never. */
async function unreadAfter(rooms: Rooms, room: OpenRoom, seq: number): Promise<{ messages: number; named: number }> {
  let before: number | undefined = room.head.seq + 1;
  let [messages, named] = [0, 0];
  for (let step = 0; step < steps && before !== undefined && before > seq + 1; step++) {
    const back = await rooms.back({ room, before, commits: commitsAtOnce });
    for (const event of back.events as unknown as readonly CaseEvent[]) {
      if (event.type !== "messagePosted" || event.seq <= seq || event.seq > room.head.seq) continue;
      messages++;
      named += (event.body.mentions ?? []).filter((mention) => namesMe(mention, room.actor)).length;
    }
    before = back.before;
  }
  const beyond = before === undefined ? 0 : Math.max(0, before - 1 - seq);
  return { messages: messages + beyond, named: named + beyond };
}

/** Up to where each has read a conversation. */
export const readingProcedures = (views: CaseViews) => ({
  /** Up to where I have read: it only moves on, and the answer is where it stands. Others learn it for my organisation, unless I chose otherwise. */
  markSeen: inRoom(["case"], { seq: z.int().min(0) })
    .meta({ byItself: true })
    .mutation(async ({ ctx, input }): Promise<{ seq: number }> => {
      const { room, actor } = ctx;
      const { rooms, clock, live } = ctx.house;
      const stood = await views.markOf(room.roomId, actor);
      const seq = Math.min(input.seq, room.head.seq);
      if (seq <= (stood?.seq ?? 0)) return { seq: stood?.seq ?? 0 };
      const state = room.state as CaseState;
      const later = await unreadAfter(rooms, room, seq);
      const shown = (await rooms.ask<PersonState>(personRoom(actor.personId))).receiptsShown;
      await views.mark({
        room: room.roomId,
        personId: actor.personId,
        orgId: actor.orgId,
        seq,
        speech: Math.max(stood?.speech ?? 0, state.speech - later.messages),
        named: Math.max(stood?.named ?? 0, namedSoFar(state, actor) - later.named),
        shown,
        at: clock.now(),
      });
      if (shown) live().publish({ roomId: room.roomId, personId: actor.personId, orgId: actor.orgId, kind: "seen", seq });
      return { seq };
    }),
  /** How far each organisation has read, those who show it. */
  seen: inRoom(["case"]).query(async ({ ctx }): Promise<{ orgId: string; seq: number }[]> => {
    const furthest = new Map<string, number>();
    for (const m of await views.marksIn(ctx.room.roomId)) furthest.set(m.orgId, Math.max(m.seq, furthest.get(m.orgId) ?? 0));
    const [state, now] = [ctx.room.state as CaseState, iso(ctx.house.clock.now())];
    const inside = [...rules.readers(state, now), ...rules.guestsNow(state, now)].map((one) => one.orgId as string);
    return [...furthest].filter(([orgId]) => inside.includes(orgId)).map(([orgId, seq]) => ({ orgId, seq }));
  }),
});
