import type { PersonState } from "@linkwork/shared/identity/state.ts";
import { caseRoom, concernRoom, orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import type { Role } from "@linkwork/shared/kernel/shapes.ts";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { aCase, actAs, house, type Person } from "../../kit/build.ts";
import { describeCommand, nobody, type Scene } from "../../kit/given.ts";
import { dies } from "../../kit/held.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { raising } from "../concerns/scenes.ts";
import { aMember, aPanel } from "./scenes.ts";

const aColleague = (world: World, ...roles: Role[]) => aMember(world, world.people.maggie, "Nora", ...roles);
const heard = ({ personId }: Pick<Person, "personId">) => ({ [personRoom(personId)]: ["membershipStarted", "noticeDelivered"] });

const scene =
  (as: "maggie" | "rhona" | "ian" = "maggie", roles: Role[] = ["worker", "infoLead"], before: Role[] = ["worker"]) =>
  async (world: World): Promise<Scene & { nora: Person }> => {
    const { people, orgs } = world;
    const nora = await aColleague(world, ...before);
    const input = { personId: nora.personId, roles };
    const roomId = orgRoom(orgs.practice.orgId);
    return { nora, as: people[as], roomId, input, readers: [people.maggie, people.rhona], elsewhere: heard(nora) };
  };

describeCommand({
  command: "changeRoles",
  allowed: {
    "a manager gives a colleague a role, who is told in their own room": { given: scene(), here: ["rolesChanged"] },
    "and takes one, also that of a manager where another is left": {
      given: scene("maggie", ["worker"], ["worker", "manager"]),
      here: ["rolesChanged"],
    },
    "who talks in no case any more is out of each that they worked on, and the case says so": {
      given: async (world) => {
        const made = await scene("maggie", ["infoLead"])(world);
        const built = await aCase(world);
        const input = { participationId: built.leadId, personId: made.nora.personId };
        await actAs(world, world.people.rhona, { roomId: built.roomId, type: "addColleague", input });
        await world.app.effects.settled();
        return { ...made, elsewhere: { ...made.elsewhere, [caseRoom(built.caseId)]: ["colleagueGone"] } };
      },
      here: ["rolesChanged"],
    },
  },
  refused: {
    "a link worker": { given: scene("rhona"), refusal: "FORBIDDEN NotManager" },
    "an information lead": { given: scene("ian"), refusal: "FORBIDDEN NotManager" },
    "the last manager's own": {
      given: async (world) => ({ ...(await scene()(world)), input: { personId: world.people.maggie.personId, roles: ["worker"] } }),
      refusal: "CONFLICT LastManager roles",
    },
    "what they do already": {
      given: scene("maggie", ["infoLead", "worker"], ["worker", "infoLead"]),
      refusal: "CONFLICT AlreadyThere roles",
    },
    "no role at all": { given: scene("maggie", []), refusal: "BAD_REQUEST BadInput input.roles" },
    "a resident's part, of somebody who works here": { given: scene("maggie", ["resident"]), refusal: "BAD_REQUEST RolesDontFit roles" },
    "R13: more than a steward, of a resident": {
      given: async (world) => {
        const { morag, jean, roomId } = await aPanel(world);
        return { as: morag, roomId, input: { personId: jean.personId, roles: ["manager"] } };
      },
      refusal: "BAD_REQUEST RolesDontFit roles",
    },
    "R13: who reviews or keeps the map for everybody": {
      given: scene("maggie", ["worker", "coordinator"]),
      refusal: "FORBIDDEN AdministratorsSay roles",
    },
    "somebody who is no member": {
      given: async (world) => ({ ...(await scene()(world)), input: { personId: nobody(), roles: ["worker"] } }),
      refusal: "CONFLICT NotThere personId",
    },
  },
  other: (input) => ({ ...input, roles: ["worker", "roleInbox"] }),
  raced: {
    given: async (world) => {
      const one = await scene()(world);
      return [one, one];
    },
    outcomes: ["AlreadyThere", "written"],
    here: ["rolesChanged"],
  },
});

/** The next command of this kind waits on its way into its room; `asked` are the rooms that those after it went into meanwhile. */
function heldBack(world: World, type: string) {
  const { rooms } = world.app;
  const { act } = rooms;
  const [held, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const asked: string[] = [];
  rooms.act = async (actor, roomId, request) => {
    if (request.type !== type) return act(actor, roomId, request);
    asked.push(roomId);
    if (asked.length === 1) {
      held.resolve();
      await go.promise;
    }
    return act(actor, roomId, request);
  };
  const letGo = () => {
    rooms.act = act;
    go.resolve();
  };
  return { held: held.promise, asked, letGo };
}

describe("what hangs on a role ends with it", () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world?.stop());
  const worksAs = async ({ personId }: Person) =>
    (await world.app.rooms.ask<PersonState>(personRoom(personId))).memberships.map(({ roles }) => roles);
  const change = async (who: Person, ...roles: Role[]) => {
    const input = { personId: who.personId, roles };
    await (await world.as(world.people.maggie)).act(orgRoom(who.orgId), "changeRoles", input);
    await world.app.effects.settled();
  };

  test("their conversations close at once, their connection is cut, and the next call has the new roles", async () => {
    const nora = await aColleague(world, "linkWorker");
    const built = await aCase(world);
    const input = { participationId: built.leadId, personId: nora.personId };
    await actAs(world, world.people.rhona, { roomId: built.roomId, type: "addColleague", input });
    const as = await world.as(nora);
    const wire = await as.again();
    expect((await wire.ask("subscribe", { roomId: built.roomId, afterSeq: null })).ok).toBe(true);
    await change(nora, "infoLead");
    await wire.gone;
    expect(await as.call("room.since", { roomId: built.roomId, afterSeq: null }, "http")).toMatchObject({
      ok: false,
      error: { code: "NotFound" },
    });
    const me = (await as.call("identity.me", undefined, "http")) as unknown as { data: { memberships: { roles: Role[] }[] } };
    expect(me.data.memberships).toMatchObject([{ roles: ["infoLead"] }]);
  });

  test("a worry that names them as a lead closes to them, and another lead of the practice has it", async () => {
    const [one, other] = [await aColleague(world, "safeguardingLead"), await aColleague(world, "safeguardingLead")];
    const second = await aColleague(world, "safeguardingLead", "worker");
    const built = await aCase(world);
    const input = raising(built, second);
    const roomId = concernRoom(input.concernId);
    await actAs(world, one, { roomId, type: "raiseConcern", input });
    await world.app.effects.settled();
    await change(one, "worker");
    expect(await (await world.as(one)).call("room.since", { roomId, afterSeq: null }, "http")).toMatchObject({
      ok: false,
      error: { code: "NotFound" },
    });
    await change(second, "worker");
    expect(await (await world.as(other)).call("room.since", { roomId, afterSeq: null }, "http")).toMatchObject({ ok: true });
  });

  test("they are told by mail and on Today, with the organisation and what they are now, and nothing of any case", async () => {
    const nora = await aColleague(world, "worker");
    await change(nora, "worker", "roleInbox");
    const { notices } = await world.app.rooms.ask<{ notices: Record<string, object> }>(personRoom(nora.personId));
    expect(Object.values(notices)).toMatchObject([{ kind: "rolesChanged", orgId: nora.orgId }]);
  });

  test("what follows from the older of two changes is done before what follows from the newer; other organisations don't wait for it", async () => {
    const nora = await aColleague(world, "worker");
    const maggie = await world.as(world.people.maggie);
    const first = heldBack(world, "startMembership");
    await maggie.act(orgRoom(nora.orgId), "changeRoles", { personId: nora.personId, roles: ["worker", "roleInbox"] });
    await first.held;
    await maggie.act(orgRoom(nora.orgId), "changeRoles", { personId: nora.personId, roles: ["infoLead"] });
    const tess = personRoom(world.people.tess.personId);
    await house(world, orgRoom(world.orgs.cafe.orgId), "addMember", {
      personId: world.people.tess.personId,
      name: "Tess",
      roles: ["worker"],
    });
    await vi.waitFor(() => expect(first.asked).toContain(tess), 30_000);
    expect(first.asked).toEqual([personRoom(nora.personId), tess]);
    first.letGo();
    await world.app.effects.settled();
    const { events } = await world.app.log.read(personRoom(nora.personId), 0);
    const said = events.filter(({ type }) => type === "membershipStarted").map(({ body }) => body.roles);
    expect(said).toEqual([["worker"], ["worker", "roleInbox"], ["infoLead"]]);
  });

  test.each([
    ["two changes in a row end in the last one, though the older is carried out last", ["infoLead"], [["infoLead"]]],
    ["who left meanwhile isn't let in again by the older word", null, []],
  ] as const)("%s", async (_title, roles, left) => {
    const nora = await aColleague(world, "worker");
    const maggie = await world.as(world.people.maggie);
    const roomId = orgRoom(nora.orgId);
    dies(world, "startMembership");
    await maggie.act(roomId, "changeRoles", { personId: nora.personId, roles: ["worker", "roleInbox"] });
    await world.app.effects.settled();
    if (roles) await maggie.act(roomId, "changeRoles", { personId: nora.personId, roles });
    else await maggie.act(roomId, "endMembership", { personId: nora.personId });
    await world.app.effects.settled();
    expect(await worksAs(nora)).toEqual(left);
    await world.app.effects.sweep();
    expect(await worksAs(nora)).toEqual(left);
    expect(await world.app.log.due()).toEqual([]);
  });
});
