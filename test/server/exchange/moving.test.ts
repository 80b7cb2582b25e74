import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { subjectOf } from "@linkwork/shared/kernel/room.ts";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { actAs, type Person } from "../../kit/build.ts";
import { anOpportunity } from "../../kit/visits.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { aNewcomer } from "./scenes.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

const pick = fc.record({ who: fc.nat(3), to: fc.nat(2) });
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("move" as const),
      all: fc.uniqueArray(pick, { minLength: 1, maxLength: 3, selector: ({ who }) => who }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("accept" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("room" as const), to: fc.nat(2), capacity: fc.integer({ min: 1, max: 3 }) }) },
);

test("whoever exchanges their place, at once with others, from two devices, to a full date or a free one, never ends without one; and no date is oversold (E5, E1)", async () => {
  let moves = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 10 }), async (steps) => {
      const { sessions } = await anOpportunity(world, { when: { rule: "FREQ=DAILY;COUNT=3" }, rules: { capacity: 2 } });
      const people = await Promise.all(["Anna", "Ben", "Cleo", "Dee"].map((name) => aNewcomer(world, name)));
      const states = () => Promise.all(sessions.map((room) => world.app.rooms.ask<SessionState>(room)));
      const act = (who: Person, roomId: RoomId, type: string, input: Record<string, unknown>) =>
        actAs(world, who, { roomId, type, input }).then(
          () => true,
          () => false,
        );
      for (const [index, who] of people.entries()) await act(who, sessions[index % 2] as RoomId, "book", {});
      /** Their place: what they would exchange. */
      const placeOf = async (who: Person) =>
        (await states()).flatMap(({ bookings }, at) =>
          Object.values(bookings).flatMap(({ personId, status, bookingId }) =>
            personId === who.personId && status === "confirmed" ? [{ at, bookingId }] : [],
          ),
        );
      for (const each of steps) {
        if (each.kind === "move") {
          const asked = each.all.map(async ({ who, to }) => {
            const person = people[who] as Person;
            const [from] = await placeOf(person);
            if (!from || from.at === to) return;
            const input = { moves: { sessionId: subjectOf(sessions[from.at] as RoomId), bookingId: from.bookingId } };
            const twice = [act(person, sessions[to] as RoomId, "book", input), act(person, sessions[to] as RoomId, "book", input)];
            if ((await Promise.all(twice)).some(Boolean)) moves += 1;
          });
          await Promise.all(asked);
        } else if (each.kind === "room")
          await act(world.people.tariq, sessions[each.to] as RoomId, "changeCapacity", { capacity: each.capacity, reserve: 0 });
        else
          for (const [at, { bookings }] of (await states()).entries())
            for (const { status, bookingId, personId } of Object.values(bookings))
              if (status === "offered")
                await act(people.find((one) => one.personId === personId) as Person, sessions[at] as RoomId, "acceptOffer", { bookingId });
        await world.app.effects.settled();
        for (const who of people) expect(await placeOf(who), `${who.name} after ${each.kind}`).toHaveLength(1);
        for (const { bookings, capacity } of await states())
          expect(Object.values(bookings).filter(({ status }) => ["confirmed", "offered"].includes(status)).length).toBeLessThanOrEqual(
            capacity,
          );
      }
    }),
    { numRuns: 12 },
  );
  // lives in which nobody moves would prove nothing
  expect(moves).toBeGreaterThan(12);
});
