import { wasPartly } from "@linkwork/shared/identity/rules.ts";
import type { OrgEvent } from "@linkwork/shared/identity/schema.ts";
import { foldOrg, noOrg, type OrgState } from "@linkwork/shared/identity/state.ts";
import { newId, type OrgId, type PersonId, type RoomId } from "@linkwork/shared/kernel/ids.ts";
import { foldAll, orgRoom, personRoom } from "@linkwork/shared/kernel/room.ts";
import { stillMissing } from "@linkwork/shared/map/rules-gap.ts";
import { endorsed, type GapState } from "@linkwork/shared/map/state-gap.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createWaiting } from "../../../apps/server/src/cases/waiting.ts";
import { actAs, actorOf, house, type Person } from "../../kit/build.ts";
import { describeCommand, nobody, type Scene } from "../../kit/given.ts";
import { raiseGap, readAll, toldTo } from "../../kit/map.ts";
import { createWorld, type World } from "../../kit/world.ts";
import { castIn } from "../map/scenes.ts";
import { aProjectIn } from "../projects/scenes.ts";
import { aMember, aPanel, aPoster } from "./scenes.ts";

type Panel = Awaited<ReturnType<typeof aPanel>>;
/** Somebody who gave the code on the panel's poster. */
async function byPoster(world: World, panel: Panel): Promise<Person> {
  const { posterId, hash } = await aPoster(world, panel);
  const personId = newId<PersonId>(world.clock.now());
  await house(world, personRoom(personId), "registerPerson", { name: "Nora" });
  await house(world, panel.roomId, "joinByPoster", { posterId, hash, personId, name: "Nora" });
  await world.app.effects.settled();
  return { ...panel.jean, personId, name: "Nora", email: `${personId}@linkwork.test`, roles: ["resident"] };
}
const scene =
  (as: "sadia" | "morag" | "jean" = "sadia") =>
  async (world: World): Promise<Scene> => {
    const panel = await aPanel(world);
    const { personId } = await byPoster(world, panel);
    const elsewhere = { [personRoom(personId)]: ["noticeDelivered"] };
    return { as: panel[as], roomId: panel.roomId, input: { personId }, readers: [panel.sadia, panel.jean], elsewhere };
  };

describeCommand({
  command: "letIn",
  allowed: {
    "a panel's steward lets in who came by the poster": { given: scene(), here: ["residentLetIn"] },
    "so does its manager": { given: scene("morag"), here: ["residentLetIn"] },
  },
  refused: {
    "a resident lets in nobody": { given: scene("jean"), refusal: "FORBIDDEN NotSteward" },
    "who was let in": {
      given: async (world) => {
        const made = await scene()(world);
        await actAs(world, made.as, { roomId: made.roomId, type: "letIn", input: made.input });
        return made;
      },
      refusal: "CONFLICT AlreadyThere personId",
    },
    "who came otherwise": {
      given: async (world) => {
        const panel = await aPanel(world);
        return { as: panel.sadia, roomId: panel.roomId, input: { personId: panel.jean.personId } };
      },
      refusal: "CONFLICT AlreadyThere personId",
    },
    "who is no member": {
      given: async (world) => ({ ...(await scene()(world)), input: { personId: nobody() } }),
      refusal: "CONFLICT NotThere personId",
    },
  },
  other: () => ({ personId: nobody() }),
  raced: {
    given: async (world) => {
      const one = await scene()(world);
      return [one, one];
    },
    outcomes: ["AlreadyThere", "written"],
    here: ["residentLetIn"],
  },
});

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.stop());
test("who came by a poster reads no project of the panel and no board until somebody of it has let them in; then they do, and stay in as a steward and as a resident again", async () => {
  const { who, roomId, board } = await aProjectIn(world, { partners: ["jean"] });
  const { orgId, orgName, sector } = who.jean;
  const panel = { orgId, roomId: orgRoom(orgId), jean: who.jean } as Panel;
  const like: Person = { ...world.people.rhona, orgId, orgName, sector, roles: [] };
  panel.sadia = await aMember(world, like, "Sadia", "resident", "steward");
  panel.morag = await aMember(world, like, "Morag", "manager");
  const nora = await byPoster(world, panel);
  const reads = async (as: Person) => {
    const client = await world.as(as);
    const rows = ((await client.call("projects.list", undefined, "http")) as unknown as { data: unknown[] }).data;
    const sees = async (room: RoomId) => (await client.call("room.since", { roomId: room, afterSeq: null }, "http")).ok;
    return [await sees(roomId), await sees(board), rows.length];
  };
  expect(await reads(who.jean)).toEqual([true, true, 1]);
  expect(await reads(nora)).toEqual([false, false, 0]);
  await actAs(world, panel.sadia, { roomId: panel.roomId, type: "letIn", input: { personId: nora.personId } });
  expect(await reads(nora)).toEqual([true, true, 1]);
  for (const steward of [true, false]) {
    await actAs(world, panel.morag, { roomId: panel.roomId, type: "chooseSteward", input: { personId: nora.personId, steward } });
    await world.app.effects.settled();
    expect(await reads(nora)).toEqual([true, true, 1]);
  }
});

test("who came by a poster, which anybody may have photographed, reads nobody's name in the panel's room until they are let in, in its state, its events, or what is told as it happens", async () => {
  const panel = await aPanel(world);
  const nora = await byPoster(world, panel);
  const client = await world.as(nora);
  const wire = await client.again();
  const read = async (afterSeq: number | null) =>
    (await client.call("room.since", { roomId: panel.roomId, afterSeq }, "http")) as unknown as {
      data: { state: OrgState; events: OrgEvent[] };
    };
  await wire.ask("subscribe", { roomId: panel.roomId, afterSeq: null });
  await actAs(world, panel.sadia, { roomId: panel.roomId, type: "addResident", input: { name: "Hamish Todd" } });
  const names = /Sadia|Morag|Jean|Hamish/;
  for (const since of [null, 0]) {
    const { data } = await read(since);
    expect(JSON.stringify(data)).not.toMatch(names);
    expect(JSON.stringify(data)).toContain("Nora");
  }
  const { state, events } = (await read(null)).data;
  expect(Object.keys(state.members)).toEqual([nora.personId]);
  expect(foldAll(foldOrg, noOrg, events).members).toEqual(state.members);
  await actAs(world, panel.sadia, { roomId: panel.roomId, type: "letIn", input: { personId: nora.personId } });
  const told = await wire.frame("let in", (frame) => JSON.stringify(frame).includes("residentLetIn"));
  expect(JSON.stringify(wire.frames)).not.toMatch(names);
  expect(wasPartly((told.body.events as OrgEvent[]).reduce(foldOrg, state), nora.personId)).toBe(true);
  const whole = (await read(null)).data;
  expect(Object.values(whole.state.members).map(({ name }) => name)).toContain("Hamish Todd");
  expect(wasPartly(whole.state, nora.personId)).toBe(false);
});

test("those who can let them in hear that somebody came, once however many come; who is let in hears that; the mail says it while it is so", async () => {
  const panel = await aPanel(world);
  const told = (who: Person) => toldTo(world, who);
  const waiting = createWaiting({ rooms: world.app.rooms, views: world.app.views.cases, clock: world.clock });
  const holds = async (who: Person, kind: "newcomerWaits" | "letIn") => {
    const marks = await waiting.marksOf([]);
    return (await waiting.held({ kind, orgId: who.orgId as OrgId }, actorOf(who), marks)) !== undefined;
  };
  const nora = await byPoster(world, panel);
  expect([await told(panel.sadia), await told(panel.morag), await told(panel.jean)]).toEqual([["newcomerWaits"], ["newcomerWaits"], []]);
  const { poster } = await world.app.rooms.ask<OrgState>(panel.roomId);
  await actAs(world, panel.morag, { roomId: panel.roomId, type: "endPoster", input: { posterId: poster?.posterId } });
  const second = await byPoster(world, panel);
  expect(await told(panel.sadia)).toEqual(["newcomerWaits"]);
  await readAll(world, panel.sadia);
  expect(await holds(panel.sadia, "newcomerWaits")).toBe(true);
  expect(await holds(panel.jean, "newcomerWaits")).toBe(false);
  for (const { personId } of [nora, second]) await actAs(world, panel.sadia, { roomId: panel.roomId, type: "letIn", input: { personId } });
  await world.app.effects.settled();
  expect(await holds(panel.sadia, "newcomerWaits")).toBe(false);
  expect([await told(nora), await told(second), await told(panel.jean)]).toEqual([["letIn"], ["letIn"], []]);
  expect(await holds(nora, "letIn")).toBe(true);
});

test("the map's bad input 6: what newcomers say of a gap is read and counts towards nothing, until they are let in and say it again", async () => {
  const panel = await aPanel(world);
  await castIn(world);
  const roomId = await raiseGap(world, panel.jean);
  const nora = await byPoster(world, panel);
  const gap = () => world.app.rooms.ask<GapState>(roomId);
  const says = async (type: string, input: Record<string, unknown>) =>
    (await (await world.as(nora)).attempt(roomId, type, input, { door: "http" })) as { ok: boolean; error?: { code: string } };
  expect(await says("endorseGap", { on: true })).toMatchObject({ ok: true });
  expect(await says("addEvidence", { evidenceId: newId(Date.now()), text: "I walk past it each day." })).toMatchObject({ ok: true });
  expect(endorsed(await gap())).toEqual({ residents: 0, partners: 0 });
  expect(stillMissing([{ ...(await gap()), helped: { [nora.personId]: false } }])).toEqual([]);
  expect(await says("endorseGap", { on: true })).toMatchObject({ ok: false });

  await actAs(world, panel.sadia, { roomId: panel.roomId, type: "letIn", input: { personId: nora.personId } });
  await world.app.effects.settled();
  expect(endorsed(await gap())).toEqual({ residents: 0, partners: 0 });
  expect(await says("endorseGap", { on: true })).toMatchObject({ ok: true });
  expect(endorsed(await gap())).toEqual({ residents: 1, partners: 0 });
  expect(stillMissing([{ ...(await gap()), helped: { [nora.personId]: false } }])).toEqual([nora.personId]);
  expect(await says("endorseGap", { on: true })).toMatchObject({ ok: false });
});
