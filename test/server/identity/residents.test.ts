import type { OrgState } from "@linkwork/shared/identity/state.ts";
import { newId, type OrgId, type PersonId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { actAs, house } from "../../kit/build.ts";
import { hour, minute } from "../../kit/clock.ts";
import { aColleague, aDevice, said, setUpAuthenticator } from "../../kit/factors.ts";
import { callAs, mailedToken } from "../../kit/mail.ts";
import { aLink, renew } from "../../kit/passwords.ts";
import { aMailFor, givesCode } from "../../kit/residents.ts";
import { createWorld, type Node, startNode, type World } from "../../kit/world.ts";
import { aPanel, aPoster } from "./scenes.ts";

let world: World;
let other: Node;
let count = 0;
beforeAll(async () => {
  world = await createWorld();
  const { database, masterKey, clock } = world;
  other = await startNode({ database, masterKey, clock });
});
afterAll(async () => {
  await other?.app.stop();
  await world?.stop();
});

const address = () => `neighbour-${++count}@linkwork.test`;
const enter = (email: string, code: string, base = world.base) => callAs(base, "residents.enter", { email, code });
const wrong = { status: 403, code: "MailCodeWrong" };
const accountsOf = (email: string) => world.database.collection("user").countDocuments({ email });
const sessions = async (email: string) => {
  const user = await world.database.collection("user").findOne({ email });
  return world.database.collection("session").countDocuments({ userId: user?._id });
};
type Me = { name: string; personId: PersonId; byCode: boolean; memberships: { orgId: string; roles: string[] }[] };
/** A panel with a poster, and a neighbour who has come in by it. */
async function aNeighbour(email = address()) {
  const panel = await aPanel(world);
  const poster = await aPoster(world, panel);
  const { phone, ticket } = await givesCode(world, email);
  await phone.get("residents.begin", { email, ticket, name: "Nora", poster: poster.code });
  await world.app.effects.settled();
  const me = await phone.get<Me>("identity.me");
  return { email, panel, poster, phone, me, who: { ...panel.jean, personId: me.personId, name: "Nora", email } };
}

test("R14: a new neighbour gives the code from the mail, a name and the code of the poster, and is a resident of that panel; next time the code from the mail is enough", async () => {
  const { email, panel, poster, me } = await aNeighbour();
  expect(me).toMatchObject({ name: "Nora", byCode: true, memberships: [{ orgId: panel.orgId, roles: ["resident"] }] });
  const { members } = await world.app.rooms.ask<OrgState>(panel.roomId);
  expect(members[me.personId]).toEqual({ name: "Nora", roles: ["resident"], posterId: poster.posterId });
  const { events } = await world.app.log.read(panel.roomId, 0);
  expect(events.at(-1)?.type).toBe("memberAdded");
  const { phone, ticket } = await givesCode(world, email);
  expect(ticket).toBe("");
  expect((await phone.get<Me>("identity.me")).personId).toBe(me.personId);
  expect(await accountsOf(email)).toBe(1);
});

test("whether an address is known, new, or of somebody who works here, asking for a code is answered with the same bytes, and each is sent a mail", async () => {
  const { email } = await aNeighbour();
  const staff = await aColleague(world, world.people.rhona);
  const answers = await Promise.all(
    [email, address(), staff.email].map((each) => callAs(world.base, "residents.askCode", { email: each })),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  const mail = await aMailFor(world, staff.email);
  expect(mail.code).toBe("");
  expect(mail.text).toContain("password and its second step");
});

test("R14: a code is no way in for who works here, looks after the platform, or has set up a second step; who comes to work here needs more than the code that they had", async () => {
  const { email, phone, who, panel } = await aNeighbour();
  await house(world, orgRoom(world.orgs.hub.orgId), "addMember", { personId: who.personId, name: "Nora", roles: ["worker"] });
  await world.app.effects.settled();
  expect(said(await phone.call("identity.me"))).toBe("UNAUTHORIZED SecondFactorNeeded");
  expect((await aMailFor(world, email)).code).toBe("");
  // a code that was on its way before that opens nothing
  const second = await aNeighbour();
  const { code } = await aMailFor(world, second.email);
  await house(world, orgRoom(world.orgs.hub.orgId), "addMember", { personId: second.who.personId, name: "Nora", roles: ["steward"] });
  await world.app.effects.settled();
  expect(await enter(second.email, code)).toMatchObject(wrong);

  const safe = await aColleague(world, panel.jean, "Jo");
  const device = aDevice(world, safe);
  await device.signIn();
  await setUpAuthenticator(device, world.clock.now());
  expect((await aMailFor(world, safe.email)).code).toBe("");
});

test("a code holds for ten minutes, for five tries, once, and only the newest; whatever is wrong, the answer is the same bytes", async () => {
  const [late, tried, used, older] = [address(), address(), address(), address()];
  const first = await aMailFor(world, older);
  const newer = await aMailFor(world, older);
  if (first.code !== newer.code) expect(await enter(older, first.code)).toMatchObject(wrong);
  const guessed = await aMailFor(world, tried);
  const not = guessed.code === "000000" ? "111111" : "000000";
  const answers = [];
  for (let i = 0; i < 5; i++) answers.push(await enter(tried, not));
  answers.push(await enter(tried, guessed.code));
  const once = await givesCode(world, used);
  answers.push(await enter(used, once.code));
  answers.push(await enter(address(), "123456"));
  const slow = await aMailFor(world, late);
  world.clock.advance(10 * minute - 1);
  const punctual = await aMailFor(world, address());
  expect(punctual.code).toMatch(/^\d{6}$/);
  answers.push(await enter(late, slow.code));
  expect(answers.map(({ status, code }) => ({ status, code }))).toEqual(answers.map(() => wrong));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect((await enter(older, ` ${newer.code.slice(0, 3)} ${newer.code.slice(3)} `)).code ?? "MailCodeWrong").toBe("MailCodeWrong");
});

test("R13: given twice at the same instant, on two nodes, a code opens one session", async () => {
  const { email } = await aNeighbour();
  const before = await sessions(email);
  const { code } = await aMailFor(world, email);
  const answers = await Promise.all([0, 1, 2, 3].map((i) => enter(email, code, i % 2 ? other.base : world.base)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ code: refused }) => refused === "MailCodeWrong")).toHaveLength(3);
  expect((await sessions(email)) - before).toBe(1);
});

test("R13: who is new and begins twice at the same instant, on two nodes, has one account and is one member", async () => {
  const panel = await aPanel(world);
  const { code: poster } = await aPoster(world, panel);
  const email = address();
  const { ticket } = await givesCode(world, email);
  const begin = (base: string) => callAs(base, "residents.begin", { email, ticket, name: "Nora", poster });
  const answers = await Promise.all([world.base, other.base, world.base, other.base].map(begin));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect([await accountsOf(email), await sessions(email)]).toEqual([1, 1]);
  const { members } = await world.app.rooms.ask<OrgState>(panel.roomId);
  expect(Object.values(members).filter(({ name }) => name === "Nora")).toHaveLength(1);
  // nobody begins for another address, and the ticket is used up
  const mine = await givesCode(world, address());
  const stolen = { email: address(), ticket: mine.ticket, name: "Nora", poster };
  expect(await callAs(world.base, "residents.begin", stolen)).toMatchObject(wrong);
  expect(await begin(world.base)).toMatchObject(wrong);
});

test("a code that is on no poster makes no account, and what was proven still holds; who has an account joins by the right one", async () => {
  const panel = await aPanel(world);
  const email = address();
  const { phone, ticket } = await givesCode(world, email);
  const input = { email, ticket, name: "Nora" };
  expect(said(await phone.call("residents.begin", { ...input, poster: "AAAA-AAAA" }))).toBe("NOT_FOUND PosterOver");
  expect(await accountsOf(email)).toBe(0);
  const { code } = await aPoster(world, panel);
  expect(said(await phone.call("residents.begin", { ...input, poster: code.toLowerCase().replace("-", " ") }))).toBe("ok");
  const another = await aPanel(world);
  const second = await aPoster(world, another);
  expect(await phone.get("residents.joinPanel", { poster: second.code })).toEqual({ orgId: another.orgId });
  expect(said(await phone.call("residents.joinPanel", { poster: second.code }))).toBe("CONFLICT AlreadyThere");
  await world.app.effects.settled();
  expect((await phone.get<Me>("identity.me")).memberships).toHaveLength(2);
  const staff = await world.as(world.people.tess);
  expect(await staff.call("residents.joinPanel", { poster: code })).toMatchObject({ ok: true, data: { orgId: panel.orgId } });
});

test("after twelve idle hours the code is asked again, and what needs a fresh factor asks a steward for one: the session stays the same", async () => {
  const { email, phone, panel, who, poster } = await aNeighbour();
  await house(world, panel.roomId, "addMember", { personId: who.personId, name: "Nora", roles: ["resident", "steward"] });
  await world.app.effects.settled();
  const steward = aDevice(world, { email, orgId: panel.orgId });
  for (const [name, value] of phone.jar) steward.jar.set(name, value);
  world.clock.advance(10 * minute + 1);
  const end = { roomId: panel.roomId, id: newId(world.clock.now()), input: { personId: panel.jean.personId } };
  expect(await steward.call("identity.endMembership", end)).toMatchObject({ error: { code: "StepUpNeeded", details: { ask: "code" } } });
  const before = steward.cookie();
  const given = { email, code: (await aMailFor(world, email)).code };
  await steward.get("residents.enter", given);
  expect(steward.cookie()).toBe(before);
  expect(said(await steward.call("identity.endMembership", end))).toBe("ok");
  expect(await steward.get("residents.poster")).toMatchObject({ code: poster.code });
  world.clock.advance(12 * hour + minute);
  expect(said(await steward.call("identity.me"))).toBe("UNAUTHORIZED PasswordAgain");
  await steward.get("residents.enter", { email, code: (await aMailFor(world, email)).code });
  expect(steward.cookie()).not.toBe(before);
  expect(said(await steward.call("identity.me"))).toBe("ok");
});

test("whose last membership ends is signed out; who was shown out doesn't come back by the same poster", async () => {
  const { email, phone, panel, who, poster } = await aNeighbour();
  await actAs(world, panel.sadia, { roomId: panel.roomId, type: "endMembership", input: { personId: who.personId } });
  await world.app.effects.settled();
  expect(said(await phone.call("identity.me"))).toBe("UNAUTHORIZED NotSignedIn");
  const again = await givesCode(world, email);
  expect((await again.phone.get<Me>("identity.me")).memberships).toEqual([]);
  expect(said(await again.phone.call("residents.joinPanel", { poster: poster.code }))).toBe("NOT_FOUND PosterOver");
});

test("a resident who is invited to work somewhere says yes with their account, and sets a first password by a link", async () => {
  const { email, phone, who } = await aNeighbour();
  const { maggie } = world.people;
  const invite = { roomId: orgRoom(maggie.orgId), type: "inviteColleague", input: { email, roles: ["worker"] } };
  // mails of one instant have no order
  world.clock.advance(1_000);
  await actAs(world, maggie, invite);
  const token = await mailedToken(world, email);
  expect((await callAs(world.base, "identity.readInvitation", { token })).data).toMatchObject({ account: true });
  expect(await phone.get("identity.acceptInvitation", { token })).toEqual({ orgId: maggie.orgId });
  await world.app.effects.settled();
  expect(said(await phone.call("identity.me"))).toBe("UNAUTHORIZED SecondFactorNeeded");
  const password = "kettle moss violin tram";
  expect((await renew(world, await aLink(world, who), password)).status).toBe(200);
  const device = aDevice(world, { email, orgId: "" as OrgId });
  expect(await device.signIn(password)).toBe(200);
  await setUpAuthenticator(device, world.clock.now());
  expect((await device.get<Me>("identity.me")).memberships).toHaveLength(2);
});

test("R17: of codes that are on no poster ten are looked at from one place in a quarter of an hour; a meeting that types the right one isn't counted", async () => {
  const strict = await createWorld({ signIns: 10 });
  const panel = await aPanel(strict);
  const { code } = await aPoster(strict, panel);
  const worker = await strict.as(strict.people.rhona);
  for (let i = 0; i < 3; i++) {
    const member = await strict.as([strict.people.tariq, strict.people.tess, strict.people.olga][i] ?? strict.people.otto);
    expect(said(await member.call("residents.joinPanel", { poster: code }, "http"))).toBe("ok");
  }
  for (let i = 0; i < 10; i++)
    expect(said(await worker.call("residents.joinPanel", { poster: "WRNG-WRNG" }, "http"))).toBe("NOT_FOUND PosterOver");
  expect(said(await worker.call("residents.joinPanel", { poster: code }, "http"))).toBe("TOO_MANY_REQUESTS TooManyCalls");
  await strict.stop();
});

test("R17: an address is sent so many codes in an hour, and then the answer is the same for one that nobody has", async () => {
  const strict = await createWorld({ signIns: 3 });
  const [known, unknown] = [strict.people.rhona.email, address()];
  for (const email of [known, unknown]) {
    for (let i = 0; i < 3; i++) expect((await callAs(strict.base, "residents.askCode", { email })).status).toBe(200);
    expect(await callAs(strict.base, "residents.askCode", { email })).toMatchObject({ status: 429, code: "TooManyCalls" });
  }
  await strict.stop();
});

test("R13: a code is in no event, no log line and nowhere in the clear in the store; an address that came to nothing is forgotten", async () => {
  const email = address();
  const { code } = await aMailFor(world, email);
  const kept = await world.database.collection("mailCodes").find({}).toArray();
  expect(kept.length).toBeGreaterThan(0);
  expect(JSON.stringify(kept)).not.toContain(code);
  expect(JSON.stringify(kept)).not.toContain(email);
  expect(JSON.stringify(world.log)).not.toContain(code);
  expect(JSON.stringify(world.log)).not.toContain(email);
  for (const room of (await world.book()).keys())
    expect(JSON.stringify((await world.app.log.read(room as RoomId, 0)).events).includes(`"${code}"`)).toBe(false);
  // where wrong ones were given, that is remembered for a day
  world.clock.advance(25 * hour);
  await world.app.auth.codes.tidy();
  expect(await world.database.collection("mailCodes").countDocuments({})).toBe(0);
  expect(await world.app.log.headSeq(personRoom(newId<PersonId>(world.clock.now())))).toBe(0);
});
