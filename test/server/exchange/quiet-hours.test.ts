import type { SessionState } from "@linkwork/shared/exchange/state-session.ts";
import { quietUntil, usualWishes, type Wishes } from "@linkwork/shared/identity/rules-notices.ts";
import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { personRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actAs, type Person } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { aRound, haveAccounts, untilLondon } from "../../kit/notices.ts";
import { smtpServer } from "../../kit/smtp.ts";
import { anOpportunity, wallIn } from "../../kit/visits.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { aNewcomer } from "./scenes.ts";

let world: World;
let server: Awaited<ReturnType<typeof smtpServer>>;
beforeAll(async () => {
  server = await smtpServer();
  world = await createWorld({ mail: { url: server.url, from: "Linkwork <no-reply@linkwork.test>", catches: false } });
  untilLondon(world, 12, "monday");
});
afterAll(async () => {
  await world?.stop();
  await server.stop();
});

/** Ben waits behind Anna for the one place of a date, and wants no mail as he says; Anna gives hers back. */
async function offered(quiet: Wishes["quiet"], byHand = false): Promise<{ ben: Person; until: string }> {
  const { sessions } = await anOpportunity(world, {
    when: { starts: wallIn(world.clock.now(), 20) },
    rules: { capacity: byHand ? 2 : 1, reserve: byHand ? 1 : 0 },
  });
  const [roomId] = sessions as [RoomId];
  const [anna, ben] = await Promise.all(["Anna", "Ben"].map((name) => aNewcomer(world, name)));
  if (!anna || !ben) throw new Error("nobody");
  await haveAccounts(world, ben);
  await actAs(world, ben, { roomId: personRoom(ben.personId), type: "chooseNotices", input: { ...usualWishes, quiet } });
  const { body } = await actAs(world, anna, { roomId, type: "book", input: {} });
  const { body: waits } = await actAs(world, ben, { roomId, type: "book", input: {} });
  if (byHand) await actAs(world, world.people.tariq, { roomId, type: "offerPlace", input: { bookingId: waits.bookingId } });
  else await actAs(world, anna, { roomId, type: "cancelBooking", input: { bookingId: body.bookingId } });
  await world.app.effects.settled();
  const { bookings } = await world.app.rooms.ask<SessionState>(roomId);
  return { ben, until: bookings[String(waits.bookingId)]?.until ?? "" };
}
const iso = (ms: number): string => new Date(ms).toISOString();
const told = (who: Person): number => server.received.filter(({ to }) => to.some((address) => address.includes(who.email))).length;

describe("a place that is offered", () => {
  test.each([
    ["by itself", false],
    ["by hand", true],
  ])("%s is kept for a day, counted from when its person's own quiet hours end, and the mail comes then", async (_how, byHand) => {
    const wishes = { ...usualWishes, quiet: { hours: { from: 11, to: 17 }, daysOff: [] } };
    const from = quietUntil(wishes, world.clock.now());
    expect(from).toBeGreaterThan(quietUntil(usualWishes, world.clock.now()));
    const { ben, until } = await offered(wishes.quiet, byHand);
    expect(until).toBe(iso(from + day));
    await aRound(world, 60_000);
    expect(told(ben), "not in his quiet hours").toBe(0);
    await aRound(world, from - world.clock.now() + 60_000);
    expect(told(ben)).toBe(1);
    untilLondon(world, 12, "monday");
  });

  test("is kept for three days at most, whatever somebody wants, and then the mail comes in their quiet time", async () => {
    const { ben, until } = await offered({ hours: null, daysOff: [1, 2, 3, 4, 5] });
    expect(until).toBe(iso(world.clock.now() + 3 * day));
    await aRound(world, 60_000);
    expect(told(ben)).toBe(1);
  });
});
