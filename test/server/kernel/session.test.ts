import { newId } from "@linkwork/shared/kernel/ids.ts";
import { orgRoom } from "@linkwork/shared/kernel/room.ts";
import { afterEach, expect, test, vi } from "vitest";
import { aCase, house } from "../../kit/build.ts";
import { day, eventually, hour } from "../../kit/clock.ts";
import { connect, ourOrigin, post } from "../../kit/wire.ts";
import { createWorld, type World } from "../../kit/world.ts";

let world: World;
afterEach(async () => {
  vi.useRealTimers();
  await world?.stop();
});

const auth = (path: string, cookie: string) =>
  fetch(`${world.base}/api/auth/${path}`, {
    method: "POST",
    headers: { cookie, origin: ourOrigin, "content-type": "application/json" },
    body: "{}",
  });
const me = (cookie: string) =>
  post({ base: world.base, cookie, orgId: world.orgs.practice.orgId, path: "identity.me", input: undefined, query: true });
const error = (code: string) => ({ ok: false, error: { code } });

test("after twelve idle hours the password is asked again at every door, and signing in lets the same person go on", async () => {
  world = await createWorld();
  const rhona = await world.as(world.people.rhona);
  await rhona.act(orgRoom(rhona.who.orgId), "signAgreement", { agreementId: rhona.who.personId }).catch(() => undefined);
  world.clock.advance(12 * hour - 1);
  expect((await me(rhona.cookie)).answer).toMatchObject({ ok: true });
  world.clock.advance(2);
  expect((await me(rhona.cookie)).answer).toMatchObject(error("PasswordAgain"));
  await expect(rhona.again()).rejects.toThrow(/PasswordAgain/);
  await world.app.live.recheck();
  await rhona.wire.gone;
  const cookie = await world.desk.signInAgain(world, world.people.rhona);
  expect((await me(cookie)).answer).toMatchObject({ ok: true });
});

test("who does something every eleven hours is never asked", async () => {
  world = await createWorld();
  const rhona = await world.as(world.people.rhona);
  for (let i = 0; i < 6; i++) {
    world.clock.advance(11 * hour);
    const answer = await rhona.call(
      "identity.chooseReceipts",
      {
        roomId: `person:${rhona.who.personId}`,
        id: crypto.randomUUID(),
        input: { shown: i % 2 === 0 },
      },
      i % 2 ? "http" : "socket",
    );
    expect(answer).toMatchObject({ ok: true });
  }
});

test("a session ends after thirty days: the doors are shut and the socket is cut", async () => {
  world = await createWorld();
  const rhona = await world.as(world.people.rhona);
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(Date.now() + 31 * day);
  world.clock.advance(31 * day);
  expect((await me(rhona.cookie)).answer).toMatchObject(error("NotSignedIn"));
  await world.app.live.recheck();
  await rhona.wire.gone;
  await expect(rhona.again()).rejects.toThrow(/NotSignedIn/);
});

test("signing out everywhere ends every session of that person and cuts their sockets, and nobody else's", async () => {
  world = await createWorld();
  const { rhona, tariq } = world.people;
  const [one, other] = [await world.as(rhona), await world.as(tariq)];
  const second = await world.desk.signInAgain(world, rhona);
  const wire = await connect({ base: world.base, cookie: second, auth: { orgId: rhona.orgId } });
  expect((await auth("revoke-sessions", one.cookie)).status).toBe(200);
  await Promise.all([one.wire.gone, wire.gone]);
  for (const cookie of [one.cookie, second]) {
    expect((await me(cookie)).answer).toMatchObject(error("NotSignedIn"));
    await expect(connect({ base: world.base, cookie, auth: { orgId: rhona.orgId } })).rejects.toThrow(/NotSignedIn/);
  }
  expect(await other.call("identity.me")).toMatchObject({ ok: true });
  expect(other.wire.isGone()).toBe(false);
});

test("signing out here ends this session and leaves the person's other device alone", async () => {
  world = await createWorld();
  const { rhona } = world.people;
  const one = await world.as(rhona);
  const second = await world.desk.signInAgain(world, rhona);
  const wire = await connect({ base: world.base, cookie: second, auth: { orgId: rhona.orgId } });
  expect((await auth("sign-out", one.cookie)).status).toBe(200);
  await one.wire.gone;
  expect((await me(one.cookie)).answer).toMatchObject(error("NotSignedIn"));
  expect(await wire.ask("call", { path: "identity.me" })).toMatchObject({ ok: true });
});

test("nobody signs up, and no other path of the sign-in library is open", async () => {
  world = await createWorld();
  for (const path of ["sign-up/email", "change-password", "update-user", "delete-user", "list-sessions", "error", "ok"])
    expect((await auth(path, "")).status, path).toBe(404);
});

test("a hat that was taken off opens nothing, over HTTP at once, and its open socket is cut", async () => {
  world = await createWorld();
  const tess = await world.as(world.people.tess);
  // she has another one, or she would be signed out
  const { personId, name } = tess.who;
  await house(world, orgRoom(world.orgs.practice.orgId), "addMember", { personId, name, roles: ["worker"] });
  await world.app.effects.settled();
  await house(world, orgRoom(tess.who.orgId), "endMembership", { personId: tess.who.personId });
  await world.app.effects.settled();
  expect(await tess.call("cases.list", undefined, "http")).toMatchObject(error("NotAMember"));
  await expect(tess.again()).rejects.toThrow(/NotAMember/);
  await tess.wire.gone;
});

test("a person wears only hats that are theirs, whatever the header says", async () => {
  world = await createWorld();
  const rhona = await world.as(world.people.rhona);
  const asHub = await post({
    base: world.base,
    cookie: rhona.cookie,
    orgId: world.orgs.hub.orgId,
    path: "cases.list",
    input: undefined,
    query: true,
  });
  expect(asHub.answer).toMatchObject(error("NotAMember"));
  await expect(rhona.again({ auth: { orgId: world.orgs.hub.orgId } })).rejects.toThrow(/NotAMember/);
});

test("what one person wrote is not said by the next whose cookie it is: over HTTP, in a batch and in the handshake, nothing is done", async () => {
  world = await createWorld();
  const { rhona, isla } = world.people;
  const built = await aCase(world);
  // Isla signed in where Rhona's tab is still open; she wears the same hat, so only the name tells them apart
  const { cookie } = await world.as(isla);
  const head = () => world.app.log.headSeq(built.roomId);
  const before = await head();
  const letter = () => ({ roomId: built.roomId, id: newId(Date.now()), input: { text: "Rhona's words" } });
  const call = async (personId: string | undefined, path: string, input: unknown, query = false) => {
    const named: Record<string, string> = personId === undefined ? {} : { "x-linkwork-person": personId };
    const headers = { cookie, origin: ourOrigin, "x-linkwork-org": isla.orgId, "content-type": "application/json", ...named };
    const asked = query && input !== undefined ? `?input=${encodeURIComponent(JSON.stringify(input))}` : "";
    const init = query ? { headers } : { method: "POST", headers, body: JSON.stringify(input) };
    const response = await fetch(`${world.base}/trpc/${path}${asked}`, init);
    return { status: response.status, text: await response.text() };
  };
  const refused = '"linkwork":{"code":"NotSignedIn","meaning":"UNAUTHORIZED","details":{"field":"personId"}}';
  for (const personId of [rhona.personId, "", "nobody", isla.personId.toUpperCase()]) {
    const said = await call(personId, "cases.postMessage", letter());
    expect([personId, said.status]).toEqual([personId, 401]);
    expect(said.text).toContain(refused);
    expect((await call(personId, "cases.list", undefined, true)).status).toBe(401);
  }
  const batch = await call(rhona.personId, "cases.postMessage,cases.postMessage?batch=1", { 0: letter(), 1: letter() });
  expect(batch.text.split(refused)).toHaveLength(3);
  // under a hat that the next person doesn't have it is the same answer, so that the words wait and are not given back
  const { cookie: elsewhere } = await world.as(world.people.tariq);
  const named = { cookie: elsewhere, "x-linkwork-org": rhona.orgId, "x-linkwork-person": rhona.personId };
  expect((await fetch(`${world.base}/trpc/cases.list`, { headers: named })).status).toBe(401);
  for (const personId of [rhona.personId, world.people.tariq.personId])
    await expect(connect({ base: world.base, cookie, auth: { orgId: isla.orgId, personId } })).rejects.toThrow(/NotSignedIn/);
  await expect(connect({ base: world.base, cookie, auth: { orgId: isla.orgId, personId: "nobody" } })).rejects.toThrow(/BadInput/);
  expect(await head()).toBe(before);

  const who = await call(rhona.personId, "identity.me", undefined, true);
  expect(who).toMatchObject({ status: 200, text: expect.stringContaining(isla.personId) });
  const wire = await connect({ base: world.base, cookie, auth: { orgId: isla.orgId, personId: isla.personId } });
  expect(await wire.ask("call", { path: "identity.me" })).toMatchObject({ ok: true, data: { personId: isla.personId } });
  wire.close();
  for (const personId of [isla.personId, undefined]) expect((await call(personId, "cases.list", undefined, true)).status).toBe(200);
});

test("too many devices of one person: the oldest gives way", async () => {
  world = await createWorld({ socketsPerPerson: 2 });
  const rhona = await world.as(world.people.rhona);
  const second = await rhona.again();
  const third = await rhona.again();
  await rhona.wire.gone;
  await eventually("two left", () => world.app.live.sockets() === 2);
  for (const wire of [second, third]) expect(await wire.ask("call", { path: "identity.me" })).toMatchObject({ ok: true });
});
