import { createSecretKey, randomBytes } from "node:crypto";
import { newId, type OrgId } from "@linkwork/shared/kernel/ids.ts";
import { accessRoom, caseRoom, clientRoom, orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { connectDatabase, type Database, disconnectDatabase } from "../../../apps/server/src/kernel/database.ts";
import { aCase, aCommunity } from "../../kit/build.ts";
import { day, type TestClock, testClock } from "../../kit/clock.ts";
import { freshDatabaseName } from "../../kit/engine.ts";
import { signInSafely } from "../../kit/factors.ts";
import { callAs, mailedToken } from "../../kit/mail.ts";
import { connect, post } from "../../kit/wire.ts";
import { type Node, startNode } from "../../kit/world.ts";

/** An installation that nobody has opened yet. */
let database: Database;
let clock: TestClock;
let node: Node;
const masterKey = createSecretKey(randomBytes(32));
beforeEach(async () => {
  clock = testClock();
  database = await connectDatabase(inject("engineUri"), freshDatabaseName());
  node = await startNode({ database, masterKey, clock });
});
afterEach(async () => {
  await node.app.stop();
  await disconnectDatabase(database);
});

const password = "a password of twelve or more";
const tokenOf = (link: string | undefined): string => link?.split("#")[1] ?? "";
const begin = (token: string, email = "ada@linkwork.test") =>
  callAs(node.base, "identity.beginAsAdministrator", { token, name: "Ada", email, password });
const anAdministrator = async (): Promise<string> => {
  await begin(tokenOf(await node.app.firstLink(true)));
  return signInSafely(node, clock, { email: "ada@linkwork.test", password });
};
const card = () => ({
  orgId: newId<OrgId>(clock.now()),
  name: "Hillhead Practice",
  sector: "statutory",
  phone: "0141 496 0000",
  about: "A practice, invented.",
});
const ask = async (cookie: string, path: string, orgId = ""): Promise<{ ok: boolean; data?: unknown; error?: { code: string } }> =>
  (await post({ base: node.base, cookie, orgId, path, input: undefined, query: true })).answer as never;

test("the first start's link makes one administrator: once, for seven days, and the next start's takes its place", async () => {
  const first = await node.app.firstLink(true);
  expect(first).toMatch(/\/first#[\w-]{86}$/);
  const second = await node.app.firstLink(false);
  expect(second).not.toBe(first);
  expect(await begin(tokenOf(first))).toMatchObject({ status: 404, code: "InvitationOver" });
  clock.advance(7 * day);
  expect(await begin(tokenOf(second))).toMatchObject({ status: 404, code: "InvitationOver" });
  const third = tokenOf(await node.app.firstLink(false));
  const answers = await Promise.all(["ada", "eve", "ada", "mal"].map((name) => begin(third, `${name}@linkwork.test`)));
  expect(answers.filter((a) => a.status === 200)).toHaveLength(1);
  expect(await database.collection("user").countDocuments({})).toBe(1);
  expect(await node.app.firstLink(false)).toBeUndefined();
  expect(await begin(third, "late@linkwork.test")).toMatchObject({ status: 404, code: "InvitationOver" });
  expect(JSON.stringify(node.log)).not.toContain(third);
});

test("R16: the first administrator's password is judged like anybody's, and the link still holds", async () => {
  const token = tokenOf(await node.app.firstLink(true));
  for (const easy of ["ada@linkwork.test", "linkwork admin", "administrator"]) {
    const input = { token, name: "Ada", email: "ada@linkwork.test", password: easy };
    expect([easy, (await callAs(node.base, "identity.beginAsAdministrator", input)).code]).toEqual([easy, "EasyPassword"]);
  }
  expect((await begin(token)).status).toBe(200);
});

test("outside the demonstration nobody is shown a mail", async () => {
  const real = await startNode({ database, masterKey, clock, demo: undefined });
  const { status } = await post({ base: real.base, cookie: "", orgId: "", path: "identity.demoMail", input: undefined, query: true });
  expect(status).toBe(404);
  await real.app.stop();
});

test("a store in which others have begun without one gets no link, ever", async () => {
  await aCommunity({ app: node.app, clock });
  expect(await node.app.firstLink(false)).toBeUndefined();
});

test("an administrator founds an organisation and invites its first manager, who invites everybody else; asked twice, it is there once", async () => {
  const cookie = await anAdministrator();
  const request = { id: newId(clock.now()), organisation: card(), email: "boss@linkwork.test" };
  for (let i = 0; i < 2; i++) expect((await callAs(node.base, "identity.foundOrganisation", request, cookie)).status).toBe(200);
  const { orgId } = request.organisation;
  expect((await node.app.log.read(orgRoom(orgId), 0)).events.map((e) => e.type)).toEqual(["organisationRegistered", "colleagueInvited"]);
  expect(await node.app.mail.caught()).toHaveLength(1);
  expect(await ask(cookie, "identity.administration")).toMatchObject({
    ok: true,
    data: [{ orgId, managers: 0, waiting: [{ email: "boss@linkwork.test" }] }],
  });
  const token = await mailedToken(node, "boss@linkwork.test");
  expect((await callAs(node.base, "identity.join", { token, name: "The Boss", password })).status).toBe(200);
  const boss = await signInSafely(node, clock, { email: "boss@linkwork.test", password });
  const colleague = { roomId: orgRoom(orgId), id: newId(clock.now()), input: { email: "nora@linkwork.test", roles: ["linkWorker"] } };
  await node.app.effects.settled();
  const wire = await connect({ base: node.base, cookie: boss, auth: { orgId } });
  expect(await wire.ask("call", { path: "identity.inviteColleague", input: colleague })).toMatchObject({ ok: true });
  wire.close();
  expect(await ask(cookie, "identity.administration")).toMatchObject({ ok: true, data: [{ orgId, managers: 1, waiting: [] }] });
  // from now on who works there is not the administrator's to say
  const again = await callAs(
    node.base,
    "identity.inviteFirstManager",
    { id: newId(clock.now()), orgId, email: "mine@linkwork.test" },
    cookie,
  );
  expect(again).toMatchObject({ status: 409, code: "AlreadyThere" });
});

test("a first manager who didn't come in seven days is invited anew", async () => {
  const cookie = await anAdministrator();
  const organisation = card();
  await callAs(node.base, "identity.foundOrganisation", { id: newId(clock.now()), organisation, email: "boss@linkwork.test" }, cookie);
  clock.advance(7 * day);
  const later = await signInSafely(node, clock, { email: "ada@linkwork.test", password });
  await database.collection("sessionActivity").updateMany({}, { $set: { at: new Date(clock.now()) } });
  expect(await ask(later, "identity.administration")).toMatchObject({ data: [{ managers: 0, waiting: [] }] });
  const request = { id: newId(clock.now()), orgId: organisation.orgId, email: "other@linkwork.test" };
  expect((await callAs(node.base, "identity.inviteFirstManager", request, later)).status).toBe(200);
  expect(await ask(later, "identity.administration")).toMatchObject({ data: [{ waiting: [{ email: "other@linkwork.test" }] }] });
});

test("an administrator reads nothing: no case, client, person or organisation, on no door, under no hat; and nobody else administers", async () => {
  const cookie = await anAdministrator();
  const community = await aCommunity({ app: node.app, clock });
  const { caseId, clientId } = await aCase({ app: node.app, clock, community });
  const { rhona } = community.people;
  for (const orgId of [rhona.orgId, "00000000-0000-4000-8000-000000000000"]) {
    for (const path of ["cases.list", "clients.list", "cases.stoppable", "identity.organisations"])
      expect(await ask(cookie, path, orgId), path).toMatchObject({ ok: false, error: { code: "NotAMember" } });
    await expect(connect({ base: node.base, cookie, auth: { orgId } })).rejects.toThrow(/NotAMember/);
    for (const roomId of [caseRoom(caseId), accessRoom(caseId), clientRoom(clientId), personRoom(rhona.personId), orgRoom(rhona.orgId)]) {
      const { answer } = await post({ base: node.base, cookie, orgId, path: "room.since", input: { roomId, afterSeq: null }, query: true });
      expect(answer).toMatchObject({ ok: false, error: { code: "NotAMember" } });
    }
  }
  expect(JSON.stringify(await ask(cookie, "identity.administration"))).not.toMatch(/Mohammed|M\.K\.|food for the week|Rhona/);
  await node.app.auth.createAccount({ email: rhona.email, name: rhona.name, password, personId: rhona.personId });
  const hers = await signInSafely(node, clock, { email: rhona.email, password });
  expect(await ask(hers, "identity.administration")).toMatchObject({ ok: false, error: { code: "NotFound" } });
});
