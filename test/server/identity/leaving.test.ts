import type { CaseState } from "@linkwork/shared/cases/state.ts";
import { caseRoom, orgRoom } from "@linkwork/shared/kernel/room.ts";
import { afterEach, expect, test, vi } from "vitest";
import { aCase, actAs, house } from "../../kit/build.ts";
import { callAs, mailedToken } from "../../kit/mail.ts";
import { connect, post } from "../../kit/wire.ts";
import { createWorld, startNode, type World } from "../../kit/world.ts";

let world: World;
afterEach(async () => {
  vi.unstubAllGlobals();
  await world?.stop();
});
const error = (code: string) => ({ ok: false, error: { code } });
const me = (cookie: string) =>
  post({ base: world.base, cookie, orgId: world.orgs.practice.orgId, path: "identity.me", input: undefined, query: true });
const letGo = async (who: World["people"]["tess"], manager = world.people.maggie) =>
  (await world.as(manager)).act(orgRoom(who.orgId), "endMembership", { personId: who.personId });

test("whose access ends is cut off at once by the organisation's word alone: open sockets on both nodes, every call, and the next handshake; the others stay", async () => {
  // nobody looks again after five seconds: what is cut is cut by the event
  const every = globalThis.setInterval;
  vi.stubGlobal("setInterval", (work: () => void, ms: number) => every(ms === 5_000 ? () => undefined : work, ms));
  world = await createWorld();
  const { rhona, isla, maggie } = world.people;
  const { database, masterKey, clock } = world;
  const other = await startNode({ database, masterKey, clock });
  const built = await aCase(world);
  const mine = await world.as(isla);
  const elsewhere = await connect({ base: other.base, cookie: mine.cookie, auth: { orgId: isla.orgId } });
  // as every client does: the own organisation's room is listened to
  expect((await elsewhere.ask("subscribe", { roomId: orgRoom(isla.orgId), afterSeq: null })).ok).toBe(true);
  const [her, boss] = [await world.as(rhona), await world.as(maggie)];
  // the node dies before anything has followed from the event
  const { rooms } = world.app;
  const { act } = rooms;
  rooms.act = (actor, roomId, request) =>
    request.type === "stopMembership" ? Promise.reject(new Error("the node died")) : act(actor, roomId, request);
  await boss.act(orgRoom(isla.orgId), "endMembership", { personId: isla.personId });
  await world.app.effects.settled();
  await Promise.all([mine.wire.gone, elsewhere.gone]);
  for (const { base } of [world, other]) {
    const call = { base, cookie: mine.cookie, orgId: isla.orgId, path: "cases.list", input: undefined, query: true };
    expect((await post(call)).answer).toMatchObject(error("NotAMember"));
    await expect(connect({ base, cookie: mine.cookie, auth: { orgId: isla.orgId } })).rejects.toThrow(/NotAMember/);
  }
  await her.act(built.roomId, "postMessage", { text: "Still here." });
  expect(her.wire.isGone()).toBe(false);
  rooms.act = act;
  await world.app.effects.sweep();
  // the sweep stops the membership, and from that the sessions end
  await world.app.effects.settled();
  expect((await me(mine.cookie)).answer).toMatchObject(error("NotSignedIn"));
  await other.app.stop();
});

test("who acts for nobody any more is signed out everywhere, with no session left in the store, also when the node died before it could do that (GHSA-2vg6)", async () => {
  world = await createWorld();
  const { isla } = world.people;
  const one = await world.as(isla);
  const second = await world.desk.signInAgain(world, isla);
  await letGo(isla);
  await world.app.effects.settled();
  for (const cookie of [one.cookie, second]) expect((await me(cookie)).answer).toMatchObject(error("NotSignedIn"));
  const sessions = world.database.collection("session");
  expect(await sessions.countDocuments({ personId: isla.personId })).toBe(0);
  const again = await world.desk.signInAgain(world, isla);
  expect((await me(again)).answer).toMatchObject({ ok: true, data: { memberships: [] } });
  await world.database.collection("commits").updateMany({ room: `person:${isla.personId}` }, { $set: { due: true } });
  await world.app.effects.sweep();
  expect((await me(again)).answer).toMatchObject(error("NotSignedIn"));
});

test("who has another hat keeps it, and is only cut off under the one that ended; invited again they come in again", async () => {
  world = await createWorld();
  const { tess, maggie } = world.people;
  const hub = await world.as(tess);
  const roomId = orgRoom(maggie.orgId);
  const invite = async () => {
    await actAs(world, maggie, { roomId, type: "inviteColleague", input: { email: tess.email, roles: ["linkWorker"] } });
    const token = await mailedToken(world, tess.email);
    expect((await callAs(world.base, "identity.acceptInvitation", { token }, hub.cookie)).status).toBe(200);
  };
  await invite();
  const practice = await connect({ base: world.base, cookie: hub.cookie, auth: { orgId: maggie.orgId } });
  await (await world.as(maggie)).act(roomId, "endMembership", { personId: tess.personId });
  await practice.gone;
  await world.app.effects.settled();
  expect(hub.wire.isGone()).toBe(false);
  expect(await hub.call("cases.list")).toMatchObject({ ok: true });
  expect((await me(hub.cookie)).answer).toMatchObject({ ok: true, data: { memberships: [{ orgId: tess.orgId }] } });
  world.clock.advance(1);
  await world.database.collection("mails").deleteMany({});
  await invite();
  const back = await connect({ base: world.base, cookie: hub.cookie, auth: { orgId: maggie.orgId } });
  expect(await back.ask("call", { path: "cases.list" })).toMatchObject({ ok: true });
  back.close();
});

test("N7, I9: somebody leaves with forty open cases, and at every number of every one of them it has its organisation, and a member or the shared inbox", async () => {
  world = await createWorld();
  const { rhona } = world.people;
  const cases = await Promise.all(Array.from({ length: 40 }, () => aCase(world, { consent: false })));
  await letGo(rhona);
  await world.app.effects.settled();
  const { foldCase, noCase } = await import("@linkwork/shared/cases/state.ts");
  for (const { caseId } of cases) {
    const { events } = await world.app.log.read(caseRoom(caseId), 0);
    let state: CaseState = noCase;
    for (const event of events) {
      state = foldCase(state, event as never);
      const lead = Object.values(state.participations).find((p) => p.orgId === state.leadOrg);
      expect(lead?.status).toBe("joined");
      expect((lead?.members.length ?? 0) > 0 || lead?.inbox === true, `${event.type} leaves it to nobody`).toBe(true);
    }
    expect(events.at(-1)?.type).toBe("colleagueGone");
  }
  await house(world, orgRoom(rhona.orgId), "addMember", { personId: world.people.otto.personId, name: "Otto", roles: ["roleInbox"] });
  await world.app.effects.settled();
  const inbox = await world.as({ ...world.people.otto, orgId: rhona.orgId, roles: ["roleInbox"] });
  expect(((await inbox.call("cases.list")) as { data?: unknown[] }).data).toHaveLength(40);
});
