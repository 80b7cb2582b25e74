import { newId } from "@linkwork/shared/kernel/ids.ts";
import { concernRoom, orgRoom } from "@linkwork/shared/kernel/room.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codeAt } from "../../kit/authenticator.ts";
import { minute } from "../../kit/clock.ts";
import { aColleague, aDevice, password, said, setUpAuthenticator, setUpPasskey } from "../../kit/factors.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { aConcern, raising } from "../concerns/scenes.ts";
import { stepUpPaths } from "./inventory.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());

const stepUp = "FORBIDDEN StepUpNeeded";
/** Every procedure that the running router marks. */
const marked = () => stepUpPaths(world.app.router);

test("R14, R21: what exports, erases, changes roles, discloses without a yes, lets somebody back in or changes factors or a password is marked, and nothing else", () => {
  expect(marked()).toEqual([
    "cases.accessPack",
    "cases.agreeErasure",
    "cases.askErasure",
    "cases.endRest",
    "cases.ownPack",
    "cases.readExport",
    "cases.seal",
    "concerns.confirmConcern",
    "concerns.nameLead",
    "factors.addPasskey",
    "factors.confirmAuthenticator",
    "factors.newRecoveryCodes",
    "factors.removeAuthenticator",
    "factors.removePasskey",
    "factors.startAuthenticator",
    "factors.startPasskey",
    "identity.changeRoles",
    "identity.chooseSteward",
    "identity.confirmRecovery",
    "identity.endKeeper",
    "identity.endMembership",
    "identity.foundOrganisation",
    "identity.inviteColleague",
    "identity.inviteFirstManager",
    "identity.nameKeeper",
    "identity.openExport",
    "passwords.change",
    "recovery.confirmAsAdministrator",
  ]);
});

describe("R14, ASVS 7.5.1 and 7.5.3: what is marked asks for a fresh factor", () => {
  test("ten minutes after the last factor it is refused at both doors, and goes on once a code was given", async () => {
    const who = await aColleague(world, world.people.rhona);
    const device = aDevice(world, who);
    await device.signIn();
    const key = await setUpAuthenticator(device, world.clock.now());
    const wire = await device.socket();
    world.clock.advance(10 * minute);
    expect(said(await device.call("factors.newRecoveryCodes"))).toBe("ok");
    world.clock.advance(1);
    // whatever is asked: before anything of it is looked at
    for (const path of marked()) {
      expect([path, said(await device.call(path, {}))]).toEqual([path, stepUp]);
      expect([path, await wire.ask("call", { path, input: {} })]).toMatchObject([
        path,
        { error: { code: "StepUpNeeded", details: { ask: "factor" } } },
      ]);
    }
    // the password is no factor, for who has one
    expect(said(await device.call("factors.givePassword", { password }))).toBe(stepUp);
    expect(said(await device.call("factors.giveCode", { code: codeAt(key, world.clock.now()) }))).toBe("ok");
    // the session is the same one: nothing is cut that is open
    expect(wire.isGone()).toBe(false);
    expect(await wire.ask("call", { path: "factors.newRecoveryCodes" })).toMatchObject({ ok: true });
    for (const path of marked().filter((each) => !each.startsWith("factors."))) {
      expect([path, said(await device.call(path, {}))]).not.toEqual([path, stepUp]);
      expect([path, said(await wire.ask("call", { path, input: {} }))]).not.toEqual([path, stepUp]);
    }
    wire.close();
  });

  test("a passkey does as well, over the socket too; a fresh factor in one session is none in another", async () => {
    const who = await aColleague(world, world.people.rhona);
    const [device, other] = [aDevice(world, who), aDevice(world, who)];
    await device.signIn();
    const passkey = await setUpPasskey(device);
    await other.call("factors.givePasskey", passkey.shown(await other.get("factors.askPasskey")));
    world.clock.advance(11 * minute);
    const wire = await device.socket();
    const asked = await wire.ask("call", { path: "factors.askPasskey" });
    const shown = passkey.shown((asked as { data: { challenge: string } }).data);
    expect(await wire.ask("call", { path: "factors.givePasskey", input: shown })).toMatchObject({ ok: true });
    expect(said(await device.call("factors.newRecoveryCodes"))).toBe("ok");
    expect(said(await other.call("factors.newRecoveryCodes"))).toBe(stepUp);
    wire.close();
  });

  test("in the demo, who has no second factor gives the password; a wrong one opens nothing", async () => {
    const { rhona } = world.people;
    const { call } = await world.as(rhona);
    expect(said(await call("factors.startAuthenticator"))).toBe("ok");
    world.clock.advance(10 * minute + 1);
    const answer = await call("factors.startAuthenticator");
    expect(answer).toMatchObject({ error: { code: "StepUpNeeded", details: { ask: "password" } } });
    expect(said(await call("factors.givePassword", { password: "not the password" }))).toBe("FORBIDDEN WrongPassword");
    expect(said(await call("factors.startAuthenticator"))).toBe(stepUp);
    expect(said(await call("factors.givePassword", { password: "a long enough password" }))).toBe("ok");
    expect(said(await call("factors.startAuthenticator"))).toBe("ok");
  });

  test("a role is not given and an export is not made by a session that was left open: nothing is written until the factor is there, then the same call is", async () => {
    const { maggie, ian } = world.people;
    const [manager, infoLead] = [await world.as(maggie), await world.as(ian)];
    world.clock.advance(10 * minute + 1);
    const roomId = orgRoom(maggie.orgId);
    const invite = { roomId, id: newId(world.clock.now()), input: { email: "kept@linkwork.test", roles: ["worker"] } };
    const head = await world.app.log.headSeq(roomId);
    for (const door of ["socket", "http"] as const) {
      expect(said(await manager.call("identity.inviteColleague", invite, door))).toBe(stepUp);
      expect(said(await infoLead.call("cases.seal", undefined, door))).toBe(stepUp);
    }
    expect(await world.app.log.headSeq(roomId)).toBe(head);
    await manager.call("factors.givePassword", { password: "a long enough password" });
    expect(said(await manager.call("identity.inviteColleague", invite))).toBe("ok");
    expect(await world.app.log.headSeq(roomId)).toBe(head + 1);
    // somebody else's factor is none of mine
    expect(said(await infoLead.call("cases.seal"))).toBe(stepUp);
  });

  test("R14, I3: a worry is raised without a hurdle; a session that was left open neither confirms it nor lets one more lead know", async () => {
    const { built, leads, roomId } = await aConcern(world, { confirmed: false });
    const [ada, sorcha] = [await world.as(leads.ada), await world.as(leads.sorcha)];
    world.clock.advance(10 * minute + 1);
    const anew = raising(built, leads.sorcha);
    expect(said(await ada.attempt(concernRoom(anew.concernId), "raiseConcern", anew))).toBe("ok");
    const name = { orgId: leads.bo.orgId, personId: leads.bo.personId, why: "he knows her" };
    for (const door of ["socket", "http"] as const) {
      expect(said(await sorcha.attempt(roomId, "confirmConcern", {}, { door }))).toBe(stepUp);
      expect(said(await sorcha.attempt(roomId, "nameLead", name, { door }))).toBe(stepUp);
    }
    await sorcha.call("factors.givePassword", { password: "a long enough password" });
    expect(said(await sorcha.attempt(roomId, "confirmConcern", {}))).toBe("ok");
    expect(said(await sorcha.attempt(roomId, "nameLead", name))).toBe("ok");
  });
});
