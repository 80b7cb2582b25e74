import type { EventId, OrgId, PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { kernelCodes } from "@linkwork/shared/kernel/refusal.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { afterRefusal, backoff, type Item, nextInLine, queued, worthKeeping } from "../../../apps/web/src/kernel/outbox-queue.ts";

const item = (order: number, room: number): Item => ({
  order,
  id: `id-${order}` as EventId,
  personId: "p" as PersonId,
  orgId: "o" as OrgId,
  roomId: `room-${room}` as RoomId,
  type: "postMessage",
  input: { text: String(order) },
  queuedAt: "2026-11-23T08:00:00.000Z",
});

type Answer = "sent" | "lost" | "refused" | "signIn";
const refusals = {
  lost: { meaning: "SERVICE_UNAVAILABLE", offline: true },
  refused: { meaning: "NOT_FOUND", offline: false },
  signIn: { meaning: "UNAUTHORIZED", offline: false },
} as const;

describe("the outbox as a queue", () => {
  test("first in, first out per room; nothing is lost, nothing is sent twice once it was acknowledged", () => {
    const world = fc.record({
      rooms: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 30 }),
      answers: fc.array(fc.constantFrom<Answer>("sent", "sent", "sent", "lost", "refused", "signIn"), { minLength: 1, maxLength: 200 }),
    });
    fc.assert(
      fc.property(world, ({ rooms, answers }) => {
        // in any order in the store's answer: only `order` counts
        let waits = rooms.map((room, i) => item(i + 1, room)).reverse();
        const sent: Item[] = [];
        const drafts: Item[] = [];
        let turn = 0;
        for (let round = 0; round < 60 && waits.length > 0; round++) {
          const held = new Set<RoomId>();
          for (let stop = false; !stop; ) {
            const next = nextInLine(waits, held);
            if (next.length === 0) break;
            expect(new Set(next.map((i) => i.roomId)).size).toBe(next.length);
            for (const one of next) {
              const answer = round > 50 ? "sent" : answers[turn++ % answers.length];
              const then = answer === "sent" || answer === undefined ? "settled" : afterRefusal(refusals[answer], round);
              if (then === "wait" || then === "signIn") {
                held.add(one.roomId);
                stop ||= then === "signIn";
                continue;
              }
              waits = waits.filter((i) => i.id !== one.id);
              (then === "giveBack" ? drafts : sent).push(one);
            }
          }
        }
        expect(waits).toEqual([]);
        expect([...sent, ...drafts].map((i) => i.order).sort((a, b) => a - b)).toEqual(rooms.map((_, i) => i + 1));
        for (const room of new Set(rooms.map((r) => `room-${r}`))) {
          const orders = [...sent].filter((i) => i.roomId === room).map((i) => i.order);
          expect(orders).toEqual([...orders].sort((a, b) => a - b));
        }
      }),
      { numRuns: 300 },
    );
  });

  test("what is not allowed any more goes back to its author; what nobody answered waits; a session that ended waits for the person", () => {
    const then = (code: keyof typeof kernelCodes) => afterRefusal({ meaning: kernelCodes[code], offline: false }, 0);
    expect({ ...Object.fromEntries(Object.keys(kernelCodes).map((code) => [code, then(code as keyof typeof kernelCodes)])) }).toEqual({
      NotFound: "giveBack",
      BadInput: "giveBack",
      IdReused: "giveBack",
      Busy: "wait",
      Unavailable: "wait",
      NotSignedIn: "signIn",
      PasswordAgain: "signIn",
      SecondFactorNeeded: "signIn",
      StepUpNeeded: "giveBack",
      WrongCode: "giveBack",
      EasyPassword: "giveBack",
      NoPasskey: "giveBack",
      LastFactor: "giveBack",
      WrongPassword: "giveBack",
      NotAMember: "giveBack",
      WrongOrigin: "giveBack",
      TooManyCalls: "wait",
      TooLarge: "giveBack",
      FileTooLarge: "giveBack",
      FileEmpty: "giveBack",
      FilesToday: "wait",
      TooSlow: "wait",
    });
    expect(afterRefusal({ meaning: "PRECONDITION_FAILED", offline: false }, 0)).toBe("giveBack");
  });

  test("a bug on the other side is tried a few times and then stops holding up what waits behind it", () => {
    const bug = { meaning: "INTERNAL_SERVER_ERROR", offline: false };
    expect([0, 1, 2, 3, 4, 5].map((n) => afterRefusal(bug, n))).toEqual(["wait", "wait", "wait", "wait", "giveBack", "giveBack"]);
  });

  test("speech goes through the outbox, decisions don't: nobody withdraws a consent next week by accident", () => {
    const inCase = (type: string) => ({ roomId: "case:a:general" as RoomId, type });
    expect(["postMessage", "editMessage", "react", "pinMessage", "unpinMessage"].map(inCase).every(queued)).toBe(true);
    expect(["withdrawConsent", "recordConsent", "joinCase", "openTopic"].map(inCase).some(queued)).toBe(false);
    expect(["postMessage", "editMessage", "react"].map((type) => worthKeeping(inCase(type), "CaseClosed"))).toEqual([true, true, false]);
  });

  test("all that is done on a board waits its turn, and what is refused of it is told; a file of another product doesn't wait", () => {
    const onBoard = (type: string) => ({ roomId: "board:a" as RoomId, type });
    expect(["moveCard", "addCard", "describeCard", "comment", "setWip"].map(onBoard).every(queued)).toBe(true);
    expect(queued(onBoard("importCards"))).toBe(false);
    expect(queued({ roomId: "project:a" as RoomId, type: "castVote" })).toBe(false);
    expect(worthKeeping(onBoard("moveCard"), "UnknownList")).toBe(true);
    expect(worthKeeping(onBoard("moveCard"), "NothingToChange")).toBe(false);
  });

  test("waits longer each time, a minute and a bit at the most, and as long as it is told to", () => {
    expect([0, 1, 2, 3].map((n) => backoff(n, 0.5))).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(backoff(99, 1)).toBeLessThanOrEqual(75_000);
    expect([backoff(0, 0, 30), backoff(9, 0, 1)]).toEqual([30_000, 1_000]);
  });
});
