import { mayPost, refuse } from "@linkwork/shared/cases/rules.ts";
import { laterMost, mayWaitUntil } from "@linkwork/shared/cases/rules-later.ts";
import { DraftText, LaterMessage } from "@linkwork/shared/cases/schema.ts";
import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { numbersIn } from "@linkwork/shared/clients/numbers.ts";
import type { Actor } from "@linkwork/shared/kernel/event.ts";
import type { CaseId, OrgId, PersonId } from "@linkwork/shared/kernel/ids.ts";
import { Refusal, refuse as refuseKernel } from "@linkwork/shared/kernel/refusal.ts";
import { kindOf, personRoom, subjectOf } from "@linkwork/shared/kernel/room.ts";
import { EventId, RoomId } from "@linkwork/shared/kernel/shapes.ts";
import { z } from "zod";
import { iso } from "../kernel/clock.ts";
import { derivedId } from "../kernel/decide.ts";
import type { Logger } from "../kernel/logger.ts";
import { isDenial } from "../kernel/records.ts";
import type { Rooms } from "../kernel/room.ts";
import { systemActor } from "../kernel/system.ts";
import { inRoom, noted, signedIn } from "../kernel/trpc.ts";
import type { Draft, Later, OwnWords } from "./views-own.ts";

/** UTC instant, whole seconds or finer. */
const due = z.iso.datetime();

/** What is still mine alone: half-written words, and messages that are to be sent later. Nobody else is given any of it, on no door. */
export const ownProcedures = (words: OwnWords) => ({
  /** My half-written words in a room, under this hat, with the count that the next ones follow on. Empty where there are none, whatever the room. */
  draft: signedIn
    .input(z.strictObject({ roomId: RoomId }))
    .query(({ ctx: { actor }, input }): Promise<Draft> => words.draft(actor, input.roomId)),
  /** Keeps them for my other devices. If one of those kept something since, nothing is kept, and it is given: nothing is lost unseen. Emptying asks nothing of the room. */
  saveDraft: signedIn
    .input(z.strictObject({ roomId: RoomId, text: DraftText, rev: z.int().min(0) }))
    .mutation(async ({ ctx: { actor, house }, input: { roomId, text, rev } }): Promise<Draft & { saved: boolean }> => {
      if (text !== "") {
        if (kindOf(roomId) !== "case") {
          noted(house, actor, { roomId }, "cases.saveDraft");
          throw refuseKernel("NotFound");
        }
        await house.rooms.open(actor, roomId);
      }
      if (text === "" && rev === 0) return { saved: true, text, rev };
      const saved = await words.keepDraft(actor, roomId, { text, rev }, house.clock.now());
      return saved ? { saved, text, rev: rev + 1 } : { saved, ...(await words.draft(actor, roomId)) };
    }),
  /** Keeps a message until it is due. Whether it may be sent is decided then, as if it were written then. */
  sendLater: inRoom(["case"], { id: EventId, due, input: LaterMessage }).mutation(
    async ({ ctx: { actor, house, room }, input: { id, due: at, input } }): Promise<null> => {
      const now = iso(house.clock.now());
      const may = mayPost(room.state as CaseState, actor, now);
      if (may !== true) {
        if (isDenial(may)) noted(house, actor, { roomId: room.roomId }, "cases.sendLater");
        throw may;
      }
      const then = mayWaitUntil(at, now);
      if (then !== true) throw then;
      // said now, not when it is due and its author is somewhere else
      if (!input.wholeNumbers && numbersIn(input.text).length > 0) throw refuse("NumberInText", { field: "text" });
      if ((await words.laterCount(actor)) >= laterMost) throw refuse("TooManyLater", { most: laterMost });
      if (!(await words.keepLater(actor, { id, roomId: room.roomId, due: at, message: input })))
        throw refuseKernel("IdReused", { field: "id" });
      return null;
    },
  ),
  /** My messages that wait to be sent, and those that could not be, with the reason; the soonest first. */
  later: signedIn.query(({ ctx: { actor } }): Promise<Later[]> => words.laterOf(actor)),
  changeLater: signedIn
    .input(z.strictObject({ id: EventId, due, text: LaterMessage.shape.text, wholeNumbers: LaterMessage.shape.wholeNumbers }))
    .mutation(async ({ ctx: { actor, house }, input }): Promise<null> => {
      const then = mayWaitUntil(input.due, iso(house.clock.now()));
      if (then !== true) throw then;
      if (!input.wholeNumbers && numbersIn(input.text).length > 0) throw refuse("NumberInText", { field: "text" });
      if (!(await words.changeLater(actor, input))) throw refuseKernel("NotFound");
      return null;
    }),
  cancelLater: signedIn.input(z.strictObject({ id: EventId })).mutation(async ({ ctx: { actor }, input }): Promise<null> => {
    if (!(await words.cancelLater(actor, input.id))) throw refuseKernel("NotFound");
    return null;
  }),
});

type Sending = {
  words: OwnWords;
  rooms: Rooms;
  logger: Logger;
  now: number;
  /** the hat as it is worn now; undefined once it is over */
  hat(personId: PersonId, orgId: OrgId): Promise<Actor | undefined>;
};

/** What a hat that was taken off still says of who wore it. */
const nobodyHere = { roles: [], name: "", orgName: "", sector: "third" } as const;

/** Sends what is due: as its author, under the hat they wear by now, decided by the room as it stands now. Once, whatever node and however often, since the message's id is its own. What may not be sent stays with its author, who is told. */
export async function sendDue({ words, rooms, logger, now, hat }: Sending): Promise<void> {
  for (const { id, roomId, own, message } of await words.claimDue(now)) {
    try {
      const actor = await hat(own.personId, own.orgId);
      if (!actor) {
        // who has no hat any more asks no room, and yet it is on record there that they would have written
        await rooms.refused({ ...nobodyHere, ...own }, roomId, "postMessage");
        throw refuseKernel("NotAMember");
      }
      await rooms.act(actor, roomId, { id, type: "postMessage", input: message });
      await words.sent(id);
    } catch (error) {
      if (!(error instanceof Refusal) || error.meaning === "SERVICE_UNAVAILABLE") {
        logger.error({ room: roomId, error: String(error) }, "a message that is due waits for the next sweep");
        continue;
      }
      const target = personRoom(own.personId);
      const input = { kind: "notSent", caseId: subjectOf(roomId) as CaseId, orgId: own.orgId };
      await rooms.act(systemActor, target, { id: derivedId(id, target, "notSent"), type: "deliverNotice", input });
      await words.refused(id, error.code);
    }
  }
}
