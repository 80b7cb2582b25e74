import { usualWishes } from "@linkwork/shared/identity/rules-notices.ts";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Person } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { aRound, chooses, haveAccounts, untilLondon } from "../../kit/notices.ts";
import { smtpServer } from "../../kit/smtp.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { type At, aProjectIn, did, jeanIn } from "./scenes.ts";

let world: World;
let server: Awaited<ReturnType<typeof smtpServer>>;

beforeAll(async () => {
  server = await smtpServer();
  world = await createWorld({ mail: { url: server.url, from: "Linkwork <no-reply@linkwork.test>", catches: false } });
  await haveAccounts(world, world.people.tariq, world.people.tess, await jeanIn(world));
});
afterAll(async () => {
  await world?.stop();
  await server.stop();
});
beforeEach(async () => {
  untilLondon(world, 10, "monday");
  await aRound(world);
  server.received.splice(0);
});

/** Whom mails went to that say that something waits, and no word of what. */
async function mails(ms?: number): Promise<string[]> {
  await world.app.effects.settled();
  await aRound(world, ms);
  return server.received
    .splice(0)
    .filter(({ data }) => data.includes("/waiting"))
    .flatMap(({ to, data }) => {
      for (const word of ["befriending", "project", "southside", "vote", "company"]) expect(data.toLowerCase()).not.toContain(word);
      return to.map((line) => /<(.*)>/.exec(line)?.[1] ?? line);
    });
}
const yes = async ({ state }: At) => ({ charterAt: (await state()).charterAt });
const addresses = (...people: Person[]) => people.map(({ email }) => email).sort();

test("whoever could answer an invitation is told by mail once, a resident of a panel too, and not a word of what it is about", async () => {
  const { who } = await aProjectIn(world, { partners: ["tariq", "jean"], joined: [] });
  expect((await mails()).sort()).toEqual(addresses(who.tariq, who.tess, who.jean));
  for (let days = 0; days < 3; days++) expect(await mails(day)).toEqual([]);
});

test("who answers before the mail goes gets none, and neither do colleagues, nor who wants no mail about projects", async () => {
  const at = await aProjectIn(world, { partners: ["tariq", "jean"], joined: [] });
  await did("tariq", "acceptPlace", yes)(at);
  await chooses(world, at.who.jean, { by: { ...usualWishes.by, project: "product" } });
  expect(await mails()).toEqual([]);
});
