import type { PersonState } from "@linkwork/shared/identity/state.ts";
import { type EventId, newId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { codeAt } from "../../kit/authenticator.ts";
import { house, type Person } from "../../kit/build.ts";
import { day, hour, minute } from "../../kit/clock.ts";
import { aColleague, aDevice, type Device, said, setUpAuthenticator, setUpPasskey } from "../../kit/factors.ts";
import { connect } from "../../kit/wire.ts";
import { createWorld, startNode, type World } from "../../kit/world.ts";
import { aMember, askedFor, type Lost, yes } from "./scenes.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

const needed = "UNAUTHORIZED SecondFactorNeeded";
const id = () => newId<EventId>(world.clock.now());
const standing = (device: Device) => device.get<{ yes: number; now: boolean } | null>("recovery.standing");
const mailsTo = async (who: Person) => {
  await world.app.effects.settled();
  return (await world.app.mail.caught()).filter((mail) => mail.to === who.email);
};
/** At a device with the password and nothing else. */
async function withPassword(who: Person): Promise<Device> {
  const device = aDevice(world, who);
  expect(await device.signIn()).toBe(200);
  return device;
}
/** Nell, who is in at one device with all that one can have, and asks for a way back in at another. */
async function nell() {
  const who = await aColleague(world, world.people.rhona);
  const home = await withPassword(who);
  const key = await setUpAuthenticator(home, world.clock.now());
  const passkey = await setUpPasskey(home);
  const codes = await home.get<string[]>("factors.newRecoveryCodes");
  const away = await withPassword(who);
  const recoveryId = id();
  await away.get("recovery.ask", { id: recoveryId });
  const lost: Lost = { nora: who, room: personRoom(who.personId), recoveryId };
  return { who, home, away, key, passkey, codes, lost };
}
const both = async (lost: Lost) => {
  for (const who of [world.people.maggie, world.people.ian]) await yes(world, who, lost);
};

test("R15, ASVS 6.4.4, 7.4.3: two people and a day; then the old factors, codes, sessions and sockets are over on both nodes, and new factors come before anything else", async () => {
  // on the other node nobody looks again after five seconds: what is cut is cut by the event
  const every = globalThis.setInterval;
  vi.stubGlobal("setInterval", (work: () => void, ms: number) => every(ms === 5_000 ? () => undefined : work, ms));
  const { database, masterKey, clock } = world;
  const other = await startNode({ database, masterKey, clock });
  vi.unstubAllGlobals();
  const { who, home, away, key, passkey, codes, lost } = await nell();
  const open = await connect({ base: other.base, cookie: home.cookie(), auth: { orgId: who.orgId } });
  expect((await open.ask("subscribe", { roomId: lost.room, afterSeq: null })).ok).toBe(true);
  expect(await standing(away)).toMatchObject({ yes: 0, now: false });
  await both(lost);
  expect(await standing(away)).toMatchObject({ yes: 2, now: false });
  await world.later(day - 1);
  expect(said(await away.call("recovery.begin"))).toBe("PRECONDITION_FAILED TooEarly");
  // until then nothing has changed
  expect(said(await home.call("cases.list"))).toBe("ok");
  await world.later(1);
  expect(await standing(away)).toMatchObject({ yes: 2, now: true });
  expect(said(await away.call("recovery.begin"))).toBe("ok");
  await open.gone;
  await world.app.effects.settled();
  expect(said(await home.call("identity.me"))).toBe("UNAUTHORIZED NotSignedIn");
  expect(await database.collection("session").countDocuments({ userId: { $exists: true }, personId: who.personId })).toBeLessThanOrEqual(1);
  // the device that began is half in, as a new colleague is
  expect(said(await away.call("cases.list"))).toBe(needed);
  expect(await away.get("factors.standing")).toMatchObject({ pending: true, has: { passkeys: 0, authenticator: false, recovery: 0 } });
  const stale = await withPassword(who);
  for (const code of [codeAt(key, clock.now()), ...codes.slice(0, 2)])
    expect(said(await stale.call("factors.giveCode", { code }))).toBe("FORBIDDEN WrongCode");
  const stranger = aDevice(world, who);
  const shown = passkey.shown(await stranger.get("factors.askPasskey"));
  expect(said(await stranger.call("factors.givePasskey", shown))).toBe("FORBIDDEN WrongCode");
  await setUpAuthenticator(away, clock.now());
  expect(said(await away.call("cases.list"))).toBe("ok");
  // used once
  expect(said(await stale.call("recovery.begin"))).toBe("CONFLICT NotThere");
  open.close();
  await other.app.stop();
});

test("R15, ASVS 6.3.7: whose account it is gets a mail at each step, without a name, a link or a word of anybody's case", async () => {
  const { who, away, lost } = await nell();
  const steps = ["Two people who look after", "One person has said", "Two people have said", "begins anew"];
  await both(lost);
  await world.later(day);
  await away.get("recovery.begin");
  const mails = await mailsTo(who);
  expect(mails.map(({ text }) => steps.findIndex((step) => text.includes(step))).sort()).toEqual([0, 1, 2, 3]);
  for (const { subject, text } of mails) expect(`${subject} ${text}`).not.toMatch(/https?:|Nell|Maggie|Ian|Southside|[0-9a-f]{8}-/);
  await askedFor(world, who);
  await (await world.as(world.people.maggie)).act(lost.room, "stopRecovery", { recoveryId: await openOf(who) });
  expect((await mailsTo(who)).some(({ text }) => text.includes("was stopped"))).toBe(true);
});
const openOf = async (who: Person) => (await world.app.rooms.ask<PersonState>(personRoom(who.personId))).recovery?.recoveryId;

test("R14, R15, ASVS 6.4.3: a password alone gains nothing but to ask, three times a week; it can neither say yes, nor stop, nor learn who did, and whose account it is ends it", async () => {
  const { who, home, away, lost } = await nell();
  const body = { roomId: lost.room, id: id(), input: { recoveryId: lost.recoveryId } };
  for (const path of ["identity.confirmRecovery", "identity.stopRecovery"])
    expect([path, said(await away.call(path, body))]).toEqual([path, needed]);
  expect(said(await away.call("room.since", { roomId: lost.room, afterSeq: null }))).toBe(needed);
  await yes(world, world.people.maggie, lost);
  expect(Object.keys((await standing(away)) ?? {}).sort()).toEqual(["now", "ready", "until", "yes"]);
  expect(JSON.stringify(await away.get("factors.standing"))).not.toContain("Maggie");
  // the same id again is the same request, another one is refused
  expect(said(await away.call("recovery.ask", { id: lost.recoveryId }))).toBe("ok");
  expect(said(await away.call("recovery.ask", { id: id() }))).toBe("CONFLICT AskedAlready");
  // one's own device needs no fresh factor to stop it
  world.clock.advance(11 * minute);
  expect(said(await home.call("identity.stopRecovery", { ...body, id: id() }))).toBe("ok");
  expect(await standing(away)).toBeNull();
  await world.later(day);
  expect(said(await away.call("recovery.begin"))).toBe("CONFLICT NotThere");
  for (let i = 0; i < 2; i++) {
    expect(said(await away.call("recovery.ask", { id: id() }))).toBe("ok");
    await home.get("identity.stopRecovery", { ...body, id: id(), input: { recoveryId: await openOf(who) } });
  }
  expect(said(await away.call("recovery.ask", { id: id() }))).toBe("TOO_MANY_REQUESTS AskedOften");
  // who is in has lost nothing, and so has who never had a factor
  expect(said(await home.call("recovery.ask", { id: id() }))).toBe("CONFLICT NotThere");
  expect(said(await (await withPassword(await aColleague(world, who))).call("recovery.ask", { id: id() }))).toBe("CONFLICT NotThere");
});

test("R3, ASVS 15.4.2: of six yeses at the same instant on two nodes, by two people, two count", async () => {
  const { database, masterKey, clock } = world;
  const other = await startNode({ database, masterKey, clock });
  const { lost } = await nell();
  const { maggie, ian } = world.people;
  const clients = [
    await world.as(maggie),
    await world.as(ian),
    await world.desk.client(other, maggie),
    await world.desk.client(other, ian),
  ];
  const answers = await Promise.all(
    [...clients, ...clients.slice(0, 2)].map((client) => client.attempt(lost.room, "confirmRecovery", { recoveryId: lost.recoveryId })),
  );
  expect(answers.map(said).filter((one) => one === "ok")).toHaveLength(2);
  for (const one of answers.map(said)) expect(one).toMatch(/^(ok|CONFLICT (SaidAlready|NotThere))$/);
  const { recovery } = await world.app.rooms.ask<PersonState>(lost.room);
  expect(recovery?.yes.map((each) => each.personId).sort()).toEqual([maggie.personId, ian.personId].sort());
  await other.app.stop();
});

test("R15: a node that dies between the end of the factors and that of the sessions leaves neither; what was set up since stays, however often it is done again", async () => {
  const { who, home, away, lost } = await nell();
  await both(lost);
  await world.later(day);
  const { accounts } = world.app.auth;
  const { endSessions } = accounts;
  accounts.endSessions = () => Promise.reject(new Error("the node died"));
  expect(said(await away.call("recovery.begin"))).toBe("ok");
  accounts.endSessions = endSessions;
  await world.app.effects.sweep();
  await world.app.effects.settled();
  expect(said(await home.call("identity.me"))).toBe("UNAUTHORIZED NotSignedIn");
  const device = await withPassword(who);
  await setUpPasskey(device);
  await world.database.collection("commits").updateMany({ room: lost.room }, { $set: { due: true } });
  await world.app.effects.sweep();
  expect(said(await device.call("cases.list"))).toBe("ok");
  expect(await device.get("factors.mine")).toMatchObject({ passkeys: [{ name: "my phone" }] });
  expect(await mailsTo(who)).toHaveLength(4);
});

test("R15: an old factor that was given at the very moment when all ended lets nobody in", async () => {
  const { who, key } = await nell();
  const device = await withPassword(who);
  world.clock.advance(minute);
  const { auth, factors } = world.app;
  const { enter } = auth;
  auth.enter = async (asked) => {
    auth.enter = enter;
    await factors.endAll(asked.userId, 99, () => auth.accounts.endSessions(who.personId));
    return enter(asked);
  };
  expect(said(await device.call("factors.giveCode", { code: codeAt(key, world.clock.now()) }))).toBe("FORBIDDEN WrongCode");
  expect(said(await device.call("cases.list"))).toBe("UNAUTHORIZED NotSignedIn");
});

test("R4, ASVS 8.2.3: that somebody can't get in is told to the managers and information leads where they work, and to no colleague, in no byte", async () => {
  const { who, lost } = await nell();
  const { maggie, ian, rhona, hana } = world.people;
  const roomId = orgRoom(who.orgId);
  await world.app.effects.settled();
  for (const [each, told] of [
    [maggie, true],
    [ian, true],
    [rhona, false],
  ] as const) {
    const client = await world.as(each);
    const page = JSON.stringify([await client.since(roomId, null), (await client.since(roomId, 0, "http")).events.slice(-1)]);
    expect([each.name, page.includes(lost.recoveryId)]).toEqual([each.name, told]);
    if (!told) expect(page.includes(`"personId":"${who.personId}","name":"Nell","told"`)).toBe(false);
  }
  const elsewhere = await (await world.as(hana)).since(orgRoom(hana.orgId), null);
  expect(JSON.stringify(elsewhere)).not.toContain(who.personId);
});

test("a request that was granted late can be used for three days, and then is over", async () => {
  const { away, lost } = await nell();
  await world.later(7 * day - hour);
  await both(lost);
  await world.later(day);
  expect(await standing(away)).toMatchObject({ now: true });
  await world.later(3 * day - 1);
  expect(await standing(away)).toMatchObject({ now: true });
  await world.later(1);
  expect(await standing(away)).toBeNull();
  expect(said(await away.call("recovery.begin"))).toBe("CONFLICT NotThere");
});

test("where no mail was set up nobody can ask, and the refusal says so", async () => {
  const { database, masterKey, clock } = world;
  const quiet = await startNode({ database, masterKey, clock, mail: { from: "a@linkwork.test", catches: false } });
  const who = await aColleague(world, world.people.rhona);
  const device = await withPassword(who);
  await setUpAuthenticator(device, clock.now());
  const there = aDevice(quiet, who);
  await there.signIn();
  expect(said(await there.call("recovery.ask", { id: id() }))).toBe("PRECONDITION_FAILED MailNeeded");
  await quiet.app.stop();
});

test("R15: an administrator of the platform is the second where managers are missing, under step-up, once; and sees nobody whom managers can answer for", async () => {
  const { tariq, hana, maggie } = world.people;
  const ada = await aMember(world, tariq, "Ada", "worker");
  const link = { hash: "A".repeat(43), until: new Date(world.clock.now() + day).toISOString() };
  const admin = { ...tariq, personId: newId<Person["personId"]>(world.clock.now()), name: "Ada", email: "ada@linkwork.test" };
  await house(world, personRoom(admin.personId), "inviteAdministrator", link);
  await house(world, personRoom(admin.personId), "becomeAdministrator", { hash: link.hash, name: "Ada" });
  await house(world, orgRoom(tariq.orgId), "addMember", { personId: admin.personId, name: "Ada", roles: ["worker"] });
  await world.app.effects.settled();
  await aMember(world, maggie, "Mina", "manager");
  const answered = await askedFor(world, await aMember(world, maggie, "Norman", "worker"));
  const lost = await askedFor(world, ada);
  const her = await world.as(admin);
  const waiting = async () => ((await her.call("recovery.waiting")) as unknown as { data: Record<string, unknown>[] }).data;
  expect(await waiting()).toEqual([expect.objectContaining({ personId: ada.personId, orgs: ["Govan Food Hub"], yes: 0, mine: false })]);
  const named = () => ({ id: id(), personId: ada.personId, recoveryId: lost.recoveryId });
  world.clock.advance(11 * minute);
  expect(said(await her.call("recovery.confirmAsAdministrator", named()))).toBe("FORBIDDEN StepUpNeeded");
  await her.call("factors.givePassword", { password: "a long enough password" });
  expect(said(await her.call("recovery.confirmAsAdministrator", named()))).toBe("ok");
  expect(said(await her.call("recovery.confirmAsAdministrator", named()))).toBe("CONFLICT SaidAlready");
  expect(await waiting()).toMatchObject([{ yes: 1, mine: true }]);
  await yes(world, hana, lost);
  await world.app.effects.settled();
  expect((await world.app.rooms.ask<PersonState>(lost.room)).recovery?.ready).toBe(new Date(world.clock.now() + day).toISOString());
  // theirs to answer, not hers; but whoever looks after the platform can stop it
  const theirs = { id: id(), personId: answered.nora.personId, recoveryId: answered.recoveryId };
  expect(said(await her.call("recovery.confirmAsAdministrator", theirs))).toBe("FORBIDDEN ManagersFirst");
  expect(said(await her.call("recovery.stopAsAdministrator", { ...theirs, id: id() }))).toBe("ok");
  // she says nothing of herself
  const own = await askedFor(world, admin);
  expect(said(await her.call("recovery.confirmAsAdministrator", { id: id(), personId: admin.personId, recoveryId: own.recoveryId }))).toBe(
    "FORBIDDEN NotYourself",
  );
});
