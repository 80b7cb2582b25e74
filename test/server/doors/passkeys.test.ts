import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Person } from "../../kit/build.ts";
import { minute } from "../../kit/clock.ts";
import { aColleague, aDevice, type Device, said, setUpAuthenticator, setUpPasskey } from "../../kit/factors.ts";
import { createWorld, type World } from "../../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

const wrong = "FORBIDDEN WrongCode";
type Asked = { challenge: string; rpId?: string; userVerification?: string; allowCredentials?: { id: string }[] };
const ask = (device: Device) => device.get<Asked>("factors.askPasskey");
const opens = async (device: Device) => said(await device.call("cases.list"));
const newcomer = async (): Promise<{ who: Person; device: Device }> => {
  const who = await aColleague(world, world.people.rhona);
  const device = aDevice(world, who);
  await device.signIn();
  return { who, device };
};
const enrolled = async (counts = true) => {
  const { who, device } = await newcomer();
  return { who, device, passkey: await setUpPasskey(device, "my phone", counts) };
};

describe("R14, ASVS 6.5.6 and 6.6: passkeys", () => {
  test("a passkey is set up with the password alone when it is the first factor, and opens the session that begins with it", async () => {
    const { device } = await newcomer();
    expect(await opens(device)).toBe("UNAUTHORIZED SecondFactorNeeded");
    const options = await device.get<{ rp: { id: string }; authenticatorSelection: { userVerification: string } }>("factors.startPasskey");
    // both come from PUBLIC_URL
    expect([options.rp.id, options.authenticatorSelection.userVerification]).toEqual(["linkwork.test", "required"]);
    const passkey = await setUpPasskey(device, "work laptop");
    expect(await opens(device)).toBe("ok");
    const { passkeys } = await device.get<{ passkeys: unknown[] }>("factors.mine");
    expect(passkeys).toEqual([{ id: passkey.id, name: "work laptop", addedAt: expect.any(String), usedAt: null }]);
  });

  test("it is both factors: by itself it signs in, and after the password it is the second step", async () => {
    const { who, passkey } = await enrolled();
    const alone = aDevice(world, who);
    expect((await ask(alone)).allowCredentials).toEqual([]);
    expect(said(await alone.call("factors.givePasskey", passkey.shown(await ask(alone))))).toBe("ok");
    expect(await opens(alone)).toBe("ok");
    const second = aDevice(world, who);
    await second.signIn();
    const asked = await ask(second);
    expect(asked.allowCredentials).toMatchObject([{ id: passkey.id }]);
    expect(said(await second.call("factors.givePasskey", passkey.shown(asked)))).toBe("ok");
    expect(await opens(second)).toBe("ok");
    expect(await second.get("factors.mine")).toMatchObject({ passkeys: [{ usedAt: new Date(world.clock.now()).toISOString() }] });
  });

  test("a device that did not make sure who holds it (user verification) is refused, setting up and signing in", async () => {
    const { who, passkey } = await enrolled();
    const device = aDevice(world, who);
    expect(said(await device.call("factors.givePasskey", passkey.shown(await ask(device), { verified: false })))).toBe(wrong);
    const { device: other } = await newcomer();
    const fresh = passkey.made(await other.get("factors.startPasskey"), "unlocked", { verified: false });
    expect(said(await other.call("factors.addPasskey", fresh))).toBe(wrong);
  });

  test("what was signed for another page or another site is refused", async () => {
    const { who, passkey } = await enrolled();
    const device = aDevice(world, who);
    for (const how of [{ origin: "https://evil.example" }, { origin: "http://linkwork.test:81" }, { rpId: "evil.example" }])
      expect([how, said(await device.call("factors.givePasskey", passkey.shown(await ask(device), how)))]).toEqual([how, wrong]);
  });

  test("ASVS 6.5.1: a challenge is good once, also at the same instant, for five minutes, and only where it was asked for", async () => {
    // one that doesn't count its uses: nothing but the challenge tells an answer from its copy
    const { who, passkey } = await enrolled(false);
    const device = aDevice(world, who);
    const shown = passkey.shown(await ask(device));
    const answers = await Promise.all(Array.from({ length: 5 }, () => aDevice(world, who).call("factors.givePasskey", shown)));
    expect(answers.map(said).sort()).toEqual([wrong, wrong, wrong, wrong, "ok"]);
    const late = passkey.shown(await ask(device));
    world.clock.advance(5 * minute);
    expect(said(await device.call("factors.givePasskey", late))).toBe(wrong);
    expect(said(await device.call("factors.givePasskey", passkey.shown({ challenge: "AAAAAAAAAAAAAAAAAAAAAA" })))).toBe(wrong);
    const elsewhere = aDevice(world, who);
    await elsewhere.signIn();
    expect(said(await device.call("factors.givePasskey", passkey.shown(await ask(elsewhere))))).toBe(wrong);
    expect(said(await elsewhere.call("factors.givePasskey", passkey.shown(await ask(device))))).toBe(wrong);
  });

  test("a copy of a passkey is noticed: a count of uses that was seen before is refused", async () => {
    const { who, passkey } = await enrolled();
    const device = aDevice(world, who);
    passkey.rewind(10);
    expect(said(await device.call("factors.givePasskey", passkey.shown(await ask(device))))).toBe("ok");
    passkey.rewind(9);
    await device.signOut();
    expect(said(await device.call("factors.givePasskey", passkey.shown(await ask(device))))).toBe(wrong);
  });

  test("GHSA-g38m: a credential of one account is never linked to another, and opens no session but its owner's", async () => {
    const [one, { who, device: other }] = [await enrolled(), await newcomer()];
    const stolen = one.passkey.made(await other.get("factors.startPasskey"), "mine now");
    expect(said(await other.call("factors.addPasskey", stolen))).toBe(wrong);
    // with somebody else's password given, one's own passkey is no second factor
    const device = aDevice(world, who);
    await device.signIn();
    expect(said(await device.call("factors.givePasskey", one.passkey.shown(await ask(device))))).toBe(wrong);
    expect(await opens(device)).toBe("UNAUTHORIZED SecondFactorNeeded");
    for (const path of ["link-social", "unlink-account", "callback/google", "passkey/verify-registration", "two-factor/disable"])
      expect([path, (await device.ask(`/api/auth/${path}`, { method: "POST", body: "{}" })).status]).toEqual([path, 404]);
    expect(await world.database.collection("account").countDocuments({ providerId: { $ne: "credential" } })).toBe(0);
  });

  test("a passkey that was taken away signs nobody in; the last factor can't be taken away, also not two at the same instant", async () => {
    const { who, device, passkey } = await enrolled();
    expect(said(await device.call("factors.removePasskey", { passkeyId: passkey.id }))).toBe("CONFLICT LastFactor");
    await setUpAuthenticator(device, world.clock.now());
    const both = await Promise.all([
      device.call("factors.removePasskey", { passkeyId: passkey.id }),
      device.call("factors.removeAuthenticator"),
    ]);
    expect(both.map(said).sort()).toEqual(["CONFLICT LastFactor", "ok"]);
    await setUpAuthenticator(device, world.clock.now());
    await device.call("factors.removePasskey", { passkeyId: passkey.id });
    const later = aDevice(world, who);
    expect(said(await later.call("factors.givePasskey", passkey.shown(await ask(later))))).toBe(wrong);
    expect(said(await device.call("factors.removePasskey", { passkeyId: passkey.id }))).toBe("NOT_FOUND NotFound");
  });
});
