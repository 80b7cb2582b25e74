import { newId } from "@linkwork/shared/kernel/ids.ts";
import { caseRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aCase, agree, type BuiltCase, type Person } from "../../kit/build.ts";
import { day, hour, minute } from "../../kit/clock.ts";
import { aRound, haveAccounts, untilLondon } from "../../kit/notices.ts";
import { did, keptAway, onTheirWord, withdrawn, withScopes } from "../../kit/scenes.ts";
import { smtpServer } from "../../kit/smtp.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { leadsIn } from "../concerns/scenes.ts";

let world: World;
let server: Awaited<ReturnType<typeof smtpServer>>;
let sorcha: Person;

beforeAll(async () => {
  server = await smtpServer();
  world = await createWorld({ mail: { url: server.url, from: "Linkwork <no-reply@linkwork.test>", catches: false } });
  ({ sorcha } = await leadsIn(world));
  // a morning on which mail may come, and before which nobody had signed in
  untilLondon(world, 9, "monday");
  const { rhona, tariq, ...others } = world.people;
  // these two sign in
  for (const who of [rhona, tariq]) await world.as(who);
  await haveAccounts(world, ...Object.values(others), sorcha);
});
afterAll(async () => {
  await world?.stop();
  await server.stop();
});

/** A case that nobody has anything to hear of any more. */
async function aQuietCase(options: Parameters<typeof aCase>[1] = {}): Promise<BuiltCase> {
  const built = await aCase(world, options);
  for (let i = 0; i < 2; i++) await aRound(world, 6 * minute);
  server.received.length = 0;
  return built;
}
const told = (who: Person): number => server.received.filter(({ to }) => to.some((address) => address.includes(who.email))).length;

test("whoever is asked to say that they have read it gets a mail, though another organisation asks", async () => {
  const built = await aQuietCase();
  const { tariq, rhona } = world.people;
  const ask = { orgs: [tariq.orgId] };
  await did("rhona", "postMessage", { text: "No nuts for her, please.", ask })(world, built);
  await aRound(world);
  expect([told(tariq), told(rhona)]).toEqual([1, 0]);
});

test("so does whoever is asked, or asked and named, in a private place, as long as it waits there; what is said in the main conversation takes nothing of it away", async () => {
  const { tariq } = world.people;
  for (const [named, answered, mails] of [
    [false, false, 1],
    [true, false, 1],
    [false, true, 0],
  ] as const) {
    const built = await aQuietCase(withScopes("health"));
    const health = caseRoom(built.caseId, "health");
    const inPlace = { ...built, roomId: health };
    await did("rhona", "openCompartment", { compartment: "health" })(world, inPlace);
    const client = await world.as(tariq);
    await client.call("cases.markSeen", { roomId: health, seq: await world.app.log.headSeq(health) });
    const mentions = named ? { mentions: [{ kind: "person", personId: tariq.personId }] } : {};
    const ask = { orgs: [tariq.orgId], urgent: true };
    const { seq } = await did("rhona", "postMessage", { text: "The tablets are changed.", ask, ...mentions })(world, inPlace);
    await client.call("cases.markSeen", { roomId: built.roomId, seq: await world.app.log.headSeq(built.roomId) });
    if (answered) {
      await did("tariq", "acknowledge", { messageSeq: seq, versionSeq: seq })(world, inPlace);
      await client.call("cases.markSeen", { roomId: health, seq: await world.app.log.headSeq(health) });
    }
    await aRound(world);
    expect(told(tariq)).toBe(mails);
  }
});

test("an information lead who reads no conversation gets a mail of what was too much in their organisation's words", async () => {
  const built = await aQuietCase();
  const { hana, tariq } = world.people;
  const { seq } = await did("tariq", "postMessage", { text: "Mrs Findlay drinks" })(world, built);
  const client = await world.as(world.people.rhona);
  await client.call("cases.flagMessage", {
    roomId: built.roomId,
    id: newId(world.clock.now()),
    input: { messageSeq: seq, why: "thirdParty" },
  });
  await aRound(world);
  expect([told(hana), told(tariq)]).toEqual([1, 1]);
});

test("whose message could not be sent gets a mail, though they don't read the conversation any more; not whom the person wants kept away", async () => {
  const { tariq } = world.people;
  for (const [ends, mails] of [
    [withdrawn, 1],
    [keptAway("tariq"), 0],
  ] as const) {
    const built = await aQuietCase();
    const due = new Date(world.clock.now() + hour).toISOString();
    const client = await world.as(tariq);
    expect(
      await client.call("cases.sendLater", { roomId: built.roomId, id: newId(world.clock.now()), due, input: { text: "x" } }),
    ).toMatchObject({
      ok: true,
    });
    await ends(world, built);
    for (let i = 0; i < 2; i++) await aRound(world, 6 * minute);
    server.received.length = 0;
    world.clock.advance(hour);
    await world.app.tidy();
    await aRound(world, 6 * minute);
    expect(told(tariq)).toBe(mails);
  }
});

test("a yes that may not have been given freely is told to the safeguarding lead by mail, while its pause stands", async () => {
  for (const goesOn of [false, true]) {
    const built = await aQuietCase();
    await did("tariq", "pauseConsent", { ...onTheirWord(built), doubt: {} })(world, built);
    if (goesOn) await did("rhona", "withdrawConsent", onTheirWord(built))(world, built);
    await aRound(world);
    expect(told(sorcha)).toBe(goesOn ? 0 : 1);
  }
});

test("an agreement that has run out is told by mail to who can sign a new one, on both sides", async () => {
  const { otto, olga } = world.people;
  await aQuietCase();
  await agree(world, otto, olga, { from: world.clock.now() - 2 * day, to: world.clock.now() + hour });
  world.clock.advance(2 * hour);
  await world.app.tidy();
  await aRound(world);
  expect([told(otto), told(olga)]).toEqual([1, 1]);
});
