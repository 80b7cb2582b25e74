import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codeAt } from "../../kit/authenticator.ts";
import type { Person } from "../../kit/build.ts";
import { minute } from "../../kit/clock.ts";
import { aColleague, aDevice, type Device, password, said, setUpAuthenticator, setUpPasskey } from "../../kit/factors.ts";
import type { HandshakeRefused } from "../../kit/wire.ts";
import { createWorld, startNode, type World } from "../../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

const needed = "UNAUTHORIZED SecondFactorNeeded";
const wrong = "FORBIDDEN WrongCode";
const half = 30_000;
const nobody = async (): Promise<Person> => aColleague(world, world.people.rhona);
/** At the device, with the password given and nothing else. */
async function withPassword(who: Person): Promise<Device> {
  const device = aDevice(world, who);
  expect(await device.signIn()).toBe(200);
  return device;
}
/** A colleague with an authenticator, signed in. A step goes by, so that the next code is a new one. */
async function enrolled() {
  const who = await nobody();
  const device = await withPassword(who);
  const key = await setUpAuthenticator(device, world.clock.now());
  world.clock.advance(half);
  return { who, device, key, code: () => codeAt(key, world.clock.now()) };
}
const opens = async (device: Device) => said(await device.call("cases.list"));
const handshake = (device: Device) =>
  device.socket().then(
    (wire) => {
      wire.close();
      return "ok";
    },
    (error: HandshakeRefused) => (error.refused.error?.data as { code: string } | undefined)?.code,
  );

describe("R14, ASVS 6.3.3: a password alone opens nothing", () => {
  test("who has no second factor yet gets into a session that can only set one up; with it a new session begins and the old one is over (ASVS 7.2.4)", async () => {
    const who = await nobody();
    const device = await withPassword(who);
    for (const path of ["identity.me", "identity.organisations", "cases.list", "clients.list", "factors.mine", "factors.newRecoveryCodes"])
      expect([path, said(await device.call(path))]).toEqual([path, needed]);
    expect(await handshake(device)).toBe("SecondFactorNeeded");
    expect(await device.get("factors.standing")).toEqual({
      personId: who.personId,
      email: who.email,
      pending: true,
      has: { passkeys: 0, authenticator: false, recovery: 0 },
    });
    const before = { ...device, cookie: device.cookie() };
    await setUpAuthenticator(device, world.clock.now());
    expect(device.cookie()).not.toBe(before.cookie);
    expect(await opens(device)).toBe("ok");
    expect(await handshake(device)).toBe("ok");
    const old = await fetch(`${world.base}/trpc/factors.standing`, { headers: { cookie: before.cookie } });
    expect(old.status).toBe(401);
  });

  test("who has one gives it after the password, and before that can neither look at what they have nor set up another", async () => {
    const { who, code } = await enrolled();
    const device = await withPassword(who);
    expect(await opens(device)).toBe(needed);
    expect(await handshake(device)).toBe("SecondFactorNeeded");
    for (const path of [
      "factors.startAuthenticator",
      "factors.startPasskey",
      "factors.newRecoveryCodes",
      "factors.removeAuthenticator",
      "factors.mine",
    ])
      expect([path, said(await device.call(path))]).toEqual([path, needed]);
    expect(said(await device.call("factors.confirmAuthenticator", { code: "123456" }))).toBe(needed);
    expect(said(await device.call("factors.givePassword", { password }))).toBe(needed);
    expect(said(await device.call("factors.giveCode", { code: code() }))).toBe("ok");
    expect(await opens(device)).toBe("ok");
  });

  test("two devices that set up the first factor at the same instant with the password alone: one of them does", async () => {
    const who = await nobody();
    const devices = await Promise.all([withPassword(who), withPassword(who), withPassword(who)]);
    const attempts = devices.map((device) =>
      setUpPasskey(device).then(
        () => "in",
        (error: Error) => error.message,
      ),
    );
    expect((await Promise.all(attempts)).filter((outcome) => outcome === "in")).toHaveLength(1);
    expect((await world.app.factors.of((await account(who))._id.toHexString())).passkeys).toHaveLength(1);
  });

  test("GHSA-xg6x: no cookie that the password brought opens anything, by itself or together, nor a header that claims more", async () => {
    const { who } = await enrolled();
    const device = await withPassword(who);
    expect([...device.jar.keys()]).toEqual([world.app.auth.cookie]);
    for (const name of ["linkwork.session_data", "linkwork.two_factor", "linkwork.trust_device", "better-auth.session_data"]) {
      device.jar.set(name, device.jar.get(world.app.auth.cookie) ?? "");
      expect([name, await opens(device)]).toEqual([name, needed]);
    }
  });

  test("invented people are exempt by a mark on the account, and only while the demo flag is on", async () => {
    const { database, masterKey, clock } = world;
    const { isla } = world.people;
    await world.as(isla);
    const quiet = await startNode({ database, masterKey, clock, demo: undefined });
    try {
      const marked = aDevice(world, isla);
      await marked.signIn("a long enough password");
      expect(await opens(marked)).toBe("ok");
      const there = aDevice(quiet, isla);
      await there.signIn("a long enough password");
      expect(await opens(there)).toBe(needed);
      expect(await handshake(there)).toBe("SecondFactorNeeded");
      // the address says nothing
      const named = await aColleague(world, { ...isla, email: "somebody@southside.demo" });
      expect(await opens(await withPassword(named))).toBe(needed);
      expect(await there.get("factors.standing")).toMatchObject({ pending: true });
    } finally {
      await quiet.app.stop();
    }
  });

  test("an invented person who set one up is asked for it, and sessions of theirs that are open without it are cut", async () => {
    const { tess } = world.people;
    await world.as(tess);
    const other = aDevice(world, tess);
    await other.signIn("a long enough password");
    const socket = await other.socket();
    expect(await opens(other)).toBe("ok");
    const device = aDevice(world, tess);
    await device.signIn("a long enough password");
    await setUpAuthenticator(device, world.clock.now());
    expect(await opens(device)).toBe("ok");
    await world.app.live.recheck();
    await socket.gone;
    expect(said(await other.call("cases.list"))).toBe(needed);
  });
});

const account = async ({ email }: Person) => {
  const found = await world.database.collection<{ email: string }>("user").findOne({ email });
  if (!found) throw new Error("no account");
  return found;
};

describe("ASVS 6.5.1: a code works once", () => {
  test("#8067: the same code at the same instant, from many devices, lets one in; and afterwards none", async () => {
    const { who, code } = await enrolled();
    const devices = await Promise.all(Array.from({ length: 6 }, () => withPassword(who)));
    const answers = await Promise.all(devices.map((device) => device.call("factors.giveCode", { code: code() })));
    expect(answers.map(said).sort()).toEqual([...Array(5).fill(wrong), "ok"]);
    expect((await Promise.all(devices.map(opens))).filter((outcome) => outcome === "ok")).toHaveLength(1);
    const late = await withPassword(who);
    expect(said(await late.call("factors.giveCode", { code: code() }))).toBe(wrong);
    world.clock.advance(half);
    expect(said(await late.call("factors.giveCode", { code: code() }))).toBe("ok");
  });

  test("the code that set the authenticator up is used up too, and an older one than the last counts no more", async () => {
    const who = await nobody();
    const first = await withPassword(who);
    const key = await setUpAuthenticator(first, world.clock.now());
    const device = await withPassword(who);
    for (const at of [-half, 0])
      expect(said(await device.call("factors.giveCode", { code: codeAt(key, world.clock.now() + at) }))).toBe(wrong);
    expect(said(await device.call("factors.giveCode", { code: codeAt(key, world.clock.now() + half) }))).toBe("ok");
  });

  test("ASVS 6.5.5: a clock may be half a minute wrong, a minute is too much, and a new key waits a quarter of an hour", async () => {
    const { who, key } = await enrolled();
    world.clock.advance(10 * minute);
    const device = await withPassword(who);
    const at = (ms: number) => device.call("factors.giveCode", { code: codeAt(key, world.clock.now() + ms) });
    for (const ms of [-2 * half, 2 * half]) expect(said(await at(ms))).toBe(wrong);
    expect(said(await at(-half))).toBe("ok");
    const slow = await withPassword(await nobody());
    const { key: late } = await slow.get<{ key: string }>("factors.startAuthenticator");
    world.clock.advance(15 * minute);
    expect(said(await slow.call("factors.confirmAuthenticator", { code: codeAt(late, world.clock.now()) }))).toBe(wrong);
  });

  test("a key that was shown in one session is confirmed in that session alone", async () => {
    const who = await nobody();
    const [one, other] = [await withPassword(who), await withPassword(who)];
    const { key } = await one.get<{ key: string }>("factors.startAuthenticator");
    const code = codeAt(key, world.clock.now());
    expect(said(await other.call("factors.confirmAuthenticator", { code }))).toBe(wrong);
    expect(said(await one.call("factors.confirmAuthenticator", { code }))).toBe("ok");
  });

  test("of ten recovery codes each works once, also at the same instant, however it is typed; new ones end the old", async () => {
    const { who, device } = await enrolled();
    const codes = await device.get<string[]>("factors.newRecoveryCodes");
    expect(new Set(codes).size).toBe(10);
    const [first = "", second = "", third = ""] = codes;
    const both = await Promise.all([withPassword(who), withPassword(who), withPassword(who)]);
    expect((await Promise.all(both.map((each) => each.call("factors.giveCode", { code: first })))).map(said).sort()).toEqual([
      wrong,
      wrong,
      "ok",
    ]);
    const next = await withPassword(who);
    expect(said(await next.call("factors.giveCode", { code: first }))).toBe(wrong);
    expect(said(await next.call("factors.giveCode", { code: ` ${second.toUpperCase().replace("-", " ")} ` }))).toBe("ok");
    expect(await next.get("factors.mine")).toMatchObject({ recovery: 8 });
    const fresh = await next.get<string[]>("factors.newRecoveryCodes");
    const last = await withPassword(who);
    expect(said(await last.call("factors.giveCode", { code: third }))).toBe(wrong);
    expect(said(await last.call("factors.giveCode", { code: fresh[0] }))).toBe("ok");
  });

  test("ASVS 6.3.1, R17: ten wrong codes, and the account waits for a quarter of an hour, with the right one too; all at once are counted, others go on", async () => {
    const [{ who, code }, other] = [await enrolled(), await enrolled()];
    const devices = await Promise.all(Array.from({ length: 4 }, () => withPassword(who)));
    const guesses = Array.from({ length: 24 }, (_, i) => devices[i % 4]?.call("factors.giveCode", { code: String(i).padStart(6, "0") }));
    const answers = (await Promise.all(guesses)).map((answer) => (answer ? said(answer) : ""));
    expect(answers.filter((answer) => answer === wrong)).toHaveLength(10);
    expect(answers.filter((answer) => answer === "TOO_MANY_REQUESTS TooManyCalls")).toHaveLength(14);
    expect(said((await devices[0]?.call("factors.giveCode", { code: code() })) as never)).toBe("TOO_MANY_REQUESTS TooManyCalls");
    expect(said(await (await withPassword(other.who)).call("factors.giveCode", { code: other.code() }))).toBe("ok");
  });
});

test("R14, ASVS 6.5.2: keys are sealed and codes hashed in the store, and neither is in the log", async () => {
  const { who, device, key } = await enrolled();
  const codes = await device.get<string[]>("factors.newRecoveryCodes");
  const kept = JSON.stringify(await world.app.factors.of((await account(who))._id.toHexString()));
  const bare = Buffer.from(key).toString("base64").slice(0, 20);
  for (const secret of [key, bare, ...codes, ...codes.map((code) => code.replace("-", ""))]) {
    expect(kept).not.toContain(secret);
    expect(JSON.stringify(world.log)).not.toContain(secret);
  }
  // a sealed key opens for its own account only: put into another's place it is nothing
  const thief = await enrolled();
  const collection = world.database.collection<{ _id: string; authenticator: { key: string } }>("factors");
  const stolen = (await collection.findOne({ _id: (await account(who))._id.toHexString() }))?.authenticator.key;
  await collection.updateOne({ _id: (await account(thief.who))._id.toHexString() }, { $set: { "authenticator.key": stolen } });
  world.clock.advance(half);
  const attempt = await (await withPassword(thief.who)).call("factors.giveCode", { code: codeAt(key, world.clock.now()) });
  expect(attempt.ok).toBe(false);
});
