import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import { Refusal } from "@linkwork/shared/kernel/refusal.ts";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type LedgerViews, openLedgerViews } from "../../../apps/server/src/exchange/views-ledger.ts";
import { hour } from "../../kit/clock.ts";
import { type Alone, aSessionAlone, aVisitor, host } from "../../kit/visits.ts";
import { createWorld, type World } from "../../kit/world.ts";

let world: World;
let ledger: LedgerViews;
beforeAll(async () => {
  world = await createWorld();
  ledger = await openLedgerViews(world.database);
});
afterAll(() => world?.stop());

const start = Date.parse("2027-03-01T09:00:00.000Z");
const visitors = [0, 1, 2, 3].map((i) => aVisitor(i));
const step = fc.record({
  kind: fc.constantFrom(
    "confirmAttendance",
    "confirmAttendance",
    "recordNoShow",
    "disputeNoShow",
    "disputeAttendance",
    "disputeAttendance",
    "sayAttended",
    "voidBooking",
    "settleSession",
    "later",
  ),
  who: fc.nat(visitors.length - 1),
  /** written down more than once, as a sweep does */
  again: fc.boolean(),
});
type Step = {
  kind:
    | "confirmAttendance"
    | "recordNoShow"
    | "disputeNoShow"
    | "disputeAttendance"
    | "sayAttended"
    | "voidBooking"
    | "settleSession"
    | "later";
  who: number;
};

function does(alone: Alone, ids: readonly string[], { kind, who }: Step): unknown {
  const bookingId = ids[who] ?? "";
  if (kind === "later") alone.now += 30 * hour;
  else if (kind === "settleSession") return alone.byHouse(kind);
  else if (kind === "voidBooking") return alone.byHouse(kind, { bookingId, why: "entered twice" });
  else if (kind === "disputeNoShow" || kind === "disputeAttendance" || kind === "sayAttended")
    return alone.ask(visitors[who] ?? host, kind, { bookingId });
  else return alone.ask(host, kind, { bookingId });
  return undefined;
}
type Entry = { _id: string; postings: { orgId: string; minutes: number }[] };

test("whatever is said, corrected and taken back, what one gave the other received: each entry sums to nothing, there is one for each booking that was ever attended, and one more that takes it back if it is void, or both say that it wasn't so (E6)", async () => {
  const entries = world.database.collection<Entry>("exchangeLedger");
  let counted = 0;
  let reversed = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 25, size: "max" }), async (steps) => {
      await ledger.drop();
      const alone = aSessionAlone(start, { rules: { capacity: 14 } });
      const ids = visitors.map((who) => alone.book(who));
      alone.now = alone.begins + 2 * hour;
      const ever = new Set<string>();
      let state: SessionState = alone.state;
      for (const each of steps) {
        if (does(alone, ids, each) instanceof Refusal) continue;
        state = alone.state;
        for (const { bookingId, status } of Object.values(state.bookings)) if (status === "attended") ever.add(bookingId);
        await Promise.all(Array.from({ length: each.again ? 3 : 1 }, () => ledger.writeAttended(state)));
      }
      const found = await entries.find().toArray();
      const voided = ids.filter((id) => ever.has(id) && (state.bookings[id]?.status === "voided" || state.bookings[id]?.agreed));
      expect(found.map(({ _id }) => _id).sort()).toEqual([...ever, ...voided.map((id) => `${id}:rev2`)].sort());
      for (const { postings } of found) expect(postings.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(0);
      const stands = ids.filter((id) => state.bookings[id]?.status === "attended").length;
      const gave = (await ledger.between(host.orgId, 0)).reduce((sum, each) => sum + each.gave - each.received, 0);
      const received = await Promise.all(
        visitors.map(async ({ orgId }) => (await ledger.between(orgId, 0)).reduce((sum, each) => sum + each.received, 0)),
      );
      expect([gave, received.reduce((a, b) => a + b, 0)]).toEqual([120 * stands, 120 * stands]);
      counted += ever.size;
      reversed += voided.length;
    }),
    { numRuns: 60 },
  );
  // lives in which nothing happens would prove nothing
  expect(counted).toBeGreaterThan(60);
  expect(reversed).toBeGreaterThan(10);
});
