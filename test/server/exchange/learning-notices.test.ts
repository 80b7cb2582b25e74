import { owes } from "@linkwork/shared/exchange/rules-reflection.ts";
import type { ReflectionState } from "@linkwork/shared/exchange/state-reflection.ts";
import { usualWishes } from "@linkwork/shared/identity/rules-notices.ts";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { actorOf, type Person } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { aRound, chooses, haveAccounts, untilLondon } from "../../kit/notices.ts";
import { smtpServer } from "../../kit/smtp.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { type After, afterAVisit, checked, sent, sentBack, takenBack } from "./learning-scenes.ts";

let world: World;
let server: Awaited<ReturnType<typeof smtpServer>>;
let after: After;

beforeAll(async () => {
  server = await smtpServer();
  world = await createWorld({ mail: { url: server.url, from: "Linkwork <no-reply@linkwork.test>", catches: false } });
  await haveAccounts(world, world.people.tariq, world.people.tess);
});
afterAll(async () => {
  await world?.stop();
  await server.stop();
});
beforeEach(async () => {
  untilLondon(world, 9, "monday");
  after = await afterAVisit(world);
  await haveAccounts(world, after.anna);
  await world.app.mail.deliver();
  untilLondon(world, 10, "monday");
  server.received.splice(0);
});

/** What went out by mail about something that waits, by whom it went to. */
async function mails(ms?: number): Promise<string[]> {
  await aRound(world, ms);
  return server.received
    .splice(0)
    .filter(({ data }) => data.includes("/waiting"))
    .flatMap(({ to, data }) => {
      for (const word of ["food hub", "reflection", "visit", "ring before", "Gallacher"])
        expect(data.toLowerCase()).not.toContain(word.toLowerCase());
      return to.map((line) => /<(.*)>/.exec(line)?.[1] ?? line);
    });
}
const addresses = (...people: Person[]) => people.map(({ email }) => email);

test("whoever owes it is told by mail once, whatever becomes of it, and not a word of what it is about", async () => {
  const { anna } = after;
  expect(await mails()).toEqual(expect.arrayContaining(addresses(anna, world.people.tariq)));
  for (let days = 0; days < 5; days++) expect(await mails(day)).not.toContain(anna.email);
});

test("who doesn't want mail about visits gets none, and neither does who has written it or would rather not before the mail goes", async () => {
  const { anna } = after;
  await chooses(world, anna, { by: { ...usualWishes.by, visit: "product" } });
  expect(await mails()).not.toContain(anna.email);
  after = await afterAVisit(world);
  await haveAccounts(world, after.anna);
  await takenBack()(after);
  untilLondon(world, 10, "monday");
  expect(await mails()).not.toContain(after.anna.email);
});

test("the host's two hear that one waits for their check, its author that something is to be taken out, and nobody once it is done", async () => {
  await mails();
  const { anna } = after;
  const { tariq, tess } = world.people;
  await sent()(after);
  untilLondon(world, 11);
  expect((await mails()).sort()).toEqual(addresses(tariq, tess).sort());
  await sentBack(after);
  untilLondon(world, 13);
  expect(await mails()).toEqual([anna.email]);
  await sent()(after);
  await checked(after);
  untilLondon(world, 15);
  expect(await mails()).toEqual([]);
});

test("after 30 days nobody is asked any more, by mail or under Today", async () => {
  const { anna } = after;
  await chooses(world, anna, { by: { ...usualWishes.by, visit: "daily" } });
  const owed = async () =>
    owes(await world.app.rooms.ask<ReflectionState>(after.roomId), actorOf(anna), new Date(world.clock.now()).toISOString());
  expect(await owed()).toBe("write");
  await world.later(31 * day);
  untilLondon(world, 10, "monday");
  expect(await mails()).not.toContain(anna.email);
  expect(await owed()).toBeUndefined();
});
