import type { RoomId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { codeAt } from "../../kit/authenticator.ts";
import { house, type Person } from "../../kit/build.ts";
import { eventually, hour, minute } from "../../kit/clock.ts";
import { aColleague, aDevice, type Device, password, said, setUpAuthenticator } from "../../kit/factors.ts";
import { callAs, mailedToken } from "../../kit/mail.ts";
import { aLink, askForLink, nextPassword, passwordMails, renew } from "../../kit/passwords.ts";
import { connect } from "../../kit/wire.ts";
import { createWorld, type Node, startNode, type World } from "../../kit/world.ts";

let world: World;
let other: Node;
beforeAll(async () => {
  world = await createWorld();
  // on the other node nobody looks again after five seconds: what is cut is cut by the event
  const every = globalThis.setInterval;
  vi.stubGlobal("setInterval", (work: () => void, ms: number) => every(ms === 5_000 ? () => undefined : work, ms));
  const { database, masterKey, clock } = world;
  other = await startNode({ database, masterKey, clock });
  vi.unstubAllGlobals();
});
afterAll(async () => {
  await other?.app.stop();
  await world?.stop();
});

const needed = "UNAUTHORIZED SecondFactorNeeded";
const over = { status: 404, code: "PasswordLinkOver" };
/** Nell, who is in at two devices, and has an authenticator. */
async function nell() {
  const who = await aColleague(world, world.people.rhona);
  const [home, away] = [aDevice(world, who), aDevice(other, who)];
  await home.signIn();
  const key = await setUpAuthenticator(home, world.clock.now());
  const nextCode = () => {
    world.clock.advance(30_000);
    return codeAt(key, world.clock.now());
  };
  await away.signIn();
  await away.get("factors.giveCode", { code: nextCode() });
  return { who, home, away, nextCode, room: personRoom(who.personId) };
}
const listens = async (node: Node, { device, who }: { device: Device; who: Person }) => {
  const wire = await connect({ base: node.base, cookie: device.cookie(), auth: { orgId: who.orgId } });
  expect((await wire.ask("subscribe", { roomId: personRoom(who.personId), afterSeq: null })).ok).toBe(true);
  return wire;
};
const change = (device: Device, given: { current?: string; next?: string } = {}) =>
  device.call("passwords.change", { current: given.current ?? password, password: given.next ?? nextPassword });

test("R15, R16, ASVS 6.4.3, 7.4.3: a link gives a new password and nothing more: the old one and all sessions and sockets are over, on both nodes, and the second factor is asked for as before", async () => {
  const { who, home, away, nextCode } = await nell();
  const wires = [await listens(world, { device: home, who }), await listens(other, { device: away, who })];
  const token = await aLink(world, who);
  expect((await callAs(world.base, "passwords.readLink", { token })).data).toEqual({ email: who.email });
  const done = await renew(world, token);
  expect([done.status, done.data]).toEqual([200, { email: who.email }]);
  await world.app.effects.settled();
  await Promise.all(wires.map((wire) => wire.gone));
  for (const device of [home, away]) expect(said(await device.call("identity.me"))).toBe("UNAUTHORIZED NotSignedIn");
  const device = aDevice(world, who);
  expect(await device.signIn(password)).toBe(401);
  expect(await device.signIn(nextPassword)).toBe(200);
  expect(said(await device.call("cases.list"))).toBe(needed);
  expect(said(await device.call("factors.startAuthenticator"))).toBe(needed);
  await device.get("factors.giveCode", { code: nextCode() });
  expect(said(await device.call("cases.list"))).toBe("ok");
});

test("ASVS 6.2.2, 6.2.3, 7.4.3: who gives the old password and a fresh second factor changes it: all other sessions and sockets are over at once, on both nodes, and this one goes on", async () => {
  const { who, home, away } = await nell();
  const [mine, theirs] = [await listens(world, { device: home, who }), await listens(other, { device: away, who })];
  expect(said(await change(home))).toBe("ok");
  await theirs.gone;
  expect(said(await away.call("identity.me"))).toBe("UNAUTHORIZED NotSignedIn");
  expect(said(await home.call("cases.list"))).toBe("ok");
  await world.app.live.recheck();
  expect(mine.isGone()).toBe(false);
  mine.close();
  const device = aDevice(world, who);
  expect([await device.signIn(password), await device.signIn(nextPassword)]).toEqual([401, 200]);
  // an answer that was lost on its way: asked again it is so already
  expect(said(await change(home))).toBe("ok");
  expect(await passwordMails(world, who)).toEqual([expect.stringContaining("was changed by somebody who gave the old one")]);
});

test("R14, ASVS 7.5.1: a password is changed by nobody without the old one, without a second factor of the last ten minutes, or to one that is known or the same", async () => {
  const { who, home, nextCode } = await nell();
  const halfIn = aDevice(world, who);
  await halfIn.signIn();
  const before = await world.book();
  expect(said(await change(halfIn))).toBe(needed);
  expect((await callAs(world.base, "passwords.change", { current: password, password: nextPassword })).status).toBe(401);
  expect(said(await change(home, { current: "not the old one" }))).toBe("FORBIDDEN OldPasswordWrong");
  expect(said(await change(home, { next: password }))).toBe("CONFLICT SamePassword");
  for (const next of [who.email, "passwordpassword", "Southside Practice 1", "Nell Nell Nell"])
    expect([next, said(await change(home, { next }))]).toEqual([next, "BAD_REQUEST EasyPassword"]);
  world.clock.advance(11 * minute);
  expect(said(await change(home))).toBe("FORBIDDEN StepUpNeeded");
  expect(await world.added(before)).toEqual({});
  expect(await passwordMails(world, who)).toEqual([]);
  await home.get("factors.giveCode", { code: nextCode() });
  expect(said(await change(home))).toBe("ok");
});

test("R3, ASVS 15.4.2: of four who use one link at the same instant, on two nodes, one wins, and it is that one's password; of two changes at once too", async () => {
  const { who, home } = await nell();
  const token = await aLink(world, who);
  const words = ["heather otter ladder tram", "marmalade bicycle quartz", "porridge lighthouse violin", "canoe ticket lamp moss"];
  const answers = await Promise.all(words.map((each, i) => renew(i % 2 ? other : world, token, each)));
  const won = words.filter((_, i) => answers[i]?.status === 200);
  expect(won).toHaveLength(1);
  for (const answer of answers.filter(({ status }) => status !== 200)) expect(answer).toMatchObject(over);
  const device = aDevice(world, who);
  const fits = [];
  for (const each of words) if ((await device.signIn(each)) === 200) fits.push(each);
  expect(fits).toEqual(won);
  expect(said(await home.call("identity.me"))).toBe("UNAUTHORIZED NotSignedIn");

  const two = await nell();
  const both = await Promise.all([two.home, two.away].map((each, i) => change(each, { next: words[i] ?? "" })));
  expect(both.map(said).filter((one) => one === "ok")).toHaveLength(1);
  for (const one of both.map(said)) expect(one).toMatch(/^(ok|CONFLICT NotThere|FORBIDDEN OldPasswordWrong|UNAUTHORIZED NotSignedIn)$/);
  const next = words[both.findIndex((one) => one.ok)] ?? "";
  expect(await aDevice(world, two.who).signIn(next)).toBe(200);
});

test("used again with the same password a link is answered as before, with another one it is over; expired, used, spoilt, never there and somebody's who has left are one answer, byte for byte", async () => {
  const [used, expired, left] = [await nell(), await nell(), await nell()];
  const tokens = { used: await aLink(world, used.who), left: await aLink(world, left.who) };
  expect((await renew(world, tokens.used)).status).toBe(200);
  expect((await renew(other, tokens.used)).status).toBe(200);
  expect(await passwordMails(world, used.who)).toHaveLength(2);
  await house(world, orgRoom(left.who.orgId), "endMembership", { personId: left.who.personId });
  await world.app.effects.settled();
  const late = await aLink(world, expired.who);
  await world.later(hour);
  const all = [tokens.used, late, tokens.left, `${late.slice(0, -4)}AAAA`, "A".repeat(86)];
  for (const ask of [
    (token: string) => callAs(world.base, "passwords.readLink", { token }),
    (token: string) => renew(world, token, "porridge lighthouse violin"),
  ]) {
    const answers = await Promise.all(all.map(ask));
    for (const answer of answers) expect(answer).toMatchObject(over);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  }
  expect(await aDevice(world, used.who).signIn(nextPassword)).toBe(200);
});

test("ASVS 6.3.8: whether an address has an account, an ended or an invented one, or none, the answer is the same and waits for nothing; only who comes in here gets a mail", async () => {
  const [known, ended] = [await nell(), await nell()];
  await house(world, orgRoom(ended.who.orgId), "endMembership", { personId: ended.who.personId });
  await world.as(world.people.otto);
  await world.app.effects.settled();
  const addresses = [known.who.email, ended.who.email, world.people.otto.email, "nobody@linkwork.test"];
  const before = (await world.app.mail.caught()).length;
  const { accounts } = world.app.auth;
  const { personOf } = accounts;
  let look: () => void = () => undefined;
  const looks = new Promise<void>((resolve) => {
    look = resolve;
  });
  const looked: Promise<unknown>[] = [];
  accounts.personOf = (email) => {
    const found = looks.then(() => personOf(email));
    looked.push(found);
    return found;
  };
  // nobody is looked for yet, and all are answered
  const answers = await Promise.all(addresses.map((email) => askForLink(world, email)));
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(answers[0]?.status).toBe(200);
  look();
  accounts.personOf = personOf;
  await Promise.all(looked);
  await eventually("the mail", async () => (await passwordMails(world, known.who)).length === 1);
  expect((await world.app.mail.caught()).length - before).toBe(1);
});

test("R17: an address is asked about, and a network asks, only so often, whether there is such an account or not", async () => {
  const { database, masterKey, clock } = world;
  const strict = await startNode({ database, masterKey, clock, signIns: 2 });
  const { who } = await nell();
  for (const email of [who.email, "nobody@linkwork.test"]) {
    const answers = [];
    for (let i = 0; i < 3; i++) answers.push((await askForLink(strict, email)).status);
    expect(answers).toEqual([200, 200, 429]);
  }
  const many = [];
  for (let i = 0; i < 16; i++) many.push((await askForLink(strict, `nobody-${i}@linkwork.test`)).status);
  expect(many.at(-1)).toBe(429);
  await strict.app.stop();
});

test("a mail scanner that fetches the link, and every GET that there is for it, changes nothing; a page of another site can't use it", async () => {
  const { who } = await nell();
  const token = await aLink(world, who);
  const before = await world.book();
  const input = encodeURIComponent(JSON.stringify({ token, password: nextPassword }));
  for (const path of [
    `/new-password#${token}`,
    `/new-password?token=${token}`,
    `/trpc/passwords.renew?input=${input}`,
    `/trpc/passwords.readLink?input=${input}`,
  ])
    expect((await fetch(`${world.base}${path}`)).status, path).toBeGreaterThanOrEqual(404);
  const foreign = { method: "POST", headers: { origin: "https://evil.example", "content-type": "application/json" } };
  expect(
    (await fetch(`${world.base}/trpc/passwords.renew`, { ...foreign, body: JSON.stringify({ token, password: nextPassword }) })).status,
  ).toBe(403);
  expect(await world.added(before)).toEqual({});
  expect((await renew(world, token)).status).toBe(200);
});

test("R13, R16: no password and no link's secret is in an event, a log line, or anywhere in the clear in the store; the mails name nobody", async () => {
  const { who, home } = await nell();
  const token = await aLink(world, who);
  await renew(world, token);
  await home.signIn(nextPassword);
  const secret = Buffer.from(token, "base64url").subarray(32);
  const forms = [token, secret.toString("base64url"), secret.toString("hex"), secret.toString("latin1"), nextPassword, password];
  const clear = (text: string) => forms.some((form) => text.includes(form));
  for (const room of (await world.book()).keys())
    expect(clear(JSON.stringify((await world.app.log.read(room as RoomId, 0)).events)), room).toBe(false);
  expect(clear(JSON.stringify(world.log))).toBe(false);
  const db = world.database.getClient().db(world.name);
  for (const { name } of await db.listCollections().toArray())
    for (const doc of await db.collection(name).find({}).toArray()) {
      const text = JSON.stringify(doc, (_key, value) =>
        value && typeof value === "object" && "buffer" in value ? Buffer.from(value.buffer as Uint8Array).toString("latin1") : value,
      );
      expect(clear(text), name).toBe(false);
    }
  for (const { to, text } of await world.app.mail.caught()) if (to === who.email) expect(text).not.toMatch(/Nell|Southside|@|[0-9a-f]{8}-/);
});

test("a node that dies before the new password is kept leaves the old one, and no session; the next link works, and an older change never comes after a newer one", async () => {
  const { who, home, room } = await nell();
  const { accounts } = world.app.auth;
  const { setPassword } = accounts;
  accounts.setPassword = () => Promise.reject(new Error("the node died"));
  expect((await renew(world, await aLink(world, who))).status).toBe(500);
  accounts.setPassword = setPassword;
  expect(said(await home.call("identity.me"))).toBe("UNAUTHORIZED NotSignedIn");
  expect(await aDevice(world, who).signIn(password)).toBe(200);
  expect((await renew(world, await aLink(world, who))).status).toBe(200);
  expect(await aDevice(world, who).signIn(nextPassword)).toBe(200);
  expect(await accounts.setPassword(who.personId, { password: "an older hash", setBy: (await world.app.log.headSeq(room)) - 2 })).toBe(
    false,
  );
  expect(await aDevice(world, who).signIn(nextPassword)).toBe(200);
});

test("who signs in with the old password while a new one is being set is signed out again", async () => {
  const { who } = await nell();
  const device = aDevice(world, who);
  const { accounts } = world.app.auth;
  const { setPassword } = accounts;
  accounts.setPassword = async (...given) => {
    expect(await device.signIn(password)).toBe(200);
    return setPassword(...given);
  };
  expect((await renew(world, await aLink(world, who))).status).toBe(200);
  accounts.setPassword = setPassword;
  expect(said(await device.call("factors.standing"))).toBe("UNAUTHORIZED NotSignedIn");
});

test("the invented people keep their password while the demo flag is on, and can't be told from others by who asks; where no mail was set up nobody can ask", async () => {
  const { database, masterKey, clock } = world;
  const { olga } = world.people;
  const device = aDevice(world, olga);
  await world.as(olga);
  await device.signIn("a long enough password");
  const given = { current: "a long enough password", password: nextPassword };
  expect(said(await device.call("passwords.change", given))).toBe("FORBIDDEN DemoPassword");
  const real = await startNode({ database, masterKey, clock, demo: undefined });
  await askForLink(real, olga.email);
  await eventually("the mail", async () => (await mailedToken(real, olga.email)) !== "");
  await real.app.stop();
  const quiet = await startNode({ database, masterKey, clock, mail: { from: "a@linkwork.test", catches: false } });
  expect(await askForLink(quiet, olga.email)).toMatchObject({ status: 412, code: "MailNeeded" });
  await quiet.app.stop();
});
