import type { PersonId, RoomId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { actAs } from "../../kit/build.ts";
import { day } from "../../kit/clock.ts";
import { signInSafely } from "../../kit/factors.ts";
import { callAs, mailedToken } from "../../kit/mail.ts";
import { post } from "../../kit/wire.ts";
import { createWorld, startNode, type World } from "../../kit/world.ts";

const password = "a password of twelve or more";
let world: World;
let count = 0;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

const practice = () => orgRoom(world.orgs.practice.orgId);
async function invite(
  email = `joins-${++count}@linkwork.test`,
  roles = ["linkWorker"],
): Promise<{ email: string; token: string; id: string }> {
  const { id } = await actAs(world, world.people.maggie, { roomId: practice(), type: "inviteColleague", input: { email, roles } });
  return { email, token: await mailedToken(world, email), id };
}
const join = (token: string, base = world.base, name = "Nora Quinn") => callAs(base, "identity.join", { token, name, password });
const memberEvents = async () => (await world.app.log.read(practice(), 0)).events.filter((e) => e.type === "memberAdded").length;
const accountsOf = (email: string) => world.database.collection("user").countDocuments({ email });
type Me = { email: string; name: string; personId: PersonId; memberships: { orgId: string; roles: string[] }[] };
/** As they are once what follows has followed. */
const me = async (cookie: string): Promise<Me> => {
  await world.app.effects.settled();
  const { answer } = await post({ base: world.base, cookie, orgId: "", path: "identity.me", input: undefined, query: true });
  return (answer as { data: Me }).data;
};

test("who was invited sees who invites them to what, makes an account and is in, with these roles and no others", async () => {
  const { email, token } = await invite("New.Colleague@Linkwork.test", ["linkWorker", "roleInbox"]);
  expect(email).not.toBe(email.toLowerCase());
  const found = await mailedToken(world, email.toLowerCase());
  expect(token).toBe("");
  const { data } = await callAs(world.base, "identity.readInvitation", { token: found });
  expect(data).toMatchObject({ orgName: "Southside Practice", by: "Maggie", email: email.toLowerCase(), account: false });
  expect(data).toMatchObject({ roles: ["linkWorker", "roleInbox"] });
  expect(await join(found)).toMatchObject({ status: 200, data: { email: email.toLowerCase() } });
  const mine = await me(await signInSafely(world, world.clock, { email, password }));
  expect(mine).toMatchObject({
    name: "Nora Quinn",
    memberships: [{ orgId: world.orgs.practice.orgId, roles: ["linkWorker", "roleInbox"] }],
  });
});

test("R13, ASVS 6.4.1: used twice at the same instant, on two nodes, an invitation makes one account and one member (better-auth #9184)", async () => {
  const { database, masterKey, clock } = world;
  const other = await startNode({ database, masterKey, clock });
  const { email, token } = await invite();
  const before = await memberEvents();
  const answers = await Promise.all([0, 1, 2, 3].map((i) => join(token, i % 2 ? other.base : world.base, `Nora ${i}`)));
  expect(answers.filter((a) => a.status === 200)).toHaveLength(1);
  for (const { status, code } of answers) expect([200, 404]).toContain(status === 404 && code === "InvitationOver" ? 404 : status);
  expect([(await memberEvents()) - before, await accountsOf(email)]).toEqual([1, 1]);
  expect(await join(token)).toMatchObject({ status: 404, code: "InvitationOver" });
  await other.app.stop();
});

test("who has an account takes up a second hat with it, twice at the same instant once, and nobody else can (GHSA-fmh4)", async () => {
  const { olga, tariq } = world.people;
  const [owner, other] = [await world.as(olga), await world.as(tariq)];
  const { token } = await invite(olga.email, ["worker"]);
  expect((await callAs(world.base, "identity.readInvitation", { token })).data).toMatchObject({ account: true });
  const before = await memberEvents();
  expect(await callAs(world.base, "identity.acceptInvitation", { token }, other.cookie)).toMatchObject({
    status: 404,
    code: "InvitationOver",
  });
  expect(await callAs(world.base, "identity.acceptInvitation", { token })).toMatchObject({ status: 401 });
  // no second account and no new password for an address that has one
  expect(await join(token)).toMatchObject({ status: 404, code: "InvitationOver" });
  const twice = await Promise.all([1, 2].map(() => callAs(world.base, "identity.acceptInvitation", { token }, owner.cookie)));
  expect(twice.filter((a) => a.status === 200).length).toBeGreaterThanOrEqual(1);
  expect((await memberEvents()) - before).toBe(1);
  expect((await me(owner.cookie)).memberships.map((m) => m.orgId).sort()).toEqual([olga.orgId, world.orgs.practice.orgId].sort());
});

test("expired, taken back, used, spoilt and never there are one answer, byte for byte, to reading and to joining", async () => {
  const [expired, cancelled, used] = [await invite(), await invite(), await invite()];
  await actAs(world, world.people.maggie, { roomId: practice(), type: "cancelColleagueInvitation", input: { invitationId: cancelled.id } });
  await join(used.token);
  await world.later(7 * day);
  const spoilt = `${expired.token.slice(0, -4)}AAAA`;
  const nowhere = "A".repeat(86);
  for (const ask of [(token: string) => callAs(world.base, "identity.readInvitation", { token }), (token: string) => join(token)]) {
    const answers = await Promise.all([expired.token, cancelled.token, used.token, spoilt, nowhere].map(ask));
    expect(answers.map((a) => [a.status, a.code])).toEqual(answers.map(() => [404, "InvitationOver"]));
    expect(new Set(answers.map((a) => a.text)).size).toBe(1);
  }
});

test("a link holds until the last instant of its seven days", async () => {
  const { token } = await invite();
  await world.later(7 * day - 1);
  expect((await callAs(world.base, "identity.readInvitation", { token })).status).toBe(200);
  await world.later(1);
  expect((await callAs(world.base, "identity.readInvitation", { token })).code).toBe("InvitationOver");
});

test("a mail scanner that fetches the link, and every GET that there is for it, changes nothing", async () => {
  const { token, email } = await invite();
  const before = await world.book();
  const gets = [
    `/join#${token}`,
    `/join?token=${token}`,
    ...["readInvitation", "join", "acceptInvitation"].map(
      (path) => `/trpc/identity.${path}?input=${encodeURIComponent(JSON.stringify({ token, name: "Nora", password }))}`,
    ),
  ];
  for (const path of gets) expect((await fetch(`${world.base}${path}`)).status, path).toBeGreaterThanOrEqual(404);
  for (const path of ["readInvitation", "join"]) {
    const foreign = { method: "POST", headers: { origin: "https://evil.example", "content-type": "application/json" } };
    expect((await fetch(`${world.base}/trpc/identity.${path}`, { ...foreign, body: JSON.stringify({ token }) })).status).toBe(403);
  }
  expect(await world.added(before)).toEqual({});
  expect(await accountsOf(email)).toBe(0);
  expect((await callAs(world.base, "identity.readInvitation", { token })).status).toBe(200);
});

test("R16: a password under twelve, and a name with a line break, are refused with their field; the invitation still holds", async () => {
  const { token } = await invite();
  const short = await callAs(world.base, "identity.join", { token, name: "Nora", password: "elevenchars" });
  expect(short.text).toContain('"path":"password"');
  const broken = await callAs(world.base, "identity.join", { token, name: "Nora\r\nBcc: x@y.test", password });
  expect(broken.text).toContain('"path":"name"');
  expect((await join(token)).status).toBe(200);
});

test("R16, ASVS 6.2.4, 6.2.11: a password that everybody knows, or that is made of who one is, is refused with its field, writes nothing, and the invitation still holds", async () => {
  const { token, email } = await invite("nora.quinn@linkwork.test");
  const before = await world.book();
  for (const easy of ["passwordpassword", "demo-linkwork-2026", "nora.quinn@linkwork.test", "Nora Quinn 1980", "Southside Practice 2026"]) {
    const refused = await callAs(world.base, "identity.join", { token, name: "Nora Quinn", password: easy });
    expect([easy, refused.status, refused.code]).toEqual([easy, 400, "EasyPassword"]);
    expect(refused.text).toContain('"field":"password"');
    expect(refused.text).not.toContain(easy);
  }
  expect(await world.added(before)).toEqual({});
  expect(await accountsOf(email)).toBe(0);
  expect((await join(token)).status).toBe(200);
});

test("R13: the secret of a link is in no event, no log line and nowhere in the clear in the store", async () => {
  const { token, email } = await invite();
  await callAs(world.base, "identity.readInvitation", { token });
  await join(token);
  const secret = Buffer.from(token, "base64url").subarray(32);
  const clear = (text: string) =>
    [token, secret.toString("base64url"), secret.toString("base64"), secret.toString("hex")].some((s) => text.includes(s));
  for (const room of (await world.book()).keys())
    expect(clear(JSON.stringify((await world.app.log.read(room as RoomId, 0)).events))).toBe(false);
  expect(clear(JSON.stringify(world.log))).toBe(false);
  expect(JSON.stringify(world.log)).not.toContain(email);
  const db = world.database.getClient().db(world.name);
  for (const { name } of await db.listCollections().toArray())
    for (const doc of await db.collection(name).find({}).toArray()) {
      const text = JSON.stringify(doc, (_key, value) =>
        value && typeof value === "object" && "buffer" in value ? Buffer.from(value.buffer as Uint8Array).toString("latin1") : value,
      );
      expect(clear(text) || text.includes(secret.toString("latin1")), name).toBe(false);
    }
});

test("an account that a crash left without membership, or without its password, is finished by its owner", async () => {
  const { email, token } = await invite();
  const failing = world.app.rooms.act;
  expect(failing).toBeTypeOf("function");
  // the machine stopped after the account: its owner signs in and confirms
  const { derivedId } = await import("../../../apps/server/src/kernel/decide.ts");
  const { readToken } = await import("../../../apps/server/src/kernel/tokens.ts");
  const personId = derivedId(readToken(token).id, "person") as string as PersonId;
  await world.app.auth.createAccount({ email, name: "Nora Quinn", password, personId });
  expect((await callAs(world.base, "identity.readInvitation", { token })).data).toMatchObject({ account: true });
  const cookie = await signInSafely(world, world.clock, { email, password });
  expect((await callAs(world.base, "identity.acceptInvitation", { token }, cookie)).status).toBe(200);
  expect((await me(cookie)).memberships).toHaveLength(1);
  expect(await world.app.log.headSeq(personRoom(personId))).toBe(2);

  // it stopped before the password was kept: the same link makes it whole
  const second = await invite();
  const who = derivedId(readToken(second.token).id, "person") as string as PersonId;
  await world.app.auth.createAccount({ email: second.email, name: "Nora Quinn", password: "another long password", personId: who });
  const user = await world.database.collection("user").findOne({ email: second.email });
  await world.database.collection("account").deleteOne({ userId: user?._id });
  expect((await callAs(world.base, "identity.readInvitation", { token: second.token })).data).toMatchObject({ account: false });
  expect((await join(second.token)).status).toBe(200);
  await signInSafely(world, world.clock, { email: second.email, password });
});
