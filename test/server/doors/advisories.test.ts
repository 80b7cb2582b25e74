import { afterEach, expect, test } from "vitest";
import { readConfig } from "../../../apps/server/src/config.ts";
import { cameFrom, type Proxies, trusting } from "../../../apps/server/src/kernel/proxies.ts";
import { aDevice, said } from "../../kit/factors.ts";
import { ourOrigin } from "../../kit/wire.ts";
import { createWorld, type World } from "../../kit/world.ts";

// Advisories of the library for accounts (reliability.md, floors) that are about the whole door; those about factors stand with the factors.

let world: World;
afterEach(() => world?.stop());

const signInFrom = async (address: string, email: string): Promise<number> => {
  const headers = { "content-type": "application/json", origin: ourOrigin, "x-forwarded-for": address };
  const body = JSON.stringify({ email, password: "not the password" });
  return (await fetch(`${world.base}/api/auth/sign-in/email`, { method: "POST", headers, body })).status;
};

test("CVE-2026-45364, R17: wandering about in one's IPv6 network gives no new tries, however the address is written; another network has its own", async () => {
  world = await createWorld({ signIns: 1 });
  const mine = ["2001:db8:0:2::1", "2001:DB8:0:2:ffff:ffff:ffff:fffe", "2001:db8::2:0:0:0:9", "2001:0db8:0000:0002::7"];
  const answers: number[] = [];
  for (let i = 0; i < 12; i++) answers.push(await signInFrom(mine[i % mine.length] ?? "", `nobody-${i}@linkwork.test`));
  expect(answers).toEqual([...Array(10).fill(401), 429, 429]);
  expect(await signInFrom("2001:db8:0:3::1", "nobody@linkwork.test")).toBe(401);
  // IPv4 is counted by itself, also as IPv6 writes it; what a client adds at the left of the header changes nothing
  for (let i = 0; i < 10; i++) await signInFrom(i % 2 ? "192.0.2.7" : "::ffff:192.0.2.7", `somebody-${i}@linkwork.test`);
  for (const address of ["192.0.2.7", "::ffff:192.0.2.7", "203.0.113.9, 192.0.2.7"])
    expect([address, await signInFrom(address, "last@linkwork.test")]).toEqual([address, 429]);
  expect(await signInFrom("192.0.2.8", "last@linkwork.test")).toBe(401);
});

test("CVE-2026-45364: the calls of a stranger are counted in the same way", async () => {
  world = await createWorld({ callsPerMinute: 60, callBurst: 3 });
  const from = async (address: string) =>
    (await fetch(`${world.base}/trpc/identity.welcome`, { headers: { "x-forwarded-for": address } })).status;
  const answers: number[] = [];
  for (let i = 0; i < 12; i++) answers.push(await from(`2001:db8:0:2::${i.toString(16)}`));
  expect(answers.at(-1)).toBe(429);
  expect(await from("2001:db8:0:3::1")).toBe(200);
});

test("behind proxies that are named, each is counted by their own address; whoever isn't behind one can't choose theirs", async () => {
  // the machine of the test stands for a proxy, as one on another address would
  world = await createWorld({ signIns: 1, proxies: ["10.1.0.0/16"] });
  const through = (address: string) => signInFrom(`${address}, 10.1.2.3`, `nobody-${address}@linkwork.test`);
  const answers: number[] = [];
  for (let i = 0; i < 11; i++) answers.push(await through(i < 5 ? `203.0.113.9, 192.0.2.7` : "192.0.2.7"));
  expect(answers.at(-1)).toBe(429);
  expect(await through("192.0.2.8")).toBe(401);
  // one that nobody named is itself who comes: what it says of others is only its word
  for (let i = 0; i < 10; i++) await signInFrom(`192.0.2.${20 + i}, 198.51.100.1`, `far-${i}@linkwork.test`);
  expect(await signInFrom("192.0.2.99, 198.51.100.1", "far@linkwork.test")).toBe(429);
});

test("the same over a socket, which says it in its first request", () => {
  const socket = { remoteAddress: "::ffff:172.18.0.1" } as never;
  const from = (said: string | undefined, proxies: Proxies) =>
    cameFrom({ socket, headers: { "x-forwarded-for": said } }, trusting(proxies));
  expect(from("203.0.113.9, 192.0.2.7", 1)).toBe("192.0.2.7");
  expect(from("203.0.113.9, 192.0.2.7, 10.1.2.3", ["uniquelocal"])).toBe("192.0.2.7");
  expect(from("192.0.2.7", [])).toBe("::ffff:172.18.0.1");
  expect(from(undefined, 1)).toBe("::ffff:172.18.0.1");
});

test("what names no proxy is refused at the start, with the setting's name", () => {
  const set = (TRUSTED_PROXIES: string) => readConfig({ TRUSTED_PROXIES }).TRUSTED_PROXIES;
  expect([set("1"), set("10.0.3.7, 10.1.0.0/16"), set("uniquelocal"), set("")]).toEqual([
    1,
    ["10.0.3.7", "10.1.0.0/16"],
    ["uniquelocal"],
    [],
  ]);
  for (const wrong of ["everybody", "10.0.0.0/33", "proxy.example.org", "10.0.3.7,"]) expect(() => set(wrong)).toThrow(/TRUSTED_PROXIES/);
});

test("GHSA-2vg6: with the account, its sessions are over: every door is shut and open sockets are cut", async () => {
  world = await createWorld();
  const { rhona, tariq } = world.people;
  const [gone, other] = [await world.as(rhona), await world.as(tariq)];
  await world.database.collection<{ email: string }>("user").deleteOne({ email: rhona.email });
  expect(said(await gone.call("cases.list", undefined, "http"))).toBe("UNAUTHORIZED NotSignedIn");
  // a handshake may trust a cookie that was read a moment ago for five seconds
  world.clock.advance(5_000);
  await expect(gone.again()).rejects.toThrow(/NotSignedIn/);
  await world.app.live.recheck();
  await gone.wire.gone;
  expect(other.wire.isGone()).toBe(false);
  expect(await aDevice(world, rhona).signIn("a long enough password")).toBe(401);
});
